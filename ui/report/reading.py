"""What the report's panel shows of a visit, read in one go in the store's thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from krogkoll.inspections import Acknowledgement, Addendum, Inspection, InspectionStatus, Paper

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportState:
    """A visit and what has come of its report. title: of the acting person, for the line under the signature."""

    visit: Inspection
    paper: Paper | None
    pdf: bytes
    mark: Acknowledgement | None
    addenda: tuple[tuple[Addendum, Paper | None], ...]
    title: str

    @property
    def open(self) -> bool:
        """Whether the visit is still going on."""
        return self.visit.status is not InspectionStatus.CLOSED

    @property
    def signed(self) -> bool:
        """Whether the report is signed and locked."""
        return self.paper is not None and self.paper.sealed


def read_state(workspace: "Workspace", inspection_id: str) -> ReportState:
    """Read it; the reading is logged."""
    visit = workspace.inspections.visit(inspection_id, "protokoll").inspection
    paper = workspace.reports.report_of(inspection_id)
    members = {member.id: member.title for member in workspace.members.members()}
    return ReportState(
        visit=visit,
        paper=paper,
        pdf=workspace.reports.read(paper.id).pdf if paper else b"",
        mark=workspace.reports.acknowledgement_of(inspection_id),
        addenda=workspace.addenda.of_visit(inspection_id) if paper and paper.sealed else (),
        title=members.get(workspace.actor.user_id, ""),
    )
