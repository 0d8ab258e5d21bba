"""What the register of serving permits says of a place: which permit, from when to when, and who looked it up when."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.swedish import MONTHS, NBSP, Words

_CLOCK = re.compile(r"(?P<hour>[01]?[0-9]|2[0-4])(?:[:.](?P<minute>[0-5][0-9]))?")


class PermitState(StrEnum):
    """What the register of serving permits said when somebody last looked."""

    UNKNOWN = "unknown"
    NONE_FOUND = "none_found"
    VALID = "valid"
    LOW_STRENGTH_BEER = "low_strength_beer"
    REVOKED = "revoked"


class PermitKind(StrEnum):
    """To whom and for how long may be served (alkohollagen 2010:1622, 8 kap. 2 §)."""

    UNKNOWN = "unknown"
    PUBLIC_STANDING = "public_standing"
    PUBLIC_TEMPORARY = "public_temporary"
    CLOSED_STANDING = "closed_standing"
    CLOSED_TEMPORARY = "closed_temporary"


_SWEDISH = Words(
    (PermitState.UNKNOWN, "Inte kontrollerat"),
    (PermitState.NONE_FOUND, "Saknas"),
    (PermitState.VALID, "Gäller"),
    (PermitState.LOW_STRENGTH_BEER, "Folköl anmält"),
    (PermitState.REVOKED, "Återkallat"),
    (PermitKind.UNKNOWN, "Inte angivet"),
    (PermitKind.PUBLIC_STANDING, "Allmänheten, stadigvarande"),
    (PermitKind.PUBLIC_TEMPORARY, "Allmänheten, tillfälligt"),
    (PermitKind.CLOSED_STANDING, "Slutna sällskap, stadigvarande"),
    (PermitKind.CLOSED_TEMPORARY, "Slutna sällskap, tillfälligt"),
)


def swedish_permit(value: PermitState | PermitKind) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What is known of the permit of a place. Hours of serving are texts such as "11:00"."""

    permit: PermitState = PermitState.UNKNOWN
    permit_number: str = ""
    permit_checked_on: date | None = None
    permit_kind: PermitKind = PermitKind.UNKNOWN
    permit_valid_from: date | None = None
    permit_valid_to: date | None = None
    serving_from: str = ""
    serving_to: str = ""


def clock_text(text: str) -> str:
    """A time of day as it is stored: "1", "1.30" and "01:30" become "01:00" and "01:30"; nothing stays nothing.

    Raises ValueError for what is no time of day; "24:00" is midnight, "00:00".
    """
    if not text.strip():
        return ""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError("time-form")
    hour, minute = int(found["hour"]), found["minute"] or "00"
    if hour == 24 and minute != "00":
        raise ValueError("time-form")
    return f"{hour % 24:02d}:{minute}"


def permit_problems(draft: Permit, today: date | None) -> list[Problem]:
    """Broken rules of the permit, in the order of the form."""
    found = []
    if draft.permit is PermitState.VALID and not draft.permit_number.strip():
        found.append(Problem("permit_number", "missing"))
    if draft.permit is not PermitState.UNKNOWN and draft.permit_checked_on is None:
        found.append(Problem("permit_checked_on", "missing"))
    if today and draft.permit_checked_on and draft.permit_checked_on > today:
        found.append(Problem("permit_checked_on", "in-the-future"))
    if draft.permit_valid_from and draft.permit_valid_to and draft.permit_valid_to < draft.permit_valid_from:
        found.append(Problem("permit_valid_to", "before-start"))
    for name in ("serving_from", "serving_to"):
        try:
            clock_text(getattr(draft, name))
        except ValueError as problem:
            found.append(Problem(name, str(problem)))
    return found


def short_date(day: date) -> str:
    """A day as "14 nov 2026", with no-break spaces."""
    month = MONTHS[day.month - 1]
    return f"{day.day}{NBSP}{month if len(month) <= 4 else month[:3]}{NBSP}{day.year}"


def permit_fact(venue: Permit) -> str:
    """What the register says, as one clause for screen and paper: never more than was looked up, and when."""
    if venue.permit is PermitState.UNKNOWN or venue.permit_checked_on is None:
        return "tillståndet är inte kontrollerat i registret"
    looked = f"i registret av den {short_date(venue.permit_checked_on)}"
    match venue.permit:
        case PermitState.NONE_FOUND:
            return f"inget tillstånd {looked}"
        case PermitState.VALID:
            return f"tillstånd {venue.permit_number} gäller {looked}"
        case PermitState.LOW_STRENGTH_BEER:
            return f"servering av folköl är anmäld {looked}"
        case _:
            return f"tillståndet är återkallat {looked}"
