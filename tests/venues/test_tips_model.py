"""What may be written in a tip, what in its words may point out the source, and which sources are independent."""

from datetime import UTC, date, datetime, timedelta

import pytest

from krogkoll.law import indicators
from krogkoll.venues import (
    Channel,
    Handling,
    SourceKind,
    Statement,
    Suspicion,
    Tip,
    TipSourceDraft,
    TipStatus,
    swedish_tip,
    tip_problems,
)
from krogkoll.venues.standing import observations
from tests.factories import NOW, source_draft, tip_draft

KNOWN = frozenset(indicators().indicators)


def codes(found):
    return {tuple(problem) for problem in found}


def stored(tip_id, **over):
    draft = tip_draft(**over)
    fields = {name: getattr(draft, name) for name in type(draft).__dataclass_fields__}
    common = {"compartment": "c", "created_at": NOW, "created_by": "u", "seen": {}, "sealed": False}
    return Tip(id=tip_id, **common, **fields, status=TipStatus.ASSESSED, status_reason="")


def test_a_complete_tip_is_fine_and_an_ungraded_one_too():
    assert tip_problems(tip_draft(), KNOWN, NOW) == ()
    plain = tip_draft(source_grade=None, information_grade=None, handling=None)
    assert tip_problems(plain, KNOWN, NOW) == ()
    assert plain.grade is None


@pytest.mark.parametrize(
    ("over", "problem"),
    [
        ({"text": " ", "indicators": ()}, ("text", "missing")),
        ({"text": "x" * 20_001}, ("text", "too-long")),
        ({"received_at": NOW + timedelta(minutes=1)}, ("received_at", "in-the-future")),
        ({"observed_from": None, "observed_to": NOW}, ("observed_from", "missing")),
        ({"observed_to": NOW - timedelta(days=2)}, ("observed_to", "before-start")),
        ({"observed_from": NOW}, ("observed_from", "after-received")),
        ({"handling": None}, ("handling", "missing")),
        ({"source_grade": None, "information_grade": None}, ("information_grade", "missing")),
        ({"handling": Handling.CONDITIONS}, ("handling_conditions", "missing")),
        ({"indicators": ("I1", "I99")}, ("indicators", "unknown-indicator")),
    ],
)
def test_each_broken_rule_is_named(over, problem):
    assert problem in codes(tip_problems(tip_draft(**over), KNOWN, NOW))


def test_an_empty_source_card_is_no_record():
    assert TipSourceDraft(promised_anonymity=True).is_empty()
    assert not source_draft().is_empty()


def test_the_age_counts_from_the_night_it_was_seen_in_sweden():
    late = datetime(2026, 11, 13, 23, 30, tzinfo=UTC)
    assert stored("t", observed_from=late).observed_on() == date(2026, 11, 14)
    assert stored("t", observed_from=None, received_at=late).observed_on() == date(2026, 11, 14)


def test_tips_of_one_source_count_as_one_even_in_circles_and_across_places():
    tips = [
        stored("a"),
        stored("b", same_source_as="a"),
        stored("c", same_source_as="b"),
        stored("d"),
        stored("e", same_source_as="f"),
        stored("f", same_source_as="e"),
        stored("g", same_source_as="e"),
        stored("h", same_source_as="elsewhere"),
        stored("i", same_source_as="elsewhere"),
        stored("j", same_source_as="j"),
    ]
    sources = {one.origin: one.source for one in observations(tips, [])}
    groups = {}
    for tip_id, source in sources.items():
        groups.setdefault(source, set()).add(tip_id)
    assert sorted(map(sorted, groups.values())) == [["a", "b", "c"], ["d"], ["e", "f", "g"], ["h", "i"], ["j"]]


@pytest.mark.parametrize("kind", [Channel, SourceKind, TipStatus, Statement, Suspicion])
def test_every_value_has_its_swedish_word(kind):
    assert all(swedish_tip(value)[0].isupper() for value in kind)
