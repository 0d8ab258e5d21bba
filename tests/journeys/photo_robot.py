"""The real window while a whole card of photos comes in and somebody goes on answering questions by keyboard.

Called as `python photo_robot.py FOLDER PASSWORD SEED CARD COPIES`. The card is dropped on the photo panel; the robot
answers ten times a second until the panel says that the import is over, waits for so many small copies, tells its
figures in one line and closes the window.
"""

import itertools
import os
import sys
import time
from pathlib import Path

import psutil
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from tests.journeys.app_robot import say
from tests.journeys.visit_robot import Inspector, main
from ui.evidence.sheet import CardSheet

TICK_MS, ANSWER_MS = 10, 100
NOT_CHECKED = "not_checked"
KEYS = {
    True: ((Qt.Key.Key_E, NOT_CHECKED), (Qt.Key.Key_J, "yes")),
    False: ((Qt.Key.Key_E, NOT_CHECKED), (Qt.Key.Key_1, "")),
}
"""By whether the question is one of yes and no: the key that takes an answer back, and one that gives it."""


class Pulse:
    """Ticks every 10 ms in the window's thread: the longest time between two ticks is how long it ever stood still."""

    def __init__(self, parent) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(parent)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now

    def told(self) -> dict[str, float]:
        """The longest gap, and the one that one tick in a hundred is longer than, in ms; then it begins anew."""
        gaps, self.gaps = sorted(self.gaps), []
        return {"longest": round(gaps[-1] * 1000, 1), "p99": round(gaps[len(gaps) * 99 // 100] * 1000, 1)}


class Memory:
    """The most that the program and its children ever held, in MB, looked at ten times a second.

    most: the program's resident memory and what its children hold beside it (libraries that both use count once).
    twice: resident memory of all, as a task manager adds it up.
    """

    def __init__(self, parent) -> None:
        self.most = self.own = self.twice = 0.0
        self._me = psutil.Process(os.getpid())
        # Not the program's: a window manager that the test's shell left under this process.
        self._strangers = set(self._me.children(recursive=True))
        self._timer = QTimer(parent)
        self._timer.timeout.connect(self._look)
        self._timer.start(100)

    def _look(self) -> None:
        held = twice = own = self._me.memory_info().rss
        for child in set(self._me.children(recursive=True)) - self._strangers:
            try:
                told = child.memory_full_info()
            except psutil.Error:
                continue
            held, twice = held + getattr(told, "uss", told.rss), twice + told.rss
        self.most, self.own = max(self.most, held / 1e6), max(self.own, own / 1e6)
        self.twice = max(self.twice, twice / 1e6)


class Photographer(Inspector):
    """Brings in the card and answers meanwhile."""

    def live(self):
        yield from self.arrive()
        # In a small window the photos are a step of their own; here they stand beside the questions.
        self.window.resize(1366, 768)
        panel = self.page.field.side.photos
        yield lambda: panel.isVisible() and self.at_rest()
        self.pulse, self.memory = Pulse(self), Memory(self)
        yield self._waiting(0.3)
        say(ready=True, idle=self.pulse.told(), memory=round(self.memory.most))
        yield from self._choose_all(panel)
        yield from self._work(panel)
        yield from self._copies(panel)
        self.window.close()

    @property
    def cards(self):
        """Every question that is answered by one key."""
        cards = self.page.field.steps.chapters[self.page.field.step].cards.values()
        return [one for one in cards if one.item.answer in ("yes_no", "choice")]

    def _waiting(self, seconds):
        until = time.perf_counter() + seconds
        return lambda: time.perf_counter() >= until

    def _choose_all(self, panel):
        """The card is a folder: its sheet opens with everything new chosen, and Enter takes it in."""
        sheets = []
        panel.ways.bring([Path(sys.argv[4])])
        yield lambda: sheets.extend(self.window.findChildren(CardSheet)) or bool(sheets)
        sheet = sheets[0]
        yield sheet.take_button.isEnabled
        say(sheet=self.pulse.told(), chosen=len(sheet.list.files.chosen))
        self.started = time.perf_counter()
        QTest.keyClick(sheet.take_button, Qt.Key.Key_Space)
        yield lambda: panel.ways.busy

    def _work(self, panel):
        """Answer ten times a second for as long as photos come in."""
        self.asked, self.given, self.waits = {}, {}, []
        ended, last_step = [], [0.0]
        self.page.field.steps.keeper.changed.connect(self._stored)
        # What was asked for before a step of the import began is stored before that step.
        panel.ways._intake.moved.connect(lambda _: last_step.append(time.perf_counter()))
        panel.ways.came.connect(lambda: ended.append(time.perf_counter()))
        for turn in itertools.count():
            if ended:
                break
            self._answer(self.cards[turn % len(self.cards)])
            yield self._waiting(ANSWER_MS / 1000)
        late = [item for item, when in self.asked.items() if when < last_step[-1]]
        yield lambda: not self.asked
        say(
            seconds=round(ended[0] - self.started, 3),
            answers=len(self.waits),
            late=late,
            slowest=round(max(self.waits, default=0) * 1000),
            given=self.given,
            gaps=self.pulse.told(),
            memory=round(self.memory.most),
            own=round(self.memory.own),
            twice=round(self.memory.twice),
            said=panel.banner.accessibleName(),
        )

    def _answer(self, card):
        """Another answer than the one that stands there, unless the last is still on its way."""
        item, kept = card.item.id, self.page.field.steps.keeper[card.item.id]
        key, value = KEYS[card.item.answer == "yes_no"][kept is None or kept.value == NOT_CHECKED]
        value = value or card.item.choices[0].id
        if item not in self.asked:
            self.asked[item], self.given[item] = time.perf_counter(), value
            QTest.keyClick(card, key)

    def _stored(self, item):
        if item in self.asked:
            self.waits.append(time.perf_counter() - self.asked.pop(item))

    def _copies(self, panel):
        """The window goes on while the small copies are made; they are what the panel shows."""
        wanted, made, started = int(sys.argv[5]), [], time.perf_counter()
        self.window.session.refresh.watch(self, {"photo_copy"}, lambda: made.append(True))
        yield lambda: self.at_rest() or len(made) >= wanted
        say(
            copies=self.pulse.told(),
            copying=round(time.perf_counter() - started, 1),
            memory=round(self.memory.most),
            own=round(self.memory.own),
            twice=round(self.memory.twice),
        )


if __name__ == "__main__":
    sys.exit(main(Photographer))
