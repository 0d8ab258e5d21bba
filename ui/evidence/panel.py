"""The photos of some records on any page: the grid, and every way in for new ones."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.evidence import Looked, Outside, Pasted, Photo, Subject, taken_at
from krogkoll.security import Permission
from ui.context import Context
from ui.evidence import words
from ui.evidence.drops import DropArea, pasted_from_clipboard
from ui.evidence.grid import PhotoGrid
from ui.evidence.intake import Intake, Taken
from ui.evidence.outcome import say_taken
from ui.evidence.strip import IntakeStrip
from ui.i18n import tr
from ui.widgets.blocks import Banner, EmptyState, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text

_REST_MS = 250


class _Found(NamedTuple):
    photos: Sequence[Photo]


class PhotoPanel(QWidget):
    """Reads, and so logs, only when it is told to; reads again when photos changed while it is in sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked = 0
        self._subjects: Sequence[tuple[str, str]] = ()
        self._may = context.workspace.actor.may(Permission.ATTACH_EVIDENCE)
        self._intake: Intake | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._read_again)
        self._build()
        paste = QShortcut(QKeySequence.StandardKey.Paste, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)
        context.refresh.watch(self, {"photo"}, self._changed)

    def _build(self) -> None:
        theme = self._context.theme
        whole = column(self, spacing=0)
        head = row(margins=(24, 14, 18, 4), spacing=8)
        self.count = Text(theme, " ", weight="semibold")
        head.addWidget(self.count)
        head.addStretch(1)
        self.fetch_button = Button(theme, tr("Hämta foton …"), "camera")
        head.addWidget(self.fetch_button)
        whole.addLayout(head)
        self.band = QWidget()
        bands = column(self.band, (24, 4, 18, 4), 8)
        self.banner = Banner(theme)
        self.strip = IntakeStrip(theme)
        self.strip.cancelled.connect(self._cancel)
        bands.addWidget(self.banner)
        bands.addWidget(self.strip)
        whole.addWidget(self.band)
        self._area = DropArea(self._may)
        self._area.dropped.connect(self.bring)
        self._stack = QStackedLayout(self._area)
        hint = tr("Dra hit filer eller mappar, eller klistra in en bild med Ctrl+V.") if self._may else ""
        self.empty = EmptyState(theme, "camera", tr("Inga foton än"), hint=hint)
        self._stack.addWidget(self.empty)
        self.grid = PhotoGrid(self._context)
        self.grid.opened.connect(self._open)
        self._stack.addWidget(self.grid)
        whole.addWidget(self._area, 1)
        self.fetch_button.setVisible(self._may)

    @property
    def widget(self) -> QWidget:
        """The part itself."""
        return self

    @property
    def subject(self) -> Subject:
        """Where new photos are put."""
        return Subject(*self._subjects[0]) if self._subjects else Subject("", "")

    def read(self, subjects: Sequence[tuple[str, str]]) -> None:
        """Show the photos of these (kind, id), the first being where new ones are put."""
        if tuple(subjects) != tuple(self._subjects):
            self.banner.hide()
        self._subjects = tuple(subjects)
        self._read_again()

    def _changed(self) -> None:
        if self._subjects and self.isVisible():
            self._rest.start()

    def _read_again(self) -> None:
        self._asked += 1
        evidence, subjects = self._context.workspace.evidence, self._subjects

        def work(_: object) -> _Found:
            found = [photo for kind, key in subjects for photo in evidence.photos(Subject(kind, key))]
            return _Found(sorted(found, key=lambda photo: taken_at(photo) or photo.created_at))

        self._context.jobs.read(self, work, partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        photos = cast(_Found, found).photos
        self.grid.show_photos(photos)
        self.count.setText(words.photos(len(photos)) if photos else "")
        self._stack.setCurrentWidget(self.grid if photos else self.empty)

    def _open(self, row: int) -> None:
        from ui.evidence.viewer import PhotoDialog

        PhotoDialog(self._context, self.window(), self.grid.photos.photos[row]).open()

    def bring(self, places: Sequence[Path]) -> None:
        """Take in files that were dropped; a folder is offered as a sheet."""
        cards, subject = self._context.workspace.cards, self.subject
        self._context.jobs.aside(
            self, lambda report: cards.look_through(places, subject, report), partial(self._looked, subject)
        )

    def _looked(self, subject: Subject, found: object) -> None:
        if subject == self.subject:
            self.take(cast(Looked, found).files)

    def paste(self) -> None:
        """Take in what lies on the clipboard: a picture, or files."""
        pasted_from_clipboard(self, self._context.jobs, self.bring, lambda picture: self.take([picture]))

    def take(self, files: Sequence[Outside | Pasted]) -> None:
        """Take these in, unless others are just coming in."""
        if self._intake is not None or not files or not self._may:
            return
        self._intake = Intake(self._context, self, self.subject)
        self._intake.moved.connect(self.strip.show_step)
        self._intake.ended.connect(self._taken)
        self._intake.begin(files)

    def _cancel(self) -> None:
        if self._intake is not None:
            self._intake.cancel()

    def _taken(self, found: object) -> None:
        taken = cast(Taken, found)
        if self._intake is not None:
            self._intake.deleteLater()
            self._intake = None
        self.strip.hide()
        say_taken(self.banner, taken)
        self._rest.start()
