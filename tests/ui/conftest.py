"""What window tests share: one look, workspaces on disk that open fast, clean teardown, no error unseen."""

import gc
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.kernel.clock import SteppingClock
from krogkoll.security import FLOOR_COST, MemoryKeyStore, Role
from krogkoll.venues import VenueDraft, VenueStatus
from ui.access.folder_gate import FolderGate
from ui.theme import Theme
from ui.window import Window

PASSPHRASE = "hamn-koltrast-lingon-brygga-nio"
HERE = Path(__file__).parent
NIGHT = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)


def pytest_collection_modifyitems(items):
    """The offscreen platform says this of every window with a smallest size; anything else Qt says fails the test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(autouse=True)
def clean_end():
    """Nothing outlives its test: windows closed, deferred deletes delivered, hooks put back."""
    hook = sys.excepthook
    yield
    app = QApplication.instance()
    if app is not None:
        for widget in QApplication.topLevelWidgets():
            widget.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.excepthook = hook
    gc.collect()


@pytest.fixture
def theme(qapp):
    made = Theme(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def clock():
    return SteppingClock(NIGHT, timedelta(milliseconds=1))


@pytest.fixture
def gate(tmp_path, clock):
    """The way into a folder without a workspace."""
    return FolderGate(tmp_path / "arbetsyta", practice=False, clock=clock, key_store=MemoryKeyStore(), cost=FLOOR_COST)


def drafts(count):
    """Invented places, in no order."""
    names = ("Ångpannan", "Källaren Bakfickan", "Örnen", "Zebran", "Äpplet", "Andra våningen", "Studio 44")
    for number in range(count):
        name = names[number] if number < len(names) else f"Lokal {number:05}"
        status = VenueStatus.PLANNED if number % 3 == 0 else VenueStatus.SUSPECTED
        yield VenueDraft(
            name=name, street=f"Sillkajsgatan {number + 1}", postal_code="26135", city="Landskrona", status=status
        )


@pytest.fixture
def make_workspace(tmp_path, clock):
    """Make and close a workspace with so many places, for this role; gives its gate."""

    def make(places=0, role=Role.MUNICIPAL_INSPECTOR, practice=False):
        folder = tmp_path / "arbetsyta"
        new = NewWorkspace(name="Anna Lindqvist", role=role, authority="k1282.alkohol", practice=practice)
        workspace, _ = create_workspace(folder, new, PASSPHRASE, clock=clock, cost=FLOOR_COST)
        if places:
            workspace.venues.register_many(drafts(places))
        workspace.close()
        return FolderGate(folder, practice=practice, clock=clock, key_store=MemoryKeyStore(), cost=FLOOR_COST)

    return make


@pytest.fixture
def show(qtbot, theme, settings):
    """Show a window for a gate; closed at the end, also when the test fails."""
    windows = []

    def make(gate):
        window = Window(theme, gate, settings)
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in windows:
        window.close()


@pytest.fixture
def open_window(qtbot, show):
    """Show a window and unlock it with the passphrase."""

    def make(gate):
        window = show(gate)
        unlock(qtbot, window)
        return window

    return make


def type_into(widget, text):
    """Type as a person would, one key at a time; QTest's own keyClicks knows no å, ä and ö."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def unlock(qtbot, window, secret=PASSPHRASE):
    """Type the secret and wait for the shell."""
    qtbot.waitUntil(window.access.edit.isEnabled)
    window.access.edit.setText(secret)
    window.access.try_now()
    qtbot.waitUntil(lambda: window.shell is not None, timeout=15000)
    qtbot.waitUntil(lambda: "venues" in window.shell.pages)


def venues_page(qtbot, window, rows=None):
    """The page Objekt, when its list has been read."""
    page = window.shell.pages["venues"]
    qtbot.waitUntil(lambda: page.list.counted and (rows is None or page.list.model.rowCount() == rows))
    return page
