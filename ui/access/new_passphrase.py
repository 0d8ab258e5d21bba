"""After the recovery key was used: the old passphrase is lost, so a new one is chosen before anything is shown."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from ui.access.frame import AccessFrame
from ui.access.gate import Gate, Opened, Way
from ui.access.passphrase_step import PassphraseStep
from ui.i18n import tr
from ui.jobs import Jobs
from ui.messages import message_for
from ui.theme import Theme
from ui.widgets.blocks import Banner


class NewPassphraseScreen(AccessFrame):
    """`done` carries the open workspace once the new passphrase is written; `given_up` says that nobody wants to."""

    done = Signal(object)
    given_up = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, gate: Gate, opened: Opened) -> None:
        super().__init__(theme, practice=gate.practice)
        self._jobs, self._opened = jobs, opened
        self._held = opened.fresh
        actor = opened.workspace.actor
        self.side.say(
            tr("Välkommen tillbaka, {0}").format(actor.name.split()[0]),
            tr("Återställningsnyckeln stämde. Välj en ny lösenfras."),
        )
        self.form.addStretch(1)
        self._banner = Banner(theme, closable=False)
        self.form.addWidget(self._banner)
        self.step = PassphraseStep(theme, gate, about_recovery=False)
        self.form.addWidget(self.step)
        self.form.addStretch(1)
        self.step.start((actor.name, opened.workspace.authority_name))
        self.step.done.connect(self._write)
        self.step.back.connect(self.given_up)

    def _write(self, passphrase: str) -> None:
        self.step.work_on(busy=True)
        workspace = self._opened.workspace
        work: Callable[[object], None] = lambda _: workspace.set_password(passphrase)  # noqa: E731
        self._jobs.write(self, work, self._written, self._failed)

    def let_go(self) -> None:
        """No new passphrase after all: what the recovery key opened is closed again."""
        if self._held:
            self._held = False
            self._opened.workspace.close()

    def _written(self, _: object) -> None:
        self._held = False
        self.step.forget()
        self.done.emit(Opened(self._opened.workspace, Way.PASSPHRASE, fresh=self._opened.fresh))

    def _failed(self, error: Exception) -> None:
        self.step.work_on(busy=False)
        message = message_for(error)
        self._banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
