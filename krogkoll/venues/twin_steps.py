"""Which records are one place, for lists, scores and readers: the group round a record, and who is shown under whom."""

from collections.abc import Mapping

from sqlalchemy import select

from krogkoll.store import Reader
from krogkoll.venues.rows import SameAsRow, VenueRow
from krogkoll.venues.twins import heads


def shown_under(reader: Reader) -> Mapping[str, str]:
    """For each record that is shown under another one: which. A head that is not here shows nothing under itself."""
    found = heads((row.venue_id, row.other_id) for row in reader.rows(select(SameAsRow.venue_id, SameAsRow.other_id)))
    if not found:
        return found
    wanted = sorted({*found.values()})
    here = {row.id for row in reader.rows(select(VenueRow.id).where(VenueRow.id.in_(wanted)))}
    return {place: head for place, head in found.items() if head in here}


def group_of(reader: Reader, venue_id: str) -> tuple[str, ...]:
    """All records that are one place with this one, the one they are shown under first; itself alone mostly."""
    under = shown_under(reader)
    head = under.get(venue_id, venue_id)
    return (head, *sorted(place for place, above in under.items() if above == head))
