"""One invented night in a cellar, carried out through the services as a team would; for drills and practice workspaces.

The material lies in resources/practice/night.toml; this module only brings it to the services in the order of a night.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from krogkoll.cases import CaseDraft, CaseKind
from krogkoll.evidence import Box, Persons, PhotoDraft, Subject
from krogkoll.inspections import (
    AnswerDraft,
    Attendance,
    EntryDraft,
    FindingDraft,
    InspectionDraft,
    InspectionKind,
    OperationDraft,
    ParticipantDraft,
    ParticipantRole,
    StatementDraft,
    own_kinds,
)
from krogkoll.kernel.clock import STOCKHOLM
from krogkoll.kernel.resources import resource
from krogkoll.law import items
from krogkoll.venues import (
    Channel,
    Handling,
    InformationGrade,
    PermitState,
    PlaceKind,
    SourceGrade,
    SourceKind,
    TipDraft,
    VenueDraft,
)

if TYPE_CHECKING:
    from krogkoll.cases import Case
    from krogkoll.evidence import Photo
    from krogkoll.inspections import Finding, Inspection, Operation
    from krogkoll.law import Item
    from krogkoll.venues import Tip, Venue
    from krogkoll.workspace import Workspace

NIGHT = date(2026, 11, 14)
DOCKET = "RTÖ 2026-0187"
IN_PAPER = 6
"""So many photos belong to findings and so stand in the papers; the rest stay with the visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What the night left behind."""

    venue: Venue
    tip: Tip
    case: Case
    operation: Operation
    inspection: Inspection
    findings: tuple[Finding, ...]
    photos: tuple[Photo, ...]


@cache
def material() -> Mapping[str, Any]:
    """The night as data."""
    return tomllib.loads(resource("practice", "night.toml").read_text(encoding="utf-8"))


def at(clock: str) -> datetime:
    """A clock reading of the night ("23.14"), after midnight the day after."""
    hour, minute = (int(part) for part in clock.split("."))
    day = NIGHT if hour >= 12 else NIGHT + timedelta(days=1)
    return datetime.combine(day, time(hour, minute), STOCKHOLM)


def receive_tip(workspace: Workspace) -> tuple[Tip, Venue]:
    """A graded tip about a place that was not known before."""
    draft = TipDraft(
        text="Vid en lägenhetsbrand intill såg styrkan att källaren på Sillkajsgatan 14 används som klubb. "
        "Utgången mot gården var låst med hänglås.",
        received_at=at("22.00") - timedelta(days=5),
        channel=Channel.AUTHORITY,
        source_kind=SourceKind.AUTHORITY,
        source_grade=SourceGrade.RELIABLE,
        information_grade=InformationGrade.DIRECT,
        handling=Handling.PERMITTED,
        indicators=("I5", "I15"),
    )
    place = VenueDraft(
        name="Källaren Bakfickan",
        street="Sillkajsgatan 14",
        postal_code="261 35",
        city="Landskrona",
        municipality="1282",
        property_designation="Pollaren 7",
        place=PlaceKind.BASEMENT,
        permit=PermitState.NONE_FOUND,
        permit_checked_on=NIGHT - timedelta(days=11),
        operator_name="Föreningen Bakfickan",
    )
    tip = workspace.tips.register(draft, place=place)
    return tip, workspace.venues.venue(tip.venue_id)


def open_case(workspace: Workspace, venue: Venue) -> Case:
    """A case with the registry's number."""
    case = workspace.cases.open_case(
        CaseDraft(
            title_public="Tillsyn av brandskydd, Sillkajsgatan 14",
            title_internal="Misstänkt svartklubb i källaren, Bakfickan",
            kind=CaseKind.FIRE,
            venue_id=venue.id,
            responsible=workspace.actor.user_id,
        )
    )
    return workspace.cases.assign_docket(case, DOCKET)


def plan(workspace: Workspace, venue: Venue) -> Operation:
    """A joint operation with its participants and the own entry ground for the place."""
    operation = workspace.operations.plan(
        OperationDraft(
            title="Gemensam tillsyn 14 november",
            purpose="Kontroll av brandskydd och misstänkt olovlig servering",
            starts_at=at("22.45"),
            ends_at=at("02.00"),
            rendezvous="Brandstationen kl. 22.30",
            lead_name="Maria Berg",
            lead_authority="p.syd.landskrona",
            venue_ids=(venue.id,),
            abort_criteria="Hot mot personal eller vapen. Polisen beslutar.",
        )
    )
    for name, title, authority, role in (
        (workspace.actor.name, "brandinspektör", workspace.actor.authority, ParticipantRole.AUTHORITY_LEAD),
        ("Maria Berg", "polisinspektör", "p.syd.landskrona", ParticipantRole.LEAD),
        ("Anna Lindqvist", "alkoholinspektör", "k1282.alkohol", ParticipantRole.AUTHORITY_LEAD),
    ):
        workspace.operations.invite(
            ParticipantDraft(
                operation_id=operation.id,
                name=name,
                title=title,
                authority=authority,
                role=role,
                attendance=Attendance.CONFIRMED,
            )
        )
    workspace.operations.choose_entry(
        EntryDraft(
            venue_id=venue.id,
            operation_id=operation.id,
            ground_id="lso-5-2",
            answers={"own_purpose": "Kontroll av utrymningsvägar och brandskydd i källarlokalen"},
        )
    )
    return operation


def visit(workspace: Workspace, venue: Venue, case: Case, operation: Operation) -> Inspection:
    """The visit itself: everybody on the spot, the own ground chosen; answers and findings come with `observe`."""
    told = {"p.syd.landskrona": "hjälp åt räddningstjänsten", "k1282.alkohol": "samtycke av Kim Sandell"}
    for participant in workspace.operations.participants(operation.id):
        ground = told.get(participant.authority, "")
        workspace.operations.note_attendance(participant, Attendance.PRESENT, ground)
    inspection = workspace.inspections.start(
        InspectionDraft(
            kind=InspectionKind.JOINT,
            venue_id=venue.id,
            operation_id=operation.id,
            case_id=case.id,
            docket_number=case.number,
            planned=True,
            premises="källarlokalen på Sillkajsgatan 14",
            address="Källarplan, Sillkajsgatan 14",
            property_designation="Pollaren 7",
            started_at=at("23.11"),
            operator_name="Föreningen Bakfickan",
            operator_number="8099990015",
            person_met="Kim Sandell",
            person_met_role="företrädare för föreningen",
            person_met_identity="legitimation",
            identity_shown="Tjänstekort, visat för Kim Sandell",
            purpose_told="Tillsyn av brandskyddet",
        )
    )
    workspace.inspections.choose_entry(
        EntryDraft(
            inspection_id=inspection.id,
            ground_id="lso-5-2",
            answers={"own_purpose": "Kontroll av utrymningsvägar och brandskydd i källarlokalen"},
        )
    )
    return inspection


def observe(workspace: Workspace, inspection: Inspection, kind: str, photos: Sequence[Photo]) -> tuple[Finding, ...]:
    """Answers and findings of one authority's kind, each with its photo where the material names one."""
    questions = {question.id: question for own in own_kinds(workspace.actor) for question in items(own, NIGHT)}
    waiting = list(photos)
    found = []
    for row in material()["finding"]:
        if row["kind"] != kind:
            continue
        question = questions[row["item"]]
        if row["value"]:
            _answer(workspace, inspection, question, row)
        photo = waiting.pop(0) if row["caption"] and waiting else None
        if photo is not None:
            describe(workspace, photo, row["caption"])
        found.append(
            workspace.inspections.observe(
                FindingDraft(
                    inspection_id=inspection.id,
                    at=at(row["clock"]),
                    text=row["text"],
                    item_id=question.id,
                    item_version=question.version,
                    provisions=question.references,
                    photo_ids=(photo.id,) if photo else (),
                )
            )
        )
    workspace.inspections.hear(
        StatementDraft(
            inspection_id=inspection.id,
            at=at("00.20"),
            who="Kim Sandell",
            role="företrädare för föreningen",
            text=material()["decision"]["statement"],
        )
    )
    return tuple(found)


def _answer(workspace: Workspace, inspection: Inspection, question: Item, row: Mapping[str, Any]) -> None:
    workspace.inspections.answer(
        AnswerDraft(
            inspection_id=inspection.id,
            item_id=question.id,
            item_version=question.version,
            value=row["value"],
            addition=row["extra"],
            note=row["text"],
            deviation=row["deviation"],
            answered_at=at(row["clock"]),
        )
    )


def describe(workspace: Workspace, photo: Photo, caption: str) -> Photo:
    """A caption and a text for those who cannot see the photo."""
    draft = PhotoDraft(caption=caption, alt=f"Övningsfoto: {caption}.", photographer=photo.photographer)
    return workspace.evidence.edit_photo(photo, draft)


def clear_photos(workspace: Workspace, inspection: Inspection, photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """Photos fit for a paper: the first as a masked copy, the others marked free of persons by the acting person."""
    if not photos:
        return ()
    cleared = [workspace.evidence.mask(photos[0], [Box(left=0.3, top=0.3, right=0.55, bottom=0.6)])]
    cleared += [workspace.evidence.review(photo, Persons.NONE) for photo in photos[1:]]
    return tuple(cleared)


def of_visit(inspection: Inspection) -> Subject:
    """What the photos of a visit belong to."""
    return Subject("inspection", inspection.id)


def close(workspace: Workspace, inspection: Inspection) -> Inspection:
    """End the visit; what was not asked stays visible as not checked."""
    ended = replace(_draft_of(inspection), ended_at=at("00.45"), party_comments=material()["decision"]["statement"])
    shown = workspace.inspections.edit(inspection, ended)
    return workspace.inspections.close(shown)


def _draft_of(inspection: Inspection) -> InspectionDraft:
    return InspectionDraft(**{name: getattr(inspection, name) for name in InspectionDraft.__dataclass_fields__})
