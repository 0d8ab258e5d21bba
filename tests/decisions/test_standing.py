"""Appeals and where a decision stands: no legal force before service, and never a step back in time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.decisions import (
    AppealDraft,
    CameBy,
    Decision,
    Excuse,
    Method,
    Outcome,
    Result,
    Stage,
    State,
    standing,
    swedish_stage,
)
from krogkoll.decisions.appeals import Appeal
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.serving import ServiceAttempt
from krogkoll.kernel.errors import Invalid, NotAllowed
from krogkoll.law import appeal_last_day
from tests.decisions.taken import DECIDED_ON, PARTY, desk, taken
from tests.decisions.test_serving import draft

SERVED = {"method": Method.HANDED, "result": Result.SERVED, "received_by": "Kim Sandell", "proof": "Kvitto"}
LAST = date(2026, 12, 7)  # three weeks from Monday 16 November


@pytest.fixture
def here(tmp_path):
    with desk(tmp_path) as a_desk:
        yield a_desk


def came(decision, on, **over):
    return AppealDraft(**{"decision_id": decision.id, "party": PARTY, "came_in_on": on, "came_by": CameBy.POST} | over)


def served(here):
    decision = taken(here.store)
    here.serving.attempt(draft(decision, **SERVED))
    return decision


def test_an_appeal_on_the_last_day_is_forwarded_and_cannot_be_dismissed(here) -> None:
    decision = served(here)
    here.go_to(LAST)
    assert here.appeals.standing(decision.id).stage is Stage.APPEAL_TIME, "the last day is a day to appeal"
    appeal = here.appeals.register(came(decision, LAST))
    assert here.appeals.standing(decision.id).stage is Stage.APPEALED
    with pytest.raises(NotAllowed, match="appeal-in-time"):
        here.appeals.dismiss(appeal, "RTÖ 2026-0201")
    with pytest.raises(NotAllowed, match="not-forwarded"):
        here.appeals.record_outcome(appeal, Outcome.UNCHANGED, LAST)
    sent = here.appeals.forward(appeal, "Länsstyrelsen Skåne")
    assert sent.forwarded_on == LAST
    assert here.appeals.standing(decision.id).stage is Stage.FORWARDED
    here.go_to(date(2027, 2, 1))
    assert here.appeals.standing(decision.id).stage is Stage.FORWARDED, "an appeal in time stops legal force"
    here.appeals.record_outcome(sent, Outcome.UNCHANGED, date(2027, 1, 20))
    assert here.appeals.standing(decision.id).stage is Stage.COURT_DECIDED


def test_an_appeal_a_day_late_is_dismissed_and_cannot_be_forwarded(here) -> None:
    decision = served(here)
    here.go_to(LAST + timedelta(days=1))
    appeal = here.appeals.register(came(decision, LAST + timedelta(days=1)))
    found = here.appeals.standing(decision.id)
    assert (found.stage, swedish_stage(found.stage)) == (Stage.LATE_APPEAL, "Överklagat för sent")
    with pytest.raises(NotAllowed, match="appeal-late"):
        here.appeals.forward(appeal, "Länsstyrelsen Skåne")
    gone = here.appeals.dismiss(appeal, "RTÖ 2026-0201")
    assert here.appeals.standing(decision.id).stage is Stage.LEGAL_FORCE
    with pytest.raises(NotAllowed, match="appeal-handled"):
        here.appeals.dismiss(gone, "RTÖ 2026-0201")


@pytest.mark.parametrize("excuse", [Excuse.WRONG_INSTRUCTIONS, Excuse.COURT_IN_TIME])
def test_a_late_appeal_is_tried_where_the_authority_was_wrong_or_the_court_had_it_in_time(here, excuse) -> None:
    decision = served(here)
    here.go_to(LAST + timedelta(days=9))
    with pytest.raises(Invalid):
        here.appeals.register(came(decision, LAST + timedelta(days=9), excuse=excuse))
    appeal = here.appeals.register(came(decision, LAST + timedelta(days=9), excuse=excuse, excuse_why="Fel adress"))
    assert here.appeals.standing(decision.id).stage is Stage.APPEALED
    assert here.appeals.forward(appeal, "Länsstyrelsen Skåne").forwarded_on


def test_an_appeal_before_service_is_in_time(here) -> None:
    decision = taken(here.store)
    here.go_to(date(2027, 3, 1))
    appeal = here.appeals.register(came(decision, date(2027, 3, 1)))
    assert here.appeals.forward(appeal, "Länsstyrelsen Skåne").forwarded_to == "Länsstyrelsen Skåne"


def test_what_cannot_be_appealed_takes_no_appeal(here) -> None:
    closing = taken(here.store, type_code="AL-AVSKRIV")
    with pytest.raises(NotAllowed, match="not-appealable"):
        here.appeals.register(came(closing, DECIDED_ON))
    assert here.appeals.standing(closing.id).stage is Stage.NOT_APPEALABLE


def test_an_appeal_is_put_right_until_it_is_handled(here) -> None:
    decision = served(here)
    here.go_to(LAST + timedelta(days=3))
    appeal = here.appeals.register(came(decision, LAST + timedelta(days=3)))
    right = here.appeals.correct(appeal, came(decision, LAST), "Stämpeln säger den 7 december")
    assert here.appeals.standing(decision.id).stage is Stage.APPEALED
    sent = here.appeals.forward(right, "Länsstyrelsen Skåne")
    with pytest.raises(NotAllowed, match="appeal-handled"):
        here.appeals.correct(sent, came(decision, LAST), "Igen")


def test_every_party_must_be_served_and_have_had_its_time(here) -> None:
    decision = served(here)
    other = "Kajhuset AB"
    here.go_to(date(2026, 12, 10))
    here.serving.attempt(draft(decision, party=other))
    assert here.appeals.standing(decision.id).stage is Stage.WAITING_SERVICE
    at = datetime(2026, 12, 10, 9, tzinfo=UTC)
    here.serving.attempt(draft(decision, party=other, sent_at=at, **SERVED))
    found = here.appeals.standing(decision.id)
    assert (found.stage, found.next_day) == (Stage.APPEAL_TIME, date(2026, 12, 31) + timedelta(days=4))


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
RECORD = {"id": "x", "compartment": "", "created_at": datetime(2024, 1, 1, tzinfo=UTC), "created_by": ""}
RECORD |= {"seen": {}, "sealed": True}
PARTIES = st.sampled_from([PARTY, "Kajhuset AB"])


def decided() -> Decision:
    fields = {name: field.default for name, field in Decision.__dataclass_fields__.items()}
    known = {name: value for name, value in fields.items() if type(value).__name__ != "_MISSING_TYPE"}
    row = DecisionRow()
    rest = {name: getattr(row, name, None) for name in fields if name not in known}
    return Decision(**rest | known | RECORD | {"type_code": "LSO-NYTTJ", "party_name": PARTY, "state": State.DECIDED})


@st.composite
def attempts(draw):
    result, day = draw(st.sampled_from([Result.WAITING, Result.SERVED, Result.FAILED])), draw(DAYS)
    sent = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return ServiceAttempt(
        **RECORD,
        task_id="",
        party=draw(PARTIES),
        method=Method.RECEIPT,
        sent_at=sent,
        result=result,
        served_on=day if result is Result.SERVED else None,
    )


@st.composite
def appeals(draw):
    ended = draw(st.sampled_from(["", "forwarded", "dismissed", "withdrawn"]))
    day = draw(DAYS)
    return Appeal(
        **RECORD,
        party=draw(PARTIES),
        came_in_on=day,
        excuse=draw(st.sampled_from(list(Excuse))),
        forwarded_on=day if ended == "forwarded" else None,
        forwarded_to="Länsstyrelsen Skåne",
        dismissed_on=day if ended == "dismissed" else None,
        dismissal="",
        outcome=Outcome.WITHDRAWN if ended == "withdrawn" else Outcome.WAITING,
        outcome_on=None,
        outcome_note="",
    )


@given(st.lists(attempts(), max_size=4), st.lists(appeals(), max_size=3), DAYS, st.integers(0, 900))
def test_no_legal_force_before_service_and_never_a_step_back(tried, came_in, today, later) -> None:
    decision = decided()
    now = standing(decision, tried, came_in, today)
    then = standing(decision, tried, came_in, today + timedelta(days=later))
    if now.stage is Stage.LEGAL_FORCE:
        for party in {PARTY, *(one.party for one in tried)}:
            days = [one.served_on for one in tried if one.party == party and one.served_on]
            assert days, "everybody was served"
            assert today > appeal_last_day(min(days)), "and has had three weeks"
        assert then.stage is Stage.LEGAL_FORCE
    elif now.stage is Stage.APPEAL_TIME:
        assert then.stage in (Stage.APPEAL_TIME, Stage.LEGAL_FORCE)
        assert (then.stage is Stage.LEGAL_FORCE) == (today + timedelta(days=later) > now.next_day)
    else:
        assert then == now, "nothing else happens by waiting"
    assert now.words.endswith(".")


@given(DAYS, st.integers(0, 60))
def test_without_a_served_party_time_alone_changes_nothing(today, later) -> None:
    assert standing(decided(), (), (), today + timedelta(days=later)).stage is Stage.WAITING_SERVICE
