"""How a photo lies on the screen: its scale, its place and its turn, and the way from points to shares and back."""

from PySide6.QtCore import QObject, QPointF, QSize, QSizeF, Signal
from PySide6.QtGui import QTransform

_STEP = 1.25
_MOST = 8.0
_FIT_MOST = 4.0


class PhotoView(QObject):
    """`changed` comes when it lies otherwise. Turning and zooming change nothing that is kept."""

    changed = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._ratio = QSizeF(300, 200), 1.0
        self._size = QSize(3, 2)
        self._scale = 0.0  # 0: fitted
        self._offset = QPointF()
        self.quarters = 0

    def set_frame(self, frame: QSize, ratio: float) -> None:
        """How large the widget is, and how many of the screen's pixels are in one of its own."""
        self._frame, self._ratio = QSizeF(frame), ratio
        self._told()

    def set_size(self, size: QSize) -> None:
        """How many pixels the photo has."""
        self._size = size
        self._told()

    @property
    def size(self) -> QSize:
        """How many pixels the photo has."""
        return self._size

    @property
    def fitted(self) -> bool:
        """Whether the whole photo is seen, however large the widget is."""
        return self._scale == 0.0

    @property
    def scale(self) -> float:
        """Screen pixels for each pixel of the photo."""
        return (self._scale or self._fitting()) * self._ratio

    def reset(self) -> None:
        """Fitted and upright, for another photo."""
        self._scale, self._offset, self.quarters = 0.0, QPointF(), 0
        self._told()

    def fit(self) -> None:
        """The whole photo."""
        self._scale, self._offset = 0.0, QPointF()
        self._told()

    def full(self, at: QPointF | None = None) -> None:
        """One pixel of the photo on one of the screen."""
        self._zoom_to(1.0 / self._ratio, at or self._middle())

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Nearer (above 0) or further away, about a point of the widget."""
        self._zoom_to((self._scale or self._fitting()) * _STEP**steps, at or self._middle())

    def turn(self) -> None:
        """A quarter turn clockwise, for the eye only."""
        self.quarters = (self.quarters + 1) % 4
        self._offset = QPointF()
        self._told()

    def drag(self, by: QPointF) -> None:
        """Elsewhere; a fitted photo stays where it is."""
        if not self.fitted:
            self._offset += by
            self._told()

    def to_screen(self) -> QTransform:
        """From the photo's pixels to the widget's."""
        scale = self._scale or self._fitting()
        middle = self._middle() + self._offset
        turned = QTransform().translate(middle.x(), middle.y()).rotate(90 * self.quarters).scale(scale, scale)
        return turned.translate(-self._size.width() / 2, -self._size.height() / 2)

    def to_share(self, point: QPointF) -> tuple[float, float]:
        """A point of the widget as a share of the upright photo; outside it lies below 0 or above 1."""
        inverse, _ = self.to_screen().inverted()
        found = inverse.map(point)
        return found.x() / self._size.width(), found.y() / self._size.height()

    def from_share(self, x: float, y: float) -> QPointF:
        """The other way."""
        return self.to_screen().map(QPointF(x * self._size.width(), y * self._size.height()))

    def _middle(self) -> QPointF:
        return QPointF(self._frame.width() / 2, self._frame.height() / 2)

    def _fitting(self) -> float:
        wide, high = self._size.width(), self._size.height()
        if self.quarters % 2:
            wide, high = high, wide
        return max(0.001, min(self._frame.width() / wide, self._frame.height() / high, _FIT_MOST))

    def _zoom_to(self, scale: float, at: QPointF) -> None:
        before, fitting = self.to_share(at), self._fitting()
        self._scale = min(max(scale, min(fitting, 1.0)), _MOST)
        if self._scale > fitting * 1.001:
            self._offset += at - self.from_share(*before)
        else:
            self._offset = QPointF()
            if fitting <= 1.0:
                self._scale = 0.0
        self._told()

    def _told(self) -> None:
        self.changed.emit(self.scale)
