"""The legal days after decisions as a calendar file; no name stands in it, since calendars are seen by others."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from krogkoll.decisions.after_deadlines import LegalDay


def days_calendar(days: Iterable[LegalDay], *, made_at: datetime) -> bytes:
    """An iCalendar file (RFC 5545) with one private entry for each day, and a reminder two days before."""
    from icalendar import Alarm, Calendar, Event  # eleven megabytes that few workdays need

    calendar = Calendar()
    calendar.add("prodid", "-//Krogkoll//SV")
    calendar.add("version", "2.0")
    for one in days:
        event = Event()
        # The same day of the same decision is the same entry, however often it is saved.
        event.add("uid", str(uuid5(NAMESPACE_OID, f"{one.decision_id} {one.what}")))
        event.add("dtstamp", made_at)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.what)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one.what)
        alarm.add("trigger", timedelta(days=-2))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
