"""Compares a list with what is known and says, row by row, what importing it would do."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from krogkoll.intake import values
from krogkoll.intake.fields import lacking
from krogkoll.intake.model import FieldChange, Outcome, PlannedRow, Proposal, RowProblem, Sheet
from krogkoll.intake.permits import PermitRow, read_permit
from krogkoll.intake.tips import placed, print_of, read_tip
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.progress import Progress, Report
from krogkoll.venues import (
    ListedPlace,
    PermitKind,
    PermitState,
    Venue,
    VenueDraft,
    draft_of,
    shown_name,
    shown_postal_code,
    swedish,
)

_EVERY = 500
_PROPOSALS = 3
_WHY = ("organisation-and-address", "name-and-address", "address")
# What a list may change of a known place: our own notes and where it stands with us are not the list's business.
_COMPARED = (
    *("name", "street", "postal_code", "city", "municipality", "property_designation", "operator_name"),
    *("permit_number", "permit", "permit_kind", "permit_valid_from", "permit_valid_to", "serving_from", "serving_to"),
)
_GIVEN_BY = {
    "permit": ("permit_state", "permit_number", "permit_valid_to"),
    "permit_kind": ("permit_kind", "permit_term"),
    "serving_from": ("serving_from", "serving_hours"),
    "serving_to": ("serving_to", "serving_hours"),
}
_COLUMN = {"permit": "permit_state"}


def cells_of(sheet: Sheet) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row as texts by field, with its number in the file."""
    columns = [(column, name) for column, name in sheet.mapping.items() if column < len(sheet.table.header)]
    for number, row in zip(sheet.table.numbers, sheet.table.rows, strict=True):
        yield number, {name: row[column] for column, name in columns if row[column]}


def list_problems(sheet: Sheet) -> tuple[RowProblem, ...]:
    """What is wrong with the list as a whole."""
    return tuple(RowProblem(0, "", name, "column-missing") for name in lacking(sheet.kind, sheet.mapping))


def row_problems(sheet: Sheet, number: int, problems: tuple[Problem, ...]) -> tuple[RowProblem, ...]:
    """Problems of a row's fields, with the name of the column they came from."""
    names = {name: sheet.table.header[column] for column, name in sheet.mapping.items()}
    found = []
    for name, problem in problems:
        given = next((one for one in (name, *_GIVEN_BY.get(name, ())) if one in names), name)
        found.append(RowProblem(number, names.get(given, ""), _COLUMN.get(name, name), problem))
    return tuple(found)


@dataclass(slots=True)
class KnownPlaces:
    """The places of the workspace, found by number and by address."""

    by_number: dict[str, ListedPlace] = field(default_factory=dict)
    by_address: dict[str, list[ListedPlace]] = field(default_factory=lambda: defaultdict(list))

    def add(self, place: ListedPlace) -> None:
        """Make a place findable."""
        if place.permit_number:
            self.by_number.setdefault(number_key(place.permit_number), place)
        if place.street:
            self.by_address[values.plain(place.street)].append(place)

    def alike(self, row: PermitRow, company_id: str) -> list[tuple[str, ListedPlace]]:
        """Known places at the row's address that it may be about, the best first, each with its reason."""
        draft = row.draft
        found = []
        for place in self.by_address.get(values.plain(draft.street), ()) if draft.street else ():
            if draft.postal_code and place.postal_code and draft.postal_code != place.postal_code:
                continue
            if company_id and place.operator_id == company_id:
                found.append((_WHY[0], place))
            elif not place.permit_number:
                same = draft.name and values.plain(place.name) == values.plain(draft.name)
                found.append((_WHY[1] if same else _WHY[2], place))
        return sorted(found, key=lambda pair: _WHY.index(pair[0]))[:_PROPOSALS]


def number_key(number: str) -> str:
    """A permit number as it is compared: without blanks, in lower case."""
    return "".join(number.split()).casefold()


def read_permits(sheet: Sheet, today: date, report: Report) -> list[tuple[int, dict[str, str], PermitRow]]:
    """Every row read on its own; a number that comes twice is a problem of the later row."""
    rows = []
    met: set[str] = set()
    for number, cells in cells_of(sheet):
        row = read_permit(cells, today, sheet.table.serial_zero)
        key = number_key(row.draft.permit_number)
        if key and key in met:
            row = replace(row, problems=(*row.problems, Problem("permit_number", "twice")))
        met.add(key)
        rows.append((number, cells, row))
        if len(rows) % _EVERY == 0:
            report(Progress(len(rows), 2 * len(sheet.table.rows)))
    return rows


def merged(target: Venue, row: PermitRow, cells: Mapping[str, str], company_id: str) -> VenueDraft:
    """The known place as the list says it is: only what the row tells is taken over."""
    draft = row.draft
    told: dict[str, Any] = {}
    for name in _COMPARED:
        if any(one in cells for one in _GIVEN_BY.get(name, (name,))):
            told[name] = getattr(draft, name)
    if told.get("permit_kind") is PermitKind.UNKNOWN:
        del told["permit_kind"]
    if told.get("permit") is PermitState.UNKNOWN:
        del told["permit"]
    if company_id and company_id != target.operator_id:
        told |= {"operator_kind": "company", "operator_id": company_id}
    result = replace(draft_of(target), **told)
    if result != draft_of(target) and result.permit is not PermitState.UNKNOWN:
        result = replace(result, permit_checked_on=draft.permit_checked_on or target.permit_checked_on)
    return result


def changes_of(target: Venue, wanted: VenueDraft, company: str = "") -> tuple[FieldChange, ...]:
    """What would change, as texts. company: the number of a company that becomes the holder."""
    found = [
        FieldChange(_COLUMN.get(name, name), shown(name, getattr(target, name)), shown(name, getattr(wanted, name)))
        for name in _COMPARED
        if getattr(target, name) != getattr(wanted, name)
    ]
    if company:
        found.append(FieldChange("operator_number", "", company))
    return tuple(found)


def shown(name: str, value: object) -> str:
    """A field's value as people read it."""
    if isinstance(value, PermitState | PermitKind):
        return swedish(value)
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value)
    return shown_postal_code(text) if name == "postal_code" else text


def proposal(why: str, place: ListedPlace) -> Proposal:
    """A known place to choose."""
    return Proposal(venue_id=place.id, name=place.name or place.street, address=place.street, why=why)


def plan_tips(
    sheet: Sheet, places: list[ListedPlace], known: frozenset[str], now: datetime, report: Report
) -> Iterator[PlannedRow]:
    """Rows of a list of tips; one that has come before, here or earlier in the list, is the same."""
    by_words = _by_words(places)
    met = set(known)
    for done, (number, cells) in enumerate(cells_of(sheet), start=1):
        mark = print_of(cells)
        tip = read_tip(cells, now, sheet.table.serial_zero)
        title = " ".join(tip.draft.text.split())[:80]
        wrong = row_problems(sheet, number, tip.problems)
        outcome = Outcome.SAME if mark in met else Outcome.WRONG if wrong else Outcome.NEW
        if outcome is not Outcome.NEW:
            wrong = wrong if outcome is Outcome.WRONG else ()
            yield PlannedRow(number=number, outcome=outcome, title=title, problems=wrong, print=mark)
        else:
            found = by_words.get(values.plain(tip.place), set()) if tip.place else set()
            venue_id = next(iter(found)) if len(found) == 1 else ""
            draft = placed(tip, venue_id)
            yield PlannedRow(number=number, outcome=outcome, title=title, tip=draft, source=tip.source, print=mark)
        met.add(mark)
        if done % _EVERY == 0:
            report(Progress(done, len(sheet.table.rows)))


def _by_words(places: list[ListedPlace]) -> dict[str, set[str]]:
    """Places by name, and by name with street: what somebody may write so that only one can be meant."""
    found: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for words in (place.name, f"{place.name} {place.street}") if place.name else ():
            found[values.plain(words)].add(place.id)
    return found


def title_of(draft: VenueDraft) -> str:
    """How a row is named in the list of what would happen."""
    return ", ".join(part for part in (shown_name(draft), draft.street if draft.name else "") if part)
