"""Steps that several use cases on decisions share; each takes the open transaction."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, cast

from krogkoll.cases import marking_note, read_case, standing_markings
from krogkoll.decisions.basis import Basis
from krogkoll.decisions.beginning import Standing, permits_of
from krogkoll.decisions.model import Decision
from krogkoll.decisions.origins import Ground, Source, sources
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.workflow import State
from krogkoll.documents import Document, masked
from krogkoll.evidence import Subject, papers_of, read_photo
from krogkoll.house import Mandate, approved, may_decide, own_letterhead
from krogkoll.inspections import Visit, own_kinds, read_visit
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import NotFound
from krogkoll.law import AuthorityKind, decision_type, template
from krogkoll.people import PROTECTED_ON_PAPER, protected_names
from krogkoll.store import AuditAction, Tx
from krogkoll.venues import Venue, read_venue


def basis_of(tx: Tx, decision: Decision, *, practice: bool) -> Basis:
    """What a decision rests on today. practice: in an invented workspace no text needs approval. Raises NotFound."""
    kind = decision_type(decision.type_code)
    text = template(kind.template)
    visit = read_visit(tx, decision.inspection_id) if decision.inspection_id else None
    photos = visit.photo_ids() if visit else ()
    venue = _found(tx, read_venue, decision.venue_id)
    marked = (decision.id, decision.case_id, decision.inspection_id, decision.venue_id)
    return Basis(
        visit=visit,
        authority=tx.actor.authority,
        today=today(tx),
        cleared=frozenset(photo for photo in photos if read_photo(tx, photo).cleared),
        kinds=own_kinds(tx.actor),
        permits=permits_of(venue, today(tx)),
        documents=_titles(tx, decision),
        secrecy=marking_note(standing_markings(tx, [one for one in marked if one])),
        supersedes=_found(tx, read_decision, decision.supersedes),
        disputed=bool(tx.conflicts(DecisionRow, decision.id)),
        house=own_letterhead(tx, tx.actor.authority),
        approved=practice or approved(tx, text.id, text.version),
        mandate=_mandate(tx, decision, practice=practice),
    )


def _mandate(tx: Tx, decision: Decision, *, practice: bool) -> Mandate | None:
    """By which point of the delegation order the chosen person decides; None where that is no question.

    The police have no board that delegates, and nobody has been chosen in an empty draft.
    """
    if not decision.decision_maker_id or own_kinds(tx.actor) == (AuthorityKind.POLICE,):
        return None
    found = may_decide(tx, decision.decision_maker_id, decision.type_code, decision.decided_by.value)
    return None if practice and found.why == "no-list" else found


def ground_of(
    tx: Tx, *, inspection_id: str = "", case_id: str = "", venue_id: str = "", supersedes: str = ""
) -> Ground:
    """The records that a draft begins from or is compared with. A visit brings its place and case. Raises NotFound."""
    old = read_decision(tx, supersedes) if supersedes else None
    inspection_id = inspection_id or (old.inspection_id if old else "")
    visit = read_visit(tx, inspection_id) if inspection_id else None
    case_id = case_id or _of(visit, old, "case_id")
    case = read_case(tx, case_id) if case_id else None
    venue_id = venue_id or _of(visit, old, "venue_id") or (case.venue_id if case else "")
    venue = _venue(tx, venue_id) if venue_id else None
    return Ground(visit=visit, case=case, venue=venue, old=old)


def standing_of(tx: Tx, ground: Ground) -> Standing:
    """What decides which types may be begun from these records."""
    return Standing(
        kinds=own_kinds(tx.actor),
        today=today(tx),
        permits=permits_of(ground.venue, today(tx)),
        has_visit=ground.visit is not None,
        corrects=ground.old is not None and ground.old.state is State.DECIDED,
        venue=ground.venue,
    )


def sources_of(tx: Tx, decision: Decision) -> tuple[Source, ...]:
    """Where the values of a draft came from, and what each source says today; one that is gone says so."""
    kept = decision.sources
    ids = {kind: next((one["id"] for one in kept.values() if one["kind"] == kind), "") for kind in _READ}
    read = {kind: _found(tx, reader, ids[kind]) for kind, reader in _READ.items()}
    ground = Ground(visit=read["inspection"], case=read["case"], venue=read["venue"], old=read["decision"])
    return sources(kept, ground)


def _of(visit: Visit | None, old: Decision | None, name: str) -> str:
    first = visit.inspection if visit else old
    return str(getattr(first, name)) if first is not None else ""


def _venue(tx: Tx, venue_id: str) -> Venue:
    tx.audit(AuditAction.READ, "venue", [venue_id])
    return read_venue(tx, venue_id)


def _found(tx: Tx, read: Any, record_id: str) -> Any:
    """A record that may have been purged since, or None."""
    try:
        return read(tx, record_id) if record_id else None
    except NotFound:
        return None


def _titles(tx: Tx, decision: Decision) -> tuple[str, ...]:
    """The titles of the chosen documents, in the order of the draft; what is gone or not ours to read is left out."""
    if not decision.document_ids:
        return ()
    where = (("inspection", decision.inspection_id), ("case", decision.case_id), ("venue", decision.venue_id))
    there = papers_of(tx, [Subject(kind, one) for kind, one in where if one])
    by_id = {one.id: one.title or one.name for one in there}
    return tuple(by_id[one] for one in decision.document_ids if one in by_id)


def without_protected(tx: Tx, decision: Decision, document: Document) -> Document:
    """The document without the names and numbers of people with protected identity, the addressee's own apart."""
    party = f"{decision.party_name} {decision.party_number} {decision.party_represented_by}"
    hidden = [word for word in protected_names(tx) if word not in party]
    return masked(document, dict.fromkeys(hidden, PROTECTED_ON_PAPER))


def read_decision(tx: Tx, decision_id: str) -> Decision:
    """One decision, with the audit entry. Raises NotFound."""
    row = tx.get(DecisionRow, decision_id)
    tx.audit(AuditAction.READ, "decision", [decision_id])
    return cast(Decision, tx.copy(row))


def read_decisions(tx: Tx, rows: Iterable[DecisionRow]) -> tuple[Decision, ...]:
    """These rows as records, with one audit entry for all."""
    found = list(rows)
    tx.audit(AuditAction.READ, "decision", [row.id for row in found])
    return tuple(cast(Decision, tx.copy(row)) for row in found)


_READ: Mapping[str, Callable[[Tx, str], Any]] = {
    "inspection": read_visit,
    "case": read_case,
    "venue": _venue,
    "decision": read_decision,
}


def move_decision(tx: Tx, decision: Decision, fields: Mapping[str, Any]) -> Decision:
    """Write these fields of a decision as its reader saw it; gives it as it is then."""
    return cast(Decision, tx.copy(tx.change(DecisionRow, decision.id, seen=decision.seen, **fields)))


def today(tx: Tx) -> date:
    """The day by the clock on the wall, in Sweden."""
    return local(tx.now).date()
