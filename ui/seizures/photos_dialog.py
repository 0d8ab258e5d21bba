"""Which of the visit's photos show this thing: one box for each, chosen with a tick."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from krogkoll.evidence import Photo, Subject
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner, Scrolling, clear, column
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text


class PhotosDialog(Dialog):
    """`saved` comes when they are kept. save: what to do with the ids, in the store's thread."""

    saved = Signal()

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        inspection_id: str,
        chosen: Sequence[str],
        save: Callable[[tuple[str, ...]], object],
    ) -> None:
        super().__init__(context.theme, parent, tr("Foton av varan"), 520)
        self._context, self._save, self._chosen = context, save, tuple(chosen)
        self.boxes: dict[str, QCheckBox] = {}
        self._banner = Banner(context.theme, closable=False)
        self.body.addWidget(self._banner)
        page = QWidget()
        self._column = column(page, (2, 2, 12, 2), 4)
        scroller = Scrolling(page)
        scroller.setMinimumHeight(220)
        self.body.addWidget(scroller)
        told = tr("I protokollet visas bara foton där någon har intygat att personer saknas, eller som är maskerade.")
        self.body.addWidget(Text(context.theme, told, "caption", tone="muted", wrap=True))
        self.add_out(tr("Avbryt"))
        self.button = self.add_act(tr("Spara"))
        self.button.setEnabled(False)
        self.button.clicked.connect(self._try)
        evidence, subject = context.workspace.evidence, Subject("inspection", inspection_id)
        context.jobs.read(self, lambda _: evidence.photos(subject), self._show)

    def _show(self, found: object) -> None:
        clear(self._column)
        photos = cast("Sequence[Photo]", found)
        for photo in photos:
            words = photo.caption or photo.name
            if not photo.cleared:
                words = tr("{0} (inte granskat för utskrift)").format(words)
            box = QCheckBox(words)
            box.setChecked(photo.id in self._chosen)
            self.boxes[photo.id] = box
            self._column.addWidget(box)
        if not photos:
            told = tr("Besöket har inga foton ännu. Lägg till dem under Foton i besöket.")
            self._column.addWidget(Text(self._context.theme, told, tone="muted", wrap=True))
        self._column.addStretch(1)
        self.button.setEnabled(bool(photos))

    def _try(self) -> None:
        ids = tuple(key for key, box in self.boxes.items() if box.isChecked())
        self.button.setEnabled(False)
        self._context.jobs.write(self, lambda _: self._save(ids), self._done, self._failed)

    def _done(self, _: object) -> None:
        self.saved.emit()
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        message = message_for(error)
        self._banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
