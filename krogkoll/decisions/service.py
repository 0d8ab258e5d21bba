"""Use cases on decisions: begin from a visit, write, declare jäv, make ready; signing has a service of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import select

from krogkoll.decisions.basis import chosen_findings
from krogkoll.decisions.beginning import Standing, first_draft, refusal
from krogkoll.decisions.document import decision_document, paper_kind, places_of
from krogkoll.decisions.editing import storing_problems, taken, tidied_draft
from krogkoll.decisions.gate import Gap, gaps
from krogkoll.decisions.model import Decision, DecisionDraft, same_person
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.steps import (
    basis_of,
    ground_of,
    move_decision,
    read_decision,
    read_decisions,
    sources_of,
    standing_of,
    today,
    without_protected,
)
from krogkoll.decisions.workflow import State, Step, after, editable
from krogkoll.evidence import Vault
from krogkoll.house import letterhead_of, own_letterhead
from krogkoll.inspections import (
    Making,
    Shown,
    own_kinds,
    photos_for,
    read_paper,
    show_paper,
    withdraw_paper,
)
from krogkoll.kernel.errors import Invalid, NotAllowed, NotFound, Problem
from krogkoll.kernel.record import edited, fields_of
from krogkoll.kernel.swedish import nfc
from krogkoll.law import DecisionType, decision_type, template
from krogkoll.people import find_member
from krogkoll.security import Actor, Permission
from krogkoll.store import Store


class DecisionService:
    """Decisions of the own authority. practice: the workspace is one; papers say ÖVNING, real keys are refused."""

    def __init__(self, store: Store, vault: Vault, *, practice: bool) -> None:
        self._store = store
        self._vault = vault
        self._practice = practice

    def begin(
        self, type_code: str, *, inspection_id: str = "", case_id: str = "", venue_id: str = "", supersedes: str = ""
    ) -> Decision:
        """Begin a draft about a visit, a case or a place, or as a correction of a sealed decision (`supersedes`).

        What these know comes along, and the draft remembers from where; the acting person is the presenter until
        changed. Raises NotAllowed "wrong-authority", "not-offered", "no-template", "permit-missing", "needs-visit",
        "nothing-to-correct", "nothing-to-write-about", "not-decided" (what is to be corrected is no decision yet);
        NotFound, "no-such-decision-type" too.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            kind = decision_type(type_code)
            _refuse(refusal(kind, Standing(kinds=own_kinds(tx.actor), today=today(tx), **_ANYTHING)), kind)
            if not (inspection_id or case_id or venue_id or supersedes):
                raise NotAllowed("nothing-to-write-about", type=type_code)
            ground = ground_of(
                tx, inspection_id=inspection_id, case_id=case_id, venue_id=venue_id, supersedes=supersedes
            )
            if ground.old is not None and ground.old.state is not State.DECIDED:
                raise NotAllowed("not-decided", decision=supersedes)
            _refuse(refusal(kind, standing_of(tx, ground)), kind)
            draft, sources = first_draft(
                kind, ground, tx.actor, today(tx), board=own_letterhead(tx, tx.actor.authority).board
            )
            own = find_member(tx, tx.actor.user_id)
            row = DecisionRow(
                **fields_of(replace(draft, presenter_title=own.title if own else "")),
                type_code=type_code,
                template_version=template(kind.template).version,
                supersedes=supersedes,
                sources=sources,
                state=State.DRAFT,
            )
            return cast(Decision, tx.copy(tx.add(row)))

    def edit(self, shown: Decision, draft: DecisionDraft, why: str = "") -> Decision:
        """Write what an editor changed in a draft. Raises Invalid; NotAllowed "not-a-draft"; NotFound."""
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            row = tx.get(DecisionRow, shown.id)
            if not editable(row.state):
                raise NotAllowed("not-a-draft", decision=shown.id)
            only = tidied_draft(draft)
            if found := storing_problems(only, decision_type(row.type_code)):
                raise Invalid(found)
            changes = edited(DecisionRow.__mapping__.groups, shown, only)
            return cast(Decision, tx.copy(tx.change(DecisionRow, shown.id, seen=shown.seen, why=why, **changes)))

    def take_from_source(self, shown: Decision, names: Iterable[str]) -> Decision:
        """Take what the sources of these fields say today into the draft; nothing else is touched.

        Raises NotFound "no-such-source" for a field that came from nowhere or whose source is gone; NotAllowed.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            decision = read_decision(tx, shown.id)
            if not editable(decision.state):
                raise NotAllowed("not-a-draft", decision=shown.id)
            known = {one.name: one for one in sources_of(tx, decision) if not one.gone}
            if missing := [name for name in names if name not in known]:
                raise NotFound("no-such-source", field=missing[0])
            changes = taken(decision, [known[name] for name in names])
            return cast(Decision, tx.copy(tx.change(DecisionRow, shown.id, seen=shown.seen, **changes)))

    def override(self, shown: Decision, code: str, why: str) -> Decision:
        """Let one missing thing pass and say why, where the law permits it; it is kept in the decision and the log.

        Raises NotAllowed "not-overridable", "not-a-draft"; Invalid without a reason; NotFound "no-such-gap".
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            if not why.strip():
                raise Invalid([Problem("overrides", "missing")])
            decision = read_decision(tx, shown.id)
            if not editable(decision.state):
                raise NotAllowed("not-a-draft", decision=shown.id)
            found = gaps(decision, basis_of(tx, decision, practice=self._practice))
            gap = next((one for one in found if one.code == code), None)
            if gap is None:
                raise NotFound("no-such-gap", code=code)
            if not gap.overridable:
                raise NotAllowed("not-overridable", code=code)
            passed = {"code": code, "why": nfc(why).strip(), "name": tx.actor.name, "at": tx.now.isoformat()}
            change = {"overrides": [*decision.overrides, passed]}
            return cast(
                Decision, tx.copy(tx.change(DecisionRow, shown.id, seen=decision.seen, why=passed["why"], **change))
            )

    def declare(self, shown: Decision, *, conflict: bool, text: str = "", guest: Actor | None = None) -> Decision:
        """The acting person answers for themselves whether anything disqualifies them (FL 16-18 §§).

        A conflict needs a text. Only somebody who takes part in the decision answers. Raises Invalid, NotAllowed.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS, guest=guest) as tx:
            if conflict and not text.strip():
                raise Invalid([Problem("conflicts", "missing")])
            decision = read_decision(tx, shown.id)
            if not editable(decision.state):
                raise NotAllowed("not-a-draft", decision=shown.id)
            if not any(same_person(tx.actor.name, name) for name in decision.taking_part()):
                raise NotAllowed("takes-no-part", decision=shown.id)
            answer = {"name": tx.actor.name, "user": tx.actor.user_id, "conflict": conflict, "text": text.strip()}
            answers = [*decision.conflicts, answer | {"at": tx.now.isoformat()}]
            return cast(Decision, tx.copy(tx.change(DecisionRow, shown.id, seen=decision.seen, conflicts=answers)))

    def gaps(self, decision_id: str) -> tuple[Gap, ...]:
        """What the decision still lacks before it may be signed. Raises NotFound."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            decision = read_decision(tx, decision_id)
            return gaps(decision, basis_of(tx, decision, practice=self._practice))

    def submit(self, shown: Decision) -> Shown:
        """Make the document, keep its exact bytes and show them, ready for the presenter's signature.

        Raises Invalid (with the codes of all gaps), NotAllowed "no-such-step", EvidenceTrouble, DocumentTrouble.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            decision = read_decision(tx, shown.id)
            state = after(decision.state, Step.SUBMIT)
            basis = basis_of(tx, decision, practice=self._practice)
            if missing := gaps(decision, basis):
                raise Invalid([Problem(gap.field, gap.code) for gap in missing])
            making = Making(
                authority=tx.actor.authority,
                letterhead=letterhead_of(tx),
                kinds=own_kinds(tx.actor),
                practice=self._practice,
                made_at=tx.now,
                anchors=tx.anchors(),
                photos=photos_for(tx, self._vault, chosen_findings(decision, basis)),
                secrecy=basis.secrecy,
            )
            document = without_protected(tx, decision, decision_document(decision, basis, making))
            paper = show_paper(
                tx,
                self._vault,
                document,
                kind=paper_kind(decision),
                subject=("decision", decision.id),
                places=places_of(decision),
            )
            move_decision(tx, decision, {"state": state, "state_why": "", "paper_id": paper.paper.id})
            return paper

    def send_back(self, shown: Decision, why: str) -> Decision:
        """Take a decision that is not decided back to draft; what was shown or half signed is withdrawn."""
        return self._leave(shown, Step.SEND_BACK, why)

    def discard(self, shown: Decision, why: str) -> Decision:
        """Give up a decision that is not decided; it stays in the record with the reason. Raises Invalid."""
        return self._leave(shown, Step.DISCARD, why)

    def decision(self, decision_id: str) -> Decision:
        """One decision. Raises NotFound."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            return read_decision(tx, decision_id)

    def decisions(self, *, venue_id: str = "") -> tuple[Decision, ...]:
        """All decisions, or those about one place, the newest first."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            chosen = select(DecisionRow)
            chosen = chosen.where(DecisionRow.venue_id == venue_id) if venue_id else chosen
            return read_decisions(tx, tx.all(chosen.order_by(DecisionRow.created_at.desc(), DecisionRow.row_no.desc())))

    def read(self, decision_id: str) -> Shown:
        """The document of a decision with its exact bytes. Raises NotFound; NotAllowed "no-paper"."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            decision = read_decision(tx, decision_id)
            if not decision.paper_id:
                raise NotAllowed("no-paper", decision=decision_id)
            return read_paper(tx, self._vault, decision.paper_id)

    def _leave(self, shown: Decision, step: Step, why: str) -> Decision:
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            if not why.strip():
                raise Invalid([Problem("state_why", "missing")])
            decision = read_decision(tx, shown.id)
            state = after(decision.state, step)
            if decision.paper_id:
                withdraw_paper(tx, decision.paper_id, why)
            return move_decision(tx, decision, {"state": state, "state_why": why.strip(), "paper_id": ""})


_ANYTHING: Mapping[str, Any] = {
    "has_visit": True,
    "corrects": True,
    "permits": frozenset({"serving_permit", "beer_notification", "tobacco_permit"}),
}
"""What a type may need of a place or visit, so that the authority's own right is judged before anything is read."""


def _refuse(reason: str, kind: DecisionType) -> None:
    if reason:
        raise NotAllowed(reason, type=kind.code)
