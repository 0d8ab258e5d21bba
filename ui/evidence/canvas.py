"""One photo on the screen: fitted or zoomed, turned for the eye only, dragged about."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint

_STEP = 1.25
_MOST = 8.0


class PhotoCanvas(QWidget):
    """`zoomed` carries the scale (screen pixels for each of the photo's). Turning changes nothing that is kept."""

    zoomed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self._size = QSize(3, 2)
        self._message = ""
        self._scale = 0.0  # 0: fitted
        self._offset = QPointF()
        self._quarters = 0
        self._held: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 120)

    def show_image(self, image: QImage, size: QSize) -> None:
        """Show a copy of a photo that is so many pixels large; place and zoom stay when the photo is the same."""
        self._image = image
        self._size = image.size() if size.isEmpty() else size
        self._message = ""
        self.zoomed.emit(self.scale)
        self.update()

    def show_message(self, words: str) -> None:
        """Say why there is no picture."""
        self._image = QImage()
        self._message = words
        self.update()

    def reset_view(self) -> None:
        """Fitted and upright, for another photo."""
        self._scale, self._offset, self._quarters = 0.0, QPointF(), 0
        self.zoomed.emit(self.scale)
        self.update()

    @property
    def image(self) -> QImage:
        """What is shown now."""
        return self._image

    @property
    def scale(self) -> float:
        """Screen pixels for each pixel of the photo, by the screen's own pixels."""
        return (self._scale or self._fitting()) * self.devicePixelRatioF()

    @property
    def quarters(self) -> int:
        """How many quarter turns it is shown turned."""
        return self._quarters

    def fit(self) -> None:
        """The whole photo."""
        self._scale, self._offset = 0.0, QPointF()
        self._viewed()

    def full(self) -> None:
        """One pixel of the photo on one of the screen."""
        self._zoom_to(1.0 / self.devicePixelRatioF(), QPointF(self.rect().center()))

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Nearer (above 0) or further away, about a point of the widget."""
        self._zoom_to((self._scale or self._fitting()) * _STEP**steps, at or QPointF(self.rect().center()))

    def turn(self) -> None:
        """A quarter turn clockwise, for the eye only."""
        self._quarters = (self._quarters + 1) % 4
        self._offset = QPointF()
        self._viewed()

    def to_screen(self) -> QTransform:
        """From the photo's pixels to the widget's."""
        scale = self._scale or self._fitting()
        middle = QPointF(self.rect().center()) + self._offset
        turned = QTransform().translate(middle.x(), middle.y()).rotate(90 * self._quarters).scale(scale, scale)
        return turned.translate(-self._size.width() / 2, -self._size.height() / 2)

    def to_share(self, point: QPointF) -> tuple[float, float]:
        """A point of the widget as a share of the upright photo; outside it lies below 0 or above 1."""
        inverse, _ = self.to_screen().inverted()
        found = inverse.map(point)
        return found.x() / self._size.width(), found.y() / self._size.height()

    def from_share(self, x: float, y: float) -> QPointF:
        """The other way."""
        return self.to_screen().map(QPointF(x * self._size.width(), y * self._size.height()))

    def _fitting(self) -> float:
        wide, high = self._size.width(), self._size.height()
        if self._quarters % 2:
            wide, high = high, wide
        return min(self.width() / wide, self.height() / high, 4.0)

    def _zoom_to(self, scale: float, at: QPointF) -> None:
        before = self.to_share(at)
        least = min(self._fitting(), 1.0)
        self._scale = min(max(scale, least), _MOST)
        if self._scale <= self._fitting() * 1.001:
            self._scale, self._offset = (0.0, QPointF()) if self._fitting() <= 1.0 else (self._scale, QPointF())
        else:
            self._offset += at - self.from_share(*before)
        self._viewed()

    def _viewed(self) -> None:
        self.zoomed.emit(self.scale)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it about; a fitted photo stays where it is."""
        if self._held is not None and self._scale:
            self._offset += event.position() - self._held
            self._held = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """To the photo's own pixels and back."""
        if self._scale:
            self.fit()
        else:
            self._zoom_to(1.0 / self.devicePixelRatioF(), event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nearer and further away."""
        self.zoom(event.angleDelta().y() / 120, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys for nearer, further, whole, own pixels and turning; all others are the viewer's."""
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.full()
        elif key == Qt.Key.Key_R:
            self.turn()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted photo follows."""
        super().resizeEvent(event)
        self.zoomed.emit(self.scale)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the look changes."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photo, or why there is none."""
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surfaceSunken"))
        if self._image.isNull():
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("textMuted"))
            words = self._message or tr("Bilden öppnas.")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(24, 24, -24, -24), int(flags), words)
        else:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setTransform(self.to_screen(), combine=True)
            painter.drawImage(QRectF(0, 0, self._size.width(), self._size.height()), self._image)
            painter.restore()
            self.paint_over(painter)
        if self.hasFocus():
            paint.focus_ring(painter, theme, QRectF(self.rect()), 0)

    def paint_over(self, painter: QPainter) -> None:
        """What lies over the photo; nothing here."""
