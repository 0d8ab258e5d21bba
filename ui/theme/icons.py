"""Draws the vendored Lucide icons in any colour and size, once each."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from krogkoll.kernel.resources import resource


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def tinted(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon `name` in `colour` (#rrggbb), `size` logical pixels square, for a screen of that pixel ratio."""
    # Thinner strokes suit large icons, so a 24 px icon in the rail does not look bolder than its word.
    source = _source(name).replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
