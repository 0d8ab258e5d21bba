"""The phrase library for one field: whole sentences to begin from, read in full before one is put in."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Scrolling, column, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text, line

_TALL = 380


class PhraseDialog(Dialog):
    """phrases: the name of each and its finished text; `chosen` gets the text. `buttons` put them in, in order."""

    def __init__(
        self, theme: Theme, parent: QWidget, phrases: Sequence[tuple[str, str]], chosen: Callable[[str], None]
    ) -> None:
        super().__init__(theme, parent, tr("Fraser"), 620)
        told = tr("En fras är en början. Ändra den så att den stämmer med just det här ärendet.")
        self.body.addWidget(Text(theme, told, tone="muted", wrap=True))
        page = QWidget()
        rows = column(page, (0, 0, 12, 0), 10)
        self.buttons: list[Button] = []
        for number, (name, text) in enumerate(phrases):
            if number:
                rows.addWidget(line())
            head = row(spacing=8)
            head.addWidget(Text(theme, name, weight="semibold", wrap=True), 1)
            put = Button(theme, tr("Infoga"), kind="link", name=tr("Infoga: {0}").format(name))
            put.clicked.connect(partial(self._take, chosen, text))
            head.addWidget(put)
            self.buttons.append(put)
            rows.addLayout(head)
            rows.addWidget(Text(theme, text, wrap=True))
        rows.addStretch(1)
        scroller = Scrolling(page)
        scroller.setFixedHeight(_TALL)
        self.body.addWidget(scroller)
        self.add_out(tr("Avbryt"))
        if self.buttons:
            self.buttons[0].setFocus()

    def _take(self, chosen: Callable[[str], None], text: str, _: bool = False) -> None:
        self.accept()
        chosen(text)
