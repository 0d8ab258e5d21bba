"""Sets a PIN that opens the workspace for eight hours, where the computer has a safe place for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security import pin_problem
from ui.access.gate import Gate
from ui.i18n import tr
from ui.jobs import Jobs
from ui.messages import message_for
from ui.theme import Theme
from ui.widgets.blocks import Banner
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field, PassphraseEdit
from ui.widgets.text import Text

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace


class PinDialog(Dialog):
    """`made` comes when the PIN is set."""

    made = Signal()

    def __init__(self, theme: Theme, parent: QWidget, jobs: Jobs, gate: Gate, workspace: "Workspace") -> None:
        super().__init__(theme, parent, tr("Snabbupplåsning med pinkod"), 440)
        self._jobs, self._gate, self._workspace = jobs, gate, workspace
        lead = tr(
            "Pinkoden öppnar Krogkoll på den här datorn i åtta timmar. Efter fem fel slutar den gälla. "
            "Lösenfrasen fungerar alltid."
        )
        self.body.addWidget(Text(theme, lead, tone="muted", wrap=True))
        self._banner = Banner(theme, closable=False)
        self.body.addWidget(self._banner)
        self.first, self.second = (PassphraseEdit(theme, name) for name in (tr("Pinkod"), tr("Skriv den en gång till")))
        self._fields = []
        for edit, hint in ((self.first, tr("Sex till tolv siffror.")), (self.second, "")):
            edit.setMaxLength(12)
            edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
            edit.textChanged.connect(self._judge)
            edit.returnPressed.connect(self._try)
            field = Field(theme, edit.accessibleName(), edit, hint)
            self._fields.append(field)
            self.body.addWidget(field)
        self.add_out(tr("Avbryt"))
        self.button = self.add_act(tr("Spara pinkod"))
        self.button.clicked.connect(self._try)
        self.first.setFocus()

    def _judge(self) -> str:
        """What stands in the way now, said under its field once there is enough to judge."""
        pin, again = self.first.text(), self.second.text()
        problem = pin_problem(pin)
        words = message_for(AccessTrouble(problem)).text if problem else ""
        self._fields[0].show_problem(words if len(pin) >= 6 or (pin and not pin.isdigit()) else "")
        differs = bool(again) and not pin.startswith(again)
        self._fields[1].show_problem(tr("De två är inte lika.") if differs else "")
        return words or ("" if pin == again else tr("Skriv pinkoden en gång till."))

    def problems(self) -> tuple[str, ...]:
        """What is shown as wrong, field by field."""
        return tuple(field.problem for field in self._fields)

    def _try(self) -> None:
        problem = self._judge()
        if problem:
            wrong = 0 if pin_problem(self.first.text()) else 1
            self._fields[wrong].show_problem(problem)
            self._fields[wrong].editor.setFocus()
            return
        pin = self.first.text()
        self.button.setEnabled(False)
        work: Callable[[object], None] = lambda _: self._gate.set_pin(self._workspace, pin)  # noqa: E731
        self._jobs.write(self, work, self._set, self._failed)

    def _set(self, _: object) -> None:
        self.first.forget()
        self.second.forget()
        self.made.emit()
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        message = message_for(error)
        self._banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
