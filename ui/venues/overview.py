"""The first tab of a place: risk, facts and notes to the left, the latest events to the right."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from krogkoll.law import municipalities
from krogkoll.venues import PermitKind, PermitState, PlaceKind, Score, Venue, shown_postal_code, swedish
from ui.context import Context
from ui.i18n import tr
from ui.theme import Theme
from ui.venues.draft import shown_earlier
from ui.venues.history import Event
from ui.venues.risk_card import RiskCard
from ui.venues.twin_card import TwinCard
from ui.widgets.blocks import Card, FactGrid, Scrolling, clear, column
from ui.widgets.text import Text
from ui.widgets.timeline import TimelineRow
from ui.words import day_and_time, short_day

_LATEST = 5
_NARROW = 820


def timeline_row(theme: Theme, event: Event, now: datetime, *, last: bool) -> TimelineRow:
    """The row of one event."""
    when = "" if event.at is None else day_and_time(event.at, now)
    return TimelineRow(
        theme,
        icon=event.icon,
        tone=event.tone,
        title=event.title,
        when=when,
        lines=event.lines,
        who=event.who,
        last=last,
    )


class OverviewTab(QWidget):
    """Shows what it is given; `wanted_edit` and `wanted_history` say what somebody clicked."""

    wanted_edit = Signal()
    wanted_history = Signal()

    def __init__(self, context: Context, *, sees_scores: bool, may_write: bool) -> None:
        super().__init__()
        theme = self._theme = context.theme
        body = QWidget()
        whole = column(self, spacing=0)
        whole.addWidget(Scrolling(body))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(24, 16, 24, 24)
        self._columns.setSpacing(16)
        left = column(spacing=12)
        self.risk = RiskCard(theme)
        left.addWidget(self.risk)
        self._facts_card = Card(theme, tr("Fakta"))
        if may_write:
            self._facts_card.add_action(tr("Ändra"), tr("Ändra uppgifterna")).clicked.connect(self.wanted_edit)
        self._facts = FactGrid(theme)
        self._facts_card.body.addWidget(self._facts)
        left.addWidget(self._facts_card)
        self.twins = TwinCard(context)
        left.addWidget(self.twins)
        self._notes_card = Card(theme, tr("Anteckningar"))
        self._notes = Text(theme, wrap=True)
        self._notes_card.body.addWidget(self._notes)
        left.addWidget(self._notes_card)
        left.addStretch(1)
        self._columns.addLayout(left, 1)
        self.risk.setVisible(sees_scores)
        self._events_card = Card(theme, tr("Händelser"))
        self._events_card.add_action(tr("Visa alla"), tr("Visa alla händelser")).clicked.connect(self.wanted_history)
        self._events = column(spacing=0)
        self._events_card.body.addLayout(self._events)
        self._events_card.body.addStretch(1)
        self._columns.addWidget(self._events_card)

    def show_venue(self, venue: Venue, today: datetime) -> None:
        """Show the facts."""
        self._facts.show_facts(facts(venue, today))
        self._notes.setText(venue.notes)
        self._notes_card.setVisible(bool(venue.notes))

    def show_score(self, score: Score) -> None:
        """Show what the score is made of."""
        self.risk.show_score(score)

    def show_events(self, events: Sequence[Event], now: datetime) -> None:
        """Show the latest events."""
        clear(self._events)
        latest = events[:_LATEST]
        for index, event in enumerate(latest):
            self._events.addWidget(timeline_row(self._theme, event, now, last=index == len(latest) - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the events below where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if narrow else right)
        pane = self._theme.size("timelinePane")
        self._events_card.setMinimumWidth(0 if narrow else pane)
        self._events_card.setMaximumWidth(16_777_215 if narrow else pane)


def facts(venue: Venue, now: datetime) -> list[tuple[str, str]]:
    """Label and value, in the order of the card; what is not known is left out unless it matters."""
    today = now.date()
    names = {place.code: place.name for place in municipalities()}
    status = tr(swedish(venue.status))
    if venue.status_on is not None:
        status = tr("{0} sedan {1}").format(status, short_day(venue.status_on, today))
    found = [
        (tr("Serveringstillstånd"), _permit(venue, today)),
        (tr("Nyttjare"), venue.operator_name),
        (tr("Fastighetsägare"), venue.landlord_name),
        (tr("Status"), status),
        (tr("Typ av lokal"), "" if venue.place is PlaceKind.UNKNOWN else tr(swedish(venue.place))),
        (tr("Fastighet"), venue.property_designation),
    ]
    optional = [
        (tr("Tillståndet avser"), "" if venue.permit_kind is PermitKind.UNKNOWN else tr(swedish(venue.permit_kind))),
        (tr("Tillståndet gäller"), _span(venue, today)),
        (tr("Serveringstid"), "–".join(part for part in (venue.serving_from, venue.serving_to) if part)),
        (tr("Skäl till statusen"), venue.status_reason),
        (tr("Kallas även"), ", ".join(venue.aliases)),
        (tr("Adressen"), tr("Rörlig klubb, byter adress") if venue.moving else ""),
        (tr("Tidigare adresser"), "\n".join(map(shown_earlier, venue.earlier_addresses))),
        (tr("Ingångar"), "\n".join(venue.entrances)),
        (tr("När det är öppet"), venue.opening_pattern),
        (tr("Kommun"), names.get(venue.municipality, venue.municipality)),
    ]
    if venue.position is not None:
        optional.append((tr("Koordinater"), f"{venue.position.latitude:.5f}, {venue.position.longitude:.5f}"))
    return found + [(label, value) for label, value in optional if value]


def _permit(venue: Venue, today: date) -> str:
    permit = tr(swedish(venue.permit))
    if venue.permit is not PermitState.UNKNOWN and venue.permit_checked_on is not None:
        permit = tr("{0} (register {1})").format(permit, short_day(venue.permit_checked_on, today))
    return f"{permit}, {venue.permit_number}" if venue.permit_number else permit


def _span(venue: Venue, today: date) -> str:
    days = (venue.permit_valid_from, venue.permit_valid_to)
    if not any(days):
        return ""
    return "–".join("" if day is None else short_day(day, today) for day in days)


def address(venue: Venue) -> str:
    """Street, postal code and town on one line."""
    town = " ".join(part for part in (shown_postal_code(venue.postal_code), venue.city) if part)
    unknown = tr("Rörlig klubb utan fast adress") if venue.moving else tr("Adress saknas")
    return ", ".join(part for part in (venue.street, town) if part) or unknown
