"""The states of the tab Insatser: the list, a night, and each of its forms."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from krogkoll.inspections import Plan
from ui.operations.page import OperationsPage
from ui.operations.plan_page import PlanPage
from ui.tour import Settle, Shot


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """Whatever nights the workspace holds; without one, the empty list and the form."""
    page = cast(OperationsPage, shown)
    settle(lambda: page.list.read_once)
    yield "operations", page.window()
    page.list.new_button.click()
    yield from _dialog("operation-new", settle)
    if page.list.buttons:
        page.list.buttons[0].click()
        settle(lambda: page.view.plan is not None)
        yield "operation", page.window()
        page.view.scroll_down()
        yield "operation-below", page.window()
        yield from _night(page, settle)
        page.view.head.left.emit()


def _night(page: OperationsPage, settle: Settle) -> Iterator[Shot]:
    deeds, plan = page.view.deeds, cast(Plan, page.view.plan)
    deeds.edit_person(None)
    yield from _dialog("operation-person", settle)
    if plan.stops:
        deeds.judge(plan.stops[0].venue_id)
        yield from _dialog("operation-risk", settle)
        deeds.choose_entry(plan.stops[0].venue_id)
        yield from _dialog("operation-entry", settle)
        deeds.edit_stop(plan.stops[0])
        yield from _dialog("operation-stop", settle)
    deeds.edit_help(None)
    yield from _dialog("operation-help", settle)


def _dialog(name: str, settle: Settle) -> Iterator[Shot]:
    settle(lambda: QApplication.activeModalWidget() is not None)
    dialog = cast(QDialog, QApplication.activeModalWidget())
    yield name, dialog
    dialog.reject()
    settle(lambda: QApplication.activeModalWidget() is None)


def plan_states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """The tab Tillsynsplan: its list, a place to put into a night, and its form."""
    page = cast(PlanPage, shown)
    settle(lambda: page.found is not None)
    yield "plan", page.window()
    if page.table.rows.rowCount():
        page.table.selectRow(0)
        settle(page.put.isEnabled)
        yield "plan-chosen", page.window()
        page.put.click()
        yield from _dialog("plan-night", settle)
    page.change.click()
    yield from _dialog("plan-form", settle)
    page.choose("done")
    yield "plan-done", page.window()
    page.choose("due")
