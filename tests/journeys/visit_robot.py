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

STEP = "alkohol-9"


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
            self.wanted = next(self.script, lambda: False)

    @property
    def page(self):
        return self.window.shell.pages["supervision"].pages["visits"]

    @property
    def cards(self):
        """The questions of the open chapter that are answered with yes or no."""
        cards = self.page.field.steps.chapters[self.page.field.step].cards
        return [one for one in cards.values() if "yes" in one.segments.buttons]

    def at_rest(self) -> bool:
        """Nothing is under way behind the window."""
        return self.window.session.jobs.idle

    def arrive(self):
        """Unlock, and come to the visit: back to it, or to it for the first time."""
        access = self.window.access
        yield access.edit.isEnabled
        access.edit.setText(self.password)
        access.try_now()
        yield lambda: self.window.shell is not None and self.window.shell.pages
        yield self.at_rest
        self.resumed = "supervision" in self.window.shell.pages
        if not self.resumed:
            visit = self.window.session.workspace.inspections.visits()[0]
            self.window.shell.go("supervision", f"visits:{visit.id}/{STEP}")
        yield lambda: self.page.field.read is not None and self.page.field.step != ""
        yield self.at_rest

    def live(self):
        yield from self.arrive()
        say(ready=True, resumed=self.resumed, at=self.page.where())
        keeper = self.page.field.steps.keeper
        keeper.changed.connect(self.stored.append)
        while True:
            card = self.luck.choice(self.cards)
            self.stored.clear()
            QTest.keyClick(card, self.luck.choice([Qt.Key.Key_J, Qt.Key.Key_N, Qt.Key.Key_E]))
            yield lambda: bool(self.stored)
            say(item=card.item.id, value=keeper[card.item.id].value)


class DrivenWindow(Window):
    """The window itself, with the robot sitting down when it is first shown."""

    robot = None
    kind: type[Inspector] = Inspector

    def showEvent(self, event) -> None:  # noqa: N802 - Qt's own name
        """Sit down."""
        super().showEvent(event)
        if self.robot is None:
            DrivenWindow.robot = self.kind(self, sys.argv[2], int(sys.argv[3]))


def main(kind: type[Inspector]) -> int:
    """Run the program with such a robot at its window."""
    DrivenWindow.kind = kind
    ui.app.Window = DrivenWindow
    return ui.app.run(Path(sys.argv[1]), practice=False)


if __name__ == "__main__":
    sys.exit(main(Inspector))
