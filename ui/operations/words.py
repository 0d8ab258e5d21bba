"""How nights, problems and authorities read on the tabs about operations; and how typed days and clocks are read."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from krogkoll.inspections import Attendance, Operation, OperationStatus, swedish_operation
from krogkoll.kernel.clock import STOCKHOLM, local
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.swedish import MONTHS, NBSP, WEEKDAYS
from krogkoll.law import Authority, AuthorityKind, authorities, find_authority
from ui.i18n import tr

_PROBLEMS = {
    "missing": "Fyll i det här.",
    "before-start": "Sluttiden ligger före början.",
    "out-of-range": "Värdet går inte att använda här.",
    "already-there": "Stället är redan med i insatsen.",
    "missing-facts-need-reason": "Ett svar saknas eller är nej. Skriv varför ni ändå går in.",
    "no-consent-in-dwelling": "Samtycke räcker inte i en bostad.",
    "too-long": "Texten är för lång.",
    "not-a-day": "Skriv dagen som 2026-11-27.",
    "not-a-time": "Skriv klockslaget som 22:30.",
    "not-a-number": "Skriv ett helt antal minuter.",
}
_ICONS = {
    AuthorityKind.POLICE: "siren",
    AuthorityKind.FIRE_AUTHORITY: "flame",
    AuthorityKind.TAX_AGENCY: "receipt-text",
    AuthorityKind.GAMING_AUTHORITY: "dices",
    AuthorityKind.FOOD_BOARD: "utensils",
}
STATUS = {
    OperationStatus.PLANNED: ("planned", "calendar-days"),
    OperationStatus.LOCKED: ("investigating", "lock"),
    OperationStatus.HELD: ("closed", "circle-check"),
    OperationStatus.CANCELLED: ("dismissed", "circle-x"),
    OperationStatus.UNKNOWN: ("dismissed", "circle-help"),
}
ANSWERS = {
    Attendance.ASKED: ("suspected", "clock", "warning"),
    Attendance.CONFIRMED: ("closed", "circle-check", "good"),
    Attendance.PRESENT: ("closed", "circle-check", "good"),
    Attendance.DECLINED: ("confirmed", "circle-x", "danger"),
    Attendance.UNKNOWN: ("dismissed", "circle-help", "muted"),
}


def problem_words(problem: Problem) -> str:
    """What is wrong, as a sentence."""
    return tr(_PROBLEMS.get(problem.problem, "Det här går inte att använda."))


def words_of(problems: Sequence[Problem]) -> dict[str, str]:
    """The first thing wrong with each field."""
    found: dict[str, str] = {}
    for problem in problems:
        found.setdefault(problem.field, problem_words(problem))
    return found


def night_words(operation: Operation) -> str:
    """The night as "fredag 27 november", or that no day is set."""
    if operation.starts_at is None:
        return tr("ingen dag satt")
    day = local(operation.starts_at).date()
    return f"{WEEKDAYS[day.weekday()]} {day.day}{NBSP}{MONTHS[day.month - 1]}"


def span_words(operation: Operation) -> str:
    """The hours as "22:30–02:30", or only the beginning."""
    if operation.starts_at is None:
        return ""
    start = f"{local(operation.starts_at):%H:%M}"
    return start if operation.ends_at is None else f"{start}–{local(operation.ends_at):%H:%M}"


def short_name(authority: str) -> str:
    """An authority in a table: "Räddningstjänsten"; free text is its own name."""
    found = find_authority(authority)
    text = authority if found is None else found.short_sv
    return text[:1].upper() + text[1:]


def authority_icon(authority: str) -> str:
    """The sign of an authority's task."""
    found = find_authority(authority)
    return "building-2" if found is None else _ICONS.get(found.kind, "landmark")


def partners(own: str) -> list[Authority]:
    """The authorities that one meets where the own one works, and those of the whole country; the own one first."""
    mine = find_authority(own)
    places = set(mine.municipalities) if mine is not None else set()
    near = [
        one
        for one in authorities().values()
        if one.id != own and (not one.municipalities or not places or places & set(one.municipalities))
    ]
    return ([mine] if mine is not None else []) + near


def status_words(status: OperationStatus) -> str:
    """The word of a status."""
    return swedish_operation(status)


def day_text(moment: datetime | None) -> str:
    """A day as a form holds it."""
    return "" if moment is None else local(moment).date().isoformat()


def time_text(moment: datetime | None) -> str:
    """A clock as a form holds it."""
    return "" if moment is None else f"{local(moment):%H:%M}"


def read_day(text: str) -> date | None:
    """A typed day. Raises ValueError."""
    return date.fromisoformat(text.strip()) if text.strip() else None


def read_time(day: date | None, text: str, *, after: datetime | None = None) -> datetime | None:
    """A typed clock ("22:30", "22.30", "2230") on a day; one that lies before `after` is of the next morning.

    Raises ValueError.
    """
    text = text.strip()
    if not text or day is None:
        if text:
            raise ValueError("no day")
        return None
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]?([0-5]\d)", text)
    if found is None:
        raise ValueError(text)
    moment = datetime(day.year, day.month, day.day, int(found[1]), int(found[2]), tzinfo=STOCKHOLM)
    if after is not None and moment < after:
        following = day + timedelta(days=1)
        moment = moment.replace(year=following.year, month=following.month, day=following.day)
    return moment
