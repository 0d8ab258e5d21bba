"""The right pane: the paper as it will be, drawn anew while somebody writes, and kept at the same place."""

from typing import NamedTuple, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QStackedLayout, QWidget

from krogkoll.documents import text_of
from ui.context import Context
from ui.i18n import tr
from ui.paper_view import PageView, PaperView, page_images
from ui.widgets.blocks import Banner, EmptyState, Scrolling, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.text import ElidedText, Text, line

_PIXELS, _COARSE, _FEW = 900, 560, 12


class _Drawn(NamedTuple):
    pdf: bytes
    images: list[QImage]
    text: str


class Preview(QWidget):
    """`again` asks for a new try after a failure. `pages` says how many pages are in view."""

    again = Signal()
    drawn = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked = 0
        self.pages, self.pdf, self.shown_pdf = 0, b"", b""
        self._images: list[QImage] = []
        theme = context.theme
        whole = column(self, spacing=0)
        whole.addWidget(self._head())
        whole.addWidget(line())
        self.banner = Banner(theme, closable=False)
        band = column(margins=(8, 0, 8, 0), spacing=0)
        band.addWidget(self.banner)
        whole.addLayout(band)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self.empty = EmptyState(theme, "file-text", tr("Dokumentet visas här"))
        self._stack.addWidget(self.empty)
        body = QWidget()
        self._column = column(body, (12, 12, 12, 12), 12)
        self._column.addStretch(1)
        self.scroller = Scrolling(body)
        self.scroller.setAccessibleName(tr("Dokumentets sidor"))
        self.scroller.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.scroller.verticalScrollBar().valueChanged.connect(lambda _: self._say_page())
        self._stack.addWidget(self.scroller)
        whole.addWidget(holder, 1)

    def _head(self) -> QWidget:
        theme = self._context.theme
        head = QWidget()
        head.setObjectName("surface")
        inside = row(head, (14, 8, 8, 8), 4)
        words = column(spacing=0)
        self.title = ElidedText(theme, tr("Så blir dokumentet"), weight="semibold")
        self.note = ElidedText(theme, "", "caption", tone="muted")
        words.addWidget(self.title)
        words.addWidget(self.note)
        inside.addLayout(words, 1)
        self.page = Text(theme, "", "caption")
        inside.addWidget(self.page)
        self.earlier = icon_button(theme, "chevron-left", tr("Föregående sida"))
        self.later = icon_button(theme, "chevron-right", tr("Nästa sida"))
        self.whole = icon_button(theme, "maximize", tr("Läs i hela fönstret"))
        self.earlier.clicked.connect(lambda _=False: self.turn(-1))
        self.later.clicked.connect(lambda _=False: self.turn(1))
        self.whole.clicked.connect(lambda _=False: self.read_whole())
        for button in (self.earlier, self.later, self.whole):
            inside.addWidget(button)
            button.setEnabled(False)
        return head

    def say(self, title: str, note: str) -> None:
        """Say what kind of look this is."""
        self.title.setText(title)
        self.note.setText(note)

    def show_pdf(self, pdf: bytes, pages: int = 0) -> None:
        """Draw these bytes; none clears the view. pages: how many, where known: a long paper is drawn more coarsely."""
        self.banner.hide()
        if pdf == self.pdf:
            return
        self.pdf = pdf
        self._asked += 1
        asked, width = self._asked, _PIXELS if pages <= _FEW else _COARSE
        if not pdf:
            self._clear()
            return
        self._context.jobs.aside(self, lambda _: _draw(pdf, width), lambda found: self._show(asked, found), self.failed)

    def failed(self, _: Exception) -> None:
        """The last good page stays, and it is said that it is older than the text."""
        if not self.pages:
            self.empty.say(tr("Dokumentet kan inte visas än"))
            return
        words = tr("Förhandsvisningen är äldre än texten.")
        self.banner.say(words, "dismissed", tr("Försök igen"), self.again.emit)

    def nothing(self, words: str) -> None:
        """Say why there is no paper to show."""
        self.empty.say(words)
        if self.pages:
            self.banner.say(words, "dismissed")

    def _clear(self) -> None:
        self.pages, self.shown_pdf, self._images = 0, b"", []
        self._lay_out(0, [])
        self._stack.setCurrentIndex(0)
        self.page.setText("")
        for button in (self.earlier, self.later, self.whole):
            button.setEnabled(False)

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        drawn = cast(_Drawn, found)
        views, total = self._views(), len(drawn.images)
        if len(views) != total:
            views = self._lay_out(total, drawn.images)
        for number, (view, image) in enumerate(zip(views, drawn.images, strict=True), start=1):
            view.show_image(image, tr("Sida {0} av {1}").format(number, total))
        self.scroller.setAccessibleDescription(drawn.text)
        self.pages, self.shown_pdf, self._images = total, drawn.pdf, drawn.images
        self._stack.setCurrentIndex(1)
        for button in (self.earlier, self.later, self.whole):
            button.setEnabled(True)
        self._say_page()
        self.drawn.emit()

    def _lay_out(self, total: int, images: list[QImage]) -> list[PageView]:
        """As many pages as there are now; those that stand already stay where they are."""
        views = self._views()
        for view in views[total:]:
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        for number in range(len(views), total):
            self._column.insertWidget(number, PageView(self._context, images[number], ""))
        return self._views()

    def _views(self) -> list[PageView]:
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        found = (item.widget() for item in items if item is not None)
        return [one for one in found if isinstance(one, PageView)]

    def _at(self) -> int:
        """The number of the page at the middle of the view, from 0."""
        bar = self.scroller.verticalScrollBar()
        middle = bar.value() + self.scroller.viewport().height() / 2
        views = self._views()
        return next((number for number, one in enumerate(views) if one.y() + one.height() >= middle), len(views) - 1)

    def _say_page(self) -> None:
        if self.pages:
            self.page.setText(tr("{0} av {1}").format(self._at() + 1, self.pages))

    def turn(self, pages: int) -> None:
        """Scroll to another page."""
        views = self._views()
        if views:
            at = min(max(0, self._at() + pages), len(views) - 1)
            self.scroller.verticalScrollBar().setValue(views[at].y() - 12)

    def read_whole(self) -> None:
        """Read the paper in a window as large as ours; Escape and the button close it."""
        if not self.shown_pdf:
            return
        theme, dialog = self._context.theme, QDialog(self.window())
        dialog.setWindowTitle(tr("Läs dokumentet"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        whole = column(dialog, spacing=0)
        view = PaperView(self._context)
        whole.addWidget(view, 1)
        foot = row(margins=(16, 8, 16, 8))
        foot.addStretch(1)
        close = Button(theme, tr("Stäng"))
        close.clicked.connect(dialog.reject)
        foot.addWidget(close)
        whole.addLayout(foot)
        dialog.resize(self.window().size())
        view.show_pdf(self.shown_pdf)
        dialog.open()
        close.setFocus()


def _draw(pdf: bytes, width: int) -> _Drawn:
    return _Drawn(pdf, page_images(pdf, width), text_of(pdf))
