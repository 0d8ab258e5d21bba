"""Where files are dropped, and what lies on the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from krogkoll.evidence import Pasted
from ui.jobs import Jobs


class DropArea(QWidget):
    """Takes files and folders that are dropped on it; `dropped` carries their paths."""

    dropped = Signal(object)

    def __init__(self, open_to_all: bool) -> None:
        super().__init__()
        self.setAcceptDrops(open_to_all)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only files are welcome."""
        if paths_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Wherever over it."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the paths on."""
        event.acceptProposedAction()
        self.dropped.emit(paths_in(event.mimeData()))


def paths_in(mime: QMimeData) -> list[Path]:
    """The local files and folders that are dragged or copied."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def pasted_from_clipboard(
    owner: QObject, jobs: Jobs, files: Callable[[list[Path]], None], picture: Callable[[Pasted], None]
) -> bool:
    """Hand on what lies on the clipboard: copied files, or a picture as PNG without loss; False where neither does."""
    mime = QGuiApplication.clipboard().mimeData()
    if paths := paths_in(mime):
        files(paths)
        return True
    image = QGuiApplication.clipboard().image()
    if image.isNull():
        return False
    jobs.aside(owner, lambda _: _as_png(image), lambda made: picture(cast(Pasted, made)))
    return True


def _as_png(image: QImage) -> Pasted:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return Pasted(name="Urklipp.png", content=bytes(data.data()))
