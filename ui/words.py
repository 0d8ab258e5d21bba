"""How moments and numbers read on screen; the present moment always comes from the workspace's clock."""

from datetime import date, datetime

from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import MONTHS, NBSP, WEEKDAYS


def count(number: int) -> str:
    """1 234 with a no-break space."""
    return f"{number:,}".replace(",", NBSP)


def short_month(month: int) -> str:
    """The month in at most four letters: jan, mars, juni, juli, sep."""
    name = MONTHS[month - 1]
    return name if len(name) <= 4 else name[:3]


def short_day(day: date, today: date) -> str:
    """Day and month as in 14 nov, with the year when it is another one."""
    shown = f"{day.day}{NBSP}{short_month(day.month)}"
    return shown if day.year == today.year else f"{shown}{NBSP}{day.year}"


def age(moment: datetime, now: datetime) -> str:
    """How long ago in few letters: "nu", "12 min", "5 tim", "i går", "3 d", then the day."""
    minutes = int((now - moment).total_seconds() // 60)
    day, today = local(moment).date(), local(now).date()
    if minutes < 1:
        return "nu"
    if minutes < 60:
        return f"{minutes}{NBSP}min"
    if day == today or minutes < 6 * 60:
        return f"{minutes // 60}{NBSP}tim"
    days = (today - day).days
    if days == 1:
        return f"i{NBSP}går"
    return f"{days}{NBSP}d" if days < 7 else short_day(day, today)


def due_age(day: date, today: date) -> str:
    """How far off a day is in few letters: "i dag", "i morgon", "om 3 d", "2 d sen", then the day."""
    days = (day - today).days
    if days < 0:
        return f"{-days}{NBSP}d sen"
    if days <= 1:
        return f"i{NBSP}morgon" if days else f"i{NBSP}dag"
    return f"om {days}{NBSP}d" if days < 7 else short_day(day, today)


def spoken_age(moment: datetime, now: datetime) -> str:
    """The same for a screen reader."""
    day, today = local(moment).date(), local(now).date()
    days = (today - day).days
    return "i dag" if days <= 0 else "i går" if days == 1 else f"för {days} dagar sedan"


def day_and_time(moment: datetime, now: datetime) -> str:
    """Day and time, as in I dag 14:05 or Tis 17 nov 09:12."""
    wall, today = local(moment), local(now).date()
    days = (today - wall.date()).days
    if days == 0:
        day = "I dag"
    elif days == 1:
        day = "I går"
    else:
        day = f"{WEEKDAYS[wall.weekday()][:3].capitalize()} {short_day(wall.date(), today)}"
    return f"{day} {wall:%H:%M}"


def spoken_day_and_time(moment: datetime, now: datetime) -> str:
    """The same inside a sentence: i dag 14:05, tis 17 nov 09:12."""
    words = day_and_time(moment, now)
    return words[0].lower() + words[1:]


def clock(moment: datetime) -> str:
    """Hours and minutes as the wall clock shows them."""
    return f"{local(moment):%H:%M}"
