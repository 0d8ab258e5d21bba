"""Takes a picture of every state of the window, in both themes and densities, on a practice workspace made for it."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QElapsedTimer, QEventLoop, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.kernel.progress import silent
from krogkoll.security import FLOOR_COST, MemoryKeyStore, Role
from ui.access.folder_gate import FolderGate
from ui.access.gate import NewPerson
from ui.app import make_application
from ui.pages import PAGES
from ui.theme import DENSITIES, SCHEMES, Theme
from ui.tour import Shot
from ui.window import Window

if TYPE_CHECKING:
    from ui.access.first_run import FirstRunScreen
    from ui.access.unlock import UnlockScreen

_SIZE = (1366, 768)
_SMALLEST = (1024, 640)
_PATIENCE_MS = 60_000
_RECOVERY_KEY = "7K3M-9QX2-A4CD-EFGH-2345-6789-JKMN"


def take_all(folder: Path) -> int:
    """Save the pictures as PNG in `folder` at 1366x768; the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    theme = Theme(app)
    with tempfile.TemporaryDirectory(prefix="krogkoll-") as scratch:
        tour = Tour(app, theme, Path(scratch))
        for scheme in SCHEMES:
            for density in DENSITIES:
                theme.use(scheme, density)
                for name, widget in tour.every_state():
                    tour.settle()
                    widget.grab().save(str(folder / f"{scheme}-{density}-{name}.png"))
        tour.end()
    return 0


class Tour:
    """Walks through the window without a hand: the states in the order a new person meets them."""

    def __init__(self, app: QApplication, theme: Theme, scratch: Path) -> None:
        self._app, self._theme, self._scratch = app, theme, scratch
        self._settings = QSettings(str(scratch / "settings.ini"), QSettings.Format.IniFormat)
        self._gate = FolderGate(scratch / "ovning", practice=True, key_store=MemoryKeyStore(), cost=FLOOR_COST)
        self._windows: list[Window] = []

    def every_state(self) -> Iterator[Shot]:
        """(name, what to look at) for each state."""
        yield from self._way_in()
        if not self._gate.exists():
            self._gate.practise(silent).workspace.close()
        yield from self._unlock()
        window = self._open(self._gate)
        yield from self._pages(window)
        yield from self._odd(window)
        window.resize(*_SMALLEST)
        yield "smallest", window
        window.session.lock()
        yield "locked", window
        window.close()

    def settle(self, until: Callable[[], bool] = lambda: True, least_ms: int = 250) -> None:
        """Let events pass until `until` holds, and a moment longer for layouts and late answers."""
        timer = QElapsedTimer()
        timer.start()
        while not until() or timer.elapsed() < least_ms:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if timer.elapsed() > _PATIENCE_MS:
                raise TimeoutError("the window did not reach the state")

    def end(self) -> None:
        """Close everything."""
        for window in self._windows:
            window.close()

    def _window(self, gate: FolderGate) -> Window:
        window = Window(self._theme, gate, self._settings)
        window.resize(*_SIZE)
        window.show()
        window.activateWindow()
        self._windows.append(window)
        self.settle()
        return window

    def _way_in(self) -> Iterator[Shot]:
        window = self._window(FolderGate(self._scratch / "ny", practice=False, key_store=MemoryKeyStore()))
        screen = cast("FirstRunScreen", window.access)
        yield "first-run-1", window
        screen.person.button.click()
        yield "first-run-1-missing", window
        authority = "Landskrona stad, alkoholnämnden (exempel)"
        screen.person.done.emit(
            NewPerson(name="Alva Nordberg", role=Role.MUNICIPAL_INSPECTOR, authority="", authority_name=authority)
        )
        yield "first-run-2", window
        screen.passphrase.first.setText("alva2026")
        yield "first-run-2-weak", window
        screen.passphrase.suggestion.use()
        yield "first-run-2-strong", window
        screen.show_recovery_key(_RECOVERY_KEY)
        yield "first-run-3", window
        window.close()

    def _unlock(self) -> Iterator[Shot]:
        window = self._window(self._gate)
        screen = cast("UnlockScreen", window.access)
        yield "unlock", window
        screen.show_trouble(AccessTrouble("wrong-password", free_left=3))
        yield "unlock-wrong", window
        screen.show_trouble(AccessTrouble("throttled", wait=95.0))
        yield "unlock-wait", window
        window.close()

    def _open(self, gate: FolderGate) -> Window:
        window = self._window(gate)
        cast("UnlockScreen", window.access).open_practice()
        self.settle(lambda: window.shell is not None)
        return window

    def _pages(self, window: Window) -> Iterator[Shot]:
        for spec in PAGES:
            if window.shell is None or spec.tour is None:
                continue
            window.shell.go(spec.key, "")
            self.settle()
            for name, widget in spec.tour(window.shell.pages[spec.key], self.settle):
                yield f"{spec.key}-{name}", widget

    def _odd(self, window: Window) -> Iterator[Shot]:
        if window.shell is not None:
            window.shell.speaker.done("Objektet är sparat")
            window.shell.speaker.saved("23:52")
            window.activateWindow()
            self.settle(window.isActiveWindow)
            window.shell.field.begin()
            self.settle(window.shell.field.popup.isVisible)
            yield "commands", window.shell.field.popup
            window.shell.field.leave()
        yield "saved", window
        window.show_keys()
        self.settle()
        dialog = cast(QWidget, QApplication.activeModalWidget())
        yield "keys", dialog
        dialog.close()
