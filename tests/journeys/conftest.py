"""What the journeys share: small disks, and how an error must be told."""

import gc
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from krogkoll.kernel.errors import KrogkollError
from krogkoll.messages import message_for
from krogkoll.security import FLOOR_COST, MemoryKeyStore
from ui.access.folder_gate import FolderGate
from ui.access.gate import Opened
from ui.theme import Theme
from ui.window import Window

from .disks import disk

__all__ = ["disk"]


class Told:
    """The errors that a journey met."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def __call__(self, act, *allowed: str) -> str:
        """Do what must fail in one of these ways: a sentence of its own and a way out; gives the id."""
        with pytest.raises(KrogkollError) as caught:
            act()
        message = message_for(caught.value)
        general = message_for(RuntimeError())
        assert message.id in allowed, f"{message.id}: {caught.value}"
        assert message.text != general.text, f"{message.id} has no sentence of its own"
        assert message.way_out
        self.ids.append(message.id)
        return message.id


@pytest.fixture
def told() -> Told:
    """`told(act, "StoreTrouble.disk-full")`: the act fails so, and is told in Swedish with its way out."""
    return Told()


@pytest.fixture(autouse=True)
def no_window_outlives_its_test():
    """What Qt was to delete is deleted now, and not by chance in the middle of a later window's event."""
    yield
    if QApplication.instance() is not None:
        for widget in QApplication.topLevelWidgets():
            widget.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


@pytest.fixture
def open_window(qtbot, tmp_path):
    """The window on a folder: at a new place of an open workspace, or before its door."""
    made, hook = [], sys.excepthook

    def make(folder, workspace=None):
        gate = FolderGate(folder, practice=True, key_store=MemoryKeyStore(), cost=FLOOR_COST)
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        window = Window(Theme(QApplication.instance()), gate, settings)
        qtbot.addWidget(window)
        made.append(window)
        window.show()
        if workspace is not None:
            window.session.let_in(Opened(workspace))
            window.shell.go("venues", "")
            window.commands["new"].trigger()
            qtbot.waitUntil(lambda: window.session.jobs.idle)
        return window

    yield make
    for window in made:
        window.close()
    sys.excepthook = hook
