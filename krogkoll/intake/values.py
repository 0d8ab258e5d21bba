"""Reads days, hours, grades and other values as people write them in lists; ValueError carries a stable code."""

import re
from datetime import date, datetime, time, timedelta

from krogkoll.kernel.clock import STOCKHOLM
from krogkoll.kernel.swedish import MONTHS, fold

_ISO = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ]+(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ]+(\d{1,2})[:.](\d{2})(?::\d{2})?)?", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})[. ]+([a-zåäö]{3,})\.? +(\d{4})(?:,? +(?:kl\.? *)?(\d{1,2})[:.](\d{2}))?", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?", re.ASCII)
_CLOCK = re.compile(r"(?:kl\.? *)?(\d{1,2})(?:[:.]?(\d{2}))?(?::\d{2})?", re.ASCII | re.IGNORECASE)
_GRADE = re.compile(r"([1-3])\s*[/ .-]?\s*([A-E])(?:\s*[/ .-]?\s*([PC]))?", re.IGNORECASE)
_YES = frozenset({"ja", "j", "x", "1", "sant", "true", "yes"})


def day_and_time(text: str, zero: date) -> datetime:
    """A moment by the wall clock in Sweden; midnight where only the day is told. Raises ValueError("date-form").

    zero: the day that number 0 stands for where a cell holds a bare number.
    """
    plain = " ".join(text.split())
    if found := _ISO.fullmatch(plain):
        return _moment(found[1], found[2], found[3], found[4], found[5])
    if found := _DAY_FIRST.fullmatch(plain):
        return _moment(found[3], found[2], found[1], found[4], found[5])
    if found := _WORDS.fullmatch(plain.casefold()):
        months = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(found[2][:3])]
        if months:
            return _moment(found[3], str(months[0]), found[1], found[4], found[5])
    if found := _SERIAL.fullmatch(plain):
        moment = datetime.combine(zero, time(), STOCKHOLM) + timedelta(days=float(plain.replace(",", ".")))
        return moment.replace(second=0, microsecond=0)
    raise ValueError("date-form")


def _moment(year: str, month: str, day: str, hour: str | None, minute: str | None) -> datetime:
    try:
        made = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), tzinfo=STOCKHOLM)
    except ValueError:
        raise ValueError("date-form") from None
    if not 1900 <= made.year <= 2100:
        raise ValueError("date-form")
    return made


def day(text: str, zero: date) -> date:
    """A day. Raises ValueError("date-form")."""
    return day_and_time(text, zero).date()


def hour(text: str) -> str:
    """A time of day as "01:30"; 24 is midnight. Raises ValueError("time-form")."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError("time-form")
    hours, minutes = int(found[1]), int(found[2] or 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        raise ValueError("time-form")
    return f"{hours % 24:02d}:{minutes:02d}"


def hours(text: str) -> tuple[str, str]:
    """Two times as in "11.00–01.00". Raises ValueError("time-form")."""
    parts = re.split(r"\s*(?:-|–|—|till|to)\s*", text.strip())
    if len(parts) != 2:
        raise ValueError("time-form")
    return hour(parts[0]), hour(parts[1])


def grade(text: str) -> tuple[str, str, str]:
    """The parts of a grade such as "2B", "2/B" or "1 A P"; no handling is "". Raises ValueError("grade-form")."""
    found = _GRADE.fullmatch(text.strip())
    if found is None:
        raise ValueError("grade-form")
    return found[1], found[2].upper(), (found[3] or "").upper()


def yes(text: str) -> bool:
    """Whether a cell says yes: "ja", "x", 1."""
    return fold(text).strip() in _YES


def plain(text: str) -> str:
    """Letters and digits only, folded: what names, addresses and headers are compared by."""
    return "".join(letter for letter in fold(text) if letter.isalnum())
