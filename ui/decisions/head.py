"""The head of the editor: what the paper is, where it stands, whom it concerns, and the ways from it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from ui.decisions.reading import Reading
from ui.decisions.words import LOOKS, UNKNOWN, subtitle
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import icon_button
from ui.widgets.marks import Chip
from ui.widgets.text import ElidedText


class Way(NamedTuple):
    """One entry of the menu."""

    icon: str
    words: str
    act: Callable[[], object]


class EditorHead(QWidget):
    """`queue_button` opens the list where it is a drawer; `more` a menu of what else there is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ways: Sequence[Way] = ()
        inside = row(self, (20, 8, 12, 8), 8)
        words = column(spacing=1)
        top = row(spacing=8)
        self.title = ElidedText(theme, "", "subtitle", "semibold")
        self.chip = Chip(theme)
        top.addWidget(self.title)
        top.addWidget(self.chip)
        top.addStretch(1)
        words.addLayout(top)
        self.under = ElidedText(theme, "", "caption", tone="muted")
        words.addWidget(self.under)
        inside.addLayout(words, 1)
        self.queue_button = icon_button(theme, "list-todo", tr("Visa listan"), "secondary")
        self.look_button = icon_button(theme, "eye", tr("Visa dokumentet"), "secondary")
        self.more = icon_button(theme, "ellipsis", tr("Mer om beslutet"))
        self.more.clicked.connect(lambda _=False: self._open_menu())
        for button in (self.look_button, self.queue_button, self.more):
            inside.addWidget(button)

    def show_reading(self, reading: Reading, ways: Sequence[Way]) -> None:
        """Show whose head it is."""
        tone, icon, words = LOOKS.get(reading.decision.state, UNKNOWN)
        self.title.setText(tr(reading.kind.name_sv))
        self.chip.show_as(tone, icon, tr(words))
        self.under.setText(subtitle(reading.decision))
        self._ways = ways
        self.more.setEnabled(bool(ways))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for way in self._ways:
            menu.addAction(self._theme.icon(way.icon), way.words, way.act)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
