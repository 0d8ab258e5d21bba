"""Why a place has its score: each counted sign with its points, and how they were reckoned."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from krogkoll.law import indicators
from krogkoll.venues import RiskClass, Score, ScoreLine, swedish_risk
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import Card, clear, column
from ui.widgets.dialog import Dialog
from ui.widgets.marks import Chip
from ui.widgets.text import Text, line
from ui.words import short_day

_ICONS: Mapping[str, str] = {
    "I1": "beer",
    "I2": "wine",
    "I3": "users",
    "I4": "shield-alert",
    "I5": "door-closed",
    "I6": "dices",
    "I7": "bottle-wine",
    "I8": "ticket",
    "I9": "moon",
    "I10": "megaphone",
    "I11": "gavel",
    "I12": "building-2",
    "I13": "volume-2",
    "I14": "warehouse",
    "I15": "cctv",
    "I16": "banknote",
}
CLASS_TONES: Mapping[RiskClass, str] = {
    RiskClass.HIGH: "confirmed",
    RiskClass.MEDIUM: "suspected",
    RiskClass.LOW: "closed",
}
_STRONG, _FAIR = 15.0, 7.0
_TILE, _TEXT = 38, 44


def ring_score(found: float | None) -> int | None:
    """What the ring shows: nothing where no sign has been counted, which is something else than a low score."""
    return round(found) if found else None


def points(value: float) -> str:
    """Points with one decimal and the Swedish comma."""
    return f"{value:.1f}".replace(".", ",")


def indicator_name(code: str) -> str:
    """The short name of an indicator; a code that the tables no longer know stands for itself."""
    found = indicators().indicators.get(code)
    return code if found is None else tr(found.name_sv)


class IndicatorTile(QWidget):
    """One sign: icon on a ground as strong as its points, name, grade and day, points."""

    def __init__(self, theme: Theme, found: ScoreLine, today: date) -> None:
        super().__init__()
        self._theme, self._line = theme, found
        self._name = indicator_name(found.indicator)
        self._under = f"{found.indicator} · {found.grade} · {short_day(found.on, today)}"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("{0}, {1} poäng, {2}").format(self._name, points(found.points), self._under))

    def sizeHint(self) -> QSize:
        """One tile."""
        return QSize(210, _TILE)

    def minimumSizeHint(self) -> QSize:
        """Names break before the page grows."""
        return QSize(140, _TILE)

    def _room(self) -> int:
        figure = self._theme.metrics(weight="semibold", figures=True).horizontalAdvance(points(self._line.points))
        return self.width() - _TEXT - figure - 12

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A name too long for one line gets two."""
        super().resizeEvent(event)
        fits = self._theme.metrics(weight="semibold").horizontalAdvance(self._name) <= self._room()
        self.setFixedHeight(_TILE if fits else _TILE + 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme, found = self._theme, self._line
        painter = QPainter(self)
        tone = "confirmed" if found.points >= _STRONG else "suspected" if found.points >= _FAIR else "dismissed"
        paint.rounded(painter, QRectF(0, 2, 34, 34), 8, theme.colour(f"status.{tone}.bg"), None)
        icon = theme.pixmap(_ICONS.get(found.indicator, "flag"), f"status.{tone}.fg", 18, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(8, 10), icon)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(weight="semibold", figures=True))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, self.width(), _TILE), right, points(found.points))
        room, high = self._room(), self.height() - 18
        painter.setFont(theme.font(weight="semibold"))
        wrap = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(QRectF(_TEXT, 0, room, high), wrap, self._name)
        painter.setFont(theme.font("caption", figures=True))
        painter.setPen(theme.colour("textMuted"))
        painter.drawText(QRectF(_TEXT, high, room, 18), Qt.AlignmentFlag.AlignVCenter, self._under)


class RiskCard(Card):
    """The card Riskbild."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Riskbild"))
        self._score: Score | None = None
        self._chip = Chip(theme)
        self._head.insertWidget(1, self._chip)
        self._how = self.add_action(tr("Så räknas poängen"), tr("Så räknas poängen"))
        self._how.clicked.connect(self.explain)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._none = Text(theme, "", tone="muted", wrap=True)
        self.body.addWidget(self._none)

    def show_score(self, score: Score) -> None:
        """Show the signs, strongest first."""
        self._score = score
        clear(self._grid)
        for index, found in enumerate(score.lines):
            tile = IndicatorTile(self._theme, found, score.as_of)
            self._grid.addWidget(tile, index // 2, index % 2, Qt.AlignmentFlag.AlignTop)
        self._chip.setVisible(bool(score.lines))
        self._chip.show_as(CLASS_TONES[score.risk], "", f"{tr(swedish_risk(score.risk))} {round(score.points)}")
        self._how.setVisible(bool(score.lines))
        text = "" if score.lines else tr("Inga bedömda tips eller iakttagelser än. Poängen räknas när de kommer.")
        if score.risk is not RiskClass.HIGH and score.points >= indicators().high_from:
            text = tr("Poängen räcker till hög, men det krävs minst två oberoende källor.")
        self._none.setText(text)
        self._none.setVisible(bool(text))

    @property
    def summed(self) -> str:
        """The sum of what is shown, as the dialog says it."""
        return "" if self._score is None else points(sum(found.points for found in self._score.lines))

    def explain(self) -> None:
        """Show how the points were reckoned."""
        if self._score is not None:
            ScoreDialog(self._theme, self, self._score).open()


class ScoreDialog(Dialog):
    """The sum, line by line: weight × grade × age."""

    def __init__(self, theme: Theme, parent: QWidget, score: Score) -> None:
        super().__init__(theme, parent.window(), tr("Så räknas poängen"), 600)
        rule = tr(
            "Varje tecken räknas en gång, med sin bästa iakttagelse: vikt × tilltro × ålder. "
            "Värdet halveras på {0} dagar. Summan stannar vid {1}. "
            "Det som bedöms är lokalen, aldrig en person, och en människa beslutar."
        ).format(indicators().half_life_days, indicators().maximum)
        self.body.addWidget(Text(theme, rule, tone="muted", wrap=True))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for index, words in enumerate(("Tecken", "Vikt", "Tilltro", "Ålder", "Poäng")):
            grid.addWidget(_cell(theme, tr(words), index, "caption", "muted"), 0, index)
        for number, found in enumerate(score.lines, start=1):
            age = f"{found.age_days} d: {found.age_factor:.2f}".replace(".", ",")
            grade = f"{found.grade}: {found.grade_factor:.2f}".replace(".", ",")
            cells = (indicator_name(found.indicator), f"{found.weight:g}", grade, age, points(found.points))
            for index, words in enumerate(cells):
                grid.addWidget(_cell(theme, words, index), number, index)
        self.body.addWidget(holder)
        self.body.addWidget(line())
        total = column(spacing=2)
        whole = sum(found.points for found in score.lines)
        total.addWidget(
            Text(theme, tr("Summa {0}, visas som {1}").format(points(whole), round(score.points)), weight="semibold")
        )
        sources = tr("1 oberoende källa") if score.sources == 1 else tr("{0} oberoende källor").format(score.sources)
        total.addWidget(
            Text(theme, tr("{0}. Regel {1}.").format(sources, indicators().version), "caption", tone="muted")
        )
        self.body.addLayout(total)
        self.add_out(tr("Stäng")).setFocus()


def _cell(theme: Theme, words: str, index: int, size: str = "body", tone: str = "") -> Text:
    cell = Text(theme, words, size, tone=tone, wrap=not index)
    if index:
        cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return cell
