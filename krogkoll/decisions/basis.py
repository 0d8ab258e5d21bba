"""What a decision rests on beside its own words: the visit, the authority, the law; and the facts of its text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from krogkoll import law
from krogkoll.decisions.model import Decision, Mode
from krogkoll.inspections import (
    Attendance,
    Finding,
    FindingKind,
    Visit,
    authority_words,
    joint_with,
    lines,
    short_authority,
)
from krogkoll.law import AppealBody, Authority, AuthorityKind, DecisionType, entry_grounds, find_authority, points


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Everything that the gate and the text need to know. cleared: the photos that may be printed."""

    visit: Visit
    authority: str
    today: date
    cleared: frozenset[str]

    @property
    def shipped(self) -> Authority | None:
        """The authority as the law tables know it."""
        return find_authority(self.authority)

    @property
    def postal_address(self) -> str:
        """Where an appeal is sent; empty when it is not known."""
        found = self.shipped
        return found.letterhead.postal_address if found and found.letterhead else ""


def chosen_findings(decision: Decision, basis: Basis) -> tuple[Finding, ...]:
    """The own observations that the decision rests on, in the order of time; assessments are not facts."""
    wanted = set(decision.finding_ids)
    return tuple(one for one in basis.visit.findings if one.id in wanted and one.kind is FindingKind.OBSERVATION)


def appeal_body_of(kind: DecisionType, basis: Basis) -> AppealBody | None:
    """Who tries an appeal of this decision by this authority, or None where the tables do not say."""
    found = basis.shipped
    return law.appeal_body(kind.appeal, found.county) if found else None


def decision_facts(decision: Decision, basis: Basis, *, photos: bool) -> dict[str, law.FactValue]:
    """The facts of the text, taken from the decision and the visit; nothing is typed again."""
    return {
        **_authority_facts(decision, basis),
        **_visit_facts(basis),
        **_people_facts(decision),
        "party": decision.party_name,
        "party_short": decision.party_short,
        "party_role": decision.party_role.value,
        "party_basis": decision.party_basis,
        "premises": decision.premises,
        "mode": decision.mode.value,
        "max_persons": decision.max_persons if decision.mode is Mode.MAX_PERSONS else None,
        "effective_at": decision.effective_at,
        "remedies": decision.remedies,
        "remedy_points": remedy_points(len(decision.remedies)),
        "immediate": decision.immediate,
        "immediate_reasons": decision.immediate_reasons,
        "fine": decision.fine,
        "reasons": decision.reasons,
        "proportionality": decision.proportionality,
        "photos": photos,
        "communication": decision.communication.value,
        "communication_text": decision.communication_text,
        "statement": decision.statement,
        "statement_assessment": decision.statement_assessment,
        "interpreter": decision.interpreter,
        "decided_on": decision.decided_on,
        "docket_number": decision.docket_number,
    }


def _authority_facts(decision: Decision, basis: Basis) -> dict[str, law.FactValue]:
    kind = law.decision_type(decision.type_code)
    head = basis.shipped.letterhead if basis.shipped else None
    body = appeal_body_of(kind, basis)
    return {
        "authority": authority_words(basis.authority),
        "authority_short": short_authority(basis.authority),
        "authority_address": head.postal_address if head else "",
        "authority_email": head.email if head else "",
        "board": head.board_sv if head else "",
        "federation": basis.shipped is not None and basis.shipped.federation,
        "appeal_body": body.name_sv if body else "",
        "appeal_body_definite": body.definite_sv if body else "",
        "appeal_provision": law.cite_all(kind.appeal_references) if kind.appeal_references else "",
    }


def _visit_facts(basis: Basis) -> dict[str, law.FactValue]:
    inspection = basis.visit.inspection
    return {
        "visit": (inspection.started_at or inspection.created_at, basis.visit.ended_at),
        "joint_with": joint_with(basis.visit, basis.authority),
        "police_help": _helped(basis.visit, basis.shipped.kinds if basis.shipped else ()),
    }


def _people_facts(decision: Decision) -> dict[str, law.FactValue]:
    return {
        "decision_maker": named(decision.decision_maker_title, decision.decision_maker_name),
        "delegated": decision.delegated,
        "delegation_point": decision.delegation_point,
        "presenter": named(decision.presenter_title, decision.presenter_name),
        "others": decision.others,
        "dissent": decision.dissent,
    }


def remedy_points(count: int) -> str:
    """Which operative points must be fulfilled, as the end of a sentence; the first point is the ban itself."""
    if not count:
        return ""
    return f"{points(2, count + 1)} är {'uppfylld' if count == 1 else 'uppfyllda'}"


def named(title: str, name: str) -> str:
    """A person with title in running text: "brandinspektör Johan Ek"."""
    return " ".join(lines(title[:1].lower() + title[1:], name))


def uncleared(findings: Iterable[Finding], cleared: frozenset[str]) -> tuple[str, ...]:
    """Photos of these findings that nobody has cleared for print."""
    return tuple(photo for one in findings for photo in one.photo_ids if photo not in cleared)


def _helped(visit: Visit, kinds: Iterable[AuthorityKind]) -> bool:
    """Whether somebody was there to help us, by the ground that they named."""
    wanted = set(kinds)
    grounds = (
        entry_grounds().get(one.ground_told) for one in visit.participants if one.attendance is Attendance.PRESENT
    )
    return any(ground is not None and ground.helps in wanted for ground in grounds)
