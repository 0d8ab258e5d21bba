"""The states of the page of visits."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QApplication, QWidget

from krogkoll.inspections import ConsentAct
from ui.inspections.page import VisitsPage
from ui.tour import Settle, Shot


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """List, form, the steps of a visit, the small forms, the dark."""
    page = cast(VisitsPage, shown)
    page.show_list()
    settle(lambda: page.list.counted)
    yield "visits", page.window()
    page.start()
    settle(page.form.isVisible)
    yield "visit-start", page.window()
    page.show_list()
    if page.list.model.rowCount():
        yield from _field(page, settle)
        page.show_list()


def _field(page: VisitsPage, settle: Settle) -> Iterator[Shot]:
    field = page.field
    page.list.rows.opened.emit(page.list.model.data(page.list.model.index(0), 256).id)
    settle(lambda: field.read is not None and field.step != "")
    read = field.read
    if read is None:
        return
    for step in field.steps.list(read, field.steps.now(read)):
        field.open_step(step.key)
        settle()
        yield f"visit-{step.key}", page.window()
    yield from _forms(page, settle)
    field.darken()
    yield "visit-dark", page.window()
    if field.darkness is not None:
        field.darkness.wake()


def _forms(page: VisitsPage, settle: Settle) -> Iterator[Shot]:
    acts = page.field.acts
    forms = {
        "finding": acts.put_into_words,
        "statement": acts.hear,
        "consent": lambda: page.field.steps.grounds.consent(ConsentAct.GIVEN),
        "enter": acts.enter,
    }
    for name, deed in forms.items():
        deed()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            settle()
            yield f"visit-form-{name}", dialog
            dialog.close()
            settle()
