"""The section Säkerhetskopia: whether anything would be lost, where copies are made, and the one click."""

from typing import cast

from krogkoll.safekeeping import BackupState
from krogkoll.security import Permission
from ui.context import Context
from ui.i18n import tr
from ui.settings.frame import Section
from ui.widgets.blocks import Card, row
from ui.widgets.button import Button
from ui.widgets.text import Text


class BackupSection(Section):
    """The card of the page Översikt, and the remembered place."""

    def __init__(self, context: Context) -> None:
        lead = tr("Kopian är krypterad och öppnas bara med din lösenfras eller återställningsnyckeln.")
        super().__init__(context, tr("Säkerhetskopia"), lead)
        theme = context.theme
        self._may = context.workspace.actor.may(Permission.BACKUP)
        self.card = context.parts.backup_card()
        self.column.addWidget(self.card.widget)
        place = Card(theme, tr("Plats"))
        inside = row(spacing=10)
        self.place = Text(theme, "", wrap=True)
        inside.addWidget(self.place, 1)
        self.forget = Button(theme, tr("Glöm platsen"), "x", "quiet")
        self.forget.clicked.connect(self._forget)
        inside.addWidget(self.forget)
        place.body.addLayout(inside)
        self.column.addWidget(place)
        self.column.addStretch(1)
        self.card.widget.setVisible(self._may)
        context.refresh.watch_all(self, self._again)
        self.read_once = False

    def _again(self) -> None:
        if self.isVisible():
            self.read()

    def read(self) -> None:
        """Ask what is in no copy, and where copies go."""
        if self._may:
            self.card.read()
        backups = self.context.workspace.backups
        self.context.jobs.read(self, lambda _: backups.state(), self._show)

    def _show(self, found: object) -> None:
        state = cast(BackupState, found)
        self.read_once = True
        if state.place is None:
            self.place.setText(tr("Ingen plats är vald. Du väljer den när du säkerhetskopierar."))
        else:
            words = tr("{0}") if state.there else tr("{0} (inte ansluten nu)")
            self.place.setText(words.format(state.place))
        self.forget.setVisible(state.place is not None and self._may)

    def _forget(self) -> None:
        backups = self.context.workspace.backups

        def done(_: object) -> None:
            self.context.speaker.done(tr("Platsen föreslås inte längre. Kopiorna ligger kvar."))
            self.read()

        self.context.jobs.write(self, lambda _: backups.forget_place(), done)
