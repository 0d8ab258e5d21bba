"""What window tests share: one look, workspaces on disk that open fast, clean teardown, no error unseen."""

import gc
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.inspections import InspectionDraft
from krogkoll.kernel.clock import SteppingClock
from krogkoll.security import FLOOR_COST, MasterKey, MemoryKeyStore, Role
from krogkoll.venues import VenueDraft, VenueQuery, VenueStatus
from krogkoll.workspace import open_workspace
from ui.access.folder_gate import FolderGate
from ui.access.gate import Opened
from ui.theme import Theme
from ui.window import Window

PASSPHRASE = "hamn-koltrast-lingon-brygga-nio"
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NIGHT = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)


def pytest_collection_modifyitems(items):
    """The offscreen platform says this of small windows and menus; anything else Qt says fails the test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def clean_end(request):
    """Nothing outlives its test: windows closed, deferred deletes delivered, hooks put back."""
    hook = sys.excepthook
    yield
    if "qapp" not in request.fixturenames:
        return
    app = QApplication.instance()
    if app is not None:
        for widget in QApplication.topLevelWidgets():
            widget.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.excepthook = hook
    gc.collect()
    leave_modules_alone()


def leave_modules_alone(known=[0]):  # noqa: B006  (how many there were the last time)
    """What has been imported lives to the end: no need to look through it after each test."""
    if len(sys.modules) > known[0]:
        known[0] = len(sys.modules)
        gc.freeze()


@pytest.fixture(scope="session")
def one_theme(qapp):
    gc.collect()
    leave_modules_alone()
    return Theme(qapp)


@pytest.fixture
def theme(one_theme):
    if (one_theme.scheme, one_theme.density) != ("light", "desk"):
        one_theme.use("light", "desk")
    return one_theme


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


@pytest.fixture(scope="session")
def templates(tmp_path_factory):
    """Workspaces made once with their keys, to be copied: stretching a passphrase costs more than most tests."""
    made = {}

    def template(places, role, practice):
        key = (places, role, practice)
        if key not in made:
            folder = tmp_path_factory.mktemp("template") / "arbetsyta"
            new = NewWorkspace(name="Anna Lindqvist", role=role, authority="k1282.alkohol", practice=practice)
            clock = SteppingClock(NIGHT - timedelta(hours=1), timedelta(milliseconds=1))
            # Made by somebody who may write; the role comes from the member record.
            workspace, _ = create_workspace(folder, new, PASSPHRASE, clock=clock, cost=FLOOR_COST)
            if places:
                actor = workspace.actor
                workspace.store.act_as(replace(actor, role=Role.MUNICIPAL_INSPECTOR))
                workspace.venues.register_many(drafts(places))
            secret = bytes(workspace._key._secret), workspace._key.workspace_id
            workspace.close()
            made[key] = folder, secret
        return made[key]

    return template


@pytest.fixture
def make_workspace(tmp_path, clock, templates):
    """A closed workspace with so many places, for this role; gives its gate."""

    def make(places=0, role=Role.MUNICIPAL_INSPECTOR, practice=False):
        folder = tmp_path / "arbetsyta"
        shutil.copytree(templates(places, role, practice)[0], folder)
        return FolderGate(folder, practice=practice, clock=clock, key_store=MemoryKeyStore(), cost=FLOOR_COST)

    return make


class Strays(QObject):
    """Notes every widget that is shown as a window of its own; a part shown before it has a parent flickers."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.look(watched)
        return False

    def look(self, shown):
        framed = shown.isWindow() and shown.windowType() == Qt.WindowType.Window
        if framed and not isinstance(shown, (Window, QDialog)):
            self.seen.append(type(shown).__name__)


@pytest.fixture
def strays(qapp):
    """Sees every stray; it takes a fifth of a test's time, so it is for the tests that walk through all states."""
    watch = Strays()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)
    assert watch.seen == []


@pytest.fixture
def show(qtbot, theme, settings):
    """Show a window for a gate; closed at the end, also when the test fails."""
    windows = []

    def make(gate):
        window = Window(theme, gate, settings)
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield make
    for window in windows:
        window.close()


@pytest.fixture
def window_of(make_workspace, templates, clock, show):
    """A window on a fresh workspace with so many places, let in without typing, at its first page."""

    def make(places=0, role=Role.MUNICIPAL_INSPECTOR, fill=None, practice=False):
        gate = make_workspace(places, role, practice)
        _, (secret, salt) = templates(places, role, practice)
        workspace = open_workspace(gate.folder, lambda: MasterKey(bytearray(secret), salt), clock=clock)
        if fill is not None:
            fill(workspace)
        window = show(gate)
        window.session.let_in(Opened(workspace))
        return window

    return make


@pytest.fixture
def page_of(qtbot, window_of):
    """The same at the page Objekt; gives window and page."""

    def make(places=0, role=Role.MUNICIPAL_INSPECTOR, fill=None, practice=False):
        window = window_of(places, role, fill, practice)
        return window, venues_page(qtbot, window, places or None)

    return make


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
    qtbot.waitUntil(lambda: window.shell.pages != {})


def venues_page(qtbot, window, rows=None):
    """The page Objekt, when its list has been read."""
    if "venues" not in window.shell.pages:
        window.shell.go("venues", "")
    page = window.shell.pages["venues"]
    qtbot.waitUntil(lambda: page.list.counted and (rows is None or page.list.model.rowCount() == rows))
    return page


BEGAN = NIGHT - timedelta(minutes=41)


def begin_visit(workspace, number=0, **over):
    """A visit of forty minutes ago at one of the places."""
    lines = workspace.venues.page(workspace.venues.find(VenueQuery()))
    place = lines[number]
    draft = InspectionDraft(
        venue_id=place.id, premises=f"lokalen på {place.address}", address=place.address, started_at=BEGAN
    )
    return workspace.inspections.start(replace(draft, **over))


@pytest.fixture
def visits(qtbot, window_of, show):
    """The page of visits with the first visit open; gives window, page and the ids of the visits."""

    def make(count=1, fill=lambda workspace, ids: None, practice=False, **over):
        ids = []

        def begun(workspace):
            ids.extend(begin_visit(workspace, number, **over).id for number in range(count))
            fill(workspace, ids)

        window = window_of(7, fill=begun, practice=practice)
        window.shell.go("supervision", f"visits:{ids[0]}/alkohol-9")
        page = window.shell.pages["supervision"].pages["visits"]
        qtbot.waitUntil(lambda: page.field.read is not None and page.field.step == "alkohol-9")
        return window, page, ids

    return make


@pytest.fixture
def settings_page(qtbot, window_of):
    """A window open at a section of the page Inställningar, and the page."""

    def make(section="", role=Role.DECISION_MAKER, fill=None):
        window = window_of(role=role, fill=fill, practice=True)
        window.shell.go("settings", section)
        qtbot.waitUntil(lambda: window.session.jobs.idle)
        return window, window.shell.pages["settings"]

    return make
