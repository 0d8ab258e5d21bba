"""One factory per record type, and a workspace to put them in; invented throughout, numbers for tests only."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from krogkoll.cases import CaseDraft, EventKind, PartyRole
from krogkoll.cases.rows import CaseEventRow, CaseRow, InvolvementRow, OfficialNoteRow, SecrecyMarkingRow, TaskRow
from krogkoll.decisions.rows import DecisionRow
from krogkoll.evidence import CustodyAct
from krogkoll.evidence.rows import CustodyRow, DocumentRow, PhotoRow
from krogkoll.inspections.operation_rows import EntryRow, OperationRow, ParticipantRow
from krogkoll.inspections.paper_rows import PaperRow
from krogkoll.inspections.rows import AnswerRow, FindingRow, InspectionRow, StatementRow
from krogkoll.kernel.clock import Clock, SteppingClock
from krogkoll.kernel.record import fields_of
from krogkoll.people import CompanyDraft, MemberDraft, PersonDraft
from krogkoll.people.rows import CompanyRow, MemberRow, PersonRow
from krogkoll.security import Actor, Role
from krogkoll.store import Store, SyncedRow
from krogkoll.venues import (
    Channel,
    Handling,
    InformationGrade,
    PlaceKind,
    RiskClass,
    SourceGrade,
    SourceKind,
    TipDraft,
    TipSourceDraft,
    VenueDraft,
)
from krogkoll.venues.rows import VenueRow
from krogkoll.venues.tip_rows import AssessmentRow, IndicationRow, TipRow, TipSourceRow

from . import factory_rooms

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ALCOHOL_BOARD = "k1282.alkohol"
POLICE = "p.syd.landskrona"
FIRE = "rtj.landskrona"
PERSON_NUMBER = "199006022397"
ORGANISATION_NUMBER = "8099990015"


def actor(role: Role = Role.MUNICIPAL_INSPECTOR, authority: str = ALCOHOL_BOARD, **over: str) -> Actor:
    """Somebody who acts."""
    fields = {"user_id": "6f0c1f5e-6d0c-4d33-9a3d-111111111111", "name": "Anna Lindqvist"} | over
    return Actor(role=role, authority=authority, **fields)


def clock(start: datetime = NOW) -> SteppingClock:
    """A clock that moves one second each time it is read."""
    return SteppingClock(start, timedelta(seconds=1))


@contextmanager
def workspace(folder: Path, who: Actor | None = None, at: Clock | None = None) -> Iterator[Store]:
    """An open, empty store with one person let in."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Store.create(folder / "store.db", bytearray(range(32)), at or clock())
    store.act_as(who or actor())
    try:
        yield store
    finally:
        store.close()


def member_draft(**over: Any) -> MemberDraft:
    """A member of the own authority."""
    draft = MemberDraft(name="Björn Åkesson", title="Enhetschef", role=Role.DECISION_MAKER, authority=ALCOHOL_BOARD)
    return replace(draft, **over)


def person_draft(**over: Any) -> PersonDraft:
    """A person with one of Skatteverket's test numbers, as a municipality may write it."""
    draft = PersonDraft(
        name="Örjan Testsson",
        number=PERSON_NUMBER,
        number_reason="behövs för säker identifiering av parten",
        street="Storgatan 1",
        postal_code="26131",
        city="Landskrona",
    )
    return replace(draft, **over)


def company_draft(**over: Any) -> CompanyDraft:
    """An association that nobody has registered."""
    return replace(CompanyDraft(name="Föreningen Bakfickan (exempel)", number=ORGANISATION_NUMBER), **over)


def venue_draft(**over: Any) -> VenueDraft:
    """A suspected cellar."""
    draft = VenueDraft(
        name="Källaren Bakfickan",
        street="Sillkajsgatan 14",
        postal_code="26135",
        city="Landskrona",
        municipality="1282",
        latitude=55.8708,
        longitude=12.8301,
        accuracy_m=10.0,
        place=PlaceKind.BASEMENT,
        notes="Ingång från gården.",
    )
    return replace(draft, **over)


def tip_draft(**over: Any) -> TipDraft:
    """A graded tip of paid serving."""
    draft = TipDraft(
        text="Öl och sprit säljs från en bardisk längst in.",
        received_at=NOW - timedelta(hours=2),
        channel=Channel.PHONE,
        observed_from=NOW - timedelta(hours=14),
        source_kind=SourceKind.KNOWN,
        source_grade=SourceGrade.UNTESTED,
        information_grade=InformationGrade.CORROBORATED,
        handling=Handling.PERMITTED,
        indicators=("I1",),
    )
    return replace(draft, **over)


def source_draft(**over: Any) -> TipSourceDraft:
    """A neighbour who wants to stay unknown."""
    draft = TipSourceDraft(
        name="Gudrun Grannfeldt", contact="gudrun@example.se", relation="granne", promised_anonymity=True
    )
    return replace(draft, **over)


def case_draft(**over: Any) -> CaseDraft:
    """A supervision case."""
    return replace(CaseDraft(title_public="Tillsyn, Sillkajsgatan 14", title_internal="Misstänkt servering"), **over)


def _indication(**over: Any) -> SyncedRow:
    fields = {
        "venue_id": "a-venue",
        "indicator": "I5",
        "on": TODAY,
        "source_grade": SourceGrade.RELIABLE,
        "information_grade": InformationGrade.DIRECT,
        "handling": Handling.PERMITTED,
        "origin_kind": "inspection",
        "origin_id": "an-inspection",
        "source": FIRE,
    }
    return IndicationRow(**fields | over)


def _assessment(**over: Any) -> SyncedRow:
    fields = {
        "venue_id": "a-venue",
        "decided": RiskClass.HIGH,
        "reason": "våld i närheten",
        "points": 36.6,
        "computed": RiskClass.MEDIUM,
        "danger": True,
        "sources": 2,
        "lines": [{"indicator": "I1", "points": 11.9}],
        "rule": "1",
        "as_of": TODAY,
    }
    return AssessmentRow(**fields | over)


def _event(**over: Any) -> SyncedRow:
    fields = {"case_id": "a-case", "venue_id": "a-venue", "at": NOW, "kind": EventKind.NOTE, "title": "Samtal"}
    return CaseEventRow(**fields | {"by": "Anna Lindqvist", "subject_kind": "tip", "subject_id": "a-tip"} | over)


def _finding(**over: Any) -> SyncedRow:
    fields = {"inspection_id": "a-visit", "at": NOW, "text": "Utgången mot gården låst med hänglås."}
    return FindingRow(**fields | {"item_id": "tillsyn-36", "item_version": 1, "photo_ids": ("a-photo",)} | over)


def _photo(**over: Any) -> SyncedRow:
    fields = {"sha256": "ab" * 32, "size": 7958, "mime": "image/jpeg", "name": "Canon_40D.jpg"}
    return PhotoRow(**fields | {"caption": "Hänglås på gårdsutgången", "alt": "Ett hänglås på en dörr."} | over)


FACTORIES: dict[str, Callable[..., SyncedRow]] = {
    "member": lambda **over: MemberRow(**fields_of(member_draft()) | over),
    "person": lambda **over: PersonRow(**fields_of(person_draft()) | over),
    "company": lambda **over: CompanyRow(**fields_of(company_draft()) | over),
    "venue": lambda **over: VenueRow(**fields_of(venue_draft()) | over),
    "tip": lambda **over: TipRow(**fields_of(tip_draft()) | {"venue_id": "a-venue"} | over),
    "tip_source": lambda **over: TipSourceRow(**fields_of(source_draft()) | {"tip_id": "a-tip"} | over),
    "indication": _indication,
    "assessment": _assessment,
    "case_file": lambda **over: CaseRow(**fields_of(case_draft()) | {"provisional": "L-3FA9-1"} | over),
    "case_event": _event,
    "involvement": lambda **over: InvolvementRow(
        **{"case_id": "a-case", "subject_kind": "company", "subject_id": "a-company", "role": PartyRole.PARTY} | over
    ),
    "official_note": lambda **over: OfficialNoteRow(
        **{"case_id": "a-case", "at": NOW, "with_whom": "hyresvärden", "text": "Lokalen hyrs ut.", "by": "Anna"} | over
    ),
    "task": lambda **over: TaskRow(**{"case_id": "a-case", "title": "Ring hyresvärden", "due_on": TODAY} | over),
    "secrecy_marking": lambda **over: SecrecyMarkingRow(
        **{"subject_kind": "tip", "subject_id": "a-tip", "provision": "OSL-17-1", "marked_on": TODAY} | over
    ),
    "photo": _photo,
    "document": lambda **over: DocumentRow(
        **{"sha256": "cd" * 32, "size": 90_000, "mime": "application/pdf", "name": "beslut.pdf", "title": "Beslut"}
        | over
    ),
    "custody": lambda **over: CustodyRow(
        **{"item_kind": "photo", "item_id": "a-photo", "act": CustodyAct.TAKEN, "at": NOW, "to_who": "Anna Lindqvist"}
        | over
    ),
    "operation": lambda **over: OperationRow(
        **{"title": "Gemensam tillsyn", "purpose": "Brandskydd", "starts_at": NOW, "venue_ids": ("a-venue",)} | over
    ),
    "participant": lambda **over: ParticipantRow(
        **{"operation_id": "an-operation", "name": "Maria Berg", "title": "polisinspektör", "authority": POLICE} | over
    ),
    "entry": lambda **over: EntryRow(
        **{"venue_id": "a-venue", "ground_id": "lso-5-2", "authority": FIRE, "chosen_at": NOW} | over
    ),
    "inspection": lambda **over: InspectionRow(
        **{"venue_id": "a-venue", "premises": "källarlokalen på Sillkajsgatan 14", "started_at": NOW} | over
    ),
    "answer": lambda **over: AnswerRow(
        **{"inspection_id": "a-visit", "item_id": "tillsyn-36", "item_version": 1, "value": "no", "answered_at": NOW}
        | over
    ),
    "finding": _finding,
    "statement": lambda **over: StatementRow(
        **{"inspection_id": "a-visit", "at": NOW, "who": "Kim Sandell", "text": "Låset sattes dit efter ett inbrott."}
        | over
    ),
    "decision": lambda **over: DecisionRow(
        **{"inspection_id": "a-visit", "type_code": "LSO-NYTTJ", "party_name": "Föreningen Bakfickan"} | over
    ),
    "paper": lambda **over: PaperRow(
        **{"subject_kind": "inspection", "subject_id": "a-visit", "title": "Tillsynsprotokoll", "practice": True} | over
    ),
} | factory_rooms.factories()
"""One valid row of each record type, by kind."""


def audited(store: Store) -> list[dict[str, Any]]:
    """The audit log so far, oldest first, with the detail that a purge may wipe laid in."""
    with store.raw() as connection:
        rows = connection.exec_driver_sql("SELECT said, detail FROM audit_log ORDER BY seq").fetchall()
    entries = []
    for said, detail in rows:
        entries.append(json.loads(said) | ({"detail": json.loads(detail)} if detail else {}))
    return entries
