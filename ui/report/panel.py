"""The report of a visit from the first look to the signed file, beside the pages themselves."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QStackedLayout, QWidget

from krogkoll.inspections import Addendum, Paper, Shown
from krogkoll.security import Permission
from ui.context import Context
from ui.i18n import tr
from ui.paper_signing import SignDialog
from ui.paper_view import PaperView
from ui.report.addendum_dialog import AddendumDialog
from ui.report.leave_dialog import LeaveDialog
from ui.report.mark_dialog import MarkDialog
from ui.report.reading import ReportState, read_state
from ui.report.side import Side
from ui.widgets.blocks import EmptyState, row

_KINDS = ("inspection", "paper", "acknowledgement", "addendum", "finding", "answer", "statement", "seizure", "sample")
_LOCKS = "När du undertecknar låses besöket och allt som hör till det. Det som behöver läggas till senare blir en {0}."


class ReportPanel(QWidget):
    """`read` takes (("inspection", id),). `state` is what is shown now."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._id = ""
        self._asked = 0
        self.state: ReportState | None = None
        self.may_write = context.workspace.actor.may(Permission.CARRY_OUT_INSPECTIONS)
        self._stack = QStackedLayout(self)
        told = tr("Protokollet görs av det som står i besöket. Inget skrivs om.")
        self.first = EmptyState(context.theme, "file-text", tr("Inget protokoll ännu"), tr("Visa protokollet"), told)
        self.first.button.clicked.connect(self.make)
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._open_state())
        self._stack.addWidget(self.first)
        work = QWidget()
        inside = row(work, spacing=0)
        self.view = PaperView(context)
        self.side = Side(context.theme)
        inside.addWidget(self.view, 1)
        inside.addWidget(self.side)
        self._stack.addWidget(work)
        self._wire()
        context.refresh.watch(self, _KINDS, self._again)

    def _open_state(self) -> QWidget:
        told = tr("Protokollet kan göras när besöket är avslutat.")
        return EmptyState(self._context.theme, "clipboard-check", tr("Besöket pågår"), hint=told)

    def _wire(self) -> None:
        side = self.side
        side.draw.clicked.connect(lambda: self.ask_mark(refused=False))
        side.refuse.clicked.connect(lambda: self.ask_mark(refused=True))
        side.remake.clicked.connect(self.make)
        side.sign.clicked.connect(self.sign)
        side.leave.clicked.connect(self.leave)
        side.add.clicked.connect(self.add)
        side.wanted.connect(self._open_addendum)

    @property
    def widget(self) -> QWidget:
        """The part itself."""
        return self

    def read(self, subjects: Sequence[tuple[str, str]]) -> None:
        """Show the report of the first visit among these."""
        self._id = next((key for kind, key in subjects if kind == "inspection"), "")
        self._again()

    def _again(self) -> None:
        self._asked += 1
        asked, key, workspace = self._asked, self._id, self._context.workspace
        if not key:
            self.state = None
            self._stack.setCurrentIndex(0)
            return
        self._context.jobs.read(self, lambda _: read_state(workspace, key), lambda found: self._show(asked, found))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        state = self.state = cast(ReportState, found)
        if state.paper is None:
            self._stack.setCurrentIndex(1 if state.open else 2)
            self.first.button.setVisible(self.may_write)
            return
        self._stack.setCurrentIndex(3)
        self.view.show_pdf(state.pdf)
        self.side.show_state(state, self._context.now(), may_write=self.may_write)

    def hideEvent(self, event: QHideEvent) -> None:
        """A dialog does not outlive the page that it was opened from: the window may be locked now."""
        super().hideEvent(event)
        if not event.spontaneous():
            for dialog in self.findChildren(QDialog):
                dialog.reject()

    def make(self) -> None:
        """Make the report anew from the visit and show it."""
        state, reports = self.state, self._context.workspace.reports
        if state is not None:
            self._context.jobs.write(self, lambda _: reports.show(state.visit.id, title=state.title), lambda _: None)

    def ask_mark(self, *, refused: bool) -> None:
        """Let the responsible person draw a name, or write down that they do not want to."""
        state = self.state
        if state is None or state.paper is None:
            return
        dialog = MarkDialog(self._context, self, state.visit, state.paper.current_sha256, refused=refused)
        dialog.kept.connect(lambda _: self.make())
        dialog.open()

    def sign(self) -> None:
        """Sign the report that is in view."""
        state = self.state
        if state is None or state.paper is None:
            return
        reports, paper = self._context.workspace.reports, state.paper
        shown = Shown(paper=paper, pdf=state.pdf, sha256=paper.current_sha256)
        locks = tr(_LOCKS).format(tr("komplettering"))
        dialog = SignDialog(
            self._context,
            self,
            shown,
            lambda key: reports.sign(paper, key, shown_sha256=shown.sha256),
            locks,
        )
        dialog.signed.connect(lambda _: self._context.speaker.done(tr("Protokollet är undertecknat och låst")))
        dialog.open()

    def leave(self) -> None:
        """Leave a copy of the signed report."""
        if self.state is not None and self.state.paper is not None:
            LeaveDialog(self._context, self, self.state.paper, self.state.visit.person_met).open()

    def add(self) -> None:
        """Write an addition to the signed report."""
        if self.state is not None:
            dialog = AddendumDialog(self._context, self, self.state.visit.id)
            dialog.written.connect(self._sign_addendum)
            dialog.open()

    def _open_addendum(self, found: object) -> None:
        addendum, paper = cast("tuple[Addendum, Paper | None]", found)
        if paper is None or not paper.sealed:
            self._sign_addendum(addendum)
            return
        reports, key = self._context.workspace.reports, paper.id
        self._context.jobs.read(self, lambda _: reports.read(key).pdf, lambda pdf: self.view.show_pdf(cast(bytes, pdf)))

    def _sign_addendum(self, found: object) -> None:
        addendum, title = cast(Addendum, found), self.state.title if self.state else ""
        addenda = self._context.workspace.addenda

        def ask(result: object) -> None:
            shown = cast(Shown, result)
            self.view.show_pdf(shown.pdf)
            dialog = SignDialog(
                self._context,
                self,
                shown,
                lambda key: addenda.sign(shown.paper, key, shown_sha256=shown.sha256),
                tr("Kompletteringen låses när du undertecknar. Protokollet är oförändrat."),
            )
            dialog.signed.connect(lambda _: self._context.speaker.done(tr("Kompletteringen är undertecknad")))
            dialog.open()

        self._context.jobs.write(self, lambda _: addenda.show(addendum.id, title=title), ask)
