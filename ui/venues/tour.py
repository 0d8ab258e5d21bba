"""The states of the page Objekt."""

from collections.abc import Iterator
from typing import Any, cast

from PySide6.QtWidgets import QApplication, QWidget

from ui.tour import Settle, Shot
from ui.venues.page import VenuesPage

_WRONG = {"name": "", "street": "", "postal_code": "12", "position": "hamnen", "status": "confirmed"}


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """List, place and form, each also when something is wrong."""
    page = cast(VenuesPage, shown)
    settle(lambda: page.list.counted)
    yield "list", page.window()
    yield from _place(page, settle)
    yield from _form(page, settle)
    yield from _tip(page, settle)
    page.list.search.setText("finns inte")
    settle(lambda: page.list.model.rowCount() == 0)
    yield "list-no-hit", page.window()
    page.list.search.clear()
    settle(lambda: page.list.model.rowCount() > 0)


def _place(page: VenuesPage, settle: Settle) -> Iterator[Shot]:
    page.list.view.setCurrentIndex(page.list.model.index(0))
    settle(lambda: page.detail.name != "")
    yield "detail", page.window()
    page.detail.overview.risk.explain()
    settle(lambda: QApplication.activeModalWidget() is not None)
    dialog = cast(QWidget, QApplication.activeModalWidget())
    yield "detail-score", dialog
    dialog.close()
    page.detail.open_tab("tips")
    settle(lambda: page.detail.tips.shown > 0)
    yield "detail-tips", page.window()
    page.detail.open_tab("people")
    yield "detail-people", page.window()
    cast(Any, page.detail.people).add_button.click()
    settle(lambda: QApplication.activeModalWidget() is not None)
    dialog = cast(QWidget, QApplication.activeModalWidget())
    yield "detail-people-add", dialog
    dialog.close()
    page.detail.open_tab("history")
    yield "detail-history", page.window()
    page.detail.open_tab("overview")


def _form(page: VenuesPage, settle: Settle) -> Iterator[Shot]:
    page.start_form(None)
    yield "form-new", page.window()
    page.form.leave()
    page.detail.edit()
    settle(page.form.isVisible)
    yield "form-edit", page.window()
    for name, text in _WRONG.items():
        page.form.inputs[name].raw = text
    page.form.save()
    yield "form-problems", page.window()
    page.form.start_over()
    page.form.leave()


def _tip(page: VenuesPage, settle: Settle) -> Iterator[Shot]:
    page.start_tip()
    yield "tip-new", page.window()
    form = page.tip
    form.save()
    yield "tip-problems", page.window()
    first = page.list.model.line(0)
    form.place.edit.setText(first.name if first is not None else "")
    form.place.ask()
    settle(lambda: bool(form.place.offers))
    yield "tip-offers", page.window()
    form.place.choose(form.place.offers[0].id, form.place.offers[0].name)
    form.told.day.setText("i går")
    form.told.hours.setText("00:30–02:15")
    form.told.text.setPlainText("Öl och sprit säljs från en bardisk längst in. Det såg min granne.")
    form.source.kind.value = "known"
    form.source.name.setText("Gudrun Grannfeldt")
    form.grade.source.value, form.grade.information.value, form.grade.handling.value = "2BC"
    for code in ("I1", "I8", "I9"):
        form.signs.chips[code].setChecked(True)
    settle(lambda: form.score.words.count("\n") > 4)
    yield "tip-filled", page.window()
    form.start_over()
    form.leave()
