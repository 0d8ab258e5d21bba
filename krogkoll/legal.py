"""The licence and the notices that are shipped with the program, to read on screen."""

from enum import StrEnum

from krogkoll.kernel.resources import resource


class Legal(StrEnum):
    """Which text."""

    LICENCE = "LICENSE"
    NOTICES = "NOTICE.md"


def legal_text(which: Legal) -> str:
    """The whole text; empty where it was not carried along."""
    path = resource().parent / which.value
    return path.read_text("utf-8") if path.is_file() else ""
