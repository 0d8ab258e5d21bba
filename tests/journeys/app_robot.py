"""The real window with a robot at its keyboard, which tells an outside journal what the window itself says is saved.

Called as `python app_robot.py FOLDER PASSWORD SEED`. A line is written only after the form said "saved", the draft
"Utkastet är sparat", or the lock dropped the keys.
"""

import json
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import ui.app
from ui.window import Window

_STEP_MS = 4


def say(**what) -> None:
    """One line of the journal; a pipe takes it whole."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Robot(QObject):
    """Goes through a script of steps; each step waits until what it yields is true."""

    def __init__(self, window: Window, password: str, seed: int) -> None:
        super().__init__(window)
        self.window, self.password = window, password
        self.luck = random.Random(seed)
        self.script = self.live()
        self.wanted = lambda: True
        self.saved, self.drafts = [], 0
        self.timer = QTimer(self)
        self.timer.setInterval(_STEP_MS)
        self.timer.timeout.connect(self._step)
        self.timer.start()

    def _step(self) -> None:
        if self.wanted():
            self.wanted = next(self.script)

    @property
    def page(self):
        return self.window.shell.pages["venues"]

    def live(self):
        yield from self.unlock()
        say(ready=True)
        while True:
            acts = [self.new_place] * 4 + [self.edit] * 3 + [self.half_written] * 3 + [self.lock, self.lock_in_mid_word]
            yield from self.luck.choice(acts)()

    def unlock(self):
        access = self.window.access
        yield access.edit.isEnabled
        yield from self._type_into(access.edit, self.password)
        QTest.mouseClick(access.button, Qt.MouseButton.LeftButton)
        yield lambda: self.window.shell is not None and self.window.shell.pages
        if "venues" not in self.window.shell.pages:
            self.window.shell.go("venues", "")
        self.page.form.saved.connect(self.saved.append)
        self.page.form._drafts.saved.connect(self._draft_was_saved)
        yield self.at_rest

    def at_rest(self) -> bool:
        """Nothing is under way behind the window."""
        return self.window.session.jobs.idle and self.page.list.counted

    def _type_into(self, widget, text):
        """One key at a time, as a person would; QTest's own keyClicks knows no å, ä and ö."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
            if self.luck.random() < 0.3:
                yield lambda: True

    def _fill(self, name, text):
        editor = self.page.form.inputs[name].editor
        editor.setFocus()
        editor.selectAll()
        yield from self._type_into(editor, text)

    def _open_new(self):
        self.window.commands["new"].trigger()
        yield self.at_rest

    def save(self):
        self.saved.clear()
        QTest.mouseClick(self.page.form.save_button, Qt.MouseButton.LeftButton)
        yield lambda: bool(self.saved)
        (venue,) = self.saved
        say(venue=venue.id, name=venue.name, notes=venue.notes)

    def _draft_was_saved(self) -> None:
        self.drafts += 1

    def new_place(self):
        say(begins=True)
        yield from self._open_new()
        yield from self._fill("name", f"Ångpannan {self.luck.randrange(10**9)}")
        yield from self._fill("street", f"Sillkajsgatan {self.luck.randrange(1, 99)}")
        yield from self._fill("notes", str(time.time_ns()))
        yield from self.save()

    def edit(self):
        yield self.at_rest
        rows = self.page.list.model.rowCount()
        if not rows:
            return
        view = self.page.list.view
        view.setCurrentIndex(self.page.list.model.index(self.luck.randrange(min(rows, 5))))
        chosen = self.page.list.selected()
        if chosen is None:
            return
        yield lambda: self.page.detail.venue_id == chosen.id and self.at_rest()
        yield self.at_rest
        self.window.commands["edit"].trigger()
        yield self.at_rest
        yield from self._fill("notes", str(time.time_ns()))
        yield from self.save()

    def half_written(self):
        """Write half a place, wait until the window says that the draft is saved, and go on from there."""
        say(begins=True)
        yield from self._open_new()
        name = f"Halvskriven {time.time_ns()}"
        yield from self._fill("name", name)
        before = self.drafts
        yield lambda: self.drafts > before
        if self.page.form.inputs["name"].raw == name:
            say(draft=name)
        if self.luck.random() < 0.5:
            QTest.mouseClick(self.page.form.cancel_button, Qt.MouseButton.LeftButton)
        yield self.at_rest

    def lock_in_mid_word(self):
        """Lock while typing: the screen then says that what was written is saved."""
        say(begins=True)
        yield from self._open_new()
        name = f"Halvskriven {time.time_ns()}"
        yield from self._fill("name", name)
        yield from self.lock(draft=name)

    def lock(self, **told):
        self.window.commands["lock"].trigger()
        yield lambda: self.window.session.workspace is None
        say(locked=True, **told)
        yield from self.unlock()


class DrivenWindow(Window):
    """The window itself, with the robot sitting down when it is first shown."""

    robot = None

    def showEvent(self, event) -> None:  # noqa: N802 - Qt's own name
        """Sit down."""
        super().showEvent(event)
        if self.robot is None:
            DrivenWindow.robot = Robot(self, sys.argv[2], int(sys.argv[3]))


if __name__ == "__main__":
    ui.app.Window = DrivenWindow
    sys.exit(ui.app.run(Path(sys.argv[1]), practice=False))
