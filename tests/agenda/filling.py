"""A workspace in which something of every kind waits: for the tests of the pages that show it. Invented throughout."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from krogkoll.cases import QuickNoteDraft, TaskDraft
from krogkoll.evidence import DocumentDraft, Subject
from krogkoll.inspections import (
    Attendance,
    EntryDraft,
    InspectionDraft,
    InspectionKind,
    OperationDraft,
    ParticipantDraft,
)
from krogkoll.kernel.clock import local
from krogkoll.venues import Channel, TipDraft, VenueStatus
from tests.factories import case_draft, venue_draft

NIGHT = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
_PLACES = (
    ("Källaren Bakfickan", "Sillkajsgatan 14"),
    ("Lokal 7", "Pollargatan 31"),
    ("Klubb Månsken", "Tackelgränd 3 B"),
    ("Biljardhallen", "Märlspiksgatan 60"),
)
_TIPS = (
    "Öl och sprit säljs över disk i källaren varje fredag efter elva. Betalning med mobilen till en privatperson.",
    "Medlemskort säljs i dörren för 200 kronor, och då ingår två öl.",
    "Bakdörren är låst med hänglås när det är som mest folk.",
)
_PEOPLE = (
    ("Anna Lindqvist", "k1282.alkohol", Attendance.CONFIRMED),
    ("Omar Hedlund", "k1282.alkohol", Attendance.CONFIRMED),
    ("Karin Strand", "p.syd.landskrona", Attendance.CONFIRMED),
    ("Nils Bergvik", "p.syd.landskrona", Attendance.ASKED),
    ("Johan Ek", "rtj.landskrona", Attendance.CONFIRMED),
)


def fill(workspace):
    """Let tips, notes, visits, tasks, an operation and an unfinished form wait; gives the places by name."""
    now = workspace.store.clock.now()
    places = {
        name: workspace.venues.register(venue_draft(name=name, street=street, status=VenueStatus.SUSPECTED))
        for name, street in _PLACES
    }
    first = places["Källaren Bakfickan"]
    for number, text in enumerate(_TIPS):
        received = now - timedelta(hours=5 + 30 * number)
        venue_id = first.id if number == 2 else ""
        workspace.tips.register(TipDraft(text=text, received_at=received, channel=Channel.PHONE, venue_id=venue_id))
    workspace.notes.write(QuickNoteDraft(text="Två vakter i dörren, ny skylt vid sidan om. Fråga fastighetsägaren."))
    case = workspace.cases.open_case(case_draft(title_public="Tillsyn av servering", venue_id=first.id))
    for title, days, legal in (
        ("Skicka begäran om polishjälp", 2, ""),
        ("Överklagandetiden går ut", 6, "appeal"),
        ("Svara fastighetsägaren", -1, ""),
    ):
        due_on = local(now).date() + timedelta(days=days)
        workspace.desk.add_task(TaskDraft(case_id=case.id, title=title, due_on=due_on, deadline=legal))
    _visits(workspace, first, places["Lokal 7"], case, now)
    _operation(workspace, places, now)
    _unfinished(workspace, first)
    _disclosed(workspace, first, now)
    return places


def _disclosed(workspace, place, now):
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "yttrande.txt"
        paper.write_text("Vi har inget att erinra.", encoding="utf-8")
        draft = DocumentDraft(
            title="Yttrande över lokalen",
            sender="Räddningstjänsten Landskrona",
            received_at=now - timedelta(hours=3),
            disclosed=True,
        )
        workspace.documents.receive([paper], subject=Subject("venue", place.id), draft=draft)


def _visits(workspace, first, second, case, now):
    visit = InspectionDraft(kind=InspectionKind.ON_SITE, premises="källarlokalen", address="Sillkajsgatan 14")
    started = now - timedelta(days=1)
    open_one = replace(visit, venue_id=first.id, case_id=case.id, started_at=started)
    workspace.inspections.start(open_one)
    ended = replace(
        visit,
        venue_id=second.id,
        premises="lokalen på Pollargatan 31",
        started_at=started - timedelta(days=6),
        ended_at=started - timedelta(days=6, hours=-1),
    )
    workspace.inspections.close(workspace.inspections.start(ended))


def _operation(workspace, places, now):
    start = datetime(now.year, now.month, now.day, 21, 30, tzinfo=UTC) + timedelta(days=5)
    draft = OperationDraft(
        title="Gemensam tillsyn i hamnen",
        purpose="Misstänkt olovlig servering på fyra platser",
        starts_at=start,
        ends_at=start + timedelta(hours=4),
        rendezvous="Brandstationen 22:15",
        venue_ids=tuple(place.id for place in places.values()),
    )
    operation = workspace.operations.plan(draft)
    for name, authority, attendance in _PEOPLE:
        workspace.operations.invite(
            ParticipantDraft(operation_id=operation.id, name=name, authority=authority, attendance=attendance)
        )
    ground = workspace.operations.offered_grounds()[0]
    for place in list(places.values())[:3]:
        entry = EntryDraft(
            venue_id=place.id, operation_id=operation.id, ground_id=ground.id, reason="Tips om servering"
        )
        workspace.operations.choose_entry(entry)


def _unfinished(workspace, place):
    from ui.venues.draft import raw_of

    raw = raw_of(place) | {"notes": "Ingången från gården används efter midnatt.", "opening_pattern": "fredagar 23–04"}
    workspace.drafts.save(f"venue:{place.id}", {"raw": raw, "seen": {}}, place.id)
