"""The frame of the few questions that need a window of their own: never wider than 640, always with a way out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import Button
from ui.widgets.tabbing import stops, turn
from ui.widgets.text import Text


class Dialog(QDialog):
    """Title, body to fill, and a foot with the way out to the left of what it does. Use `open`, never `exec`."""

    def __init__(self, theme: Theme, parent: QWidget, title: str, width: int = 480) -> None:
        super().__init__(parent)
        self._theme = theme
        self._acts: list[Button] = []
        self._enter_acts = False
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._do_act)
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
        """As high as its words need at its width, and no higher; the keyboard begins in its first field."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(layout.heightForWidth(self.width()), layout.minimumSize().height()))
        super().showEvent(event)
        if self.focusWidget() is None:
            found = stops(self)
            first = next((one for one in found if not isinstance(one, QAbstractButton)), None)
            if first is not None:
                first.setFocus()

    def enter_acts(self) -> None:
        """Let Enter in a line of text do what the dialog is for, as Ctrl+Enter does anywhere in it."""
        self._enter_acts = True

    def _do_act(self) -> None:
        ready = [one for one in self._acts if one.isVisible() and one.isEnabled()]
        if ready:
            ready[-1].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line; everything else is Qt's, such as Escape."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and plain and self._enter_acts and isinstance(self.focusWidget(), QLineEdit):
            self._do_act()
        else:
            super().keyPressEvent(event)

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
        self._acts.append(button)
        self._foot.addWidget(button)
        return button
