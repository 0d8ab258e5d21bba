"""Finds in the words of a tip what may give its source away, so that whoever writes can say it otherwise."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from krogkoll.kernel.swedish import nfc
from krogkoll.venues.tips import TipSourceDraft


class Finding(NamedTuple):
    """Some words of the text, from `start` up to `end` (counted in code points), and why they stand out.

    why: "source" (stands on the source card), "person-number", "phone", "mail", "first-person" or "dwelling".
    """

    start: int
    end: int
    why: str


_PERSON_NUMBER = re.compile(r"(?<!\d)(?:\d{8}|\d{6})\s?[-+]?\s?\d{4}(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:\+46|0046|0)[\s\d()-]{5,14}\d(?!\d)")
_MAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.\w+")
_FIRST_PERSON = re.compile(
    r"\b(?:jag|mig|mej|min|mitt|mina|vi(?:\s+som)?|oss|vår|vårt|våra)"
    r"(?:\s+(?:och\s+)?(?:gran\w*|man|fru|sambo\w*|son|dotter|lägenhet\w*|hus\w*|trappuppgång\w*|chef\w*|"
    r"arbetsplats\w*|kolleg\w*|bror|syster|kompis\w*|vän\w*|bor|bodde|jobbar|arbetar|såg|hörde|köpte|betalade|var))?\b",
    re.IGNORECASE,
)
_DWELLING = re.compile(
    r"\b(?:bor|bodde|boende|hyr|jobbar|arbetar)\s+"
    r"(?:ovanför|ovanpå|under|nedanför|bredvid|granne|mitt\s?emot|vägg\s+i\s+vägg|i\s+(?:samma\s+)?hus\w*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{3,}")
_PATTERNS = (
    (_MAIL, "mail"),
    (_PERSON_NUMBER, "person-number"),
    (_PHONE, "phone"),
    (_FIRST_PERSON, "first-person"),
    (_DWELLING, "dwelling"),
)
# Words that people write on a source card and that point at nobody.
_ORDINARY = frozenset(
    {"granne", "telefon", "mobil", "anonym", "epost", "mail", "och", "från", "boende", "privatperson"}
    | {"hyresvärd", "polis", "polisen", "kommun", "kommunen", "okänd", "namn", "saknas", "inte", "vill", "tel"}
)


def gives_away(text: str, source: TipSourceDraft | None = None) -> tuple[Finding, ...]:
    """What in a tip's text may point out who gave it, in the order of the text; no two overlap.

    source: the card of the one who told; its name, telephone number and mail address count in any spelling of theirs.
    """
    plain, places = _composed(text)
    found = [] if source is None else list(_on_the_card(plain, source))
    for pattern, why in _PATTERNS:
        found += [Finding(*match.span(), why) for match in pattern.finditer(plain)]
    kept: list[Finding] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(Finding(places[one.start], places[one.end], one.why) for one in sorted(kept))


def _on_the_card(plain: str, source: TipSourceDraft) -> Iterator[Finding]:
    card = nfc(f"{source.name} {source.contact}")
    digits = {_core(match.group()) for match in re.finditer(r"\+?\d[\d\s()-]{5,}\d", card)}
    for match in re.finditer(r"\+?\d[\d\s()-]{5,}\d", plain):
        if _core(match.group()) in digits:
            yield Finding(*match.span(), "source")
    mails = {match.group().casefold() for match in _MAIL.finditer(card)}
    for match in _MAIL.finditer(plain):
        if match.group().casefold() in mails:
            yield Finding(*match.span(), "source")
    told = {word.casefold() for word in _WORD.findall(_MAIL.sub(" ", card)) if not word.isdigit()} - _ORDINARY
    for match in _WORD.finditer(plain):
        word = match.group().casefold()
        if word in told or word.removesuffix("s") in told:
            yield Finding(*match.span(), "source")


def _core(number: str) -> str:
    """The digits of a telephone number without the way it begins: "+46 70" and "070" are one."""
    digits = re.sub(r"\D", "", number)
    return re.sub(r"^(?:0046|46|0)", "", digits)


def _composed(text: str) -> tuple[str, list[int]]:
    """The text in composed form, and for each of its code points (and its end) where it began in the original."""
    if unicodedata.is_normalized("NFC", text):
        return text, list(range(len(text) + 1))
    plain, places, start = "", [], 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            piece = nfc(text[start:end])
            plain += piece
            places += [start] * len(piece)
            start = end
    return plain, [*places, len(text)]
