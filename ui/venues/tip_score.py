"""The column beside the tip form: what the tip does to the score of its place, line by line, while it is written."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from krogkoll.law import indicators
from krogkoll.venues import Score, ScoreLine, swedish_risk
from ui.i18n import tr
from ui.theme import Theme
from ui.venues.risk_card import indicator_name, points
from ui.venues.tip_card import note
from ui.widgets import paint
from ui.widgets.blocks import clear, column, row
from ui.widgets.marks import RiskRing
from ui.widgets.text import ElidedText, Text, line

_BAR = 72


class ScoreLineRow(QWidget):
    """Name, bar, points."""

    def __init__(self, theme: Theme, found: ScoreLine, *, new: bool) -> None:
        super().__init__()
        self._theme, self._new = theme, new
        self._share = found.points / max(one.weight for one in indicators().indicators.values())
        inside = row(self, spacing=8)
        inside.addWidget(ElidedText(theme, tr(indicator_name(found.indicator))), 1)
        inside.addSpacing(_BAR)
        amount = Text(theme, points(found.points))
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        amount.setMinimumWidth(theme.metrics("body", figures=True).horizontalAdvance("88,8") + 6)
        inside.addWidget(amount)
        self._amount = amount
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        theme, painter = self._theme, QPainter(self)
        right = self._amount.x() - 8
        ground = QRectF(right - _BAR, self.height() / 2 - 4, _BAR, 8)
        paint.rounded(painter, ground, 4, theme.colour("surfaceSunken"), None)
        filled = QRectF(ground.left(), ground.top(), max(8.0, min(1.0, self._share) * _BAR), 8)
        paint.rounded(painter, filled, 4, theme.colour("accent" if self._new else "textMuted"), None)


class ScoreColumn(QFrame):
    """Shows the score of the place as it would be."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._words: list[str] = []
        whole = column(self, (16, 12, 16, 14), 10)
        whole.addWidget(Text(theme, tr("Så påverkas poängen"), weight="semibold"))
        head = row(spacing=14)
        self.ring = RiskRing(theme, 72)
        head.addWidget(self.ring)
        words = column(spacing=2)
        self._class = Text(theme, "", "subtitle", "semibold", wrap=True)
        self._before = Text(theme, "", "caption", tone="muted", wrap=True)
        words.addStretch(1)
        words.addWidget(self._class)
        words.addWidget(self._before)
        words.addStretch(1)
        head.addLayout(words, 1)
        whole.addLayout(head)
        whole.addWidget(line())
        self._lines: QVBoxLayout = column(spacing=2)
        whole.addLayout(self._lines)
        self._how = Text(theme, "", "caption", tone="muted", wrap=True)
        whole.addWidget(self._how)
        self._sources = note(theme, "circle-check", "status.closed.fg")
        self._danger = note(theme, "flag", "status.confirmed.fg")
        whole.addWidget(self._sources)
        whole.addWidget(self._danger)
        whole.addStretch(1)
        whole.addWidget(line())
        whole.addWidget(note(theme, "info", "textMuted", tr("Lokalen får poäng, aldrig en person. Du avgör.")))

    def show_score(self, found: Score, before: Score | None, origin: str, place: str, why_empty: str) -> None:
        """Show it. origin: of the lines that this tip brings; before: the score of the place without it."""
        new = [one for one in found.lines if one.origin == origin]
        old = [one for one in found.lines if one.origin != origin]
        self.ring.show_score(round(found.points) if found.lines else None)
        self._class.setText(tr(swedish_risk(found.risk)) if found.lines else tr("Inga poäng än"))
        had = "" if before is None else tr("{0} hade {1}").format(place, round(before.points))
        self._before.setText(had)
        self._before.setVisible(bool(had))
        clear(self._lines)
        self._words = [self._class.text(), had]
        self._group(tr("Det här tipset"), new, new=True)
        self._group(tr("Redan känt"), old, new=False)
        if not new and why_empty:
            self._lines.addWidget(Text(self._theme, why_empty, tone="muted", wrap=True))
            self._words.append(why_empty)
        self._how.setText(_reckoned(new[0]) if new else "")
        self._how.setVisible(bool(new))
        self._say_rules(found)

    def _group(self, title: str, lines: Sequence[ScoreLine], *, new: bool) -> None:
        if not lines:
            return
        head = QWidget()
        inside = row(head, (0, 6, 0, 2), 8)
        inside.addWidget(Text(self._theme, title, "caption", "semibold", "muted"), 1)
        inside.addWidget(Text(self._theme, f"+{points(_sum(lines))}", "caption", "semibold", "muted"))
        self._lines.addWidget(head)
        self._words.append(f"{title} +{points(_sum(lines))}")
        for one in lines:
            self._lines.addWidget(ScoreLineRow(self._theme, one, new=new))
            self._words.append(f"{tr(indicator_name(one.indicator))} {points(one.points)}")

    def _say_rules(self, found: Score) -> None:
        enough = found.sources >= indicators().high_needs_independent_sources
        self._sources.icon.show_icon(
            "circle-check" if enough else "info", "status.closed.fg" if enough else "textMuted"
        )
        known = tr("En källa") if found.sources == 1 else tr("{0} oberoende källor").format(found.sources)
        self._sources.say(tr("{0}. Två krävs för att kunna bli Hög.").format(known))
        self._sources.setVisible(bool(found.lines))
        self._danger.icon.show_icon(
            "flag" if found.danger else "info", "status.confirmed.fg" if found.danger else "textMuted"
        )
        self._danger.say(
            tr("Fara. Klassen är minst Medel.") if found.danger else tr("Ingen farosignal: underåriga, hot, utrymning.")
        )

        self._words += [self._sources.text.text(), self._danger.text.text()]

    @property
    def words(self) -> str:
        """What the column says, a line each."""
        return "\n".join(self._words)


def _sum(lines: Iterable[ScoreLine]) -> float:
    return sum(one.points for one in lines)


def _reckoned(one: ScoreLine) -> str:
    return tr("{0}: vikt {1} × tilltro {2} × ålder {3} = {4}. Halveras på {5} dagar.").format(
        tr(indicator_name(one.indicator)),
        f"{one.weight:g}",
        f"{one.grade_factor:.2f}".replace(".", ","),
        f"{one.age_factor:.2f}".replace(".", ","),
        points(one.points),
        indicators().half_life_days,
    )
