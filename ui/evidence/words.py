"""What photos say of themselves, in words for tiles, facts and screen readers."""

from datetime import date, datetime

from krogkoll.evidence import Persons, Photo, taken_at
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import NBSP
from ui.i18n import tr
from ui.words import short_day, short_month


def taken(photo: Photo) -> str:
    """When it was taken as far as we know, "2026-11-14 23:12"; a claim, so without more words."""
    moment = taken_at(photo)
    return "" if moment is None else f"{local(moment):%Y-%m-%d %H:%M}"


def tile_time(photo: Photo, today: date) -> str:
    """The same for the foot of a tile: "14 nov 23:12", with the year when it is another one, or the file's name."""
    moment = taken_at(photo)
    if moment is None:
        return photo.name
    wall = local(moment)
    return f"{short_day(wall.date(), today)} {wall:%H:%M}"


def spoken(photo: Photo) -> str:
    """The whole photo in one line for a screen reader and a tooltip."""
    marks = (
        photo.caption or photo.name,
        taken(photo),
        tr("maskerad kopia") if photo.masked else "",
        tr("visar barn") if photo.persons is Persons.CHILDREN else "",
    )
    return ", ".join(mark for mark in marks if mark)


def photos(count: int) -> str:
    """How many, as in 12 foton."""
    return tr("1 foto") if count == 1 else tr("{0} foton").format(f"{count:,}".replace(",", NBSP))


def megabytes(size: int) -> str:
    """Bytes as in 4,6 MB."""
    return f"{size / 1e6:.1f}{NBSP}MB".replace(".", ",")


def span(seconds: int) -> str:
    """A length of time as in 3 min 20 s, never negative; with days for a clock that was never set."""
    rest = abs(seconds)
    days, rest = divmod(rest, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    parts = ((days, "d"), (hours, "tim"), (minutes, "min"), (rest, "s"))
    said = [f"{number}{NBSP}{unit}" for number, unit in parts if number]
    return " ".join(said) if said else f"0{NBSP}s"


def full_moment(moment: datetime) -> str:
    """As the wall clock shows it: 9 nov 2026 23:21:07."""
    wall = local(moment)
    return f"{wall.day}{NBSP}{short_month(wall.month)}{NBSP}{wall.year} {wall:%H:%M:%S}"
