"""What a person waits for at the window: the unlock page, the list of all places, a keystroke, a scroll."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from figures import ROOT, figure, memory, shared

PLACES = 100_000
PASSPHRASE = "hamn-koltrast-lingon-brygga-nio"
NAMES = ("Ångpannan", "Bakfickan", "Örnen", "Zebran", "Äpplet", "Andra våningen", "Studio", "Källaren")
STREETS = ("Sillkajsgatan", "Kölhalargränd", "Tackelgränd", "Pollargatan", "Brandgulsgatan", "Lodjegatan")
WORDS = ("källaren 71", "örn", "kölhalar", "studio 4")
FRAMES = 300

# Runs as main.py does, and tells the moment at which the unlock page stands painted and can be typed in.
_START = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QSettings
from ui.app import make_application, make_theme
from ui.access.folder_gate import FolderGate
from ui.window import Window
folder = Path(sys.argv[1])
app = make_application()
settings = QSettings(str(folder.parent / "settings.ini"), QSettings.Format.IniFormat)
window = Window(make_theme(app, settings), FolderGate(folder, practice=False), settings)
window.show()
while not (window.isVisible() and window.access.edit.isEnabled()):
    app.processEvents()
window.repaint()
app.processEvents()
print(time.time(), flush=True)
import os
os._exit(0)
"""


def workspace(places: int) -> Path:
    """A closed workspace with so many places, made once for all figures of a run."""

    def make(folder: Path) -> None:
        from krogkoll.founding import NewWorkspace, create_workspace
        from krogkoll.security import FLOOR_COST, Role
        from krogkoll.venues import VenueDraft

        new = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol")
        opened, _ = create_workspace(folder, new, PASSPHRASE, cost=FLOOR_COST)
        for start in range(0, places, 10_000):
            opened.venues.register_many(
                VenueDraft(
                    name=f"{NAMES[number % len(NAMES)]} {number // len(NAMES)}",
                    street=f"{STREETS[number % len(STREETS)]} {number % 140 + 1}",
                    postal_code="26135",
                    city="Landskrona",
                )
                for number in range(start, min(places, start + 10_000))
            )
        opened.close()

    folder = shared(f"workspace-{places}", make)
    (folder / "tries.json").unlink(missing_ok=True)  # counted under another key store: it would have us wait
    return folder


def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Let the window work until the condition holds."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    end = time.monotonic() + seconds
    while not condition():
        # Waiting, not spinning: a busy loop would hold the interpreter that the worker needs.
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError("the window did not come so far")


def open_list():
    """An unlocked window on the list of 100,000 places, and that list."""
    from PySide6.QtCore import QSettings

    from krogkoll.security import FLOOR_COST, MemoryKeyStore
    from ui.access.folder_gate import FolderGate
    from ui.app import make_application, make_theme
    from ui.window import Window

    folder = workspace(PLACES)
    app = make_application()
    settings = QSettings(str(folder.parent / "settings.ini"), QSettings.Format.IniFormat)
    gate = FolderGate(folder, practice=False, key_store=MemoryKeyStore(), cost=FLOOR_COST)
    window = Window(make_theme(app, settings), gate, settings)
    window.resize(1366, 768)
    window.show()
    until(window.access.edit.isEnabled)
    window.access.edit.setText(PASSPHRASE)
    window.access.try_now()
    until(lambda: window.shell is not None and window.shell.pages)
    window.shell.go("venues", "")
    pane = window.shell.pages["venues"].list
    until(lambda: pane.model.rowCount() >= PLACES)
    return window, pane


@figure("start to usable unlock page", unit="s", at_most=1.0, runs=5)
def start() -> float:
    folder = workspace(0)
    started = time.time()
    done = subprocess.run(
        [sys.executable, "-c", _START, str(folder)], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return float(done.stdout) - started


@figure("100,000 places: keystroke (after the 70 ms rest) to repaint, worst", unit="ms", at_most=50, runs=1)
def keystroke() -> float:
    window, pane = open_list()
    shown: list[float] = []
    pane.model.modelReset.connect(lambda: shown.append(time.perf_counter()))
    taken = []
    for word in (*WORDS, *WORDS):
        for end in range(1, len(word) + 1):
            asked, before = pane._asked, len(shown)
            pane.search.setText(word[:end])
            until(lambda asked=asked: pane._asked > asked)
            began = time.perf_counter()
            until(lambda before=before: len(shown) > before)
            pane.view.viewport().repaint()
            taken.append(time.perf_counter() - began)
    window.close()
    return max(taken) * 1000


@figure("100,000 places: scroll frame, p95", unit="ms", at_most=16, runs=1)
def scroll() -> float:
    window, pane = open_list()
    bar = pane.view.verticalScrollBar()
    step = max(1, bar.maximum() // 7 // FRAMES)
    taken = []
    for frame in range(FRAMES):
        started = time.perf_counter()
        bar.setValue(frame * (step if frame % 2 else 37))
        pane.view.viewport().repaint()
        taken.append(time.perf_counter() - started)
    window.close()
    return sorted(taken)[int(FRAMES * 0.95)] * 1000


@figure("100,000 places: memory of the whole program", unit="MB", at_most=200, runs=1)
def held() -> float:
    window, pane = open_list()
    pane.view.scrollToBottom()
    until(lambda: True)
    now = memory()
    window.close()
    return now
