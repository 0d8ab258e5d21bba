"""What becomes of each item of a case: its rule in the law, what it was marked as, what stands in the way."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import RetentionRule

CAN_BE_WORKING = frozenset({"quick_note", "task"})
"""Kinds that may be working material (TF 2 kap. 12 §); the rest documents how the case was handled (FL 27 §)."""
DISPOSED_HERE = CAN_BE_WORKING | {"official_note", "disclosure_entry"}
"""Kinds that closing and disposal may wipe; what has a file or parts of its own is disposed of where it belongs."""


class ItemFate(StrEnum):
    """What somebody marked an item as."""

    KEEP = "keep"
    DISPOSE = "dispose"
    WORKING = "working"
    UNKNOWN = "unknown"


class Stops(StrEnum):
    """What an obstacle stops: the closing of the case, or only that something is disposed of."""

    CLOSING = "closing"
    DISPOSAL = "disposal"


_SWEDISH = Words(
    (ItemFate.KEEP, "Bevaras"),
    (ItemFate.DISPOSE, "Gallras efter"),
    (ItemFate.WORKING, "Arbetsmaterial"),
    (ItemFate.UNKNOWN, "Okänd märkning"),
)


def swedish_fate(value: ItemFate) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionMarkDraft:
    """What a form holds of a mark. dispose_after: the last day the item is kept, for DISPOSE only."""

    case_id: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    fate: ItemFate = ItemFate.KEEP
    dispose_after: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionMark(RetentionMarkDraft, Record):
    """A mark as stored."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalCertificate(Record):
    """That an item was wiped: which kind, on which ground, when, by whom, how much. Never what it said."""

    case_id: str
    subject_kind: str
    subject_id: str
    ground: str
    at: datetime
    by: str
    changes: int
    details: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseItem:
    """One item of a case as the disposal engine sees it. last_day: the last day it may be kept, where there is one."""

    kind: str
    id: str
    kind_sv: str
    title: str
    on: date
    rule: RetentionRule
    mark: RetentionMark | None
    fate: ItemFate
    last_day: date | None
    sealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Something that stands in the way, in words, with what it stops."""

    stops: Stops
    words: str
    subject_kind: str = ""
    subject_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingView:
    """What closing a case keeps, removes and meets. open_tasks are a warning only."""

    case_id: str
    kept: tuple[CaseItem, ...]
    removed: tuple[CaseItem, ...]
    due: tuple[CaseItem, ...]
    blocked: tuple[Obstacle, ...]
    open_tasks: tuple[str, ...]

    @property
    def may_close(self) -> bool:
        """Whether nothing stops the closing."""
        return not any(one.stops is Stops.CLOSING for one in self.blocked)

    @property
    def may_dispose(self) -> bool:
        """Whether something may be disposed of now: no appeal time, no legal hold, nothing unfinished."""
        return not self.blocked


def mark_problems(draft: RetentionMarkDraft, today: date | None = None) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = []
    if not draft.subject_kind or not draft.subject_id or not draft.case_id:
        found.append(Problem("subject_id", "missing"))
    if draft.fate is ItemFate.UNKNOWN:
        found.append(Problem("fate", "unknown-value"))
    if draft.fate is ItemFate.WORKING and draft.subject_kind not in CAN_BE_WORKING:
        found.append(Problem("fate", "not-working-material"))
    if draft.fate is ItemFate.DISPOSE and draft.dispose_after is None:
        found.append(Problem("dispose_after", "missing"))
    if today and draft.dispose_after and draft.dispose_after < today:
        found.append(Problem("dispose_after", "in-the-past"))
    if draft.fate is ItemFate.DISPOSE and not draft.reason.strip():
        found.append(Problem("reason", "missing"))
    return tuple(found)
