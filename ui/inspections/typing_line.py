"""A line or box of text that is saved by itself soon after a key, and at once when one leaves it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

_REST_MS = 800


class SavingLine(QLineEdit):
    """`settled` carries the text, at most 0.8 s after a key and when the focus leaves."""

    settled = Signal(str)

    def __init__(self, name: str, prompt: str = "", limit: int = 2000) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setMaxLength(limit)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.settle)
        self._told = ""
        self.textEdited.connect(self._typed)
        self.returnPressed.connect(self.settle)

    def show_text(self, text: str) -> None:
        """Show what is stored, unless somebody is typing here."""
        self._told = text
        # What was stored has no space at its end; where somebody paused after a word, the hand goes on from there.
        if not self._rest.isActive() and text != self.text().strip():
            self.setText(text)
            self.setCursorPosition(0)

    def _typed(self) -> None:
        # Not started anew by each key: who types without a pause is saved as well.
        if not self._rest.isActive():
            self._rest.start()

    def settle(self) -> None:
        """Hand over what is typed, if it is new."""
        self._rest.stop()
        if self.text().strip() != self._told:
            self._told = self.text().strip()
            self.settled.emit(self._told)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving saves."""
        super().focusOutEvent(event)
        self.settle()
