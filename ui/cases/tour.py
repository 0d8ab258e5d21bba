"""The states of the page Ärenden."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QWidget

from krogkoll.cases import CaseFilter
from ui.cases.page import CasesPage
from ui.tour import Settle, Shot

_TABS = ("overview", "timeline", "tasks", "notes", "disclosures", "retention")
_FORMS = ("edit", "note", "task", "docket", "status", "marking", "disclosure", "hold", "close")


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """List, each tab and each form, each also when something is wrong; an empty register shows what it says."""
    page = cast(CasesPage, shown)
    settle(lambda: page.list.counted)
    page.list.chips.choose(CaseFilter.ALL)
    settle()
    yield "list", page.window()
    if page.list.model.rowCount():
        yield from _case(page, settle)
        yield from _forms(page, settle)
    page.start_new()
    settle(lambda: page.writing)
    page.form.save()
    yield "form-new", page.window()
    page.form.leave()
    if page.list.model.rowCount():
        page.list.search.setText("finns inte")
        settle(lambda: page.list.model.rowCount() == 0)
        yield "list-no-hit", page.window()
        page.list.search.clear()
        settle(lambda: page.list.model.rowCount() > 0)


def _case(page: CasesPage, settle: Settle) -> Iterator[Shot]:
    page.list.view.setCurrentIndex(page.list.model.index(0))
    settle(lambda: page.detail.file is not None)
    for tab in _TABS:
        page.detail.open_tab(tab)
        if tab == "disclosures":
            settle(lambda: page.detail.disclosures.shown >= 0)
        if tab == "retention":
            settle(lambda: page.detail.retention.shown >= 0)
        yield tab, page.window()
    page.detail.open_tab(_TABS[0])


def _forms(page: CasesPage, settle: Settle) -> Iterator[Shot]:
    for key in _FORMS:
        page.detail.acts.start(key)
        settle(lambda: page.writing)
        yield f"form-{key}", page.window()
        if key in {"disclosure", "task"}:
            page.form.inputs["what" if key == "disclosure" else "title"].raw = ""
            page.form.save()
            yield f"form-{key}-problems", page.window()
        page.form.start_over()
        page.form.leave()
