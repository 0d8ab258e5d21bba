"""The grid of photos: rows of tiles, of which only those in sight ask for their picture."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from krogkoll.evidence import Persons, Photo
from krogkoll.kernel.clock import local
from ui.context import Context
from ui.evidence import words
from ui.evidence.thumbs import Thumbnails, photo_thumbnails
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint

AnyIndex = QModelIndex | QPersistentModelIndex
PHOTO_ROLE = int(Qt.ItemDataRole.UserRole)
_GAP = 12
_MARK = 18


class PhotoModel(QAbstractListModel):
    """The photos in order; their records only, since pictures are fetched when they are painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._photos: Sequence[Photo] = ()

    @property
    def photos(self) -> Sequence[Photo]:
        """What is shown."""
        return self._photos

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show others; the same ones with other words keep place and selection."""
        same = [photo.id for photo in photos] == [photo.id for photo in self._photos]
        if same:
            self._photos = photos
            if photos:
                self.dataChanged.emit(self.index(0), self.index(len(photos) - 1))
            return
        self.beginResetModel()
        self._photos = photos
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """How many there are."""
        return 0 if parent.isValid() else len(self._photos)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The record, and its words for a screen reader and the tooltip."""
        photo = self._photos[index.row()]
        if role == PHOTO_ROLE:
            return photo
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return words.spoken(photo)
        return None


class PhotoGrid(QListView):
    """Tiles; `opened` carries the row that somebody wants to see large."""

    opened = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("photos")
        self.setAccessibleName(tr("Foton"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(_GAP // 2)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.photos = PhotoModel(self)
        self.setModel(self.photos)
        self.thumbs = photo_thumbnails(context, self)
        self.thumbs.arrived.connect(self.viewport().update)
        self.setItemDelegate(_TileDelegate(self, context, self.thumbs))
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        context.theme.changed.connect(self.doItemsLayout)

    @property
    def chosen(self) -> list[Photo]:
        """The selected photos, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.photos.photos[row] for row in rows]

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show others; who was on one that is still there stays on it."""
        current = self.currentIndex()
        at = cast(Photo, current.data(PHOTO_ROLE)).id if current.isValid() else ""
        self.photos.show_photos(photos)
        if at and not self.currentIndex().isValid():
            row = next((row for row, photo in enumerate(photos) if photo.id == at), -1)
            if row >= 0:
                self.setCurrentIndex(self.photos.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space shows the photo large, as Enter does."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class _TileDelegate(QStyledItemDelegate):
    """One photo: the picture cut to 3:2 with round corners, the time in its foot; grey where none can be made."""

    def __init__(self, parent: QObject, context: Context, thumbs: Thumbnails) -> None:
        super().__init__(parent)
        self._theme, self._thumbs = context.theme, thumbs
        self._today = local(context.now()).date()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """One tile with its gap."""
        width = self._theme.size("photoDetail")
        return QSize(width + _GAP, width * 2 // 3 + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the tile."""
        photo = cast(Photo, index.data(PHOTO_ROLE))
        rect = QRectF(option.rect).adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        draw_tile(painter, self._theme, rect, photo, self._thumbs.get(photo.id), self._today)
        if chosen or option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, self._theme, rect, self._theme.tokens.radius["photo"])


def draw_tile(
    painter: QPainter, theme: Theme, rect: QRectF, photo: Photo, picture: QPixmap | None, today: date
) -> None:
    """A photo as a tile: picture None while it is fetched, empty when there is none."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(rect, theme.tokens.radius["photo"], theme.tokens.radius["photo"])
    painter.setClipPath(shape)
    painter.fillRect(rect, theme.colour("surfaceSunken"))
    if picture is not None and not picture.isNull():
        painter.drawPixmap(rect, picture, cut(picture, rect))
    elif picture is not None:
        icon = theme.pixmap("image-off", "textHint", 28, painter.device().devicePixelRatio())
        painter.drawPixmap(rect.center().toPoint() - QRectF(0, 0, 28, 52).center().toPoint(), icon)
    foot = QRectF(rect.left(), rect.bottom() - 26, rect.width(), 26)
    painter.setOpacity(0.78)
    painter.fillRect(foot, theme.colour("rail"))
    painter.setOpacity(1.0)
    left = _draw_marks(painter, theme, foot, photo)
    painter.setFont(theme.font("caption", "semibold", figures=True))
    painter.setPen(theme.colour("railTextActive"))
    said = words.tile_time(photo, today)
    if picture is not None and picture.isNull():
        said = tr("Kan inte visas: {0}").format(photo.name)
    shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, int(left - foot.left()) - 12)
    painter.drawText(foot.adjusted(8, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


def _draw_marks(painter: QPainter, theme: Theme, foot: QRectF, photo: Photo) -> float:
    """The small signs at the right of the foot; gives where they begin."""
    marks = []
    if photo.masked:
        marks.append("eye-off")
    elif photo.persons is Persons.NONE:
        marks.append("user-x")
    if photo.persons is Persons.CHILDREN:
        marks.append("baby")
    left = foot.right() - 8
    for mark in marks:
        left -= _MARK
        icon = theme.pixmap(mark, "railTextActive", 16, painter.device().devicePixelRatio())
        painter.drawPixmap(QRectF(left, foot.center().y() - 8, 16, 16), icon, QRectF(icon.rect()))
    return left


def cut(picture: QPixmap, rect: QRectF) -> QRectF:
    """The middle part of the picture that has the tile's shape."""
    wide, high = picture.width(), picture.height()
    shape = rect.width() / rect.height()
    if wide / high > shape:
        width = high * shape
        return QRectF((wide - width) / 2, 0, width, high)
    height = wide / shape
    return QRectF(0, (high - height) / 2, wide, height)
