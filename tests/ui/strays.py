"""Sees a part that is shown before it has a parent: for a moment it is a window of its own."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from ui.window import Window


class Strays(QObject):
    """Notes every widget that is shown as a window of its own; a part shown before it has a parent flickers."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.look(watched)
        return False

    def look(self, shown):
        framed = shown.isWindow() and shown.windowType() == Qt.WindowType.Window
        if framed and not isinstance(shown, (Window, QDialog)):
            self.seen.append(type(shown).__name__)
