"""Two records of one place: one line in the list, one score, both histories, and a way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.kernel.errors import Invalid, NotFound
from krogkoll.venues import RiskService, TipService, TwinService, VenueFilter, VenueQuery, VenueService
from krogkoll.venues.twins import heads, stricter
from tests.factories import audited, tip_draft, venue_draft


@pytest.fixture
def venues(store):
    return VenueService(store)


@pytest.fixture
def twins(store):
    return TwinService(store)


@pytest.fixture
def pair(venues):
    return venues.register(venue_draft(name="Källaren Bakfickan")), venues.register(venue_draft(name="Bakis"))


def lines(venues, text=""):
    return venues.page(venues.find(VenueQuery(text=text)))


def test_a_pair_is_one_line_that_both_names_find(venues, twins, pair):
    one, other = pair
    third = venues.register(venue_draft(name="Zebran"))
    twins.join(one.id, other.id, "samma dörr")
    assert {line.id for line in lines(venues)} == {one.id, third.id}
    (line,) = lines(venues, "bakis")
    assert (line.id, line.name, line.also) == (one.id, "Källaren Bakfickan", ("Bakis",))
    assert venues.counts()[VenueFilter.ALL] == venues.counts()[VenueFilter.SUSPECTED] == 2


def test_what_was_written_of_either_counts_for_the_pair_and_stays_where_it_is(store, venues, twins, pair):
    one, other = pair
    tips, risks = TipService(store), RiskService(store)
    tip = tips.register(tip_draft(venue_id=other.id))
    twins.join(one.id, other.id, "samma dörr")
    assert [line.indicator for line in risks.risk(one.id).score.lines] == ["I1"]
    assert lines(venues)[0].points > 0
    assert tips.tip(tip.id).venue_id == other.id
    assert [place.id for place in twins.places(other.id)] == [one.id, other.id]
    tips.register(tip_draft(venue_id=other.id, indicators=("I2",)))
    assert lines(venues)[0].points == pytest.approx(risks.risk(one.id).score.points)


def test_it_can_be_taken_back_whole(store, venues, twins, pair):
    one, other = pair
    TipService(store).register(tip_draft(venue_id=other.id))
    twins.join(one.id, other.id, "samma dörr")
    (said,) = twins.pairs(other.id)
    assert said.reason == "samma dörr"
    twins.part(said, "två olika lokaler")
    assert {line.id: line.also for line in lines(venues)} == {one.id: (), other.id: ()}
    points = {line.id: line.points for line in lines(venues)}
    assert points[one.id] == 0 < points[other.id]
    assert twins.pairs(one.id) == ()


def test_three_records_are_one_place_and_the_log_knows(store, venues, twins, pair):
    one, other = pair
    third = venues.register(venue_draft(name="Fickan"))
    twins.join(one.id, other.id, "samma dörr")
    twins.join(other.id, third.id, "samma dörr")
    (line,) = lines(venues)
    assert (line.id, line.also) == (one.id, ("Bakis", "Fickan"))
    assert [entry["act"] for entry in audited(store)].count("merged") == 2
    with pytest.raises(Invalid) as caught:
        twins.join(third.id, one.id, "igen")
    assert caught.value.problems == (("other_id", "already-the-same"),)


def test_no_reason_or_an_unknown_place_writes_nothing(venues, twins, pair):
    one, other = pair
    with pytest.raises(Invalid):
        twins.join(one.id, other.id, " ")
    with pytest.raises(Invalid):
        twins.join(one.id, one.id, "samma")
    with pytest.raises(NotFound):
        twins.join(one.id, "saknas", "samma")
    assert twins.pairs(one.id) == ()


def test_it_is_born_where_the_more_restricted_of_the_two_lies():
    assert stricter("k1282.alkohol.std", "k1282.alkohol.intel") == "k1282.alkohol.intel"
    assert stricter("k1282.alkohol.intel", "k1282.alkohol.std") == "k1282.alkohol.intel"
    assert stricter("k1282.alkohol.std", "k1282.alkohol.std") == "k1282.alkohol.std"


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_whatever_colleagues_have_said_each_group_has_one_head_in_any_order(pairs):
    found = heads(pairs)
    assert found == heads(reversed(pairs))
    assert not set(found) & set(found.values())
    for one, other in pairs:
        assert found.get(one, one) == found.get(other, other)
