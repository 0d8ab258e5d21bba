"""Where a foreign file may break a parser in any way it likes, or keep it busy, and comes out as one known error."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from krogkoll.kernel.errors import SigningTrouble

SECONDS = 30.0
"""Processor seconds that the parser may spend on one file; a decision of ours takes a twentieth of one."""


class WatchedStream(BytesIO):
    """A file in memory that stops giving out bytes when its reader has had its time.

    The parser reads everything through the stream, mostly byte by byte, so this bounds loops that no limit on size
    catches. Raises SigningTrouble "too-complex".
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._until = time.thread_time() + SECONDS
        self._reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """As in BytesIO, until time is up."""
        self._reads += 1
        if self._reads % 64 == 1 and time.thread_time() > self._until:
            raise SigningTrouble("too-complex")
        return super().read(size)


@contextmanager
def decoder_boundary(reason: str) -> Iterator[None]:
    """Turn whatever a parser raises on a foreign file, deep recursion included, into one SigningTrouble."""
    try:
        yield
    except SigningTrouble:
        raise
    except Exception as error:  # noqa: BLE001 - the decoder boundary itself
        raise SigningTrouble(reason, kind=type(error).__name__) from None
