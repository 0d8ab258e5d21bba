"""What waits for somebody among places and tips: for the inbox and the overview, in few queries whatever the size."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import func, select

from krogkoll.store import AuditAction, Reader, Tx
from krogkoll.venues.model import VenueStatus
from krogkoll.venues.rows import VenueRow
from krogkoll.venues.tip_rows import TipRow
from krogkoll.venues.tips import Tip, TipStatus


class PlaceWords(NamedTuple):
    """What a place is called, and its street."""

    name: str
    street: str


def waiting_tips(tx: Tx, limit: int) -> tuple[Tip, ...]:
    """The tips that nobody has graded and placed yet, the oldest first, with the audit entry."""
    chosen = select(TipRow).where(TipRow.status == TipStatus.NEW)
    rows = tx.all(chosen.order_by(TipRow.received_at, TipRow.row_no).limit(limit))
    tx.audit(AuditAction.READ, "tip", [row.id for row in rows])
    return tuple(cast(Tip, tx.copy(row)) for row in rows)


def count_waiting_tips(reader: Reader) -> int:
    """How many tips nobody has graded and placed yet."""
    chosen = select(func.count()).select_from(TipRow).where(TipRow.status == TipStatus.NEW)
    return int(reader.rows(chosen)[0][0])


def place_words(reader: Reader, venue_ids: Iterable[str]) -> Mapping[str, PlaceWords]:
    """What these places are called; one that is not here has no entry."""
    wanted = sorted({venue_id for venue_id in venue_ids if venue_id})
    chosen = select(VenueRow.id, VenueRow.name, VenueRow.street).where(VenueRow.id.in_(wanted))
    rows = reader.rows(chosen) if wanted else ()
    return {venue_id: PlaceWords(name or street, street if name else "") for venue_id, name, street in rows}


def count_suspected(reader: Reader, since: datetime) -> tuple[int, int]:
    """How many places are suspected, and how many of them were written down since then."""
    chosen = select(func.count()).select_from(VenueRow).where(VenueRow.status == VenueStatus.SUSPECTED)
    fresh = chosen.where(VenueRow.created_at >= since)
    return int(reader.rows(chosen)[0][0]), int(reader.rows(fresh)[0][0])
