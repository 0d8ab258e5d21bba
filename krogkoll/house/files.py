"""Reads the small files that somebody chooses on this page: a picture of a mark, an issuer's certificate."""

from pathlib import Path

from krogkoll.kernel.errors import EvidenceTrouble

_MOST = 20 * 1024 * 1024


def read_chosen_file(path: Path, most: int = _MOST) -> bytes:
    """The bytes of a file of at most so many. Raises EvidenceTrouble "vanished", "unreadable", "too-large"."""
    try:
        if path.stat().st_size > most:
            raise EvidenceTrouble("too-large")
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except FileNotFoundError:
        raise EvidenceTrouble("vanished") from None
    except OSError:
        raise EvidenceTrouble("unreadable") from None
    if len(content) > most:
        raise EvidenceTrouble("too-large")
    return content
