"""Which photos belong to each of many records, without reading any of them."""

from collections.abc import Iterable

from sqlalchemy import select

from krogkoll.evidence.rows import PhotoRow
from krogkoll.store import Reader

_AT_ONCE = 500


def photo_ids_of(reader: Reader, kind: str, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The ids of the photos of each record of a kind, masked copies left out; records without photos are not named."""
    wanted, found = tuple(dict.fromkeys(ids)), dict[str, tuple[str, ...]]()
    for start in range(0, len(wanted), _AT_ONCE):
        chosen = select(PhotoRow).where(
            PhotoRow.subject_kind == kind,
            PhotoRow.subject_id.in_(wanted[start : start + _AT_ONCE]),
            PhotoRow.parent_id == "",
        )
        for row in reader.all(chosen.order_by(PhotoRow.row_no)):
            found[row.subject_id] = (*found.get(row.subject_id, ()), row.id)
    return found
