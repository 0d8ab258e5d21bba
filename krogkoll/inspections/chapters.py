"""How the questions of a visit are told in chapters, and which chapters belong to other authorities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from krogkoll.inspections.visit import Visit, to_ask
from krogkoll.law import AuthorityKind, Item, all_items

_TITLES: Mapping[str, str] = {
    "Grund": "Ankomst och grund",
    "Brand": "Brand och utrymning",
    "Bygg": "Byggnaden",
    "Tobak": "Tobak och nikotin",
    "Skatt": "Kassa och personal",
    "Arbete": "Arbete",
    "Miljö": "Ljud och miljö",
    "Drift": "Vem som driver",
    "Avslut": "Avslut på plats",
}
_SPLIT: Mapping[str, tuple[tuple[int, str], ...]] = {
    # A long area is told in parts; each begins at the question with that number.
    "Alkohol": ((5, "Tillstånd, sällskap"), (9, "Försäljning"), (15, "Servering och gäster")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Questions that are asked together."""

    key: str
    title: str
    items: tuple[Item, ...]

    def answered(self, visit: Visit) -> int:
        """How many of its questions have an answer that says something of the place."""
        given = {answer.item_id for answer in visit.answers if answer.checked}
        return sum(one.id in given for one in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedChapter:
    """Questions of an area that only other authorities may ask; how many, and whose."""

    title: str
    count: int
    owner: AuthorityKind


def chapters(visit: Visit, kinds: Iterable[AuthorityKind]) -> tuple[Chapter, ...]:
    """Our own questions in the order of the list, in the version that belongs to the visit's day."""
    found: dict[str, tuple[str, list[Item]]] = {}
    for one in to_ask(visit, kinds):
        key, title = _place(one)
        found.setdefault(key, (title, []))[1].append(one)
    return tuple(Chapter(key=key, title=title, items=tuple(items)) for key, (title, items) in found.items())


def locked_chapters(visit: Visit, kinds: Iterable[AuthorityKind]) -> tuple[LockedChapter, ...]:
    """The areas of which we may ask nothing; their words are not ours to see."""
    own = tuple(kinds)
    ours = {one.area for one in to_ask(visit, own)}
    others: dict[str, list[Item]] = {}
    for one in all_items():
        if one.area not in ours and one.asked(one.kinds, visit.on) and not one.asked(own, visit.on):
            others.setdefault(one.area, []).append(one)
    return tuple(
        LockedChapter(title=_TITLES.get(area, area), count=len(items), owner=items[0].kinds[0])
        for area, items in others.items()
    )


def _place(one: Item) -> tuple[str, str]:
    begun = [part for part in _SPLIT.get(one.area, ()) if part[0] <= one.number]
    if begun:
        return f"{one.area.lower()}-{begun[-1][0]}", begun[-1][1]
    return one.area.lower(), _TITLES.get(one.area, one.area)
