"""What the page of a visit reads, in one go and in the store's thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from krogkoll.inspections import (
    Chapter,
    Inspection,
    InspectionStatus,
    LockedChapter,
    Visit,
    chapters,
    locked_chapters,
    must_leave,
    own_kinds,
)
from krogkoll.kernel.errors import NotFound
from krogkoll.law import AuthorityKind, EntryGround
from krogkoll.people import Member

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRead:
    """One visit as the field page shows it.

    name: of the place. waits_for: why our people stay outside, a sentence each. others: the other open visits.
    """

    visit: Visit
    name: str
    kinds: tuple[AuthorityKind, ...]
    chapters: tuple[Chapter, ...]
    locked: tuple[LockedChapter, ...]
    waits_for: tuple[str, ...]
    grounds: tuple[EntryGround, ...]
    colleagues: tuple[Member, ...]
    others: tuple[tuple[str, str], ...]

    @property
    def inspection(self) -> Inspection:
        """The visit's own record."""
        return self.visit.inspection

    @property
    def open(self) -> bool:
        """Whether it may be written in."""
        return self.inspection.status is InspectionStatus.OPEN and not self.inspection.sealed

    @property
    def must_leave(self) -> bool:
        """Whether the ground is gone."""
        return self.open and must_leave(self.visit)


def read_field(workspace: "Workspace", inspection_id: str) -> FieldRead:
    """Everything that the page shows. Raises NotFound."""
    visit = workspace.inspections.visit(inspection_id)
    actor, kinds = workspace.actor, own_kinds(workspace.actor)
    members = workspace.members.members()
    return FieldRead(
        visit=visit,
        name=place_name(workspace, visit.inspection),
        kinds=kinds,
        chapters=chapters(visit, kinds),
        locked=locked_chapters(visit, kinds),
        waits_for=workspace.presence.waits_for(inspection_id),
        grounds=tuple(one for one in workspace.operations.offered_grounds() if not one.is_consent),
        colleagues=tuple(
            one for one in members if one.active and one.id != actor.user_id and one.authority == actor.authority
        ),
        others=tuple(
            (one.id, place_name(workspace, one))
            for one in workspace.inspections.visits()
            if one.status is InspectionStatus.OPEN and not one.sealed and one.id != inspection_id
        ),
    )


def place_name(workspace: "Workspace", inspection: Inspection) -> str:
    """What the place is called, or how the visit tells it where the place is not here."""
    try:
        place = workspace.venues.venue(inspection.venue_id)
    except NotFound:
        return inspection.premises
    return place.name or place.street or inspection.premises
