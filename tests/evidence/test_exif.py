"""What photos claim: read when it makes sense, left out when not."""

from typing import Any

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from krogkoll.evidence.exif import claims_of, orientation_of

SWEDEN = {1: "N", 2: (55.0, 52.0, 13.2), 3: "E", 4: (12.0, 49.0, 48.0)}


def exif(main: dict[int, Any] | None = None, details: dict[int, Any] | None = None, gps: Any = None) -> Image.Exif:
    made = Image.Exif()
    made.update(main or {})
    made.get_ifd(0x8769).update(details or {})
    made.get_ifd(0x8825).update(gps or {})
    return made


def test_position_time_and_camera_are_read() -> None:
    details = {0x9003: "2026:11:21 23:31:05", 0x9011: "+01:00"}
    gps = SWEDEN | {7: (22.0, 31.0, 4.9), 29: "2026:11:21", 31: IFDRational(13, 2)}
    claims = claims_of(exif({0x010F: "Fairphone", 0x0110: "FP5"}, details, gps))
    assert (claims.taken_local, claims.taken_offset, claims.taken_source) == (
        "2026-11-21T23:31:05",
        "+01:00",
        "original",
    )
    assert (claims.latitude, claims.longitude, claims.accuracy) == (55.8703333, 12.83, 6.5)
    assert (claims.gps_time, claims.camera) == ("2026-11-21T22:31:04", "Fairphone FP5")


def test_south_and_west_are_negative() -> None:
    claims = claims_of(exif(gps=SWEDEN | {1: "S", 3: "W"}))
    assert (claims.latitude, claims.longitude) == (-55.8703333, -12.83)


@pytest.mark.parametrize(
    ("main", "details", "source"),
    [
        ({0x0132: "2026:11:21 10:00:00"}, {}, "modified"),
        ({0x0132: "2026:11:21 10:00:00"}, {0x9004: "2026:11:21 09:00:00"}, "digitized"),
        ({}, {0x9003: "0000:00:00 00:00:00", 0x9004: "2026:11:21 09:00:00"}, "digitized"),
        ({}, {0x9003: "2026:13:40 10:00:00"}, ""),
        ({}, {0x9003: b"\xff\xfe"}, ""),
        ({}, {0x9003: 7}, ""),
        ({}, {}, ""),
    ],
)
def test_the_best_time_there_is_says_where_it_comes_from(
    main: dict[int, Any], details: dict[int, Any], source: str
) -> None:
    assert claims_of(exif(main, details)).taken_source == source


@pytest.mark.parametrize("offset", ["", "  ", "CET", "+1:00", "+25:00", "Z", "+01:00\0x"])
def test_an_offset_that_is_none_is_left_out(offset: str) -> None:
    claims = claims_of(exif({}, {0x9003: "2026:11:21 10:00:00", 0x9011: offset}))
    assert claims.taken_offset == ("+01:00" if offset.startswith("+01:00") else "")


@pytest.mark.parametrize(
    "broken",
    [
        {2: (91.0, 0.0, 0.0)},
        {2: (55.0, 52.0)},
        {2: (IFDRational(1, 0), 0.0, 0.0)},
        {2: (float("nan"), 0.0, 0.0)},
        {2: "norr"},
        {1: "Q"},
        {1: ""},
        {2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)},
    ],
)
def test_a_position_that_cannot_be_is_left_out(broken: dict[int, Any]) -> None:
    claims = claims_of(exif(gps=SWEDEN | broken))
    assert (claims.latitude, claims.longitude, claims.accuracy) == (None, None, None)


def test_texts_are_cleaned_and_bounded() -> None:
    claims = claims_of(exif({0x0110: "A\x07b\u202ec\0hidden", 0x010F: "x" * 500}))
    assert claims.camera == "x" * 60 + " Abc"
    assert claims_of(exif({0x010F: "Canon", 0x0110: "Canon EOS"})).camera == "Canon EOS"


@pytest.mark.parametrize(("value", "expected"), [(6, 6), (0, 1), (9, 1), ("6", 1), (None, 1), (2.5, 1)])
def test_an_orientation_that_is_none_means_upright(value: Any, expected: int) -> None:
    assert orientation_of({0x0112: value}) == expected
