"""A paper as it is: the pages of its exact bytes, drawn in a thread of their own, and its text for a screen reader."""

from typing import NamedTuple, cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from krogkoll.documents import text_of
from krogkoll.inspections import page_pictures
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import EmptyState, Scrolling, clear, column
from ui.widgets.text import Text

_PIXELS = 1000
_WIDEST = 860


class _Drawn(NamedTuple):
    images: list[QImage]
    text: str


class PageView(QWidget):
    """One page with a thin edge, as wide as there is room for."""

    def __init__(self, context: Context, image: QImage, name: str) -> None:
        super().__init__()
        self._theme, self._image = context.theme, image
        self.setAccessibleName(name)
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage, name: str) -> None:
        """Show another page of the same paper in the same place."""
        self._image = image
        self.setAccessibleName(name)
        self.setFixedHeight(round(self.width() * self._shape))
        self.update()

    def sizeHint(self) -> QSize:
        """A whole page."""
        return QSize(_WIDEST, round(_WIDEST * self._shape))

    def minimumSizeHint(self) -> QSize:
        """Small, so that the window may be."""
        return QSize(160, 100)

    @property
    def _shape(self) -> float:
        return self._image.height() / max(1, self._image.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shape of the paper."""
        super().resizeEvent(event)
        self.setFixedHeight(round(self.width() * self._shape))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect())
        painter.drawImage(rect, self._image)
        painter.setPen(self._theme.colour("border"))
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


class PaperView(QWidget):
    """Shows one paper at a time; `pages` says how many pages are in view."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked = 0
        self.pages = 0
        self.pdf = b""
        self._stack = QStackedLayout(self)
        self._stack.addWidget(EmptyState(context.theme, "file-text", tr("Inget dokument att visa")))
        waiting = QWidget()
        inside = column(waiting, (24, 24, 24, 24))
        inside.addWidget(Text(context.theme, tr("Ritar sidorna …"), tone="muted"))
        inside.addStretch(1)
        self._stack.addWidget(waiting)
        body = QWidget()
        self._column = column(body, (16, 16, 16, 16), 16)
        self.scroller = Scrolling(body)
        self.scroller.setAccessibleName(tr("Dokumentets sidor"))
        self._stack.addWidget(self.scroller)

    def show_pdf(self, pdf: bytes) -> None:
        """Draw these bytes; none clears the view."""
        if pdf == self.pdf:
            return
        self.pdf, self.pages = pdf, 0
        self._asked += 1
        asked = self._asked
        self._stack.setCurrentIndex(1 if pdf else 0)
        if pdf:
            self._context.jobs.aside(self, lambda _: _draw(pdf), lambda drawn: self._show(asked, drawn), self._failed)

    def _failed(self, error: Exception) -> None:
        self.pdf = b""
        self._stack.setCurrentIndex(0)
        self._context.speaker.trouble(error)

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        drawn = cast(_Drawn, found)
        clear(self._column)
        total = len(drawn.images)
        for number, image in enumerate(drawn.images, start=1):
            page = PageView(self._context, image, tr("Sida {0} av {1}").format(number, total))
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.scroller.setAccessibleDescription(drawn.text)
        self.scroller.verticalScrollBar().setValue(0)
        self.pages = total
        self._stack.setCurrentIndex(2)


def page_images(pdf: bytes, pixels: int) -> list[QImage]:
    """The pages as images of their own memory, so many pixels wide. Blocks."""
    form = QImage.Format.Format_RGB32
    return [QImage(p.pixels, p.width, p.height, p.stride, form).copy() for p in page_pictures(pdf, pixels)]


def _draw(pdf: bytes) -> _Drawn:
    return _Drawn(page_images(pdf, _PIXELS), text_of(pdf))
