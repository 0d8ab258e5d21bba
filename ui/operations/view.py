"""One night: its head, and in two columns who goes in where, on what ground, the stops, the risks, what is missing."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from krogkoll.inspections import (
    BriefingCopy,
    Gap,
    OperationStatus,
    Plan,
    gaps,
    may_move,
    open_gaps,
)
from krogkoll.law import EntryGround
from krogkoll.security import Permission
from ui.context import Context
from ui.i18n import tr
from ui.operations.deeds import Deeds
from ui.operations.entry_card import EntryCard
from ui.operations.facts_card import FactsCard
from ui.operations.head import Deed, OperationHead
from ui.operations.sheets import SheetsCard
from ui.operations.side_cards import AdditionsCard, GapsCard, RiskCard
from ui.operations.stops_card import StopsCard
from ui.widgets.blocks import Scrolling, column
from ui.widgets.text import line

_KINDS = (
    *("operation", "participant", "entry", "stop", "risk_assessment", "assistance", "conflict_answer"),
    *("accepted_gap", "plan_addition", "venue", "briefing_copy"),
)
_SIDE = 372
_NARROW = 1080
_WRITABLE = frozenset({OperationStatus.PLANNED, OperationStatus.LOCKED})


class _Read(NamedTuple):
    plan: Plan
    grounds: tuple[EntryGround, ...]
    copies: tuple[BriefingCopy, ...]


class OperationView(QWidget):
    """`left` when somebody goes back to the list; `copied` carries an operation to plan anew."""

    left = Signal()
    copied = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self._id = ""
        self._venue_id = ""
        self.read: _Read | None = None
        actor = context.workspace.actor
        self._may_plan = actor.may(Permission.PLAN_OPERATIONS)
        self._may_visit = actor.may(Permission.CARRY_OUT_INSPECTIONS)
        theme = context.theme
        self.head = OperationHead(theme)
        self.entries = EntryCard(theme, may_write=self._may_plan)
        self.stops, self.facts = StopsCard(theme), FactsCard(theme)
        self.risks, self.gaps, self.additions = RiskCard(theme), GapsCard(theme), AdditionsCard(theme)
        self.sheets = SheetsCard(context)
        self.deeds = Deeds(context, self)
        self._build()
        self._connect()
        context.refresh.watch(self, _KINDS, self._again)

    def _build(self) -> None:
        whole = column(self, spacing=0)
        whole.addWidget(self.head)
        whole.addWidget(line())
        body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(24, 12, 24, 16)
        self._columns.setSpacing(12)
        left, self._right = QWidget(), QWidget()
        main = column(left, spacing=12)
        for card in (self.entries, self.stops, self.facts):
            main.addWidget(card)
        main.addStretch(1)
        side = column(self._right, spacing=12)
        for beside in (self.risks, self.gaps, self.sheets, self.additions):
            side.addWidget(beside)
        side.addStretch(1)
        self._columns.addWidget(left, 1)
        self._columns.addWidget(self._right)
        self._area = Scrolling(body)
        whole.addWidget(self._area, 1)

    def _connect(self) -> None:
        deeds = self.deeds
        self.head.left.connect(self.left)
        self.head.wanted_lock.connect(self._lock)
        self.head.wanted_sheet.connect(deeds.open_sheet)
        self.entries.picked.connect(self.pick)
        self.entries.wanted_entry.connect(deeds.choose_entry)
        self.entries.wanted_person.connect(deeds.edit_person)
        self.stops.arranged.connect(deeds.arrange)
        self.stops.wanted_add.connect(deeds.add_stop)
        self.stops.wanted_edit.connect(deeds.edit_stop)
        self.stops.wanted_remove.connect(deeds.remove_stop)
        self.stops.wanted_best.connect(deeds.suggest_order)
        self.stops.wanted_visit.connect(self._start_visit)
        self.facts.wanted_edit.connect(deeds.edit_operation)
        self.facts.wanted_help.connect(deeds.edit_help)
        self.risks.wanted_risk.connect(deeds.judge)
        self.risks.wanted_lift.connect(deeds.lift)
        self.gaps.wanted_mend.connect(self.mend)
        self.sheets.wanted_account.connect(deeds.account)
        self.gaps.wanted_accept.connect(deeds.accept_gap)

    @property
    def operation_id(self) -> str:
        """The id of the night shown or being read; empty for none."""
        return self._id

    @property
    def plan(self) -> Plan | None:
        """The plan as it is shown."""
        return None if self.read is None else self.read.plan

    @property
    def grounds(self) -> tuple[EntryGround, ...]:
        """Our own grounds on that day."""
        return () if self.read is None else self.read.grounds

    @property
    def copies(self) -> tuple[BriefingCopy, ...]:
        """The sheets that were handed out."""
        return () if self.read is None else self.read.copies

    def open(self, operation_id: str) -> None:
        """Read a night and show it."""
        if operation_id != self._id:
            self.read, self._venue_id = None, ""
            self._area.verticalScrollBar().setValue(0)
        self._id = operation_id
        workspace = self._context.workspace

        def work(_: object) -> _Read:
            plan, grounds = workspace.planning.plan_of(operation_id), workspace.operations.offered_grounds()
            return _Read(plan, grounds, workspace.briefings.copies(operation_id))

        self._context.jobs.read(self, work, partial(self._show, operation_id))

    def _again(self) -> None:
        if self._id and self.isVisible():
            self.open(self._id)

    def _show(self, operation_id: str, found: object) -> None:
        if operation_id != self._id:
            return
        self.read = cast(_Read, found)
        self._fill()

    def _fill(self) -> None:
        if self.read is None:
            return
        plan = self.read.plan
        known = [stop.venue_id for stop in plan.stops]
        if self._venue_id not in known:
            self._venue_id = known[0] if known else ""
        writable = self._may_plan and plan.operation.status in _WRITABLE
        self.head.show_plan(plan, len(open_gaps(plan)), may_write=self._may_plan)
        self.head.offer(self._menu(plan))
        self.entries.show_plan(plan, self._venue_id, self.read.grounds, writable=writable)
        startable = self._may_visit and plan.operation.status in _WRITABLE
        self.stops.show_plan(plan, writable=writable, startable=startable)
        self.facts.show_plan(plan, writable=writable)
        self.risks.show_plan(plan, self._venue_id, writable=writable, leads=self.deeds.leads(plan))
        self.gaps.show_gaps(gaps(plan), dict(plan.accepted), writable=writable)
        self.sheets.show_copies(self.read.copies, writable=self._may_plan)
        self.additions.show_additions(plan.additions)

    def _menu(self, plan: Plan) -> Sequence[Deed]:
        status = plan.operation.status
        may_export = self._context.workspace.actor.may(Permission.EXPORT)
        found: list[Deed] = [(tr("Spara kalenderfil …"), self.deeds.save_calendar)] if may_export else []
        if self._may_plan:
            if status in _WRITABLE:
                found.append((tr("Ändra uppgifter …"), self.deeds.edit_operation))
            found.append((tr("Kopiera insats …"), lambda: self.copied.emit(plan.operation)))
            if status is OperationStatus.LOCKED:
                found.append((tr("Lås upp planen"), partial(self.deeds.move, OperationStatus.PLANNED)))
            if status is OperationStatus.CANCELLED:
                found.append((tr("Planera ändå"), partial(self.deeds.move, OperationStatus.PLANNED)))
            if may_move(status, OperationStatus.CANCELLED):
                found.append((tr("Ställ in …"), self.deeds.cancel))
        return found

    def pick(self, venue_id: str) -> None:
        """Show ground and risks of another place."""
        self._venue_id = venue_id
        self._fill()

    def scroll_down(self) -> None:
        """Show the end of the page."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _lock(self) -> None:
        if self.plan is not None:
            locked = self.plan.operation.status is OperationStatus.LOCKED
            self.deeds.move(OperationStatus.HELD if locked else OperationStatus.LOCKED)

    def _start_visit(self, venue_id: str) -> None:
        self._context.go("supervision", f"visits:new/{venue_id}/{self._id}")

    def mend(self, gap: object) -> None:
        """Open the place where something missing is mended."""
        chosen = cast(Gap, gap)
        if self.plan is not None and chosen.subject in {stop.venue_id for stop in self.plan.stops}:
            self.pick(chosen.subject)
        self.deeds.mend(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the right column go below in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way or self._right.maximumWidth() == 16777215:
            self._columns.setDirection(way)
        self._right.setMinimumWidth(0 if narrow else _SIDE)
        self._right.setMaximumWidth(16777214 if narrow else _SIDE)
