"""The real window with a robot that carries out a visit by keyboard, and tells what the window itself says is saved.

Called as `python visit_robot.py FOLDER PASSWORD SEED`. A line is written only after the page has told that the answer
is stored.
"""

import random
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

import ui.app
from tests.journeys.app_robot import say
from ui.window import Window


class Inspector(QObject):
    """Unlocks, opens the visit (the window does it itself after a kill), and answers for ever."""

    def __init__(self, window: Window, password: str, seed: int) -> None:
        super().__init__(window)
        self.window, self.password, self.luck = window, password, random.Random(seed)
        self.script, self.wanted, self.stored = self.live(), lambda: True, []
        self.timer = QTimer(self)
        self.timer.setInterval(4)
        self.timer.timeout.connect(self._step)
        self.timer.start()

    def _step(self) -> None:
        if self.wanted():
            self.wanted = next(self.script)

    @property
    def page(self):
        return self.window.shell.pages["supervision"].pages["visits"]

    def live(self):
        access = self.window.access
        yield access.edit.isEnabled
        access.edit.setText(self.password)
        access.try_now()
        yield lambda: self.window.shell is not None and self.window.shell.pages
        yield lambda: not self.window.session.jobs._under_way
        resumed = "supervision" in self.window.shell.pages
        if not resumed:
            visit = self.window.session.workspace.inspections.visits()[0]
            self.window.shell.go("supervision", f"visits:{visit.id}/alkohol-9")
        yield lambda: self.page.field.read is not None and self.page.field.step != ""
        yield lambda: not self.window.session.jobs._under_way
        say(ready=True, resumed=resumed, at=self.page.where())
        keeper = self.page.field.steps.keeper
        keeper.changed.connect(self.stored.append)
        while True:
            cards = self.page.field.steps.chapters["alkohol-9"].cards
            card = self.luck.choice([one for one in cards.values() if "yes" in one.segments.buttons])
            self.stored.clear()
            QTest.keyClick(card, self.luck.choice([Qt.Key.Key_J, Qt.Key.Key_N, Qt.Key.Key_E]))
            yield lambda: bool(self.stored)
            say(item=card.item.id, value=keeper[card.item.id].value)


class DrivenWindow(Window):
    """The window itself, with the robot sitting down when it is first shown."""

    robot = None

    def showEvent(self, event) -> None:  # noqa: N802 - Qt's own name
        """Sit down."""
        super().showEvent(event)
        if self.robot is None:
            DrivenWindow.robot = Inspector(self, sys.argv[2], int(sys.argv[3]))


if __name__ == "__main__":
    ui.app.Window = DrivenWindow
    sys.exit(ui.app.run(Path(sys.argv[1]), practice=False))
