"""How what waits reads on screen: alike in the inbox and in the overview."""

from datetime import date, datetime
from typing import NamedTuple

from krogkoll.agenda import Group, Item
from krogkoll.kernel.swedish import NBSP
from ui.i18n import tr
from ui.words import short_day, spoken_day_and_time


class Look(NamedTuple):
    """The tone and icon of a group, and what waits there in one word."""

    tone: str
    icon: str
    word: str


LOOKS = {
    Group.TIP: Look("suspected", "megaphone", "Tips"),
    Group.NOTE: Look("investigating", "sticky-note", "Anteckning"),
    Group.VISIT: Look("planned", "clipboard-check", "Besök"),
    Group.REPORT: Look("confirmed", "signature", "Protokoll"),
    Group.DECISION: Look("confirmed", "gavel", "Beslut"),
    Group.DEADLINE: Look("suspected", "calendar-clock", "Uppgift"),
    Group.FOLLOW_UP: Look("confirmed", "gavel", "Beslut"),
}
_NO_TITLE = {
    Group.TIP: "Tips utan text, bara tecken",
    Group.NOTE: "Anteckning utan text",
    Group.VISIT: "Besök utan namn på lokalen",
    Group.REPORT: "Protokoll utan namn på lokalen",
    Group.DECISION: "Beslut utan namn på lokalen",
    Group.DEADLINE: "Uppgift utan rubrik",
    Group.FOLLOW_UP: "Beslut att följa upp",
}
_DEEDS = {
    Group.TIP: "Bedöm tips",
    Group.NOTE: "Lägg anteckningen rätt",
    Group.VISIT: "Avsluta besöket",
    Group.REPORT: "Underteckna protokollet",
    Group.DECISION: "Underteckna beslutet",
    Group.DEADLINE: "Gör klart",
    Group.FOLLOW_UP: "Följ upp beslutet",
}


def title_of(item: Item) -> str:
    """What it is called, on one line."""
    return " ".join(item.title.split()) or tr(_NO_TITLE[item.group])


def deed_of(item: Item) -> str:
    """What there is to do, in a few words; a task says it itself."""
    return title_of(item) if item.group is Group.DEADLINE else tr(_DEEDS[item.group])


def due_words(day: date, today: date) -> str:
    """When it must be done: i dag, i morgon, torsdag, försenat 3 d."""
    days = (day - today).days
    if days < 0:
        return tr("försenat {0}").format(f"{-days}{NBSP}d")
    if days == 0:
        return tr("senast i dag")
    if days == 1:
        return tr("senast i morgon")
    return tr("senast {0}").format(short_day(day, today))


def when_words(item: Item, now: datetime, today: date) -> str:
    """Its day where it has one, else since when it waits."""
    if item.due_on is not None:
        return due_words(item.due_on, today)
    return tr("sedan {0}").format(spoken_day_and_time(item.since, now))


def under_words(item: Item) -> str:
    """Place and number, as far as they are known here."""
    return " · ".join(part for part in (item.place, item.number) if part)
