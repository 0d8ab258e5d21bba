"""Asks once more before something ends, with a reason where the log needs one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.context import Context
from ui.i18n import tr
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text


class Confirm(Dialog):
    """`agreed` carries the reason, empty where none is asked for."""

    agreed = Signal(str)

    def __init__(self, context: Context, parent: QWidget, title: str, lead: str, act: str, *, reason: str = "") -> None:
        """reason: the label of the reason, which must be given then."""
        super().__init__(context.theme, parent, title, 480)
        self.body.addWidget(Text(context.theme, lead, tone="muted", wrap=True))
        self.reason: QPlainTextEdit | None = None
        self._field: Field | None = None
        if reason:
            self.reason = QPlainTextEdit()
            self.reason.setFixedHeight(72)
            self.reason.setTabChangesFocus(True)
            self._field = Field(context.theme, reason, self.reason)
            self.body.addWidget(self._field)
        self.add_out(tr("Avbryt"))
        self.add_act(act).clicked.connect(self.agree)

    def agree(self) -> None:
        """Go on, or say that the reason is missing."""
        text = "" if self.reason is None else self.reason.toPlainText().strip()
        if self._field is not None and not text:
            self._field.show_problem(tr("Skriv varför. Skälet sparas i loggen."))
            return
        self.accept()
        self.agreed.emit(text)
