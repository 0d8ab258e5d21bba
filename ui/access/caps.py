"""Notices Caps Lock from what is typed, the one way that works alike on every platform."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.text import Text


class CapsWatch(Text):
    """Says "Caps Lock är på" under a field of dots; empty, but of the same height, otherwise."""

    def __init__(self, theme: Theme, edit: QLineEdit) -> None:
        super().__init__(theme, " ", "caption", "medium", "warning")
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Compare each letter with the shift key."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            if event.key() == Qt.Key.Key_CapsLock:
                self.setText(" ")
            elif len(letter) == 1 and letter.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.setText(tr("Caps Lock är på") if letter.isupper() != shift else " ")
        return super().eventFilter(watched, event)
