"""The file format of evidence on disk: authenticated chunks that can be read at random and never cut unnoticed.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) on AES-256-GCM:

    header   magic "KKEV", version, chunk size (4 bytes), nonce prefix (7 bytes): 16 bytes
    chunk i  AES-256-GCM of up to 256 KiB, tag last; nonce = prefix | i (4 bytes) | 1 for the last chunk, else 0
             additional data = header | object id

Every file has a random key of its own, so prefixes may collide without harm. An empty file is one empty chunk.
"""

import hashlib
import os
import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from krogkoll.kernel.errors import EvidenceTrouble

CHUNK = 256 * 1024
TAG = 16
_MAGIC = b"KKEV"
_VERSION = 1
_HEADER = struct.Struct(">4sBI7s")


class Digest(NamedTuple):
    """What was sealed: SHA-256 of the exact bytes (hex) and how many they were."""

    sha256: str
    size: int


def chunks_of(content: bytes) -> Iterator[memoryview]:
    """Bytes in memory as the chunks that `seal` takes, without copying."""
    view = memoryview(content)
    for start in range(0, len(view), CHUNK):
        yield view[start : start + CHUNK]


def chunks_from(source: BinaryIO) -> Iterator[memoryview]:
    """An open file as the chunks that `seal` takes. Raises EvidenceTrouble("vanished") when reading fails."""
    buffers = (bytearray(CHUNK), bytearray(CHUNK))  # `seal` still holds the last chunk when it asks for the next
    turn = 0
    while True:
        view = memoryview(buffers[turn])
        filled = 0
        try:
            while filled < CHUNK and (got := source.readinto(view[filled:])):  # type: ignore[attr-defined]
                filled += got
        except OSError as error:
            raise EvidenceTrouble("vanished", errno=error.errno) from error
        if filled:
            yield view[:filled]
        if filled < CHUNK:
            return
        turn = 1 - turn


def seal(chunks: Iterator[memoryview], target: BinaryIO, key: bytes, object_id: str) -> Digest:
    """Write chunks (all full but the last) to `target`, sealed; the digest is of the plain bytes.

    Raises OSError from the target as it is. The key must never have sealed another file.
    """
    header = _HEADER.pack(_MAGIC, _VERSION, CHUNK, os.urandom(7))
    cipher = AESGCM(key)
    bound = header + object_id.encode()
    digest = hashlib.sha256()
    sealed = memoryview(bytearray(CHUNK + TAG))
    size = number = 0
    target.write(header)
    held = next(chunks, memoryview(b""))
    while True:
        following = next(chunks, None)
        digest.update(held)
        part = sealed[: len(held) + TAG]
        cipher.encrypt_into(_nonce(header, number, last=following is None), held, bound, part)
        target.write(part)
        size += len(held)
        if following is None:
            return Digest(digest.hexdigest(), size)
        held = following
        number += 1


class SealedReader:
    """Reads a sealed file, from the start or anywhere. Any change, cut or exchange of bytes is an error.

    Every method raises EvidenceTrouble("damaged") instead of giving out a byte that was not sealed.
    """

    def __init__(self, source: BinaryIO, key: bytes, object_id: str) -> None:
        self._source = source
        self._header = source.read(_HEADER.size)
        length = source.seek(0, os.SEEK_END)
        if len(self._header) < _HEADER.size:
            raise EvidenceTrouble("damaged", object=object_id)
        magic, version, chunk, _ = _HEADER.unpack(self._header)
        body = length - _HEADER.size
        self._count = -(-body // (CHUNK + TAG))
        self.size = body - self._count * TAG
        # The last chunk holds at least a tag, and is empty only in an empty file.
        tail = body - (self._count - 1) * (CHUNK + TAG)
        hollow = tail < TAG or (tail == TAG and self._count > 1)
        if (magic, version, chunk) != (_MAGIC, _VERSION, CHUNK) or self._count < 1 or hollow:
            raise EvidenceTrouble("damaged", object=object_id)
        self._cipher = AESGCM(key)
        self._object_id = object_id

    def chunks(self) -> Iterator[bytes]:
        """The whole content in order; a cut file fails at its end at the latest."""
        return (self._chunk(number) for number in range(self._count))

    def read(self, offset: int = 0, length: int | None = None) -> bytes:
        """Bytes from `offset`, to the end when no length is given; only the chunks in question are opened."""
        end = self.size if length is None else min(self.size, offset + length)
        if offset == 0 and end == self.size:
            return b"".join(self.chunks())
        if offset >= end:
            return b""
        first, last = offset // CHUNK, (end - 1) // CHUNK
        parts = b"".join(self._chunk(number) for number in range(first, last + 1))
        return parts[offset - first * CHUNK : end - first * CHUNK]

    def _chunk(self, number: int) -> bytes:
        self._source.seek(_HEADER.size + number * (CHUNK + TAG))
        sealed = self._source.read(CHUNK + TAG)
        nonce = _nonce(self._header, number, last=number == self._count - 1)
        try:
            return self._cipher.decrypt(nonce, sealed, self._header + self._object_id.encode())
        except InvalidTag as error:
            raise EvidenceTrouble("damaged", object=self._object_id) from error


def _nonce(header: bytes, number: int, *, last: bool) -> bytes:
    return header[-7:] + number.to_bytes(4, "big") + bytes([last])
