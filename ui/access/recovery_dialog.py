"""Makes a new recovery key when the paper is lost; the old one stops working the moment the new one is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.access.recovery_step import RecoveryStep
from ui.i18n import tr
from ui.jobs import Jobs
from ui.messages import message_for
from ui.theme import Theme
from ui.widgets.blocks import Banner
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


class RecoveryDialog(Dialog):
    """Asks first; then shows the key and wants two groups typed back. `made` comes after that."""

    made = Signal()

    def __init__(self, theme: Theme, parent: QWidget, jobs: Jobs, workspace: "Workspace") -> None:
        super().__init__(theme, parent, tr("Ny återställningsnyckel"), 600)
        self._jobs, self._workspace = jobs, workspace
        self._lead = Text(
            theme,
            tr(
                "Gör en ny när pappret har kommit bort eller kan ha lästs av någon annan. "
                "Den gamla nyckeln slutar gälla direkt."
            ),
            tone="muted",
            wrap=True,
        )
        self.body.addWidget(self._lead)
        self._banner = Banner(theme, closable=False)
        self.body.addWidget(self._banner)
        self.step = RecoveryStep(theme, done_words=tr("Klar"))
        self.step.hide()
        self.step.done.connect(self._finish)
        self.body.addWidget(self.step)
        self._out = self.add_out(tr("Avbryt"))
        self.button = self.add_act(tr("Gör en ny nyckel"))
        self.button.clicked.connect(self._make)

    def _make(self) -> None:
        self.button.setEnabled(False)
        self._jobs.write(self, lambda _: "-".join(self._workspace.new_recovery_key().groups), self._shown, self._failed)

    def _shown(self, key: object) -> None:
        self._lead.hide()
        self.button.hide()
        self._out.hide()
        self.step.show_key(str(key))
        self.step.show()
        self.step.start()
        self.adjustSize()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        message = message_for(error)
        self._banner.say(f"{message.text} {message.way_out}".strip(), message.tone)

    def _finish(self) -> None:
        self.step.forget()
        self.made.emit()
        self.accept()
