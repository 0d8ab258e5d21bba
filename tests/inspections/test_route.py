"""The visiting order is the best there is up to twelve stops, keeps fixed times, and never loses a place."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.inspections import Stop, StopDraft, best_order, late, length, stop_problems, timetable
from krogkoll.kernel.geo import Position

START = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)
POINTS = st.builds(Position, st.floats(55.85, 55.90), st.floats(12.80, 12.90))


def stop(number, *, at=None, minutes=30):
    return Stop(
        id=f"s{number:02}",
        compartment="",
        created_at=START,
        created_by="",
        seen={},
        sealed=False,
        operation_id="o",
        venue_id=f"v{number:02}",
        position=number,
        starts_at=None if at is None else START + timedelta(minutes=at),
        minutes=minutes,
        fixed=at is not None,
    )


def stops_at(points, fixed=()):
    stops = [stop(number, at=dict(fixed).get(number)) for number in range(len(points))]
    return stops, {one.venue_id: point for one, point in zip(stops, points, strict=True)}


@settings(max_examples=25, deadline=None)
@given(st.lists(POINTS, min_size=2, max_size=6))
def test_no_other_order_is_shorter(points):
    stops, places = stops_at(points)
    best = length(best_order(stops, places, START), places)
    assert best <= min(length(order, places) for order in permutations(stops)) + 1e-6


@settings(max_examples=25, deadline=None)
@given(st.lists(POINTS, min_size=3, max_size=5), st.integers(0, 240))
def test_a_fixed_time_is_kept_wherever_some_order_keeps_it(points, at):
    stops, places = stops_at(points, [(0, at)])

    def kept(order):
        return not late(timetable(order, places, START), places)

    assert kept(best_order(stops, places, START)) or not any(kept(order) for order in permutations(stops))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.one_of(st.none(), POINTS), min_size=13, max_size=16))
def test_many_stops_are_all_there_once_and_no_further_than_before(points):
    stops, places = stops_at(points)
    order = best_order(stops, places, START)
    assert sorted(one.id for one in order) == [one.id for one in stops]
    if None not in points:
        assert length(order, places) <= length(stops, places) + 1e-6


def test_times_follow_and_a_fixed_one_stays():
    here = Position(55.8708, 12.8301)
    stops, places = stops_at([here, here, here], [(1, 90)])
    shown = timetable(stops, places, START)
    assert [(one.starts_at - START).total_seconds() / 60 for one in shown] == [0, 90, 125]
    assert [one.position for one in shown] == [1, 2, 3]
    assert not late(shown, places)
    tight, places = stops_at([here, here], [(1, 10)])
    assert late(timetable(tight, places, START), places) == {"s01"}


def test_a_way_with_an_unknown_place_has_no_length():
    stops, places = stops_at([Position(55.87, 12.83), None])
    assert length(stops, places) is None
    assert timetable(stops, {}, None)[1].starts_at is None


def test_a_stop_says_what_is_wrong():
    found = stop_problems(StopDraft(minutes=0, fixed=True))
    assert [problem.field for problem in found] == ["operation_id", "venue_id", "minutes", "starts_at"]
