"""Reads all that the detail of a place shows at once, as far as the person may; blocks, for the store's thread."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from krogkoll.decisions import Decision
from krogkoll.inspections import Inspection
from krogkoll.security import Permission
from krogkoll.venues import Risk, Venue, VenueLine
from ui.venues.case_events import case_events
from ui.venues.history import Event, events
from ui.venues.twin_card import Twins, read_twins

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

T = TypeVar("T")


class Place(NamedTuple):
    """One place with what hangs on it."""

    venue: Venue
    line: VenueLine | None
    events: Sequence[Event]
    risk: Risk | None
    visits: Sequence[Inspection]
    decisions: Sequence[Decision]
    twins: Twins

    @property
    def ids(self) -> Sequence[str]:
        """All records of the place, this one first."""
        return (self.venue.id, *(one.id for one in self.twins.places if one.id != self.venue.id))


def read_place(workspace: "Workspace", venue_id: str) -> Place:
    """Read it. Tips and photos are not among it: they are read when somebody opens their tab. Raises NotFound."""
    may = workspace.actor.may
    venue = workspace.venues.venue(venue_id)
    lines = workspace.venues.page([workspace.venues.number(venue_id)])
    names = {member.id: member.name for member in workspace.members.members()}
    twins = read_twins(workspace, venue)
    ids = (venue_id, *(one.id for one in twins.places if one.id != venue_id))
    told = [event for one in ids for event in events(workspace.venues.history(one), names)]
    if may(Permission.READ_CASES):
        told += [event for one in ids for event in case_events(workspace.cases.timeline(venue_id=one))]
    # Sorting is stable: what happened in one moment keeps its order.
    told.sort(key=lambda event: event.at or venue.created_at, reverse=True)
    return Place(
        venue=venue,
        line=lines[0] if lines else None,
        events=told,
        risk=workspace.risks.risk(venue_id) if may(Permission.READ_TIPS) else None,
        visits=_of_all(ids, workspace.inspections.visits) if may(Permission.READ_INSPECTIONS) else (),
        decisions=_of_all(ids, workspace.decisions.decisions) if may(Permission.READ_DECISIONS) else (),
        twins=twins,
    )


def _of_all(ids: Sequence[str], read: "Callable[..., Sequence[T]]") -> "Sequence[T]":
    return [one for venue_id in ids for one in read(venue_id=venue_id)]
