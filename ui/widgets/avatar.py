"""The round button with the person's initials, which opens the menu about oneself."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint


def initials(name: str) -> str:
    """First letters of the first and the last name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class Avatar(QAbstractButton):
    """Initials on a soft ground."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setText(initials(name))
        self.setAccessibleName(tr("Mitt konto: {0}").format(name))
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As large as a control."""
        side = self._theme.size("control")
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle."""
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = "selection" if self.underMouse() else "accentSoft"
        paint.rounded(painter, rect, rect.width() / 2, theme.colour(ground), None)
        painter.setFont(theme.font("caption", "bold"))
        painter.setPen(theme.colour("onAccentSoft"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            paint.focus_ring(painter, theme, QRectF(self.rect()), rect.width() / 2)
