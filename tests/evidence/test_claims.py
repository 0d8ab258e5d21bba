"""What a photo says of itself, judged; and the camera's clock put right for a whole visit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.evidence import (
    DarkroomService,
    Source,
    Subject,
    Verdict,
    clock_ahead,
    doubts,
    position_claim,
    taken_at,
    time_claims,
)
from krogkoll.evidence import Photo as PhotoRecord
from krogkoll.kernel.errors import EvidenceTrouble, Invalid
from krogkoll.kernel.geo import Position
from tests.factories import FACTORIES

VISIT = Subject("inspection", "ett besök")
OTHER = Subject("inspection", "ett annat besök")
BEGAN = datetime(2026, 11, 14, 21, 0, tzinfo=UTC)
ENDED = BEGAN + timedelta(hours=3)
PLACE = Position(55.8703, 12.8301)
Make = Callable[..., bytes]


def photo(**over: Any) -> PhotoRecord:
    row = FACTORIES["photo"]()
    plain = {"gps_time": "", "latitude": None, "longitude": None, "accuracy_m": None, "clock_ahead_s": None}
    plain |= {"taken_local": "", "taken_offset": "", "file_modified_at": None}
    values = {name: getattr(row, name, None) for name in PhotoRecord.__dataclass_fields__}
    return PhotoRecord(**values | {"id": "p", "seen": {}, "sealed": False} | plain | over)


@pytest.mark.parametrize(
    ("over", "verdict", "why"),
    [
        ({"taken_local": "2026-11-14T22:30:00", "taken_offset": "+01:00"}, Verdict.ALONE, ""),
        ({"taken_local": "2026-11-14T22:30:00"}, Verdict.ALONE, "no-zone"),
        ({"taken_local": "2026-11-14T22:30:00", "clock_ahead_s": 0}, Verdict.GOOD, ""),
        ({"taken_local": "2026-11-14T22:30:00", "gps_time": "2026-11-14T21:29:10"}, Verdict.GOOD, ""),
        ({"taken_local": "2026-11-14T22:30:00", "gps_time": "2026-11-14T21:20:00"}, Verdict.DOUBT, "differs-from-gps"),
        ({"taken_local": "2008-05-30T15:56:01"}, Verdict.DOUBT, "outside-visit"),
        ({"taken_local": "2026-11-15T01:29:00"}, Verdict.ALONE, "no-zone"),
        ({"taken_local": "2026-11-15T01:31:00"}, Verdict.DOUBT, "outside-visit"),
    ],
)
def test_the_camera_s_clock_is_judged_by_satellites_and_visit(over: Any, verdict: Verdict, why: str) -> None:
    claim = time_claims(photo(**over), BEGAN, ENDED)[0]
    assert (claim.source, claim.verdict, claim.why) == (Source.CAMERA, verdict, why)


def test_the_file_s_date_is_told_only_when_nothing_better_is_there() -> None:
    only_file = photo(file_modified_at=BEGAN)
    assert [(claim.source, claim.verdict) for claim in time_claims(only_file)] == [(Source.FILE, Verdict.ALONE)]
    assert time_claims(replace(only_file, gps_time="2026-11-14T21:29:10"))[0].source is Source.GPS
    assert time_claims(photo(gps_time="i går")) == ()


@pytest.mark.parametrize(
    ("north", "accuracy", "verdict", "why"),
    [
        (0.001, 8.0, Verdict.GOOD, ""),
        (0.0014, 8.0, Verdict.DOUBT, "far-from-place"),
        (0.0, 60.0, Verdict.DOUBT, "weak"),
    ],
)
def test_a_position_far_from_the_place_or_weak_is_pointed_out(
    north: float, accuracy: float, verdict: Verdict, why: str
) -> None:
    one = photo(latitude=PLACE.latitude + north, longitude=PLACE.longitude, accuracy_m=accuracy)
    claim = position_claim(one, PLACE)
    assert claim is not None
    assert (claim.verdict, claim.why) == (verdict, why)
    assert doubts([one, photo()], PLACE, None, None) == (verdict is Verdict.DOUBT)


def test_without_a_place_a_position_stands_alone_and_without_a_position_there_is_no_claim() -> None:
    claim = position_claim(photo(latitude=55.0, longitude=12.0), None)
    assert claim is not None
    assert claim.verdict is Verdict.ALONE
    assert position_claim(photo(), PLACE) is None


@given(st.integers(-100_000, 100_000), st.one_of(st.none(), st.integers(-5000, 5000)))
def test_a_photo_of_a_right_clock_gives_the_offset_that_makes_it_right(off: int, before: int | None) -> None:
    true_time = datetime(2026, 11, 14, 21, 30, tzinfo=UTC)
    wall = (true_time + timedelta(seconds=off, hours=1)).replace(tzinfo=None)
    one = photo(taken_local=wall.isoformat(), taken_offset="+01:00", clock_ahead_s=before)
    ahead = clock_ahead(one, true_time)
    assert ahead == off
    assert taken_at(replace(one, clock_ahead_s=ahead)) == true_time
    assert clock_ahead(photo(), true_time) is None


@pytest.fixture
def darkroom(desk: Any, decoder: Any) -> DarkroomService:
    return DarkroomService(desk.store, desk.vault, decoder)


def test_the_clock_is_put_right_on_that_camera_s_photos_of_that_visit_only(
    desk: Any, darkroom: DarkroomService, photos: Any
) -> None:
    nikon = [photos / "DSCN0010.jpg", photos / "DSCN0012.jpg"]
    desk.evidence.import_files([*nikon, photos / "Canon_40D.jpg"], subject=VISIT)
    (elsewhere,) = desk.evidence.import_files(nikon[:1], subject=OTHER).photos
    assert darkroom.set_clock(VISIT, elsewhere.camera, 200, "Foto av radioklockan") == 2
    after = {one.name: one for one in desk.evidence.photos(VISIT)}
    assert after["DSCN0010.jpg"].clock_ahead_s == after["DSCN0012.jpg"].clock_ahead_s == 200
    assert after["DSCN0010.jpg"].clock_note == "Foto av radioklockan"
    assert after["Canon_40D.jpg"].clock_ahead_s is None
    assert desk.evidence.photo(elsewhere.id).clock_ahead_s is None
    corrected, told = taken_at(after["DSCN0010.jpg"]), taken_at(elsewhere)
    assert corrected is not None
    assert told is not None
    assert (told - corrected).total_seconds() == 200
    assert darkroom.set_clock(VISIT, elsewhere.camera, None, "") == 2
    assert darkroom.set_clock(VISIT, "ingen sådan", 5, "x") == 0


@pytest.mark.parametrize(("ahead", "note"), [(10, " "), (10**12, "x"), (10, "x" * 300)])
def test_an_absurd_or_unexplained_correction_is_refused(darkroom: Any, ahead: int, note: str) -> None:
    with pytest.raises(Invalid):
        darkroom.set_clock(VISIT, "kamera", ahead, note)


def test_the_whole_picture_has_every_pixel_and_no_metadata_and_is_kept_nowhere(
    desk: Any, darkroom: DarkroomService, photos: Any
) -> None:
    (one,) = desk.evidence.import_files([photos / "portrait_6.jpg"], subject=VISIT).photos
    files = desk.files()
    picture = darkroom.enlarge(one.id)
    assert (picture.width, picture.height) == (one.width, one.height)
    assert b"Exif" not in picture.content[:4096]
    assert desk.files() == files
    assert desk.acts("photo")[-1] == "read"
    stored = next(path for path in files if path.name == desk.vault.name_of(one.sha256))
    stored.unlink()
    with pytest.raises(EvidenceTrouble, match="missing"):
        darkroom.enlarge(one.id)
