"""The page Ärenden: the list to the left; to the right a case, a form, or a word about what to do."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.cases import Case
from krogkoll.people import Member
from krogkoll.security import Permission
from ui.cases.case_tasks import case_task
from ui.cases.detail import CaseDetail
from ui.cases.form import CaseForm
from ui.cases.form_task import FormTask
from ui.cases.list_pane import CaseListPane
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import EmptyState, row
from ui.words import clock

_KINDS = (
    "case_file",
    "case_event",
    "official_note",
    "task",
    "secrecy_marking",
    "disclosure_entry",
    "retention_mark",
    "disposal_certificate",
    "involvement",
)
_NARROW = 1180
_SETTLE_MS = 90


class CasesPage(QWidget):
    """List, detail and form. Where one is reads "<case>/<tab>", and "<case>/<tab>/<form>" while one writes."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        whole = row(self, spacing=0)
        self.list = CaseListPane(context)
        whole.addWidget(self.list)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        whole.addWidget(holder, 1)
        self._empty = EmptyState(context.theme, "folder-open", tr("Välj ett ärende i listan"))
        self.detail = CaseDetail(context)
        self.form = CaseForm(context)
        for widget in (self._empty, self.detail, self.form):
            self._stack.addWidget(widget)
        self._wanted, self._form_due, self._venue_due = "", "", ""
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(lambda: self.open(self._wanted))
        self._connect()

    def _connect(self) -> None:
        self.list.picked.connect(self._picked)
        self.list.entered.connect(self._enter)
        self.list.wanted_new.connect(self.start_new)
        self.detail.acts.wanted_form.connect(self.start_form)
        self.detail.shown.connect(self._detail_shown)
        self.form.saved.connect(self._saved)
        self.form.left.connect(self._left)
        self._context.refresh.watch(self, _KINDS, self._reload)

    @property
    def writing(self) -> bool:
        """Whether the form is open."""
        return self._stack.currentWidget() is self.form

    def where(self) -> str:
        """The case shown, its tab, and the form that is open."""
        form = ""
        if self.writing and self.form.task is not None:
            self.form.keep_draft()
            form = f"/{self.form.task.key}"
        case_id = "" if form == "/new" else self.detail.case_id
        return f"{case_id}/{self.detail.tab}{form}"

    def go(self, where: str) -> None:
        """Come back to what `where` said, or begin with the list; "/new/<venue>" opens a case about a place."""
        self.list.reload()
        case_id, _, rest = where.partition("/")
        tab, _, form = rest.partition("/")
        if case_id:
            self._form_due = form
            self.open(case_id, tab)
            self.list.follow(case_id)
        elif form == "new" or tab == "new":
            self.start_new(form if tab == "new" else "")
        elif not self.writing:
            # The arrow keys work at once, and no ring is drawn before somebody uses the keyboard.
            self.list.view.setFocus()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """The commands that this page takes while it is open."""
        return {
            "new": self.list.new_button.click,
            "filter": self._focus_filter,
            "edit": lambda: self.detail.acts.start("edit"),
            "save": self._save,
        }

    def open(self, case_id: str, tab: str = "") -> None:
        """Show a case."""
        self._stack.setCurrentWidget(self.detail)
        if tab:
            self.detail.open_tab(tab)
        self.detail.read(case_id)

    def start_new(self, venue_id: str = "") -> None:
        """Open the form of a new case, about a place if one is given."""
        workspace = self._context.workspace
        if not workspace.actor.may(Permission.WRITE_CASES):
            return

        def found(members: object) -> None:
            self.start_form(case_task(self._context, cast(tuple[Member, ...], members), None, venue_id))

        self._context.jobs.read(self, lambda _: workspace.members.members(), found)

    def start_form(self, task: object) -> None:
        """Open a form; one that is open already keeps what was typed as its draft."""
        if self.writing:
            self.form.keep_draft()
        self._stack.setCurrentWidget(self.form)
        self.form.start(cast(FormTask, task))

    def _picked(self, case_id: str) -> None:
        if self.writing:
            self.form.leave()
        line = self.list.selected()
        if line is not None:
            self.detail.show_line(line)
        # Holding an arrow key down passes many rows: only the one where it stops is read.
        self._wanted = case_id
        self._settle.start()

    def _enter(self) -> None:
        if self._stack.currentWidget() is self.detail:
            self.detail.head.tabs.setFocus()

    def _saved(self, task: object, result: object) -> None:
        done = cast(FormTask, task)
        self._context.speaker.saved(clock(self._context.now()))
        self._context.speaker.done(tr(done.said))
        case_id = cast(Case, result).id if done.key == "new" else self.detail.case_id
        self.open(case_id, done.tab)
        self.list.follow(case_id)

    def _detail_shown(self, _: object) -> None:
        if self._form_due:
            # Back from the lock to where the writing stopped.
            due, self._form_due = self._form_due, ""
            self.detail.acts.start(due)

    def _left(self) -> None:
        self._stack.setCurrentWidget(self.detail if self.detail.case_id else self._empty)

    def _save(self) -> None:
        if self.writing:
            self.form.save()

    def _focus_filter(self) -> None:
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _reload(self) -> None:
        self.list.reload()
        if self.detail.case_id and self._stack.currentWidget() is self.detail:
            self.detail.read(self.detail.case_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list give way in a small window."""
        super().resizeEvent(event)
        theme = self._context.theme
        self.list.setFixedWidth(theme.size("listPaneMin" if self.width() < _NARROW - 88 else "listPane"))
