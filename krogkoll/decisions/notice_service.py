"""Use cases on the notice with names withheld: look at it first, then keep it beside the decision."""

from typing import cast

from krogkoll.decisions.after_steps import taken, tell
from krogkoll.decisions.basis import Basis, chosen_findings
from krogkoll.decisions.document import decision_document
from krogkoll.decisions.model import Decision
from krogkoll.decisions.notice import (
    REASON_LIMIT,
    DecisionNotice,
    NoticePreview,
    names_inside,
    notice_document,
    surnames_left,
    withheld_names,
    without_names,
)
from krogkoll.decisions.notice_rows import DecisionNoticeRow
from krogkoll.decisions.notice_steps import standing_notice
from krogkoll.decisions.steps import basis_of, read_decision
from krogkoll.documents import Document, build, text_of, verify
from krogkoll.evidence import Subject, Vault, put_document, read_document, seal_document
from krogkoll.house import letterhead_of
from krogkoll.inspections import Making, Shown, own_kinds, photos_for, read_paper
from krogkoll.kernel.errors import DocumentTrouble, Invalid, NotAllowed, Problem
from krogkoll.kernel.swedish import nfc
from krogkoll.law import decision_type
from krogkoll.security import Permission
from krogkoll.store import Store, Tx


class NoticeService:
    """Notices of the own authority's decisions. practice: the workspace is one; papers say ÖVNING."""

    def __init__(self, store: Store, vault: Vault, *, practice: bool) -> None:
        self._store = store
        self._vault = vault
        self._practice = practice

    def preview(self, decision_id: str) -> NoticePreview:
        """The notice as it would be, nothing of it kept, with what somebody should look at.

        Raises NotFound; NotAllowed "not-taken", "no-notice-needed" (a paper that is no decision),
        "content-changed" (what the decision rests on is no longer what was signed); DocumentTrouble "name-left".
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            return self._made(tx, decision_id)

    def make(self, decision_id: str, reason: str, *, surnames_seen: bool = False) -> DecisionNotice:
        """Make the notice and keep it, sealed, beside the decision. reason: the risk it rests on (FL 33 §).

        surnames_seen: somebody has looked at the surnames that are left and found that they are other people's.
        Raises Invalid; the rest as `preview`.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            if not reason.strip() or len(reason) > REASON_LIMIT:
                raise Invalid([Problem("reason", "too-long" if reason.strip() else "missing")])
            made = self._made(tx, decision_id)
            if made.left and not surnames_seen:
                raise Invalid([Problem("surnames_seen", "surnames-left")])
            decision = read_decision(tx, decision_id)
            title = f"Underrättelse utan namn: {decision_type(decision.type_code).name_sv}"
            kept = put_document(tx, self._vault, made.pdf, title=title, came_to=Subject("decision", decision_id))
            seal_document(tx, kept)
            row = DecisionNoticeRow(
                decision_id=decision_id,
                document_id=kept.id,
                sha256=kept.sha256,
                reason=nfc(reason).strip(),
                made_at=tx.now,
                by=tx.actor.name,
            )
            record = cast(DecisionNotice, tx.copy(tx.seal(DecisionNoticeRow, tx.add(row).id, kept.sha256)))
            tell(tx, decision, "Underrättelse utan namn är gjord")
            return record

    def notice(self, decision_id: str) -> DecisionNotice | None:
        """The notice that counts, or None. Raises NotFound."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            return standing_notice(tx, read_decision(tx, decision_id).id)

    def read(self, decision_id: str) -> bytes:
        """The exact bytes of the notice that counts. Raises NotFound; NotAllowed "no-notice"; EvidenceTrouble."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            notice = standing_notice(tx, read_decision(tx, decision_id).id)
            if notice is None:
                raise NotAllowed("no-notice", decision=decision_id)
            return read_document(tx, self._vault, notice.document_id)

    def _made(self, tx: Tx, decision_id: str) -> NoticePreview:
        decision = taken(tx, decision_id)
        if not decision_type(decision.type_code).is_decision:
            raise NotAllowed("no-notice-needed", decision=decision_id)
        sealed = read_paper(tx, self._vault, decision.paper_id)
        basis = basis_of(tx, decision, practice=self._practice)
        making = self._making(tx, decision, basis, sealed)
        if not same_words(decision_document(decision, basis, making), sealed.pdf):
            raise NotAllowed("content-changed", decision=decision_id)
        names = withheld_names(decision, basis.visit)
        document = notice_document(decision_document(without_names(decision), basis, making), names, sealed.sha256)
        built = build(document)
        if findings := verify(built.pdf, built):
            raise DocumentTrouble("not-as-written", findings=findings)
        withheld = tuple(names)
        if names_inside(built.pdf, withheld):
            raise DocumentTrouble("name-left", decision=decision_id)
        left = surnames_left(text_of(built.pdf), withheld)
        return NoticePreview(pdf=built.pdf, pages=built.pages, withheld=withheld, left=left)

    def _making(self, tx: Tx, decision: Decision, basis: Basis, sealed: Shown) -> Making:
        return Making(
            authority=tx.actor.authority,
            kinds=own_kinds(tx.actor),
            practice=self._practice,
            made_at=sealed.paper.shown_at or tx.now,
            anchors=(),
            letterhead=letterhead_of(tx),
            photos=photos_for(tx, self._vault, chosen_findings(decision, basis)),
            secrecy=basis.secrecy,
        )


def same_words(document: Document, sealed: bytes) -> bool:
    """Whether a sealed file says everything that a document says; spaces, signatures and the chains' heads apart."""
    there = "".join(text_of(sealed).split())
    return bool(there) and all("".join(line.split()) in there for line in build(document).source_text.splitlines())
