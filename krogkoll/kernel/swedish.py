"""Swedish text: normalising, folding for search, sort keys and dates, without any locale of the machine."""

import unicodedata
from datetime import date, datetime
from enum import StrEnum

from krogkoll.kernel.clock import local

NBSP = "\u00a0"
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")

_FOLD_EXTRA = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l"})
# Swedish order: A-Z with accents as variants, then Å Ä Ö; Æ sorts as Ä, Ø as Ö, Ü as Y (SIS practice).
_SORT = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c", "ü": "y", "ß": "ss", "đ": "d", "ł": "l"})


class Words:
    """The Swedish words of enum members, by type too: members of two StrEnums with one value are equal as dict keys."""

    def __init__(self, *pairs: tuple[StrEnum, str]) -> None:
        self._words = {(type(member), member.value): word for member, word in pairs}
        if len(self._words) != len(pairs):
            raise ValueError("two words for one member")

    def __getitem__(self, member: StrEnum) -> str:
        return self._words[type(member), member.value]


def nfc(text: str) -> str:
    """Text in the composed form (NFC) that everything is stored and searched in."""
    return unicodedata.normalize("NFC", text)


def _strip_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def fold(text: str) -> str:
    """Text for forgiving search: lower case, å and ä as a, ö as o, accents gone."""
    return _strip_marks(nfc(text).casefold().translate(_FOLD_EXTRA))


def has_swedish_letters(text: str) -> bool:
    """Whether somebody typed å, ä or ö, and so meant it."""
    return any(character in "åäöÅÄÖ" for character in nfc(text))


def sort_key(text: str) -> str:
    """A key that plain text comparison sorts in Swedish order: ... Z < Å < Ä < Ö; é as e, ü as y."""
    lowered = nfc(text).casefold().translate(_SORT)
    return " ".join(_strip_marks(lowered).split())


def long_date(day: date) -> str:
    """A day such as "22 november 2026", with non-breaking spaces."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def clock_time(moment: datetime) -> str:
    """A moment such as "kl. 23.31" in Swedish local time, with a non-breaking space."""
    return f"kl.{NBSP}{local(moment):%H.%M}"
