"""Use cases on the register of disclosures: which grounds may be chosen, and what was given to whom."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import select

from krogkoll.cases.desk_service import standing_markings
from krogkoll.cases.disclosures import (
    DisclosureDraft,
    DisclosureEntry,
    Offer,
    Receiver,
    disclosure_problems,
    ground_title,
    offered,
)
from krogkoll.cases.model import EventKind
from krogkoll.cases.register_rows import DisclosureRow
from krogkoll.cases.rows import CaseRow
from krogkoll.cases.service import note_event
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.law import AuthorityKind, find_authority
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Reader, Store, Tx, synced_types


class DisclosureService:
    """What the own authority has given out from its cases."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def offer(self, draft: DisclosureDraft) -> Offer:
        """The grounds that may be chosen for what a form holds, and what was left out with the reason."""
        today = local(self._store.clock.now()).date()
        with self._store.reading(Permission.DISCLOSE) as reader:
            return _offer(reader, draft, self._store.actor.authority, today)

    def register(self, draft: DisclosureDraft) -> DisclosureEntry:
        """Write down what was given out; the entry is never changed. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.DISCLOSE) as tx:
            return register_disclosure(tx, draft)

    def correct(self, shown: DisclosureEntry, words: str) -> DisclosureEntry:
        """Note that the receiver has been told of something wrong in what they got. Raises Invalid, NotFound.

        Source: förordning (2018:1202) 2 kap. 1 §.
        """
        if not words.strip():
            raise Invalid([Problem("correction", "missing")])
        with self._store.transaction(Permission.DISCLOSE) as tx:
            group: dict[str, Any] = {"corrected_on": local(tx.now).date(), "correction": words.strip()}
            row = tx.change(DisclosureRow, shown.id, seen=shown.seen, **group)
            title = f"{row.receiver_name} har underrättats om en rättelse"
            subject = ("disclosure_entry", row.id)
            note_event(tx, EventKind.DISCLOSED, title, case_id=row.case_id, text=words.strip(), subject=subject)
            return cast(DisclosureEntry, tx.copy(row))

    def entries(self, case_id: str) -> tuple[DisclosureEntry, ...]:
        """The disclosures from one case, the latest first."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            chosen = select(DisclosureRow).where(DisclosureRow.case_id == case_id)
            rows = tx.all(chosen.order_by(DisclosureRow.sent_at.desc(), DisclosureRow.row_no.desc()))
            tx.audit(AuditAction.READ, "disclosure_entry", [row.id for row in rows])
            return tuple(cast(DisclosureEntry, tx.copy(row)) for row in rows)


def register_disclosure(tx: Tx, draft: DisclosureDraft) -> DisclosureEntry:
    """Write down what was given out within a larger use case. Raises Invalid, NotFound."""
    draft = tidied(draft)
    today = local(tx.now).date()
    if found := disclosure_problems(draft, _offer(tx, draft, tx.actor.authority, today), tx.now):
        raise Invalid(found)
    case = tx.get(CaseRow, draft.case_id)
    draft = replace(draft, sent_at=draft.sent_at or tx.now)
    row = tx.add(DisclosureRow(**fields_of(draft), by=tx.actor.name))
    ids = [item.partition("/")[2] for item in draft.items] or [case.id]
    tx.audit(AuditAction.DISCLOSED, "disclosure_entry", ids, ground=draft.ground, recipient=draft.receiver_name)
    note_event(
        tx,
        EventKind.DISCLOSED,
        f"Till {draft.receiver_name}",
        case_id=case.id,
        venue_id=case.venue_id,
        text=f"{draft.what}. {ground_title(draft.ground)}.",
        at=draft.sent_at,
        subject=("disclosure_entry", row.id),
    )
    return cast(DisclosureEntry, tx.copy(row))


def _offer(reader: Reader | Tx, draft: DisclosureDraft, authority: str, today: Any) -> Offer:
    found = find_authority(authority)
    giver = found.kind if found else AuthorityKind.ALCOHOL_BOARD
    kind = None
    if draft.receiver is Receiver.AUTHORITY and draft.receiver_kind in set(AuthorityKind):
        kind = AuthorityKind(draft.receiver_kind)
    ids = [item.partition("/")[2] for item in draft.items]
    marked = standing_markings(reader, [*ids, draft.case_id])
    return offered(
        giver,
        draft.receiver,
        kind,
        today,
        classes=_classes(item.partition("/")[0] for item in draft.items),
        provisions=[one.provision for one in marked],
    )


def _classes(kinds: Iterable[str]) -> list[str]:
    types = synced_types()
    return sorted({types[kind].__mapping__.secrecy for kind in kinds if kind in types})
