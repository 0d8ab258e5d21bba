"""Use cases on decisions: begin from a visit, write, declare jäv, make ready; signing has a service of its own."""

from datetime import date
from typing import cast

from sqlalchemy import select

from krogkoll.decisions.basis import chosen_findings
from krogkoll.decisions.document import decision_document, places_of
from krogkoll.decisions.gate import Gap, gaps
from krogkoll.decisions.model import Decision, DecisionDraft, draft_problems, same_person
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.steps import basis_of, move_decision, read_decision, today
from krogkoll.decisions.workflow import State, Step, after, editable
from krogkoll.evidence import Vault
from krogkoll.inspections import (
    FindingKind,
    Making,
    PaperKind,
    Shown,
    Visit,
    own_kinds,
    photos_for,
    read_paper,
    read_visit,
    show_paper,
    withdraw_paper,
)
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.law import decision_type, template
from krogkoll.security import Actor, Permission
from krogkoll.store import AuditAction, Store


class DecisionService:
    """Decisions of the own authority. practice: the workspace is one; papers say ÖVNING, real keys are refused."""

    def __init__(self, store: Store, vault: Vault, *, practice: bool) -> None:
        self._store = store
        self._vault = vault
        self._practice = practice

    def begin(self, inspection_id: str, type_code: str) -> Decision:
        """Begin a draft from a visit; its facts come along, the acting person is the presenter until changed.

        Raises NotAllowed "wrong-authority" (this authority may not take such a decision), "not-offered",
        "no-template"; NotFound.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            kind = decision_type(type_code)
            if not kind.competent(own_kinds(tx.actor)):
                raise NotAllowed("wrong-authority", type=type_code)
            if not kind.offered(today(tx)):
                raise NotAllowed("not-offered", type=type_code)
            if not kind.template:
                raise NotAllowed("no-template", type=type_code)
            draft = _from_visit(read_visit(tx, inspection_id), tx.actor, today(tx))
            version = template(kind.template).version
            row = DecisionRow(**fields_of(draft), type_code=type_code, template_version=version, state=State.DRAFT)
            return cast(Decision, tx.copy(tx.add(row)))

    def edit(self, shown: Decision, draft: DecisionDraft, why: str = "") -> Decision:
        """Write what an editor changed in a draft. Raises Invalid; NotAllowed "not-a-draft"; NotFound."""
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            row = tx.get(DecisionRow, shown.id)
            if not editable(row.state):
                raise NotAllowed("not-a-draft", decision=shown.id)
            only = tidied(DecisionDraft(**{name: getattr(draft, name) for name in DecisionDraft.__dataclass_fields__}))
            if found := draft_problems(only):
                raise Invalid(found)
            changes = edited(DecisionRow.__mapping__.groups, shown, only)
            return cast(Decision, tx.copy(tx.change(DecisionRow, shown.id, seen=shown.seen, why=why, **changes)))

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
            return gaps(decision, basis_of(tx, decision))

    def submit(self, shown: Decision) -> Shown:
        """Make the document, keep its exact bytes and show them, ready for the presenter's signature.

        Raises Invalid (with the codes of all gaps), NotAllowed "no-such-step", EvidenceTrouble, DocumentTrouble.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            decision = read_decision(tx, shown.id)
            state = after(decision.state, Step.SUBMIT)
            basis = basis_of(tx, decision)
            if missing := gaps(decision, basis):
                raise Invalid([Problem(gap.field, gap.code) for gap in missing])
            making = Making(
                authority=tx.actor.authority,
                kinds=own_kinds(tx.actor),
                practice=self._practice,
                made_at=tx.now,
                anchors=tx.anchors(),
                photos=photos_for(tx, self._vault, chosen_findings(decision, basis)),
            )
            document = decision_document(decision, basis, making)
            paper = show_paper(
                tx,
                self._vault,
                document,
                kind=PaperKind.DECISION,
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
            rows = tx.all(chosen.order_by(DecisionRow.created_at.desc(), DecisionRow.row_no.desc()))
            tx.audit(AuditAction.READ, "decision", [row.id for row in rows])
            return tuple(cast(Decision, tx.copy(row)) for row in rows)

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


def _from_visit(visit: Visit, actor: Actor, today: date) -> DecisionDraft:
    """What the visit already knows. Officers of other authorities are not heard as the party."""
    inspection = visit.inspection
    said = [one.text for one in visit.statements if not one.authority]
    observed = [one for one in visit.findings if one.kind is FindingKind.OBSERVATION]
    return DecisionDraft(
        inspection_id=inspection.id,
        venue_id=inspection.venue_id,
        case_id=inspection.case_id,
        docket_number=inspection.docket_number,
        party_name=inspection.operator_name,
        party_number=inspection.operator_number,
        party_represented_by=inspection.person_met,
        premises=inspection.premises,
        address=inspection.address,
        property_designation=inspection.property_designation,
        finding_ids=tuple(one.id for one in observed),
        statement=" ".join(said),
        interpreter=inspection.interpreter,
        decided_on=today,
        presenter_id=actor.user_id,
        presenter_name=actor.name,
    )
