"""How alike two places are by what they are called and where they lie; pure, so that a table of pairs can judge it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from krogkoll.kernel.swedish import fold

# Words that many places have in their name: they tell places apart only where there is nothing else.
_ORDINARY = frozenset(
    {"restaurang", "restaurangen", "bar", "baren", "pub", "puben", "krog", "krogen", "klubb", "klubben", "cafe", "kafe"}
    | {"foreningen", "forening", "foren", "ab", "hb", "kb", "ek", "for", "och", "pa", "i", "the", "lokal", "lokalen"}
    | {"kulturforening", "kulturforeningen", "sallskapet", "nattklubb", "nattklubben", "svartklubb"}
)
_SHORT_STREETS = {"g": "gatan", "gt": "gatan", "gat": "gatan", "gata": "gatan", "v": "vagen", "vag": "vagen"} | {
    "gr": "grand",
    "granden": "grand",
    "pl": "platsen",
    "plats": "platsen",
    "torg": "torget",
    "st": "stigen",
    "stig": "stigen",
    "alle": "allen",
    "kaj": "kajen",
}
_ENDINGS = tuple(sorted({"gatan", "vagen", "grand", "platsen", "torget", "stigen", "allen", "kajen"}, key=len))
_ADDRESS = re.compile(r"(?P<street>\D*?)\s*(?P<number>\d+)\s*(?:-\s*\d+\s*)?(?P<letter>[a-h](?![a-z]))?")
_WORDS = re.compile(r"[^\W_]+")

SURE_NAME, SAME_STREET = 85.0, 84.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A street address taken apart; empty parts are not known."""

    street: str = ""
    number: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike, 0 to 100 each. `name` or `address` is None where one of the two places says nothing of it."""

    name: float | None
    address: float | None
    alias: bool
    same_town: bool

    @property
    def points(self) -> float:
        """What offers are sorted by."""
        away = 0.0 if self.same_town else 14.0
        if self.name is None or self.address is None:
            return (self.name or self.address or 0.0) - away
        return -away + max(0.62 * self.name + 0.38 * self.address, 0.9 * self.name, 0.75 * self.address)

    @property
    def sure(self) -> bool:
        """Whether the two are most likely one place. An address alone never is enough: houses hold many businesses."""
        if self.name is None:
            return False
        if self.address is None:
            return self.name >= SURE_NAME and self.same_town
        if self.address >= 95:
            return self.name >= 62
        # A club that moved keeps its name and its town.
        return self.name >= 92 and self.same_town


def likeness(
    names: Sequence[str], address: str, town: str, other: tuple[Sequence[str], Sequence[str], str]
) -> Likeness:
    """Compare what somebody typed with a known place: (names with aliases, addresses with earlier ones, town)."""
    known_names, known_addresses, known_town = other
    tried = [(name_points(mine, theirs), index) for mine in names if mine for index, theirs in enumerate(known_names)]
    best, at = max(tried, key=lambda pair: (pair[0], -pair[1]), default=(None, 0))
    streets = [address_points(address, theirs) for theirs in known_addresses if theirs] if address else []
    mine, theirs = fold(town).strip(), fold(known_town).strip()
    return Likeness(
        name=best,
        address=max(streets, default=None),
        alias=at > 0,
        same_town=not mine or not theirs or fuzz.ratio(mine, theirs) >= 80,
    )


@cache
def name_core(text: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, folded."""
    words = _WORDS.findall(fold(text))
    return tuple(word for word in words if word not in _ORDINARY) or tuple(words)


def name_points(one: str, other: str) -> float:
    """How alike two names are, 0 to 100; different figures in them ("Studio 44", "Studio 45") are different places."""
    mine, theirs = name_core(one), name_core(other)
    if not mine or not theirs:
        return 0.0
    a, b = " ".join(mine), " ".join(theirs)
    found = max(fuzz.token_sort_ratio(a, b), fuzz.ratio("".join(mine), "".join(theirs)))
    shared = [word for word in mine if word in theirs and not word.isdigit()]
    if sum(map(len, shared)) >= 5:
        found = max(found, 0.88 * fuzz.token_set_ratio(a, b))
    figures = [{word for word in words if word.isdigit()} for words in (mine, theirs)]
    if figures[0] != figures[1]:
        return min(found, 40.0 if all(figures) else 74.0)
    return float(found)


@cache
def parted(text: str) -> Address:
    """An address as its parts: "Kajg. 7b, gården" is street "kajgatan", number "7", letter "b"."""
    plain = fold(text).split(",")[0].strip()
    match = _ADDRESS.match(plain)
    if match is None:
        return Address(street=_street(plain))
    return Address(street=_street(match["street"]), number=match["number"], letter=match["letter"] or "")


def _street(text: str) -> str:
    words = _WORDS.findall(text)
    if not words:
        return ""
    last = words[-1]
    if len(words) > 1 and last in _SHORT_STREETS:
        words[-1] = _SHORT_STREETS[last]
    elif not last.endswith(_ENDINGS):
        for short in ("gata", "gat", "gt", "gr", "vag", "torg", "stig", "pl", "g", "v"):
            if text.rstrip().endswith(f"{short}.") or (len(short) > 2 and last.endswith(short)):
                words[-1] = last.removesuffix(short) + _SHORT_STREETS[short]
                break
    return "".join(words)


def street_stem(street: str) -> str:
    """A street without its ending, such as "kaj" of "kajgatan"."""
    for ending in _ENDINGS:
        if street.endswith(ending) and len(street) > len(ending) + 2:
            return street.removesuffix(ending)
    return street


def address_points(one: str, other: str) -> float:
    """How alike two addresses are: 100 the same door, 60 another door of one street, 0 another street."""
    mine, theirs = parted(one), parted(other)
    if not mine.street or not theirs.street:
        return 0.0
    whole = fuzz.ratio(mine.street, theirs.street)
    if min(whole, fuzz.ratio(street_stem(mine.street), street_stem(theirs.street)) + 12) < SAME_STREET:
        return 0.0
    if not mine.number or not theirs.number:
        return 80.0
    if mine.number != theirs.number:
        return 45.0
    return 96.0 if mine.letter and theirs.letter and mine.letter != theirs.letter else 100.0
