"""What the page reads of one decision in the store's thread: the record, what it rests on, its gaps, its paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from krogkoll.decisions import Decision, Gap, Source, Standing, State, editable
from krogkoll.evidence import StoredDocument, Subject
from krogkoll.inspections import Finding, FindingKind, Visit
from krogkoll.kernel.errors import KrogkollError, NotFound
from krogkoll.law import DecisionType, Template, all_decision_types, decision_type, template
from krogkoll.people import Member
from krogkoll.security import Permission

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """cleared: for each photo of the visit, whether it may be printed. shown: the paper's bytes once there are any."""

    decision: Decision
    kind: DecisionType
    text: Template | None
    visit: Visit | None
    cleared: Mapping[str, bool]
    members: tuple[Member, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[Source, ...]
    documents: tuple[StoredDocument, ...]
    pdf: bytes
    sha256: str
    may_write: bool

    @property
    def writable(self) -> bool:
        """Whether its words may be changed now, by the one who reads."""
        return self.may_write and editable(self.decision.state) and not self.decision.sealed and self.text is not None

    @property
    def observations(self) -> tuple[Finding, ...]:
        """What the decision may rest on."""
        found = self.visit.findings if self.visit is not None else ()
        return tuple(one for one in found if one.kind is FindingKind.OBSERVATION)


def known(decision: Decision) -> bool:
    """Whether this program knows its type; a newer colleague may send one that it does not."""
    return decision.type_code in all_decision_types()


def standings(workspace: "Workspace") -> Mapping[str, Standing]:
    """Where every decision that is taken stands; nothing where one is of a type that only a newer program knows."""
    try:
        return workspace.aftermath.standings()
    except NotFound:
        return {}


def read_one(workspace: "Workspace", decision_id: str) -> Reading:
    """Blocks; for the store's thread. Raises NotFound."""
    may = workspace.actor.may
    decision = workspace.decisions.decision(decision_id)
    kind = decision_type(decision.type_code)
    visit = None
    if decision.inspection_id and may(Permission.READ_INSPECTIONS):
        visit = workspace.inspections.visit(decision.inspection_id)
    shown = workspace.decisions.read(decision_id) if decision.paper_id else None
    return Reading(
        decision=decision,
        kind=kind,
        text=template(kind.template) if kind.template else None,
        visit=visit,
        cleared=_cleared(workspace, visit),
        members=workspace.members.members(),
        gaps=workspace.decisions.gaps(decision_id) if decision.state is State.DRAFT else (),
        sources=workspace.decision_desk.sources(decision) if decision.state is State.DRAFT else (),
        documents=_documents(workspace, decision),
        pdf=shown.pdf if shown is not None else b"",
        sha256=shown.sha256 if shown is not None else "",
        may_write=may(Permission.DRAFT_DECISIONS),
    )


def _documents(workspace: "Workspace", decision: Decision) -> tuple[StoredDocument, ...]:
    """What came in about the visit, the case and the place, each once."""
    about = (("inspection", decision.inspection_id), ("case_file", decision.case_id), ("venue", decision.venue_id))
    subjects = tuple(Subject(kind, key) for kind, key in about if key)
    if not subjects or not workspace.actor.may(Permission.READ_EVIDENCE):
        return ()
    found = workspace.documents.documents(subjects)
    return tuple({one.id: one for one in found}.values())


def _cleared(workspace: "Workspace", visit: Visit | None) -> Mapping[str, bool]:
    if visit is None or not workspace.actor.may(Permission.READ_EVIDENCE):
        return {}
    try:
        photos = workspace.evidence.photos(Subject("inspection", visit.inspection.id))
    except KrogkollError:
        return {}
    return {photo.id: photo.cleared for photo in photos}
