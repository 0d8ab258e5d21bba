"""F1: every command with its key, from the same table as the menus."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.commands import TABLE, Commands, shown_keys
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Scrolling
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

_MOVES = (
    ("Byt sida i raden till vänster", "Ctrl+1 till Ctrl+9"),
    ("Flytta mellan fält och knappar", "Tabb"),
    ("Från filtret ner i listan", "Nedpil"),
    ("Från listan till objektet", "Enter"),
    ("Byt flik", "Vänster- och högerpil"),
)


_AROUND = 190
"""Title, foot and margins of the dialog, and some of the window still to be seen."""


class KeysDialog(Dialog):
    """A list to read."""

    def __init__(self, theme: Theme, parent: QWidget, commands: Commands | None = None) -> None:
        """commands: as they are called on the page that is open."""
        super().__init__(theme, parent, tr("Kortkommandon"), 560)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        rows = [
            (commands[command.id].text() if commands is not None else tr(command.text), shown_keys(command.keys))
            for command in TABLE
            if command.keys
        ]
        for index, (words, keys) in enumerate([*rows, *((tr(words), tr(keys)) for words, keys in _MOVES)]):
            grid.addWidget(Text(theme, words, wrap=True), index, 0)
            key = Text(theme, keys, weight="medium", tone="muted")
            key.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(key, index, 1)
        scrolled = Scrolling(holder)
        # Never higher than the window it lies over.
        scrolled.setMinimumHeight(min(holder.sizeHint().height(), max(240, parent.height() - _AROUND)))
        self.body.addWidget(scrolled)
        self.add_out(tr("Stäng")).setFocus()
