"""Lists of cases, however many: which ones in which order as plain row numbers, then one page of lines at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, exists, func, select

from krogkoll.cases.model import CaseKind, CaseStatus
from krogkoll.cases.rows import CaseRow, TaskRow
from krogkoll.store import LosingValue, Reader

FOUND_AT_MOST = 5000
"""So many hits of a free-text search are shown; whoever has more types another letter."""


class CaseFilter(StrEnum):
    """The chips above the list. LATE: something in it should have been done before today."""

    OPEN = "open"
    MINE = "mine"
    WAITING = "waiting"
    LATE = "late"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """What somebody looks for."""

    text: str = ""
    chip: CaseFilter = CaseFilter.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One row of the list. `due_on`: the nearest day by which something in the case is to be done."""

    row_no: int
    id: str
    number: str
    title: str
    kind: CaseKind
    status: CaseStatus
    due_on: date | None
    responsible: str
    in_conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seer:
    """Who looks, and on which day."""

    user_id: str
    today: date


def numbers(reader: Reader, query: CaseQuery, seer: Seer) -> list[int]:
    """The row numbers of all cases that match: what is due first comes first, then the newest."""
    chosen = select(CaseRow.row_no).where(*_chip(query.chip, seer))
    if query.text.strip():
        chosen = chosen.where(CaseRow.row_no.in_(reader.search("case_file", query.text, limit=FOUND_AT_MOST)))
    due = _due()
    ordered = chosen.order_by(CaseRow.status == CaseStatus.CLOSED, due.is_(None), due, CaseRow.row_no.desc())
    return [row.row_no for row in reader.rows(ordered)]


def page(reader: Reader, row_nos: Iterable[int], names: Mapping[str, str]) -> list[CaseLine]:
    """The lines with these numbers, in their order; what is gone meanwhile is left out. names: by user id."""
    wanted = list(row_nos)
    in_conflict = exists(select(LosingValue.dot).where(LosingValue.record_id == CaseRow.id))
    statement = select(
        CaseRow.row_no,
        CaseRow.id,
        CaseRow.docket,
        CaseRow.provisional,
        CaseRow.title_public,
        CaseRow.kind,
        CaseRow.status,
        CaseRow.responsible,
        _due().label("due_on"),
        in_conflict.label("conflict"),
    ).where(CaseRow.row_no.in_(wanted))
    lines = {row.row_no: _line(row, names) for row in reader.rows(statement)}
    return [lines[number] for number in wanted if number in lines]


def counts(reader: Reader, seer: Seer) -> Mapping[CaseFilter, int]:
    """How many cases each chip would show."""
    found = {}
    for chip in CaseFilter:
        chosen = select(func.count().label("n")).select_from(CaseRow).where(*_chip(chip, seer))
        found[chip] = int(reader.rows(chosen)[0].n)
    return found


def _due() -> ScalarSelect[date | None]:
    undone = select(func.min(TaskRow.due_on)).where(TaskRow.case_id == CaseRow.id, TaskRow.done_at.is_(None))
    return undone.correlate(CaseRow).scalar_subquery()


def _chip(chip: CaseFilter, seer: Seer) -> Sequence[ColumnElement[bool]]:
    going_on = CaseRow.status != CaseStatus.CLOSED
    match chip:
        case CaseFilter.OPEN:
            return (going_on,)
        case CaseFilter.MINE:
            return (going_on, CaseRow.responsible == seer.user_id)
        case CaseFilter.WAITING:
            return (CaseRow.status == CaseStatus.WAITING,)
        case CaseFilter.LATE:
            late = select(TaskRow.id).where(
                TaskRow.case_id == CaseRow.id, TaskRow.done_at.is_(None), TaskRow.due_on < seer.today
            )
            return (going_on, exists(late))
        case CaseFilter.ALL:
            return ()


def _line(row: Row[*tuple[Any, ...]], names: Mapping[str, str]) -> CaseLine:
    return CaseLine(
        row_no=row.row_no,
        id=row.id,
        number=row.docket or row.provisional,
        title=row.title_public,
        kind=row.kind,
        status=row.status,
        due_on=date.fromisoformat(row.due_on) if isinstance(row.due_on, str) else row.due_on,
        responsible=names.get(row.responsible, ""),
        in_conflict=bool(row.conflict),
    )
