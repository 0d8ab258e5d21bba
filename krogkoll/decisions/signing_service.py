"""Use cases that make a decision of a draft that is ready: present and decide, each on exactly what was shown."""

from krogkoll.cases import EventKind, note_event
from krogkoll.decisions.document import DECISION_MAKER, PRESENTER
from krogkoll.decisions.model import Decision
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.steps import move_decision, read_decision, today
from krogkoll.decisions.workflow import Step, after
from krogkoll.evidence import Vault
from krogkoll.inspections import Shown, sign_paper
from krogkoll.kernel.errors import NotAllowed
from krogkoll.security import Actor, Permission
from krogkoll.signing import Signer
from krogkoll.store import Store


class SigningService:
    """The act of signing, as two persons in order; it works only from what the gate has let through."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self._store = store
        self._vault = vault

    def present(self, shown: Decision, signer: Signer, *, shown_sha256: str, guest: Actor | None = None) -> Shown:
        """The presenter signs exactly what was shown (`shown_sha256`).

        Raises NotAllowed "not-the-presenter", "other-signer", "not-what-was-shown", "no-such-step"; SigningTrouble.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS, guest=guest) as tx:
            decision = read_decision(tx, shown.id)
            state = after(decision.state, Step.PRESENT)
            if tx.actor.user_id != decision.presenter_id:
                raise NotAllowed("not-the-presenter", decision=shown.id)
            signed = sign_paper(
                tx, self._vault, decision.paper_id, field=PRESENTER, signer=signer, shown_sha256=shown_sha256
            )
            move_decision(tx, decision, {"state": state, "state_why": "", "paper_id": decision.paper_id})
            return signed

    def decide(self, shown: Decision, signer: Signer, *, shown_sha256: str, guest: Actor | None = None) -> Shown:
        """The decision-maker signs exactly what was shown; with that the decision is taken and sealed.

        Raises NotAllowed "not-the-decision-maker", "other-day" (the printed day is not today), "other-signer",
        "not-what-was-shown", "no-such-step"; SigningTrouble.
        """
        with self._store.transaction(Permission.SIGN_DECISIONS, guest=guest) as tx:
            decision = read_decision(tx, shown.id)
            state = after(decision.state, Step.DECIDE)
            if tx.actor.user_id != decision.decision_maker_id:
                raise NotAllowed("not-the-decision-maker", decision=shown.id)
            if decision.decided_on != today(tx):
                raise NotAllowed("other-day", decision=shown.id)
            signed = sign_paper(
                tx, self._vault, decision.paper_id, field=DECISION_MAKER, signer=signer, shown_sha256=shown_sha256
            )
            move_decision(tx, decision, {"state": state, "state_why": "", "paper_id": decision.paper_id})
            tx.seal(DecisionRow, decision.id, signed.sha256)
            note_event(
                tx,
                EventKind.DECISION,
                signed.paper.title,
                case_id=decision.case_id,
                venue_id=decision.venue_id,
                subject=("paper", signed.paper.id),
            )
            return signed
