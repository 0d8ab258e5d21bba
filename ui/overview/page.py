"""The page Översikt: a greeting, four figures, the next operation, what needs you now, and the month."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from krogkoll.agenda import Group, Item, Overview
from krogkoll.inspections import swedish_inspection
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import NBSP
from krogkoll.security import Permission
from ui.agenda_words import LOOKS, deed_of, title_of, under_words, when_words
from ui.context import Context
from ui.drafts import Describe, Unfinished, unfinished
from ui.i18n import tr
from ui.overview.operation_card import OperationCard
from ui.overview.words import greeting, incoming_words, long_day, month_name, oldest_words, several
from ui.parts import StatePanel
from ui.widgets.blocks import Card, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.pressed import Figure, Line, Row
from ui.widgets.text import ElidedText, Text
from ui.words import count, day_and_time, due_age, spoken_day_and_time

KINDS = frozenset(
    {"tip", "quick_note", "inspection", "paper", "decision", "task", "case_file", "venue", "operation", "participant"}
    | {"entry", "document"}
)
_WIDEST = 1440
_ROWS = 5
_LINES = 4


class _Read(NamedTuple):
    overview: Overview
    drafts: tuple[Unfinished, ...]


class OverviewPage(QWidget):
    """Reads when it is opened and after each commit while it is open."""

    def __init__(self, context: Context, describers: Mapping[str, Describe]) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(tr("Översikt"))
        self._context, self._describers = context, describers
        self.shown: Overview | None = None
        self.figures: dict[str, Figure] = {}
        body = QWidget()
        outer = row(body, (24, 14, 24, 12), 0)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        inside = column(holder, spacing=12)
        inside.addLayout(self._head())
        inside.addLayout(self._make_figures())
        middle = row(spacing=16)
        self.operation = OperationCard(context)
        middle.addWidget(self.operation, 3)
        self.to_do = Card(context.theme, tr("Att göra"))
        self.to_do.add_action(tr("Visa alla"), tr("Visa allt som väntar i Inkommet")).clicked.connect(
            lambda: context.go("inbox", "")
        )
        middle.addWidget(self.to_do, 2)
        inside.addLayout(middle)
        self._below = row(spacing=16)
        self.deadlines = Card(context.theme, tr("Tider den här månaden"))
        self.visits = Card(context.theme, tr("Senaste besök"))
        for card in (self.deadlines, self.visits):
            self._below.addWidget(card, 3)
        self.backup: StatePanel | None = None
        if context.workspace.actor.may(Permission.BACKUP):
            self.backup = context.parts.backup_card()
            self._below.addWidget(self.backup.widget, 2)
            context.refresh.watch_all(self.backup.widget, self._backup_changed)
        inside.addLayout(self._below)
        inside.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))
        context.refresh.watch(self, KINDS, self._changed)

    def _head(self) -> "QGridLayout":
        theme, actor = self._context.theme, self._context.workspace.actor
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(10)
        self.hello = ElidedText(theme, "", "heading", "semibold")
        self.day = ElidedText(theme, "", tone="muted")
        grid.addWidget(self.hello, 0, 0)
        grid.addWidget(self.day, 1, 0)
        grid.setColumnStretch(0, 1)
        if actor.may(Permission.WRITE_TIPS):
            tip = Button(theme, tr("Nytt tips"), "plus")
            tip.clicked.connect(lambda: self._context.go("venues", "/tip"))
            grid.addWidget(tip, 0, 1, 2, 1)
        if actor.may(Permission.PLAN_OPERATIONS):
            plan = Button(theme, tr("Planera insats"), "calendar-plus", "primary")
            plan.clicked.connect(lambda: self._context.go("supervision", "operations:new"))
            grid.addWidget(plan, 0, 2, 2, 1)
        return grid

    def _make_figures(self) -> QGridLayout:
        theme, may = self._context.theme, self._context.workspace.actor.may
        month = month_name(self._context.now())
        wanted = (
            ("incoming", tr("Inkommet att bedöma"), "suspected", "inbox", Permission.READ_CASES, ("inbox", "")),
            ("suspected", tr("Misstänkta objekt"), "confirmed", "eye", Permission.READ_VENUES, ("venues", "")),
            ("visits", tr("Besök i {0}").format(month), "planned", "clipboard-check", Permission.READ_INSPECTIONS,
             ("supervision", "visits:")),
            ("to_sign", tr("Att underteckna"), "investigating", "signature", Permission.READ_DECISIONS, ("inbox", "")),
        )  # fmt: skip
        grid = QGridLayout()
        grid.setSpacing(16)
        for key, title, tone, icon, need, place in wanted:
            if may(need):
                figure = self.figures[key] = Figure(theme, title, tone, icon, self._goer(*place))
                grid.addWidget(figure, 0, len(self.figures) - 1)
        return grid

    def where(self) -> str:
        """There is one place here only."""
        return ""

    def go(self, where: str) -> None:
        """Read what there is now."""
        now, workspace = self._context.now(), self._context.workspace
        self.hello.setText(greeting(now, workspace.actor.name))
        day = f"{long_day(local(now).date())}{NBSP}{local(now).year}"
        self.day.setText(f"{day} · {workspace.authority_name}")
        # No ring is drawn before somebody uses the keyboard.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reload()
        self._backup_changed()

    def _backup_changed(self) -> None:
        if self.backup is not None:
            self.backup.read()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """The page has no commands of its own."""
        return {}

    def reload(self) -> None:
        """Read all of it."""
        workspace, describers = self._context.workspace, self._describers
        self._context.jobs.read(
            self, lambda _: _Read(workspace.agenda.overview(), unfinished(workspace, describers)), self._show
        )

    def _changed(self) -> None:
        # Reading is logged, so nothing is read that nobody looks at; `go` reads when the page is opened.
        if self.isVisible():
            self.reload()

    def _show(self, found: object) -> None:
        read = cast(_Read, found)
        self.shown = read.overview
        self._show_figures(read.overview)
        self.operation.show_operation(read.overview)
        _fill(self.to_do, self._to_do(read), Text(self._context.theme, tr("Inget väntar på dig."), tone="muted"))
        _fill(self.deadlines, self._deadlines(read.overview), self._none(tr("Inget har en sista dag den här månaden.")))
        _fill(self.visits, self._visits(read.overview), self._none(tr("Inga besök är inskrivna än.")))

    def _none(self, words: str) -> QWidget:
        return Text(self._context.theme, words, tone="muted", wrap=True)

    def _show_figures(self, found: Overview) -> None:
        now = self._context.now()
        visits = found.totals.get(Group.VISIT, 0)
        shown = {
            "incoming": (found.waiting(Group.TIP, Group.NOTE), incoming_words(found)),
            "suspected": (
                found.suspected,
                several(found.suspected_lately, tr("ny"), tr("nya")) + " " + tr("på sju dagar"),
            ),
            "visits": (found.visits, tr("{0} pågår").format(visits) if visits else tr("inget pågår")),
            "to_sign": (found.waiting(Group.REPORT, Group.DECISION), oldest_words(found.oldest_to_sign, now)),
        }
        for key, figure in self.figures.items():
            number, under = shown[key]
            figure.show_figure("–" if number is None else count(number), under)

    def _to_do(self, read: _Read) -> list[QWidget]:
        theme, now = self._context.theme, self._context.now()
        today = local(now).date()
        rows: list[QWidget] = []
        for draft in read.drafts[:2]:
            title = tr("Fortsätt: {0}").format(draft.described.title or draft.described.form)
            under = tr("Du skrev på detta {0}, det är inte sparat").format(spoken_day_and_time(draft.saved_at, now))
            look = ("planned", draft.described.icon)
            rows.append(Row(theme, look, title, under, self._goer("inbox", f"draft/{draft.name}")))
        for item in read.overview.to_do[: _ROWS - len(rows)]:
            look = ("confirmed" if item.late(today) else LOOKS[item.group].tone, LOOKS[item.group].icon)
            about = item.place or ("" if item.group is Group.DEADLINE else title_of(item))
            parts = (when_words(item, now, today), about, item.number)
            under = " · ".join(dict.fromkeys(part for part in parts if part))
            rows.append(Row(theme, look, deed_of(item), under, self._goer("inbox", f"{item.group}/{item.id}")))
        return rows

    def _deadlines(self, found: Overview) -> list[QWidget]:
        today = local(self._context.now()).date()

        def made(item: Item) -> QWidget:
            tone = "status.confirmed.fg" if item.late(today) else "textMuted"
            when = due_age(item.due_on, today) if item.due_on else ""
            act = self._goer("inbox", f"{item.group}/{item.id}")
            return Line(self._context.theme, title_of(item), under_words(item), when, act, tone=tone)

        return [made(item) for item in found.deadlines[:_LINES]]

    def _visits(self, found: Overview) -> list[QWidget]:
        now = self._context.now()
        lines: list[QWidget] = []
        for one in found.last_visits[:_LINES]:
            visit = one.inspection
            when = day_and_time(visit.started_at, now) if visit.started_at else ""
            place = one.place or visit.premises
            act = self._goer("supervision", f"visits:{visit.id}")
            lines.append(Line(self._context.theme, place, swedish_inspection(visit.kind), when, act))
        return lines

    def _goer(self, page: str, where: str) -> Callable[[], None]:
        return lambda: self._context.go(page, where)


def _fill(card: Card, rows: Sequence[QWidget], otherwise: QWidget) -> None:
    """Replace what a card shows."""
    clear(card.body)
    card.body.setSpacing(2)
    for one in rows or (otherwise,):
        card.body.addWidget(one)
    if rows:
        otherwise.deleteLater()
    card.body.addStretch(1)
