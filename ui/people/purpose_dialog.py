"""Asks for what purpose somebody with protected identity is opened; the reading is logged with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.context import Context
from ui.i18n import tr
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text


class PurposeDialog(Dialog):
    """`opened` carries the Person as read."""

    opened = Signal(object)

    def __init__(self, context: Context, parent: QWidget, person_id: str) -> None:
        super().__init__(context.theme, parent, tr("Skyddad identitet"))
        self._context, self._id = context, person_id
        words = tr(
            "Uppgifter om personen visas bara när de behövs. Läsningen loggas med ditt namn, tiden och ändamålet."
        )
        self.body.addWidget(Text(context.theme, words, tone="muted", wrap=True))
        self.purpose = QLineEdit()
        self.purpose.setMaxLength(300)
        self._field = Field(context.theme, tr("Ändamål"), self.purpose, tr("Till exempel: delgivning i ärendet."))
        self.body.addWidget(self._field)
        self.add_out(tr("Avbryt"))
        self.add_act(tr("Öppna")).clicked.connect(self.read)
        self.purpose.returnPressed.connect(self.read)
        self.purpose.setFocus()

    def read(self) -> None:
        """Read it, or say that the purpose is missing."""
        purpose = self.purpose.text().strip()
        if not purpose:
            self._field.show_problem(tr("Skriv varför du behöver uppgifterna."))
            return
        people, person_id = self._context.workspace.people, self._id
        self._context.jobs.read(self, lambda _: people.person(person_id, purpose), self._done)

    def _done(self, person: object) -> None:
        self.accept()
        self.opened.emit(person)
