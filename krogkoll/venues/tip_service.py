"""Use cases on tips and their sources. Every reading is an entry in the audit log before anything is shown."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import select

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.law import indicators
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx
from krogkoll.venues.model import VenueDraft
from krogkoll.venues.scoring import Observed
from krogkoll.venues.steps import add_venue, rescore
from krogkoll.venues.tip_rows import TipRow, TipSourceRow
from krogkoll.venues.tips import Tip, TipDraft, TipSource, TipSourceDraft, TipStatus, tip_problems

SHOWN = 200
"""So many tips an inbox or a search gives at once."""


class TipService:
    """Tips from the public, from patrols and from other authorities."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def register(self, draft: TipDraft, source: TipSourceDraft | None = None, place: VenueDraft | None = None) -> Tip:
        """Write a tip, who gave it as a record of its own, and the place if it is new: all or nothing.

        place: a place that we did not know; leave `draft.venue_id` empty then. Raises Invalid, NotAllowed.
        """
        with self._store.transaction(Permission.WRITE_TIPS) as tx:
            draft = replace(_checked(tx, draft), received_at=draft.received_at or tx.now)
            if place is not None:
                if not tx.actor.may(Permission.WRITE_VENUES):
                    raise NotAllowed("role", role=tx.actor.role.value, need=Permission.WRITE_VENUES.value)
                draft = replace(draft, venue_id=add_venue(tx, place).id)
            row = tx.add(TipRow(**fields_of(draft), status=_status(draft)))
            if source is not None and not source.is_empty():
                tx.add(TipSourceRow(tip_id=row.id, **fields_of(tidied(source))))
            rescore(tx, [row.venue_id], touched=True)
            return cast(Tip, tx.copy(row))

    def edit(self, shown: Tip, draft: TipDraft, why: str = "") -> Tip:
        """Write what an editor changed: words, grade, signs or place. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.WRITE_TIPS) as tx:
            draft = replace(_checked(tx, draft), received_at=draft.received_at or shown.received_at)
            changes = edited(TipRow.__mapping__.groups, shown, _only_draft(draft))
            if shown.status is not TipStatus.SET_ASIDE and _status(draft) is not shown.status:
                changes |= {"status": _status(draft), "status_reason": ""}
            row = tx.change(TipRow, shown.id, seen=shown.seen, why=why.strip(), **changes)
            rescore(tx, [shown.venue_id])
            rescore(tx, [row.venue_id], touched=True)
            return cast(Tip, tx.copy(row))

    def set_aside(self, shown: Tip, reason: str) -> Tip:
        """Close a tip that leads nowhere; it no longer counts. Raises Invalid, NotFound."""
        if not reason.strip():
            raise Invalid([Problem("status_reason", "missing")])
        with self._store.transaction(Permission.WRITE_TIPS) as tx:
            status: dict[str, Any] = {"status": TipStatus.SET_ASIDE, "status_reason": reason.strip()}
            row = tx.change(TipRow, shown.id, seen=shown.seen, **status)
            rescore(tx, [row.venue_id])
            return cast(Tip, tx.copy(row))

    def take_up(self, shown: Tip, why: str = "") -> Tip:
        """Open a tip again that was set aside; it counts as before. Raises NotFound."""
        with self._store.transaction(Permission.WRITE_TIPS) as tx:
            status: dict[str, Any] = {"status": _status(shown), "status_reason": ""}
            row = tx.change(TipRow, shown.id, seen=shown.seen, why=why.strip(), **status)
            rescore(tx, [row.venue_id], touched=True)
            return cast(Tip, tx.copy(row))

    def tip(self, tip_id: str) -> Tip:
        """One tip. Raises NotFound."""
        with self._store.transaction(Permission.READ_TIPS) as tx:
            return _read(tx, [tx.get(TipRow, tip_id)])[0]

    def inbox(self) -> tuple[Tip, ...]:
        """Tips that nobody has graded and placed yet, newest first."""
        with self._store.transaction(Permission.READ_TIPS) as tx:
            chosen = select(TipRow).where(TipRow.status == TipStatus.NEW)
            return _read(tx, tx.all(chosen.order_by(TipRow.received_at.desc(), TipRow.row_no.desc()).limit(SHOWN)))

    def tips_of(self, venue_id: str) -> tuple[Tip, ...]:
        """All tips about one place, newest first."""
        with self._store.transaction(Permission.READ_TIPS) as tx:
            chosen = select(TipRow).where(TipRow.venue_id == venue_id)
            return _read(tx, tx.all(chosen.order_by(TipRow.received_at.desc(), TipRow.row_no.desc())))

    def find(self, text: str) -> tuple[Tip, ...]:
        """Tips whose words match, best first; the search itself is logged."""
        with self._store.transaction(Permission.READ_TIPS) as tx:
            numbers = tx.search("tip", text, limit=SHOWN)
            rows = {row.row_no: row for row in tx.all(select(TipRow).where(TipRow.row_no.in_(numbers)))}
            found = [rows[number] for number in numbers if number in rows]
            tx.audit(AuditAction.SEARCHED, "tip", [row.id for row in found], detail={"text": text})
            return tuple(cast(Tip, tx.copy(row)) for row in found)

    def source_of(self, tip_id: str, purpose: str) -> TipSource | None:
        """Who gave a tip, for those with the permission of its own; None for an anonymous tip.

        Raises Invalid without a purpose, which is logged.
        """
        if not purpose.strip():
            raise Invalid([Problem("purpose", "missing")])
        with self._store.transaction(Permission.READ_SOURCES, purpose=purpose.strip()) as tx:
            rows = tx.all(select(TipSourceRow).where(TipSourceRow.tip_id == tip_id))
            tx.audit(AuditAction.READ, "tip_source", [row.id for row in rows], detail={"tip": tip_id})
            return cast(TipSource, tx.copy(rows[0])) if rows else None


def observed_in(draft: TipDraft, received: Tip | None = None) -> tuple[Observed, ...]:
    """What a tip being written would add to the score of its place; nothing before it is graded."""
    grade = draft.grade
    moment = draft.observed_from or draft.received_at
    if grade is None or moment is None:
        return ()
    origin = "draft" if received is None else received.id
    source = draft.same_source_as or origin
    on = local(moment).date()
    return tuple(Observed(indicator=one, grade=grade, on=on, origin=origin, source=source) for one in draft.indicators)


def _checked(tx: Tx, draft: TipDraft) -> TipDraft:
    draft = tidied(draft)
    if found := tip_problems(draft, frozenset(indicators().indicators), tx.now):
        raise Invalid(found)
    return replace(draft, indicators=tuple(dict.fromkeys(draft.indicators)))


def _status(draft: TipDraft) -> TipStatus:
    return TipStatus.ASSESSED if draft.grade is not None and draft.venue_id else TipStatus.NEW


def _only_draft(draft: TipDraft) -> TipDraft:
    """A stored tip may be handed in as its own draft; its status is not part of what the form says."""
    return TipDraft(**{name: getattr(draft, name) for name in TipDraft.__dataclass_fields__})


def _read(tx: Tx, rows: Sequence[TipRow]) -> tuple[Tip, ...]:
    tx.audit(AuditAction.READ, "tip", [row.id for row in rows])
    return tuple(cast(Tip, tx.copy(row)) for row in rows)
