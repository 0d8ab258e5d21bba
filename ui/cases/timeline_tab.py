"""The timeline of a case: everything that happened, newest first, each line with a way to what it is about."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from krogkoll.cases import CaseEvent, EventKind, OfficialNote, swedish
from ui.cases.signs import EVENTS, UNKNOWN_EVENT
from ui.cases.tab_body import TabBody
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Card, clear, column, row
from ui.widgets.button import Button
from ui.widgets.choices import FilterChip
from ui.widgets.timeline import TimelineRow
from ui.words import day_and_time

_STEP = 50
_EXCERPT = 240
_FILTERS: Sequence[tuple[str, frozenset[EventKind]]] = (
    ("Allting", frozenset()),
    ("Anteckningar", frozenset({EventKind.NOTE})),
    ("Tillsyn", frozenset({EventKind.INSPECTION, EventKind.OPERATION, EventKind.REPORT, EventKind.EVIDENCE})),
    ("Beslut", frozenset({EventKind.DECISION, EventKind.HEARD, EventKind.SERVED})),
    ("Uppgifter", frozenset({EventKind.TASK})),
    ("Utlämnat", frozenset({EventKind.DISCLOSED})),
)
OPENABLE: Mapping[str, str] = {
    "official_note": "Öppna anteckningen",
    "task": "Öppna uppgifterna",
    "disclosure_entry": "Öppna utlämnandet",
    "secrecy_marking": "Öppna markeringen",
    "inspection": "Öppna tillsynen",
    "operation": "Öppna insatsen",
    "tip": "Öppna tipset",
    "venue": "Öppna objektet",
    "quick_note": "Öppna objektet",
    "paper": "Öppna handlingarna",
}
"""What an event may be about, and what the way there is called."""


def event_row(theme: Theme, event: CaseEvent, notes: Mapping[str, str], now: datetime, *, last: bool) -> TimelineRow:
    """The row of one event; an official note tells its first words."""
    icon, tone = EVENTS.get(event.kind, UNKNOWN_EVENT)
    said = (event.title, event.text, notes.get(event.subject_id, ""))
    lines = tuple(_shortened(line[0].upper() + line[1:]) for line in said if line)
    when = day_and_time(event.at, now)
    return TimelineRow(
        theme, icon=icon, tone=tone, title=swedish(event.kind), when=when, lines=lines, who=event.by, last=last
    )


def note_words(notes: Sequence[OfficialNote]) -> dict[str, str]:
    """The words of the notes by id."""
    return {note.id: note.text for note in notes}


def _shortened(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1].rstrip()}…"


class TimelineTab(TabBody):
    """`opened` carries the event that somebody wants to see what is behind."""

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.events: Sequence[CaseEvent] = ()
        self._notes: Mapping[str, str] = {}
        self._now: datetime | None = None
        self._chosen, self._shown = 0, _STEP
        self._chips: list[FilterChip] = []
        chips = row(spacing=6)
        for number, (words, _) in enumerate(_FILTERS):
            chip = FilterChip(theme, tr(words))
            chip.clicked.connect(partial(self.choose, number))
            self._chips.append(chip)
            chips.addWidget(chip)
        chips.addStretch(1)
        self.rows.addLayout(chips)
        card = Card(theme, tr("Tidslinje"))
        self._lines: QVBoxLayout = column(spacing=0)
        card.body.addLayout(self._lines)
        self._more = Button(theme, tr("Visa äldre"), kind="link")
        self._more.clicked.connect(self._show_more)
        card.body.addWidget(self._more)
        self.rows.addWidget(card)

    def show_events(self, events: Sequence[CaseEvent], notes: Mapping[str, str], now: datetime) -> None:
        """Show the newest."""
        self.events, self._notes, self._now, self._shown = events, notes, now, _STEP
        self._fill()

    def choose(self, number: int, _checked: bool = False) -> None:
        """Show only one sort of event."""
        self._chosen, self._shown = number, _STEP
        self._fill()

    def visible_events(self) -> list[CaseEvent]:
        """Those that the chip lets through."""
        kinds = _FILTERS[self._chosen][1]
        return [event for event in self.events if not kinds or event.kind in kinds]

    def _show_more(self) -> None:
        self._shown += _STEP
        self._fill()

    def _fill(self) -> None:
        for number, chip in enumerate(self._chips):
            chip.setChecked(number == self._chosen)
        clear(self._lines)
        found = self.visible_events()
        shown = found[: self._shown]
        for index, event in enumerate(shown):
            if self._now is not None:
                self._lines.addWidget(self._line(event, self._now, last=index == len(shown) - 1))
        self._more.setVisible(len(found) > self._shown)

    def _line(self, event: CaseEvent, now: datetime, *, last: bool) -> QWidget:
        made = event_row(self._theme, event, self._notes, now, last=last)
        words = OPENABLE.get(event.subject_kind)
        inside = made.layout()
        if words and event.subject_id and inside is not None:
            name = f"{tr(words)}, {day_and_time(event.at, now)}"
            button = Button(self._theme, tr(words), "", "link", name)
            button.clicked.connect(partial(self.opened.emit, event))
            inside.addWidget(button)
        return made
