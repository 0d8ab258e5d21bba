"""One photo on the screen: fitted or zoomed, turned for the eye only, dragged about."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.evidence.view import PhotoView
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.finger import KEEPS_DRAGS


class PhotoCanvas(QWidget):
    """Shows `image` as `view` says."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.image = QImage()
        self.view = PhotoView(self)
        self.view.changed.connect(self.update)
        self._message = ""
        self._held: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 120)
        self.setProperty(KEEPS_DRAGS, True)

    def show_image(self, image: QImage, size: QSize) -> None:
        """Show a copy of a photo that is so many pixels large; it lies as it lay."""
        self.image = image
        self._message = ""
        self.view.set_size(image.size() if size.isEmpty() else size)

    def show_message(self, words: str) -> None:
        """Say why there is no picture."""
        self.image = QImage()
        self._message = words
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it about."""
        if self._held is not None:
            self.view.drag(event.position() - self._held)
            self._held = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """To the photo's own pixels and back."""
        if self.view.fitted:
            self.view.full(event.position())
        else:
            self.view.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nearer and further away."""
        self.view.zoom(event.angleDelta().y() / 120, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys for nearer, further, whole, own pixels and turning; all others are the viewer's."""
        key, view = event.key(), self.view
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            view.zoom(1)
        elif key == Qt.Key.Key_Minus:
            view.zoom(-1)
        elif key == Qt.Key.Key_0:
            view.fit()
        elif key == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            view.full()
        elif key == Qt.Key.Key_R:
            view.turn()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted photo follows."""
        super().resizeEvent(event)
        self.view.set_frame(event.size(), self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photo, or why there is none."""
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surfaceSunken"))
        if self.image.isNull():
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("textMuted"))
            words = self._message or tr("Bilden öppnas.")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(24, 24, -24, -24), int(flags), words)
        else:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setTransform(self.view.to_screen(), combine=True)
            painter.drawImage(QRectF(0, 0, self.view.size.width(), self.view.size.height()), self.image)
            painter.restore()
            self.paint_over(painter)
        if self.hasFocus():
            paint.focus_ring(painter, theme, QRectF(self.rect()), 0)

    def paint_over(self, painter: QPainter) -> None:
        """What lies over the photo; nothing here."""
