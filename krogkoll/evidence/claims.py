"""Judges what a photo says of itself against what else is known: its clock against satellites and visit, its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from krogkoll.evidence.model import Photo, taken_at
from krogkoll.kernel.geo import Position, distance

FAR_M = 150.0
"""Metres from the place beyond which a photo's position is pointed out."""
WEAK_M = 50.0
"""A position that is less accurate than this, in metres, says little of a house."""
DRIFT_S = 120
"""Seconds that a camera's clock and the satellites' may differ unremarked: a fix may be a minute old."""
AROUND = timedelta(minutes=30)
"""So long before and after a visit a photo may be taken and still belong to it."""


class Source(StrEnum):
    """Where a claim comes from."""

    CAMERA = "camera"
    GPS = "gps"
    FILE = "file"


class Verdict(StrEnum):
    """What we hold of a claim: nothing against it, a reason to look twice, or nothing to compare it with."""

    GOOD = "good"
    DOUBT = "doubt"
    ALONE = "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A time or a position, where it comes from, and our verdict; `why` is a stable code, metres or seconds its size.

    why: "outside-visit", "differs-from-gps" (seconds), "no-zone" (read as Swedish time), "far-from-place" (metres),
    "weak" (metres of accuracy) or empty.
    """

    source: Source
    verdict: Verdict
    at: datetime | None = None
    position: Position | None = None
    why: str = ""
    amount: float = 0.0


def time_claims(photo: Photo, began: datetime | None = None, ended: datetime | None = None) -> tuple[Claim, ...]:
    """When the photo was taken: by the camera (what is known of its clock taken off), by satellites, by the file.

    began, ended: of the visit that it belongs to, where there is one.
    """
    found: list[Claim] = []
    by_camera, by_gps = taken_at(photo), gps_moment(photo)
    if by_camera is not None:
        found.append(_camera_claim(photo, by_camera, by_gps, (began, ended)))
    if by_gps is not None:
        why = "outside-visit" if _outside(by_gps, began, ended) else ""
        verdict = Verdict.DOUBT if why else Verdict.GOOD
        found.append(Claim(source=Source.GPS, verdict=verdict, at=by_gps, why=why))
    if photo.file_modified_at is not None and not found:
        why = "outside-visit" if _outside(photo.file_modified_at, began, ended) else ""
        verdict = Verdict.DOUBT if why else Verdict.ALONE
        found.append(Claim(source=Source.FILE, verdict=verdict, at=photo.file_modified_at, why=why))
    return tuple(found)


def position_claim(photo: Photo, place: Position | None) -> Claim | None:
    """Where the photo was taken, by the camera's satellites; None when it does not say."""
    if photo.latitude is None or photo.longitude is None:
        return None
    position = Position(photo.latitude, photo.longitude)
    away = 0.0 if place is None else distance(position, place)
    if away > FAR_M:
        return Claim(source=Source.GPS, verdict=Verdict.DOUBT, position=position, why="far-from-place", amount=away)
    if photo.accuracy_m is not None and photo.accuracy_m > WEAK_M:
        accuracy = photo.accuracy_m
        return Claim(source=Source.GPS, verdict=Verdict.DOUBT, position=position, why="weak", amount=accuracy)
    verdict = Verdict.ALONE if place is None else Verdict.GOOD
    return Claim(source=Source.GPS, verdict=verdict, position=position, amount=away)


def gps_moment(photo: Photo) -> datetime | None:
    """The satellites' time in the photo (UTC), if it can be read."""
    try:
        return datetime.fromisoformat(photo.gps_time).replace(tzinfo=UTC) if photo.gps_time else None
    except ValueError:
        return None


def clock_ahead(photo: Photo, true_time: datetime) -> int | None:
    """How many seconds ahead the camera's clock was when it photographed a clock that showed `true_time`.

    None for a photo without a time of its own; a correction that is written down already is not counted twice.
    """
    told = taken_at(replace(photo, clock_ahead_s=None))
    return None if told is None else round((told - true_time).total_seconds())


def doubts(photos: Sequence[Photo], place: Position | None, began: datetime | None, ended: datetime | None) -> int:
    """How many of these photos have a time or a position that somebody should look at."""
    return sum(
        any(claim.verdict is Verdict.DOUBT for claim in time_claims(photo, began, ended))
        or ((found := position_claim(photo, place)) is not None and found.verdict is Verdict.DOUBT)
        for photo in photos
    )


def _camera_claim(
    photo: Photo, at: datetime, by_gps: datetime | None, visit: tuple[datetime | None, datetime | None]
) -> Claim:
    if by_gps is not None and abs((at - by_gps).total_seconds()) > DRIFT_S:
        amount = (at - by_gps).total_seconds()
        return Claim(source=Source.CAMERA, verdict=Verdict.DOUBT, at=at, why="differs-from-gps", amount=amount)
    if _outside(at, *visit):
        return Claim(source=Source.CAMERA, verdict=Verdict.DOUBT, at=at, why="outside-visit")
    checked = by_gps is not None or photo.clock_ahead_s is not None
    why = "" if photo.taken_offset or checked else "no-zone"
    return Claim(source=Source.CAMERA, verdict=Verdict.GOOD if checked else Verdict.ALONE, at=at, why=why)


def _outside(at: datetime, began: datetime | None, ended: datetime | None) -> bool:
    return (began is not None and at < began - AROUND) or (ended is not None and at > ended + AROUND)
