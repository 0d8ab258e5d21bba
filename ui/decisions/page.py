"""The page Beslut: the queue, the editor or the way to a new one, and the paper as it will be."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.decisions import Decision, DecisionDraft, Standing, State
from krogkoll.decisions import Preview as PreviewPaper
from krogkoll.security import Permission
from ui.context import Context
from ui.decisions.editor import DecisionEditor
from ui.decisions.form import base_of
from ui.decisions.preview import Preview
from ui.decisions.queue_pane import QueuePane
from ui.decisions.reading import Reading, read_one
from ui.decisions.specs import SECTIONS
from ui.decisions.start_pane import StartPane
from ui.i18n import tr
from ui.widgets.blocks import EmptyState, row
from ui.widgets.text import line

_WIDE, _TWO = 1300, 940
_SETTLE_MS = 90
_KINDS = (
    *("decision", "inspection", "finding", "answer", "statement", "entry", "participant", "photo", "document"),
    *("member", "paper", "venue", "case_file", "service_attempt", "appeal"),
)
_NOTHING, _EDITOR, _START = range(3)


class _Read(NamedTuple):
    decisions: tuple[Decision, ...]
    standings: Mapping[str, Standing]
    reading: Reading | None


class DecisionsPage(QWidget):
    """Where one is reads "<decision>", or "new/<type>/<visit>" while one begins. `decisions` is what the list holds."""

    shown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        may = context.workspace.actor.may
        self.may_read, self.may_write = may(Permission.READ_DECISIONS), may(Permission.DRAFT_DECISIONS)
        self.decisions: tuple[Decision, ...] | None = None
        self.current, self._asked, self._new = "", 0, ""
        self._enter = False
        self._drawer, self._sketching, self._sketch_again = False, False, False
        self._stack = QStackedLayout(self)
        refused = EmptyState(context.theme, "lock", tr("Din roll läser inte beslut"))
        self._stack.addWidget(refused)
        self._stack.addWidget(self._work())
        self._stack.setCurrentIndex(1 if self.may_read else 0)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.reload)
        self._wire()
        context.refresh.watch(self, _KINDS, self.reload)

    def _work(self) -> QWidget:
        context = self._context
        work = QWidget()
        inside = row(work, spacing=0)
        self.queue = QueuePane(context, may_write=self.may_write)
        self._rules = [line(upright=True), line(upright=True)]
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        told = tr("Skapa ett från en tillsyn.") if self.may_write else ""
        action = tr("Nytt beslut") if self.may_write else ""
        self.empty = EmptyState(context.theme, "gavel", tr("Inga beslut"), action, told)
        self.empty.button.clicked.connect(lambda _=False: self.start_new())
        self.editor = DecisionEditor(context)
        self.start = StartPane(context)
        for part in (self.empty, self.editor, self.start):
            self._middle.addWidget(part)
        self.preview = Preview(context)
        inside.addWidget(self.queue)
        inside.addWidget(self._rules[0])
        inside.addWidget(middle, 63)
        inside.addWidget(self._rules[1])
        inside.addWidget(self.preview, 38)
        return work

    def _wire(self) -> None:
        self.queue.picked.connect(self._picked)
        self.queue.entered.connect(lambda: self.editor.form.show_section(1))
        self.queue.wanted_new.connect(partial(self.start_new, "", ""))
        self.start.begun.connect(self._begun)
        self.start.left.connect(lambda: self.open(self.current))
        self.editor.acts.done.connect(self.reload)
        self.editor.head.queue_button.clicked.connect(lambda _=False: self._turn_drawer())
        self.editor.head.look_button.clicked.connect(lambda _=False: self.preview.read_whole())
        self.editor.saving.typed.connect(self.look)
        self.preview.again.connect(self.look)
        self._short("Ctrl+Enter", self.editor.ready)
        for number in range(1, len(SECTIONS) + 1):
            self._short(f"Alt+{number}", partial(self.editor.form.show_section, number))

    def _short(self, keys: str, act: Callable[[], object]) -> None:
        # Heard while the page is in sight, wherever in the window the keyboard is.
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    # What the shell asks

    def where(self) -> str:
        """The decision that is shown, or the new one that is being begun."""
        return self._new if self._middle.currentIndex() == _START else self.current

    def go(self, where: str) -> None:
        """Show a decision, or begin one: "new/<type>/<visit>"; an empty text means where one was.

        In place of the visit may stand "case:<id>" or "venue:<id>".
        """
        first, _, rest = where.partition("/")
        if first == "new" and self.may_write:
            code, _, visit = rest.partition("/")
            self.start_new(visit, code)
            self.reload()
        else:
            self.open(first if first != "new" else "")

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """The commands that this page takes while it is open."""
        if not self.may_read:
            return {}
        found: dict[str, Callable[[], object]] = {"filter": self._filter, "save": self.editor.saving.save}
        if self.may_write:
            found |= {"new": self.start_new, "edit": lambda: self.editor.form.show_section(1)}
            found |= {"gap": self.editor.gate.next_gap, "ready": self.editor.ready}
        return found

    def panes(self) -> tuple[QWidget, ...]:
        """The parts that F6 walks through."""
        shown = (self.queue, self.editor, self.start, self.preview)
        return tuple(part for part in shown if part.isVisible())

    def _filter(self) -> None:
        self._show_drawer(True)
        self.queue.search.setFocus()

    # What is shown

    def start_new(self, inspection_id: str = "", type_code: str = "") -> None:
        """Open the way to a new decision."""
        self.editor.leave()
        self._new = f"new/{type_code}/{inspection_id}"
        self._middle.setCurrentIndex(_START)
        self._make_room()
        self.start.start(inspection_id, type_code)

    def open(self, decision_id: str) -> None:
        """Show one decision; an empty id leaves what is shown."""
        self._new = ""
        if decision_id and decision_id != self.current:
            self.editor.leave()
            self.current = decision_id
        if self._middle.currentIndex() == _START:
            self._middle.setCurrentIndex(_EDITOR if self.current else _NOTHING)
        self.queue.follow(self.current)
        self.reload()

    def _begun(self, decision_id: str) -> None:
        """A draft was just begun: the keyboard goes to its first field."""
        self._enter = True
        self.open(decision_id)

    def _picked(self, decision_id: str) -> None:
        self.editor.leave()
        self.current, self._new = decision_id, ""
        self._settle.start()

    def reload(self) -> None:
        """Read the queue and the decision that is shown."""
        if not self.may_read:
            return
        self._asked += 1
        asked, key, workspace = self._asked, self.current, self._context.workspace

        def read(_: object) -> _Read:
            found = workspace.decisions.decisions()
            chosen = key if any(one.id == key for one in found) else (found[0].id if found else "")
            return _Read(found, workspace.aftermath.standings(), read_one(workspace, chosen) if chosen else None)

        self._context.jobs.read(self, read, lambda found: self._show(asked, cast(_Read, found)))

    def _show(self, asked: int, found: _Read) -> None:
        if asked != self._asked:
            return
        self.decisions = found.decisions
        reading = found.reading
        self.current = reading.decision.id if reading is not None else ""
        self.queue.show_queue(found.decisions, found.standings, self.current)
        if reading is not None:
            self.editor.show_reading(reading)
        if self._middle.currentIndex() != _START:
            self._middle.setCurrentIndex(_EDITOR if reading is not None else _NOTHING)
        self._make_room()
        if self._enter:
            self._enter = False
            self.editor.form.show_section(1)
        self.look()
        self.shown.emit()

    def look(self) -> None:
        """Show the paper: its exact bytes once there are any, else what the draft would be."""
        reading = self.editor.reading
        if reading is None:
            return
        if reading.pdf:
            signed = reading.decision.state is State.DECIDED
            note = tr("Exakt det som är undertecknat") if signed else tr("Exakt det som undertecknas")
            self.preview.say(tr("Dokumentet"), note)
            self.preview.show_pdf(reading.pdf)
            return
        self.preview.say(tr("Så blir dokumentet"), tr("Följer med medan du skriver"))
        if reading.text is None or reading.decision.state is not State.DRAFT:
            self.preview.show_pdf(b"")
            return
        self._sketch(reading.decision, self.editor.saving.draft() or base_of(reading.decision))

    def _sketch(self, shown: Decision, draft: DecisionDraft) -> None:
        """Let the paper be made from what is typed, one at a time: what is typed meanwhile is taken next."""
        if self._sketching:
            self._sketch_again = True
            return
        self._sketching = True
        desk = self._context.workspace.decision_desk
        self._context.jobs.read(
            self,
            lambda _: desk.preview(shown, draft),
            lambda found: self._sketched(shown.id, cast(PreviewPaper, found)),
            self._not_sketched,
        )

    def _sketched(self, decision_id: str, found: PreviewPaper) -> None:
        if self._next_sketch() or decision_id != self.current:
            return
        self.preview.show_pdf(found.pdf)
        self.editor.show_gaps(found.gaps)

    def _not_sketched(self, error: Exception) -> None:
        if not self._next_sketch():
            self.preview.failed(error)

    def _next_sketch(self) -> bool:
        self._sketching, again, self._sketch_again = False, self._sketch_again, False
        if again:
            self.look()
        return again

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again what has room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Three parts side by side where they fit; under that the list is a drawer over the paper."""
        wide = self.window().width() >= _WIDE
        has_list = bool(self.decisions)
        list_shown = has_list and (wide or self._drawer)
        paper = has_list and self._middle.currentIndex() == _EDITOR and (wide or not self._drawer)
        self.queue.setVisible(list_shown)
        self._rules[0].setVisible(list_shown)
        self.preview.setVisible(paper)
        self._rules[1].setVisible(paper)
        self.editor.head.queue_button.setVisible(not wide and has_list)
        self.editor.head.look_button.setVisible(has_list and not paper)

    def _turn_drawer(self) -> None:
        self._show_drawer(not self._drawer)

    def _show_drawer(self, shown: bool) -> None:
        self._drawer = shown
        self._make_room()
        if shown:
            self.queue.list.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """The page goes out of sight: what is typed is saved."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.editor.leave()
