"""Use cases on dispatch: the list by rule, sending, printing, saving; what goes outside is in the register too."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select

from krogkoll.cases import DisclosureDraft, SentBy, register_disclosure
from krogkoll.decisions.after_steps import called, taken, tell
from krogkoll.decisions.dispatch import (
    Dispatch,
    DispatchDraft,
    Expedition,
    ReceiverRole,
    Rendering,
    dispatch_problems,
    every_ground,
    receiver_of,
    recipients_of,
    swedish_dispatch,
)
from krogkoll.decisions.dispatch_rows import DispatchRow
from krogkoll.decisions.model import Decision
from krogkoll.decisions.notice_steps import standing_notice
from krogkoll.decisions.steps import today
from krogkoll.evidence import Vault, read_document
from krogkoll.inspections import read_paper
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed, Problem
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.law import cite, find_authority
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx, write_new


class DispatchService:
    """Dispatch of the own authority's sealed papers."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self._store = store
        self._vault = vault

    def expedition(self, decision_id: str) -> Expedition:
        """Who is to get a decision, and what has gone out. Raises NotFound; NotAllowed "not-taken"."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            decision = taken(tx, decision_id)
            return expedition_of(tx, decision)

    def send(self, draft: DispatchDraft) -> Dispatch:
        """Write down that the paper went out; to others than the party it is an entry of the case's disclosures too.

        Raises Invalid (also what the register of disclosures lacks), NotFound; NotAllowed "not-taken", "no-notice".
        """
        with self._store.transaction(Permission.DISCLOSE) as tx:
            draft = tidied(draft)
            decision = taken(tx, draft.decision_id)
            if found := dispatch_problems(draft, decision, tx.now):
                raise Invalid(found)
            draft = replace(draft, sent_at=draft.sent_at or tx.now)
            _, sha256 = self._bytes(tx, decision, draft.rendering)
            entry = _disclosed(tx, decision, draft)
            row = tx.add(DispatchRow(**fields_of(draft), by=tx.actor.name, sha256=sha256, disclosure_id=entry))
            _audit(tx, AuditAction.DISCLOSED, decision, draft.rendering, sha256, draft.to, draft.ground)
            tell(tx, decision, f"Expedierat till {draft.to}", swedish_dispatch(draft.rendering), draft.sent_at)
            return cast(Dispatch, tx.copy(row))

    def strike(self, shown: Dispatch, why: str) -> Dispatch:
        """Strike an entry written by mistake; it stays to be seen, with the reason. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.DISCLOSE) as tx:
            if not why.strip():
                raise Invalid([Problem("struck_why", "missing")])
            fields: dict[str, Any] = {"struck": True, "struck_why": why.strip()}
            row = tx.change(DispatchRow, shown.id, seen=shown.seen, **fields)
            tell(tx, taken(tx, row.decision_id), f"Expedieringen till {row.to} är struken", why.strip())
            return cast(Dispatch, tx.copy(row))

    def print_out(self, decision_id: str, rendering: Rendering = Rendering.FULL, *, to: str = "") -> bytes:
        """The exact bytes to print, with the entry in the log.

        Raises NotFound; NotAllowed "not-taken", "no-notice"; EvidenceTrouble "missing" or "damaged".
        """
        with self._store.transaction(Permission.EXPORT) as tx:
            decision = taken(tx, decision_id)
            content, sha256 = self._bytes(tx, decision, rendering)
            _audit(tx, AuditAction.PRINTED, decision, rendering, sha256, to)
            return content

    def save(self, decision_id: str, target: Path, rendering: Rendering = Rendering.FULL, *, to: str = "") -> Path:
        """Write the exact bytes to the new file `target`, with the entry in the log.

        Raises as `print_out`; EvidenceTrouble "exists"; StoreTrouble.
        """
        if target.exists():
            raise EvidenceTrouble("exists", file=target.name)
        with self._store.transaction(Permission.EXPORT) as tx:
            decision = taken(tx, decision_id)
            content, sha256 = self._bytes(tx, decision, rendering)
            _audit(tx, AuditAction.EXPORTED, decision, rendering, sha256, to)
        write_new(target, lambda stream: stream.write(content))
        return target

    def _bytes(self, tx: Tx, decision: Decision, rendering: Rendering) -> tuple[bytes, str]:
        if rendering is Rendering.NOTICE:
            notice = standing_notice(tx, decision.id)
            if notice is None:
                raise NotAllowed("no-notice", decision=decision.id)
            return read_document(tx, self._vault, notice.document_id), notice.sha256
        shown = read_paper(tx, self._vault, decision.paper_id)
        return shown.pdf, shown.sha256


def expedition_of(tx: Tx, decision: Decision) -> Expedition:
    """The list of one decision within a larger use case, with the audit entry."""
    chosen = select(DispatchRow).where(DispatchRow.decision_id == decision.id)
    rows = tx.all(chosen.order_by(DispatchRow.row_no))
    if rows:
        tx.audit(AuditAction.READ, "dispatch", [row.id for row in rows])
    own = find_authority(tx.actor.authority)
    return Expedition(
        recipients=recipients_of(decision, own, today(tx)),
        grounds=every_ground(own, today(tx)),
        dispatches=tuple(cast(Dispatch, tx.copy(row)) for row in rows),
    )


def _disclosed(tx: Tx, decision: Decision, draft: DispatchDraft) -> str:
    """The entry of the register of disclosures for what goes outside; the party only gets what is its own."""
    if draft.role is ReceiverRole.PARTY or not decision.case_id:
        return ""
    reasons = draft.reasons or (cite(_rule(draft)) if _rule(draft) else "")
    entry = register_disclosure(
        tx,
        DisclosureDraft(
            case_id=decision.case_id,
            items=(f"decision/{decision.id}",),
            what=called(decision),
            receiver=receiver_of(draft),
            receiver_kind=draft.authority_kind,
            receiver_name=draft.to,
            ground=draft.ground,
            tested_by=tx.actor.name,
            reasons=reasons,
            approved_by=draft.approved_by,
            masked=draft.rendering is Rendering.NOTICE,
            sent_by=draft.way if draft.way is not SentBy.UNKNOWN else SentBy.NOT_STATED,
            sent_at=draft.sent_at,
        ),
    )
    return entry.id


def _rule(draft: DispatchDraft) -> str:
    """The provision that says by itself that a copy goes out."""
    return "AL-9-7" if draft.ground == "al-9-7" else ""


def _audit(
    tx: Tx, action: AuditAction, decision: Decision, rendering: Rendering, sha256: str, to: str, ground: str = ""
) -> None:
    detail = {"sha256": sha256, "rendering": rendering.value}
    tx.audit(action, "decision", [decision.id], recipient=to, ground=ground, detail=detail)
