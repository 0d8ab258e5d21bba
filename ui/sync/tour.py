"""The states of the page Synk."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.sync.page import SyncPage
from ui.tour import Settle, Shot


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """Not enrolled, and what is missing for it."""
    page = cast(SyncPage, shown)
    settle(lambda: page.standing is not None)
    yield "sync", page.window()
    if page.enrol.isVisible():
        page.enrol.try_enrol()
        yield "sync-missing", page.window()
