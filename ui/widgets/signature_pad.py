"""A field to draw a name in, with pen, finger or mouse; what is drawn is kept as strokes, never as a picture."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.finger import KEEPS_DRAGS

_SHAPE = 3
"""So many times wider than high, as the box on paper."""
_MOST_POINTS = 20_000
_PEN = 3.0
_Point = tuple[float, float, float, float]


class SignaturePad(QWidget):
    """`changed` comes after each stroke. A stroke is points (x, y, t, pressure) in parts of the width and seconds."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, width: int = 540) -> None:
        super().__init__()
        self._theme = theme
        self._strokes: list[list[_Point]] = []
        self._drawing = False
        self._begun = 0
        self.setFixedSize(QSize(width, width // _SHAPE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(name)
        self.setProperty(KEEPS_DRAGS, True)
        theme.changed.connect(self.update)

    @property
    def strokes(self) -> tuple[tuple[_Point, ...], ...]:
        """What is drawn so far."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def wipe(self) -> None:
        """Begin again with an empty field."""
        self._strokes, self._drawing, self._begun = [], False, 0
        self.update()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; a finger comes here too."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._press(event.position(), event.timestamp(), 0.5)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        self._move(event.position(), event.timestamp(), 0.5)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        self._release()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen, which also says how hard it presses."""
        acts = {QEvent.Type.TabletPress: self._press, QEvent.Type.TabletMove: self._move}
        act = acts.get(event.type())
        if act is not None:
            act(event.position(), event.timestamp(), min(1.0, max(0.0, event.pressure())))
        else:
            self._release()
        event.accept()

    def _press(self, at: QPointF, when: int, pressure: float) -> None:
        if not self._strokes:
            self._begun = when
        self._drawing = True
        self._strokes.append([])
        self._move(at, when, pressure)

    def _move(self, at: QPointF, when: int, pressure: float) -> None:
        if not self._drawing or sum(map(len, self._strokes)) >= _MOST_POINTS:
            return
        width = self.width()
        x = min(1.0, max(0.0, at.x() / width))
        y = min(1.0 / _SHAPE, max(0.0, at.y() / width))
        seconds = max(0.0, (when - self._begun) / 1000)
        self._strokes[-1].append((round(x, 5), round(y, 5), round(seconds, 3), round(pressure, 3)))
        self.update()

    def _release(self) -> None:
        if self._drawing:
            self._drawing = False
            self._strokes = [stroke for stroke in self._strokes if stroke]
            self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the line to sign on, and the strokes."""
        theme, painter = self._theme, QPainter(self)
        rect = QRectF(self.rect())
        paint.rounded(
            painter, rect, theme.tokens.radius["control"], theme.colour("surface"), theme.colour("borderControl")
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = rect.height() * 0.78
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(QPointF(24, base), QPointF(rect.width() - 24, base))
        if not self._strokes:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("textHint"))
            foot = QRectF(24, base + 4, rect.width() - 48, 24)
            painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, tr("Rita här med penna, finger eller mus"))
        for stroke in self._strokes:
            self._paint_stroke(painter, stroke)

    def _paint_stroke(self, painter: QPainter, stroke: list[_Point]) -> None:
        width = self.width()
        thick = _PEN * (0.5 + sum(point[3] for point in stroke) / max(1, len(stroke)))
        pen = QPen(self._theme.colour("text"), thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = [QPointF(x * width, y * width) for x, y, _, _ in stroke]
        if len(points) == 1:
            painter.drawPoint(points[0])
        elif points:
            painter.drawPolyline(points)
