"""Use cases of the inbox and the overview: one transaction and a handful of queries, whatever the workspace holds."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from krogkoll.agenda.gathering import NEEDS, gather
from krogkoll.agenda.model import SOON, Group, Inbox, Item, Overview, PastVisit, Stop, in_order
from krogkoll.cases import count_due_tasks, count_waiting_notes
from krogkoll.decisions import count_decisions_to_sign, count_to_follow_up
from krogkoll.inspections import (
    NextOperation,
    count_visits,
    count_waiting_visits,
    last_visits,
    next_operation,
    short_ground,
)
from krogkoll.kernel.clock import STOCKHOLM, local
from krogkoll.security import Actor, Permission
from krogkoll.store import AuditAction, Reader, Store, Tx
from krogkoll.venues import PlaceWords, count_suspected, count_waiting_tips, place_words

_TO_DO = 6
_DEADLINES = 6
_LAST = 5
_LATELY = timedelta(days=7)
_TO_SIGN = (Group.REPORT, Group.DECISION)


class AgendaService:
    """What waits for the one who acts; a role that may not read something is not told of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def waiting(self) -> int:
        """How many things wait in the inbox; a figure only, nothing is read."""
        with self._store.reading(Permission.UNLOCK) as reader:
            today = local(self._store.clock.now()).date()
            return sum(_totals(reader, self._store.actor, today + SOON).values())

    def inbox(self) -> Inbox:
        """Everything that waits, group by group, each in its order."""
        with self._store.transaction(Permission.UNLOCK) as tx:
            until = local(tx.now).date() + SOON
            items = in_order(gather(tx, Group, until))
            totals = _totals(tx, tx.actor, until)
            tx.audit(AuditAction.READ, "agenda", detail={"what": "inbox"})
            groups = {group: tuple(item for item in items if item.group is group) for group in totals}
            return Inbox(groups=groups, totals=totals)

    def overview(self) -> Overview:
        """What one needs to know when the day begins."""
        with self._store.transaction(Permission.UNLOCK) as tx:
            today = local(tx.now).date()
            items = in_order(gather(tx, Group, today + SOON))
            coming = next_operation(tx) if tx.actor.may(Permission.READ_INSPECTIONS) else None
            past = last_visits(tx, _LAST) if tx.actor.may(Permission.READ_INSPECTIONS) else ()
            wanted = [visit.venue_id for visit in past] + list(coming.operation.venue_ids if coming else ())
            sees_places = tx.actor.may(Permission.READ_VENUES)
            places = place_words(tx, wanted) if sees_places else {}
            suspected, lately = count_suspected(tx, tx.now - _LATELY) if sees_places else (None, 0)
            tx.audit(AuditAction.READ, "agenda", detail={"what": "overview"})
            totals = _totals(tx, tx.actor, today + SOON)
            return Overview(
                totals=totals,
                suspected=suspected,
                suspected_lately=lately,
                visits=_visits_of_month(tx, today),
                to_do=items[:_TO_DO],
                to_do_total=sum(totals.values()),
                oldest_to_sign=min((item.since for item in items if item.group in _TO_SIGN), default=None),
                next=coming,
                stops=_stops(coming, places),
                deadlines=_deadlines(tx, today),
                last_visits=tuple(PastVisit(inspection=one, place=_name(places, one.venue_id)) for one in past),
            )


def _totals(reader: Reader, actor: Actor, until: date) -> dict[Group, int]:
    """How many wait in each group that the person may see."""
    found: dict[Group, int] = {}
    if actor.may(NEEDS[Group.TIP]):
        found[Group.TIP] = count_waiting_tips(reader)
    if actor.may(NEEDS[Group.NOTE]):
        found[Group.NOTE] = count_waiting_notes(reader, actor)
    if actor.may(NEEDS[Group.VISIT]):
        found[Group.VISIT], found[Group.REPORT] = count_waiting_visits(reader)
    if actor.may(NEEDS[Group.DECISION]):
        found[Group.DECISION] = count_decisions_to_sign(reader)
    if actor.may(NEEDS[Group.DEADLINE]):
        found[Group.DEADLINE] = count_due_tasks(reader, until)
    if actor.may(NEEDS[Group.FOLLOW_UP]):
        found[Group.FOLLOW_UP] = count_to_follow_up(reader, until - SOON)
    return found


def _visits_of_month(tx: Tx, today: date) -> int | None:
    if not tx.actor.may(Permission.READ_INSPECTIONS):
        return None
    first = datetime(today.year, today.month, 1, tzinfo=STOCKHOLM)
    after = datetime(today.year + today.month // 12, today.month % 12 + 1, 1, tzinfo=STOCKHOLM)
    return count_visits(tx, first, after)


def _deadlines(tx: Tx, today: date) -> tuple[Item, ...]:
    """What falls due until the end of the month, or within a week where the month ends sooner."""
    after = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    until = max(after - timedelta(days=1), today + SOON)
    found = gather(tx, [Group.DEADLINE], until)
    return tuple(sorted(found, key=lambda item: (item.due_on or date.max, item.id)))[:_DEADLINES]


def _stops(coming: NextOperation | None, places: Mapping[str, PlaceWords]) -> tuple[Stop, ...]:
    if coming is None:
        return ()
    found = []
    for venue_id in coming.operation.venue_ids:
        place = places.get(venue_id)
        entry = coming.entries.get(venue_id)
        found.append(
            Stop(
                venue_id=venue_id,
                name=place.name if place else "",
                street=place.street if place else "",
                ground=short_ground(entry.ground_id) if entry else "",
            )
        )
    return tuple(found)


def _name(places: Mapping[str, PlaceWords], venue_id: str) -> str:
    place = places.get(venue_id)
    return place.name if place else ""
