"""Watches a folder for photos that come into it, as from a tethered camera: asked for, shown, and easy to end."""

from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from krogkoll.evidence import FolderWatch, Subject
from ui.context import Context
from ui.evidence.choosing import choose_folder
from ui.evidence.tick import TickRow
from ui.i18n import tr
from ui.widgets.blocks import Icon, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.text import ElidedText, Text

_POLL_MS = 3000


class WatchStrip(QFrame):
    """Shown while a folder is watched; `ready` carries the paths of files that have come in and stopped growing."""

    ready = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("soft")
        self._context = context
        self.subject = Subject("", "")
        self.direct = False
        self._folder_watch: FolderWatch | None = None
        self._waiting: list[Path] = []
        self._polling = False
        self._round = 0
        theme = context.theme
        inside = row(self, (14, 4, 6, 4), 10)
        inside.addWidget(Icon(theme, "folder-open", "onAccentSoft", 18))
        self.words = ElidedText(theme, " ", tone="onSoft")
        inside.addWidget(self.words, 1)
        self.end_button = Button(theme, tr("Sluta bevaka"), kind="link")
        self.end_button.clicked.connect(self.end)
        inside.addWidget(self.end_button)
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self.poll)
        self.hide()

    @property
    def name(self) -> str:
        """What the watched folder is called."""
        return "" if self._folder_watch is None else self._folder_watch.folder.name

    def begin(self, subject: Subject, folder: Path, direct: bool) -> None:
        """Watch a folder for this subject; another one is no longer watched then."""
        self.end()
        self.subject, self.direct = subject, direct
        cards = self._context.workspace.cards
        self._context.jobs.aside(self, lambda _: cards.watch(folder), partial(self._begun, self._round))

    def _begun(self, asked: int, found: object) -> None:
        if asked != self._round:
            return
        self._folder_watch = cast(FolderWatch, found)
        said = tr("Nya foton i {0} läses in direkt") if self.direct else tr("Bevakar {0} och säger till om nya foton")
        self.words.setText(said.format(self.name))
        self.show()
        self._timer.start()

    def end(self) -> None:
        """Watch nothing any more."""
        self._round += 1
        self._timer.stop()
        self._folder_watch = None
        self._waiting.clear()
        self._polling = False
        self.hide()

    def poll(self) -> None:
        """Look once; a look that takes long is waited for."""
        watch = self._folder_watch
        if watch is None or self._polling:
            return
        self._polling = True
        self._context.jobs.aside(self, lambda _: watch.poll(), partial(self._polled, self._round))

    def _polled(self, asked: int, found: object) -> None:
        if asked != self._round:
            return
        self._polling = False
        paths = cast("tuple[Path, ...]", found)
        if not paths:
            return
        # What was offered and not looked at yet is offered again with the rest.
        self._waiting = list(paths) if self.direct else self._waiting + list(paths)
        self.ready.emit(tuple(self._waiting))


class WatchDialog(Dialog):
    """Which folder, and whether new photos are taken in at once; `decided` carries both."""

    decided = Signal(Path, bool)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context.theme, parent, tr("Bevaka en mapp"), 520)
        theme = context.theme
        self._folder: Path | None = None
        told = tr("Nya foton som kommer in i mappen visas här, till exempel från en kamera med sladd eller en telefon.")
        self.body.addWidget(Text(theme, told, wrap=True))
        line = row(spacing=10)
        self.chosen = ElidedText(theme, tr("Välj en mapp först"), tone="muted")
        self.choose_button = Button(theme, tr("Välj mapp …"), "folder-open")
        self.choose_button.clicked.connect(lambda: choose_folder(self, tr("Välj mapp att bevaka"), self.choose))
        line.addWidget(self.chosen, 1)
        line.addWidget(self.choose_button)
        self.body.addLayout(line)
        self.direct = TickRow(theme, tr("Läs in nya foton direkt, utan att fråga"))
        self.body.addWidget(self.direct)
        note = tr("Gäller det du har öppet nu, tills du slutar bevaka eller låser.")
        self.body.addWidget(Text(theme, note, "caption", tone="muted", wrap=True))
        self.add_out(tr("Avbryt"))
        self.begin_button = self.add_act(tr("Börja bevaka"))
        self.begin_button.setEnabled(False)
        self.begin_button.setAccessibleDescription(tr("Välj en mapp först"))
        self.begin_button.clicked.connect(self._begin)

    def choose(self, folder: Path) -> None:
        """Settle on a folder."""
        self._folder = folder
        self.chosen.setText(str(folder))
        self.begin_button.setEnabled(True)
        self.begin_button.setAccessibleDescription("")

    def _begin(self) -> None:
        if self._folder is not None:
            self.decided.emit(self._folder, self.direct.isChecked())
            self.accept()
