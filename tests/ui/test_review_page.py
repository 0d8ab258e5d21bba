"""The Monday review: keys choose, a reason is asked for where it is needed, and the case follows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from krogkoll.inspections import Letter, Outcome
from krogkoll.security import Role
from ui.review.tour import states
from ui.theme import DENSITIES

from .test_every_screen import check
from .week import last_week


def review(qtbot, window_of, fill=last_week, **more):
    window = window_of(0, fill=fill, practice=True, **more)
    window.shell.go("supervision", "review:")
    page = window.shell.pages["supervision"].pages["review"]
    qtbot.waitUntil(lambda: page.visits is not None)
    return window, page


def by_id(page, number):
    return page.visits[number]


def test_a_week_without_visits_says_so(qtbot, window_of):
    _, page = review(qtbot, window_of, fill=None)
    assert page.visits == ()
    assert page.empty.isVisible()
    assert page.progress.text() == ""
    page.turn(1)
    qtbot.waitUntil(lambda: not page.later.isEnabled())


def test_the_proposed_outcome_is_saved_by_one_key_and_down_goes_on(qtbot, window_of):
    _, page = review(qtbot, window_of)
    assert [one.proposed for one in page.visits] == [Outcome.REMARK, Outcome.NO_REMARK]
    assert page.progress.text() == "0 av 2 bedömda. 2 protokoll är inte undertecknade."
    qtbot.keyClick(page.list, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.visits[0].outcome is Outcome.REMARK)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: page.visits[1].outcome is Outcome.NO_REMARK)
    assert page.progress.text() == "Alla besök har ett utfall. 2 protokoll är inte undertecknade."


def test_another_outcome_than_the_proposed_needs_its_reason(qtbot, window_of):
    _, page = review(qtbot, window_of)
    qtbot.keyClick(page.list, Qt.Key.Key_3)
    assert page.detail.outcome is Outcome.SERIOUS
    page.detail.try_save()
    assert page.detail._reason_field.problem == "Skriv varför utfallet är ett annat än förslaget."
    page.detail.reason.setPlainText("Servering till underårig.")
    page.detail.letter.setCurrentIndex(3)
    page.detail.try_save()
    qtbot.waitUntil(lambda: page.visits[0].outcome is Outcome.SERIOUS)
    kept = page.visits[0].review
    assert (kept.reason, kept.letter, kept.decided_by) == (
        "Servering till underårig.",
        Letter.HEARING,
        "Anna Lindqvist",
    )


def test_a_reason_half_written_is_there_again_after_another_visit(qtbot, window_of):
    _, page = review(qtbot, window_of)
    page.detail.choose(Outcome.SERIOUS)
    page.detail.reason.setPlainText("Halvvägs")
    page.detail._typing.keep()
    page.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: page.detail.reason.toPlainText() == "")
    page.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: page.detail.reason.toPlainText() == "Halvvägs")
    assert page.detail.outcome is Outcome.SERIOUS


def test_a_case_is_opened_once_and_then_shown(qtbot, window_of):
    window, page = review(qtbot, window_of)
    assert not page.detail.case.isEnabled()
    qtbot.keyClick(page.list, Qt.Key.Key_2)
    qtbot.waitUntil(page.detail.case.isEnabled)
    page.detail.case.click()
    qtbot.waitUntil(lambda: page.detail.shown.review.case_id != "")
    (case,) = window.session.workspace.cases.open_cases()
    assert page.detail.shown.review.case_id == case.id
    assert page.detail.case.text() == "Visa ärendet"


def test_who_may_only_read_cannot_decide_and_is_told_why(qtbot, window_of):
    window, page = review(qtbot, window_of, fill=None, role=Role.DECISION_MAKER)
    assert window.session.workspace.actor.role is Role.DECISION_MAKER
    assert page.report.may_write is False
    assert QApplication.activeModalWidget() is None


def test_one_comes_back_to_the_same_week_and_visit(qtbot, window_of):
    _, page = review(qtbot, window_of)
    page.list.setCurrentRow(1)
    where = page.where()
    page.turn(-1)
    page.go(where)
    qtbot.waitUntil(lambda: page.visits is not None and len(page.visits) == 2 and page.list.currentRow() == 1)
    page.go("nonsens/")
    assert page.where().startswith("2026-11-")


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_of_the_review_fits_a_small_window_and_can_be_heard(qtbot, window_of, theme, density):
    theme.use("light", density)
    window, page = review(qtbot, window_of)
    window.resize(1024, 640)

    def settle(until=lambda: True):
        qtbot.waitUntil(until, timeout=15_000)

    names = []
    for name, root in states(page, settle):
        check(name, root, density)
        names.append(name)
    assert names == ["review-week", "review-reason", "review-report", "review-empty"]
