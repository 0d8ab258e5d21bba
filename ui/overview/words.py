"""The sentences of the overview: greeting, figures, the time of an operation, who takes part."""

from collections import Counter
from datetime import date, datetime, timedelta

from krogkoll.agenda import Group, Overview
from krogkoll.inspections import Attendance, NextOperation, Operation, short_authority
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import MONTHS, NBSP, WEEKDAYS
from ui.i18n import tr
from ui.words import clock, count

_MORNING, _DAY, _EVENING = 5, 10, 18


def greeting(now: datetime, name: str) -> str:
    """A greeting that fits the hour; at night just hej."""
    hour, first = local(now).hour, name.split(maxsplit=1)[0] if name.split() else ""
    words = tr("Hej")
    if hour >= _EVENING:
        words = tr("God kväll")
    elif hour >= _DAY:
        words = tr("God dag")
    elif hour >= _MORNING:
        words = tr("God morgon")
    return f"{words}, {first}" if first else words


def long_day(day: date) -> str:
    """Söndag 22 november."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.day}{NBSP}{MONTHS[day.month - 1]}"


def several(number: int, one: str, more: str) -> str:
    """The number with the word in its right form."""
    return f"{count(number)} {one if number == 1 else more}"


def incoming_words(found: Overview) -> str:
    """How much of each kind has come in."""
    parts = []
    if Group.TIP in found.totals:
        parts.append(tr("{0} tips").format(count(found.totals[Group.TIP])))
    if Group.NOTE in found.totals:
        parts.append(several(found.totals[Group.NOTE], tr("anteckning"), tr("anteckningar")))
    return ", ".join(parts)


def oldest_words(since: datetime | None, now: datetime) -> str:
    """How long the oldest has waited."""
    if since is None:
        return tr("inget väntar")
    days = (local(now).date() - local(since).date()).days
    return tr("äldsta från i dag") if days <= 0 else tr("äldsta {0}").format(several(days, tr("dag"), tr("dagar")))


def time_words(operation: Operation) -> str:
    """22:30–02:30 · samling brandstationen."""
    if operation.starts_at is None:
        return operation.rendezvous
    span = clock(operation.starts_at)
    if operation.ends_at is not None:
        span += f"–{clock(operation.ends_at)}"
    gather = tr("samling: {0}").format(operation.rendezvous) if operation.rendezvous else ""
    return " · ".join(part for part in (span, gather) if part)


def people_words(coming: NextOperation) -> str:
    """How many take part, from where, and who has not answered."""
    people = [one for one in coming.participants if one.attendance is not Attendance.DECLINED]
    if not people:
        return tr("Inga deltagare än")
    from_where = Counter(short_authority(one.authority) for one in people)
    parts = [several(len(people), tr("deltagare"), tr("deltagare"))]
    whole = f"{parts[0]}: " + ", ".join(f"{name} {number}" for name, number in from_where.items())
    silent = sum(one.attendance is Attendance.ASKED for one in people)
    if silent:
        whole += " · " + several(silent, tr("svar saknas"), tr("svar saknas"))
    return whole


def month_name(now: datetime) -> str:
    """November as inside a sentence."""
    return MONTHS[local(now).month - 1]


def until_words(operation: Operation, now: datetime) -> str:
    """Pågår nu, i kväll, or in how many days."""
    if operation.starts_at is None:
        return ""
    if operation.starts_at <= now:
        return tr("Pågår nu")
    days = (local(operation.starts_at).date() - local(now).date()).days
    if days == 0:
        return tr("I dag")
    if days == 1:
        return tr("I morgon")
    return tr("Om {0} dagar").format(days) if timedelta(days=days) < timedelta(days=60) else ""
