"""Which places we know already that somebody may mean, so that one bar does not become three.

Words nearly as typed give the candidates (`store.nearness`); how alike each really is, `likeness` measures.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from krogkoll.kernel.geo import Position, box_around, distance
from krogkoll.store import Reader
from krogkoll.venues.addresses import earlier_address
from krogkoll.venues.likeness import Likeness, likeness, name_core, parted, street_stem
from krogkoll.venues.model import VenueDraft, VenueStatus
from krogkoll.venues.rows import VenueRow
from krogkoll.venues.typed import place_in

NEAR_METRES = 100.0
MATCHES = 3
CANDIDATES = 60
FROM_POINTS = 58.0
"""What is less alike is no offer."""

_COLUMNS = (
    VenueRow.row_no,
    VenueRow.id,
    VenueRow.name,
    VenueRow.aliases,
    VenueRow.street,
    VenueRow.earlier_addresses,
    VenueRow.city,
    VenueRow.status,
    VenueRow.latitude,
    VenueRow.longitude,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueMatch:
    """A place that somebody may mean. `metres` is None where a position is missing.

    sure: most likely the same place; an address alone never is. alias: found by another name it has.
    """

    id: str
    name: str
    address: str
    status: VenueStatus
    metres: float | None
    points: float = 0.0
    sure: bool = False
    alias: bool = False


def likely(reader: Reader, text: str, position: Position | None) -> tuple[VenueMatch, ...]:
    """At most three places that a line such as "Studio 44, Kajgatan 7" may mean, or that lie within 100 metres."""
    typed = place_in(text) if len(text.strip()) >= 3 else VenueDraft()
    # A single word may be a street as well as a name.
    found = reader.search("venue", text, limit=MATCHES) if typed.name and not typed.street else []
    return _matches(reader, typed, position, first=found)


def duplicates(reader: Reader, draft: VenueDraft, but: str = "") -> tuple[VenueMatch, ...]:
    """At most three known places that a place being written down may be; `but`: its own id, if it has one."""
    return _matches(reader, draft, draft.position, but=but)


def _matches(
    reader: Reader, typed: VenueDraft, position: Position | None, *, first: list[int] | None = None, but: str = ""
) -> tuple[VenueMatch, ...]:
    numbers = dict.fromkeys([*(first or ()), *_candidates(reader, typed)])
    rows = list(reader.rows(select(*_COLUMNS).where(VenueRow.row_no.in_(list(numbers)))))
    if position is not None:
        rows += [row for row in _around(reader, position) if row.row_no not in numbers]
    found = []
    for row in rows:
        if row.id == but:
            continue
        alike = _alike(typed, row)
        metres = _metres(position, row)
        near = metres is not None and metres <= NEAR_METRES
        points = max(alike.points, 65.0 - (metres or 0.0) / 10 if near else 0.0)
        if row.row_no in (first or ()):
            # What was typed stands in it word for word.
            points = max(points, FROM_POINTS)
        if points >= FROM_POINTS:
            found.append(_match(row, alike, metres, points))
    found.sort(key=lambda one: (-one.points, one.metres or 0.0, one.name, one.id))
    return tuple(found[:MATCHES])


def _candidates(reader: Reader, typed: VenueDraft) -> list[int]:
    found: list[int] = []
    for name in (typed.name, *typed.aliases[:3]):
        core = name_core(name)
        words = [word for word in core if not word.isdigit()]
        figures = [word for word in core if word.isdigit()]
        found += reader.near("venue", words, figures, CANDIDATES) if words else []
    address = parted(typed.street)
    if address.street:
        stem = street_stem(address.street)
        found += reader.near("venue", [stem], [address.number] if address.number else [], CANDIDATES)
    return found


def _around(reader: Reader, position: Position) -> list[Row[*tuple[Any, ...]]]:
    low, high = box_around(position, NEAR_METRES)
    inside = select(*_COLUMNS).where(
        VenueRow.latitude.between(low.latitude, high.latitude),
        VenueRow.longitude.between(low.longitude, high.longitude),
    )
    return list(reader.rows(inside.limit(CANDIDATES)))


def _alike(typed: VenueDraft, row: Row[*tuple[Any, ...]]) -> Likeness:
    addresses = [row.street, *(earlier_address(one).street for one in row.earlier_addresses)]
    names = [name for name in (row.name, *row.aliases) if name]
    return likeness([typed.name, *typed.aliases], typed.street, typed.city, (names, addresses, row.city))


def _metres(position: Position | None, row: Row[*tuple[Any, ...]]) -> float | None:
    if position is None or row.latitude is None or row.longitude is None:
        return None
    return distance(position, Position(row.latitude, row.longitude))


def _match(row: Row[*tuple[Any, ...]], alike: Likeness, metres: float | None, points: float) -> VenueMatch:
    return VenueMatch(
        id=row.id,
        name=row.name or row.street,
        address=row.street,
        status=row.status,
        metres=metres,
        points=points,
        sure=alike.sure,
        alias=alike.alias and alike.name is not None and alike.name >= FROM_POINTS,
    )
