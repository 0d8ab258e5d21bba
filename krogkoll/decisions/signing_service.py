"""Use cases that make a decision of a draft that is ready: signed here, elsewhere, on paper, or made by a board."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from krogkoll.decisions.document import DECISION_MAKER, PRESENTER
from krogkoll.decisions.model import Decision
from krogkoll.decisions.read_in import ReadIn, read_in
from krogkoll.decisions.signing_steps import (
    keep_scan,
    moved,
    next_step,
    outside_mark,
    require_by_board,
    require_may_decide,
    require_not_by_board,
    require_part,
    require_printed_day,
    require_signers,
    require_still_whole,
    standing,
)
from krogkoll.decisions.steps import read_decision, today
from krogkoll.decisions.workflow import State, Step, after
from krogkoll.evidence import Vault, read_paper_file
from krogkoll.inspections import Place, Shown, SigningWay, seal_as_shown, sign_paper, signing_moment
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed, Problem
from krogkoll.security import Actor, Permission
from krogkoll.signing import Signer
from krogkoll.store import AuditAction, Store, write_new


class SigningService:
    """The act of signing, in order; it works only from what the gate has let through. See `workflow`."""

    def __init__(self, store: Store, vault: Vault, *, practice: bool) -> None:
        self._store = store
        self._vault = vault
        self._practice = practice

    def present(self, shown: Decision, signer: Signer, *, shown_sha256: str, guest: Actor | None = None) -> Shown:
        """The presenter signs exactly what was shown (`shown_sha256`); a dispatch or proposal is done then.

        Raises NotAllowed "not-the-presenter", "other-day" (the only signature, and the printed day is not today),
        "other-signer", "not-what-was-shown", "no-such-step"; SigningTrouble; Invalid where the gate finds
        something that has come to be missing since it was shown.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS, guest=guest) as tx:
            decision = read_decision(tx, shown.id)
            paper = standing(tx, self._vault, decision, shown_sha256).paper
            step = next_step(decision, paper, len(paper.signatures))
            state = after(decision.state, step if step is Step.ISSUE else Step.PRESENT)
            if tx.actor.user_id != decision.presenter_id:
                raise NotAllowed("not-the-presenter", decision=shown.id)
            require_still_whole(tx, decision, practice=self._practice)
            if step is Step.ISSUE:
                require_printed_day(decision, today(tx))
                require_printed_day(decision, local(signing_moment(tx, signer)).date())
            signed = sign_paper(
                tx,
                self._vault,
                paper.id,
                field=PRESENTER,
                signer=signer,
                shown_sha256=shown_sha256,
                seal=state is State.DECIDED,
            )
            return moved(tx, decision, state, signed)

    def decide(self, shown: Decision, signer: Signer, *, shown_sha256: str, guest: Actor | None = None) -> Shown:
        """The decision-maker signs exactly what was shown; with that the decision is taken and sealed.

        Raises NotAllowed "not-the-decision-maker", "other-day" (the printed day is not today), "other-signer",
        "not-what-was-shown", "no-such-step", "board-decides"; SigningTrouble.
        """
        with self._store.transaction(Permission.SIGN_DECISIONS, guest=guest) as tx:
            decision = read_decision(tx, shown.id)
            state = after(decision.state, Step.DECIDE)
            require_not_by_board(decision)
            if tx.actor.user_id != decision.decision_maker_id:
                raise NotAllowed("not-the-decision-maker", decision=shown.id)
            require_still_whole(tx, decision, practice=self._practice)
            require_printed_day(decision, today(tx))
            require_printed_day(decision, local(signing_moment(tx, signer)).date())
            signed = sign_paper(
                tx, self._vault, decision.paper_id, field=DECISION_MAKER, signer=signer, shown_sha256=shown_sha256
            )
            return moved(tx, decision, state, signed)

    def decided_by_minutes(
        self, shown: Decision, reference: str, on: date, scan: Path | None = None, *, shown_sha256: str
    ) -> Shown:
        """Register that a board has decided what was shown, by the minutes that the document names.

        A scan of the minutes, where there is one, is kept and sealed; the decision is sealed with the shown bytes,
        whether or not the presenter has signed them. Raises Invalid; NotAllowed "not-by-board", "other-minutes",
        "no-such-step", "not-what-was-shown", "takes-no-part"; EvidenceTrouble "not-a-scan" and others.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            decision = read_decision(tx, shown.id)
            state = after(decision.state, Step.BY_MINUTES)
            paper = standing(tx, self._vault, decision, shown_sha256).paper
            require_part(tx, decision)
            require_by_board(decision, reference, on, today(tx))
            require_still_whole(tx, decision, practice=self._practice)
            kept = None
            if scan is not None:
                title = f"Protokoll {decision.minutes_reference}"
                kept = keep_scan(tx, self._vault, read_paper_file(scan), decision, title)
            mark = outside_mark(
                tx,
                Place(field=DECISION_MAKER, person=""),
                SigningWay.MINUTES,
                on,
                name=decision.decision_maker_name or "nämnden",
                scan=kept,
                reference=decision.minutes_reference,
            )
            return moved(tx, decision, state, seal_as_shown(tx, self._vault, paper, [mark]))

    def export_for_signature(self, shown: Decision, target: Path, *, shown_sha256: str) -> Shown:
        """Write the exact bytes that were shown to the new file `target`, to be signed in another program.

        Raises NotAllowed "no-such-step", "not-what-was-shown"; EvidenceTrouble "exists"; StoreTrouble.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            given = standing(tx, self._vault, read_decision(tx, shown.id), shown_sha256)
            if target.exists():
                raise EvidenceTrouble("exists", file=target.name)
            detail = {"sha256": given.sha256}
            tx.audit(AuditAction.EXPORTED, "paper", [given.paper.id], ground="for-signature", detail=detail)
        write_new(target, lambda stream: stream.write(given.pdf))
        return given

    def read_in_signed(self, shown: Decision, source: Path, *, shown_sha256: str) -> ReadIn:
        """Take in a file that came back. Its signatures count if the file is ours with nothing else added to it.

        Each must name the expected person in the expected place, and the deciding one must claim the printed day;
        otherwise the file is kept as it is among the decision's received documents, and the answer says why.
        Raises NotAllowed "no-such-step", "not-what-was-shown", "takes-no-part"; EvidenceTrouble.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            decision = read_decision(tx, shown.id)
            given = standing(tx, self._vault, decision, shown_sha256)
            require_part(tx, decision)
            if len(given.paper.places) > 1:
                require_may_decide(tx, decision)
            require_still_whole(tx, decision, practice=self._practice)
            return read_in(tx, self._vault, decision, given, read_paper_file(source))

    def signed_on_paper(
        self, shown: Decision, scan: Path, who: Sequence[str], when: date, *, shown_sha256: str
    ) -> Shown:
        """Register that the shown paper was printed and signed by hand by everybody whose place was open, in order.

        The scan is kept and sealed as the original; the decision is sealed with the shown bytes. Raises Invalid;
        NotAllowed "other-signer", "other-day", "no-such-step", "not-what-was-shown", "takes-no-part",
        "not-the-decision-maker", "board-decides"; EvidenceTrouble "not-a-scan" and others.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            decision = read_decision(tx, shown.id)
            state = after(decision.state, Step.SIGN_ON_PAPER)
            require_not_by_board(decision)
            paper = standing(tx, self._vault, decision, shown_sha256).paper
            require_part(tx, decision)
            if len(paper.places) > 1:
                require_may_decide(tx, decision)
            if when > today(tx):
                raise Invalid([Problem("when", "in-the-future")])
            require_signers(paper, who)
            require_printed_day(decision, when)
            require_still_whole(tx, decision, practice=self._practice)
            title = f"{paper.title}: underskrivet på papper"
            kept = keep_scan(tx, self._vault, read_paper_file(scan), decision, title)
            marks = [
                outside_mark(tx, place, SigningWay.PAPER, when, name=place.person, scan=kept)
                for place in paper.open_places
            ]
            return moved(tx, decision, state, seal_as_shown(tx, self._vault, paper, marks))
