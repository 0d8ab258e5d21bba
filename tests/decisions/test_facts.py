"""Facts of a type between the store, which keeps JSON, and the document, which wants typed values."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll import law
from krogkoll.decisions import fact_value, stored_value
from krogkoll.decisions.facts import fact_problems, facts_of, tidied_facts
from krogkoll.law import FactType

TEXT = law.template("ol-upplos")
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
VALUES = {
    FactType.TEXT: st.text("abcåäö ", min_size=1).filter(str.strip),
    FactType.TEXTS: st.lists(st.text("abcå", min_size=1), min_size=1).map(tuple),
    FactType.CHOICE: st.sampled_from(["a", "b"]),
    FactType.FLAG: st.booleans(),
    FactType.DATE: st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    FactType.MOMENT: MOMENTS,
    FactType.PERIOD: MOMENTS.map(lambda start: (start, start + timedelta(hours=2))),
    FactType.COUNT: st.integers(1, 10**6),
    FactType.MONEY: st.integers(1, 10**6),
}

WRONG = st.one_of(st.integers(-5, 0), st.floats(0.1, 0.9), st.dictionaries(st.text(max_size=2), st.none(), min_size=1))


def a_fact(kind):
    """Any declared fact of that type."""
    every = (fact for one in law.all_decision_types().values() if one.template for fact in _facts(one.template))
    found = next((fact for fact in every if fact.type is kind), None)
    return found or law.Fact(
        name="x", type=kind, label_sv="X", required=False, choices=(), choice_words={}, help_sv="", group_sv="", when=()
    )


def _facts(name):
    return law.template(name).facts.values()


@pytest.mark.parametrize("kind", list(FactType))
def test_a_value_comes_back_from_the_store_as_it_went_in(kind):
    fact = a_fact(kind)

    @given(VALUES[kind])
    def there_and_back(value):
        stored = json.loads(json.dumps(stored_value(fact, value)))
        assert fact_value(fact, stored) == value

    there_and_back()


@pytest.mark.parametrize("kind", list(FactType))
@given(
    wrong=st.one_of(
        st.integers(-5, 0), st.floats(0.1, 0.9), st.dictionaries(st.text(max_size=2), st.none(), min_size=1)
    )
)
def test_another_form_is_refused_and_never_a_crash(kind, wrong):
    with pytest.raises(ValueError):
        fact_value(a_fact(kind), wrong)


def test_a_moment_without_zone_and_a_period_that_ends_before_it_starts_are_refused():
    for kind, wrong in (
        (FactType.MOMENT, "2026-11-15T01:00:00"),
        (FactType.PERIOD, ["2026-11-15T02:00:00+01:00", "2026-11-15T01:00:00+01:00"]),
        (FactType.PERIOD, ["2026-11-15T02:00:00+01:00"]),
        (FactType.DATE, "2026-02-29"),
        (FactType.COUNT, True),
        (FactType.TEXTS, ["a", 1]),
    ):
        with pytest.raises(ValueError):
            fact_value(a_fact(kind), wrong)


def test_nothing_is_nothing_however_it_is_written():
    for kind in FactType:
        for nothing in (None, "", [], ()):
            assert fact_value(a_fact(kind), nothing) is None


def test_facts_are_stored_tidy():
    assert tidied_facts({"a": " x ", "b": ["", " y"], "c": "  ", "d": [], "e": False, "f": None}) == {
        "a": "x",
        "b": ["y"],
        "e": False,
    }


def test_what_a_newer_program_wrote_in_another_form_is_as_if_nobody_had_written_it():
    assert facts_of(TEXT, {"event": {"new": "form"}, "unknown": 1})["event"] is None
    assert "unknown" not in facts_of(TEXT, {"unknown": 1})
    assert [str(one.problem) for one in fact_problems(TEXT, {"unknown": 1, "event": 3})] == [
        "unknown-fact",
        "wrong-type",
    ]
