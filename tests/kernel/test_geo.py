"""Positions against reference points computed with PROJ (pyproj 3.8), and properties of the own projection."""

from math import dist, hypot, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.kernel.geo import (
    Position,
    Sweref,
    box_around,
    distance,
    from_sweref,
    in_sweden,
    is_on_earth,
    to_sweref,
)

REFERENCE = (  # WGS 84 -> SWEREF 99 TM as PROJ gives them, millimetres
    ((55.8708, 12.8301), (6193828.714, 364228.957)),
    ((55.3369, 13.3594), (6133507.898, 395939.413)),
    ((69.06, 20.5488), (7671059.432, 721057.233)),
    ((65.8354, 24.1365), (7331923.155, 916165.938)),
    ((58.9362, 11.1722), (6539253.501, 279754.005)),
    ((59.3293, 18.0686), (6580743.008, 674571.866)),
)
SWEDEN = st.builds(Position, st.floats(54.9, 69.2), st.floats(10.0, 24.3))


@pytest.mark.parametrize(("wgs", "expected"), REFERENCE)
def test_reference_points_agree_with_proj_to_a_millimetre(
    wgs: tuple[float, float], expected: tuple[float, float]
) -> None:
    assert to_sweref(Position(*wgs)) == pytest.approx(expected, abs=0.001)
    assert from_sweref(Sweref(*expected)) == pytest.approx(wgs, abs=1e-8)


@given(SWEDEN)
@settings(derandomize=True, max_examples=200)
def test_there_and_back_gives_the_same_place(place: Position) -> None:
    assert dist(from_sweref(to_sweref(place)), place) < 1e-10


@given(SWEDEN, st.floats(-2000, 2000), st.floats(-2000, 2000))
@settings(derandomize=True, max_examples=200)
def test_map_distance_and_sphere_distance_agree_within_a_percent(place: Position, north: float, east: float) -> None:
    here = to_sweref(place)
    there = from_sweref(Sweref(here.northing + north, here.easting + east))
    assert distance(place, there) == pytest.approx(hypot(north, east), rel=0.01, abs=0.01)


@given(SWEDEN, st.floats(1, 20_000), st.floats(-0.3, 0.3), st.floats(-0.6, 0.6))
@settings(derandomize=True, max_examples=300)
def test_box_holds_every_place_within_the_distance(place: Position, metres: float, lat: float, lon: float) -> None:
    other = Position(place.latitude + lat, place.longitude + lon)
    low, high = box_around(place, metres)
    if distance(place, other) <= metres:
        assert low.latitude <= other.latitude <= high.latitude
        assert low.longitude <= other.longitude <= high.longitude


def test_distance_is_symmetric_and_zero_on_the_spot() -> None:
    landskrona, malmo = Position(55.8708, 12.8301), Position(55.6050, 13.0038)
    assert distance(landskrona, landskrona) == 0
    assert distance(landskrona, malmo) == distance(malmo, landskrona) == pytest.approx(31_500, rel=0.01)
    assert distance(Position(0, 0), Position(0, 180)) == pytest.approx(20_015_115, rel=0.001)


@pytest.mark.parametrize("place", [(nan, 12.0), (91.0, 12.0), (55.0, 181.0), (55.0, float("inf"))])
def test_positions_off_the_globe_are_told_and_not_projected(place: tuple[float, float]) -> None:
    assert not is_on_earth(Position(*place))
    assert not in_sweden(Position(*place))
    with pytest.raises(ValueError, match="outside"):
        to_sweref(Position(*place))


def test_positions_far_from_the_meridian_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        to_sweref(Position(40.7, -74.0))
    for place in ((nan, 0.0), (2e7, 500000.0), (6e6, 9e6)):
        with pytest.raises(ValueError, match="outside"):
            from_sweref(Sweref(*place))


def test_sweden_is_told_from_null_island() -> None:
    assert in_sweden(Position(55.8708, 12.8301))
    assert not in_sweden(Position(0.0, 0.0))
