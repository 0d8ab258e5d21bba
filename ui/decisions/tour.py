"""The states of the page Beslut."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.decisions.page import DecisionsPage
from ui.tour import Settle, Shot


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """The list with what is open; the way to a new one."""
    page = cast(DecisionsPage, shown)
    settle(lambda: page.decisions is not None)
    yield "decisions", page.window()
    if page.may_write:
        before = page.current
        page.start_new()
        settle()
        yield "new", page.window()
        page.open(before)
        settle()
