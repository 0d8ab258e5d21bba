"""Steps for lists that bring many places or tips at once: what is known, read in one go, and written without ado."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, cast

from sqlalchemy import select

from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.store import Reader, Tx
from krogkoll.venues.model import Venue, VenueDraft
from krogkoll.venues.rows import VenueRow
from krogkoll.venues.steps import checked_venue, today_of, touch
from krogkoll.venues.tip_rows import TipRow, TipSourceRow
from krogkoll.venues.tips import TipDraft, TipSourceDraft, TipStatus

_AT_ONCE = 500


class ListedPlace(NamedTuple):
    """What a list is compared with, of one known place."""

    id: str
    name: str
    street: str
    postal_code: str
    permit_number: str
    operator_id: str


def listed_places(reader: Reader) -> list[ListedPlace]:
    """Every known place, the oldest first."""
    columns = (
        VenueRow.id,
        VenueRow.name,
        VenueRow.street,
        VenueRow.postal_code,
        VenueRow.permit_number,
        VenueRow.operator_id,
    )
    return [ListedPlace(*row) for row in reader.rows(select(*columns).order_by(VenueRow.row_no))]


def read_venues(reader: Reader, ids: Iterable[str]) -> dict[str, Venue]:
    """Places by id, many at a time; one that is gone is left out."""
    found: dict[str, Venue] = {}
    for some in _pieces(sorted(set(ids))):
        for row in reader.all(select(VenueRow).where(VenueRow.id.in_(some))):
            found[row.id] = cast(Venue, reader.copy(row))
    return found


def amend_venue(tx: Tx, shown: Venue, draft: VenueDraft, why: str = "") -> bool:
    """Write what `draft` says otherwise than `shown`; gives whether anything does. Raises Invalid, NotFound."""
    changes = edited(VenueRow.__mapping__.groups, shown, checked_venue(draft, today_of(tx)))
    if changes:
        tx.change(VenueRow, shown.id, seen=shown.seen, why=why, **changes)
        touch(tx, shown.id)
    return bool(changes)


def add_tip(tx: Tx, draft: TipDraft, source: TipSourceDraft | None = None) -> str:
    """Write a checked tip and its source; gives its id. The caller scores the places anew when all are written."""
    status = TipStatus.ASSESSED if draft.grade is not None and draft.venue_id else TipStatus.NEW
    row = tx.add(TipRow(**fields_of(tidied(draft)), status=status))
    if source is not None and not source.is_empty():
        tx.add(TipSourceRow(tip_id=row.id, **fields_of(tidied(source))))
    return row.id


def _pieces(items: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
