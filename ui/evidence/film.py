"""The strip of small photos under the large one."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from krogkoll.evidence import Photo
from krogkoll.kernel.clock import local
from ui.context import Context
from ui.evidence.grid import PHOTO_ROLE, AnyIndex, PhotoModel, draw_tile
from ui.evidence.thumbs import Thumbnails
from ui.i18n import tr
from ui.widgets import paint

_TILE = QSize(112, 76)
_GAP = 8


class FilmStrip(QListView):
    """`chosen` carries the row that somebody clicked."""

    chosen = Signal(int)

    def __init__(self, context: Context, thumbs: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("photos")
        self.setAccessibleName(tr("Alla foton i ordning"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFixedHeight(_TILE.height() + 28)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.photos = PhotoModel(self)
        self.setModel(self.photos)
        self.setItemDelegate(_FilmDelegate(self, context, thumbs))
        thumbs.arrived.connect(self.viewport().update)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    def show_photos(self, photos: Sequence[Photo], row: int) -> None:
        """All of them, with the one that is shown large marked."""
        self.photos.show_photos(photos)
        self.setCurrentIndex(self.photos.index(row))
        self.scrollTo(self.photos.index(row), QAbstractItemView.ScrollHint.PositionAtCenter)


class _FilmDelegate(QStyledItemDelegate):
    """A tile with the ring around the one that is shown."""

    def __init__(self, parent: FilmStrip, context: Context, thumbs: Thumbnails) -> None:
        super().__init__(parent)
        self._theme, self._thumbs = context.theme, thumbs
        self._today = local(context.now()).date()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One tile with its gap."""
        return QSize(_TILE.width() + _GAP, _TILE.height() + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the tile."""
        photo = cast(Photo, index.data(PHOTO_ROLE))
        rect = QRectF(option.rect).adjusted(_GAP / 2, 2, -_GAP / 2, -2)
        draw_tile(painter, self._theme, rect, photo, self._thumbs.get(photo.id), self._today)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.focus_ring(painter, self._theme, rect, self._theme.tokens.radius["photo"])
