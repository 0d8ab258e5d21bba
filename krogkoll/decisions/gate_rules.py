"""The gate's rules on the matter: case, content, grounds and hearing; each yields the code of what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from krogkoll import law
from krogkoll.decisions.basis import Basis, chosen_findings, uncleared
from krogkoll.decisions.model import Communication, DecidedBy, Decision, Mode, PartyRole, roles_for
from krogkoll.decisions.wording import decision_facts
from krogkoll.inspections import InspectionStatus
from krogkoll.law import Addressee, DecisionType, FactValue, Group, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A decision with what it rests on, its type, its text and the facts of that text, as the rules look at it."""

    decision: Decision
    basis: Basis
    kind: DecisionType
    text: Template
    facts: Mapping[str, FactValue]

    @classmethod
    def of(cls, decision: Decision, basis: Basis) -> "Matter":
        """The matter of a decision whose type has a template. Raises NotFound."""
        kind = law.decision_type(decision.type_code)
        facts = decision_facts(decision, basis, photos=False)
        return cls(decision=decision, basis=basis, kind=kind, text=law.template(kind.template), facts=facts)

    def knows(self, name: str) -> bool:
        """Whether the text of this type has a place for the fact, as the other facts are."""
        return name in self.text.facts and self.text.asked(name, self.facts)

    def asks(self, name: str) -> bool:
        """Whether the text of this type cannot do without the fact."""
        return self.knows(name) and self.text.facts[name].required


def case_codes(matter: Matter) -> Iterator[str]:
    """Who may, about what, on which day (FL 31 §, OSL 5 kap. 2 §)."""
    kind, decision, basis = matter.kind, matter.decision, matter.basis
    if basis.tasks and not kind.competent(basis.tasks):
        yield "not-competent"
    yield from _visit_codes(matter)
    if not decision.docket_number.strip():
        yield "docket-number"
    if not _right_day(decision, basis):
        yield "decided-on"
    on = decision.decided_on or basis.today
    if not kind.offered(on):
        yield "not-in-force"
    if kind.needs_permit not in basis.permits | {""}:
        yield "permit-missing"
    if not basis.approved:
        yield "template-not-approved"
    if basis.disputed:
        yield "open-conflict"
    if basis.secrecy and not decision.secrecy_checked:
        yield "secrecy-unchecked"


def _visit_codes(matter: Matter) -> Iterator[str]:
    visit = matter.basis.visit
    if visit is None:
        if matter.kind.needs_visit:
            yield "visit-missing"
        return
    if visit.inspection.status is not InspectionStatus.CLOSED:
        yield "visit-open"
    if visit.entry is None:
        yield "entry-ground"


def _right_day(decision: Decision, basis: Basis) -> bool:
    """A board decides on the day of its minutes, everybody else on the day of signing."""
    if decision.decided_by is DecidedBy.BOARD:
        day = decision.decided_on
        return day is not None and day <= basis.today and (decision.minutes_on is None or day == decision.minutes_on)
    return decision.decided_on == basis.today


def content_codes(matter: Matter) -> Iterator[str]:
    """Whom it is directed to and what it says (FL 31 §)."""
    yield from _addressee_codes(matter)
    decision, basis = matter.decision, matter.basis
    if matter.asks("premises") and not decision.premises.strip():
        yield "premises"
    if matter.asks("mode") and decision.mode is Mode.NOT_STATED:
        yield "content"
    if matter.knows("max_persons") and decision.mode is Mode.MAX_PERSONS and not decision.max_persons:
        yield "max-persons"
    if matter.asks("effective_at") and decision.effective_at is None:
        yield "effective-at"
    if matter.asks("remedies") and not decision.remedies:
        yield "remedies"
    needs = matter.knows("immediate_reasons") and decision.immediate
    if needs and matter.kind.immediate is not law.Immediate.STATUTE and not decision.immediate_reasons.strip():
        yield "immediate-reasons"
    if matter.asks("documents") and not basis.documents:
        yield "documents"
    if matter.asks("supersedes_docket") and basis.supersedes is None:
        yield "supersedes"


def _addressee_codes(matter: Matter) -> Iterator[str]:
    kind, decision = matter.kind, matter.decision
    if kind.addressee is Addressee.PUBLIC:
        return
    if not decision.party_name.strip():
        yield "addressee-name"
    if matter.asks("party_short") and not decision.party_short.strip():
        yield "addressee-short"
    if decision.party_role is PartyRole.NOT_STATED:
        yield "addressee-role"
    elif decision.party_role not in roles_for(kind.addressee):
        yield "addressee-not-permitted"
    if matter.asks("party_basis") and not decision.party_basis.strip():
        yield "addressee-basis"
    if kind.addressee is Addressee.AUTHORITY or kind.group is not Group.DECISION:
        return
    if not decision.party_number.strip():
        yield "addressee-number"
    if not decision.party_address:
        yield "addressee-address"


def ground_codes(matter: Matter) -> Iterator[str]:
    """What it rests on (FL 5, 32 §§)."""
    decision, basis = matter.decision, matter.basis
    findings = chosen_findings(decision, basis)
    if matter.kind.needs_visit and not findings:
        yield "findings"
    if uncleared(findings, basis.cleared):
        yield "photo-not-cleared"
    if matter.asks("reasons") and not decision.reasons:
        yield "reasons"
    if matter.asks("proportionality") and not decision.proportionality.strip():
        yield "proportionality"


def hearing_codes(matter: Matter) -> Iterator[str]:
    """Whether the party was heard, or on which ground not (FL 25 §)."""
    decision, basis = matter.decision, matter.basis
    if matter.asks("communication") and decision.communication is Communication.NOT_STATED:
        yield "communication"
    if matter.asks("communication_text") and not decision.communication_text.strip():
        yield "communication-text"
    if matter.knows("communication") and decision.communication is Communication.IN_WRITING:
        if decision.communication_sent_on is None:
            yield "communication-sent"
        if decision.communication_due_on is None:
            yield "communication-due"
        elif decision.communication_due_on >= basis.today and not _replied(decision):
            yield "communication-waiting"
    heard = matter.knows("statement_assessment") and decision.statement.strip()
    if heard and not decision.statement_assessment.strip():
        yield "statement-assessment"


def _replied(decision: Decision) -> bool:
    return bool(decision.communication_reply.strip() or decision.statement.strip())
