"""The stop rule is computed from the risks, stands until the leader lifts it, and falls back on the safe side."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.inspections import (
    ParticipantRole,
    RiskDraft,
    RiskFactor,
    rated,
    risk_problems,
    standing_risk,
    stop_rule,
    swedish_factor,
)
from krogkoll.kernel.errors import Invalid, NotAllowed
from krogkoll.security import Permission
from tests.factories import POLICE

from .planning import ANNA, desk

PAIRS = st.tuples(st.integers(0, 3), st.integers(0, 3))
SCORES = st.dictionaries(st.sampled_from(RiskFactor), PAIRS, min_size=1)


def risks(scores):
    return RiskDraft(operation_id="o", venue_id="v", scores=scores)


@given(SCORES)
def test_the_rule_stands_exactly_at_nine_or_at_weapons_of_two(scores):
    nine = any(likelihood * consequence == 9 for likelihood, consequence in scores.values())
    likelihood, consequence = scores.get(RiskFactor.WEAPONS, (0, 0))
    rule = stop_rule(risks(scores))
    assert rule.stands == (nine or consequence >= 2 or likelihood * consequence >= 2)
    assert bool(rule.why) == rule.stands
    assert risk_problems(risks(scores)) == ()


@given(SCORES, st.sampled_from(RiskFactor), PAIRS)
def test_a_higher_risk_never_takes_the_rule_away(scores, factor, more):
    before = scores.get(factor, (0, 0))
    higher = scores | {factor: (max(before[0], more[0]), max(before[1], more[1]))}
    assert stop_rule(risks(higher)).stands or not stop_rule(risks(scores)).stands


@pytest.mark.parametrize("broken", [None, "9", [3], [3, 3, 3], [True, 3], [4, 1], [-1, 2], [1.5, 2], {"a": 1}])
def test_what_cannot_be_read_counts_as_the_highest_and_is_refused_in_a_form(broken):
    assert stop_rule(risks({"dogs": broken})).stands
    assert "dogs" in {problem.field for problem in risk_problems(risks({"dogs": broken}))}


def test_a_factor_of_a_newer_program_still_counts():
    rule = stop_rule(risks({"drones": [3, 3]}))
    assert rule.why == ("Risk från en nyare version når 9.",)
    assert risk_problems(risks({"drones": [3, 3]}))


def test_nothing_judged_is_not_the_same_as_no_risk():
    assert rated({}, RiskFactor.DOGS) is None
    assert [problem.problem for problem in risk_problems(RiskDraft())] == ["missing", "missing", "missing"]
    assert all(swedish_factor(factor) for factor in RiskFactor)


def test_a_later_judgement_stands_and_the_earlier_stays(tmp_path):
    with desk(tmp_path) as at:
        place = at.place("Källaren Bakfickan")
        night = at.night(place)
        draft = RiskDraft(operation_id=night.id, venue_id=place.id, scores={"exits": (3, 3)})
        at.planning.assess(draft)
        at.planning.assess(replace(draft, scores={"exits": (1, 3)}))
        with at.store.transaction(Permission.READ_INSPECTIONS) as tx:
            standing = standing_risk(tx, night.id, place.id)
            assert standing_risk(tx, night.id, "another") is None
        assert standing.scores == {"exits": [1, 3]}
        assert at.planning.plan_of(night.id).risks[place.id].scores == {"exits": [1, 3]}
        assert not stop_rule(standing).stands


def test_only_the_leader_lifts_the_rule_with_a_reason_and_a_new_judgement_brings_it_back(tmp_path):
    with desk(tmp_path) as at:
        place = at.place("Källaren Bakfickan")
        night = at.night(place)
        at.ask(night, "Maria  berg", POLICE, ParticipantRole.LEAD)
        draft = RiskDraft(operation_id=night.id, venue_id=place.id, scores={"weapons": (1, 2)})
        made = at.planning.assess(draft)
        at.store.act_as(ANNA)
        with pytest.raises(NotAllowed, match="not-the-lead"):
            at.planning.lift_stop(made, "Vi är många")
        at.store.act_as(replace(ANNA, name="Maria Berg"))
        with pytest.raises(NotAllowed, match="not-the-lead"):
            at.planning.lift_stop(made, "Samma namn, annan myndighet")
        at.store.act_as(replace(ANNA, name="Maria Berg", authority=POLICE))
        with pytest.raises(Invalid):
            at.planning.lift_stop(made, "  ")
        lifted = at.planning.lift_stop(made, "Lokalen är genomsökt")
        rule = stop_rule(lifted)
        assert (rule.stands, rule.lifted, rule.why) == (
            False,
            "Lokalen är genomsökt",
            ("Vapen eller gängkoppling är 2.",),
        )
        with pytest.raises(NotAllowed, match="no-stop-rule"):
            at.planning.lift_stop(lifted, "En gång till")
        assert stop_rule(at.planning.assess(draft)).stands
