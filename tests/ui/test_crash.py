"""What nobody foresaw: a calm dialog, ids in the log, nothing of the content anywhere."""

import logging
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from ui.crash import CrashWatch
from ui.trouble_dialog import TroubleDialog


def words_of(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_an_error_in_a_slot_is_told_calmly_and_the_program_goes_on(qtbot, page_of, caplog, monkeypatch):
    window, page = page_of(1)
    watch = CrashWatch(window)
    assert sys.excepthook == watch.caught
    monkeypatch.setattr(page.list.model, "line", lambda row: {}["Anna Lindqvist, Sillkajsgatan 14"])
    with caplog.at_level(logging.ERROR):
        try:
            page.list.selected()
        except KeyError:
            watch.caught(*sys.exc_info())
    dialog = window.findChild(TroubleDialog)
    assert "Det som var sparat är kvar" in words_of(dialog)
    assert "Internal.KeyError" in words_of(dialog)
    assert "Lindqvist" not in words_of(dialog) + caplog.text
    assert "Traceback" not in words_of(dialog) + caplog.text
    assert "KeyError at test_crash.py:" in caplog.text
    button = next(one for one in dialog.findChildren(QAbstractButton) if one.text() == "Stäng")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    monkeypatch.undo()
    assert page.list.model.line(0).name == "Ångpannan"


def test_an_error_while_telling_does_not_go_round_in_circles(caplog):
    class Broken:
        told = 0

        def tell(self, message):
            self.told += 1
            watch.caught(ValueError, ValueError("igen"), None)

    broken = Broken()
    watch = CrashWatch(broken)
    watch.caught(ValueError, ValueError("först"), None)
    assert broken.told == 1


def test_stopping_by_the_keyboard_is_no_trouble_to_tell_of():
    class Listener:
        told = 0

        def tell(self, message):
            self.told += 1

    listener = Listener()
    CrashWatch(listener).caught(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert listener.told == 0
