"""Lists of up to 100,000 places: which ones in which order as plain row numbers, then one page of lines at a time."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import ColumnElement, Row, Select, case, exists, func, literal_column, select

from krogkoll.law import IndicatorTable
from krogkoll.store import LosingValue, Reader
from krogkoll.venues.model import VenueStatus
from krogkoll.venues.rows import VenueGlance, VenueRow
from krogkoll.venues.scoring import RiskClass, heat_of, points_of, risk_of
from krogkoll.venues.twin_steps import shown_under

T = TypeVar("T")

FOUND_AT_MOST = 5000
"""So many hits of a free-text search are shown; whoever has more types another letter."""


class VenueFilter(StrEnum):
    """The chips above the list."""

    ALL = "all"
    HIGH = "high"
    DANGER = "danger"
    SUSPECTED = "suspected"
    INVESTIGATING = "investigating"
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    DISMISSED = "dismissed"
    LICENSED = "licensed"


class VenueOrder(StrEnum):
    """What the list is sorted by."""

    RISK = "risk"
    NAME = "name"
    LATEST = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueQuery:
    """What somebody looks for."""

    text: str = ""
    chip: VenueFilter = VenueFilter.ALL
    order: VenueOrder = VenueOrder.RISK


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueLine:
    """One row of the list. `points` and `risk` are None for those who may not see tips.

    also: what the records are called that are the same place and have no row of their own.
    """

    row_no: int
    id: str
    name: str
    address: str
    city: str
    status: VenueStatus
    latest_at: datetime
    in_conflict: bool
    points: float | None
    risk: RiskClass | None
    danger: bool
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a list is seen with. scores: whether its reader may see what tips say; else risk sorts as name."""

    rules: IndicatorTable
    today: date
    scores: bool


class Kept:
    """Orders of one state of the workspace. Take it before the reading block begins, so that it is never too new."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], object] = {}

    def recall(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What is kept under this key, else made now."""
        if key not in self._found:
            self._found[key] = make()
        return cast(T, self._found[key])


class Orders:
    """Whole orders of the list, kept as plain row numbers until a place or a score changes.

    Building one walks 100,000 rows; a keystroke then only searches and sorts its hits by their known places.
    """

    def __init__(self) -> None:
        self.kept = Kept()

    def forget(self, changed: frozenset[str]) -> None:
        """Be told which kinds a transaction changed; a reader that began before it keeps what it had."""
        if changed & {"venue", "same_as"}:
            self.kept = Kept()


def numbers(reader: Reader, query: VenueQuery, kept: Kept, view: View) -> "array[int]":
    """The row numbers of all places that match, in the order asked for."""
    if not view.scores and query.chip in {VenueFilter.HIGH, VenueFilter.DANGER}:
        return array("q")
    order = query.order if view.scores or query.order is not VenueOrder.RISK else VenueOrder.NAME
    under = kept.recall(("twins",), lambda: _twins(reader)).head
    whole = kept.recall((order,), lambda: _without(_whole(reader, order), under))
    if query.text.strip():
        hits: Sequence[int] = reader.search("venue", query.text, limit=FOUND_AT_MOST, ranked=False)
        if under:
            hits = list(dict.fromkeys(under.get(number, number) for number in hits))
        found = _among(reader, query.chip, kept, view, hits)
        places = kept.recall((order, "places"), lambda: _places(whole))
        known = len(places)
        # A hit that came after the kept order was built stands last until the list is asked for again.
        late = [number for number in found if number >= known]
        ordered = sorted((number for number in found if number < known) if late else found, key=places.__getitem__)
        return array("q", [*ordered, *late])
    key = (query.chip, view.today, order)
    return kept.recall(key, lambda: array("q", _among(reader, query.chip, kept, view, whole)))[:]


@dataclass(frozen=True, slots=True)
class Twins:
    """Rows that are part of another one: `head` names it, `also` what they are called, by the row that is shown."""

    head: Mapping[int, int]
    also: Mapping[int, tuple[str, ...]]


def _twins(reader: Reader) -> Twins:
    under = shown_under(reader)
    if not under:
        return Twins({}, {})
    chosen = select(VenueRow.id, VenueRow.row_no, VenueRow.name, VenueRow.street)
    rows = reader.rows(chosen.where(VenueRow.id.in_([*under, *set(under.values())])).order_by(VenueRow.name_sort))
    numbers = {row.id: row.row_no for row in rows}
    head = {row.row_no: numbers[under[row.id]] for row in rows if row.id in under}
    also: dict[int, tuple[str, ...]] = {}
    for row in rows:
        if row.row_no in head:
            also[head[row.row_no]] = (*also.get(head[row.row_no], ()), row.name or row.street)
    return Twins(head, also)


def _without(whole: "array[int]", hidden: Mapping[int, int]) -> "array[int]":
    return array("q", (number for number in whole if number not in hidden)) if hidden else whole


def _among(reader: Reader, chip: VenueFilter, kept: Kept, view: View, found: Sequence[int]) -> Sequence[int]:
    """Those of the numbers that the chip lets through, in their order."""
    if chip is VenueFilter.ALL:
        return found
    chosen = select(VenueRow.row_no).where(_chip(chip, view))
    members = kept.recall((chip, view.today), lambda: frozenset(_collected(reader, chosen)))
    return [number for number in found if number in members]


def _whole(reader: Reader, order: VenueOrder) -> "array[int]":
    match order:
        case VenueOrder.NAME:
            return _by_name(reader)
        case VenueOrder.RISK:
            return _by_risk(reader)
        case VenueOrder.LATEST:
            return _by_latest(reader)


def _places(whole: "array[int]") -> "array[int]":
    """For each row number its place in the order; the last place for numbers that are not in it."""
    places = array("q", [len(whole)]) * (max(whole, default=0) + 1)
    for place, number in enumerate(whole):
        places[number] = place
    return places


def page(reader: Reader, row_nos: Iterable[int], kept: Kept, view: View) -> list[VenueLine]:
    """The lines with these numbers, in their order; what is gone meanwhile is left out. One query."""
    wanted = list(row_nos)
    statement = (
        select(
            VenueRow.row_no,
            VenueRow.id,
            VenueRow.name,
            VenueRow.street,
            VenueRow.city,
            VenueRow.status,
            VenueRow.created_at,
            VenueGlance.heat,
            VenueGlance.danger,
            VenueGlance.sources,
            VenueGlance.latest_at,
            exists(select(LosingValue.dot).where(LosingValue.record_id == VenueRow.id)).label("conflict"),
        )
        .join(VenueGlance, VenueGlance.venue_no == VenueRow.row_no, isouter=True)
        .where(VenueRow.row_no.in_(wanted))
    )
    also = kept.recall(("twins",), lambda: _twins(reader)).also
    lines = {row.row_no: _line(row, view, also.get(row.row_no, ())) for row in reader.rows(statement)}
    return [lines[number] for number in wanted if number in lines]


def _line(row: Row[*tuple[Any, ...]], view: View, also: tuple[str, ...]) -> VenueLine:
    points, risk = None, None
    if view.scores:
        points = points_of(row.heat or 0.0, view.rules, view.today)
        risk = risk_of(points, view.rules, danger=bool(row.danger), sources=row.sources or 0)
    return VenueLine(
        row_no=row.row_no,
        id=row.id,
        name=row.name or row.street,
        address=row.street,
        city=row.city,
        status=row.status,
        latest_at=row.latest_at or row.created_at,
        in_conflict=row.conflict,
        points=points,
        risk=risk,
        danger=bool(row.danger) and view.scores,
        also=also,
    )


def counts(reader: Reader, kept: Kept, view: View) -> Mapping[VenueFilter, int]:
    """How many places each chip would show."""
    hidden = kept.recall(("twins",), lambda: _twins(reader)).head
    return kept.recall(("counts", view.today, view.scores), lambda: _counts(reader, view, list(hidden)))


def _counts(reader: Reader, view: View, hidden: list[int]) -> Mapping[VenueFilter, int]:
    found = dict.fromkeys(VenueFilter, 0)
    by_status = select(VenueRow.status, func.count().label("n")).where(VenueRow.row_no.not_in(hidden))
    for row in reader.rows(by_status.group_by(VenueRow.status)):
        found[VenueFilter.ALL] += row.n
        if row.status.value in set(VenueFilter):
            found[VenueFilter(row.status.value)] = row.n
    if not view.scores:
        return found
    glance = select(
        func.coalesce(func.sum(case((_is_high(view), 1), else_=0)), 0).label("high"),
        func.coalesce(func.sum(case((VenueGlance.danger, 1), else_=0)), 0).label("danger"),
    ).where(exists().where(VenueRow.row_no == VenueGlance.venue_no), VenueGlance.venue_no.not_in(hidden))
    row = reader.rows(glance)[0]
    found[VenueFilter.HIGH], found[VenueFilter.DANGER] = row.high, row.danger
    return found


def _chip(chip: VenueFilter, view: View) -> ColumnElement[bool]:
    if chip in {VenueFilter.HIGH, VenueFilter.DANGER}:
        risky = VenueGlance.danger if chip is VenueFilter.DANGER else _is_high(view)
        return VenueRow.row_no.in_(select(VenueGlance.venue_no).where(risky))
    return VenueRow.status == VenueStatus(chip.value)


def _is_high(view: View) -> ColumnElement[bool]:
    bound = heat_of(view.rules.high_from, view.rules, view.today)
    return (VenueGlance.heat >= bound) & (VenueGlance.sources >= view.rules.high_needs_independent_sources)


def _by_name(reader: Reader) -> "array[int]":
    return _collected(reader, select(VenueRow.row_no).order_by(VenueRow.name_sort, VenueRow.row_no))


def _by_risk(reader: Reader) -> "array[int]":
    """Walks along indexes, no sorting of everything: what has a score, the rest by name, of these the licensed last."""
    hot = select(VenueGlance.venue_no.label("row_no")).where(VenueGlance.heat > 0)
    scored = _collected(reader, hot.order_by(VenueGlance.heat.desc(), VenueGlance.venue_no))
    named = _by_name(reader)
    wanted, known = frozenset(named), frozenset(scored)
    calm = frozenset(_collected(reader, select(VenueRow.row_no).where(VenueRow.status == VenueStatus.LICENSED)))
    rest = sorted((number for number in named if number not in known), key=calm.__contains__)
    return array("q", [*(number for number in scored if number in wanted), *rest])


def _by_latest(reader: Reader) -> "array[int]":
    latest = func.coalesce(VenueGlance.latest_at, VenueRow.created_at)
    joined = select(VenueRow.row_no).join(VenueGlance, VenueGlance.venue_no == VenueRow.row_no, isouter=True)
    return _collected(reader, joined.order_by(latest.desc(), VenueRow.row_no.desc()))


def _collected(reader: Reader, statement: Select[int]) -> "array[int]":
    """The numbers as one JSON text: 100,000 of them cost no more than the query itself."""
    inner = statement.subquery()
    whole = reader.rows(select(func.json_group_array(literal_column("row_no"))).select_from(inner))[0][0]
    return array("q", msgspec.json.decode(whole, type=list[int]))
