"""Reads when something was seen as people write it: a day, and hours that may cross midnight; pure."""

import re
from datetime import date, datetime, timedelta

from krogkoll.kernel.clock import STOCKHOLM, local
from krogkoll.kernel.swedish import MONTHS, WEEKDAYS

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?")
_NAMED = re.compile(r"(?:[a-zåäö]{3,7}\s+)?(?:den\s+)?(\d{1,2})\.?\s+([a-zåäö]{3,9})\.?(?:\s+(\d{4}))?")
_HOURS = re.compile(r"(\d{1,2})(?:[:.]?([0-5]\d))?")
_DASH = re.compile(r"\s*(?:[-\u2013\u2014]|till)\s*")


def day_in(text: str, today: date) -> date | None:
    """The day somebody wrote, never ahead of `today` where no year was given; None for nothing.

    Reads "2026-11-20", "20 nov", "fre 20 nov 2026", "20/11", "i dag", "i går". Raises ValueError.
    """
    said = " ".join(text.casefold().split())
    if not said:
        return None
    near = {"i dag": 0, "idag": 0, "i natt": 0, "i går": 1, "igår": 1, "i förrgår": 2, "i förrgår natt": 2}
    if said in near:
        return today - timedelta(days=near[said])
    if match := _ISO.fullmatch(said):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _SLASHED.fullmatch(said):
        return _dated(int(match[1]), int(match[2]), match[3], today)
    if match := _NAMED.fullmatch(said):
        number = next((n for n, name in enumerate(MONTHS, start=1) if name.startswith(match[2])), 0)
        return _dated(int(match[1]), number, match[3], today)
    raise ValueError("date-form")


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    try:
        found = date(today.year, month, day)
        return found if found <= today else date(today.year - 1, month, day)
    except ValueError:
        # 29 February of a year that has none
        return date(today.year - 1, month, day)


def hours_in(text: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """From and to as (hour, minute): "00:30-02:15", "23.00 till 4", "2330"; nothing gives two None.

    Raises ValueError.
    """
    if not text.strip():
        return None, None
    parts = _DASH.split(text.strip().casefold().removeprefix("kl").lstrip(". "))
    if len(parts) > 2:
        raise ValueError("time-form")
    found = [_hour(part) for part in parts]
    return found[0], found[1] if len(found) == 2 else None


def _hour(text: str) -> tuple[int, int]:
    match = _HOURS.fullmatch(text)
    hour = int(match[1]) if match else 99
    if match is None or hour > 24 or (hour == 24 and int(match[2] or 0)):
        raise ValueError("time-form")
    return hour % 24, int(match[2] or 0)


def span(day: date | None, hours: str) -> tuple[datetime | None, datetime | None]:
    """The first and the last moment in Sweden: an end before its beginning is the morning after.

    A day without hours is its beginning; hours without a day are nothing. Raises ValueError.
    """
    first, last = hours_in(hours)
    if day is None:
        return None, None
    if first is None:
        return datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM), None
    start = datetime(day.year, day.month, day.day, *first, tzinfo=STOCKHOLM)
    if last is None:
        return start, None
    ends_on = day + timedelta(days=1) if last < first else day
    return start, datetime(ends_on.year, ends_on.month, ends_on.day, *last, tzinfo=STOCKHOLM)


def shown_day(moment: datetime | None) -> str:
    """A day as the field shows it: "fre 20 nov 2026"."""
    if moment is None:
        return ""
    day = local(moment).date()
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def shown_hours(start: datetime | None, end: datetime | None) -> str:
    """Hours as the field shows them: "00:30–02:15"; midnight without an end is a day without hours."""
    if start is None or (end is None and f"{local(start):%H:%M}" == "00:00"):
        return ""
    return f"{local(start):%H:%M}" + ("" if end is None else f"–{local(end):%H:%M}")
