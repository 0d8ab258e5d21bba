"""The facts of a decision's text, taken from the decision and what it rests on; nothing is typed again."""

from collections.abc import Iterable

from krogkoll import law
from krogkoll.decisions.basis import Basis, appeal_body_of
from krogkoll.decisions.facts import facts_of
from krogkoll.decisions.model import DecidedBy, Decision, Mode
from krogkoll.inspections import Attendance, Visit, authority_words, joint_with, lines, short_authority
from krogkoll.law import AuthorityKind, entry_grounds, points


def decision_facts(decision: Decision, basis: Basis, *, photos: bool) -> dict[str, law.FactValue]:
    """The facts that the decision's template declares: the standard ones, and those of its type alone."""
    text = law.template(law.decision_type(decision.type_code).template)
    known: dict[str, law.FactValue] = {
        **_authority_facts(decision, basis),
        **_visit_facts(basis),
        **_people_facts(decision, basis),
        **_content_facts(decision),
        "photos": photos,
        "communication": decision.communication.value,
        "communication_text": decision.communication_text,
        "statement": decision.statement,
        "statement_assessment": decision.statement_assessment,
        "interpreter": decision.interpreter,
        "decided_on": decision.decided_on,
        "docket_number": decision.docket_number,
        "documents": basis.documents,
        "supersedes_docket": basis.supersedes.docket_number if basis.supersedes else "",
        "supersedes_on": basis.supersedes.decided_on if basis.supersedes else None,
        **facts_of(text, decision.facts),
    }
    return {name: known[name] for name in text.facts}


def _content_facts(decision: Decision) -> dict[str, law.FactValue]:
    return {
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
    }


def _authority_facts(decision: Decision, basis: Basis) -> dict[str, law.FactValue]:
    kind = law.decision_type(decision.type_code)
    head = basis.letterhead
    body = appeal_body_of(kind, basis)
    return {
        "authority": authority_words(basis.authority),
        "authority_short": short_authority(basis.authority),
        "authority_address": basis.postal_address,
        "authority_email": head.appeal_email or head.email,
        "board": head.board,
        "federation": basis.shipped is not None and basis.shipped.federation,
        "appeal_body": body.name_sv if body else "",
        "appeal_body_definite": body.definite_sv if body else "",
        "appeal_provision": law.cite_all(kind.appeal_references) if kind.appeal_references else "",
    }


def _visit_facts(basis: Basis) -> dict[str, law.FactValue]:
    if basis.visit is None:
        return {"visit": None, "has_visit": False, "joint_with": (), "police_help": False}
    inspection = basis.visit.inspection
    return {
        "visit": (inspection.started_at or inspection.created_at, basis.visit.ended_at),
        "has_visit": True,
        "joint_with": joint_with(basis.visit, basis.authority),
        "police_help": _helped(basis.visit, basis.shipped.kinds if basis.shipped else ()),
    }


def _people_facts(decision: Decision, basis: Basis) -> dict[str, law.FactValue]:
    by_board = decision.decided_by is DecidedBy.BOARD
    head = basis.letterhead
    maker = named(decision.decision_maker_title, decision.decision_maker_name)
    return {
        "decided_by": decision.decided_by.value,
        "decision_maker": maker or (head.board if by_board else ""),
        "delegated": decision.decided_by is DecidedBy.OFFICER and decision.delegated,
        "delegation_point": decision.delegation_point,
        "minutes_reference": decision.minutes_reference,
        "minutes_on": decision.minutes_on,
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
    """A person with title in running text: "brandinspektör Johan Ek"; nothing without a name."""
    return " ".join(lines(title[:1].lower() + title[1:], name)) if name.strip() else ""


def _helped(visit: Visit, kinds: Iterable[AuthorityKind]) -> bool:
    """Whether somebody was there to help us, by the ground that they named."""
    wanted = set(kinds)
    grounds = (
        entry_grounds().get(one.ground_told) for one in visit.participants if one.attendance is Attendance.PRESENT
    )
    return any(ground is not None and ground.helps in wanted for ground in grounds)
