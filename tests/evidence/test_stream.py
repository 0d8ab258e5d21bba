"""The chunk format: what was sealed comes back whole, and anything else is an error."""

import hashlib
import io
import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.evidence.stream import CHUNK, TAG, SealedReader, chunks_from, chunks_of, seal
from krogkoll.kernel.errors import EvidenceTrouble

KEY = bytes(range(32))
OBJECT = "4e9ad2c4-0000-4000-8000-000000000001"
FULL = CHUNK + TAG


def sealed(content: bytes, key: bytes = KEY, object_id: str = OBJECT) -> bytes:
    target = io.BytesIO()
    seal(chunks_of(content), target, key, object_id)
    return target.getvalue()


def opened(stored: bytes, key: bytes = KEY, object_id: str = OBJECT) -> bytes:
    return SealedReader(io.BytesIO(stored), key, object_id).read()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 77])
def test_what_was_sealed_comes_back_with_its_digest_and_size(size: int) -> None:
    content = os.urandom(size)
    target = io.BytesIO()
    digest = seal(chunks_from(io.BytesIO(content)), target, KEY, OBJECT)
    reader = SealedReader(io.BytesIO(target.getvalue()), KEY, OBJECT)
    assert (digest.sha256, digest.size) == (hashlib.sha256(content).hexdigest(), size)
    assert reader.size == size
    assert reader.read() == content
    assert content[:64] not in target.getvalue() or size < 2


def test_short_reads_of_a_slow_source_make_no_short_chunks() -> None:
    class Dripping(io.RawIOBase):
        def __init__(self) -> None:
            self.left = content

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            part, self.left = self.left[: min(1000, len(buffer))], self.left[min(1000, len(buffer)) :]
            buffer[: len(part)] = part
            return len(part)

    content = os.urandom(CHUNK + 5000)
    target = io.BytesIO()
    seal(chunks_from(Dripping()), target, KEY, OBJECT)  # type: ignore[arg-type]
    assert opened(target.getvalue()) == content


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_part_can_be_read_alone(data: st.DataObject) -> None:
    size = data.draw(st.sampled_from([0, 10, CHUNK, 2 * CHUNK + 9]))
    content = random.Random(size).randbytes(size)
    offset = data.draw(st.integers(0, size + 10))
    length = data.draw(st.integers(0, size + 10))
    reader = SealedReader(io.BytesIO(sealed(content)), KEY, OBJECT)
    assert reader.read(offset, length) == content[offset : offset + length]


def test_a_part_opens_only_its_own_chunks() -> None:
    stored = bytearray(sealed(os.urandom(3 * CHUNK)))
    stored[16 + 2 * FULL + 5] ^= 1  # the third chunk is damaged
    reader = SealedReader(io.BytesIO(bytes(stored)), KEY, OBJECT)
    assert len(reader.read(CHUNK, CHUNK)) == CHUNK
    with pytest.raises(EvidenceTrouble, match="damaged"):
        reader.read(2 * CHUNK, 1)


def test_every_bit_of_a_small_file_counts() -> None:
    stored = sealed(b"Svartklubben i k\xc3\xa4llaren")
    for position in range(len(stored)):
        for bit in range(8):
            changed = bytearray(stored)
            changed[position] ^= 1 << bit
            with pytest.raises(EvidenceTrouble, match="damaged"):
                opened(bytes(changed))


def test_every_length_of_a_cut_file_is_refused() -> None:
    stored = sealed(os.urandom(2 * CHUNK + 40))
    lengths = [*range(60), 16 + FULL - 1, 16 + FULL, 16 + FULL + 1, 16 + FULL + TAG, 16 + 2 * FULL, len(stored) - 1]
    for length in lengths:
        with pytest.raises(EvidenceTrouble, match="damaged"):
            opened(stored[:length])


def test_bytes_after_the_end_are_refused() -> None:
    for content in (b"", b"x" * 20, os.urandom(CHUNK)):
        for tail in (b"\0", bytes(TAG), bytes(FULL)):
            with pytest.raises(EvidenceTrouble, match="damaged"):
                opened(sealed(content) + tail)


def test_swapped_repeated_and_dropped_chunks_are_refused() -> None:
    stored = sealed(os.urandom(4 * CHUNK))
    head, parts = stored[:16], [stored[16 + i * FULL : 16 + (i + 1) * FULL] for i in range(4)]
    for order in ((1, 0, 2, 3), (0, 1, 1, 3), (0, 1, 3), (0, 1, 2), (3,)):
        with pytest.raises(EvidenceTrouble, match="damaged"):
            opened(head + b"".join(parts[i] for i in order))


def test_chunks_of_another_file_with_the_same_key_are_refused() -> None:
    one, other = sealed(os.urandom(2 * CHUNK)), sealed(os.urandom(2 * CHUNK))
    with pytest.raises(EvidenceTrouble, match="damaged"):
        opened(one[: 16 + FULL] + other[16 + FULL :])


def test_a_wrong_key_or_another_objects_id_opens_nothing() -> None:
    stored = sealed(b"foto")
    with pytest.raises(EvidenceTrouble, match="damaged"):
        opened(stored, key=bytes(32))
    with pytest.raises(EvidenceTrouble, match="damaged"):
        opened(stored, object_id="4e9ad2c4-0000-4000-8000-000000000002")


def test_a_source_that_fails_is_named_as_the_source() -> None:
    class Unplugged(io.RawIOBase):
        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            raise OSError(5, "Input/output error")

    with pytest.raises(EvidenceTrouble, match="vanished"):
        seal(chunks_from(Unplugged()), io.BytesIO(), KEY, OBJECT)  # type: ignore[arg-type]
