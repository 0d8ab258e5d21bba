"""A short word about what just happened, with a way to undo it; goes by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import Icon, row
from ui.widgets.button import Button
from ui.widgets.text import Text

_SHOWN_MS = 6000
_SHOWN_WITH_UNDO_MS = 12000


class Toast(QWidget):
    """Floats above the foot of its parent; one at a time, the newest wins."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._theme = theme
        self._undo: Callable[[], None] | None = None
        inside = row(self, (16, 8, 10, 8), 12)
        inside.addWidget(Icon(theme, "circle-check", "railAccent"))
        self._text = Text(theme, weight="medium", tone="railStrong")
        inside.addWidget(self._text)
        self._button = Button(theme, tr("Ångra"), "undo-2", "rail")
        self._button.clicked.connect(self._undone)
        inside.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show the word; with `undo`, also the button, for longer."""
        self._undo = undo
        self._text.setText(text)
        self.setAccessibleName(text)
        self._button.setVisible(undo is not None)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(_SHOWN_WITH_UNDO_MS if undo else _SHOWN_MS)

    @property
    def text(self) -> str:
        """What is said now, nothing when hidden."""
        return self._text.text() if self.isVisibleTo(self._parent) else ""

    def _undone(self) -> None:
        self.hide()
        if self._undo is not None:
            self._undo()

    def _place(self) -> None:
        self.adjustSize()
        parent = self._parent
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 44)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the parent changes size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark ground that differs from every page."""
        painter = QPainter(self)
        paint.rounded(painter, QRectF(self.rect()), 8, self._theme.colour("rail"), self._theme.colour("borderControl"))
