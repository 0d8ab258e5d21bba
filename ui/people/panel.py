"""The part of a place or a case that shows its persons and companies with their roles."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from krogkoll.cases import Involvement
from krogkoll.kernel.clock import local
from krogkoll.people import Company, Person, Tie, shown_person, swedish
from krogkoll.security import Permission
from ui.context import Context
from ui.i18n import tr
from ui.people.party_dialog import PartyDialog
from ui.people.purpose_dialog import PurposeDialog
from ui.people.reading import Party, Subject, end_role, read_parties
from ui.widgets.blocks import Card, EmptyState, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.marks import Chip
from ui.widgets.text import Text

_KINDS = ("person", "company", "tie", "involvement")
_WIDEST = 760


class PeoplePanel(QWidget):
    """Reads itself anew when a person, a company or a role was written. Protected identity is never shown in it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._subjects: Sequence[Subject] = ()
        self._asked = 0
        self.parties: Sequence[Party] = ()
        self.titles: list[str] = []
        actor = context.workspace.actor
        self._may_read, self._may_write = actor.may(Permission.READ_PEOPLE), actor.may(Permission.WRITE_PEOPLE)
        body = QWidget()
        outer = column(body, (24, 16, 24, 24), 12)
        self._card = Card(context.theme, tr("Personer och företag"))
        self._card.setMaximumWidth(_WIDEST)
        self.add_button = self._card.add_action(tr("Lägg till"), tr("Lägg till person eller företag"), "plus")
        self.add_button.clicked.connect(self.add)
        self.add_button.setVisible(self._may_write)
        self._lines = column(spacing=10)
        self._card.body.addLayout(self._lines)
        outer.addWidget(self._card)
        self._none = EmptyState(context.theme, "users", tr("Inga personer eller företag än"))
        outer.addWidget(self._none)
        outer.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))
        context.refresh.watch(self, _KINDS, self._again)

    @property
    def widget(self) -> QWidget:
        """The part itself."""
        return self

    def read(self, subjects: Sequence[Subject]) -> None:
        """Show who has a role in these ("venue" or "case_file", id); new ones get theirs in the first."""
        self._subjects = tuple(subjects)
        self._asked += 1
        if not self._may_read or not subjects:
            self._show(self._asked, ())
            return
        workspace, wanted = self._context.workspace, self._subjects
        self._context.jobs.read(self, lambda _: read_parties(workspace, wanted), partial(self._show, self._asked))

    def _again(self) -> None:
        # Reading is an entry in the log: what nobody looks at is not read again.
        if self._subjects and self.isVisible():
            self.read(self._subjects)

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        self.parties = cast(Sequence[Party], found)
        clear(self._lines)
        self.titles = []
        for party in self.parties:
            self._lines.addWidget(self._line(party))
        self._none.setVisible(not self.parties)

    def _line(self, party: Party) -> QWidget:
        theme = self._context.theme
        title, under, tags, masked = self._said(party)
        self.titles.append(title)
        made = QWidget()
        inside = row(made, spacing=8)
        words = column(spacing=1)
        head = row(spacing=8)
        head.addWidget(Text(theme, title, weight="semibold", wrap=True), 1)
        for tag in tags:
            head.addWidget(Chip(theme, "suspected", "triangle-alert", tag), 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(head)
        told = ", ".join(part for part in (party.role, party.remark) if part)
        words.addWidget(Text(theme, told, "caption", tone="muted", wrap=True))
        if under:
            words.addWidget(Text(theme, under, "caption", tone="muted", wrap=True))
        inside.addLayout(words, 1)
        if party.record is not None and self._may_write:
            act = tr("Öppna") if masked else tr("Ändra")
            self._act(inside, act, title, partial(self.edit, party))
        if self._may_end(party.held):
            self._act(inside, tr("Ta bort"), title, partial(self._untie, party))
        return made

    def _act(self, inside: QHBoxLayout, words: str, title: str, deed: "partial[None]") -> None:
        button = Button(self._context.theme, words, "", "link", tr("{0}: {1}").format(words, title))
        button.clicked.connect(deed)
        inside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _said(self, party: Party) -> tuple[str, str, tuple[str, ...], bool]:
        """Title, second line, tags, and whether it is masked."""
        record = party.record
        if record is None:
            return tr("Ej delad"), "", (), False
        if isinstance(record, Company):
            form = "" if record.form is None else tr(swedish(record.form))
            told = (record.shown_number, form, record.street)
            return record.name, " · ".join(part for part in told if part), (), False
        shown = shown_person(record, self._context.workspace.actor, local(self._context.now()).date())
        told = (shown.number, shown.address, shown.contact)
        return shown.title, " · ".join(part for part in told if part), shown.tags, shown.masked

    def add(self) -> None:
        """Ask who it is."""
        if self._subjects:
            PartyDialog(self._context, self.window(), self._subjects[0]).open()

    def edit(self, party: Party, *_: object) -> None:
        """Open the form of somebody; a protected identity only for a purpose, which is logged."""
        record = party.record
        if isinstance(record, Person) and record.protected:
            dialog = PurposeDialog(self._context, self.window(), record.id)
            dialog.opened.connect(self._open)
            dialog.open()
        elif record is not None:
            self._open(record)

    def _open(self, record: object) -> None:
        PartyDialog(self._context, self.window(), self._subjects[0], cast("Person | Company", record)).open()

    def _may_end(self, held: Tie | Involvement) -> bool:
        may = self._context.workspace.actor.may
        return not held.sealed and may(Permission.WRITE_PEOPLE if isinstance(held, Tie) else Permission.WRITE_CASES)

    def _untie(self, party: Party, *_: object) -> None:
        workspace, held = self._context.workspace, party.held
        self._context.jobs.write(
            self, lambda _: end_role(workspace, held), lambda _: self._context.speaker.done(tr("Rollen är borttagen"))
        )
