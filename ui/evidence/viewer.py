"""One photo large, over the whole window: looked at, described, compared, masked, and given out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from krogkoll.evidence import Persons, Photo
from krogkoll.inspections import Finding, FindingDraft
from krogkoll.security import Permission
from ui.context import Context
from ui.evidence.canvas import PhotoCanvas
from ui.evidence.event_dialog import EventDialog
from ui.evidence.film import FilmStrip
from ui.evidence.giving_out import GiveOutDialog
from ui.evidence.large import LargePicture
from ui.evidence.mask_band import MaskBand
from ui.evidence.mask_canvas import MaskCanvas
from ui.evidence.side import SidePanel
from ui.evidence.sight import Sight, read_sight
from ui.evidence.thumbs import Thumbnails
from ui.evidence.tools import ToolBar
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner, column, row
from ui.widgets.text import line

_SIDE = 332


class PhotoViewer(QDialog):
    """Use `open`; who shows the photos too hears of every change from the store."""

    def __init__(self, context: Context, parent: QWidget, photos: Sequence[Photo], at: int, thumbs: Thumbnails) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setWindowTitle(tr("Foto"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._photos = list(photos)
        self._row = at
        self._asked = 0
        self.sight: Sight | None = None
        may = context.workspace.actor.may
        theme = context.theme
        self.tools = ToolBar(theme, may_write=may(Permission.ATTACH_EVIDENCE), may_export=may(Permission.EXPORT))
        self.canvas, self.other = MaskCanvas(theme), PhotoCanvas(theme)
        self._pictures = LargePicture(context, self.canvas, thumbs), LargePicture(context, self.other, thumbs)
        self.news = Banner(theme)
        self.band, self.side = MaskBand(theme), SidePanel(context)
        self.film, self.damage = FilmStrip(context, thumbs), Banner(theme, closable=False)
        self._build()
        self._connect()
        self.resize(parent.window().size())
        self._show()
        self.canvas.setFocus()

    def _build(self) -> None:
        whole = column(self, spacing=0)
        whole.addWidget(self.tools)
        whole.addWidget(line())
        across = row(spacing=0)
        left = column(spacing=0)
        left.addWidget(self.damage)
        left.addWidget(self.news)
        seen = row(spacing=4)
        seen.addWidget(self.canvas, 1)
        seen.addWidget(self.other, 1)
        self.other.hide()
        left.addLayout(seen, 1)
        left.addWidget(self.band)
        left.addWidget(self.film)
        across.addLayout(left, 1)
        across.addWidget(line(upright=True))
        self.side.setFixedWidth(_SIDE)
        across.addWidget(self.side)
        whole.addLayout(across, 1)

    def _connect(self) -> None:
        tools, canvas = self.tools, self.canvas
        tools.closed.connect(self.close)
        tools.near.clicked.connect(lambda: canvas.view.zoom(1))
        tools.out.clicked.connect(lambda: canvas.view.zoom(-1))
        tools.fit.clicked.connect(canvas.view.fit)
        tools.full.clicked.connect(lambda: canvas.view.full(None))
        tools.turn.clicked.connect(canvas.view.turn)
        tools.cover.clicked.connect(self._mask)
        tools.compare.clicked.connect(self._compare)
        tools.give.clicked.connect(self._give)
        canvas.view.changed.connect(self._show_zoom)
        canvas.boxes_changed.connect(lambda: self.band.show_count(len(canvas.drawn.boxes)))
        self.band.new.clicked.connect(canvas.add_box)
        self.band.undo.clicked.connect(canvas.undo)
        self.band.dropped.connect(self._stop_mask)
        self.band.saved.connect(self._save_mask)
        self.film.chosen.connect(self.go)
        self.side.reviewed.connect(self._review)
        self.side.turned.connect(self._turn_finding)
        self.side.add_event.connect(self._add_event)
        self.side.caption.written.connect(self._written)
        self.side.caption.failed.connect(self.trouble)

    @property
    def photo(self) -> Photo:
        """The one that is shown."""
        return self._photos[self._row]

    def go(self, at: int) -> None:
        """Show another one; what was typed is written, a mask that was not saved is dropped."""
        if not 0 <= at < len(self._photos) or at == self._row:
            return
        self.side.caption.leave()
        self._row = at
        self._stop_mask()
        self._show()

    def _show(self) -> None:
        self.sight = None
        self.damage.hide()
        self.news.hide()
        self.tools.show_photo(self.photo, self._row + 1, len(self._photos))
        self.side.show_photo(self.photo)
        self.film.show_photos(self._photos, self._row)
        self._pictures[0].show_photo(self.photo)
        self._show_other()
        self._read_sight()

    def _show_other(self) -> None:
        beside = self.tools.compare.isChecked() and self._row + 1 < len(self._photos)
        self.other.setVisible(beside)
        if beside:
            self._pictures[1].show_photo(self._photos[self._row + 1])

    def _read_sight(self) -> None:
        self._asked += 1
        workspace, photo = self._context.workspace, self.photo
        self._context.jobs.read(self, lambda _: read_sight(workspace, photo), partial(self._saw, self._asked))

    def _saw(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        sight = self.sight = cast(Sight, found)
        self._take_over(sight.photo)
        self.side.show_sight(self.photo, sight)
        self.tools.give.setEnabled(sight.verdict == "verified")
        if sight.verdict == "damaged":
            said = tr("Originalet är skadat och kan inte lämnas ut. Återställ det från en säkerhetskopia.")
            self.damage.say(said, "confirmed")
        elif sight.verdict == "missing":
            self.damage.say(tr("Originalet finns inte i den här arbetsytan och kan inte lämnas ut."), "confirmed")
        self.tools.give.setAccessibleDescription(self.damage.text if sight.verdict != "verified" else "")

    def _write(self, work: Callable[[object], object]) -> None:
        """Write something about the photo, and show it as it is then."""
        self._context.jobs.write(self, work, self._written, self.trouble)

    def _written(self, found: object) -> None:
        if isinstance(found, Photo):
            self._take_over(found)
        self._read_sight()

    def _take_over(self, found: Photo) -> None:
        """A photo as it is now in the place of what the list knew."""
        self._photos = [found if photo.id == found.id else photo for photo in self._photos]
        self.film.show_photos(self._photos, self._row)
        if found.id == self.photo.id:
            self.side.show_photo(self.photo)
            self.tools.show_photo(self.photo, self._row + 1, len(self._photos))

    def trouble(self, error: Exception) -> None:
        """Say what went wrong over the photo; the window's own banner is behind it."""
        message = message_for(error)
        self.news.say(f"{message.text} {message.way_out}".strip(), message.tone)

    def _review(self, persons: object) -> None:
        evidence, photo = self._context.workspace.evidence, self.photo
        said = cast(Persons, persons)
        if photo.persons is said:
            return
        for chip, box in self.side.chips.items():
            box.setChecked(chip is said)
        self._context.jobs.write(
            self, lambda _: evidence.review(photo, said), self._written, lambda error: self._refused(photo, error)
        )

    def _refused(self, photo: Photo, error: Exception) -> None:
        """Show what holds, and say why the other does not."""
        self.trouble(error)
        if photo.id == self.photo.id:
            self.side.show_photo(self.photo)

    def _turn_finding(self, found: object) -> None:
        finding, key = cast(Finding, found), self.photo.id
        inspections = self._context.workspace.inspections
        ids = tuple(one for one in finding.photo_ids if one != key)
        ids = ids if key in finding.photo_ids else (*ids, key)
        fields = {name: getattr(finding, name) for name in FindingDraft.__dataclass_fields__}
        draft = replace(FindingDraft(**fields), photo_ids=ids)
        self._write(lambda _: inspections.edit_finding(finding, draft))

    def _attach(self, number: int) -> None:
        around = None if self.sight is None else self.sight.around
        if around is not None and around.open and number <= len(around.findings):
            self._turn_finding(around.findings[number - 1])

    def _compare(self) -> None:
        self._show_other()
        self.canvas.setFocus()

    def _show_zoom(self, scale: float) -> None:
        self.tools.show_zoom(0.0 if self.canvas.image.isNull() else scale)

    def _mask(self) -> None:
        """Begin or stop; nobody covers what they have not seen."""
        on = self.tools.cover.isChecked()
        if on and self.canvas.image.isNull():
            self.tools.cover.setChecked(False)
            self.news.say(tr("Bilden visas inte än, så den kan inte maskeras."), "suspected")
            return
        self.canvas.begin_mask(on=on)
        self.band.show_count(0)
        self.band.setVisible(on)
        self.canvas.setFocus()

    def _stop_mask(self) -> None:
        self.tools.cover.setChecked(False)
        self._mask()

    def _save_mask(self) -> None:
        boxes, photo, evidence = self.canvas.drawn.boxes, self.photo, self._context.workspace.evidence
        if boxes:
            self.band.show_count(len(boxes), saving=True)
            self._context.jobs.write(
                self, lambda _: evidence.mask(photo, boxes), partial(self._masked, photo), self._mask_failed
            )

    def _masked(self, original: Photo, found: object) -> None:
        """The copy stands beside its original, and is shown."""
        copy, at = cast(Photo, found), next(n for n, photo in enumerate(self._photos) if photo.id == original.id)
        self._photos.insert(at + 1, copy)
        if self._row > at:
            self._row += 1
        self._stop_mask()
        if self.photo.id == original.id:
            self.go(at + 1)
        else:
            self.film.show_photos(self._photos, self._row)
        self.news.say(tr("Den maskerade kopian är sparad. Originalet är oförändrat."), "closed")

    def _mask_failed(self, error: Exception) -> None:
        self.band.show_count(len(self.canvas.drawn.boxes))
        self.trouble(error)

    def _give(self) -> None:
        GiveOutDialog(self._context, self, self.photo, self._read_sight).open()

    def _add_event(self) -> None:
        EventDialog(self._context, self, ("photo", self.photo.id), self._read_sight).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on, digits attach, M, J and Esc; while somebody types, the keys are the text's."""
        key, typing = event.key(), isinstance(self.focusWidget(), QPlainTextEdit)
        if key == Qt.Key.Key_Escape:
            if typing:
                self.canvas.setFocus()
            elif self.canvas.masking:
                self._stop_mask()
            else:
                self.close()
        elif typing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self.go(self._row + 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.go(self._row - 1)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._attach(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_M and self.tools.cover.isVisible():
            self.tools.cover.click()
        elif key == Qt.Key.Key_J:
            self.tools.compare.click()
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what was typed."""
        self.side.caption.leave()
        super().closeEvent(event)
