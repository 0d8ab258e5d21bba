"""The band under the photo while a mask is drawn: how many boxes, how to draw them, and what becomes of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Icon, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.text import Text


class MaskBand(QFrame):
    """Shown only while a mask is drawn."""

    saved = Signal()
    dropped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("surface")
        inside = row(self, (16, 8, 16, 8), 10)
        inside.addWidget(Icon(theme, "eye-off", "status.suspected.fg", 20))
        told = column(spacing=1)
        self.words = Text(theme, " ", weight="semibold", wrap=True)
        self.hint = Text(theme, " ", "caption", tone="muted", wrap=True)
        told.addWidget(self.words)
        told.addWidget(self.hint)
        inside.addLayout(told, 1)
        self.new = icon_button(theme, "plus", tr("Ny ruta mitt i bilden (N)"), "secondary")
        self.undo = icon_button(theme, "undo-2", tr("Ångra senaste (Ctrl+Z)"), "secondary")
        self.stop = Button(theme, tr("Avbryt"))
        self.save = Button(theme, tr("Spara maskerad kopia"), kind="primary")
        self.stop.clicked.connect(self.dropped)
        self.save.clicked.connect(self.saved)
        for button in (self.new, self.undo, self.stop, self.save):
            inside.addWidget(button)
        self.hide()

    def show_count(self, count: int, *, saving: bool = False) -> None:
        """So many boxes."""
        if saving:
            self.words.setText(tr("Maskeringen bränns in i en ny bild."))
        elif count == 0:
            self.words.setText(tr("Dra en ruta över det som ska döljas."))
        else:
            self.words.setText(tr("1 maskering") if count == 1 else tr("{0} maskeringar").format(count))
        how = tr("Pilar flyttar, Skift och pilar ändrar storlek, Delete tar bort.")
        self.hint.setText(f"{tr('Originalet ändras aldrig.')} {how}")
        self.save.setEnabled(count > 0 and not saving)
        self.save.setAccessibleDescription("" if count else self.words.text())
