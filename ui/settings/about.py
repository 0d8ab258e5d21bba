"""The section Om Krogkoll: which version this is, its licence, and the work of others that it is built on."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from krogkoll import __version__
from krogkoll.legal import Legal, legal_text
from ui.context import Context
from ui.i18n import tr
from ui.settings.frame import Section
from ui.widgets.blocks import Card, FactGrid, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

_AROUND = 260


class AboutSection(Section):
    """Texts to read; nothing here can be changed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Om Krogkoll"), tr("Gemensam tillsyn av olagliga krogar, utan nät i första hand."))
        theme = context.theme
        facts = Card(theme, tr("Programmet"))
        self.grid = FactGrid(theme, 2)
        self.grid.show_facts(((tr("Version"), __version__), (tr("Licens"), "EUPL 1.2")))
        facts.body.addWidget(self.grid)
        self.column.addWidget(facts)
        texts = Card(theme, tr("Licenser"))
        words = tr("Krogkoll är fri programvara. Du får använda, granska, ändra och dela det enligt licensen.")
        texts.body.addWidget(Text(theme, words, tone="muted", wrap=True))
        inside = row(spacing=8)
        self.buttons: dict[Legal, Button] = {}
        for which, act, icon in (
            (Legal.LICENCE, tr("Läs licensen"), "scale"),
            (Legal.NOTICES, tr("Andras program och licenser"), "file-text"),
        ):
            button = self.buttons[which] = Button(theme, act, icon)
            button.clicked.connect(partial(self.open, which))
            inside.addWidget(button)
        inside.addStretch(1)
        texts.body.addLayout(inside)
        self.column.addWidget(texts)
        self.column.addStretch(1)

    def open(self, which: Legal, _: object = False) -> None:
        """Show one of the texts."""
        LegalReader(self.context, self.window(), which).open()


class LegalReader(Dialog):
    """One long text."""

    def __init__(self, context: Context, parent: QWidget, which: Legal) -> None:
        title = tr("EUPL 1.2") if which is Legal.LICENCE else tr("Andras program och licenser")
        super().__init__(context.theme, parent, title, 640)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setFixedHeight(max(240, min(480, parent.height() - _AROUND)))
        self.body.addWidget(self.text)
        self.add_out(tr("Stäng")).setFocus()
        context.jobs.aside(self, lambda _: legal_text(which), lambda found: self.text.setPlainText(str(found)))
