"""The first tab of a case: facts, what is next, markings, who is in it; to the right the latest events."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from krogkoll.cases import CaseStatus, SecrecyMarking, due_words, marking_line, swedish
from krogkoll.kernel.clock import local
from ui.cases.detail_read import CaseFile
from ui.cases.timeline_tab import event_row, note_words
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Card, FactGrid, Icon, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text
from ui.words import short_day

_LATEST = 5
_NEXT = 3
_NARROW = 820
_WARNING = "En markering är en varning, inte ett beslut. Varje begäran prövas för sig (5 kap. 5 § OSL)."


class CaseOverview(QWidget):
    """`wanted_tab` carries a tab, `wanted_venue` nothing, `lifted` a marking to take away."""

    wanted_tab = Signal(str)
    wanted_venue = Signal()
    lifted = Signal(object)

    def __init__(self, theme: Theme, *, may_write: bool) -> None:
        super().__init__()
        self._theme, self._may_write = theme, may_write
        body = QWidget()
        column(self, spacing=0).addWidget(Scrolling(body))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(24, 16, 24, 24)
        self._columns.setSpacing(16)
        left = self._left = column(spacing=12)
        self._facts_card = Card(theme, tr("Fakta"))
        self.venue_button = self._facts_card.add_action(tr("Öppna objektet"), tr("Öppna objektet"))
        self.venue_button.clicked.connect(self.wanted_venue)
        self._facts = FactGrid(theme, 2)
        self._facts_card.body.addWidget(self._facts)
        self._secrecy = Card(theme, tr("Sekretess"))
        self._next = Card(theme, tr("Närmast att göra"))
        self._next.add_action(tr("Visa alla"), tr("Visa alla uppgifter")).clicked.connect(
            partial(self.wanted_tab.emit, "tasks")
        )
        self._parties = Card(theme, tr("Parter och andra"))
        for card in (self._facts_card, self._next, self._secrecy, self._parties):
            left.addWidget(card)
        left.addStretch(1)
        self._columns.addLayout(left, 1)
        self._events_card = Card(theme, tr("Händelser"))
        self._events_card.add_action(tr("Visa alla"), tr("Visa hela tidslinjen")).clicked.connect(
            partial(self.wanted_tab.emit, "timeline")
        )
        self._events = column(spacing=0)
        self._events_card.body.addLayout(self._events)
        self._events_card.body.addStretch(1)
        self._columns.addWidget(self._events_card)

    def add_part(self, part: QWidget) -> None:
        """A card of another concept, below the own ones."""
        self._left.insertWidget(self._left.count() - 1, part)

    def show_file(self, file: CaseFile, now: datetime) -> None:
        """Show the case."""
        self._facts.show_facts(facts(file, now))
        self.venue_button.setVisible(bool(file.venue_name))
        self._show_next(file, now)
        self._show_markings([one for one in file.markings if one.subject_id == file.case.id])
        _empty(self._parties)
        for party in file.parties:
            words = f"{party.name}, {party.role[0].lower()}{party.role[1:]}"
            said = f"{words}. {party.remark}" if party.remark else words
            self._parties.body.addWidget(Text(self._theme, said, wrap=True))
        self._parties.setVisible(bool(file.parties))
        clear(self._events)
        latest, notes = file.events[:_LATEST], note_words(file.notes)
        for index, event in enumerate(latest):
            self._events.addWidget(event_row(self._theme, event, notes, now, last=index == len(latest) - 1))

    def _show_next(self, file: CaseFile, now: datetime) -> None:
        _empty(self._next)
        today = local(now).date()
        left = [task for task in file.tasks if task.done_at is None]
        for task in left[:_NEXT]:
            part = QWidget()
            inside = row(part, spacing=10)
            inside.addWidget(Text(self._theme, task.title, wrap=True), 1)
            late = task.due_on is not None and task.due_on < today
            words = due_words(task.due_on, today)
            inside.addWidget(Text(self._theme, words, "caption", "semibold", "danger" if late else "muted"))
            self._next.body.addWidget(part)
        if not left:
            self._next.body.addWidget(Text(self._theme, tr("Inget väntar i ärendet."), tone="muted", wrap=True))

    def _show_markings(self, markings: Sequence[SecrecyMarking]) -> None:
        _empty(self._secrecy)
        for marking in markings:
            part = QWidget()
            inside = row(part, spacing=10)
            inside.addWidget(Icon(self._theme, "lock" if marking.lifted_on is None else "lock-open"))
            words = marking_line(marking)
            if marking.lifted_on is not None:
                words = tr("{0}. Hävd {1}.").format(words, marking.lifted_on.isoformat())
            told = column(spacing=1)
            told.addWidget(Text(self._theme, words, wrap=True))
            if marking.reason:
                told.addWidget(Text(self._theme, marking.reason, "caption", tone="muted", wrap=True))
            inside.addLayout(told, 1)
            if self._may_write and marking.lifted_on is None:
                lift = Button(self._theme, tr("Häv …"), "", "link", tr("Häv markeringen"))
                lift.clicked.connect(partial(self.lifted.emit, marking))
                inside.addWidget(lift)
            self._secrecy.body.addWidget(part)
        self._secrecy.body.addWidget(Text(self._theme, tr(_WARNING), "caption", tone="muted", wrap=True))
        self._secrecy.setVisible(bool(markings))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the events below where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if narrow else right)
        pane = self._theme.size("timelinePane")
        self._events_card.setMinimumWidth(0 if narrow else pane)
        self._events_card.setMaximumWidth(16_777_215 if narrow else pane)


def _empty(card: Card) -> None:
    clear(card.body)


def facts(file: CaseFile, now: datetime) -> list[tuple[str, str]]:
    """Label and value, in the order of the card."""
    case, today = file.case, local(now).date()
    docket = case.docket
    if case.docket and case.docket_on:
        docket = tr("{0}, satt {1}").format(case.docket, short_day(case.docket_on, today))
    found = [
        (tr("Diarienummer"), docket or tr("Inte satt än")),
        (tr("Tillfälligt nummer"), case.provisional),
        (tr("Gäller"), swedish(case.kind)),
        (tr("Ansvarig"), file.names.get(case.responsible, "")),
        (tr("Öppnat"), short_day(case.opened_on, today) if case.opened_on else ""),
        (tr("Objekt"), file.venue_name),
        (tr("Handläggning"), swedish(case.procedure)),
    ]
    optional = [
        (tr("Intern rubrik"), case.title_internal),
        (tr("Skäl till statusen"), case.status_reason if case.status is not CaseStatus.OPEN else ""),
        (tr("Avslutat"), short_day(case.closed_on, today) if case.closed_on else ""),
        (tr("Sparas tills vidare"), case.hold_reason),
    ]
    return found + [(label, value) for label, value in optional if value]
