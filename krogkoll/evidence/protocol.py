"""What the program and its photo decoder say to each other over a pipe, and the limits of what either believes.

A message is a frame: magic, length of a JSON head, length of a body, then both. The decoder meets foreign bytes
and may have been taken over by them, so its answers are read as strictly as any file from outside.
"""

import struct
from enum import StrEnum
from typing import IO, Literal, TypeVar

import msgspec

MAX_FILE = 256 * 1024 * 1024
"""Largest photo file, in bytes, that is taken in."""
MAX_PIXELS = 108_000_000
"""Largest picture; the biggest sensors in phones."""

_FRAME = struct.Struct(">4sIQ")
_MAGIC = b"KKD1"
_MAX_HEAD = 64 * 1024

Head = TypeVar("Head")


class Garbled(Exception):
    """The other side said something that is no message."""


class RenditionKind(StrEnum):
    """The three sizes that are made of every photo."""

    THUMBNAIL = "thumbnail"  # 512 px WebP, for lists
    PRINT = "print"  # 780 px JPEG: 300 ppi in the 66 mm box of a document
    LARGE = "large"  # 1630 px JPEG, for the screen


class Box(msgspec.Struct, frozen=True):
    """A rectangle to cover, as fractions (0 to 1) of the picture as it is shown."""

    left: float
    top: float
    right: float
    bottom: float


class Request(msgspec.Struct, frozen=True):
    """One thing to do with the one file in the body."""

    act: Literal["probe", "render", "mask"]
    kinds: tuple[RenditionKind, ...] = ()
    boxes: tuple[Box, ...] = ()
    seconds: int = 30


class Claims(msgspec.Struct, frozen=True):
    """What the file says of itself. Claims, not facts: anybody can write EXIF."""

    taken_local: str = ""  # wall clock of the camera, "2022-08-14T14:12:31"
    taken_offset: str = ""  # "+03:00" where the camera says so
    taken_source: Literal["", "original", "digitized", "modified"] = ""
    gps_time: str = ""  # UTC from the satellites, "2022-08-14T11:12:32"
    latitude: float | None = None  # WGS 84, degrees
    longitude: float | None = None
    accuracy: float | None = None  # metres
    camera: str = ""
    orientation: int = 1


class Probe(msgspec.Struct, frozen=True):
    """What kind of picture it is: width and height in pixels as shown, after orientation."""

    format: Literal["JPEG", "PNG", "HEIF", "TIFF", "WEBP"]
    width: int
    height: int
    claims: Claims = Claims()


class Part(msgspec.Struct, frozen=True):
    """One finished picture in the body; parts follow each other in order."""

    kind: str
    width: int
    height: int
    length: int


class Reply(msgspec.Struct, frozen=True):
    """Either `refused` with a reason, or the answer. `flawed`: could be shown, yet some of its data is damaged."""

    refused: str = ""
    probe: Probe | None = None
    parts: tuple[Part, ...] = ()
    flawed: bool = False


def send(stream: IO[bytes], head: msgspec.Struct, body: bytes = b"") -> None:
    """Write one message. Raises OSError when the other side is gone."""
    encoded = msgspec.json.encode(head)
    stream.write(_FRAME.pack(_MAGIC, len(encoded), len(body)))
    stream.write(encoded)
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes], kind: type[Head]) -> tuple[Head, bytes] | None:
    """Read one message; None when the other side has closed. Raises Garbled for anything else."""
    frame = stream.read(_FRAME.size)
    if not frame:
        return None
    if len(frame) < _FRAME.size:
        raise Garbled
    magic, head_length, body_length = _FRAME.unpack(frame)
    if magic != _MAGIC or head_length > _MAX_HEAD or body_length > MAX_FILE:
        raise Garbled
    head, body = stream.read(head_length), stream.read(body_length)
    if len(head) < head_length or len(body) < body_length:
        raise Garbled
    try:
        return msgspec.json.decode(head, type=kind), body
    except msgspec.DecodeError as error:  # also wrong types, which are ValidationError
        raise Garbled from error
