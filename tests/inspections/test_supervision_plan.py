"""The plan of the year says which place is due when and why, from one set of queries, and leaves as harmless files."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from krogkoll.documents import text_of
from krogkoll.inspections import (
    InspectionDraft,
    InspectionKind,
    InspectionService,
    SupervisionPlanDraft,
    SupervisionPlanService,
    Visited,
    due_places,
    plan_problems,
    season_of,
)
from krogkoll.kernel.errors import Invalid
from krogkoll.venues import PermitState, PlaceFacts, RiskClass, VenueStatus

from .planning import ANNA, desk

TODAY = date(2026, 11, 22)
PLAN = SupervisionPlanDraft(year=2026, visits_high=4, visits_medium=2, visits_low=1, visits_permit=1)
WHOLE_YEAR = frozenset(range(1, 13))


def facts(**over):
    fields = {
        "id": "v",
        "name": "Källaren",
        "address": "Gatan 1",
        "permit": PermitState.UNKNOWN,
        "opening_pattern": "",
        "known_since": date(2026, 3, 2),
        "risk": RiskClass.MEDIUM,
    }
    return PlaceFacts(**fields | over)


def one_due(place, visited=None, plan=PLAN, planned=None):
    visits = {} if visited is None else {place.id: visited}
    (found,) = due_places([place], visits, planned or {}, plan, TODAY)
    return found


def test_visits_are_spread_over_the_year_from_the_last_one():
    found = one_due(facts(), Visited(date(2026, 5, 14), 1))
    assert (found.due, found.overdue, found.done, found.target) == (date(2026, 11, 1), False, 1, 2)
    assert found.reason == "Medel risk, 2 besök om året, senast 14\u00a0maj\u00a02026"
    late = one_due(facts(), Visited(date(2025, 10, 1), 0))
    assert (late.due, late.overdue) == (date(2026, 4, 1), True)


def test_high_risk_that_nobody_ever_visited_is_due_at_once_and_a_finished_year_is_done():
    assert one_due(facts(risk=RiskClass.HIGH)).due == date(2026, 3, 1)
    done = one_due(facts(), Visited(date(2026, 9, 1), 2))
    assert (done.due, done.overdue) == (None, False)


def test_a_permit_gives_a_visit_whatever_the_class_and_no_target_leaves_a_place_out():
    plan = SupervisionPlanDraft(year=2026, visits_low=0, visits_permit=1)
    assert due_places([facts(risk=RiskClass.LOW)], {}, {}, plan, TODAY) == ()
    assert one_due(facts(risk=RiskClass.LOW, permit=PermitState.VALID), plan=plan).target == 1


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Maj till september, alla dagar", {5, 6, 7, 8, 9}),
        ("nov-feb", {11, 12, 1, 2}),
        ("juni – aug.", {6, 7, 8}),
        ("fredagar och lördagar 23 till 04", WHOLE_YEAR),
        ("", WHOLE_YEAR),
    ],
)
def test_the_season_is_read_from_the_hours(text, months):
    assert season_of(text) == frozenset(months)


@given(
    st.sampled_from(RiskClass),
    st.one_of(st.none(), st.dates(date(2020, 1, 1), TODAY)),
    st.integers(0, 6),
    st.integers(1, 52),
    st.sampled_from(["", "maj till september", "dec-jan"]),
)
def test_the_month_lies_in_the_year_and_in_the_season(risk, last, count, target, hours):
    plan = SupervisionPlanDraft(year=2026, visits_high=target, visits_medium=target, visits_low=target)
    place = facts(risk=risk, opening_pattern=hours)
    found = one_due(place, Visited(last, count if last else 0), plan)
    if found.due is None:
        assert found.done >= target
    else:
        assert found.due.year == 2026
        assert found.due.day == 1
        assert found.due.month in season_of(hours)


def test_what_is_due_comes_from_the_store_with_few_queries_however_many_places(tmp_path):
    with desk(tmp_path, ANNA) as at:
        plans, inspections = SupervisionPlanService(at.store, practice=True), InspectionService(at.store)
        one = at.place("Källaren", permit=PermitState.VALID, permit_number="1", permit_checked_on=TODAY)
        at.place("Nedlagd", status=VenueStatus.CLOSED, status_reason="Riven")
        at.night(one)
        for kind, day in ((InspectionKind.JOINT, 3), (InspectionKind.DESK, 4), (InspectionKind.FROM_OUTSIDE, 5)):
            started = datetime(2026, 3, day, 21, tzinfo=UTC)
            inspections.start(InspectionDraft(kind=kind, venue_id=one.id, premises="källaren", started_at=started))
        plans.set_plan(SupervisionPlanDraft(year=2026, visits_low=2))
        (found,) = plans.plan_of(2026).places
        assert (found.name, found.done, found.target, found.last_on) == ("Källaren", 1, 2, date(2026, 3, 3))
        assert found.planned_on == date(2026, 11, 27)
        count = queries(at.store, lambda: plans.plan_of(2026))
        for number in range(30):
            at.place(f"Lokal {number}")
        assert queries(at.store, lambda: plans.plan_of(2026)) == count
        assert len(plans.plan_of(2026).places) == 31


def queries(store, work):
    seen = []

    def note(*said):
        seen.append(said[2])

    event.listen(store._writer, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(store._writer, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in seen)


def test_a_plan_is_changed_and_says_what_is_wrong(tmp_path):
    with desk(tmp_path, ANNA) as at:
        plans = SupervisionPlanService(at.store, practice=True)
        assert plans.plan_of(2026).stored is None
        with pytest.raises(Invalid):
            plans.plan_of(1)
        with pytest.raises(Invalid):
            plans.set_plan(SupervisionPlanDraft(year=26))
        made = plans.set_plan(SupervisionPlanDraft(year=2026))
        changed = SupervisionPlanDraft(year=2026, visits_high=6, adopted_on=TODAY, sent_on=TODAY)
        plans.set_plan(changed, made)
        assert plans.plan_of(2026).plan == changed
        wrong = SupervisionPlanDraft(year=2026, visits_low=53, adopted_on=TODAY, sent_on=date(2026, 1, 1))
        assert [one.field for one in plan_problems(wrong)] == ["visits_low", "sent_on"]


def test_the_files_hold_the_list(tmp_path):
    with desk(tmp_path, ANNA) as at:
        plans = SupervisionPlanService(at.store, practice=True)
        at.place("=cmd|'/c calc'!A0", permit=PermitState.VALID, permit_number="1", permit_checked_on=TODAY)
        plans.save_table(2026, tmp_path / "plan.csv")
        content = (tmp_path / "plan.csv").read_bytes()
        assert content.startswith("\ufeff".encode())
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
        assert rows[1][1] == "'=cmd|'/c calc'!A0"
        plans.save_paper(2026, tmp_path / "plan.pdf")
        text = " ".join(text_of((tmp_path / "plan.pdf").read_bytes()).split())
        assert "Tillsynsplan 2026" in text
        assert "9 kap. 2 § alkohollagen" in text
