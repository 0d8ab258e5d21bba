"""Makes a safety copy: choose where, watch it being made and read back, or stop it."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from krogkoll.kernel.progress import Progress
from krogkoll.safekeeping import BackupPlace, ProvedBackup
from ui.backup.words import done_words, place_words, progress_words
from ui.context import Context
from ui.i18n import tr
from ui.jobs import Job
from ui.messages import message_for
from ui.widgets.blocks import Banner
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice, Field
from ui.widgets.progress import ProgressBar
from ui.widgets.text import Text


class BackupDialog(Dialog):
    """Closing it while a copy is being made stops the copy; what was there before stays."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context.theme, parent, tr("Säkerhetskopiera"), 560)
        self._context = context
        self._job: Job | None = None
        theme = context.theme
        lead = tr("Kopian är krypterad. Den öppnas bara med din lösenfras eller återställningsnyckeln.")
        self.body.addWidget(Text(theme, lead, tone="muted", wrap=True))
        self.places = Choice(theme, tr("Var kopian läggs"))
        self.field = Field(theme, tr("Var kopian läggs"), self.places)
        self.body.addWidget(self.field)
        self.other = Button(theme, tr("Välj mapp …"), "folder-open")
        self.other.clicked.connect(self._ask_folder)
        self.body.addWidget(self.other)
        self.remember = QCheckBox(tr("Föreslå samma plats nästa gång"))
        self.remember.setChecked(True)
        self.body.addWidget(self.remember)
        self.bar = ProgressBar(theme, tr("Säkerhetskopian"))
        self.said = Text(theme, "", "caption", tone="muted", wrap=True)
        self.banner = Banner(theme, closable=False)
        for widget in (self.bar, self.said, self.banner):
            self.body.addWidget(widget)
        self.bar.hide()
        self.out = self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Kopiera nu"))
        self.act.clicked.connect(self.start)
        self.act.setEnabled(False)
        self.finished.connect(lambda _: self._stop())
        self._find()

    def _find(self) -> None:
        backups = self._context.workspace.backups
        self._context.jobs.aside(
            self, lambda _: backups.places(), lambda found: self._show_places(cast("Sequence[BackupPlace]", found))
        )

    def _show_places(self, found: Sequence[BackupPlace]) -> None:
        for place in found:
            self.places.addItem(place_words(place), place.folder)
        if not found:
            self.said.setText(tr("Anslut ett usb-minne, eller välj en mapp på en annan disk än datorns egen."))
        self._judge()

    def _judge(self) -> None:
        self.act.setEnabled(self.places.count() > 0 and self._job is None)
        self.field.setVisible(self.places.count() > 0)
        self.remember.setVisible(self.places.count() > 0)
        if self.places.count():
            self.other.setText(tr("Välj en annan mapp …"))
            self.other.setAccessibleName(self.other.text())
            self.other.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(layout.heightForWidth(self.width()), layout.minimumSize().height()))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, tr("Var ska säkerhetskopian ligga?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.use_folder(Path(path)))
        dialog.open()

    def use_folder(self, folder: Path) -> None:
        """Choose a folder that is not in the list."""
        self.places.addItem(str(folder), folder)
        self.places.setCurrentIndex(self.places.count() - 1)
        self.said.setText("")
        self._judge()

    def start(self) -> None:
        """Make the copy and read it back."""
        place, remember = cast(Path, self.places.currentData()), self.remember.isChecked()
        backups = self._context.workspace.backups
        self.banner.hide()
        self._work_on(busy=True)
        self._job = self._context.jobs.aside(
            self,
            lambda report: backups.make(place, report, remember=remember),
            lambda made: self._made(cast(ProvedBackup, made)),
            self._failed,
            self._progressed,
        )

    def _work_on(self, *, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.out.setText(tr("Stoppa") if busy else tr("Stäng"))
        self.out.setAccessibleName(self.out.text())
        self.out.updateGeometry()
        for widget in (self.places, self.other, self.remember):
            widget.setEnabled(not busy)
        self.act.setEnabled(not busy)
        if busy:
            self.said.setText(tr("Kopierar databasen"))
        self._fit()

    def _progressed(self, progress: Progress) -> None:
        self.bar.show_progress(progress.done, progress.total)
        self.said.setText(progress_words(progress))

    def _made(self, made: ProvedBackup) -> None:
        self._job = None
        self._work_on(busy=False)
        for widget in (self.act, self.field, self.other, self.remember):
            widget.hide()
        self.said.setText("")
        self.banner.say(done_words(made), "suspected" if made.lacking else "closed")
        self._context.refresh.committed(frozenset({"backup"}))
        self._fit()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._work_on(busy=False)
        self.said.setText("")
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
        self._fit()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._context.speaker.done(tr("Säkerhetskopieringen är stoppad. Den förra kopian är kvar."))
