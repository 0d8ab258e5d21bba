"""Gives an untouched original out: to whom and why first, then where; it ends in the chain and in the log."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from krogkoll.evidence import Photo
from ui.context import Context
from ui.evidence.choosing import choose_target
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.text import Text

_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/heif": ".heic",
    "image/tiff": ".tif",
    "image/webp": ".webp",
}


class GiveOutDialog(Dialog):
    """`done` is told when the file is written; what went wrong stands in the dialog."""

    def __init__(self, context: Context, parent: QWidget, photo: Photo, done: Callable[[], None]) -> None:
        super().__init__(context.theme, parent, tr("Lämna ut originalet"), 520)
        self._context, self._photo, self._done = context, photo, done
        told = tr("Originalet skrivs byte för byte, med det som kameran har lagt i filen. Maskering följer inte med.")
        if photo.masked:
            told = tr("Den maskerade kopian skrivs byte för byte. Det som är täckt går inte att få fram ur den.")
        self.body.addWidget(Text(context.theme, told, wrap=True))
        self.recipient, self.reason = QLineEdit(), QLineEdit()
        self.recipient_field = Field(context.theme, tr("Mottagare"), self.recipient, tr("Namn och myndighet"))
        self.reason_field = Field(context.theme, tr("Skäl"), self.reason, tr("Till exempel begäran med datum"))
        self.body.addWidget(self.recipient_field)
        self.body.addWidget(self.reason_field)
        self.banner = Banner(context.theme, closable=False)
        self.body.addWidget(self.banner)
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Välj plats och spara …"))
        self.act.clicked.connect(self._choose)
        self.recipient.setFocus()

    @property
    def file_name(self) -> str:
        """What the file is called outside: never its old name, which may tell of people."""
        return f"foto-{self._photo.sha256[:12]}{_SUFFIXES.get(self._photo.mime, '.bin')}"

    def _choose(self) -> None:
        missing = False
        for field, edit in ((self.recipient_field, self.recipient), (self.reason_field, self.reason)):
            empty = not edit.text().strip()
            field.show_problem(tr("Fyll i det här") if empty else "")
            missing = missing or empty
        if not missing:
            choose_target(self, tr("Spara originalet"), self.file_name, self.write)

    def write(self, target: Path) -> None:
        """Write the file there."""
        evidence, photo_id, done = self._context.workspace.evidence, self._photo.id, self._done
        recipient, reason = self.recipient.text().strip(), self.reason.text().strip()
        self.act.setEnabled(False)

        def work(_: object) -> None:
            evidence.export_original(photo_id, target, recipient=recipient, reason=reason)

        def wrote(_: object) -> None:
            self.accept()
            done()

        self._context.jobs.write(self, work, wrote, self._failed)

    def _failed(self, error: Exception) -> None:
        self.act.setEnabled(True)
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}", message.tone)
        self.adjustSize()
