"""What the act of signing needs to know: the decision, its very bytes, and the colleagues who may sign here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from krogkoll.decisions import DECISION_MAKER, DecidedBy, Decision, State
from krogkoll.inspections import Shown
from krogkoll.people import Member

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """A decision on its way to being signed."""

    decision: Decision
    shown: Shown
    members: tuple[Member, ...]

    @property
    def by_board(self) -> bool:
        """Whether a board decides it, in its minutes."""
        return self.decision.decided_by is DecidedBy.BOARD

    @property
    def done(self) -> bool:
        """Whether it is decided and sealed."""
        return self.decision.state is State.DECIDED

    @property
    def person(self) -> str:
        """Whose turn it is; empty when everybody has signed."""
        place = self.shown.paper.next_place
        return place.person if place else ""

    @property
    def deciding(self) -> bool:
        """Whether the next signature is the one of who decides."""
        place = self.shown.paper.next_place
        return place is not None and place.field == DECISION_MAKER

    @property
    def person_id(self) -> str:
        """The member whose turn it is."""
        return self.decision.decision_maker_id if self.deciding else self.decision.presenter_id

    @property
    def member(self) -> Member | None:
        """The colleague whose turn it is, where this workspace knows them."""
        return next((one for one in self.members if one.id == self.person_id and one.active), None)


def read_signing(workspace: "Workspace", decision_id: str) -> Signing:
    """Everything at once, in the store's thread. Raises NotFound; NotAllowed "no-paper"."""
    return Signing(
        decision=workspace.decisions.decision(decision_id),
        shown=workspace.decisions.read(decision_id),
        members=workspace.members.members(),
    )
