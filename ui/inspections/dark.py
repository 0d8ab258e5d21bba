"""Darkens the whole window at once, so that no light gives anybody away; any key or touch wakes it, no more."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.i18n import tr
from ui.theme import Theme


class Darkness(QWidget):
    """Black from edge to edge, with one dim sentence on how to come back."""

    woke = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._covered = theme, window
        self._before = window.focusWidget()
        self.setAccessibleName(tr("Skärmen är släckt. Tryck på en tangent för att tända."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def wake(self) -> None:
        """Light again, with the keyboard where it was."""
        self._covered.removeEventFilter(self)
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self.deleteLater()
        self.woke.emit()

    def event(self, event: QEvent) -> bool:
        """No shortcut works in the dark: the key that wakes answers nothing."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.TouchBegin:
            self.wake()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key wakes."""
        event.accept()
        if not event.isAutoRepeat():
            self.wake()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """So does a touch."""
        event.accept()
        self.wake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window whatever its size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Black, and the sentence as dim as can be read."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("borderControl"))
        painter.setOpacity(0.6)
        words = tr("Tryck på en tangent för att tända")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
