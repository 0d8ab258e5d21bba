"""A visit of the alcohol board in which everything happened that can be written down; for the whole report."""

from dataclasses import replace
from datetime import timedelta

from krogkoll.evidence import DocumentDraft, DocumentService, Persons, PhotoDraft, SampleService, Subject
from krogkoll.inspections import (
    AnswerDraft,
    Attendance,
    ColleagueService,
    ConsentAct,
    FieldService,
    FindingDraft,
    OperationDraft,
    ParticipantDraft,
    PresenceService,
    Signal,
    StatementDraft,
    Verdict,
)
from krogkoll.people import GuestPinService, MemberDraft
from krogkoll.security import Role
from tests.factories import ALCOHOL_BOARD
from tests.factory_rooms.field import (
    consent_draft,
    head_count_draft,
    oral_order_draft,
    presence_draft,
    second_view_draft,
    signal_draft,
)
from tests.factory_rooms.goods import sample_draft

from .night import DONE, START, photo
from .on_the_spot import PIN, board_visit


def began(a_night):
    """The visit with its company, its ground and what was said at the door."""
    operation = a_night.operations.plan(OperationDraft(title="Insats 14 november", purpose="Tillsyn", starts_at=START))
    invited = a_night.operations.invite(
        ParticipantDraft(
            operation_id=operation.id, name="Maria Berg", title="polisinspektör", authority="p.syd.landskrona"
        )
    )
    a_night.operations.note_attendance(invited, Attendance.PRESENT, "ol-2-21")
    visit = board_visit(
        a_night,
        operation_id=operation.id,
        planned=True,
        address="Källarplan, Sillkajsgatan 14",
        property_designation="Pollaren 7",
        operator_name="Föreningen Bakfickan",
        operator_number="809999-0015",
        docket_number="AN 2026-0114",
        person_met="Kim Sandell",
        person_met_role="företrädare",
        person_met_identity="körkort",
        identity_shown="tjänstekort visat vid dörren för Kim Sandell",
        purpose_told="tillsyn enligt alkohollagen",
        wait_for_secured=True,
        party_comments="Föreningen menar att det är en sluten fest.",
        deviations_from_plan="Brandinspektören kom inte.",
        next_step="Underrättelse till Polismyndigheten.",
    )
    at_the_door(a_night, visit)
    return visit


def at_the_door(a_night, visit):
    """A no, a yes, the police's word, two who go in, and a visit that is broken off."""
    field, presence = FieldService(a_night.store), PresenceService(a_night.store)
    field.consent(
        consent_draft(
            inspection_id=visit.id, at=START, act=ConsentAct.REFUSED, who="Noor Ekvall, dörrvärd", role="", reason=""
        )
    )
    field.consent(consent_draft(inspection_id=visit.id, at=START + timedelta(minutes=4)))
    presence.signal(signal_draft(inspection_id=visit.id, at=START + timedelta(minutes=5)))
    ours = presence.enter(presence_draft(inspection_id=visit.id, in_at=START + timedelta(minutes=6)))
    presence.leave(ours, at=START + timedelta(minutes=40))
    presence.enter(presence_draft(inspection_id=visit.id, name="Karin Wester", in_at=START + timedelta(minutes=7)))
    presence.signal(
        signal_draft(
            inspection_id=visit.id, at=START + timedelta(minutes=44), signal=Signal.ABORTED, why="Bråk i baren."
        )
    )


def noted(a_night, visit, folder):
    """What was seen, counted, told and taken; with photos, a paper and a sample."""
    field, inspections = FieldService(a_night.store), a_night.inspections
    inspections.answer(AnswerDraft(inspection_id=visit.id, item_id="tillsyn-10", value="yes", note="Tavla vid baren."))
    sold = inspections.observe(
        FindingDraft(
            inspection_id=visit.id,
            at=START + timedelta(minutes=12),
            text="Två starköl säljs.",
            item_id="tillsyn-10",
            item_version=1,
        )
    )
    _, sold = photo(a_night, folder, sold)
    crowd = inspections.observe(
        FindingDraft(inspection_id=visit.id, at=START + timedelta(minutes=15), text="Trångt vid baren.")
    )
    photo(a_night, folder, crowd, cleared=False)
    field.mark(visit.id, START + timedelta(minutes=18))
    field.strike(field.mark(visit.id, START + timedelta(minutes=19)), "tryckte av misstag")
    field.count(head_count_draft(inspection_id=visit.id, at=START + timedelta(minutes=20)))
    field.tell(oral_order_draft(inspection_id=visit.id, at=START + timedelta(minutes=30), to_whom="Kim Sandell"))
    inspections.hear(
        StatementDraft(inspection_id=visit.id, at=START + timedelta(minutes=33), who="Alex Holm", text="Jag köpte öl.")
    )
    seconded(a_night, visit, sold)
    taken_along(a_night, visit, folder)


def seconded(a_night, visit, sold):
    """A colleague confirms the visit and amends a finding, and does not take the visit over."""
    colleagues = ColleagueService(a_night.store)
    karin = a_night.members.welcome_guest(
        MemberDraft(
            name="Karin Wester", title="alkoholhandläggare", role=Role.MUNICIPAL_INSPECTOR, authority=ALCOHOL_BOARD
        )
    ).actor()
    GuestPinService(a_night.store).choose(karin.user_id, PIN)
    colleagues.say(second_view_draft(inspection_id=visit.id), karin, PIN)
    amends = second_view_draft(
        inspection_id=visit.id, finding_id=sold.id, verdict=Verdict.AMENDS, text="Det var tre glas."
    )
    colleagues.say(amends, karin, PIN)
    colleagues.withdraw(colleagues.offer(visit.id, karin, "Passet slut"))


def taken_along(a_night, visit, folder):
    """A sample and a paper."""
    SampleService(a_night.store).take(sample_draft(inspection_id=visit.id))
    paper = folder / "medlemslista.txt"
    paper.write_text("Stadgar för Föreningen Bakfickan", encoding="utf-8")
    documents = DocumentService(a_night.store, a_night.vault)
    draft = DocumentDraft(title="Föreningens stadgar", sender="Kim Sandell")
    documents.receive([paper], subject=Subject("inspection", visit.id), draft=draft)


def loose_photo(a_night, visit, folder):
    """A photo that hangs on the visit and on no finding."""
    from PIL import Image

    path = folder / "los.jpg"
    Image.new("RGB", (800, 600), (10, 90, 60)).save(path, "JPEG")
    taken = a_night.evidence.import_files([path], subject=Subject("inspection", visit.id), thorough=True).photos[0]
    taken = a_night.evidence.edit_photo(taken, PhotoDraft(caption="Porten", alt="En port.", photographer="Anna L"))
    return a_night.evidence.review(taken, Persons.NONE)


def full_visit(a_night, folder):
    """The whole visit, closed."""
    visit = began(a_night)
    noted(a_night, visit, folder)
    loose_photo(a_night, visit, folder)
    shown = a_night.inspections.visit(visit.id).inspection
    return a_night.inspections.close(a_night.inspections.edit(shown, replace(shown, ended_at=DONE)))
