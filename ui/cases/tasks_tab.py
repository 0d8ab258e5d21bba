"""The tab of what is to be done in a case: by whom, by when, and what is done already."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from krogkoll.cases import Task, due_words
from krogkoll.kernel.clock import local
from krogkoll.law import deadlines
from ui.cases.tab_body import TabBody
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Card, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.marks import Chip
from ui.widgets.text import Text, line
from ui.words import short_day


class TasksTab(TabBody):
    """`wanted_edit` carries a task to change, `ticked` one that was done or is not done after all."""

    wanted_edit = Signal(object)
    ticked = Signal(object)

    def __init__(self, theme: Theme, *, may_write: bool) -> None:
        action = tr("Ny uppgift") if may_write else ""
        super().__init__(theme, lead=tr("Det som är försenat står överst."), action=action)
        self._may_write = may_write
        self.shown = 0

    def show_tasks(self, tasks: Sequence[Task], names: Mapping[str, str], now: datetime) -> None:
        """Show them: what is left first, then what is done."""
        self.renew()
        self.shown = len(tasks)
        if not tasks:
            self.nothing(tr("Det finns inget att göra i ärendet."))
        for title, done in ((tr("Att göra"), False), (tr("Klart"), True)):
            chosen = [task for task in tasks if (task.done_at is not None) is done]
            if chosen:
                card = Card(self._theme, title)
                for index, task in enumerate(chosen):
                    if index:
                        card.body.addWidget(line())
                    card.body.addWidget(self._row(task, names, now))
                self.rows.addWidget(card)

    def _row(self, task: Task, names: Mapping[str, str], now: datetime) -> QWidget:
        theme, done = self._theme, task.done_at is not None
        holder = QWidget()
        inside = row(holder, spacing=10)
        name = tr("Inte klar längre: {0}") if done else tr("Klar: {0}")
        tick = icon_button(theme, "square-check" if done else "square", name.format(task.title))
        tick.clicked.connect(partial(self.ticked.emit, task))
        inside.addWidget(tick)
        tick.setVisible(self._may_write)
        words = column(spacing=1)
        words.addWidget(Text(theme, task.title, weight="regular" if done else "semibold", wrap=True))
        words.addWidget(Text(theme, _under(task, names, now), "caption", tone="muted", wrap=True))
        inside.addLayout(words, 1)
        today = local(now).date()
        if not done and task.due_on is not None:
            late = task.due_on < today
            tone = "confirmed" if late else "suspected" if (task.due_on - today).days <= 2 else "dismissed"
            chip = Chip(theme, tone, "circle-alert" if late else "calendar-days", due_words(task.due_on, today))
            inside.addWidget(chip)
        if self._may_write and not done:
            edit = Button(theme, tr("Ändra"), "", "link", tr("Ändra uppgiften {0}").format(task.title))
            edit.clicked.connect(partial(self.wanted_edit.emit, task))
            inside.addWidget(edit)
        return holder


def _under(task: Task, names: Mapping[str, str], now: datetime) -> str:
    today = local(now).date()
    parts = [task.assigned_name or names.get(task.assigned_to, tr("Ingen utsedd"))]
    if task.done_at is not None:
        who = names.get(task.done_by, "")
        return tr("Klar {0}, {1}").format(short_day(local(task.done_at).date(), today), who).rstrip(", ")
    if task.due_on is not None:
        parts.append(tr("senast {0}").format(short_day(task.due_on, today)))
    if task.deadline in deadlines():
        parts.append(deadlines()[task.deadline].name_sv)
    return " · ".join(parts)
