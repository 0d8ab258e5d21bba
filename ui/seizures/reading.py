"""What the panel of goods shows of a visit, read in one go in the store's thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from krogkoll.evidence import CustodyEvent, Sample, SeizureFile, may_seize, sample_grounds
from krogkoll.inspections import Inspection

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsState:
    """A visit and its goods. title: of the acting person, for the line under the signature."""

    visit: Inspection
    seizures: tuple[SeizureFile, ...]
    samples: tuple[Sample, ...]
    chains: dict[str, tuple[CustodyEvent, ...]]
    title: str


def read_goods(workspace: "Workspace", inspection_id: str) -> GoodsState:
    """Read it; the reading is logged."""
    samples = workspace.samples.of_visit(inspection_id, "varor")
    members = {member.id: member.title for member in workspace.members.members()}
    return GoodsState(
        visit=workspace.inspections.visit(inspection_id, "varor").inspection,
        seizures=workspace.seizures.of_visit(inspection_id, "varor"),
        samples=samples,
        chains={one.id: workspace.custody.chain("sample", one.id) for one in samples},
        title=members.get(workspace.actor.user_id, ""),
    )


def goods_way(workspace: "Workspace") -> str:
    """What the acting person may do: "seize", "sample" or nothing."""
    if may_seize(workspace.actor):
        return "seize"
    return "sample" if sample_grounds(workspace.actor) else ""
