"""The completeness gate: what a decision still lacks before anybody may sign it, each thing with code and sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from krogkoll import law
from krogkoll.decisions.basis import Basis, appeal_body_of, chosen_findings, decision_facts, uncleared
from krogkoll.decisions.model import WAYS_FOR, Communication, Decision, Mode, PartyRole, same_person
from krogkoll.inspections import InspectionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One missing thing: its code, the field of the form where it belongs, and the sentence for the person."""

    code: str
    field: str
    sentence_sv: str


def gaps(decision: Decision, basis: Basis) -> tuple[Gap, ...]:
    """Everything that is missing, in the order of the form; empty when the decision may be signed.

    Source: FL 5, 16-18, 25, 31-33 §§, LSO 2:2, 3:13, 5:2, 10:4-5.
    """
    codes = [
        *_case_gaps(decision, basis),
        *_content_gaps(decision),
        *_ground_gaps(decision, basis),
        *_hearing_gaps(decision),
        *_people_gaps(decision),
        *_after_gaps(decision, basis),
    ]
    found = [_gap(code) for code in codes]
    return tuple(found) if found else tuple(_text_gaps(decision, basis))


def _gap(code: str) -> Gap:
    needed = law.requirement(code)
    return Gap(code=code, field=needed.field, sentence_sv=needed.sentence_sv)


def _case_gaps(decision: Decision, basis: Basis) -> Iterator[str]:
    if basis.visit.inspection.status is not InspectionStatus.CLOSED:
        yield "visit-open"
    if basis.visit.entry is None:
        yield "entry-ground"
    if not decision.docket_number.strip():
        yield "docket-number"
    if decision.decided_on != basis.today:
        yield "decided-on"
    if not law.decision_type(decision.type_code).offered(decision.decided_on or basis.today):
        yield "not-in-force"


def _content_gaps(decision: Decision) -> Iterator[str]:
    if not decision.party_name.strip():
        yield "addressee-name"
    if not decision.party_short.strip():
        yield "addressee-short"
    if not decision.party_address:
        yield "addressee-address"
    if decision.party_role is PartyRole.NOT_STATED or not decision.party_basis.strip():
        yield "addressee-basis"
    if not decision.premises.strip():
        yield "premises"
    if decision.mode is Mode.NOT_STATED:
        yield "content"
    if decision.mode is Mode.MAX_PERSONS and not decision.max_persons:
        yield "max-persons"
    if decision.effective_at is None:
        yield "effective-at"
    if not decision.remedies:
        yield "remedies"
    if decision.immediate and not decision.immediate_reasons.strip():
        yield "immediate-reasons"


def _ground_gaps(decision: Decision, basis: Basis) -> Iterator[str]:
    findings = chosen_findings(decision, basis)
    if not findings:
        yield "findings"
    if uncleared(findings, basis.cleared):
        yield "photo-not-cleared"
    if not decision.reasons:
        yield "reasons"
    if not decision.proportionality.strip():
        yield "proportionality"


def _hearing_gaps(decision: Decision) -> Iterator[str]:
    if decision.communication is Communication.NOT_STATED:
        yield "communication"
    if not decision.communication_text.strip():
        yield "communication-text"
    if decision.statement.strip() and not decision.statement_assessment.strip():
        yield "statement-assessment"


def _people_gaps(decision: Decision) -> Iterator[str]:
    if not decision.decision_maker_name.strip() or not decision.decision_maker_id:
        yield "decision-maker"
    if not decision.presenter_name.strip() or not decision.presenter_id:
        yield "presenter"
    same_id = bool(decision.presenter_id) and decision.presenter_id == decision.decision_maker_id
    same_name = bool(decision.presenter_name) and same_person(decision.presenter_name, decision.decision_maker_name)
    if same_id or same_name:
        yield "same-person"
    if decision.delegated and not decision.delegation_point.strip():
        yield "delegation"
    if decision.delegated and decision.fine:
        yield "fine-needs-board"
    answers = [decision.declared(name) for name in decision.taking_part()]
    if None in answers:
        yield "conflict-undeclared"
    if True in answers:
        yield "conflict-declared"


def _after_gaps(decision: Decision, basis: Basis) -> Iterator[str]:
    kind = law.decision_type(decision.type_code)
    if appeal_body_of(kind, basis) is None:
        yield "appeal-body"
    if not basis.postal_address:
        yield "authority-address"
    if decision.service not in WAYS_FOR.get(kind.service, frozenset()):
        yield "service"


def _text_gaps(decision: Decision, basis: Basis) -> Iterator[Gap]:
    """What the text itself lacks, in case a template asks for more than the rules above."""
    kind = law.decision_type(decision.type_code)
    text = law.template(kind.template)
    for problem in text.problems(decision_facts(decision, basis, photos=False)):
        label = text.facts[problem.field].label_sv if problem.field in text.facts else problem.field
        needed = law.requirement("fact")
        yield Gap(code="fact", field=problem.field, sentence_sv=f"{needed.sentence_sv} ({label})")
