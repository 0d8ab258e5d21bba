"""Lets somebody back in: passphrase, PIN or recovery key, with the wait after wrong tries told in words."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from krogkoll.security import LockReason
from ui.access.caps import CapsWatch
from ui.access.frame import AccessFrame
from ui.access.gate import Gate, Way, Ways
from ui.i18n import tr
from ui.jobs import Jobs
from ui.messages import message_for
from ui.theme import Theme
from ui.widgets.blocks import Banner, row
from ui.widgets.button import Button
from ui.widgets.fields import Field, PassphraseEdit
from ui.widgets.text import Text

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Words:
    """One way in: what its field is called and what it asks."""

    label: str
    hint: str
    switch: str


_WAYS = {
    Way.PASSPHRASE: _Words("Lösenfras", "", "Använd lösenfras"),
    Way.PIN: _Words("PIN-kod", "Gäller i åtta timmar efter att du låste upp med lösenfras.", "Använd PIN-kod"),
    Way.RECOVERY: _Words(
        "Återställningsnyckel",
        "Den som skrevs ut första gången. Mellanslag och bindestreck spelar ingen roll.",
        "Använd återställningsnyckel",
    ),
}


class UnlockScreen(AccessFrame):
    """One field and one button. `opened` carries the open workspace; nothing else leaves this screen."""

    opened = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, gate: Gate, already_open: Callable[[], "Workspace | None"]) -> None:
        super().__init__(theme, practice=gate.practice)
        self._theme, self._jobs, self._gate = theme, jobs, gate
        self._already_open = already_open
        self._way = Way.PASSPHRASE
        self._seconds_left = 0
        self._busy = False
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self.count_down)
        self.side.say(tr("Välkommen tillbaka"), tr("Lås upp för att fortsätta där du var."))
        self._build()
        self._pin = False
        self.choose(Way.PASSPHRASE)
        trouble = gate.trouble()
        if trouble is not None:
            self.show_trouble(trouble)
        self._ask_ways()

    def _build(self) -> None:
        theme, form = self._theme, self.form
        form.addStretch(1)
        self._heading = Text(theme, tr("Lås upp"), "heading", "semibold")
        form.addWidget(self._heading)
        form.addSpacing(20)
        self.banner = Banner(theme, closable=False)
        form.addWidget(self.banner)
        form.addSpacing(12)
        self.edit = PassphraseEdit(theme, tr("Lösenfras"))
        self.edit.returnPressed.connect(self.try_now)
        self._field = Field(theme, tr("Lösenfras"), self.edit)
        form.addWidget(self._field)
        self.caps = CapsWatch(theme, self.edit)
        form.addWidget(self.caps)
        form.addSpacing(16)
        if self._gate.practice:
            form.addWidget(self._make_practice_hint())
            form.addSpacing(16)
        foot = row(spacing=4)
        self._switches: dict[Way, Button] = {}
        for way, words in _WAYS.items():
            button = Button(theme, tr(words.switch), kind="link")
            button.clicked.connect(self._chooser(way))
            self._switches[way] = button
            foot.addWidget(button)
        foot.addStretch(1)
        self.button = Button(theme, tr("Lås upp"), "lock-open", "primary")
        self.button.set_tall()
        self.button.clicked.connect(self.try_now)
        foot.addWidget(self.button)
        form.addLayout(foot)
        form.addStretch(2)

    def _make_practice_hint(self) -> QFrame:
        panel = QFrame()
        panel.setObjectName("panel")
        inside = row(panel, (16, 10, 12, 10), 12)
        told = tr("Övningens lösenfras: {0}").format(self._gate.practice_passphrase())
        inside.addWidget(Text(self._theme, told, wrap=True), 1)
        use = Button(self._theme, tr("Öppna övningen"))
        use.clicked.connect(self.open_practice)
        inside.addWidget(use)
        return panel

    def open_practice(self) -> None:
        """Come in by the known passphrase of a practice workspace."""
        if self.button.isEnabled():
            self.choose(Way.PASSPHRASE)
            self._try(Way.PASSPHRASE, self._gate.practice_passphrase)

    def _chooser(self, way: Way) -> Callable[[], None]:
        return lambda: self.choose(way)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways in that are offered, the one asked for now first."""
        offered = (way for way, button in self._switches.items() if not button.isHidden())
        return (self._way, *offered)

    def choose(self, way: Way) -> None:
        """Ask for a passphrase, a PIN or the recovery key."""
        self._way = way
        words = _WAYS[way]
        self.edit.forget()
        self.edit.setAccessibleName(words.label)
        self._field.set_words(tr(words.label), tr(words.hint))
        digits = Qt.InputMethodHint.ImhDigitsOnly if way is Way.PIN else Qt.InputMethodHint.ImhNone
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhHiddenText | digits)
        if way is Way.RECOVERY:
            self.edit.setEchoMode(QLineEdit.EchoMode.Normal)
        for key, button in self._switches.items():
            button.setVisible(key is not way and (key is not Way.PIN or self._pin))
        self._allow()
        self.edit.setFocus()

    def show_locked(self, reason: str) -> None:
        """The same screen as the lock of a running program; `reason` is a value of LockReason."""
        why = {
            LockReason.IDLE: tr("Ingen rörde datorn på en stund.") + " ",
            LockReason.SESSION_OVER: tr("Åtta timmar har gått.") + " ",
        }.get(LockReason(reason), "")
        self.side.say(tr("Låst"), why + tr("Det du skrev är sparat. Lås upp för att fortsätta där du var."))
        self.banner.hide()
        self.choose(Way.PIN if self._pin else Way.PASSPHRASE)
        self._ask_ways()

    def try_now(self) -> None:
        """Try what is typed; the field empties whatever comes of it."""
        typed = self.edit.text()
        if not typed or not self.button.isEnabled():
            return
        self.edit.forget()
        if self._way is Way.RECOVERY:
            self.edit.setEchoMode(QLineEdit.EchoMode.Normal)
        self._try(self._way, lambda: typed)

    def _try(self, way: Way, secret: Callable[[], str]) -> None:
        self._work_on(busy=True)
        gate, open_now = self._gate, self._already_open()
        self._jobs.write(self, lambda _: gate.open(way, secret(), open_now), self._succeeded, self.show_trouble)

    def _work_on(self, *, busy: bool) -> None:
        self._busy = busy
        self._allow()
        self.button.setText(tr("Låser upp …") if busy else tr("Lås upp"))
        self.button.updateGeometry()

    def _allow(self) -> None:
        """Only a passphrase has to wait: the recovery key is too long to guess, the PIN counts for itself."""
        waits = self._way is Way.PASSPHRASE and self._countdown.isActive()
        self.edit.setEnabled(not self._busy and not waits)
        self.button.setEnabled(not self._busy and not waits)

    def _succeeded(self, opened: object) -> None:
        self._work_on(busy=False)
        self.banner.hide()
        self.choose(Way.PASSPHRASE)
        self.opened.emit(opened)

    def show_trouble(self, error: Exception) -> None:
        """Say why it did not open; a pause counts down."""
        self._work_on(busy=False)
        message = message_for(error)
        if message.seconds > 0:
            self._wait(message.seconds)
        else:
            self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
        if self._way is Way.PIN:
            self._ask_ways()
        self.edit.setFocus()

    def _ask_ways(self) -> None:
        """The key store may take its time, so the page is there first."""
        self._jobs.read(self, lambda _: self._gate.ways(), self._ways_known, lambda _: None)

    def _ways_known(self, found: object) -> None:
        ways = cast(Ways, found)
        self._pin = ways.pin
        if ways.wait > 0 and not self._countdown.isActive():
            self._wait(ways.wait)
        if not self.edit.text() and self._way is not Way.RECOVERY:
            self.choose(Way.PIN if ways.pin else Way.PASSPHRASE)

    def say_too_late(self) -> None:
        """The work behind the lock, or the eight hours, ended just now and took the keys along."""
        self.banner.say(tr("Allt låstes i samma stund. Lås upp en gång till, med lösenfrasen."))
        self.choose(Way.PASSPHRASE)

    def _wait(self, seconds: float) -> None:
        self._seconds_left = math.ceil(seconds)
        self._countdown.start()
        self._tell_wait()
        self._allow()

    def count_down(self) -> None:
        """One second of the wait is over."""
        self._seconds_left -= 1
        if self._seconds_left > 0:
            self._tell_wait()
            return
        self._countdown.stop()
        self.banner.say(tr("Nu går det att försöka igen."), "closed")
        self._allow()
        self.edit.setFocus()

    def _tell_wait(self) -> None:
        minutes, seconds = divmod(self._seconds_left, 60)
        left = tr("{0} min {1} s").format(minutes, seconds) if minutes else tr("{0} s").format(seconds)
        self.banner.say(tr("För många fel i rad. Du kan försöka igen om {0}.").format(left), "confirmed")
