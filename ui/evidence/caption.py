"""The caption under a photo while it is looked at: kept as a draft while it is typed, written when one goes on."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from krogkoll.evidence import Photo, PhotoDraft, photo_problems
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import column
from ui.widgets.fields import Field
from ui.words import clock

_REST_MS = 1500


class CaptionEditor(QWidget):
    """`written` carries the photo as it is after its caption was written, `failed` why it was not."""

    written = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, *, may_write: bool) -> None:
        super().__init__()
        self._context = context
        self._photo: Photo | None = None
        self._dirty = False
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(78)
        self.edit.setReadOnly(not may_write)
        self.edit.setPlaceholderText(tr("Vad bilden visar") if may_write else tr("Ingen bildtext"))
        self.edit.textChanged.connect(self._typed)
        self.field = Field(context.theme, tr("Bildtext"), self.edit)
        column(self, spacing=0).addWidget(self.field)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._keep)

    def show_photo(self, photo: Photo) -> None:
        """Another photo, or the same one as somebody else wrote it; what is being typed stands."""
        same = self._photo is not None and self._photo.id == photo.id
        if same and self._dirty:
            self._photo = photo
            return
        self._photo = photo
        self._put(photo.caption)
        self.field.show_problem("")
        if not same and not self.edit.isReadOnly():
            name, drafts = _draft_name(photo), self._context.workspace.drafts
            self._context.jobs.read(self, lambda _: drafts.load(name), partial(self._found, photo.id))

    def _put(self, text: str) -> None:
        if self.edit.toPlainText() != text:
            self.edit.setPlainText(text)
        self._timer.stop()
        self._dirty = False

    def _found(self, photo_id: str, body: object) -> None:
        """A draft from before a lock or a crash; what is typed already stands."""
        photo = self._photo
        if not body or photo is None or photo.id != photo_id or self._dirty:
            return
        caption = cast("Mapping[str, Any]", body).get("caption", "")
        if isinstance(caption, str) and caption != photo.caption:
            self.edit.setPlainText(caption)

    def _typed(self) -> None:
        photo = self._photo
        if photo is None:
            return
        self._dirty = self.edit.toPlainText() != photo.caption
        self._show_problem()
        if not self._timer.isActive():  # started by the first key, so that the draft is never later than this
            self._timer.start()

    def _show_problem(self) -> bool:
        bad = bool(photo_problems(PhotoDraft(caption=self.edit.toPlainText().strip())))
        self.field.show_problem(tr("Bildtexten är för lång. Högst 500 tecken.") if bad else "")
        return bad

    def _keep(self) -> None:
        photo, text, drafts = self._photo, self.edit.toPlainText(), self._context.workspace.drafts
        if photo is not None and self._dirty:
            name = _draft_name(photo)
            self._context.jobs.write(self, lambda _: drafts.save(name, {"caption": text}, photo.id), _nothing)

    def leave(self) -> None:
        """Write what was typed; a text that cannot be written stays as a draft."""
        self._timer.stop()
        photo, text = self._photo, self.edit.toPlainText().strip()
        if photo is None or not self._dirty or self.edit.isReadOnly():
            return
        if self._show_problem():
            self._keep()
            return
        self._dirty = False
        self._context.jobs.write(self, self._writing(photo, text), self._wrote, partial(self._not_written, photo, text))

    def _writing(self, photo: Photo, text: str) -> Callable[[object], Photo]:
        evidence, drafts, name = self._context.workspace.evidence, self._context.workspace.drafts, _draft_name(photo)
        draft = PhotoDraft(
            caption=text,
            alt=photo.alt,
            photographer=photo.photographer,
            clock_ahead_s=photo.clock_ahead_s,
            clock_note=photo.clock_note,
        )

        def work(_: object) -> Photo:
            wrote = evidence.edit_photo(photo, draft)
            drafts.drop(name)
            return wrote

        return work

    def _wrote(self, found: object) -> None:
        photo = cast(Photo, found)
        self._context.speaker.saved(clock(self._context.now()))
        if self._photo is not None and self._photo.id == photo.id:
            # Back again before the writing was done: the old words in the field are not somebody's new ones.
            self._dirty = self.edit.toPlainText().strip() not in (photo.caption, self._photo.caption)
            self._photo = photo
        self.written.emit(photo)

    def _not_written(self, photo: Photo, text: str, error: Exception) -> None:
        """The text stays as a draft, and in its field where it is still the one shown."""
        drafts, name = self._context.workspace.drafts, _draft_name(photo)
        self._context.jobs.write(self, lambda _: drafts.save(name, {"caption": text}, photo.id), _nothing, _nothing)
        if self._photo is not None and self._photo.id == photo.id:
            self._dirty = True
        self.failed.emit(error)


def _draft_name(photo: Photo) -> str:
    return f"photo:{photo.id}"


def _nothing(_: object) -> None:
    """A draft is kept without a word."""
