"""What the page of a visit reads, in one go and in the store's thread."""

from collections.abc import Mapping
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
from krogkoll.security import Permission

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


PLACE = "visits:place"
"""The draft that says which visit is open, and at which step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRead:
    """One visit as the field page shows it.

    name: of the place. waits_for: why our people stay outside, a sentence each. others: the other open visits.
    may: whether this person may write in visits at all.
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
    may: bool = True

    @property
    def inspection(self) -> Inspection:
        """The visit's own record."""
        return self.visit.inspection

    @property
    def open(self) -> bool:
        """Whether it may be written in, by this person."""
        return self.may and self.inspection.status is InspectionStatus.OPEN and not self.inspection.sealed

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
        may=actor.may(Permission.CARRY_OUT_INSPECTIONS),
    )


def left_open(workspace: "Workspace") -> str:
    """Where the visit is that was under way when the program was killed, as `Context.go` takes it; else nothing."""
    kept = workspace.drafts.load(PLACE)
    if not isinstance(kept, Mapping):
        return ""
    for one in workspace.inspections.visits():
        if one.id == kept.get("visit") and one.status is InspectionStatus.OPEN and not one.sealed:
            return f"visits:{one.id}/{kept.get('step', '')}"
    return ""


def place_name(workspace: "Workspace", inspection: Inspection) -> str:
    """What the place is called, or how the visit tells it where the place is not here."""
    try:
        place = workspace.venues.venue(inspection.venue_id)
    except NotFound:
        return inspection.premises
    return place.name or place.street or inspection.premises
