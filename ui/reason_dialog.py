"""Asks why something is set aside; the reason is kept with it, so that the next person understands."""

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.context import Context
from ui.i18n import tr
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text


class ReasonDialog(Dialog):
    """`given` is called with the reason; a word is enough, none is not."""

    def __init__(
        self, context: Context, parent: QWidget, title: str, lead: str, act: str, given: Callable[[str], None]
    ) -> None:
        super().__init__(context.theme, parent, title, 520)
        self._given = given
        self.body.addWidget(Text(context.theme, lead, tone="muted", wrap=True))
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(96)
        self.field = Field(context.theme, tr("Skäl"), self.edit)
        self.body.addWidget(self.field)
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(act)
        self.act.clicked.connect(self._give)
        self.edit.setFocus()

    def _give(self) -> None:
        reason = self.edit.toPlainText().strip()
        if not reason:
            self.field.show_problem(tr("Skriv varför, med några ord."))
            self.edit.setFocus()
            return
        self.accept()
        self._given(reason)
