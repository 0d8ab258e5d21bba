"""Puts messages into bytes and takes them out again without trusting what came."""

from __future__ import annotations

from typing import TypeVar

import msgspec
import zstandard

from krogkoll.sync.problems import Code, Message, Refused
from krogkoll.sync.protocol import MAX_PLAIN

M = TypeVar("M", bound=Message)


def packed(message: Message) -> bytes:
    """A message as it travels: JSON, compressed with zstd."""
    return zstandard.ZstdCompressor(level=3).compress(msgspec.json.encode(message))


def unpacked(kind: type[M], data: bytes, *, compressed: bool = True, limit: int = MAX_PLAIN) -> M:
    """The message in these bytes. Raises Refused: TOO_LARGE, MALFORMED (cut off, damaged, or not such a message)."""
    return decoded(kind, plain(data, limit) if compressed else data)


def decoded(kind: type[M], data: bytes) -> M:
    """The message in this JSON. Raises Refused MALFORMED."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Refused(Code.MALFORMED, type(error).__name__) from error


def plain(data: bytes, limit: int = MAX_PLAIN) -> bytes:
    """What one whole zstd frame holds. Raises Refused: TOO_LARGE beyond `limit` bytes, MALFORMED."""
    reader = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024).decompressobj()
    found = bytearray()
    try:
        for start in range(0, len(data), 4096):
            # A small piece at a time: what a frame promises to grow to is never believed.
            found += reader.decompress(data[start : start + 4096])
            if len(found) > limit:
                raise Refused(Code.TOO_LARGE, "unpacked")
    except zstandard.ZstdError as error:
        raise Refused(Code.MALFORMED, "zstd") from error
    if not reader.eof or reader.unused_data:
        raise Refused(Code.MALFORMED, "zstd")
    return bytes(found)
