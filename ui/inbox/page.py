"""The page Inkommet: what waits to the left, group by group; to the right one of them and what to do with it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.agenda import Group, Inbox
from krogkoll.security import Permission
from ui.commands import with_key
from ui.context import Context
from ui.drafts import Describe, Unfinished, unfinished
from ui.i18n import tr
from ui.inbox.acts import Acts
from ui.inbox.detail import Detail
from ui.inbox.lines import DRAFT, lines_of
from ui.inbox.list_view import LineView
from ui.widgets.blocks import EmptyState, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text, line
from ui.words import count

KINDS = frozenset(
    {"tip", "quick_note", "inspection", "paper", "decision", "task", "case_file", "venue", "answer", "finding"}
)
"""What the inbox shows, or names in a line; a commit of another kind changes nothing here."""
_NARROW = 1180


class _Read(NamedTuple):
    inbox: Inbox
    drafts: tuple[Unfinished, ...]


class InboxPage(QWidget):
    """Reads when it is opened and after each commit while it is open; where one is names the chosen line."""

    def __init__(self, context: Context, describers: Mapping[str, Describe]) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context, self._describers = context, describers
        self._inbox: Inbox | None = None
        self._drafts: tuple[Unfinished, ...] = ()
        self._wanted = ""
        self._stale = False
        self.acts = Acts(context, self, self.reload)
        whole = row(self, spacing=0)
        self.pane = self._make_pane()
        whole.addWidget(self.pane)
        whole.addWidget(line(upright=True))
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        whole.addWidget(holder, 1)
        self.none = EmptyState(
            context.theme, "inbox", tr("Inget väntar på dig"), hint=tr("Nya tips och anteckningar samlas här.")
        )
        self.choose = EmptyState(context.theme, "inbox", tr("Välj något i listan"))
        self.detail = Detail(context, self.acts)
        for widget in (self.none, self.choose, self.detail):
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(self.choose)
        context.refresh.watch(self, KINDS, self._changed)

    def _make_pane(self) -> QWidget:
        theme = self._context.theme
        pane = QWidget()
        pane.setObjectName("surface")
        inside = column(pane, spacing=0)
        head = row(margins=(16, 14, 16, 10), spacing=10)
        words = column(spacing=2)
        words.addWidget(Text(theme, tr("Inkommet"), "title", "semibold"))
        self.said = Text(theme, "", "caption", tone="muted")
        words.addWidget(self.said)
        head.addLayout(words, 1)
        self.note_button = Button(theme, tr("Anteckna"), "plus", name=tr("Ny snabbanteckning"))
        self.note_button.setToolTip(with_key(tr("Ny snabbanteckning"), "note"))
        self.note_button.clicked.connect(self.write_note)
        head.addWidget(self.note_button)
        if not self._context.workspace.actor.may(Permission.WRITE_CASES):
            self.note_button.hide()
        inside.addLayout(head)
        inside.addWidget(line())
        self.list = LineView(theme, tr("Det som väntar"))
        self.list.picked.connect(self._pick)
        self.list.entered.connect(self.focusNextChild)
        inside.addWidget(self.list, 1)
        return pane

    def where(self) -> str:
        """The chosen line."""
        return self._wanted

    def go(self, where: str) -> None:
        """Open at a line, at the quick note ("note"), or where one was."""
        if where == "note":
            self.write_note()
        elif where:
            self._wanted = where
        self.reload()
        self.list.setFocus()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """A new note, and saving the assessment that is open."""
        return {"new": self.write_note, "save": self._save}

    def write_note(self) -> None:
        """Open the quick note, as its command does from any page."""
        self._context.commands["note"].trigger()

    def reload(self) -> None:
        """Read what waits."""
        self._stale = False
        workspace, describers = self._context.workspace, self._describers
        self._context.jobs.read(
            self, lambda _: _Read(workspace.agenda.inbox(), unfinished(workspace, describers)), self._show
        )

    def _changed(self) -> None:
        if self.isVisible():
            self.reload()
        else:
            # Reading is logged, so nothing is read that nobody looks at.
            self._stale = True

    def _show(self, found: object) -> None:
        read = cast(_Read, found)
        self._inbox, self._drafts = read.inbox, read.drafts
        before = self.list.lines.row_of(self._wanted)
        lines = lines_of(read.inbox, read.drafts, self._context.now())
        self.list.show_lines(lines, self._wanted)
        self.said.setText(_said(read.inbox.total, len(read.drafts)))
        if self.list.lines.row_of(self._wanted) < 0:
            # What was shown is done: the next one takes its place, so that the hand can go on.
            self._wanted = self._next(before)
            self.list.choose(self._wanted)
        self._show_wanted()

    def _next(self, row: int) -> str:
        lines = self.list.lines.lines
        after = [one.key for one in lines[max(row, 0) :] if one.key]
        return after[0] if after else next((one.key for one in reversed(lines) if one.key), "")

    def _pick(self, key: str) -> None:
        self._wanted = key
        self._show_wanted()

    def _show_wanted(self) -> None:
        group, _, name = self._wanted.partition("/")
        if group == DRAFT:
            draft = next((one for one in self._drafts if one.name == name), None)
            if draft is not None:
                self.detail.show_draft(draft)
                self._stack.setCurrentWidget(self.detail)
                return
        item = self._inbox.find(Group(group), name) if self._inbox and group in set(Group) else None
        if item is not None:
            self.detail.show_item(item)
            self._stack.setCurrentWidget(self.detail)
        else:
            self._stack.setCurrentWidget(self.choose if self.list.first() else self.none)

    def _save(self) -> None:
        assess = self.detail.assess
        if self._stack.currentWidget() is self.detail and assess is not None and assess.save_button.isEnabled():
            assess.save()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list give way in a small window."""
        super().resizeEvent(event)
        theme = self._context.theme
        self.pane.setFixedWidth(theme.size("listPaneMin" if self.width() < _NARROW - 88 else "listPane"))


def _said(waiting: int, begun: int) -> str:
    parts = [
        tr("{0} väntar").format(count(waiting)) if waiting else "",
        tr("{0} påbörjat").format(begun) if begun else "",
    ]
    return " · ".join(part for part in parts if part) or tr("Allt är gjort")
