"""Steps that several ways of signing a decision share; each takes the open transaction."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from krogkoll.cases import EventKind, note_event
from krogkoll.decisions.gate import gaps
from krogkoll.decisions.model import DecidedBy, Decision, same_person
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.steps import basis_of, move_decision
from krogkoll.decisions.workflow import State, Step, signing_step
from krogkoll.evidence import PaperFile, StoredDocument, Subject, Vault, put_document, seal_document
from krogkoll.inspections import Paper, Place, Shown, SigningWay, read_paper, require_standing
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed, Problem
from krogkoll.law import Decider, decision_type
from krogkoll.people import members_who_may
from krogkoll.security import Permission
from krogkoll.store import Tx


def standing(tx: Tx, vault: Vault, decision: Decision, shown_sha256: str) -> Shown:
    """The paper of a decision that waits for signatures, as it was shown.

    Raises NotAllowed "no-such-step", "withdrawn", "not-what-was-shown".
    """
    if decision.state not in (State.READY, State.PRESENTED) or not decision.paper_id:
        raise NotAllowed("no-such-step", decision=decision.id, state=decision.state)
    shown = read_paper(tx, vault, decision.paper_id)
    require_standing(shown.paper, shown_sha256)
    return shown


def require_still_whole(tx: Tx, decision: Decision, *, practice: bool) -> None:
    """Ask the gate once more: a visit may have been opened again, a photo no longer be cleared, since it was shown.

    The day is left out, since each way of signing has its own rule for it. Raises Invalid with the codes of the gaps.
    """
    found = [gap for gap in gaps(decision, basis_of(tx, decision, practice=practice)) if gap.code != "decided-on"]
    if found:
        raise Invalid([Problem(gap.field, gap.code) for gap in found])


def next_step(decision: Decision, paper: Paper, signed: int) -> Step:
    """Which step the next signature in the file is, when so many places are signed.

    A board decides in its minutes and never by a signature in the file, so that the presenter's leaves it undecided.
    Raises NotAllowed "no-such-step".
    """
    if decision.decided_by is DecidedBy.BOARD:
        return signing_step(2, signed) if signed < len(paper.places) else signing_step(2, 2)
    if len(paper.places) != len(decision_type(decision.type_code).signatures):
        raise NotAllowed("no-such-step", decision=decision.id)
    return signing_step(len(paper.places), signed)


def require_not_by_board(decision: Decision) -> None:
    """Refuse what only a person decides by signing. Raises NotAllowed "board-decides"."""
    if decision.decided_by is DecidedBy.BOARD:
        raise NotAllowed("board-decides", decision=decision.id)


def require_by_board(decision: Decision, reference: str, on: date, today: date) -> None:
    """Refuse minutes of other than a board, or other minutes than those that stand in the document.

    Raises NotAllowed "not-by-board", "other-minutes", "other-day"; Invalid.
    """
    if decision.decided_by is not DecidedBy.BOARD or Decider.BOARD not in decision_type(decision.type_code).deciders:
        raise NotAllowed("not-by-board", decision=decision.id)
    if not reference.strip():
        raise Invalid([Problem("reference", "missing")])
    if on > today:
        raise Invalid([Problem("on", "in-the-future")])
    if not same_person(reference, decision.minutes_reference) or on != decision.minutes_on:
        raise NotAllowed("other-minutes", decision=decision.id)
    require_printed_day(decision, on)


def require_part(tx: Tx, decision: Decision) -> None:
    """Refuse somebody who neither presents nor decides. Raises NotAllowed "takes-no-part"."""
    if tx.actor.user_id not in (decision.presenter_id, decision.decision_maker_id):
        raise NotAllowed("takes-no-part", decision=decision.id)


def require_may_decide(tx: Tx, decision: Decision) -> None:
    """Refuse a decision-maker without the right to decide, where nobody's own act shows it.

    Raises NotAllowed "not-the-decision-maker".
    """
    deciders = members_who_may(tx, Permission.SIGN_DECISIONS, tx.actor.authority)
    oneself = tx.actor.user_id == decision.decision_maker_id and tx.actor.may(Permission.SIGN_DECISIONS)
    if not oneself and decision.decision_maker_id not in {one.id for one in deciders}:
        raise NotAllowed("not-the-decision-maker", decision=decision.id)


def require_printed_day(decision: Decision, day: date) -> None:
    """Refuse another day than the one that stands in the document. Raises NotAllowed "other-day"."""
    if decision.decided_on != day:
        raise NotAllowed("other-day", decision=decision.id)


def require_signers(paper: Paper, who: Sequence[str]) -> None:
    """Refuse other names than those whose places are open, in order. Raises NotAllowed "other-signer"."""
    names = [place.person for place in paper.open_places]
    if len(who) != len(names) or not all(map(same_person, who, names)):
        raise NotAllowed("other-signer", paper=paper.id)


def keep_scan(tx: Tx, vault: Vault, file: PaperFile, decision: Decision, title: str) -> StoredDocument:
    """Keep a picture of a paper for ever, among the documents of the decision. Raises EvidenceTrouble "not-a-scan"."""
    if not file.is_scan:
        raise EvidenceTrouble("not-a-scan", file=file.name)
    subject = Subject("decision", decision.id)
    kept = put_document(tx, vault, file.content, mime=file.mime, name=file.name, title=title, came_to=subject)
    seal_document(tx, kept)
    return kept


def outside_mark(
    tx: Tx, place: Place, way: SigningWay, day: date, *, name: str, scan: StoredDocument | None, reference: str = ""
) -> Mapping[str, Any]:
    """What is kept of a signature that lies outside the file."""
    mark = {"field": place.field, "way": way.value, "name": name, "user": tx.actor.user_id, "at": day.isoformat()}
    if scan is not None:
        mark |= {"scan": scan.id, "scan_sha256": scan.sha256}
    return mark | ({"reference": reference} if reference else {})


def moved(tx: Tx, decision: Decision, state: State, signed: Shown) -> Shown:
    """Write where the decision stands now; one that is decided is sealed under its paper and told in the case."""
    move_decision(tx, decision, {"state": state, "state_why": "", "paper_id": decision.paper_id})
    if state is State.DECIDED:
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
