"""Turns the rows of a permit list into places as they would be written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from krogkoll.intake import values
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.identifiers import organisation_number, party_number
from krogkoll.people import CompanyDraft, company_problems
from krogkoll.venues import PermitKind, PermitState, PlaceKind, VenueDraft, VenueStatus, problems, short_date

T = TypeVar("T")
_STATES = (
    (("aterkalla", "indrag"), PermitState.REVOKED),
    (("upphor", "avslut", "utgang", "utganget", "vilande"), PermitState.NONE_FOUND),
    (("folkol",), PermitState.LOW_STRENGTH_BEER),
    (("gall", "giltig", "aktiv", "pagaende", "beviljat", "beviljad"), PermitState.VALID),
)
REASON = "Står i tillståndslistan som lästes in {0}. Ingen misstanke."
"""Why a place that came with a permit list is not among the suspected; filled with the day."""


@dataclass(frozen=True, slots=True)
class PermitRow:
    """One row read: the place, its company where the number is one, and what could not be read."""

    draft: VenueDraft
    company: CompanyDraft | None
    problems: tuple[Problem, ...]


class _Cells:
    """One row by field; what cannot be read is noted and left empty."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.problems: list[Problem] = []

    def text(self, field: str) -> str:
        return self._cells.get(field, "")

    def read(self, field: str, how: Callable[[str], T], nothing: T) -> T:
        text = self.text(field)
        if not text:
            return nothing
        try:
            return how(text)
        except ValueError as problem:
            self.problems.append(Problem(field, str(problem)))
            return nothing


def read_permit(cells: Mapping[str, str], today: date, zero: date) -> PermitRow:
    """A row of a permit list, by field. today: when the list is taken to have been looked at."""
    row = _Cells(cells)
    valid_from = row.read("permit_valid_from", lambda text: values.day(text, zero), None)
    valid_to = row.read("permit_valid_to", lambda text: _end(text, zero), None)
    opens, closes = row.read("serving_hours", values.hours, ("", ""))
    opens = row.read("serving_from", values.hour, opens)
    closes = row.read("serving_to", values.hour, closes)
    state = row.read("permit_state", _state, PermitState.VALID)
    if valid_to is not None and valid_to < today and state is PermitState.VALID:
        state = PermitState.NONE_FOUND
    number = row.text("permit_number")
    if state is PermitState.VALID and not number:
        state = PermitState.UNKNOWN  # no number, no statement
    company = _company(row, today)
    draft = VenueDraft(
        name=row.text("name"),
        street=row.text("street"),
        postal_code="".join(row.text("postal_code").split()).removeprefix("SE-"),
        city=row.text("city"),
        municipality=row.read("municipality", _municipality, ""),
        property_designation=row.text("property_designation"),
        place=PlaceKind.UNKNOWN,
        status=VenueStatus.LICENSED,
        status_reason=REASON.format(short_date(today)),
        permit=state,
        permit_number=number,
        permit_checked_on=None if state is PermitState.UNKNOWN else today,
        permit_kind=_kind(row),
        permit_valid_from=valid_from,
        permit_valid_to=valid_to,
        serving_from=opens,
        serving_to=closes,
        operator_name=row.text("operator_name"),
        notes=row.text("notes"),
    )
    found = {(field, problem) for field, problem in row.problems}
    rules = [one for one in problems(draft, today) if tuple(one) not in found]
    return PermitRow(draft, company, tuple(row.problems) + tuple(rules))


def _end(text: str, zero: date) -> date | None:
    """The last day; "tills vidare" is none."""
    return None if values.plain(text).startswith(("tillsvidare", "tv", "lopande")) else values.day(text, zero)


def _municipality(text: str) -> str:
    return text.zfill(4) if text.isascii() and text.isdigit() else text


def _state(text: str) -> PermitState:
    word = values.plain(text)
    for starts, state in _STATES:
        if word.startswith(starts):
            return state
    raise ValueError("unknown-word")


def _kind(row: _Cells) -> PermitKind:
    """From one column or two, in whatever words: "Slutet sällskap", "Allmänheten – tillfälligt"."""
    word = values.plain(f"{row.text('permit_kind')} {row.text('permit_term')}")
    if not word:
        return PermitKind.UNKNOWN
    closed = any(part in word for part in ("slut", "sallskap", "forening"))
    temporary = "tillfallig" in word
    if not closed and not any(part in word for part in ("allman", "offentlig", "stadig", "tillfallig")):
        return PermitKind.UNKNOWN
    if closed:
        return PermitKind.CLOSED_TEMPORARY if temporary else PermitKind.CLOSED_STANDING
    return PermitKind.PUBLIC_TEMPORARY if temporary else PermitKind.PUBLIC_STANDING


def _company(row: _Cells, today: date) -> CompanyDraft | None:
    """The holder as a company; a sole trader's number is checked, not kept (dataskyddslagen 2018:218 3 kap. 10 §)."""
    digits = row.read("operator_number", lambda text: party_number(text, today=today), "")
    if len(digits) != 10:
        return None
    name = row.text("operator_name") or row.text("name")
    company = CompanyDraft(name=name, number=organisation_number(digits))
    found = company_problems(company, today=today)
    row.problems += [Problem("operator_name", one.problem) for one in found]
    return None if found else company
