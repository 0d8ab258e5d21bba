"""What a list from outside is to us: a table of texts, what its columns mean, and what each row would do here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from krogkoll.people import CompanyDraft
from krogkoll.venues import TipDraft, TipSourceDraft, Venue, VenueDraft

MAX_BYTES = 20 * 1024 * 1024
"""Largest file that is read as a list, in bytes."""
MAX_ROWS = 50_000
MAX_COLUMNS = 200
PREVIEW = 3
"""So many values of a column are shown beside its name."""


class ListKind(StrEnum):
    """What the rows of a list are about."""

    PERMITS = "permits"
    TIPS = "tips"


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    PROPOSED = "proposed"  # may be a place that is known; somebody has to say
    WRONG = "wrong"


class RowProblem(NamedTuple):
    """What is wrong in one row: its number in the file, the column's own name, the field and a stable code."""

    number: int
    column: str
    field: str
    problem: str


class FieldChange(NamedTuple):
    """One field of a known place that the list says otherwise, as texts to show."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A known place that a row may be about, and why: "organisation-and-address", "name-and-address" or "address".

    target: the place as it was read. wanted: as the row would have it.
    """

    venue_id: str
    name: str
    address: str
    why: str
    changes: tuple[FieldChange, ...] = ()
    target: Venue | None = None
    wanted: VenueDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file as rows of texts. numbers: where each row stands in the file, counted from 1.

    serial_zero: the day that the number 0 stands for in unformatted date cells.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    form: str  # how it was read, such as "utf-8 ;" or "xlsx"
    serial_zero: date = date(1899, 12, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list that somebody looks at before it is imported. mapping: field by column number, guessed or remembered."""

    kind: ListKind
    file_name: str
    table: Table
    mapping: Mapping[int, str]
    remembered: bool = False

    def samples(self, column: int) -> tuple[str, ...]:
        """The first values of a column that say something."""
        found = (row[column] for row in self.table.rows[:200] if column < len(row) and row[column])
        return tuple(text for _, text in zip(range(PREVIEW), dict.fromkeys(found), strict=False))

    def mapped(self, mapping: Mapping[int, str]) -> "Sheet":
        """The same list with other meanings of its columns; a column without meaning is left out."""
        return replace(self, mapping={column: field for column, field in mapping.items() if field})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """What one row would do. target: the known place it changes, as it was read.

    link: the chosen place of a proposal, or "new"; empty while nobody has said.
    """

    number: int
    outcome: Outcome
    title: str
    problems: tuple[RowProblem, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    venue: VenueDraft | None = None
    company: CompanyDraft | None = None
    target: Venue | None = None
    tip: TipDraft | None = None
    source: TipSourceDraft | None = None
    print: str = ""  # what a tip's row is known by when it comes again
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What importing a list would do, row by row; nothing is written yet."""

    kind: ListKind
    file_name: str
    signature: str
    mapping: Mapping[int, str]
    rows: tuple[PlannedRow, ...]
    problems: tuple[RowProblem, ...] = ()  # of the whole list, such as a column that is missing

    def count(self, outcome: Outcome) -> int:
        """How many rows come out so."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def wrong(self) -> tuple[RowProblem, ...]:
        """Everything that stands in the way, in the order of the file."""
        return self.problems + tuple(problem for row in self.rows for problem in row.problems)

    @property
    def waiting(self) -> int:
        """Proposals that nobody has decided on; they are left out."""
        return sum(row.outcome is Outcome.PROPOSED and not row.link for row in self.rows)

    def decided(self, number: int, link: str) -> "ImportPlan":
        """The plan in which the proposal in row `number` is the place `link`, "new", or undecided again ("")."""
        rows = tuple(replace(row, link=link) if row.number == number else row for row in self.rows)
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import has written."""

    new: int = 0
    changed: int = 0
    same: int = 0
    waiting: int = 0
    companies: int = 0
