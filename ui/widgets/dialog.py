"""The frame of the few questions that need a window of their own: never wider than 640, always with a way out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import Button
from ui.widgets.tabbing import turn
from ui.widgets.text import Text


class Dialog(QDialog):
    """Title, body to fill, and a foot with the way out to the left of what it does. Use `open`, never `exec`."""

    def __init__(self, theme: Theme, parent: QWidget, title: str, width: int = 480) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(min(width, theme.size("dialogMax")))
        whole = column(self, (24, 20, 24, 20), 16)
        whole.addWidget(Text(theme, title, "title", "semibold", wrap=True))
        self.body: QVBoxLayout = column(spacing=12)
        whole.addLayout(self.body)
        whole.addSpacing(4)
        self._foot: QHBoxLayout = row(spacing=10)
        self._foot.addStretch(1)
        whole.addLayout(self._foot)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at its width, and no higher."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(layout.heightForWidth(self.width()), layout.minimumSize().height()))
        super().showEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Tab walks as things stand on screen."""
        return turn(self, forward=next)

    def add_out(self, text: str) -> Button:
        """The button that leaves without doing anything."""
        button = Button(self._theme, text)
        button.clicked.connect(self.reject)
        self._foot.addWidget(button)
        return button

    def add_act(self, text: str) -> Button:
        """The button that does it; what it does is up to the caller."""
        button = Button(self._theme, text, kind="primary")
        self._foot.addWidget(button)
        return button
