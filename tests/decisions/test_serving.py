"""Service: which methods the law allows, on which days, with what proof; and that only it starts the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from krogkoll.cases import DeskService
from krogkoll.decisions import AttemptDraft, Method, Result, Stage, State
from krogkoll.decisions.rows import DecisionRow
from krogkoll.kernel.errors import Invalid, NotAllowed
from krogkoll.security import Permission, Role
from tests.decisions.taken import DECIDED_ON, PARTY, desk, taken
from tests.factories import ALCOHOL_BOARD, POLICE, actor

AT = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)


@pytest.fixture
def here(tmp_path):
    with desk(tmp_path) as a_desk:
        yield a_desk


def draft(decision, **over):
    return AttemptDraft(**{"decision_id": decision.id, "party": PARTY, "method": Method.RECEIPT, "sent_at": AT} | over)


def problems(act):
    with pytest.raises(Invalid) as refused:
        act()
    return {problem.field: problem.problem for problem in refused.value.problems}


def test_a_receipt_that_comes_back_starts_the_clock_and_a_task_says_when_it_ends(here) -> None:
    decision = taken(here.store)
    sent = here.serving.attempt(draft(decision))
    assert here.appeals.standing(decision.id).stage is Stage.WAITING_SERVICE
    here.go_to(date(2026, 12, 3))
    came = {"result": Result.SERVED, "served_on": date(2026, 12, 3), "received_by": "Kim Sandell"}
    served = here.serving.record_result(sent, draft(decision, **came, proof="Kvitto i akten"))
    assert served.by == "Johan Ek"
    standing = here.appeals.standing(decision.id)
    assert (standing.stage, standing.next_day) == (Stage.APPEAL_TIME, date(2026, 12, 28))
    assert standing.words == "Beslutet kan överklagas till och med måndag 28\u00a0december\u00a02026."
    task = DeskService(here.store).tasks()[0]
    assert (task.due_on, task.deadline, task.counted_from) == (date(2026, 12, 28), "appeal", date(2026, 12, 3))
    here.go_to(date(2026, 12, 29))
    standing = here.appeals.standing(decision.id)
    assert standing.stage is Stage.LEGAL_FORCE
    assert standing.words == "Beslutet har haft laga kraft sedan tisdag 29\u00a0december\u00a02026."


def test_a_corrected_day_moves_the_clock_and_the_task_and_the_old_one_stays_in_the_log(here) -> None:
    decision = taken(here.store)
    handed = {"method": Method.HANDED, "result": Result.SERVED, "received_by": "Kim Sandell", "proof": "Kvitto"}
    first = here.serving.attempt(draft(decision, **handed))
    assert first.served_on == DECIDED_ON
    here.go_to(date(2026, 11, 20))
    with pytest.raises(NotAllowed, match="result-known"):
        here.serving.record_result(first, draft(decision, **handed))
    late = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
    right = here.serving.correct(
        first,
        draft(decision, **handed | {"sent_at": late}),
        "Kvittot är daterat den 18 november",
    )
    assert right.served_on == date(2026, 11, 18)
    task = DeskService(here.store).tasks()[0]
    assert task.due_on == date(2026, 12, 9)
    with here.store.reading(need=Permission.READ_DECISIONS) as reader:
        history = reader.history(first.id)
    assert history[-1].why == "Kvittot är daterat den 18 november"
    waits = draft(decision, method=Method.RECEIPT, sent_at=late)
    here.serving.correct(right, waits, "Det var bara skickat")
    assert DeskService(here.store).tasks() == (), "a period that does not run is nothing to do"
    assert here.appeals.standing(decision.id).stage is Stage.WAITING_SERVICE


def test_a_correction_needs_its_reason(here) -> None:
    decision = taken(here.store)
    sent = here.serving.attempt(draft(decision))
    assert problems(lambda: here.serving.correct(sent, draft(decision), " ")) == {"correction": "missing"}


@pytest.mark.parametrize("state", [one for one in State if one is not State.DECIDED])
def test_nobody_is_served_with_what_is_not_decided(here, state) -> None:
    decision = taken(here.store, state=state)
    with pytest.raises(NotAllowed, match="not-taken"):
        here.serving.attempt(draft(decision))


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"method": Method.NOT_STATED}, {"method": "missing"}),
        ({"method": Method.ORDINARY}, {"method": "method-not-permitted"}),
        ({"method": Method.SIMPLIFIED, "informed_on": DECIDED_ON}, {"method": "method-not-permitted"}),
        ({"method": Method.ORAL}, {"method": "oral-not-permitted"}),
        ({"method": Method.NOTICE}, {"method": "not-tried"}),
        ({"party": " "}, {"party": "missing"}),
        ({"sent_at": None}, {"sent_at": "missing"}),
        ({"sent_at": AT + timedelta(hours=3)}, {"sent_at": "in-the-future"}),
        ({"sent_at": AT - timedelta(days=1)}, {"sent_at": "before-decision"}),
        ({"result": Result.FAILED}, {"failed_why": "missing"}),
        ({"served_on": DECIDED_ON}, {"served_on": "not-served"}),
        ({"result": Result.SERVED}, {"served_on": "missing", "received_by": "missing", "proof": "missing"}),
        (
            {"result": Result.SERVED, "served_on": date(2026, 11, 15), "received_by": "K", "proof": "Ja"},
            {"served_on": "before-sent"},
        ),
        (
            {"result": Result.SERVED, "served_on": date(2026, 11, 17), "received_by": "K", "proof": "Ja"},
            {"served_on": "in-the-future"},
        ),
    ],
)
def test_what_the_law_forbids_is_refused(here, over, said) -> None:
    decision = taken(here.store)
    assert problems(lambda: here.serving.attempt(draft(decision, **over))) == said
    assert here.serving.attempts(decision.id) == ()


def test_public_notice_comes_only_after_a_failed_attempt_and_never_with_a_fine(here) -> None:
    for fine in (None, 20_000):
        decision = taken(here.store, fine=fine)
        here.serving.attempt(draft(decision, result=Result.FAILED, failed_why="Ingen öppnade"))
        notice = draft(decision, method=Method.NOTICE)
        if fine:
            assert problems(lambda asked=notice: here.serving.attempt(asked)) == {"method": "not-tried"}
        else:
            assert here.serving.attempt(notice).method is Method.NOTICE


def test_special_service_is_for_legal_persons(here) -> None:
    person = taken(here.store, party_number="199006022397")
    assert problems(lambda: here.serving.attempt(draft(person, method=Method.LEGAL_PERSON))) == {
        "method": "no-legal-person"
    }
    company = taken(here.store)
    assert here.serving.attempt(draft(company, method=Method.LEGAL_PERSON)).result is Result.WAITING


@pytest.fixture
def board(tmp_path):
    with desk(tmp_path, actor(Role.MUNICIPAL_INSPECTOR, ALCOHOL_BOARD)) as a_desk:
        yield a_desk


def test_simplified_service_wants_information_a_control_message_and_two_weeks(board) -> None:
    decision = taken(board.store, type_code="AL-ERINRAN")
    simple = {"method": Method.SIMPLIFIED}
    assert problems(lambda: board.serving.attempt(draft(decision, **simple))) == {"informed_on": "not-informed"}
    later = {"informed_on": date(2026, 11, 17)}
    assert problems(lambda: board.serving.attempt(draft(decision, **simple, **later))) == {
        "informed_on": "informed-late"
    }
    told = simple | {"informed_on": date(2026, 9, 1)}
    sent = board.serving.attempt(draft(decision, **told))
    standing = board.appeals.standing(decision.id)
    assert (standing.stage, standing.next_day) == (Stage.WAITING_SERVICE, date(2026, 11, 30))
    served = told | {"result": Result.SERVED}
    board.go_to(date(2026, 11, 29))
    assert problems(lambda: board.serving.record_result(sent, draft(decision, **served))) == {
        "control_on": "missing",
        "served_on": "in-the-future",
    }
    board.go_to(date(2026, 12, 1))
    for day in (date(2026, 11, 16), date(2026, 11, 18)):
        wrong = draft(decision, **served, control_on=day)
        assert problems(lambda asked=wrong: board.serving.record_result(sent, asked)) == {"control_on": "control-day"}
    early = draft(decision, **served, control_on=date(2026, 11, 17), served_on=date(2026, 11, 29))
    assert problems(lambda: board.serving.record_result(sent, early)) == {"served_on": "not-that-day"}
    done = board.serving.record_result(sent, draft(decision, **served, control_on=date(2026, 11, 17)))
    assert done.served_on == date(2026, 11, 30)


def test_the_control_message_waits_for_the_next_working_day(board) -> None:
    friday = date(2026, 11, 20)
    decision = taken(board.store, type_code="AL-ERINRAN", decided_on=friday)
    board.go_to(date(2026, 12, 7))
    given = {
        "method": Method.SIMPLIFIED,
        "informed_on": date(2026, 9, 1),
        "sent_at": datetime(2026, 11, 20, 12, tzinfo=UTC),
        "result": Result.SERVED,
    }
    wrong = draft(decision, **given, control_on=date(2026, 11, 21))
    assert problems(lambda: board.serving.attempt(wrong)) == {"control_on": "control-day"}
    assert board.serving.attempt(draft(decision, **given, control_on=date(2026, 11, 23))).served_on == date(2026, 12, 4)


def test_an_oral_decision_on_the_spot_is_served_by_being_told(tmp_path) -> None:
    with desk(tmp_path, actor(Role.POLICE_INSPECTOR, POLICE)) as police:
        decision = taken(police.store, type_code="OL-UPPLOS")
        told = draft(decision, method=Method.ORAL, result=Result.SERVED, proof="Upplästes för ordningsvakten")
        assert police.serving.attempt(told).served_on == DECIDED_ON


def test_a_report_to_the_police_is_sent_not_served(board) -> None:
    report = taken(board.store, type_code="POL-ANM")
    with pytest.raises(NotAllowed, match="no-service"):
        board.serving.attempt(draft(report))


def test_a_correction_is_served_as_what_it_corrects(board) -> None:
    warning = taken(board.store, type_code="AL-VARNING")
    reminder = taken(board.store, type_code="AL-ERINRAN")
    strict = taken(board.store, type_code="FL-RATTELSE", supersedes=warning.id)
    light = taken(board.store, type_code="FL-RATTELSE", supersedes=reminder.id)
    assert problems(lambda: board.serving.attempt(draft(strict, method=Method.ORDINARY))) == {
        "method": "method-not-permitted"
    }
    assert board.serving.attempt(draft(light, method=Method.ORDINARY)).method is Method.ORDINARY


def test_the_sealed_decision_stays_as_it_was(here) -> None:
    decision = taken(here.store)
    here.serving.attempt(draft(decision, result=Result.FAILED, failed_why="Ingen öppnade"))
    with here.store.reading(need=Permission.READ_DECISIONS) as reader:
        assert reader.copy(reader.get(DecisionRow, decision.id)) == decision
