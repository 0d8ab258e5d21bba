"""The states of the page Beslut."""

from collections.abc import Iterator
from functools import partial
from typing import cast

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from krogkoll.decisions import State
from ui.decisions.page import DecisionsPage
from ui.decisions.specs import SECTIONS
from ui.tour import Settle, Shot


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """The list with what is open, each section, the questions it asks; the way to a new one, type and all."""
    page = cast(DecisionsPage, shown)
    settle(lambda: page.decisions is not None)
    yield "page", page.window()
    if not page.may_write:
        return
    before = page.current
    for one in page.decisions or ():
        if one.state in (State.READY, State.DECIDED, State.DISCARDED):
            page.open(one.id)
            settle(partial(_is_open, page, one.id))
            yield f"as-{one.state.value}", page.window()
    draft = next((one for one in page.decisions or () if one.state is State.DRAFT), None)
    if draft is not None:
        page.open(draft.id)
        settle(partial(_is_open, page, draft.id))
        yield from _writing(page, settle)
    yield from _beginning(page, settle)
    page.open(before)
    settle()


def _is_open(page: DecisionsPage, decision_id: str) -> bool:
    return page.editor.reading is not None and page.editor.reading.decision.id == decision_id


def _writing(page: DecisionsPage, settle: Settle) -> Iterator[Shot]:
    form = page.editor.form
    settle(lambda: page.preview.pages > 0)
    for number, (key, _) in enumerate(SECTIONS, start=1):
        form.show_section(number)
        settle()
        yield f"section-{key}", page.window()
    form.tell({"decided_on": "Skriv dagen som 2026-11-25."})
    form.show_section(1)
    settle()
    yield "unread", page.window()
    form.tell({})
    page.preview.failed(RuntimeError())
    settle()
    yield "preview-old", page.window()
    page.look()
    settle()
    page.editor.acts.ask_colleague()
    yield from _dialog("colleague", settle)
    if page.editor.reading is not None:
        page.editor.acts.ask_conflict(page.editor.reading, page.editor.reading.decision.presenter_name)
        yield from _dialog("conflict", settle)


def _beginning(page: DecisionsPage, settle: Settle) -> Iterator[Shot]:
    page.start_new()
    settle(lambda: page.start.subject is None)
    settle()
    yield "new", page.window()
    if page.start.found:
        page.start.choose(page.start.found[0])
        settle(lambda: page.start.offered is not None)
        yield "new-type", page.window()


def _dialog(name: str, settle: Settle) -> Iterator[Shot]:
    settle(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        yield name, dialog
        dialog.reject()
    settle()
