"""Positions: WGS 84 as devices give them, SWEREF 99 TM (EPSG:3006) as Swedish authorities write them, distances.

WGS 84 and SWEREF 99 are treated as the same datum, as Lantmäteriet does for uses coarser than a few decimetres.
The projection is the Gauss-Krüger series of Lantmäteriet ("Gauss conformal projection"), fixed to EPSG:3006.
"""

from math import asin, asinh, atan2, atanh, cos, cosh, degrees, isfinite, radians, sin, sinh, sqrt, tan
from typing import NamedTuple

# GRS 80 and the parameters of EPSG:3006.
_AXIS = 6378137.0
_FLATTENING = 1 / 298.257222101
_MERIDIAN = radians(15.0)
_SCALE = 0.9996
_FALSE_EASTING = 500000.0

_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS = _AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ECCENTRICITY = sqrt(_FLATTENING * (2 - _FLATTENING))
_FORWARD = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_BACKWARD = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
_EARTH = 6371008.8  # mean radius of the earth in metres (IUGG)


class Position(NamedTuple):
    """A place in WGS 84, decimal degrees."""

    latitude: float
    longitude: float


class Sweref(NamedTuple):
    """A place in SWEREF 99 TM, metres."""

    northing: float
    easting: float


def is_on_earth(position: Position) -> bool:
    """Whether these are finite degrees within the globe's bounds."""
    latitude, longitude = position
    return isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180


def in_sweden(position: Position) -> bool:
    """Whether the position lies in the rectangle that holds Sweden and its waters; not a border check."""
    return is_on_earth(position) and 54.9 <= position.latitude <= 69.2 and 10.0 <= position.longitude <= 24.3


def to_sweref(position: Position) -> Sweref:
    """WGS 84 to SWEREF 99 TM, right to a millimetre in and around Sweden.

    Raises ValueError ("outside") for what lies more than 30 degrees from the central meridian or off the globe.
    """
    if not is_on_earth(position) or abs(position.longitude - 15.0) > 30 or abs(position.latitude) > 89:
        raise ValueError("outside")
    latitude, longitude = radians(position.latitude), radians(position.longitude) - _MERIDIAN
    # tan of the conformal latitude, in the form that loses no digits near the equator (Karney 2011, eq. 7-9).
    tangent = tan(latitude)
    sigma = sinh(_ECCENTRICITY * atanh(_ECCENTRICITY * tangent / sqrt(1 + tangent**2)))
    conformal = tangent * sqrt(1 + sigma**2) - sigma * sqrt(1 + tangent**2)
    xi = atan2(conformal, cos(longitude))
    eta = asinh(sin(longitude) / sqrt(conformal**2 + cos(longitude) ** 2))
    north, east = xi, eta
    for order, factor in enumerate(_FORWARD, start=1):
        north += factor * sin(2 * order * xi) * cosh(2 * order * eta)
        east += factor * cos(2 * order * xi) * sinh(2 * order * eta)
    return Sweref(_SCALE * _RADIUS * north, _SCALE * _RADIUS * east + _FALSE_EASTING)


def from_sweref(place: Sweref) -> Position:
    """SWEREF 99 TM to WGS 84; the inverse of `to_sweref`. Raises ValueError ("outside") for absurd metres."""
    if not (isfinite(place.northing) and isfinite(place.easting)):
        raise ValueError("outside")
    if abs(place.northing) > 10_000_000 or abs(place.easting - _FALSE_EASTING) > 3_500_000:
        raise ValueError("outside")
    xi = place.northing / (_SCALE * _RADIUS)
    eta = (place.easting - _FALSE_EASTING) / (_SCALE * _RADIUS)
    north, east = xi, eta
    for order, factor in enumerate(_BACKWARD, start=1):
        north -= factor * sin(2 * order * xi) * cosh(2 * order * eta)
        east -= factor * cos(2 * order * xi) * sinh(2 * order * eta)
    conformal = sin(north) / sqrt(sinh(east) ** 2 + cos(north) ** 2)
    longitude = _MERIDIAN + atan2(sinh(east), cos(north))
    return Position(degrees(atan2(_geographic(conformal), 1.0)), degrees(longitude))


def _geographic(conformal: float) -> float:
    """The tangent of the geographic latitude from that of the conformal one, by Newton's method."""
    tangent = conformal / sqrt(1 - _ECCENTRICITY**2)
    for _ in range(5):
        sigma = sinh(_ECCENTRICITY * atanh(_ECCENTRICITY * tangent / sqrt(1 + tangent**2)))
        guess = tangent * sqrt(1 + sigma**2) - sigma * sqrt(1 + tangent**2)
        slope = (1 - _ECCENTRICITY**2) * sqrt(1 + guess**2) * sqrt(1 + tangent**2)
        step = (conformal - guess) / slope * (1 + (1 - _ECCENTRICITY**2) * tangent**2)
        tangent += step
        if abs(step) < 1e-15 * max(1.0, abs(tangent)):
            break
    return tangent


def distance(first: Position, second: Position) -> float:
    """Metres between two positions on a sphere (haversine), within 0.6 percent of the true distance."""
    lat1, lat2 = radians(first.latitude), radians(second.latitude)
    half_lat, half_lon = (lat2 - lat1) / 2, radians(second.longitude - first.longitude) / 2
    chord = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, chord)))


def box_around(center: Position, metres: float) -> tuple[Position, Position]:
    """South-west and north-east corners of a box that holds every place within `metres` (for index look-ups)."""
    tall = degrees(metres / _EARTH)
    wide = tall / max(0.01, cos(radians(min(89.0, abs(center.latitude) + tall))))
    return (
        Position(max(-90.0, center.latitude - tall), max(-180.0, center.longitude - wide)),
        Position(min(90.0, center.latitude + tall), min(180.0, center.longitude + wide)),
    )
