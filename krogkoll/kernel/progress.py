"""How long work tells how far it has come, alike in the window, the command line and tests."""

from collections.abc import Callable
from typing import NamedTuple


class Progress(NamedTuple):
    """So much of so much is done; `text` is a stable code or the name of the present item."""

    done: int
    total: int
    text: str = ""


class Cancelled(Exception):
    """Raised out of `report` when whoever asked for the work no longer wants it."""


Report = Callable[[Progress], None]
"""Told now and then by the work; may raise Cancelled, which the work lets through after cleaning up."""


def silent(progress: Progress) -> None:
    """A report for callers that do not care."""
