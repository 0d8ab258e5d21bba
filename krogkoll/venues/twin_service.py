"""Use cases on two records of one place, and the steps that lists and scores share with them."""

from typing import cast

from sqlalchemy import select

from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store
from krogkoll.venues.model import Venue
from krogkoll.venues.rows import SameAsRow, VenueRow
from krogkoll.venues.steps import read_venue, rescore
from krogkoll.venues.twin_steps import group_of
from krogkoll.venues.twins import SameAs, stricter


class TwinService:
    """Says that two records are one place, and takes it back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def join(self, venue_id: str, other_id: str, reason: str) -> SameAs:
        """From now on `other_id` is shown under `venue_id`; both keep their history. Raises Invalid, NotFound."""
        if not reason.strip():
            raise Invalid([Problem("reason", "missing")])
        with self._store.transaction(Permission.WRITE_VENUES) as tx:
            one, other = tx.get(VenueRow, venue_id), tx.get(VenueRow, other_id)
            if other_id in group_of(tx, venue_id):
                raise Invalid([Problem("other_id", "already-the-same")])
            row = SameAsRow(
                venue_id=venue_id,
                other_id=other_id,
                reason=reason.strip(),
                compartment=stricter(one.compartment, other.compartment),
            )
            made = cast(SameAs, tx.copy(tx.add(row)))
            tx.audit(AuditAction.MERGED, "venue", [venue_id, other_id])
            tx.flush()
            rescore(tx, [venue_id, other_id], touched=True)
            tx.changed.add("venue")
            return made

    def part(self, shown: SameAs, why: str = "") -> None:
        """Take it back: the two are shown on their own again, with all that was written meanwhile. Raises NotFound."""
        with self._store.transaction(Permission.WRITE_VENUES) as tx:
            tx.remove(SameAsRow, shown.id, seen=shown.seen, why=why.strip())
            rescore(tx, [shown.venue_id, shown.other_id], touched=True)
            tx.changed.add("venue")

    def pairs(self, venue_id: str) -> tuple[SameAs, ...]:
        """What has been said of this place and those that are the same, in the order it was said."""
        with self._store.reading(Permission.READ_VENUES) as reader:
            ids = group_of(reader, venue_id)
            chosen = select(SameAsRow).where(SameAsRow.venue_id.in_(ids)).order_by(SameAsRow.row_no)
            return tuple(cast(SameAs, reader.copy(row)) for row in reader.all(chosen))

    def places(self, venue_id: str) -> tuple[Venue, ...]:
        """All records of one place that are here, the one they are shown under first."""
        with self._store.reading(Permission.READ_VENUES) as reader:
            ids = group_of(reader, venue_id)
            return tuple(read_venue(reader, one) for one in ids if reader.find(VenueRow, one) is not None)
