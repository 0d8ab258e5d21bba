"""Reads all that the detail of a place shows at once, as far as the person may; blocks, for the store's thread."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from krogkoll.decisions import Decision
from krogkoll.inspections import Inspection
from krogkoll.security import Permission
from krogkoll.venues import Risk, Venue, VenueLine
from ui.venues.case_events import case_events
from ui.venues.history import Event, events

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


class Place(NamedTuple):
    """One place with what hangs on it."""

    venue: Venue
    line: VenueLine | None
    events: Sequence[Event]
    risk: Risk | None
    visits: Sequence[Inspection]
    decisions: Sequence[Decision]


def read_place(workspace: "Workspace", venue_id: str) -> Place:
    """Read it. Tips and photos are not among it: they are read when somebody opens their tab. Raises NotFound."""
    may = workspace.actor.may
    venue = workspace.venues.venue(venue_id)
    lines = workspace.venues.page([workspace.venues.number(venue_id)])
    names = {member.id: member.name for member in workspace.members.members()}
    told = events(workspace.venues.history(venue_id), names)
    if may(Permission.READ_CASES):
        told += case_events(workspace.cases.timeline(venue_id=venue_id))
    # Sorting is stable: what happened in one moment keeps its order.
    told.sort(key=lambda event: event.at or venue.created_at, reverse=True)
    return Place(
        venue=venue,
        line=lines[0] if lines else None,
        events=told,
        risk=workspace.risks.risk(venue_id) if may(Permission.READ_TIPS) else None,
        visits=workspace.inspections.visits(venue_id=venue_id) if may(Permission.READ_INSPECTIONS) else (),
        decisions=workspace.decisions.decisions(venue_id=venue_id) if may(Permission.READ_DECISIONS) else (),
    )
