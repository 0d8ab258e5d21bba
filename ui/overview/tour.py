"""The states of the page Översikt."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.overview.page import OverviewPage
from ui.tour import Settle, Shot


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """The page as it is."""
    page = cast(OverviewPage, shown)
    settle(lambda: page.shown is not None)
    yield "page", page.window()
