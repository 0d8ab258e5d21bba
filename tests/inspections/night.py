"""One night in a cellar as the fire authority meets it, from the shipped practice material."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from krogkoll.decisions import (
    Communication,
    Decision,
    DecisionService,
    Mode,
    PartyRole,
    ServiceWay,
    SigningService,
)
from krogkoll.evidence import EvidenceService, Persons, PhotoDraft, Subject, Vault
from krogkoll.inspections import (
    Answer,
    AnswerDraft,
    Attendance,
    EntryDraft,
    Finding,
    FindingDraft,
    Inspection,
    InspectionDraft,
    InspectionService,
    OperationDraft,
    OperationService,
    ParticipantDraft,
    ReportService,
    StatementDraft,
)
from krogkoll.kernel.clock import STOCKHOLM, SteppingClock
from krogkoll.kernel.resources import resource
from krogkoll.law import item
from krogkoll.people import Member, MemberDraft, MemberService
from krogkoll.security import Actor, Role
from krogkoll.signing import Pkcs12Signer, PracticeAuthority
from krogkoll.store import Store
from krogkoll.venues import PermitState, VenueService
from tests.factories import FIRE, actor, venue_draft, workspace

START = datetime(2026, 11, 14, 22, 11, tzinfo=UTC)
DONE = datetime(2026, 11, 14, 23, 45, tzinfo=UTC)
MATERIAL = tomllib.loads(resource("practice", "night.toml").read_text(encoding="utf-8"))
FIRE_ACTOR = actor(Role.FIRE_INSPECTOR, FIRE, name="Johan Ek")


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A workspace of the fire authority with its services, shortly after the visit began."""

    store: Store
    vault: Vault
    clock: SteppingClock
    issuer: PracticeAuthority
    operations: OperationService
    inspections: InspectionService
    reports: ReportService
    evidence: EvidenceService
    venues: VenueService
    decisions: DecisionService
    signatures: SigningService
    members: MemberService

    def signer(self, name: str) -> Pkcs12Signer:
        """A practice key in somebody's name."""
        start = START - timedelta(days=30)
        p12 = self.issuer.issue(name=name, organisation="Räddningstjänsten", passphrase="x", valid_from=start)
        return Pkcs12Signer.load(p12, "x", at=START)


def at(text: str) -> datetime:
    """A clock of that night in Swedish time: "23.21", "00.40"."""
    hour, minute = map(int, text.split("."))
    return datetime(2026, 11, 14 if hour > 12 else 15, hour, minute, tzinfo=STOCKHOLM).astimezone(UTC)


@contextmanager
def night(folder: Path, who: Actor = FIRE_ACTOR, *, practice: bool = True) -> Iterator[Night]:
    """An open workspace at 00.50 that night."""
    clock = SteppingClock(DONE + timedelta(minutes=5), timedelta(seconds=1))
    with workspace(folder / "workspace", who, clock) as store:
        vault = Vault(folder / "vault", bytearray(32))
        evidence = EvidenceService(store, vault)
        try:
            yield Night(
                store=store,
                vault=vault,
                clock=clock,
                issuer=PracticeAuthority.create(START - timedelta(days=60)),
                operations=OperationService(store),
                inspections=InspectionService(store),
                reports=ReportService(store, vault, practice=practice),
                evidence=evidence,
                venues=VenueService(store),
                decisions=DecisionService(store, vault, practice=practice),
                signatures=SigningService(store, vault, practice=practice),
                members=MemberService(store),
            )
        finally:
            evidence.close()
            vault.close()


def begun(a_night: Night, **over: Any) -> Inspection:
    """A visit that has begun at a place without permit, with ground and company."""
    place = a_night.venues.register(
        venue_draft(permit=PermitState.NONE_FOUND, permit_checked_on=datetime(2026, 11, 3, tzinfo=UTC).date())
    )
    operation = a_night.operations.plan(
        OperationDraft(title="Insats 14 november", purpose="Gemensam tillsyn", starts_at=START, venue_ids=(place.id,))
    )
    for name, authority, told in (
        ("Maria Berg", "p.syd.landskrona", "help-lso-5-3"),
        ("Anna Lindqvist", "k1282.alkohol", ""),
    ):
        invited = a_night.operations.invite(ParticipantDraft(operation_id=operation.id, name=name, authority=authority))
        a_night.operations.note_attendance(invited, Attendance.PRESENT, told)
    draft = InspectionDraft(
        venue_id=place.id,
        operation_id=operation.id,
        docket_number="RTÖ 2026-0187",
        planned=True,
        premises="källarlokalen på Sillkajsgatan 14",
        address="Källarplan, Sillkajsgatan 14",
        property_designation="Pollaren 7",
        started_at=START,
        operator_name="Föreningen Bakfickan",
        operator_number="809999-0015",
        person_met="Kim Sandell",
        person_met_role="företrädare",
    )
    visit = a_night.inspections.start(replace(draft, **over))
    ground = EntryDraft(inspection_id=visit.id, ground_id="lso-5-2", answers={"own_purpose": "Brandskyddet i lokalen"})
    a_night.inspections.choose_entry(ground)
    return visit


def carried_out(a_night: Night, visit: Inspection) -> tuple[tuple[Answer, ...], tuple[Finding, ...]]:
    """The fire authority's answers and observations of the night."""
    answers, findings = [], []
    for row in MATERIAL["finding"]:
        if row["kind"] != "fire_authority":
            continue
        asked = item(row["item"], 1)
        if row["value"]:
            answers.append(
                a_night.inspections.answer(
                    AnswerDraft(
                        inspection_id=visit.id,
                        item_id=asked.id,
                        value=row["value"],
                        addition=row["extra"],
                        deviation=row["deviation"],
                        answered_at=at(row["clock"]),
                    )
                )
            )
        findings.append(
            a_night.inspections.observe(
                FindingDraft(
                    inspection_id=visit.id, at=at(row["clock"]), text=row["text"], item_id=asked.id, item_version=1
                )
            )
        )
    a_night.inspections.hear(
        StatementDraft(
            inspection_id=visit.id,
            at=at("00.20"),
            who="Kim Sandell",
            role="företrädare",
            text="Hänglåset sattes dit efter ett inbrott.",
        )
    )
    return tuple(answers), tuple(findings)


def closed(a_night: Night, visit: Inspection) -> Inspection:
    """The visit ended and closed."""
    shown = a_night.inspections.visit(visit.id).inspection
    ended = a_night.inspections.edit(shown, replace(shown, ended_at=DONE))
    return a_night.inspections.close(ended)


def photo(a_night: Night, folder: Path, finding: Finding, *, cleared: bool = True) -> tuple[str, Finding]:
    """A small photo attached to a finding, and marked as free of persons unless said otherwise."""
    from PIL import Image

    path = folder / f"{finding.id}.jpg"
    content = BytesIO()
    Image.new("RGB", (1200, 900), (120, 90, 60)).save(content, "JPEG", comment=finding.id.encode())
    path.write_bytes(content.getvalue())
    subject = Subject("inspection", finding.inspection_id)
    imported = a_night.evidence.import_files([path], subject=subject, thorough=True)
    taken = imported.photos[0]
    taken = a_night.evidence.edit_photo(taken, PhotoDraft(caption="Hänglås på gårdsutgången", alt="Ett hänglås."))
    if cleared:
        taken = a_night.evidence.review(taken, Persons.NONE)
    attached = a_night.inspections.edit_finding(finding, replace(finding, photo_ids=(*finding.photo_ids, taken.id)))
    return taken.id, attached


def decision_maker(a_night: Night) -> Member:
    """The colleague who decides, let in as a guest."""
    draft = MemberDraft(
        name="Helena Strand", title="Brandingenjör i beredskap", role=Role.DECISION_MAKER, authority=FIRE
    )
    return a_night.members.welcome_guest(draft)


def written(a_night: Night, visit: Inspection, boss: Member, **over: Any) -> Decision:
    """A decision that lacks nothing: facts from the visit, words from the practice material, jäv declared."""
    drafted = a_night.decisions.begin("LSO-NYTTJ", inspection_id=visit.id)
    words = MATERIAL["decision"]
    full = replace(
        drafted,
        party_short="föreningen",
        party_address=("Sillkajsgatan 14", "261 35 Landskrona"),
        party_role=PartyRole.USER,
        party_basis=words["party_basis"],
        mode=Mode.NO_VISITORS,
        effective_at=at("01.10"),
        remedies=tuple(words["remedies"]),
        immediate_reasons=words["immediate_reasons"],
        reasons=tuple(words["reasons"]),
        proportionality=words["proportionality"],
        communication=Communication.ON_SITE,
        communication_text=words["communication_text"],
        statement=words["statement"],
        statement_assessment=words["statement_assessment"],
        decision_maker_id=boss.id,
        decision_maker_name=boss.name,
        decision_maker_title=boss.title,
        delegation_point="punkt 4.3",
        presenter_title="Brandinspektör",
        service=ServiceWay.ON_SITE,
        recipients=(
            {"who": "Landskrona stad, alkoholnämnden (exempel)", "how": "Kopia"},
            {"who": "Kajhuset AB (exempel), fastighetsägare", "how": "Kopia efter sekretessprövning"},
        ),
    )
    edited = a_night.decisions.edit(drafted, replace(full, **over))
    answered = a_night.decisions.declare(edited, conflict=False)
    return a_night.decisions.declare(answered, conflict=False, guest=boss.actor())
