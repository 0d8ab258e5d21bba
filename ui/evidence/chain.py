"""The chain of custody of one photo or thing: who had it when, a gap in red dashes, and a new event."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from krogkoll.evidence import CustodyEvent, Photo, gaps, swedish
from krogkoll.kernel.clock import local
from ui.evidence import words
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import clear, column
from ui.widgets.text import Text


class ChainRows(QWidget):
    """How it came here first, then every event; the title says whether there is a gap."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        whole = column(self, spacing=8)
        self.title = Text(theme, tr("Beviskedja"), "caption", tone="muted", wrap=True)
        whole.addWidget(self.title)
        self._rows = column(spacing=0)
        whole.addLayout(self._rows)

    def show_chain(self, photo: Photo, chain: Sequence[CustodyEvent]) -> None:
        """Replace what is shown."""
        clear(self._rows)
        broken = {before.id for before, _ in gaps(chain)}
        self.title.setText(tr("Beviskedja med glapp") if broken else tr("Beviskedja utan glapp"))
        self.title.set_tone("danger" if broken else "muted")
        came = tr("Sparad krypterad av {0}").format(photo.photographer or tr("okänd"))
        self._rows.addWidget(_Link(self._theme, came, words.full_moment(photo.created_at), last=not chain))
        for number, event in enumerate(chain):
            last = number == len(chain) - 1
            gap = event.id in broken
            self._rows.addWidget(_Link(self._theme, event_words(event), event_note(event), last=last, gap=gap))
            if gap:
                said = tr("Ingen uppgift om vem som hade det här")
                self._rows.addWidget(_Link(self._theme, said, "", last=False, gap=True, missing=True))


def event_words(event: CustodyEvent) -> str:
    """What happened, with whom."""
    said = swedish(event.act)
    if event.from_who and event.to_who:
        return tr("{0} från {1} till {2}").format(said, event.from_who, event.to_who)
    if event.to_who:
        return tr("{0} till {1}").format(said, event.to_who)
    return tr("{0} av {1}").format(said, event.from_who) if event.from_who else said


def event_note(event: CustodyEvent) -> str:
    """When, where and why, with seals."""
    wall = local(event.at)
    seals = tr("försegling {0} till {1}").format(event.seal_before or "–", event.seal_after or "–")
    parts = (
        f"{wall:%Y-%m-%d %H:%M}",
        event.place,
        seals if event.seal_before or event.seal_after else "",
        event.reason,
    )
    return " · ".join(part for part in parts if part)


class _Link(QWidget):
    """One event with its dot; the line to the next is red and dashed where nobody knows."""

    def __init__(
        self, theme: Theme, text: str, note: str, *, last: bool, gap: bool = False, missing: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._last, self._gap, self._missing = theme, last, gap, missing
        inside = column(self, (28, 0, 0, 10), 1)
        tone = "danger" if missing else ""
        inside.addWidget(Text(theme, text, weight="medium", tone=tone, wrap=True))
        if note:
            inside.addWidget(Text(theme, note, "caption", tone="muted", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot and the line."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            pen = QPen(theme.colour("status.confirmed.dot" if self._gap else "border"), 2)
            if self._gap:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(9, 18), QPointF(9, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("status.confirmed.dot" if self._missing else "status.closed.dot"))
        painter.drawEllipse(QPointF(9, 10), 4.5, 4.5)
