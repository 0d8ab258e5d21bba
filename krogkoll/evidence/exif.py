"""Reads what a photo says of itself (Exif 3.0, CIPA DC-008): time, position, camera. Runs in the decoder process only.

Everything here may be missing, nonsense or a lie; what cannot be understood is left out.
"""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from krogkoll.evidence.protocol import Claims

_TIMES = (("original", 0x9003, 0x9011), ("digitized", 0x9004, 0x9012), ("modified", 0x0132, 0x9010))
_MAKE, _MODEL, _ORIENTATION = 0x010F, 0x0110, 0x0112
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_OFFSET = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")


def orientation_of(exif: Mapping[int, Any]) -> int:
    """How the camera was held, 1 to 8; 1 when it does not say."""
    value = exif.get(_ORIENTATION)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def claims_of(exif: Any) -> Claims:
    """The claims of an opened picture's Exif (a `PIL.Image.Exif`).

    May raise anything on hostile data: the caller stands at the boundary.
    """
    main, details, gps = dict(exif), dict(exif.get_ifd(_EXIF_IFD)), dict(exif.get_ifd(_GPS_IFD))
    source, local, offset = _taken({**main, **details})
    latitude, longitude = _position(gps)
    return Claims(
        taken_local=local,
        taken_offset=offset,
        taken_source=source,  # type: ignore[arg-type]
        gps_time=_gps_time(gps),
        latitude=latitude,
        longitude=longitude,
        accuracy=_number(gps.get(31), 0, 100_000) if latitude is not None else None,
        camera=_camera(_text(main.get(_MAKE)), _text(main.get(_MODEL))),
        orientation=orientation_of(main),
    )


def _taken(tags: Mapping[int, Any]) -> tuple[str, str, str]:
    for source, time_tag, offset_tag in _TIMES:
        try:
            moment = datetime.strptime(_text(tags.get(time_tag)), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  (a wall clock)
        except ValueError:
            continue
        offset = _text(tags.get(offset_tag))
        return source, moment.isoformat(), offset if _OFFSET.fullmatch(offset) else ""
    return "", "", ""


def _position(gps: Mapping[int, Any]) -> tuple[float, float] | tuple[None, None]:
    latitude = _angle(gps.get(2), _text(gps.get(1)), "NS", 90)
    longitude = _angle(gps.get(4), _text(gps.get(3)), "EW", 180)
    if latitude is None or longitude is None or latitude == longitude == 0:  # what a receiver without fix writes
        return None, None
    return latitude, longitude


def _angle(parts: Any, letter: str, letters: str, limit: int) -> float | None:
    if not isinstance(parts, tuple) or len(parts) != 3 or letter not in letters or not letter:
        return None
    numbers = [_number(part, 0, limit * 60) for part in parts]
    if None in numbers:
        return None
    degrees, minutes, seconds = (number or 0.0 for number in numbers)
    angle = degrees + minutes / 60 + seconds / 3600
    return round(-angle if letter == letters[1] else angle, 7) if angle <= limit else None


def _gps_time(gps: Mapping[int, Any]) -> str:
    clock = gps.get(7)
    try:
        day = date.fromisoformat(_text(gps.get(29)).replace(":", "-"))
    except ValueError:
        return ""
    if not isinstance(clock, tuple) or len(clock) != 3:
        return ""
    hour, minute, second = (_number(part, 0, limit) for part, limit in zip(clock, (23, 59, 60), strict=True))
    if hour is None or minute is None or second is None:
        return ""
    return f"{day.isoformat()}T{int(hour):02}:{int(minute):02}:{min(59, int(second)):02}"


def _number(value: Any, low: float, high: float) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, ArithmeticError):
        return None
    return number if math.isfinite(number) and low <= number <= high else None


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "ignore")
    if not isinstance(value, str):
        return ""
    return "".join(letter for letter in value.partition("\0")[0] if letter.isprintable()).strip()[:60]


def _camera(make: str, model: str) -> str:
    return model if model.startswith(make) else f"{make} {model}".strip()
