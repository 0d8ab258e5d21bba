"""Fetches pictures for the viewer: the screen's copy at once, every pixel of the original when somebody zooms in."""

from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage

from krogkoll.evidence import Photo, Picture, RenditionKind
from krogkoll.kernel.errors import EvidenceTrouble
from ui.context import Context
from ui.evidence.canvas import PhotoCanvas
from ui.evidence.thumbs import Thumbnails
from ui.i18n import tr
from ui.messages import message_for

_WHOLE_PIXELS = 50_000_000


class LargePicture(QObject):
    """Keeps one canvas supplied; what arrives late for another photo is dropped."""

    def __init__(self, context: Context, canvas: PhotoCanvas, thumbs: Thumbnails) -> None:
        super().__init__(canvas)
        self._context, self._canvas, self._thumbs = context, canvas, thumbs
        self._photo: Photo | None = None
        self._asked = 0
        self._whole = False
        canvas.view.changed.connect(self._zoomed)

    def show_photo(self, photo: Photo) -> None:
        """Show another photo: its small picture until the large one is here."""
        self._asked += 1
        self._photo, self._whole = photo, False
        self._canvas.setAccessibleName(photo.alt or photo.caption or photo.name)
        small = self._thumbs.get(photo.id)
        if small is not None and not small.isNull():
            self._canvas.show_image(small.toImage(), self._size())
        else:
            self._canvas.show_message("")
        self._canvas.view.reset()
        evidence, key = self._context.workspace.evidence, photo.id

        def work(_: object) -> Picture | None:
            return evidence.pictures([key], RenditionKind.LARGE).get(key)

        self._context.jobs.read(self, work, partial(self._decode, self._asked), partial(self._failed, self._asked))

    def _size(self) -> QSize:
        return QSize() if self._photo is None else QSize(self._photo.width, self._photo.height)

    def _decode(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        picture = cast("Picture | None", found)
        if picture is None:
            self._canvas.show_message(tr("Bilden kan inte visas. Originalet finns kvar."))
            return
        content = picture.content
        self._context.jobs.aside(self, lambda _: QImage.fromData(content), partial(self._show, asked))

    def _show(self, asked: int, found: object) -> None:
        image = cast(QImage, found)
        if asked == self._asked and not image.isNull() and image.width() > self._canvas.image.width():
            self._canvas.show_image(image, self._size())

    def _failed(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._canvas.show_message(message_for(error).text)

    def _zoomed(self, scale: float) -> None:
        """Fetch every pixel once there are more of them on the screen than the copy has."""
        photo, image = self._photo, self._canvas.image
        if photo is None or self._whole or image.isNull() or photo.width * photo.height > _WHOLE_PIXELS:
            return
        if photo.width <= image.width() or photo.width * scale <= image.width() * 1.1:
            return
        self._whole = True
        darkroom, key = self._context.workspace.darkroom, photo.id
        self._context.jobs.read(
            self, lambda _: darkroom.enlarge(key), partial(self._decode, self._asked), self._not_enlarged
        )

    def _not_enlarged(self, error: Exception) -> None:
        """The copy stays on the screen; only what is more than an odd file is worth a word."""
        if not isinstance(error, EvidenceTrouble):
            self._context.speaker.trouble(error)
