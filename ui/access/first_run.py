"""The first run: who you are, a passphrase, and a recovery key on paper; three steps and the computer is ready."""

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.access.frame import AccessFrame
from ui.access.gate import Gate, NewPerson, Opened
from ui.access.passphrase_step import PassphraseStep
from ui.access.person_step import PersonStep
from ui.access.recovery_step import RecoveryStep
from ui.i18n import tr
from ui.jobs import Jobs
from ui.messages import message_for
from ui.theme import Theme
from ui.widgets.blocks import Banner
from ui.widgets.steps import StepStrip

_STEP_HEIGHT = 536


class FirstRunScreen(AccessFrame):
    """`opened` carries the new workspace, and comes only when the recovery key has been typed back."""

    opened = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, gate: Gate) -> None:
        super().__init__(theme, practice=gate.practice)
        self._jobs, self._gate = jobs, gate
        self._person: NewPerson | None = None
        self._made: Opened | None = None
        self.side.say(tr("Välkommen"), tr("Tre korta steg, sedan är datorn klar."))
        self.form.addStretch(1)
        self._strip = StepStrip(theme, (tr("Du"), tr("Lösenfras"), tr("Återställning")))
        self.form.addWidget(self._strip)
        self.form.addSpacing(28)
        self.banner = Banner(theme, closable=False)
        self.form.addWidget(self.banner)
        self.person = PersonStep(theme, gate.authorities())
        self.passphrase = PassphraseStep(theme, gate)
        self.recovery = RecoveryStep(theme)
        holder = QWidget()
        # As high as the highest step, so that the strip above stays where it is.
        holder.setMinimumHeight(_STEP_HEIGHT)
        self._steps = QStackedLayout(holder)
        for step in (self.person, self.passphrase, self.recovery):
            self._steps.addWidget(step)
        self.form.addWidget(holder)
        self.form.addStretch(1)
        self.person.done.connect(self._person_known)
        self.passphrase.back.connect(lambda: self._go(0))
        self.passphrase.done.connect(self._make)
        self.recovery.done.connect(self._finish)
        self._go(0)

    def _go(self, index: int) -> None:
        self.banner.hide()
        self._steps.setCurrentIndex(index)
        self._strip.show_step(index)
        if index == 1 and self._person is not None:
            self.passphrase.start((self._person.name, self._person.authority_name))
        else:
            (self.person, self.passphrase, self.recovery)[index].start()

    def _person_known(self, person: object) -> None:
        person = cast(NewPerson, person)
        self._person = person
        self.side.say(tr("Välkommen, {0}").format(person.name.split()[0]), tr("Tre korta steg, sedan är datorn klar."))
        self.side.say_foot(person.authority_name)
        self._go(1)

    def _make(self, passphrase: str) -> None:
        person = cast(NewPerson, self._person)
        self.passphrase.work_on(busy=True)
        self._jobs.write(self, lambda _: self._gate.create(person, passphrase), self.created, self._failed)

    def created(self, opened: object) -> None:
        """The workspace is there: show its recovery key."""
        opened = cast(Opened, opened)
        self._made = opened
        self.passphrase.work_on(busy=False)
        self.passphrase.forget()
        self.show_recovery_key(opened.recovery_key)

    def show_recovery_key(self, key: str) -> None:
        """The last step: the key, once."""
        self.recovery.show_key(key)
        self._go(2)

    def _failed(self, error: Exception) -> None:
        self.passphrase.work_on(busy=False)
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)

    def let_go(self) -> None:
        """The window closes before the recovery key was typed back: the new workspace stays, its keys go."""
        if self._made is not None:
            self._made.workspace.close()
            self._made = None

    def _finish(self) -> None:
        made = self._made
        self._made = None
        self.recovery.forget()
        if made is not None:
            self.opened.emit(made)
