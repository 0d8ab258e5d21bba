"""Where a workspace is made known at its authority's hub: address, one-time code, the computer's name."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Card
from ui.widgets.button import Button
from ui.widgets.fields import Field
from ui.widgets.text import Text


class EnrolCard(Card):
    """`enrol` is told the address, the code and the name. The code is never kept as a draft: it is a secret."""

    def __init__(self, theme: Theme, enrol: Callable[[str, str, str], None]) -> None:
        super().__init__(theme, tr("Anslut till myndighetens nav"))
        self._enrol = enrol
        lead = tr("Du får adressen och en engångskod av enhetens administratör. Koden gäller en kort tid.")
        self.body.addWidget(Text(theme, lead, tone="muted", wrap=True))
        self.url, self.code, self.name = QLineEdit(), QLineEdit(), QLineEdit()
        self.fields = (
            Field(theme, tr("Navets adress"), self.url, tr("Till exempel https://nav.example.se")),
            Field(theme, tr("Engångskod"), self.code),
            Field(theme, tr("Datorns namn"), self.name, tr("Visas för administratören.")),
        )
        for edit, longest in ((self.url, 300), (self.code, 120), (self.name, 80)):
            edit.setMaxLength(longest)
            edit.returnPressed.connect(self.try_enrol)
        for field in self.fields:
            self.body.addWidget(field)
        self.button = Button(theme, tr("Anslut"), "log-in", "primary")
        self.button.clicked.connect(self.try_enrol)
        self.body.addWidget(self.button)

    def try_enrol(self) -> None:
        """Hand it in, or say what is missing."""
        url, code = self.url.text().strip(), self.code.text().strip()
        self.fields[0].show_problem("" if url else tr("Skriv navets adress."))
        self.fields[1].show_problem("" if code else tr("Skriv koden."))
        if url and code and self.button.isEnabled():
            self.button.setEnabled(False)
            self._enrol(url, code, self.name.text())

    def again(self) -> None:
        """Ready for another try."""
        self.button.setEnabled(True)
