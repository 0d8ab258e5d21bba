"""Writes rows that were worked out from what came in: to the letter as the log says, past no seal without a permit."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, table, update
from sqlalchemy import column as plain

from krogkoll.store.mapping import Draft, LosingValue, SearchText, SyncedRow
from krogkoll.store.purging import PurgePermit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from krogkoll.store.shaping import Shape


def stored(session: Session, row_type: type[SyncedRow], ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The rows with these ids by id, each value as it is stored."""
    target = _untyped(row_type)
    found = session.execute(select(target).where(target.c.id.in_(ids))).mappings()
    return {row["id"]: dict(row) for row in found}


def insert_all(session: Session, row_type: type[SyncedRow], shapes: Sequence[Shape]) -> None:
    """New rows in one go, then their search texts and what stands beside their values."""
    target = _untyped(row_type)
    statement = insert(target).values({name: bindparam(name) for name in shapes[0].values})
    session.execute(statement, [shape.values for shape in shapes])
    ids = [shape.values["id"] for shape in shapes]
    numbers = {
        row[0]: row[1] for row in session.execute(select(target.c.id, target.c.row_no).where(target.c.id.in_(ids)))
    }
    texts = [text for shape in shapes if (text := shape.search_text(numbers[shape.values["id"]])) is not None]
    if texts:
        session.execute(insert(SearchText), texts)
    losing = [lost for shape in shapes for lost in shape.losing]
    if losing:
        session.execute(delete(LosingValue).where(LosingValue.record_id.in_(ids)))
        session.execute(insert(LosingValue), losing)


def rewrite(session: Session, row_type: type[SyncedRow], shape: Shape, standing: dict[str, Any]) -> None:
    """Make a row that is here what it must be."""
    record_id, target = shape.values["id"], _untyped(row_type)
    with _permitted(session, record_id, sealed=bool(standing["sealed"])):
        session.execute(update(target).where(target.c.id == record_id).values(shape.values))
    session.execute(delete(LosingValue).where(LosingValue.record_id == record_id))
    if shape.losing:
        session.execute(insert(LosingValue), shape.losing)
    if shape.values["sealed"]:
        session.execute(delete(Draft).where(Draft.record_id == record_id))
    content = shape.search_text(standing["row_no"])
    if content is not None:
        session.execute(update(SearchText).where(SearchText.record_id == record_id).values(**content))


def take_away(session: Session, row_type: type[SyncedRow], record_id: str, *, sealed: bool) -> None:
    """A record that is removed: its row and what was found by its words; the log keeps what was said."""
    target = _untyped(row_type)
    with _permitted(session, record_id, sealed=sealed):
        session.execute(delete(target).where(target.c.id == record_id))
    session.execute(delete(SearchText).where(SearchText.record_id == record_id))
    session.execute(delete(LosingValue).where(LosingValue.record_id == record_id))


@contextlib.contextmanager
def _permitted(session: Session, record_id: str, *, sealed: bool) -> Iterator[None]:
    """For a seal that the hub did not take, and nothing else: the guarding triggers let this record through."""
    if not sealed:
        yield
        return
    session.execute(insert(PurgePermit), [{"id": record_id}])
    yield
    session.execute(delete(PurgePermit))


def _untyped(row_type: type[SyncedRow]) -> Any:
    """The table without types: what goes in and out is what is stored."""
    return table(row_type.__tablename__, *(plain(column.key) for column in row_type.__table__.columns))
