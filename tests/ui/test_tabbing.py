"""Tab walks as things stand on screen, and the keyboard keeps its place when a list is drawn anew."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.widgets.blocks import clear, column, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.segments import Segments


@pytest.fixture
def box(qtbot, theme, page_of):
    """A dialog with a list of buttons above a last one that was made before them."""
    window, _ = page_of(0)
    made = Dialog(theme, window, "Prov")
    made.rows = column()
    made.body.addLayout(made.rows)
    made.body.addWidget(Button(theme, "Sist"))
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.reject()


def fill(box, theme, *names):
    clear(box.rows)
    for name in names:
        line = row()
        line.addWidget(Button(theme, name))
        box.rows.addLayout(line)


def filled(box, theme, *names):
    """The same, and seen."""
    fill(box, theme, *names)
    QApplication.processEvents()


def at(box):
    focus = box.focusWidget()
    return focus.text() if focus is not None else ""


def walk(box, steps, key=Qt.Key.Key_Tab):
    met = []
    for _ in range(steps):
        QTest.keyClick(box.windowHandle(), key)
        met.append(at(box))
    return met


def test_what_was_made_later_is_visited_where_it_stands(box, theme):
    filled(box, theme, "Ett", "Två")
    box.body.itemAt(1).widget().setFocus()
    assert walk(box, 4) == ["Ett", "Två", "Sist", "Ett"]
    assert walk(box, 2, Qt.Key.Key_Backtab) == ["Sist", "Två"]


@pytest.mark.parametrize(
    ("anew", "then"),
    [(("Ett", "Två", "Tre"), "Två"), (("Ett", "Tre"), "Tre"), (("Noll", "Ett", "Två"), "Två"), (("Ett",), "Sist")],
)
def test_a_list_drawn_anew_keeps_the_keyboard(qtbot, box, theme, anew, then):
    filled(box, theme, "Ett", "Två", "Tre")
    box.body.itemAt(1).widget().setFocus()
    walk(box, 2)
    assert at(box) == "Två"
    fill(box, theme, *anew)
    qtbot.waitUntil(lambda: at(box) == then)


def test_whoever_gives_the_keyboard_away_meanwhile_is_obeyed(qtbot, box, theme):
    filled(box, theme, "Ett", "Två")
    box.body.itemAt(1).widget().setFocus()
    walk(box, 1)
    fill(box, theme, "Ett", "Två")
    box.body.itemAt(1).widget().setFocus()
    QApplication.processEvents()
    assert at(box) == "Sist"


def test_words_of_which_none_is_chosen_any_more_are_met_at_the_first(box, theme):
    words = Segments(theme, "Svar", [(one, one, one) for one in ("Ja", "Nej", "Ej")])
    box.rows.addWidget(words)
    QApplication.processEvents()
    words.value = "Ej"
    words.value = None
    box.body.itemAt(1).widget().setFocus()
    assert walk(box, 2) == ["Ja", "Sist"]
    box.body.itemAt(1).widget().setFocus()
    assert walk(box, 3) == ["Ja", "Sist", "Ja"]
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_Space)
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_Right)
    assert words.value == "Nej"
    assert walk(box, 2) == ["Sist", "Nej"]
