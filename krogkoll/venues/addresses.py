"""Where a place has been before: a club that moves keeps its history of addresses, each with the days it was there."""

from dataclasses import dataclass
from datetime import date

_OPEN = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAddress:
    """An address that a place has left. A day that nobody knows is None."""

    street: str
    since: date | None = None
    until: date | None = None

    def text(self) -> str:
        """As it is stored: "2025-01-03/2026-04-01 Kajgatan 7"; an unknown day is two dots (ISO 8601-2)."""
        return f"{_iso(self.since)}/{_iso(self.until)} {self.street}"


def earlier_address(text: str) -> EarlierAddress:
    """Read what `EarlierAddress.text` wrote; what has no readable days in front is an address without days."""
    days, blank, street = text.partition(" ")
    first, slash, last = days.partition("/")
    if blank and slash:
        try:
            return EarlierAddress(street=street.strip(), since=_day(first), until=_day(last))
        except ValueError:
            pass
    return EarlierAddress(street=text.strip())


def _iso(day: date | None) -> str:
    return _OPEN if day is None else day.isoformat()


def _day(text: str) -> date | None:
    return None if text == _OPEN else date.fromisoformat(text)
