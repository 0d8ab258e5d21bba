"""The states of the Monday review."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QApplication, QWidget

from krogkoll.inspections import Outcome
from ui.review.page import ReviewPage
from ui.tour import Settle, Shot


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """A week without visits; where there are visits, one chosen, a missing reason, and its report."""
    page = cast(ReviewPage, shown)
    settle(lambda: page.visits is not None)
    yield "review-week", page.window()
    if page.visits:
        yield from _visit(page, settle)
    page.turn(-40)
    settle(lambda: page.visits == ())
    yield "review-empty", page.window()
    page.go("")
    settle(lambda: page.visits is not None)


def _visit(page: ReviewPage, settle: Settle) -> Iterator[Shot]:
    page.detail.choose(Outcome.NO_REMARK)
    page.detail.try_save()
    yield "review-reason", page.window()
    page.tabs.setCurrentIndex(1)
    settle()
    yield "review-report", page.window()
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        dialog.close()
    page.tabs.setCurrentIndex(0)
