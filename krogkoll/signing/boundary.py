"""The one place where a foreign file may break a parser in any way it likes, and comes out as one known error."""

from collections.abc import Iterator
from contextlib import contextmanager

from krogkoll.kernel.errors import SigningTrouble


@contextmanager
def decoder_boundary(reason: str) -> Iterator[None]:
    """Turn whatever a parser raises on a foreign file, deep recursion included, into one SigningTrouble."""
    try:
        yield
    except SigningTrouble:
        raise
    except Exception as error:  # noqa: BLE001 - the decoder boundary itself
        raise SigningTrouble(reason, kind=type(error).__name__) from None
