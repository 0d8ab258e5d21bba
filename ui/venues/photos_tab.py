"""The tab with the photos of the visits at a place; read, and so logged, only when somebody opens it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from krogkoll.evidence import Photo, Picture, RenditionKind, Subject
from ui.context import Context
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import EmptyState

_PHOTO_ROLE = int(Qt.ItemDataRole.UserRole)
_PICTURE_ROLE = _PHOTO_ROLE + 1
_AT_A_TIME = 12
_GAP = 12


class _Found(NamedTuple):
    photos: Sequence[Photo]


def taken(photo: Photo) -> str:
    """When the photo says it was taken, "2026-11-14 23:12"; a claim, so without more words."""
    return photo.taken_local[:16].replace("T", " ")


class PhotosTab(QWidget):
    """A grid that fills as pictures arrive; `opened` carries the photo somebody wants to see large."""

    opened = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked = 0
        self._stack = QStackedLayout(self)
        self._stack.addWidget(EmptyState(context.theme, "camera", "Inga foton från det här objektet"))
        self.grid = QListWidget()
        self.grid.setObjectName("photos")
        self.grid.setAccessibleName("Foton")
        self.grid.setViewMode(QListView.ViewMode.IconMode)
        self.grid.setResizeMode(QListView.ResizeMode.Adjust)
        self.grid.setMovement(QListView.Movement.Static)
        self.grid.setUniformItemSizes(True)
        self.grid.setSpacing(_GAP // 2)
        self.grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.grid.setItemDelegate(_TileDelegate(self.grid, context.theme))
        self.grid.itemActivated.connect(lambda item: self.opened.emit(item.data(_PHOTO_ROLE)))
        self._stack.addWidget(self.grid)

    def read(self, subjects: Sequence[tuple[str, str]]) -> None:
        """Read the photos of these records: (kind, id) each."""
        self._asked += 1
        evidence = self._context.workspace.evidence

        def work(_: object) -> _Found:
            return _Found([photo for kind, key in subjects for photo in evidence.photos(Subject(kind, key))])

        self._context.jobs.read(self, work, partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        photos = cast(_Found, found).photos
        self.grid.clear()
        for photo in photos:
            item = QListWidgetItem()
            item.setData(_PHOTO_ROLE, photo)
            words = ", ".join(part for part in (photo.caption or photo.name, taken(photo)) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(words)
            self.grid.addItem(item)
        self._stack.setCurrentIndex(1 if photos else 0)
        self._develop(asked, 0)

    def _develop(self, asked: int, start: int) -> None:
        """Fetch the next small pictures, a handful at a time, so that the first are there at once."""
        rows = range(start, min(start + _AT_A_TIME, self.grid.count()))
        photos = [cast(Photo, self.grid.item(row).data(_PHOTO_ROLE)) for row in rows]
        if asked != self._asked or not photos:
            return
        evidence = self._context.workspace.evidence
        ids = [photo.id for photo in photos]

        def work(_: object) -> Mapping[str, QImage]:
            pictures: Mapping[str, Picture] = evidence.pictures(ids, RenditionKind.THUMBNAIL)
            return {key: QImage.fromData(picture.content) for key, picture in pictures.items()}

        self._context.jobs.read(self, work, partial(self._fill, asked, rows))

    def _fill(self, asked: int, rows: range, images: object) -> None:
        if asked != self._asked:
            return
        found = cast(Mapping[str, QImage], images)
        for row in rows:
            item = self.grid.item(row)
            image = found.get(cast(Photo, item.data(_PHOTO_ROLE)).id)
            item.setData(_PICTURE_ROLE, QPixmap() if image is None else QPixmap.fromImage(image))
        self._develop(asked, rows.stop)


class _TileDelegate(QStyledItemDelegate):
    """One photo: the picture cut to 3:2 with round corners, the time in its foot; grey where none can be made."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One tile with its gap."""
        width = self._theme.size("photoDetail")
        return QSize(width + _GAP, width * 2 // 3 + _GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the tile."""
        theme = self._theme
        rect = QRectF(option.rect).adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(rect, theme.tokens.radius["photo"], theme.tokens.radius["photo"])
        painter.setClipPath(shape)
        painter.fillRect(rect, theme.colour("surfaceSunken"))
        picture = index.data(_PICTURE_ROLE)
        if isinstance(picture, QPixmap) and not picture.isNull():
            painter.drawPixmap(rect, picture, _cut(picture, rect))
        foot = QRectF(rect.left(), rect.bottom() - 26, rect.width(), 26)
        painter.setOpacity(0.78)
        painter.fillRect(foot, theme.colour("rail"))
        painter.setOpacity(1.0)
        painter.setFont(theme.font("caption", "semibold", figures=True))
        painter.setPen(theme.colour("railTextActive"))
        photo = cast(Photo, index.data(_PHOTO_ROLE))
        words = taken(photo) or photo.name
        if isinstance(picture, QPixmap) and picture.isNull():
            words = f"Kan inte visas: {photo.name}"
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(foot.width()) - 16)
        painter.drawText(foot.adjusted(8, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setClipping(False)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus):
            paint.focus_ring(painter, theme, rect, theme.tokens.radius["photo"])
        painter.restore()


def _cut(picture: QPixmap, rect: QRectF) -> QRectF:
    """The middle part of the picture that has the tile's shape."""
    wide, high = picture.width(), picture.height()
    shape = rect.width() / rect.height()
    if wide / high > shape:
        width = high * shape
        return QRectF((wide - width) / 2, 0, width, high)
    height = wide / shape
    return QRectF(0, (high - height) / 2, wide, height)
