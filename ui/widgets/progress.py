"""How far long work has come: a bar, and the same in words for a screen reader."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint


class ProgressBar(QWidget):
    """A thin bar; empty until the total is known."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name, self._share = theme, name, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_progress(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """So much of so much is done."""
        self._share = min(1.0, done / total) if total > 0 else 0.0
        self.setAccessibleName(tr("{0}, {1} procent").format(self._name, round(self._share * 100)))
        self.update()

    def sizeHint(self) -> QSize:
        """A thin strip."""
        return QSize(200, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.rounded(painter, rect, 4, self._theme.colour("surfaceSunken"), None)
        if self._share > 0:
            done = QRectF(0, 0, max(8.0, rect.width() * self._share), rect.height())
            paint.rounded(painter, done, 4, self._theme.colour("accent"), None)
