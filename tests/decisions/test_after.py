"""Everything after a decision in one view, the landlord's two months, the days in the calendar, what waits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from krogkoll.agenda import AgendaService, Group
from krogkoll.cases import DeskService
from krogkoll.decisions import (
    AfterService,
    AppealDraft,
    CameBy,
    LandlordDraft,
    LandlordOutcome,
    LandlordService,
    Method,
    Result,
    Stage,
    State,
    landlord_words,
)
from krogkoll.decisions.landlord import last_day
from krogkoll.kernel.errors import Invalid, NotAllowed
from krogkoll.security import Role
from tests.decisions.taken import DECIDED_ON, PARTY, desk, taken, with_paper
from tests.decisions.test_serving import draft
from tests.factories import ALCOHOL_BOARD, actor, audited

SERVED = {"method": Method.HANDED, "result": Result.SERVED, "received_by": "Kim Sandell", "proof": "Kvitto"}
DAYS = st.dates(date(2024, 1, 1), date(2028, 6, 30))


@pytest.fixture
def here(tmp_path):
    with desk(tmp_path) as a_desk:
        yield a_desk


@pytest.fixture
def board(tmp_path):
    with desk(tmp_path, actor(Role.MUNICIPAL_INSPECTOR, ALCOHOL_BOARD)) as a_desk:
        yield a_desk


def test_one_view_holds_everything_and_names_who_tries_an_appeal(here) -> None:
    decision = with_paper(here)
    here.serving.attempt(draft(decision, **SERVED))
    correction = taken(here.store, type_code="FL-RATTELSE", supersedes=decision.id, state=State.DRAFT)
    found = AfterService(here.store).after(decision.id)
    assert found.standing.stage is Stage.APPEAL_TIME
    assert found.appeal_to == "Länsstyrelsen Skåne"
    assert [one.id for one in found.corrected_by] == [correction.id]
    assert found.expedition is not None
    assert Method.ORDINARY not in found.methods
    back = AfterService(here.store).after(correction.id)
    assert (back.corrects.id, back.standing.stage, back.expedition) == (decision.id, Stage.NOT_DECIDED, None)


def test_a_discarded_correction_is_no_link(here) -> None:
    decision = with_paper(here)
    taken(here.store, type_code="FL-RATTELSE", supersedes=decision.id, state=State.DISCARDED)
    assert AfterService(here.store).after(decision.id).corrected_by == ()


def test_the_calendar_holds_the_days_and_no_name(here, tmp_path) -> None:
    decision = taken(here.store)
    here.serving.attempt(draft(decision, **SERVED))
    target = tmp_path / "frister.ics"
    after = AfterService(here.store)
    assert after.save_calendar(target) == 1
    assert after.save_calendar(target) == 1, "an older file is replaced"
    raw = target.read_bytes()
    assert PARTY.encode() not in raw
    entry = Calendar.from_ical(raw).walk("VEVENT")[0]
    assert entry["dtstart"].dt == date(2026, 12, 7)
    assert str(entry["summary"]) == "Överklagandetiden går ut: Föreläggande att inte använda lokal, RTÖ 2026-0187"
    assert audited(here.store)[-1]["ground"] == "calendar"


def test_what_must_be_done_waits_in_the_inbox_until_it_is_done(here) -> None:
    agenda = AgendaService(here.store)
    decision = taken(here.store)
    waiting = agenda.inbox().groups[Group.FOLLOW_UP]
    assert [(one.id, one.title) for one in waiting] == [
        (decision.id, "Beslutet är inte delgivet. Överklagandetiden har inte börjat.")
    ]
    sent = here.serving.attempt(draft(decision))
    assert agenda.inbox().totals[Group.FOLLOW_UP] == 0, "somebody else's turn"
    here.serving.record_result(sent, draft(decision, result=Result.FAILED, failed_why="Ingen öppnade"))
    assert agenda.inbox().totals[Group.FOLLOW_UP] == 1
    here.serving.attempt(draft(decision, **SERVED))
    assert agenda.inbox().totals[Group.FOLLOW_UP] == 0
    appeal = here.appeals.register(
        AppealDraft(decision_id=decision.id, party=PARTY, came_in_on=DECIDED_ON, came_by=CameBy.HAND)
    )
    assert "överklagade i tid" in agenda.inbox().groups[Group.FOLLOW_UP][0].title
    here.appeals.forward(appeal, "Länsstyrelsen Skåne")
    assert agenda.inbox().totals[Group.FOLLOW_UP] == 0
    assert agenda.waiting() == agenda.inbox().total


def test_the_end_of_the_appeal_time_is_a_deadline_on_the_overview(here) -> None:
    here.serving.attempt(draft(taken(here.store), **SERVED))
    here.go_to(date(2026, 12, 2))
    item = AgendaService(here.store).overview().deadlines[0]
    assert (item.due_on, item.legal) == (date(2026, 12, 7), True)
    assert item.title == "Kontrollera laga kraft: Föreläggande att inte använda lokal, RTÖ 2026-0187"


def letter(board, **over):
    return taken(board.store, type_code="HYRV-INFO", party_name="Kajhuset AB", **over)


def test_two_months_from_the_landlords_knowledge_and_a_task_that_says_so(board) -> None:
    landlords = LandlordService(board.store)
    told = letter(board)
    board.go_to(date(2026, 11, 20))
    track = landlords.begin(LandlordDraft(decision_id=told.id, knowledge_on=date(2026, 11, 18)))
    assert (track.landlord, last_day(track)) == ("Kajhuset AB", date(2027, 1, 18))
    assert DeskService(board.store).tasks()[0].due_on == date(2027, 1, 18)
    assert landlord_words(track, date(2026, 11, 20)).endswith("till och med den 18\u00a0januari\u00a02027.")
    with pytest.raises(NotAllowed, match="track-exists"):
        landlords.begin(LandlordDraft(decision_id=told.id))
    days = AfterService(board.store).legal_days()
    assert [(one.day, one.what) for one in days] == [
        (date(2027, 1, 18), "Hyresvärdens två månader går ut: Information till fastighetsägaren, RTÖ 2026-0187")
    ]
    ended = landlords.record_outcome(track, LandlordOutcome.NOTICE_GIVEN, date(2026, 11, 20), "Uppsägning i akten")
    assert landlord_words(ended, date(2026, 11, 20)) == "Hyresvärden har sagt upp avtalet."
    assert DeskService(board.store).tasks() == ()
    assert AfterService(board.store).legal_days() == ()
    with pytest.raises(NotAllowed, match="track-ended"):
        landlords.edit(ended, LandlordDraft(landlord="Kajhuset AB"))


def test_an_investigation_in_time_keeps_the_landlords_right_until_it_has_ended(board) -> None:
    landlords = LandlordService(board.store)
    told = letter(board)
    board.go_to(date(2027, 6, 1))
    track = landlords.begin(LandlordDraft(decision_id=told.id, knowledge_on=date(2026, 11, 18)))
    going = landlords.edit(
        track, LandlordDraft(landlord="Kajhuset AB", knowledge_on=date(2026, 11, 18), proceedings_on=date(2027, 1, 10))
    )
    assert last_day(going) is None
    assert DeskService(board.store).tasks() == ()
    done = landlords.edit(
        going,
        LandlordDraft(
            landlord="Kajhuset AB",
            knowledge_on=date(2026, 11, 18),
            proceedings_on=date(2027, 1, 10),
            proceedings_ended_on=date(2027, 5, 31),
        ),
    )
    assert last_day(done) == date(2027, 7, 31)
    assert DeskService(board.store).tasks()[0].due_on == date(2027, 7, 31)


def test_only_a_signed_letter_to_a_landlord_begins_a_track(board) -> None:
    landlords = LandlordService(board.store)
    with pytest.raises(NotAllowed, match="no-landlord"):
        landlords.begin(LandlordDraft(decision_id=taken(board.store, type_code="AL-ERINRAN").id))
    with pytest.raises(NotAllowed, match="not-taken"):
        landlords.begin(LandlordDraft(decision_id=letter(board, state=State.READY).id))
    with pytest.raises(Invalid):
        landlords.begin(LandlordDraft(decision_id=letter(board).id, knowledge_on=date(2026, 11, 17)))


@given(DAYS, DAYS, DAYS)
def test_proceedings_never_shorten_the_landlords_time(knew, began, ended) -> None:
    alone = last_day(LandlordDraft(knowledge_on=knew))
    with_them = last_day(LandlordDraft(knowledge_on=knew, proceedings_on=began, proceedings_ended_on=max(began, ended)))
    assert alone is not None
    assert with_them is not None
    assert with_them >= alone
