"""Shapes that several widgets and list delegates draw alike: rings, chips, focus marks."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme import Theme

CHIP_HEIGHT = 22
_CHIP_ICON = 14


def focus_ring(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    """The two-pixel mark around what the keyboard is on; always in the focus colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("focus"), theme.size("focusRing")))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def rounded(painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, edge: QColor | None) -> None:
    """A box with a one-pixel edge that lies inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inset = 0.5 if edge is not None else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def risk_tone(score: int | None) -> str:
    """The status tone of a score's class: 60 and more red, 30-59 amber, less green; none grey."""
    if score is None:
        return "dismissed"
    return "confirmed" if score >= 60 else "suspected" if score >= 30 else "closed"


def ring(painter: QPainter, theme: Theme, rect: QRectF, score: int | None) -> None:
    """The risk ring: an arc as long as the score, the figure in the middle, a dash where there is no score."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 4.0 if rect.width() >= 48 else 3.2
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("border"), width))
    painter.drawEllipse(inner)
    if score:
        pen = QPen(theme.colour(f"status.{risk_tone(score)}.dot"), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(inner, 90 * 16, -round(score * 3.6 * 16))
    size = "subtitle" if rect.width() >= 48 else "body"
    painter.setFont(theme.font(size, "semibold", figures=True))
    painter.setPen(theme.colour("text" if score is not None else "textHint"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "–" if score is None else str(score))


def chip_width(theme: Theme, text: str, *, icon: bool = True) -> int:
    """How wide a chip with that text is."""
    return theme.metrics("caption", "semibold").horizontalAdvance(text) + (34 if icon else 18)


def chip(painter: QPainter, theme: Theme, corner: QPointF, tone: str, icon: str, text: str) -> None:
    """A status chip with its top left at `corner`: icon, word and colour, never colour alone."""
    rect = QRectF(corner.x(), corner.y(), chip_width(theme, text, icon=bool(icon)), CHIP_HEIGHT)
    rounded(painter, rect, CHIP_HEIGHT / 2, theme.colour(f"status.{tone}.bg"), None)
    left = rect.left() + 9
    if icon:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(
            QPointF(left - 1, rect.top() + 4), theme.pixmap(icon, f"status.{tone}.fg", _CHIP_ICON, ratio)
        )
        left += 16
    painter.setFont(theme.font("caption", "semibold"))
    painter.setPen(theme.colour(f"status.{tone}.fg"))
    painter.drawText(QRectF(left, rect.top(), rect.right() - left, CHIP_HEIGHT), Qt.AlignmentFlag.AlignVCenter, text)
