"""What the panel shows, read in one go in the store's thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from krogkoll.decisions import After
from krogkoll.evidence import Subject
from krogkoll.security import Permission

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterState:
    """Everything after one decision; receipts: (title, id) of the files received for it."""

    after: After
    receipts: tuple[tuple[str, object], ...]


def read_after(workspace: "Workspace", decision_id: str) -> AfterState:
    """Blocks. Raises NotFound."""
    after = workspace.aftermath.after(decision_id)
    receipts: tuple[tuple[str, object], ...] = ()
    if workspace.actor.may(Permission.READ_EVIDENCE):
        files = workspace.documents.documents([Subject("decision", decision_id)])
        own = {after.notice.document_id} if after.notice else set()
        receipts = tuple((one.title or one.name, one.id) for one in files if one.id not in own)
    return AfterState(after=after, receipts=receipts)
