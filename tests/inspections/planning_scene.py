"""A night as the municipality has planned it so far, for pages and pictures: four places, four authorities."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from krogkoll.inspections import (
    AssistanceDraft,
    AssistanceStatus,
    Attendance,
    Considered,
    EntryDraft,
    Operation,
    OperationDraft,
    OperationStatus,
    ParticipantDraft,
    ParticipantRole,
    RiskDraft,
)
from krogkoll.venues import PermitState, PlaceKind, VenueDraft

EVENING = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)
PLACES = (
    ("Källaren Bakfickan", "Industrigatan 14", 55.8708, 12.8301, PlaceKind.BASEMENT),
    ("Lokal 7, Industrigatan", "Industrigatan 31", 55.8790, 12.8420, PlaceKind.WAREHOUSE),
    ("Klubb Månsken", "Varvsgatan 3 B", 55.8655, 12.8480, PlaceKind.ASSOCIATION),
    ("Biljardhallen", "Järnvägsgatan 41", 55.8600, 12.8350, PlaceKind.RESTAURANT),
)
PEOPLE = (
    ("Maria Berg", "polisinspektör", "p.syd.landskrona", ParticipantRole.LEAD, Attendance.CONFIRMED, "ol-2-21"),
    ("Omar Haddad", "", "p.syd.landskrona", ParticipantRole.EVIDENCE, Attendance.CONFIRMED, "ol-2-21"),
    ("Anna Lindqvist", "", "k1282.alkohol", ParticipantRole.AUTHORITY_LEAD, Attendance.CONFIRMED, ""),
    ("Johan Ek", "brandinspektör", "rtj.landskrona", ParticipantRole.AUTHORITY_LEAD, Attendance.ASKED, "lso-5-2"),
    ("Petra Nyman", "kontrollant", "skv", ParticipantRole.AUTHORITY_LEAD, Attendance.DECLINED, ""),
)


def fill(workspace: Any) -> Operation:
    """Write the scene into a workspace of the municipality. Gives the night that is being planned."""
    places = [
        workspace.venues.register(
            VenueDraft(
                name=name,
                street=street,
                postal_code="26135",
                city="Landskrona",
                municipality="1282",
                latitude=latitude,
                longitude=longitude,
                place=kind,
                permit=PermitState.LOW_STRENGTH_BEER if kind is PlaceKind.RESTAURANT else PermitState.NONE_FOUND,
                permit_checked_on=date(2026, 11, 3),
                opening_pattern="Fredagar och lördagar 23 till 04",
            )
        )
        for name, street, latitude, longitude, kind in PLACES
    ]
    draft = OperationDraft(
        title="Insats fredag 27 november",
        purpose="Klara ut om alkohol serveras utan tillstånd och om lokalerna går att utrymma.",
        starts_at=EVENING,
        ends_at=EVENING + timedelta(hours=4),
        rendezvous="polishuset",
        venue_ids=tuple(place.id for place in places),
        communications="Talgrupp 4, reserv via telefon",
        abort_criteria="Skjutvapen, eller färre än två poliser på plats.",
        children=Considered.NO,
    )
    night: Operation = workspace.operations.plan(draft)
    for name, title, authority, role, answer, told in PEOPLE:
        workspace.operations.invite(
            ParticipantDraft(
                operation_id=night.id,
                name=name,
                title=title,
                authority=authority,
                role=role,
                attendance=answer,
                ground_told=told,
                reason="Annan kontroll samma kväll" if answer is Attendance.DECLINED else "",
            )
        )
    scores = {"exits": (3, 3), "threats": (2, 2), "guests": (2, 2), "vulnerable": (1, 2), "weapons": (1, 1)}
    workspace.planning.assess(RiskDraft(operation_id=night.id, venue_id=places[0].id, scores=scores))
    consent = EntryDraft(venue_id=places[0].id, operation_id=night.id, ground_id="consent", reason="Frågas vid dörren")
    workspace.operations.choose_entry(consent)
    help_asked = AssistanceDraft(
        operation_id=night.id,
        ground_id="help-al-9-9",
        asked_of="p.syd.landskrona",
        status=AssistanceStatus.SENT,
        sent_at=datetime(2026, 11, 20, 13, 10, tzinfo=UTC),
    )
    workspace.planning.note_help(help_asked)
    before = OperationDraft(
        title="Insats 30 oktober", purpose="Gemensam tillsyn", starts_at=EVENING - timedelta(days=28)
    )
    held = workspace.operations.plan(before)
    workspace.operations.move(held, OperationStatus.HELD)
    off = workspace.operations.plan(
        OperationDraft(title="Insats 6 november", purpose="Tillsyn", starts_at=EVENING - timedelta(days=21))
    )
    workspace.operations.move(off, OperationStatus.CANCELLED, "För få poliser")
    return night
