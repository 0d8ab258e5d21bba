"""Which places we know already that a new tip may be about, so that one bar does not become three."""

from dataclasses import dataclass

from sqlalchemy import select

from krogkoll.kernel.geo import Position, box_around, distance
from krogkoll.store import Reader
from krogkoll.venues.model import VenueStatus
from krogkoll.venues.rows import VenueRow

NEAR_METRES = 100.0
MATCHES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueMatch:
    """A place that a new tip may be about. `metres` is None where a position is missing."""

    id: str
    name: str
    address: str
    status: VenueStatus
    metres: float | None


def likely(reader: Reader, text: str, position: Position | None) -> tuple[VenueMatch, ...]:
    """At most three places that a tip may be about: those found by what was typed, then those within 100 metres."""
    columns = (
        VenueRow.row_no,
        VenueRow.id,
        VenueRow.name,
        VenueRow.street,
        VenueRow.status,
        VenueRow.latitude,
        VenueRow.longitude,
    )
    nos = reader.search("venue", text, limit=MATCHES) if len(text.strip()) >= 3 else []
    by_text = {row.row_no: row for row in reader.rows(select(*columns).where(VenueRow.row_no.in_(nos)))}
    rows = [by_text[number] for number in nos if number in by_text]
    if position is not None and len(rows) < MATCHES:
        low, high = box_around(position, NEAR_METRES)
        inside = select(*columns).where(
            VenueRow.latitude.between(low.latitude, high.latitude),
            VenueRow.longitude.between(low.longitude, high.longitude),
        )
        near = [(distance(position, Position(row.latitude, row.longitude)), row) for row in reader.rows(inside)]
        near = [pair for pair in near if pair[0] <= NEAR_METRES and pair[1].row_no not in by_text]
        rows += [row for _, row in sorted(near, key=lambda pair: (pair[0], pair[1].row_no))]
    return tuple(
        VenueMatch(
            id=row.id,
            name=row.name or row.street,
            address=row.street,
            status=row.status,
            metres=None
            if position is None or row.latitude is None or row.longitude is None
            else distance(position, Position(row.latitude, row.longitude)),
        )
        for row in rows
    )[:MATCHES]
