"""The places of the night in their order: moved by hand or by key, with times that follow, and the estimated way."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from krogkoll.inspections import Plan, Stop, late, length
from krogkoll.kernel.swedish import NBSP
from ui.i18n import tr
from ui.operations.words import time_text
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import Card, Icon, clear, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.finger import KEEPS_DRAGS
from ui.widgets.text import ElidedText, Text, line


class Handle(QWidget):
    """The number of a stop: drag it, or Alt+Up and Alt+Down. `moved` carries how many places, `opened` the click."""

    moved = Signal(int)

    def __init__(self, theme: Theme, number: int, name: str) -> None:
        super().__init__()
        self._theme, self._number, self._from = theme, number, QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setProperty(KEEPS_DRAGS, True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Stopp {0}, {1}. Flytta med Alt och piltangent.").format(number, name))
        self.setToolTip(tr("Dra, eller flytta med Alt och piltangent"))

    def sizeHint(self) -> QSize:
        """Grip and number side by side."""
        return QSize(56, 44)

    def minimumSizeHint(self) -> QSize:
        """Never less."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move one place up or down."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        self._from = event.globalPosition().toPoint()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Move as many places as rows were passed."""
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        parent = self.parentWidget()
        tall = max(1, parent.height() if parent is not None else 1)
        places = round((event.globalPosition().toPoint().y() - self._from.y()) / tall)
        if places:
            self.moved.emit(places)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grip and the number."""
        theme, painter = self._theme, QPainter(self)
        middle = self.height() / 2
        grip = theme.pixmap("grip-vertical", "textMuted", 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, middle - 8), grip)
        circle = QRectF(24, middle - 13, 26, 26)
        paint.rounded(painter, circle, 13, theme.colour("accent"), None)
        painter.setFont(theme.font("caption", "bold", figures=True))
        painter.setPen(theme.colour("onAccent"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        if self.hasFocus():
            paint.focus_ring(painter, theme, QRectF(self.rect()), theme.tokens.radius["control"])


class StopsCard(Card):
    """`arranged` carries the ids in their new order; the others what somebody wants to do with a stop."""

    arranged = Signal(object)
    wanted_add = Signal()
    wanted_edit = Signal(object)
    wanted_remove = Signal(object)
    wanted_best = Signal()
    wanted_visit = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Stopp och tider"))
        self.add = self.add_action(tr("Lägg till"), tr("Lägg till ett ställe"), "plus")
        self.add.clicked.connect(self.wanted_add)
        self._rows = column(spacing=0)
        self.body.addLayout(self._rows)
        foot = row(spacing=8)
        self._way = Text(theme, "", "caption", tone="muted", wrap=True)
        self.best = Button(theme, tr("Föreslå ordning"), "route", "link", tr("Föreslå den kortaste ordningen"))
        self.best.clicked.connect(self.wanted_best)
        foot.addWidget(self._way, 1)
        foot.addWidget(self.best)
        self.body.addLayout(foot)
        self.handles: list[Handle] = []
        self._ids: list[str] = []
        self._startable = False

    def show_plan(self, plan: Plan, *, writable: bool, startable: bool) -> None:
        """Show the stops. startable: whether a visit can be begun at each from here."""
        self._startable = startable
        focused = next((number for number, one in enumerate(self.handles) if one.hasFocus()), -1)
        clear(self._rows)
        self.handles, self._ids = [], [stop.id for stop in plan.stops]
        missed = late(plan.stops, plan.places)
        for number, stop in enumerate(plan.stops, start=1):
            if number > 1:
                self._rows.addWidget(line())
            self._rows.addWidget(self._stop(plan, stop, number, stop.id in missed, writable=writable))
        if not plan.stops:
            self._rows.addWidget(Text(self._theme, tr("Inget ställe är valt än."), tone="muted", wrap=True))
        self.add.setVisible(writable)
        self.best.setVisible(writable and len(plan.stops) > 2)
        self._way.setText(way_words(plan.stops, plan))
        if 0 <= focused < len(self.handles):
            self.handles[focused].setFocus()

    def _stop(self, plan: Plan, stop: Stop, number: int, missed: bool, *, writable: bool) -> QWidget:
        theme, name = self._theme, plan.venue_name(stop.venue_id)
        cell = QWidget()
        inside = row(cell, (0, 5, 0, 5), 8)
        handle = Handle(theme, number, name)
        handle.setEnabled(writable)
        handle.moved.connect(partial(self._move, number - 1))
        self.handles.append(handle)
        inside.addWidget(handle)
        words = column(spacing=0)
        words.addWidget(ElidedText(theme, name, weight="semibold"))
        venue = plan.venues.get(stop.venue_id)
        where = ", ".join(part for part in ((venue.street, venue.city) if venue else ()) if part)
        words.addWidget(ElidedText(theme, where or tr("Adressen är inte känd"), "caption", tone="muted"))
        if stop.note:
            words.addWidget(Text(theme, stop.note, "caption", tone="muted", wrap=True))
        if missed:
            words.addWidget(Text(theme, tr("Hinner inte i tid från stoppet före"), "caption", tone="danger", wrap=True))
        inside.addLayout(words, 1)
        if stop.fixed:
            pin = Icon(theme, "pin", "textMuted", 14)
            pin.setToolTip(tr("Fast tid"))
            inside.addWidget(pin)
        inside.addLayout(self._times(stop))
        for button in self._acts(stop, name, writable=writable):
            inside.addWidget(button)
        return cell

    def _acts(self, stop: Stop, name: str, *, writable: bool) -> list[Button]:
        """What can be done with a stop: begin the visit there, change its time, take it out."""
        theme = self._theme
        found = []
        if self._startable:
            start = icon_button(theme, "clipboard-check", tr("Starta tillsyn på {0}").format(name))
            start.clicked.connect(partial(self.wanted_visit.emit, stop.venue_id))
            found.append(start)
        if writable:
            edit = icon_button(theme, "pencil", tr("Ändra tid för {0}").format(name))
            edit.clicked.connect(partial(self.wanted_edit.emit, stop))
            gone = icon_button(theme, "x", tr("Ta bort {0} ur insatsen").format(name))
            gone.clicked.connect(partial(self.wanted_remove.emit, stop))
            found += [edit, gone]
        return found

    def _times(self, stop: Stop) -> QVBoxLayout:
        times = column(spacing=0)
        at = Text(self._theme, time_text(stop.starts_at) or "–", weight="semibold")
        long = Text(self._theme, tr("{0} min").format(stop.minutes).replace(" ", NBSP), "caption", tone="muted")
        for text in (at, long):
            text.setAlignment(Qt.AlignmentFlag.AlignRight)
            times.addWidget(text)
        return times

    def _move(self, index: int, places: int) -> None:
        to = min(len(self._ids) - 1, max(0, index + places))
        if to == index:
            return
        ids = list(self._ids)
        ids.insert(to, ids.pop(index))
        self.handles[to].setFocus()
        self._ids = ids
        self.arranged.emit(tuple(ids))


def way_words(stops: Sequence[Stop], plan: Plan) -> str:
    """The estimated way in kilometres, and what the times rest on."""
    metres = length(stops, plan.places)
    if metres is None:
        if len(stops) < 2:
            return ""
        return tr("Vägen går inte att räkna ut: ett ställe saknar koordinater.")
    return tr("Ungefär {0} km mellan stoppen. Tiderna följer av vägen.").format(
        f"{metres / 1000:.1f}".replace(".", ",")
    )
