"""Says how long a passphrase would last against guessing, and makes one that lasts, in Swedish.

The estimate is of the cheapest way to build the text out of what guessers try: words of our lists, names and words of
the place and the job, keyboard runs, repeats, dates, and otherwise letters as they follow each other in Swedish. It is
made to err on the low side. Length counts as NIST SP 800-63B-4 asks where the password is alone: 15 characters;
no rules about kinds of characters, no forced change.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from krogkoll.kernel.resources import resource

LEAST_LENGTH = 15
GOOD_BITS = 45.0  # at 10,000 guesses a second, as ten fast graphics cards would make: 55 years on average
STRONG_BITS = 50.0  # the same: 1,800 years; every generated phrase lies above
GENERATED_WORDS = 5
_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyzåäö", "1qaz2wsx3edc4rfv")
_LEET = str.maketrans("0134578@$!", "oieastbasi")
_DATE = re.compile(
    r"(?:19|20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])|(?:[0-2][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LETTER_BITS, _DIGIT_BITS, _SIGN_BITS = 4.7, 3.3, 4.0


class StrengthWord(StrEnum):
    """The four words of the meter: för kort, svag, bra, stark."""

    TOO_SHORT = "too-short"
    WEAK = "weak"
    GOOD = "good"
    STRONG = "strong"


class Weakness(StrEnum):
    """What makes it easy to guess, worst first."""

    KNOWN_ABOUT_YOU = "known-about-you"
    COMMON = "common"
    RUN = "run"
    REPEAT = "repeat"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """An estimate: `bits` is log2 of the number of guesses."""

    word: StrengthWord
    bits: float
    missing: int  # characters short of the least length
    weaknesses: tuple[Weakness, ...]

    @property
    def accepted(self) -> bool:
        """Whether a workspace may be protected by it: from "bra"."""
        return self.word in (StrengthWord.GOOD, StrengthWord.STRONG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A passphrase drawn at random; `bits` is exact, not estimated."""

    text: str
    bits: float


def generate(words: int = GENERATED_WORDS) -> Generated:
    """A passphrase of random words from the shipped list, joined by hyphens; five words are 56 bits."""
    import secrets

    listed = word_list()
    chosen = [secrets.choice(listed) for _ in range(words)]
    return Generated(text="-".join(chosen), bits=words * math.log2(len(listed)))


def strength(text: str, known: Iterable[str] = ()) -> Strength:
    """Estimate a passphrase; `known` are names, addresses and places that belong to its owner."""
    typed = unicodedata.normalize("NFC", text)
    bits, weaknesses = _cheapest(typed, _words_in(known))
    missing = max(0, LEAST_LENGTH - len(typed))
    word = StrengthWord.STRONG if bits >= STRONG_BITS else StrengthWord.GOOD if bits >= GOOD_BITS else StrengthWord.WEAK
    if missing:
        word = StrengthWord.TOO_SHORT
    return Strength(word=word, bits=round(bits, 1), missing=missing, weaknesses=weaknesses)


@cache
def word_list() -> tuple[str, ...]:
    """The shipped words, in their order."""
    return _lines("ordlista.txt")


@cache
def _blocked() -> dict[str, float]:
    """What is guessed first, with the bits of its place in the list."""
    return {word: math.log2(place + 2) for place, word in enumerate(_lines("sparrlista.txt"))}


def _lines(name: str) -> tuple[str, ...]:
    content = resource("security", name).read_text(encoding="utf-8")
    return tuple(line for line in content.splitlines() if line and not line.startswith("#"))


def _words_in(known: Iterable[str]) -> frozenset[str]:
    parts = (part for one in known for part in re.split(r"[\W_]+", one.casefold()))
    return frozenset(part for part in parts if len(part) >= 3)


@cache
def _follows() -> dict[str, Counter[str]]:
    """How often each letter follows each two letters in the shipped words."""
    counts: dict[str, Counter[str]] = {}
    for word in word_list():
        padded = f"  {word}"
        for place in range(len(word)):
            counts.setdefault(padded[place : place + 2], Counter())[padded[place + 2]] += 1
    return counts


def _letter_bits(before: str, letter: str) -> float:
    counts = _follows().get(before, Counter())
    chance = (counts[letter] + 0.3) / (counts.total() + 0.3 * 29)
    # Guessers know whole words, not only letters: three quarters of what the letters say.
    return min(_LETTER_BITS, 0.75 * -math.log2(chance))


def _cheapest(typed: str, known: frozenset[str]) -> tuple[float, tuple[Weakness, ...]]:
    """The least bits for the whole text by dynamic programming, and the weaknesses on that way."""
    lowered = typed.casefold() if len(typed.casefold()) == len(typed) else typed.lower()
    if len(lowered) != len(typed):
        lowered = typed
    lowered = lowered[:256]  # no need to look further: nobody guesses beyond
    best: list[tuple[float, frozenset[Weakness]]] = [(0.0, frozenset())]
    best += [(math.inf, frozenset())] * len(lowered)
    for start in range(len(lowered)):
        bits, weaknesses = best[start]
        for end, cost, weakness in _pieces(typed, lowered, start, known):
            if bits + cost < best[end][0]:
                best[end] = (bits + cost, weaknesses | {weakness} if weakness else weaknesses)
    bits, found = best[len(lowered)]
    return bits, tuple(weakness for weakness in Weakness if weakness in found)


def _pieces(
    typed: str, lowered: str, start: int, known: frozenset[str]
) -> Iterator[tuple[int, float, Weakness | None]]:
    """Every way to go on from `start`: (end, bits, weakness)."""
    yield start + 1, _character_bits(typed, lowered, start), None
    yield from _listed(typed, lowered, start, known)
    yield from _runs(lowered, start)
    yield from _repeats(lowered, start)
    for pattern, cost in ((_YEAR, 6.0), (_DATE, 12.0)):
        match = pattern.match(lowered, start)
        if match:
            yield match.end(), cost, Weakness.DATE


def _character_bits(typed: str, lowered: str, place: int) -> float:
    character = lowered[place]
    if character.isalpha():
        upper = 1.0 if typed[place] != character and not (place == 0 or not typed[place - 1].isalpha()) else 0.0
        before = "".join(one if one.isalpha() else " " for one in lowered[max(0, place - 2) : place]).rjust(2)
        if before[-1] == " ":
            return _letter_bits("  ", character) + upper + 2.0  # that a word begins here, and none before ends later
        return _letter_bits(before, character) + upper
    if character.isdecimal():
        return _DIGIT_BITS
    return 1.0 if character in lowered[:place] else _SIGN_BITS  # the same mark between all words tells little


def _listed(
    typed: str, lowered: str, start: int, known: frozenset[str]
) -> Iterator[tuple[int, float, Weakness | None]]:
    plain = lowered[start : start + 32]
    leet = plain.translate(_LEET)
    blocked, words = _blocked(), _word_set()
    for length in range(3, len(plain) + 1):
        written = typed[start : start + length]
        usual_case = written.islower() or written[1:].islower() or written.isupper()
        for piece, disguise in ((plain[:length], 0.0), (leet[:length], 1.5)):
            extra = disguise if usual_case else disguise + 2.0
            if piece in known:
                yield start + length, 2.0 + extra, Weakness.KNOWN_ABOUT_YOU
            elif piece in blocked:
                yield start + length, blocked[piece] + extra, Weakness.COMMON
            elif piece in words:
                yield start + length, math.log2(len(words)) + extra, None


@cache
def _word_set() -> frozenset[str]:
    return frozenset(word_list())


def _runs(lowered: str, start: int) -> Iterator[tuple[int, float, Weakness | None]]:
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        place = row.find(lowered[start])
        length = 0
        while (
            place >= 0
            and place + length < len(row)
            and lowered[start + length : start + length + 1] == row[place + length]
        ):
            length += 1
        if length >= 4:
            yield start + length, 4.0 + math.log2(length), Weakness.RUN


def _repeats(lowered: str, start: int) -> Iterator[tuple[int, float, Weakness | None]]:
    """What was typed just before, typed again and again: "aaaa", "hejhejhej"."""
    for size in range(1, min(start, 32) + 1):
        block, times = lowered[start - size : start], 0
        while lowered.startswith(block, start + times * size):
            times += 1
        if times * size >= 2:
            yield start + times * size, 1.0 + math.log2(times + 1), Weakness.REPEAT
