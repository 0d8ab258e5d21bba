"""The lock screen says that what was being written is saved: then it is, however busy the store was."""

import sys
import threading

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from krogkoll.founding import create_workspace
from krogkoll.security import FLOOR_COST, MemoryKeyStore
from krogkoll.workspace import open_with_password
from ui.access.folder_gate import FolderGate
from ui.access.gate import Opened
from ui.theme import Theme
from ui.window import Window

from .one_act import PASSWORD
from .test_kills import ANNA


@pytest.fixture
def window(qtbot, tmp_path):
    """The window on an open workspace, at a new place."""
    folder = tmp_path / "arbetsyta"
    workspace, _ = create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)
    gate = FolderGate(folder, practice=True, key_store=MemoryKeyStore(), cost=FLOOR_COST)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    hook = sys.excepthook
    made = Window(Theme(QApplication.instance()), gate, settings)
    qtbot.addWidget(made)
    made.show()
    made.session.let_in(Opened(workspace))
    qtbot.waitUntil(lambda: "venues" in made.shell.pages)
    made.commands["venue.new"].trigger()
    qtbot.waitUntil(lambda: not made.session.jobs._under_way)
    yield made
    made.close()
    sys.excepthook = hook


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("how", ["lock", "close"])
def test_what_was_typed_when_it_locked_is_saved_even_if_the_store_was_busy(qtbot, window, tmp_path, how):
    jobs, busy = window.session.jobs, threading.Event()
    page = window.shell.pages["venues"]
    jobs.read(window, lambda report: busy.wait(30), lambda result: None)
    page.form.inputs["name"].editor.setText("Halvskriven")
    if how == "lock":
        window.commands["lock"].trigger()
        assert window.shell is None, "hidden at once"
        busy.set()
        qtbot.waitUntil(lambda: window.session.workspace is None)
    else:
        threading.Timer(0.3, busy.set).start()
        window.close()
    workspace = open_with_password(tmp_path / "arbetsyta", PASSWORD)
    assert workspace.drafts.load("venue:new")["raw"]["name"] == "Halvskriven"
    workspace.close()
