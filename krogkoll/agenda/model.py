"""What waits for the person at this workspace, in one order: what the law dates first, then what is oldest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from krogkoll.cases import QuickNote, Task
from krogkoll.decisions import Decision
from krogkoll.inspections import Inspection, NextOperation
from krogkoll.kernel.swedish import Words
from krogkoll.venues import Tip

SHOWN = 200
"""At most so many of each group are read at once; what is done makes room for the rest."""
SOON = timedelta(days=7)
"""A task that falls due within this time waits already."""


class Group(StrEnum):
    """What kind of thing waits."""

    TIP = "tip"
    NOTE = "note"
    VISIT = "visit"
    REPORT = "report"
    DECISION = "decision"
    DEADLINE = "deadline"
    FOLLOW_UP = "follow_up"


_SWEDISH = Words(
    (Group.TIP, "Nya tips"),
    (Group.NOTE, "Snabbanteckningar"),
    (Group.VISIT, "Pågående besök"),
    (Group.REPORT, "Protokoll att underteckna"),
    (Group.DECISION, "Beslut att underteckna"),
    (Group.DEADLINE, "Att göra i tid"),
    (Group.FOLLOW_UP, "Beslut att följa upp"),
)


def swedish_group(value: Group) -> str:
    """The word for the group on screen."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that waits.

    since: when it came. due_on: the day it must be done, legal: whether that day follows from a rule of law.
    place, number: what it is about, as far as it is known here; venue_id, case_id: where that is.
    signed: how many have signed already. subject: the record itself, as it was read.
    """

    group: Group
    id: str
    title: str = ""
    place: str = ""
    number: str = ""
    venue_id: str = ""
    case_id: str = ""
    since: datetime
    due_on: date | None = None
    legal: bool = False
    signed: int = 0
    subject: Tip | QuickNote | Inspection | Decision | Task

    def late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.due_on is not None and self.due_on < today


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """What the law dates first, by its day; then what somebody dated; then what is oldest."""
    return tuple(sorted(items, key=_urgency))


def _urgency(item: Item) -> tuple[bool, bool, date, datetime, str]:
    undated = item.due_on is None
    return (undated, not undated and not item.legal, item.due_on or date.max, item.since, item.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What waits, group by group; `totals` counts also what is not read because there is so much of it.

    A group that the acting person's role may not read is not there at all.
    """

    groups: Mapping[Group, tuple[Item, ...]]
    totals: Mapping[Group, int]

    def find(self, group: Group, item_id: str) -> Item | None:
        """The item, where it still waits."""
        return next((item for item in self.groups.get(group, ()) if item.id == item_id), None)

    @property
    def total(self) -> int:
        """Everything that waits."""
        return sum(self.totals.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One place of the next operation. `ground`: our own entry ground in short words; empty where none is chosen."""

    venue_id: str
    name: str
    street: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """A visit that has been: the place, and how far its paperwork has come."""

    inspection: Inspection
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the person needs to know when the day begins; None where the role may not see a figure."""

    totals: Mapping[Group, int]
    suspected: int | None
    suspected_lately: int
    visits: int | None
    to_do: tuple[Item, ...]
    to_do_total: int
    oldest_to_sign: datetime | None
    next: NextOperation | None
    stops: tuple[Stop, ...]
    deadlines: tuple[Item, ...]
    last_visits: tuple[PastVisit, ...]

    def waiting(self, *groups: Group) -> int | None:
        """How many wait in these groups together; None where none of them may be read."""
        known = [self.totals[group] for group in groups if group in self.totals]
        return sum(known) if known else None
