"""The score of a place: the worked example of the rule, and what must hold for every set of observations."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.law import indicators
from krogkoll.venues import Grade, Handling, InformationGrade, Observed, RiskClass, SourceGrade, score, swedish_risk
from krogkoll.venues.scoring import heat_of, points_of

RULES = indicators()
TODAY = date(2026, 11, 22)


def seen(indicator, code, days, *, source="", origin=""):
    grade = Grade(source=SourceGrade(code[0]), information=InformationGrade(code[1]), handling=Handling.PERMITTED)
    on = TODAY - timedelta(days=days)
    origin = origin or f"tip {indicator} {code} {days}"
    return Observed(indicator=indicator, grade=grade, on=on, origin=origin, source=source or origin)


EXAMPLE = [seen("I1", "2A", 30), seen("I5", "1A", 10), seen("I13", "1B", 5)]


def test_the_worked_example_gives_36_6_medium_and_danger():
    found = score(EXAMPLE, RULES, TODAY)
    assert round(found.points, 1) == 36.6
    assert found.risk is RiskClass.MEDIUM
    assert found.danger
    assert [(line.indicator, round(line.points, 1)) for line in found.lines] == [
        ("I5", 18.5),
        ("I1", 11.9),
        ("I13", 6.2),
    ]


def test_each_line_explains_its_points():
    line = score(EXAMPLE, RULES, TODAY).lines[1]
    assert (line.weight, line.grade_factor, round(line.age_factor, 2), line.age_days) == (25, 0.6, 0.79, 30)
    assert line.points == pytest.approx(line.weight * line.grade_factor * line.age_factor)
    assert (line.grade, line.origin) == ("2 A P", "tip I1 2A 30")


def test_an_indicator_counts_once_with_its_best_observation():
    found = score([seen("I1", "2B", 0), seen("I1", "1A", 40), seen("I1", "3E", 0)], RULES, TODAY)
    assert [line.origin for line in found.lines] == ["tip I1 1A 40"]


def test_high_takes_two_independent_sources():
    strong = [seen(one, "1A", 0, source="the same") for one in ("I1", "I2", "I3", "I4")]
    alone = score(strong, RULES, TODAY)
    assert (alone.points, alone.risk, alone.sources) == (85.0, RiskClass.MEDIUM, 1)
    joined = score([*strong, seen("I15", "3D", 300, source="another")], RULES, TODAY)
    assert (joined.risk, joined.sources) == (RiskClass.HIGH, 2)


def test_what_is_suspected_false_counts_neither_as_points_nor_as_a_source():
    found = score([seen("I1", "1E", 0)], RULES, TODAY)
    assert (found.points, found.sources, found.lines, found.risk) == (0, 0, (), RiskClass.LOW)


@pytest.mark.parametrize(
    ("indicator", "code", "danger"),
    [("I3", "2A", True), ("I4", "1B", True), ("I5", "2B", False), ("I5", "1C", False), ("I1", "1A", False)],
)
def test_danger_needs_a_well_founded_danger_indicator(indicator, code, danger):
    assert score([seen(indicator, code, 0)], RULES, TODAY).danger is danger


def test_danger_makes_a_place_at_least_medium_however_old():
    found = score([seen("I4", "2A", 900)], RULES, TODAY)
    assert found.points < 1
    assert found.risk is RiskClass.MEDIUM


def test_the_sum_stops_at_one_hundred():
    found = score([seen(f"I{n}", "1A", 0) for n in range(1, 17)], RULES, TODAY)
    assert found.points == 100
    assert found.heat > heat_of(100, RULES, TODAY)


def test_an_observation_from_a_clock_ahead_counts_as_today():
    found = score([seen("I1", "1A", -3)], RULES, TODAY)
    assert (found.points, found.lines[0].age_days) == (25, 0)


def test_an_indicator_that_the_tables_no_longer_know_counts_nothing():
    assert score([seen("I99", "1A", 0)], RULES, TODAY).lines == ()


observation = st.builds(
    seen,
    st.sampled_from(sorted(RULES.indicators)),
    st.sampled_from([s + i for s in "123" for i in "ABCDE"]),
    st.integers(0, 700),
    source=st.sampled_from(["", "patrol", "neighbour"]),
)
some = st.lists(observation, max_size=12)
proved = settings(derandomize=True, deadline=None, max_examples=120)


@proved
@given(some, st.randoms(use_true_random=False))
def test_the_order_in_which_observations_came_does_not_matter(observed, random):
    shuffled = list(observed)
    random.shuffle(shuffled)
    assert score(shuffled, RULES, TODAY) == score(observed, RULES, TODAY)


@proved
@given(some, observation)
def test_one_more_observation_never_lowers_a_score(observed, more):
    before, after = score(observed, RULES, TODAY), score([*observed, more], RULES, TODAY)
    assert after.points >= before.points - 1e-9
    assert after.danger >= before.danger
    assert after.sources >= before.sources


@proved
@given(some)
def test_the_lines_add_up_to_the_points(observed):
    found = score(observed, RULES, TODAY)
    assert min(100, sum(line.points for line in found.lines)) == pytest.approx(found.points)
    assert len({line.indicator for line in found.lines}) == len(found.lines)


@proved
@given(some, some, st.integers(0, 400))
def test_stored_heat_tells_every_later_day_and_never_changes_the_order(one, other, days):
    first, second = score(one, RULES, TODAY), score(other, RULES, TODAY)
    later = TODAY + timedelta(days=days)
    assert points_of(first.heat, RULES, later) == pytest.approx(score(one, RULES, later).points)
    then = points_of(first.heat, RULES, later) - points_of(second.heat, RULES, later)
    if first.heat > second.heat:
        assert then >= -1e-9


@proved
@given(st.floats(0.01, 100), st.integers(-400, 4000))
def test_heat_and_points_are_each_others_inverse(points, days):
    day = TODAY + timedelta(days=days)
    assert points_of(heat_of(points, RULES, day), RULES, day) == pytest.approx(points)


def test_the_weights_of_the_tables_decide():
    doubled = {key: replace(value, weight=value.weight * 2) for key, value in RULES.indicators.items()}
    assert score(EXAMPLE, replace(RULES, indicators=doubled), TODAY).points == pytest.approx(73.165, abs=0.01)


def test_the_classes_have_their_words():
    assert [swedish_risk(one) for one in RiskClass] == ["Hög", "Medel", "Låg"]
