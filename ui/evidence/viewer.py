"""One photo large, with what it says of itself; looking at it is a reading entry in the log."""

from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from krogkoll.evidence import Photo, RenditionKind
from ui.context import Context
from ui.evidence.words import taken
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

_SHOWN = QSize(592, 420)


class PhotoDialog(Dialog):
    """The middle copy of the photo, its caption and its claims."""

    def __init__(self, context: Context, parent: QWidget, photo: Photo) -> None:
        super().__init__(context.theme, parent, photo.caption or photo.name, 640)
        theme = context.theme
        self.picture = QLabel()
        self.picture.setFixedHeight(_SHOWN.height())
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(photo.alt or photo.caption or photo.name)
        self.body.addWidget(self.picture)
        claims = (
            f"Enligt filen tagen {taken(photo)}" if photo.taken_local else "Filen säger inte när den togs",
            f"med {photo.camera}" if photo.camera else "",
            f"fotograf {photo.photographer}" if photo.photographer else "",
        )
        self.body.addWidget(Text(theme, ", ".join(part for part in claims if part), tone="muted", wrap=True))
        self.body.addWidget(Text(theme, f"SHA-256 {photo.sha256}", "caption", tone="hint", wrap=True))
        self.add_out("Stäng").setFocus()
        evidence, key = context.workspace.evidence, photo.id

        def work(_: object) -> QImage | None:
            picture = evidence.pictures([key], RenditionKind.LARGE).get(key)
            return None if picture is None else QImage.fromData(picture.content)

        context.jobs.read(self, work, self._show)

    def _show(self, found: object) -> None:
        image = cast("QImage | None", found)
        if image is None or image.isNull():
            self.picture.setText("Bilden kan inte visas. Originalet finns kvar.")
            return
        ratio = self.devicePixelRatioF()
        fitted = image.scaled(
            _SHOWN * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        pixmap = QPixmap.fromImage(fitted)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)
