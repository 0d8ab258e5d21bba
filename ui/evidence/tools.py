"""The bar over a photo: back, which one it is, the tools, and giving it out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.evidence import Photo
from ui.evidence import words
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.text import ElidedText, Text


class ToolBar(QWidget):
    """Its buttons are wired by the viewer; those that only writers have are hidden from others."""

    closed = Signal()

    def __init__(self, theme: Theme, *, may_write: bool, may_export: bool) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = row(self, (14, 8, 14, 8), 6)
        self.back = icon_button(theme, "chevron-left", tr("Tillbaka till fotona (Esc)"), "secondary")
        self.back.clicked.connect(self.closed)
        inside.addWidget(self.back)
        told = column(margins=(6, 0, 0, 0), spacing=0)
        self.title = ElidedText(theme, " ", "subtitle", "semibold")
        self.under = ElidedText(theme, " ", "caption", tone="muted")
        told.addWidget(self.title)
        told.addWidget(self.under)
        inside.addLayout(told, 1)
        self.zoom_text = Text(theme, "", "caption", tone="muted")
        self.zoom_text.setFixedWidth(48)
        inside.addWidget(self.zoom_text)
        self.out = icon_button(theme, "zoom-out", tr("Zooma ut (-)"))
        self.near = icon_button(theme, "zoom-in", tr("Zooma in (+)"))
        self.fit = icon_button(theme, "maximize", tr("Hela bilden (0)"))
        self.full = Button(theme, "100 %", kind="quiet")
        self.full.set_name(tr("Bildens egna punkter (Z)"))
        self.turn = icon_button(theme, "rotate-cw", tr("Vrid vyn, inte fotot (R)"))
        self.cover = Button(theme, tr("Maskera"), "square-dashed", "quiet")
        self.cover.setCheckable(True)
        self.compare = icon_button(theme, "columns-2", tr("Jämför med nästa (J)"))
        self.compare.setCheckable(True)
        self.give = Button(theme, tr("Lämna ut …"), "download")
        for button in (self.out, self.near, self.fit, self.full, self.turn, self.compare, self.cover, self.give):
            inside.addWidget(button)
        self.cover.setVisible(may_write)
        self.give.setVisible(may_export)

    def show_photo(self, photo: Photo, number: int, count: int) -> None:
        """Which one it is."""
        self.title.setText(tr("Foto {0} av {1}").format(number, count))
        parts = (photo.caption or photo.name, words.taken(photo), tr("maskerad kopia") if photo.masked else "")
        self.under.setText(" · ".join(part for part in parts if part))

    def show_zoom(self, scale: float) -> None:
        """How large it is shown; 0 for nothing."""
        self.zoom_text.setText(f"{scale * 100:.0f} %" if scale else "")
