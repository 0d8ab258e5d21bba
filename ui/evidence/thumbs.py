"""Small pictures for lists: newest request first, decoded beside the store, the oldest given up when room is short."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from krogkoll.evidence import COPIES, RenditionKind
from ui.context import Context

_ROOM = 32 * 1024 * 1024
_AT_A_TIME = 8
_WAITING = 64


Contents = Mapping[str, bytes]
Fetch = Callable[[Sequence[str]], Contents]


class Thumbnails(QObject):
    """Asked at every paint; `arrived` tells that some came. An empty pixmap stands for a picture that gives none.

    fetch: gives encoded pictures by key; runs beside the store's thread, since one that is missing is made first.
    """

    arrived = Signal()

    def __init__(
        self, context: Context, parent: QObject, fetch: Fetch, *, at_a_time: int = _AT_A_TIME, room: int = _ROOM
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._fetched = fetch
        self._at_a_time = at_a_time
        self._room = room
        self._held = 0
        self._here: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._under_way: Sequence[str] = ()
        self._asked = False
        self._held_back = False

    def get(self, photo_id: str) -> QPixmap | None:
        """The picture, or None while it is fetched."""
        found = self._here.get(photo_id)
        if found is not None:
            self._here.move_to_end(photo_id)
            return found
        if photo_id not in self._under_way:
            self._wanted[photo_id] = None
            self._wanted.move_to_end(photo_id)
            while len(self._wanted) > _WAITING:  # long out of sight; asked for again when painted again
                self._wanted.popitem(last=False)
            self._fetch()
        return None

    def hold_back(self, on: bool) -> None:
        """While photos come in nothing is fetched: the one child that makes pictures is examining what comes."""
        self._held_back = on
        self._fetch()

    def look_again(self) -> None:
        """Copies were made: what gave no picture may give one now."""
        for key in [key for key, pixmap in self._here.items() if pixmap.isNull()]:
            del self._here[key]
        self.arrived.emit()

    @property
    def bytes_held(self) -> int:
        """How much memory the pictures take."""
        return self._held

    def _fetch(self) -> None:
        """Soon, when the paint that is going on has asked for all of its pictures."""
        if not self._asked and not self._under_way and not self._held_back and self._wanted:
            self._asked = True
            QTimer.singleShot(0, self, self._ask)

    def _ask(self) -> None:
        self._asked = False
        self._under_way = ids = list(reversed(self._wanted))[: self._at_a_time]
        fetched = self._fetched
        self._context.jobs.aside(self, lambda _: fetched(ids), partial(self._decode, ids), self._failed)

    def _decode(self, ids: Sequence[str], found: object) -> None:
        contents = cast(Contents, found)

        def work(_: object) -> Mapping[str, QImage]:
            return {key: QImage.fromData(content) for key, content in contents.items()}

        self._context.jobs.aside(self, work, partial(self._keep, ids))

    def _keep(self, ids: Sequence[str], found: object) -> None:
        images = cast("Mapping[str, QImage]", found)
        for key in ids:
            image = images.get(key, QImage())
            pixmap = QPixmap() if image.isNull() else QPixmap.fromImage(image)
            self._wanted.pop(key, None)
            self._here[key] = pixmap
            self._held += _bytes_of(pixmap)
        while self._held > self._room and len(self._here) > 1:
            self._held -= _bytes_of(self._here.popitem(last=False)[1])
        self._under_way = ()
        self.arrived.emit()
        self._fetch()

    def _failed(self, error: Exception) -> None:
        """Say it once; what is painted again is asked for again."""
        self._under_way = ()
        self._wanted.clear()
        self._context.speaker.trouble(error)


def photo_thumbnails(context: Context, parent: QObject) -> Thumbnails:
    """The small pictures of photos that are here, by photo id; each look is a reading entry in the log."""
    evidence = context.workspace.evidence

    def fetch(ids: Sequence[str]) -> Contents:
        pictures = evidence.pictures(ids, RenditionKind.THUMBNAIL)
        return {key: picture.content for key, picture in pictures.items()}

    made = Thumbnails(context, parent, fetch)
    context.refresh.watch(made, {COPIES}, made.look_again)
    return made


def outside_thumbnails(context: Context, parent: QObject) -> Thumbnails:
    """The small pictures of files that are not taken in, by path."""
    cards = context.workspace.cards

    def fetch(keys: Sequence[str]) -> Contents:
        pictures = {key: cards.preview(Path(key)) for key in keys}
        return {key: picture.content for key, picture in pictures.items() if picture is not None}

    return Thumbnails(context, parent, fetch, at_a_time=1)


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
