"""The sheet of a card, a phone or a folder: what is new there, to be chosen and taken in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from krogkoll.evidence import Looked, Standing, Subject
from krogkoll.kernel.progress import Progress
from ui.context import Context
from ui.evidence import words
from ui.evidence.choosing import choose_folder
from ui.evidence.sheet_list import SheetList
from ui.i18n import tr
from ui.jobs import Job
from ui.widgets.blocks import row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice
from ui.widgets.progress import ProgressBar
from ui.widgets.text import Text

_HIGHEST = 680


class CardSheet(Dialog):
    """`accepted_files` carries the chosen files. Nothing is taken in before the person says so."""

    accepted_files = Signal(object)

    def __init__(self, context: Context, parent: QWidget, subject: Subject, places: Sequence[Path] = ()) -> None:
        super().__init__(context.theme, parent, tr("Hämta foton"), 640)
        self._context, self._subject, self._room = context, subject, parent.window()
        self._asked, self._job = 0, cast("Job | None", None)
        theme = context.theme
        source = row(spacing=10)
        self.source = Choice(theme, tr("Varifrån"))
        self.folder_button = Button(theme, tr("Välj mapp …"), "folder-open")
        source.addWidget(self.source, 1)
        source.addWidget(self.folder_button)
        self.body.addLayout(source)
        self.told = Text(theme, tr("Letar efter kort och telefoner."), tone="muted", wrap=True)
        self.body.addWidget(self.told)
        self.bar = ProgressBar(theme, tr("Letar"))
        self.body.addWidget(self.bar)
        self.list = SheetList(context)
        self.body.addWidget(self.list, 1)
        ticks = row(spacing=4)
        self.all_button = Button(theme, tr("Markera alla nya"), kind="link")
        self.none_button = Button(theme, tr("Avmarkera alla"), kind="link")
        ticks.addWidget(self.all_button)
        ticks.addWidget(self.none_button)
        ticks.addStretch(1)
        self.body.addLayout(ticks)
        self.add_out(tr("Avbryt"))
        self.take_button = self.add_act(tr("Läs in"))
        self._connect()
        self._show_count()
        if places:
            self._add_places(places, tr("De valda filerna"))
        else:
            cards = context.workspace.cards
            context.jobs.aside(self, lambda _: cards.cameras(), self._found)

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self._choose_folder)
        self.source.activated.connect(lambda _: self._look())
        self.list.files.turned.connect(self._show_count)
        self.all_button.clicked.connect(partial(self.list.files.tick_all, True))
        self.none_button.clicked.connect(partial(self.list.files.tick_all, False))
        self.take_button.clicked.connect(self._take)
        self.finished.connect(self._stop)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the window leaves room for."""
        super().showEvent(event)
        room = self._room.height() - 40
        self.resize(self.width(), max(self.height(), min(room, _HIGHEST)))

    def _found(self, found: object) -> None:
        cameras = cast("Sequence[Path]", found)
        if not cameras:
            self.bar.hide()
            self.told.setText(tr("Inget minneskort och ingen telefon hittades. Anslut den, eller välj en mapp."))
            return
        for folder in reversed(cameras):
            self._add_places([folder], tr("Kamerabilder på {0}").format(folder.parent.name or str(folder)))

    def _add_places(self, places: Sequence[Path], name: str) -> None:
        self.source.insertItem(0, name, list(places))
        self.source.setCurrentIndex(0)
        self._look()

    def _choose_folder(self) -> None:
        choose_folder(self, tr("Välj mapp med foton"), lambda folder: self._add_places([folder], folder.name))

    def _look(self) -> None:
        """Look through the chosen place; what is under way for another is stopped."""
        self._stop()
        self._asked += 1
        places = cast("list[Path]", self.source.currentData())
        self.list.files.show_files(())
        self.told.setText(tr("Letar efter foton."))
        self.bar.show_progress(0, 0)
        self.bar.show()
        cards, subject = self._context.workspace.cards, self._subject
        self._job = self._context.jobs.aside(
            self,
            lambda report: cards.look_through(places, subject, report),
            partial(self._looked, self._asked),
            progressed=self._looking,
        )

    def _looking(self, progress: Progress) -> None:
        if progress.total:
            self.bar.show_progress(progress.done, progress.total)

    def _looked(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        looked = cast(Looked, found)
        self.bar.hide()
        self.list.files.show_files(looked.files)
        self.told.setText(told_of(looked))

    def _show_count(self) -> None:
        count = len(self.list.files.chosen)
        self.take_button.setText(tr("Läs in {0}").format(words.photos(count)) if count else tr("Läs in"))
        self.take_button.setAccessibleName(self.take_button.text())
        self.take_button.setEnabled(count > 0)
        self.take_button.updateGeometry()
        there = bool(self.list.files.files)
        self.all_button.setVisible(there)
        self.none_button.setVisible(there)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _take(self) -> None:
        self.accepted_files.emit(self.list.files.chosen)
        self.accept()


def told_of(looked: Looked) -> str:
    """How many are new, how many are here already, and what is left out."""
    if not looked.files and not looked.refused:
        return tr("Det finns inga foton där. Välj en annan mapp.")
    counts = {standing: sum(one.standing is standing for one in looked.files) for standing in Standing}
    new = counts[Standing.NEW]
    parts = [tr("Inget är nytt.") if not new else tr("1 nytt foto.") if new == 1 else tr("{0} nya foton.").format(new)]
    if counts[Standing.HERE]:
        parts.append(tr("{0} finns redan här.").format(counts[Standing.HERE]))
    if counts[Standing.ELSEWHERE]:
        parts.append(tr("{0} finns på ett annat ställe i Krogkoll.").format(counts[Standing.ELSEWHERE]))
    if looked.refused:
        parts.append(tr("{0} kan inte läsas.").format(len(looked.refused)))
    if looked.others:
        left = tr("1 annan fil lämnas orörd.") if looked.others == 1 else tr("{0} andra filer lämnas orörda.")
        parts.append(left.format(looked.others))
    return " ".join(parts)
