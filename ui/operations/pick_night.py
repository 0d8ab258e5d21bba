"""Which night a place is put into: one that is planned already, or a new one."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from krogkoll.inspections import DuePlace, Operation, OperationStatus, StopDraft
from ui.context import Context
from ui.i18n import tr
from ui.operations.words import night_words
from ui.widgets.blocks import clear, column, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.text import ElidedText, Text

_AT_MOST = 6


class PickNightDialog(Dialog):
    """Puts the place into the chosen night, or begins a night there."""

    def __init__(self, context: Context, parent: QWidget, place: DuePlace) -> None:
        super().__init__(context.theme, parent, tr("Lägg {0} i en insats").format(place.name), 520)
        self._context, self._place = context, place
        holder = QWidget()
        holder.setMinimumHeight(120)
        self._rows = column(holder, spacing=6)
        self.body.addWidget(holder)
        self.buttons: list[Button] = []
        self.add_out(tr("Avbryt"))
        self.new = self.add_act(tr("Ny insats"))
        self.new.clicked.connect(self._begin)
        operations = context.workspace.operations
        context.jobs.read(self, lambda _: operations.operations(), self._show)

    def _show(self, found: object) -> None:
        clear(self._rows)
        open_ = (OperationStatus.PLANNED, OperationStatus.LOCKED)
        nights = [one for one in cast(Sequence[Operation], found) if one.status in open_][-_AT_MOST:]
        theme = self._context.theme
        for night in reversed(nights):
            cell = QWidget()
            inside = row(cell, spacing=8)
            words = column(spacing=0)
            words.addWidget(ElidedText(theme, night.title, weight="semibold"))
            words.addWidget(Text(theme, night_words(night), "caption", tone="muted"))
            inside.addLayout(words, 1)
            if self._place.venue_id in night.venue_ids:
                inside.addWidget(Text(theme, tr("Redan med"), "caption", tone="muted"))
            else:
                button = Button(theme, tr("Lägg till"), "plus", "link", tr("Lägg till i {0}").format(night.title))
                button.clicked.connect(partial(self._put, night.id))
                inside.addWidget(button)
                self.buttons.append(button)
            self._rows.addWidget(cell)
        if not nights:
            self._rows.addWidget(Text(theme, tr("Ingen insats planeras just nu."), tone="muted", wrap=True))
        self._rows.addStretch(1)

    def _put(self, operation_id: str) -> None:
        planning, context = self._context.workspace.planning, self._context
        draft = StopDraft(operation_id=operation_id, venue_id=self._place.venue_id)

        def done(_: object) -> None:
            context.speaker.done(tr("Stället är med i insatsen"))
            self.accept()

        context.jobs.write(self, lambda _: planning.add_stop(draft), done)

    def _begin(self) -> None:
        self.accept()
        self._context.go("supervision", f"operations:new/{self._place.venue_id}")
