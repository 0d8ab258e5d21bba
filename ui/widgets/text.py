"""Labels with a step of the type scale and a tone; one that shortens itself where there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme import Theme


class Text(QLabel):
    """Plain text (never markup, so that nothing typed by a stranger is interpreted)."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        size: str = "body",
        weight: str = "regular",
        tone: str = "",
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, weight, figures=True))
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if tone:
            self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Change the tone; the style sheet follows."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedText(Text):
    """One line that ends with … where it is too long; the whole text is then the tooltip."""

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters, so that a long name never sets the width of a page."""
        return QSize(48, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        tip = self.text() if shown != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)


def line(*, upright: bool = False) -> QWidget:
    """A one-pixel rule between parts of a page."""
    rule = QFrame()
    rule.setObjectName("upright" if upright else "line")
    return rule
