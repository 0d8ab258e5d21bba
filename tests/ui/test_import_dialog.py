"""Importing a list by hand: file, columns, what will happen, choices, result; nothing is written before the end."""

import pytest
from PySide6.QtWidgets import QFileDialog

from krogkoll.intake import Outcome
from krogkoll.security import Role
from krogkoll.venues import VenueQuery
from ui.intake.dialog import CHOOSE, COLUMNS, DONE, ROWS, ImportDialog
from ui.theme import DENSITIES

from .test_every_screen import check

LIST = (
    "Nr hos oss;Serveringsställe;Besöksadress;Postnr;Bolag;Orgnr;Serveringstid;Giltigt från;Villkor\n"
    "T-1;Örnen;Sillkajsgatan 3;26135;Örnen AB;556000-0019;11–01;2024-03-01;Ingen servering på gården efter kl. 22\n"
    "T-2;Nattugglan;Hamngatan 8;26131;;;11.00–03.00;2024-03-01;\n"
)


@pytest.fixture
def chosen(tmp_path, monkeypatch):
    """Makes the file dialog answer with a list."""

    def choose(text, name="tillstånd.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        return path

    return choose


@pytest.fixture
def opened(qtbot, window_of):
    def make(places=7, **options):
        window = window_of(places, **options)
        window.commands["import"].trigger()
        (dialog,) = window.findChildren(ImportDialog)
        qtbot.waitUntil(dialog.isVisible)
        return window, dialog

    return make


def places(window):
    return len(window.session.workspace.venues.find(VenueQuery()))


def pass_to_rows(qtbot, dialog, chosen, text=LIST):
    chosen(text)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.step == COLUMNS)
    dialog.columns.choices[0].setCurrentIndex(dialog.columns.choices[0].findData("permit_number"))
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.step == ROWS)


def test_a_list_comes_in_step_by_step_and_only_at_the_end(qtbot, opened, chosen):
    window, dialog = opened()
    pass_to_rows(qtbot, dialog, chosen)
    assert places(window) == 7
    assert [row.outcome for row in dialog.rows.plan.rows] == [Outcome.PROPOSED, Outcome.NEW]
    dialog.rows.choice.setCurrentIndex(1)
    dialog.rows.choice.activated.emit(1)
    assert dialog.rows.plan.waiting == 0
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.step == DONE)
    assert dialog.told.text() == "1 nytt objekt, 1 ändrat, 0 oförändrade."
    assert places(window) == 8


def test_the_chosen_columns_are_remembered(qtbot, opened, chosen):
    window, dialog = opened()
    pass_to_rows(qtbot, dialog, chosen)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.step == DONE)
    dialog.out.click()
    window.commands["import"].trigger()
    again = [one for one in window.findChildren(ImportDialog) if one.isVisible()][-1]
    again.act.click()
    qtbot.waitUntil(lambda: again.step == COLUMNS)
    assert again.columns.choices[0].currentData() == "permit_number"
    assert "som förra gången" in again.columns.head.text()


def test_wrong_rows_are_shown_and_cannot_be_imported(qtbot, opened, chosen):
    window, dialog = opened()
    pass_to_rows(qtbot, dialog, chosen, LIST.replace("26131", "26"))
    assert dialog.rows.model.row(0).outcome is Outcome.WRONG
    assert dialog.act.text() == "Välj en annan fil …"
    assert "behöver rättas" in dialog.rows.head.text()
    assert places(window) == 7


def test_a_file_that_is_no_list_says_so_and_lets_one_choose_again(qtbot, opened, chosen):
    _, dialog = opened()
    chosen("%PDF-1.7\n", "a.csv")
    dialog.act.click()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.step == CHOOSE
    assert "ingen lista" in dialog.banner.text


def test_a_meaning_moves_to_the_column_chosen_last(qtbot, opened, chosen):
    _, dialog = opened()
    chosen(LIST)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.step == COLUMNS)
    first, last = dialog.columns.choices[1], dialog.columns.choices[4]
    last.setCurrentIndex(last.findData("name"))
    assert (first.currentData(), last.currentData()) == ("", "name")


def test_a_column_that_is_needed_and_missing_is_named(qtbot, opened, chosen):
    _, dialog = opened()
    chosen("Datum;Väg in\n2026-11-01;Telefon\n")
    dialog.kind.setCurrentIndex(1)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.step == COLUMNS)
    dialog.act.click()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert "Vad som har berättats" in dialog.banner.text
    assert dialog.step == COLUMNS


def test_stopping_leaves_nothing_and_shows_where_things_stand(qtbot, opened, chosen):
    window, dialog = opened()
    rows = "".join(f"T-{n};Krog {n};Gatan {n};26131;;;;;\n" for n in range(1500))
    pass_to_rows(qtbot, dialog, chosen, LIST.split("\n", maxsplit=1)[0] + "\n" + rows)
    dialog.act.click()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.step == ROWS, timeout=15_000)
    assert dialog.rows.plan.count(Outcome.NEW) == 1500
    assert places(window) == 7


def test_a_role_that_may_not_write_has_no_such_command(window_of):
    window = window_of(7, role=Role.DECISION_MAKER)
    assert not window.commands["import"].isEnabled()


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)], ids=["1366x768", "1024x640"])
@pytest.mark.parametrize("density", DENSITIES)
def test_every_step_fits_and_can_be_heard(qtbot, opened, chosen, theme, density, size):
    theme.use("light", density)
    window, dialog = opened(practice=True)
    window.resize(*size)
    check("choose", dialog, density)
    chosen("%PDF-1.7\n", "a.csv")
    dialog.act.click()
    qtbot.waitUntil(dialog.banner.isVisible)
    check("refused", dialog, density)
    pass_to_rows(qtbot, dialog, chosen)
    check("rows", dialog, density)
    dialog.back.click()
    check("columns", dialog, density)
    assert dialog.height() <= size[1]
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.step == ROWS)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.step == DONE)
    check("done", dialog, density)
