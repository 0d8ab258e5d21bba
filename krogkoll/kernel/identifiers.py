"""Swedish numbers for people and organisations: read as people write them, checked, kept in one form.

Personnummer and samordningsnummer are kept as twelve digits, organisationsnummer as ten. Every function
raises ValueError whose text is a stable code: "empty", "bad-characters", "bad-length", "bad-date", "future",
"bad-check-digit", "not-an-organisation", "not-a-person". Sources: folkbokföringslagen (1991:481) 18 and 18 a §§,
lag (1974:174) om identitetsbeteckning för juridiska personer m.fl., Skatteverket's published test numbers.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# Only ASCII digits: str.isdigit and \d also take "²" and digits of other scripts, which would break everything after.
_PERSON = re.compile(r"(?P<century>[0-9]{2})?(?P<six>[0-9]{6})(?P<sign>[-+]?)(?P<four>[0-9]{4})")
_ORGANISATION = re.compile(r"(?:16)?(?P<six>[0-9]{6})-?(?P<four>[0-9]{4})")
_ALLOWED = re.compile(r"[0-9+-]+")
_DASHES = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


class OrganisationKind(StrEnum):
    """What the first digit of an organisationsnummer tells."""

    ESTATE = "estate"
    PUBLIC = "public"
    FOREIGN = "foreign"
    LIMITED_COMPANY = "limited_company"
    PARTNERSHIP_SIMPLE = "partnership_simple"
    ECONOMIC_ASSOCIATION = "economic_association"
    NON_PROFIT = "non_profit"
    PARTNERSHIP = "partnership"
    OTHER = "other"


_KINDS = {
    "1": OrganisationKind.ESTATE,
    "2": OrganisationKind.PUBLIC,
    "3": OrganisationKind.FOREIGN,
    "5": OrganisationKind.LIMITED_COMPANY,
    "6": OrganisationKind.PARTNERSHIP_SIMPLE,
    "7": OrganisationKind.ECONOMIC_ASSOCIATION,
    "8": OrganisationKind.NON_PROFIT,
    "9": OrganisationKind.PARTNERSHIP,
}


def _tidy(text: str) -> str:
    tidied = "".join(text.translate(_DASHES).split())
    if not tidied:
        raise ValueError("empty")
    if not _ALLOWED.fullmatch(tidied):
        raise ValueError("bad-characters")
    return tidied


def luhn_digit(digits: str) -> str:
    """The check digit for ASCII `digits` (weights 2, 1, 2 ... from the right)."""
    total = 0
    for place, character in enumerate(reversed(digits)):
        value = int(character) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNumber:
    """A checked personnummer or samordningsnummer."""

    digits: str  # twelve, as stored
    coordination: bool
    born_on: date | None  # None: a samordningsnummer whose month or day is not known (00)

    def shown(self, today: date) -> str:
        """As people write it: YYMMDD-NNNC, with "+" from the year the person turns 100."""
        old = today.year - int(self.digits[:4]) >= 100
        return f"{self.digits[2:8]}{'+' if old else '-'}{self.digits[8:]}"


def person_number(text: str, *, today: date) -> PersonNumber:
    """Read a personnummer or samordningsnummer of ten or twelve digits, with or without sign.

    Ten digits: "+" says that the person turns 100 this year or did so before. Raises ValueError(code).
    """
    tidied = _tidy(text)
    match = _PERSON.fullmatch(tidied)
    if match is None:
        raise ValueError("bad-length")
    six, four = match["six"], match["four"]
    century = match["century"] or _century(int(six[:2]), old=match["sign"] == "+", today=today)
    digits = century + six + four
    coordination, born_on = _birth(digits)
    if born_on is not None and born_on > today:
        raise ValueError("future")
    if luhn_digit(digits[2:11]) != digits[11] or digits[8:11] == "000":  # serial numbers are 001-999
        raise ValueError("bad-check-digit")
    return PersonNumber(digits=digits, coordination=coordination, born_on=born_on)


def _century(two: int, *, old: bool, today: date) -> str:
    year = today.year - (today.year - two) % 100 - (100 if old else 0)
    return f"{year // 100:02d}"


def _birth(digits: str) -> tuple[bool, date | None]:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    coordination = day >= 60
    day -= 60 if coordination else 0
    if digits[:2] not in {"18", "19", "20"}:
        raise ValueError("bad-date")
    if coordination and (month == 0 or day == 0):  # Skatteverket gives such numbers where the date is not known
        if month > 12 or day > 31:
            raise ValueError("bad-date")
        return True, None
    try:
        return coordination, date(year, month, day)
    except ValueError:
        raise ValueError("bad-date") from None


def organisation_number(text: str) -> str:
    """Read an organisationsnummer of ten digits, or twelve with "16" in front; give ten digits.

    Raises ValueError(code); "not-an-organisation" for what looks like a person's number (third digit below 2),
    which is right for a sole trader: use `party_number` where both are welcome.
    """
    tidied = _tidy(text)
    match = _ORGANISATION.fullmatch(tidied)
    if match is None:
        raise ValueError("bad-length")
    digits: str = match["six"] + match["four"]
    if digits[2] < "2" or digits[0] == "0":
        raise ValueError("not-an-organisation")
    if luhn_digit(digits[:9]) != digits[9]:
        raise ValueError("bad-check-digit")
    return digits


def organisation_kind(digits: str) -> OrganisationKind:
    """What kind of organisation the first digit tells; `digits` as `organisation_number` gives them."""
    return _KINDS.get(digits[0], OrganisationKind.OTHER)


def shown_organisation(digits: str) -> str:
    """As people write it: NNNNNN-NNNN."""
    return f"{digits[:6]}-{digits[6:]}"


def party_number(text: str, *, today: date) -> str:
    """The number of a business: organisationsnummer (ten digits), or a sole trader's own number (twelve).

    Raises ValueError(code).
    """
    try:
        return organisation_number(text)
    except ValueError as problem:
        if str(problem) in {"empty", "bad-characters", "bad-check-digit"}:
            raise
    return person_number(text, today=today).digits


def shown_party(digits: str, *, today: date) -> str:
    """A stored party number as people write it."""
    if len(digits) == 10:
        return shown_organisation(digits)
    return person_number(digits, today=today).shown(today)
