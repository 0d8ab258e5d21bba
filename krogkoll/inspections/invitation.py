"""The night as a calendar file: says only "Tjänst" unless somebody chooses that it may say more."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from krogkoll.inspections.operations import OperationStatus
from krogkoll.inspections.plan import Plan
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, Problem

PLAIN_TITLE = "Tjänst"


class Revealed(StrEnum):
    """What the entry may say beside "Tjänst": chosen each time, never remembered. Tips are never among it."""

    TITLE = "title"
    RENDEZVOUS = "rendezvous"
    PLACES = "places"


def calendar_file(plan: Plan, *, made_at: datetime, reveal: Collection[Revealed] = ()) -> bytes:
    """An iCalendar file (RFC 5545) with one private entry, in UTC. Raises Invalid for a night without a beginning."""
    night = plan.operation
    from icalendar import Calendar, Event  # eleven megabytes that few workdays need

    if night.starts_at is None:
        raise Invalid([Problem("starts_at", "missing")])
    event = Event()
    event.add("uid", night.id)
    event.add("dtstamp", made_at)
    event.add("dtstart", night.starts_at)
    if (ends := night.ends_at or _last(plan)) is not None and ends > night.starts_at:
        event.add("dtend", ends)
    event.add("summary", night.title if Revealed.TITLE in reveal else PLAIN_TITLE)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("status", "CANCELLED" if night.status is OperationStatus.CANCELLED else "CONFIRMED")
    if Revealed.RENDEZVOUS in reveal and night.rendezvous:
        event.add("location", night.rendezvous)
    if Revealed.PLACES in reveal and plan.stops:
        event.add("description", "\n".join(_lines(plan)))
    calendar = Calendar()
    calendar.add("prodid", "-//Krogkoll//SV")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _last(plan: Plan) -> datetime | None:
    ends = [stop.starts_at + timedelta(minutes=stop.minutes) for stop in plan.stops if stop.starts_at]
    return max(ends, default=None)


def _lines(plan: Plan) -> list[str]:
    times = (f"{local(stop.starts_at):%H:%M} " if stop.starts_at else "" for stop in plan.stops)
    return [f"{at}{plan.venue_name(stop.venue_id)}" for at, stop in zip(times, plan.stops, strict=True)]
