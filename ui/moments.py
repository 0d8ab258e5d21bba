"""How a day and a time are typed in every form: 2026-11-22 23:10, by the clock in Sweden."""

from datetime import datetime

from krogkoll.kernel.clock import STOCKHOLM, local

_PATTERNS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y%m%d %H%M")


def moment_text(moment: datetime | None) -> str:
    """A moment as the form writes it; nothing for none."""
    return "" if moment is None else f"{local(moment):%Y-%m-%d %H:%M}"


def moment_in(text: str, *, day_alone: bool = False) -> datetime | None:
    """A moment as people write it, also with 23.10 and 20261122 2310; None for anything else, empty too.

    day_alone: a day without a time will do, and is its beginning.
    """
    plain = " ".join(text.split()).replace(".", ":")
    for pattern in (*_PATTERNS, "%Y-%m-%d") if day_alone else _PATTERNS:
        try:
            return datetime.strptime(plain, pattern).replace(tzinfo=STOCKHOLM)
        except ValueError:
            continue
    return None
