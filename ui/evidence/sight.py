"""Reads what is known beside the picture: chain, soundness, visit and place; blocks, for the store's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from krogkoll.evidence import CustodyEvent, Photo
from krogkoll.inspections import Finding, InspectionStatus, in_order
from krogkoll.kernel.geo import Position
from krogkoll.security import Permission

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a photo belongs to. began, ended: of its visit; open: whether findings may still be changed."""

    place: Position | None = None
    began: datetime | None = None
    ended: datetime | None = None
    findings: Sequence[Finding] = ()
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A photo as it is now and what stands beside it. verdict: "verified", "missing" or "damaged"."""

    photo: Photo
    verdict: str
    chain: Sequence[CustodyEvent]
    around: Surroundings


def read_sight(workspace: "Workspace", photo: Photo) -> Sight:
    """Read it; the original is read to its last byte and hashed."""
    return Sight(
        photo=workspace.evidence.photo(photo.id),
        verdict=workspace.custody.confirm([photo.id]).get(photo.id, "missing"),
        chain=workspace.custody.chain("photo", photo.id),
        around=read_surroundings(workspace, photo.subject_kind, photo.subject_id),
    )


def read_surroundings(workspace: "Workspace", kind: str, key: str) -> Surroundings:
    """The visit or place that photos belong to, as far as the person may see it."""
    may = workspace.actor.may
    if kind == "venue" and may(Permission.READ_VENUES):
        return Surroundings(place=workspace.venues.venue(key).position)
    if kind != "inspection" or not may(Permission.READ_INSPECTIONS):
        return Surroundings()
    visit = workspace.inspections.visit(key)
    inspection = visit.inspection
    place = workspace.venues.venue(inspection.venue_id).position if inspection.venue_id else None
    open_visit = inspection.status is InspectionStatus.OPEN and not inspection.sealed
    return Surroundings(
        place=place,
        began=inspection.started_at,
        # A visit that goes on has no end that a photo could be after.
        ended=inspection.ended_at or inspection.closed_at,
        findings=in_order(visit.findings),
        open=open_visit and may(Permission.CARRY_OUT_INSPECTIONS),
    )
