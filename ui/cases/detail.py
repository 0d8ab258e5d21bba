"""One case: its head and its tabs; reads itself anew when something about it was written."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.cases import CaseEvent, CaseLine, DisclosureEntry, SecrecyMarking, Task
from krogkoll.security import Permission
from ui.cases.acts import CaseActs
from ui.cases.detail_head import CaseHead
from ui.cases.detail_read import CaseFile, read_case
from ui.cases.disclosures_tab import DisclosuresTab
from ui.cases.notes_tab import NotesTab
from ui.cases.overview_tab import CaseOverview
from ui.cases.retention_tab import Retention, RetentionTab
from ui.cases.tasks_tab import TasksTab
from ui.cases.timeline_tab import TimelineTab, note_words
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import Banner, column
from ui.widgets.text import line

OVERVIEW, TIMELINE, TASKS, NOTES = "overview", "timeline", "tasks", "notes"
PEOPLE, PHOTOS, PAPERS, DISCLOSURES, RETENTION = "people", "photos", "papers", "disclosures", "retention"
_TITLES = {
    OVERVIEW: "Översikt",
    TIMELINE: "Tidslinje",
    TASKS: "Uppgifter",
    NOTES: "Anteckningar",
    PEOPLE: "Personer",
    PHOTOS: "Foton",
    PAPERS: "Handlingar",
    DISCLOSURES: "Utlämnanden",
    RETENTION: "Gallring",
}
_CONFLICT = (
    "Någon annan ändrade samma uppgift samtidigt. Båda värdena finns kvar. Välj Ändra och spara det som ska gälla."
)
_WHERE = {
    "inspection": ("supervision", "visits:{0}"),
    "operation": ("supervision", "operations:{0}"),
}
_OWN = {
    "official_note": NOTES,
    "task": TASKS,
    "disclosure_entry": DISCLOSURES,
    "secrecy_marking": OVERVIEW,
    "paper": PAPERS,
}


class CaseDetail(QWidget):
    """`shown` says that a case came into view; `acts` opens its forms."""

    shown = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self._asked, self._id = 0, ""
        self.file: CaseFile | None = None
        theme, may = context.theme, context.workspace.actor.may
        writes, discloses, purges = (
            may(one) for one in (Permission.WRITE_CASES, Permission.DISCLOSE, Permission.PURGE)
        )
        self.overview = CaseOverview(theme, may_write=writes)
        self.decisions = context.parts.decisions_card()
        self.overview.add_part(self.decisions.widget)
        self.timeline = TimelineTab(theme)
        self.tasks = TasksTab(theme, may_write=writes)
        self.notes = NotesTab(theme, may_write=writes)
        self.disclosures = DisclosuresTab(theme, may_disclose=discloses)
        self.retention = RetentionTab(theme, may_write=writes, may_purge=purges)
        self.papers = context.parts.documents_panel()
        self.people, self.photos = context.parts.people_panel(), context.parts.photo_panel()
        self._pages: dict[str, QWidget] = {OVERVIEW: self.overview, TIMELINE: self.timeline, TASKS: self.tasks}
        self._pages |= {NOTES: self.notes, PEOPLE: self.people.widget, PAPERS: self.papers.widget}
        self._pages |= {PHOTOS: self.photos.widget, DISCLOSURES: self.disclosures, RETENTION: self.retention}
        allowed = {PHOTOS: may(Permission.READ_EVIDENCE), PAPERS: may(Permission.READ_EVIDENCE)}
        titles = {key: title for key, title in _TITLES.items() if allowed.get(key, True)}
        self.head = CaseHead(theme, titles, may_write=writes, may_export=may(Permission.EXPORT))
        self.acts = CaseActs(context, self)
        self.drops = context.parts.page_drop(self, lambda kind: self.open_tab(PHOTOS if kind == PHOTOS else PAPERS))
        self._build()
        self._connect()

    def _build(self) -> None:
        whole = column(self, spacing=0)
        whole.addWidget(self.head)
        whole.addWidget(line())
        self._band = QWidget()
        self.conflict_banner = Banner(self._context.theme, closable=False)
        column(self._band, (24, 12, 24, 0), 0).addWidget(self.conflict_banner)
        self._band.hide()
        whole.addWidget(self._band)
        whole.addWidget(self.drops.widget)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for page in self._pages.values():
            self._stack.addWidget(page)
        whole.addWidget(holder, 1)

    def _connect(self) -> None:
        acts = self.acts
        self.head.turned.connect(self._turn)
        self.head.wanted.connect(acts.start)
        self.overview.wanted_tab.connect(self.open_tab)
        self.overview.wanted_venue.connect(self._open_venue)
        self.overview.lifted.connect(lambda marking: acts.lift(cast(SecrecyMarking, marking)))
        self.timeline.opened.connect(self.open_event)
        self.tasks.action.clicked.connect(lambda: acts.start("task"))
        self.tasks.wanted_edit.connect(lambda task: acts.start(f"task:{cast(Task, task).id}"))
        self.tasks.ticked.connect(lambda task: acts.tick(cast(Task, task)))
        self.notes.wanted_correction.connect(lambda note: acts.start(f"correct:{note.id}"))
        self.notes.wanted_marking.connect(lambda note: acts.start(f"marking:official_note:{note.id}"))
        self.disclosures.action.clicked.connect(lambda: acts.start("disclosure"))
        self.disclosures.wanted_correction.connect(acts.correct_disclosure)
        self.retention.wanted_mark.connect(acts.mark)
        self.retention.wanted_disposal.connect(acts.ask_disposal)

    @property
    def case_id(self) -> str:
        """The id of the case shown or being read; empty for none."""
        return self._id

    @property
    def tab(self) -> str:
        """The open tab."""
        return self.head.tab

    def open_tab(self, key: str) -> None:
        """Open a tab by its key."""
        self.head.open_tab(key)

    def show_line(self, found: CaseLine) -> None:
        """Show at once what the list already knows, before the whole is read."""
        self.head.show_line(found)
        self._band.setVisible(found.in_conflict)
        if found.in_conflict:
            self.conflict_banner.say(tr(_CONFLICT))

    def read(self, case_id: str) -> None:
        """Read and show a case; what arrives late for another one is dropped."""
        self._asked += 1
        self._id = case_id
        self.drops.read([("case_file", case_id)])
        workspace = self._context.workspace
        self._context.jobs.read(self, lambda _: read_case(workspace, case_id), partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        file, now = cast(CaseFile, found), self._context.now()
        self.file = file
        standing = [one for one in file.markings if one.lifted_on is None]
        self.head.show_case(file.case, marked=any(one.subject_id == file.case.id for one in standing))
        self.overview.show_file(file, now)
        self.decisions.read((("case_file", file.case.id),))
        self.timeline.show_events(file.events, note_words(file.notes), now)
        self.tasks.show_tasks(file.tasks, file.names, now)
        self.notes.show_notes(file.notes, file.markings, now)
        self.head.count(TASKS, sum(task.done_at is None for task in file.tasks))
        self.head.count(NOTES, len(file.notes))
        self._turn(self.head.tab)
        self.shown.emit(file)

    def _turn(self, key: str) -> None:
        """Open a tab; what reading alone makes an entry in the audit log is read now, and not before."""
        self._stack.setCurrentWidget(self._pages[key])
        file, workspace = self.file, self._context.workspace
        if file is None or file.case.id != self._id:
            return
        if key == DISCLOSURES:
            service, case_id = workspace.disclosures, self._id
            self._context.jobs.read(self, lambda _: service.entries(case_id), partial(self._show_disclosures, case_id))
        elif key == RETENTION:
            cases, closing, case_id = workspace.cases, workspace.closing, self._id

            def work(_: object) -> Retention:
                return Retention(cases.closing_view(case_id), closing.certificates(case_id))

            self._context.jobs.read(self, work, partial(self._show_retention, case_id))
        elif key == PEOPLE:
            self.people.read([("case_file", self._id)])
        elif key == PHOTOS:
            self.photos.read([("case_file", self._id)])
        elif key == PAPERS:
            events = {(one.subject_kind, one.subject_id) for one in file.events if one.subject_id}
            self.papers.read([("case_file", self._id), *sorted(events)])

    def _show_disclosures(self, case_id: str, found: object) -> None:
        if case_id == self._id:
            self.disclosures.show_entries(cast(Sequence[DisclosureEntry], found), self._context.now())

    def _show_retention(self, case_id: str, found: object) -> None:
        if case_id == self._id and self.file is not None:
            self.retention.show_retention(self.file, cast(Retention, found), self._context.now())

    def open_event(self, event: object) -> None:
        """Go to what an event is about: a tab of this case, or another page."""
        told = cast(CaseEvent, event)
        kind = told.subject_kind
        if kind in _OWN:
            self.open_tab(_OWN[kind])
        elif kind in _WHERE:
            page, where = _WHERE[kind]
            self._context.go(page, where.format(told.subject_id))
        elif kind in {"tip", "venue", "quick_note"} and told.venue_id:
            self._context.go("venues", f"{told.venue_id}/{'tips' if kind == 'tip' else 'history'}")

    def _open_venue(self) -> None:
        if self.file is not None and self.file.case.venue_id:
            self._context.go("venues", f"{self.file.case.venue_id}/")
