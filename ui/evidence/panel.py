"""The photos of some records on any page: the grid, and every way in for new ones."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from krogkoll.evidence import Photo, Subject, doubts, taken_at
from krogkoll.security import Permission
from ui.context import Context
from ui.evidence import words
from ui.evidence.clock_dialog import ClockDialog
from ui.evidence.drops import DropArea
from ui.evidence.grid import PhotoGrid
from ui.evidence.sight import read_surroundings
from ui.evidence.strip import IntakeStrip
from ui.evidence.watching import WatchStrip
from ui.evidence.ways_in import WaysIn
from ui.i18n import tr
from ui.widgets.blocks import Banner, EmptyState, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.text import Text

_REST_MS = 250
_REST_BUSY_MS = 2000
"""While photos come in: each reading names every photo in the log, and each group of them is a commit."""


class _Found(NamedTuple):
    photos: Sequence[Photo]
    doubts: int


class PhotoPanel(QWidget):
    """Reads, and so logs, only when it is told to; reads again when photos changed while it is in sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked = 0
        self._subjects: Sequence[tuple[str, str]] = ()
        self._may = context.workspace.actor.may(Permission.ATTACH_EVIDENCE)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._read_again)
        self._build()
        self.ways.began.connect(lambda: self.grid.thumbs.hold_back(True))
        self.ways.came.connect(lambda: self.grid.thumbs.hold_back(False))
        paste = QShortcut(QKeySequence.StandardKey.Paste, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.ways.paste)
        context.refresh.watch(self, {"photo"}, self._changed)

    def _build(self) -> None:
        theme = self._context.theme
        whole = column(self, spacing=0)
        head = row(margins=(24, 14, 18, 4), spacing=8)
        self.count = Text(theme, " ", weight="semibold")
        head.addWidget(self.count)
        self.doubts = Text(theme, " ", "caption", tone="warning")
        head.addWidget(self.doubts)
        self.doubts.hide()
        head.addStretch(1)
        self.fetch_button = Button(theme, tr("Hämta foton …"), "camera")
        self.more_button = icon_button(theme, "ellipsis", tr("Mer om foton"), "secondary")
        self.more_button.clicked.connect(self._open_menu)
        for button in (self.fetch_button, self.more_button):
            head.addWidget(button)
        whole.addLayout(head)
        self.band = QWidget()
        bands = column(self.band, (24, 4, 18, 4), 8)
        self.banner, self.strip = Banner(theme), IntakeStrip(theme)
        self.watching = WatchStrip(self._context)
        self.ways = WaysIn(self._context, self, self.banner, self.strip, self.watching)
        self.ways.came.connect(lambda: self._rest.start(_REST_MS))
        self.fetch_button.clicked.connect(self.ways.fetch)
        for part in (self.banner, self.strip, self.watching):
            bands.addWidget(part)
        whole.addWidget(self.band)
        self._area = DropArea(self._may)
        self._area.dropped.connect(self.ways.bring)
        self._stack = QStackedLayout(self._area)
        hint = tr("Dra hit filer eller mappar, eller klistra in en bild med Ctrl+V.") if self._may else ""
        self.empty = EmptyState(theme, "camera", tr("Inga foton än"), hint=hint)
        self._stack.addWidget(self.empty)
        self.grid = PhotoGrid(self._context)
        self.grid.opened.connect(self._open)
        self._stack.addWidget(self.grid)
        whole.addWidget(self._area, 1)
        for button in (self.fetch_button, self.more_button):
            button.setVisible(self._may)

    @property
    def widget(self) -> QWidget:
        """The part itself."""
        return self

    def read(self, subjects: Sequence[tuple[str, str]]) -> None:
        """Show the photos of these (kind, id), the first being where new ones are put."""
        if tuple(subjects) != tuple(self._subjects):
            self.banner.hide()
        self._subjects = tuple(subjects)
        self.ways.subject = Subject(*self._subjects[0]) if self._subjects else Subject("", "")
        self._read_again()

    def _changed(self) -> None:
        if self._subjects and self.isVisible() and not self._rest.isActive():
            self._rest.start(_REST_BUSY_MS if self.ways.busy else _REST_MS)

    def _read_again(self) -> None:
        self._asked += 1
        workspace, subjects = self._context.workspace, self._subjects

        def work(_: object) -> _Found:
            found: list[Photo] = []
            odd = 0
            for kind, key in subjects:
                photos = workspace.evidence.photos(Subject(kind, key))
                if photos:
                    around = read_surroundings(workspace, kind, key)
                    odd += doubts(photos, around.place, around.began, around.ended)
                found += photos
            return _Found(sorted(found, key=lambda photo: taken_at(photo) or photo.created_at), odd)

        self._context.jobs.read(self, work, partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        photos, odd = cast(_Found, found)
        self.grid.show_photos(photos)
        self.count.setText(words.photos(len(photos)) if photos else "")
        self.doubts.setText(tr("{0} att se efter").format(odd))
        self.doubts.setToolTip(tr("Fotots tid eller plats stämmer inte med besöket. Öppna fotot för att se varför."))
        self.doubts.setVisible(odd > 0)
        self._stack.setCurrentWidget(self.grid if photos else self.empty)

    def _open(self, row: int) -> None:
        from ui.evidence.viewer import PhotoViewer

        PhotoViewer(self._context, self.window(), self.grid.photos.photos, row, self.grid.thumbs).open()

    def menu(self) -> QMenu:
        """What else can be done with these photos."""
        menu = QMenu(self)
        for icon, text, act in (
            ("clipboard-paste", tr("Klistra in"), self.ways.paste),
            ("folder-open", tr("Bevaka en mapp …"), self.ways.watch),
            ("clock", tr("Rätta kamerans klocka …"), self.put_clock_right),
        ):
            menu.addAction(self._context.theme.icon(icon, "textMuted"), text, act)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def put_clock_right(self) -> None:
        """Ask for a photo of a known clock; the one that is chosen in the grid is proposed."""
        first = self.grid.chosen[0].id if self.grid.chosen else ""
        ClockDialog(self._context, self.window(), self.grid.photos.photos, first, self._clock_right).open()

    def _clock_right(self, count: int) -> None:
        self.banner.say(tr("Klockan är rättad för {0}.").format(words.photos(count)), "closed")
        self._read_again()

    def _open_menu(self) -> None:
        self.menu().popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))
