"""Importera lista: choose a file, say what its columns mean, see what will happen, let it happen."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from krogkoll.intake import ImportPlan, ImportReport, ListKind, Sheet
from krogkoll.kernel.progress import Progress, Report
from krogkoll.security import Permission
from ui.context import Context
from ui.i18n import tr
from ui.intake.columns_step import ColumnsStep
from ui.intake.preview_step import RowsStep
from ui.intake.words import KINDS, plan_text, result_text, writes
from ui.jobs import Job
from ui.messages import message_for
from ui.widgets.blocks import Banner, EmptyState, column
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice, Field
from ui.widgets.progress import ProgressBar
from ui.widgets.text import Text

_NEEDS = {ListKind.PERMITS: Permission.WRITE_VENUES, ListKind.TIPS: Permission.WRITE_TIPS}
_FILTER = "Excel och CSV (*.xlsx *.xlsm *.csv *.txt *.tsv);;Alla filer (*)"
_HEIGHT = 348
CHOOSE, COLUMNS, ROWS, WORKING, DONE = range(5)


class ImportDialog(Dialog):
    """Five steps in one frame; nothing is written before the last button, and then all of it or nothing."""

    def __init__(self, context: Context, parent: QWidget, kind: str = "") -> None:
        super().__init__(context.theme, parent, tr("Importera lista"), 640)
        self._context = context
        self._intake = context.workspace.intake
        self._sheet: Sheet | None = None
        self._job: Job | None = None
        self.setAcceptDrops(True)
        theme = context.theme
        self.banner = Banner(theme, closable=False)
        self.body.addWidget(self.banner)
        holder = QWidget()
        holder.setFixedHeight(_HEIGHT)
        self._stack = QStackedLayout(holder)
        self.body.addWidget(holder)
        self.columns, self.rows = ColumnsStep(theme), RowsStep(theme)
        self.rows.decided.connect(self._name_act)
        self.outcome = EmptyState(theme, "circle-check", tr("Listan är importerad"))
        for page in (self._make_choose(kind), self.columns, self.rows, self._make_working(), self._make_done()):
            self._stack.addWidget(page)
        self.back = Button(theme, tr("Tillbaka"), kind="quiet")
        self.back.clicked.connect(self._go_back)
        self._foot.insertWidget(0, self.back)
        self.out = self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Välj fil …"))
        self.act.clicked.connect(self._go_on)
        self._turn(CHOOSE)

    def _make_choose(self, kind: str) -> QWidget:
        theme, page = self._context.theme, QWidget()
        inside = column(page, spacing=16)
        may = self._context.workspace.actor.may
        kinds = [(tr(text), one) for one, text in KINDS if may(_NEEDS[one])]
        self.kind = Choice(theme, tr("Vad listan innehåller"), list(kinds))
        self.kind.setCurrentIndex(max(0, self.kind.findData(ListKind(kind) if kind else None)))
        inside.addWidget(Field(theme, tr("Vad listan innehåller"), self.kind))
        words = tr(
            "Välj en Excel-arbetsbok (.xlsx) eller en CSV-fil, eller släpp filen här. Du ser vad som kommer att hända "
            "innan något skrivs. Samma lista kan läsas in igen: det som inte har ändrats lämnas i fred."
        )
        inside.addWidget(Text(theme, words, wrap=True))
        keep = tr("Personnummer för enskilda firmor kontrolleras men sparas inte.")
        inside.addWidget(Text(theme, keep, "caption", tone="muted", wrap=True))
        inside.addStretch(1)
        return page

    def _make_working(self) -> QWidget:
        theme, page = self._context.theme, QWidget()
        inside = column(page, spacing=12)
        inside.addStretch(1)
        self._doing = Text(theme, "", wrap=True)
        inside.addWidget(self._doing)
        self.bar = ProgressBar(theme, tr("Förlopp"))
        inside.addWidget(self.bar)
        inside.addStretch(2)
        return page

    def _make_done(self) -> QWidget:
        theme, page = self._context.theme, QWidget()
        inside = column(page, spacing=12)
        inside.addStretch(1)
        inside.addWidget(self.outcome)
        self.told = Text(theme, "", tone="muted", wrap=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.told)
        inside.addStretch(1)
        return page

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self._stack.currentIndex()

    def _turn(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self.back.setVisible(step in (COLUMNS, ROWS))
        self.act.setVisible(step not in (WORKING, DONE))
        self.out.setText(tr("Stäng") if step == DONE else tr("Avbryt"))
        self.out.setAccessibleName(self.out.text())
        self._name_act()

    def _name_act(self) -> None:
        words = {CHOOSE: tr("Välj fil …"), COLUMNS: tr("Granska"), ROWS: tr("Importera")}.get(self.step, "")
        plan = self.rows.plan
        if self.step == ROWS and plan is not None and (plan.wrong or not writes(plan)):
            words = tr("Välj en annan fil …")
        self.act.setText(words)
        self.act.setAccessibleName(words)
        self.act.updateGeometry()

    def _go_on(self) -> None:
        self.banner.hide()
        plan = self.rows.plan
        if self.step == COLUMNS:
            self._review()
        elif self.step == ROWS and plan is not None and not plan.wrong and writes(plan):
            self._carry_out(plan)
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, tr("Välj lista"), "", tr(_FILTER))
            if chosen:
                self.look(Path(chosen))

    def _go_back(self) -> None:
        self.banner.hide()
        self._turn(COLUMNS if self.step == ROWS else CHOOSE)

    def look(self, path: Path) -> None:
        """Read a file and show its columns."""
        kind = ListKind(self.kind.currentData())  # Qt keeps the plain text of it
        self._work(tr("Läser {0} …").format(path.name))
        intake = self._intake
        self._job = self._context.jobs.read(self, lambda _: intake.look(path, kind), self._show_sheet, self._fail)

    def _show_sheet(self, found: object) -> None:
        self._sheet = cast(Sheet, found)
        self.columns.show_sheet(self._sheet)
        self._turn(COLUMNS)

    def _review(self) -> None:
        if self._sheet is None:
            return
        sheet = self._sheet = self._sheet.mapped(self.columns.mapping())
        self._work(tr("Jämför med det som redan finns …"))
        intake = self._intake
        self._job = self._context.jobs.read(
            self, lambda report: intake.plan(sheet, report), self._show_plan, self._fail, self._progressed
        )

    def _show_plan(self, found: object) -> None:
        plan = cast(ImportPlan, found)
        if plan.problems:
            self._turn(COLUMNS)
            self.banner.say(plan_text(plan), "confirmed")
            return
        self.rows.show_plan(plan)
        self._turn(ROWS)

    def _carry_out(self, plan: ImportPlan) -> None:
        self._work(tr("Importerar …"))
        intake = self._intake

        def work(report: Report) -> ImportReport:
            return intake.carry_out(plan, report)

        self._job = self._context.jobs.write(self, work, self._finish, self._fail, self._progressed)

    def _finish(self, found: object) -> None:
        report = cast(ImportReport, found)
        kind = ListKind.PERMITS if self._sheet is None else self._sheet.kind
        self.told.setText(result_text(kind, report))
        self._turn(DONE)

    def _work(self, words: str) -> None:
        self._doing.setText(words)
        self.bar.show_progress(0, 0)
        self._turn(WORKING)

    def _progressed(self, progress: Progress) -> None:
        self.bar.show_progress(progress.done, progress.total)

    def _fail(self, error: Exception) -> None:
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
        self._turn(CHOOSE if self._sheet is None else COLUMNS)

    def reject(self) -> None:
        """Leave; while something is under way, stop it first and show where things stand."""
        if self.step != WORKING or self._job is None:
            super().reject()
            return
        self._job.cancel()
        if self._sheet is None:
            self._turn(CHOOSE)
        else:
            # What was stopped too late is done: comparing again tells the truth.
            self._review()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped on the first step."""
        if self.step == CHOOSE and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the first file that was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.look(Path(paths[0]))
