"""The decisions about a case, a place or a visit, as a card on its page: each opens, and another one can be begun."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from krogkoll.decisions import Decision, swedish_state
from krogkoll.security import Permission
from ui.context import Context
from ui.decisions.queue_rows import type_name
from ui.i18n import tr
from ui.widgets.blocks import Card, clear, column
from ui.widgets.pressed import Line
from ui.widgets.text import Text
from ui.words import age

_FIELDS = {"case_file": "case_id", "venue": "venue_id", "inspection": "inspection_id"}
_STARTS = {"case_file": "case:{0}", "venue": "venue:{0}", "inspection": "{0}"}
_MOST = 5
_KINDS = ("decision",)


class DecisionsCard(QWidget):
    """`read` takes ((kind, id),) of a case, a place or a visit. `shown` is what it shows."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._subject = ("", "")
        self._asked = 0
        self.shown: tuple[Decision, ...] = ()
        may = context.workspace.actor.may
        self._may_read = may(Permission.READ_DECISIONS)
        self._card = Card(context.theme, tr("Beslut"))
        column(self, spacing=0).addWidget(self._card)
        self.new = self._card.add_action(tr("Skriv beslut"), tr("Skriv beslut om det här"), "gavel")
        self.new.setVisible(may(Permission.DRAFT_DECISIONS))
        self.new.clicked.connect(lambda _=False: self._begin())
        self.rows = column(spacing=0)
        self._card.body.addLayout(self.rows)
        context.refresh.watch(self, _KINDS, self._read)

    @property
    def widget(self) -> QWidget:
        """The part itself."""
        return self

    def read(self, subjects: Sequence[tuple[str, str]]) -> None:
        """Show the decisions about the first of these."""
        self._subject = next((one for one in subjects if one[0] in _FIELDS), ("", ""))
        self.setVisible(self._may_read and bool(self._subject[1]))
        self._read()

    def _read(self) -> None:
        kind, key = self._subject
        if not key or not self._may_read:
            return
        self._asked += 1
        asked, decisions = self._asked, self._context.workspace.decisions

        def work(_: object) -> tuple[Decision, ...]:
            return tuple(one for one in decisions.decisions() if getattr(one, _FIELDS[kind]) == key)

        self._context.jobs.read(self, work, lambda found: self._show(asked, cast("tuple[Decision, ...]", found)))

    def _show(self, asked: int, found: tuple[Decision, ...]) -> None:
        if asked != self._asked:
            return
        self.shown = found
        clear(self.rows)
        theme, now = self._context.theme, self._context.now()
        for one in found[:_MOST]:
            act = partial(self._context.go, "decisions", one.id)
            made = Line(theme, type_name(one), tr(swedish_state(one.state)), age(one.created_at, now), act)
            self.rows.addWidget(made)
        if not found:
            self.rows.addWidget(Text(theme, tr("Inga beslut än."), tone="muted"))
        elif len(found) > _MOST:
            more = tr("{0} äldre finns på sidan Beslut.").format(len(found) - _MOST)
            self.rows.addWidget(Text(theme, more, "caption", tone="muted"))

    def _begin(self) -> None:
        kind, key = self._subject
        if key:
            self._context.go("decisions", f"new//{_STARTS[kind].format(key)}")
