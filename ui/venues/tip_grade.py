"""Cards 4 and 5 of the tip form: how sure it is, in words with the code as a tag, and the signs that were seen."""

from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from krogkoll.kernel.swedish import Words
from krogkoll.law import indicators
from krogkoll.venues import (
    Grade,
    Handling,
    InformationGrade,
    SourceGrade,
    Statement,
    Suspicion,
    swedish_grade,
    swedish_tip,
)
from ui.i18n import tr
from ui.theme import Theme
from ui.venues.tip_card import Flowing, Labelled, NumberedCard
from ui.venues.tip_state import TipState, grade_said
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.choices import FilterChip
from ui.widgets.marks import Chip
from ui.widgets.segments import Flow, Segments
from ui.widgets.text import Text

_SHORT = Words(
    (SourceGrade.RELIABLE, "tillförlitlig"),
    (SourceGrade.UNTESTED, "oprövad"),
    (SourceGrade.NOT_RELIABLE, "opålitlig"),
    (InformationGrade.DIRECT, "egen"),
    (InformationGrade.CORROBORATED, "styrkt"),
    (InformationGrade.INDIRECT, "hörsägen"),
    (InformationGrade.NOT_KNOWN, "oklar"),
    (InformationGrade.SUSPECTED_FALSE, "falsk"),
    (Handling.PERMITTED, "får delas"),
    (Handling.CONDITIONS, "får delas med villkor"),
)
_SIGN = 14
_FIRST_SIGNS = ("I1", "I8", "I9", "I16", "I3", "I4", "I5")


class GradeCard(NumberedCard):
    """Three choices make one grade; the police also say whether it is a fact and whether somebody is suspected."""

    def __init__(self, theme: Theme, *, police: bool) -> None:
        super().__init__(theme, 4, tr("Hur säkert är det?"))
        self.tag = Chip(theme, "investigating", "", "")
        self._head.addWidget(self.tag)
        self.source = _segments(theme, tr("Källan är"), SourceGrade)
        self.information = _segments(theme, tr("Uppgiften är"), InformationGrade)
        self.handling = _segments(theme, tr("Tipset"), Handling)
        self.body.addWidget(Labelled(theme, tr("Källan är"), self.source))
        self.body.addWidget(Labelled(theme, tr("Uppgiften är"), self.information))
        self.body.addWidget(Labelled(theme, tr("Tipset"), self.handling))
        self.conditions = QLineEdit()
        self.conditions.setMaxLength(500)
        self.conditions.setAccessibleName(tr("Villkor för att dela"))
        self.conditions.setPlaceholderText(tr("Villkoret, till exempel bara till polisen"))
        self.body.addWidget(self.conditions)
        self.statement = _words(theme, tr("Det är en"), (Statement.FACT, Statement.ASSESSMENT))
        self.suspicion = _words(theme, tr("Person"), tuple(Suspicion))
        for label, editor in ((tr("Det är en"), self.statement), (tr("Person"), self.suspicion)):
            labelled = Labelled(theme, label, editor)
            self.body.addWidget(labelled)
            if not police:
                labelled.hide()
        self._said = Text(theme, "", "caption", tone="muted", wrap=True)
        self.body.addWidget(self._said)
        for segments in (self.source, self.information, self.handling, self.statement, self.suspicion):
            segments.changed.connect(self._turned)
        self.conditions.textChanged.connect(self.tell)

    def begin(self) -> QWidget:
        """The first of the three."""
        return self.source.first()

    def fill(self, state: TipState) -> None:
        """Show what was chosen before."""
        self._filling = True
        self.source.value = state.source_grade
        self.information.value = state.information_grade
        self.handling.value = state.handling
        self.statement.value = state.statement
        self.suspicion.value = state.suspicion
        self.conditions.setText(state.conditions)
        self._filling = False
        self._turned()

    @property
    def grade(self) -> Grade | None:
        """The grade, once all three are chosen."""
        source, information, handling = self.source.value, self.information.value, self.handling.value
        if not (source and information and handling):
            return None
        return Grade(source=SourceGrade(source), information=InformationGrade(information), handling=Handling(handling))

    def _turned(self) -> None:
        grade = self.grade
        self.conditions.setVisible(self.handling.value == Handling.CONDITIONS.value)
        self.tag.setVisible(grade is not None)
        if grade is None:
            self._said.setText(tr("Ograderat räknas tipset inte i poängen. Det går bra att gradera senare."))
        else:
            self.tag.show_as("investigating", "", grade.code)
            mapped = tr("Motsvarar {0} i 4×4 och {1} i 5×5×5.").format(grade.four_by_four, grade.five_by_five)
            self._said.setText(f"{grade_said(grade)} {mapped}")
        self.tell()

    @property
    def said(self) -> str:
        """The grade in whole sentences, as shown."""
        return self._said.text()


def _segments(theme: Theme, name: str, kind: type[SourceGrade] | type[InformationGrade] | type[Handling]) -> Segments:
    members = cast("tuple[SourceGrade | InformationGrade | Handling, ...]", tuple(kind))
    return Segments(theme, name, [(tr(_SHORT[one]), one.value, tr(swedish_grade(one))) for one in members])


def _words(theme: Theme, name: str, members: tuple[Statement | Suspicion, ...]) -> Segments:
    said = [tr(swedish_tip(one)) for one in members]
    return Segments(
        theme, name, [(word[0].lower() + word[1:], one.value, word) for word, one in zip(said, members, strict=True)]
    )


class SignChip(FilterChip):
    """A chip with a plus that becomes a check, so that colour is not alone in telling."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text)
        self._look = theme

    def sizeHint(self) -> QSize:
        """Room for the sign before the words."""
        return super().sizeHint() + QSize(_SIGN + 4, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw pill, sign and words."""
        theme, on, painter = self._look, self.isChecked(), QPainter(self)
        rect, radius = QRectF(self.rect()), self.height() / 2
        fill = "accentSoft" if on else "hover" if self.underMouse() else "surface"
        paint.rounded(painter, rect, radius, theme.colour(fill), theme.colour("accent" if on else "borderControl"))
        tone = "onAccentSoft" if on else "text"
        icon = theme.pixmap("check" if on else "plus", tone, _SIGN, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(10, (self.height() - _SIGN) / 2), icon)
        painter.setFont(theme.font("caption", "semibold"))
        painter.setPen(theme.colour(tone))
        words = rect.adjusted(10 + _SIGN + 4, 0, -8, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, radius)


class SignsCard(NumberedCard):
    """The signs of the law tables as chips: the usual ones first, all of them on demand."""

    def __init__(self, theme: Theme) -> None:
        known = indicators().indicators
        super().__init__(theme, 5, tr("Tecken på olaglig servering"))
        self._all = Button(theme, tr("Alla {0}").format(len(known)), "", "link", tr("Visa alla tecken"))
        self._all.clicked.connect(self._turn)
        self._head.addWidget(self._all)
        self._open = False
        self._unknown: tuple[str, ...] = ()
        flow = Flow()
        self.chips: dict[str, SignChip] = {}
        for code in (*_FIRST_SIGNS, *(one for one in known if one not in _FIRST_SIGNS)):
            if code not in known:
                continue
            chip = self.chips[code] = SignChip(theme, tr(known[code].name_sv))
            chip.setToolTip(tr(known[code].description_sv))
            chip.toggled.connect(self.tell)
            chip.toggled.connect(self._fit)
            flow.addWidget(chip)
        self.body.addWidget(Flowing(flow))
        self._fit()

    def begin(self) -> QWidget:
        """The first chip."""
        return next(iter(self.chips.values()))

    def fill(self, state: TipState) -> None:
        """Show what was chosen before; a sign that the tables no longer know is kept but not shown."""
        self._filling = True
        self._unknown = tuple(code for code in state.indicators if code not in self.chips)
        for code, chip in self.chips.items():
            chip.setChecked(code in state.indicators)
        self._filling = False
        self._fit()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes of the signs that are on, in the order of the tables."""
        on = [code for code in indicators().indicators if code in self.chips and self.chips[code].isChecked()]
        return (*on, *self._unknown)

    def _turn(self) -> None:
        self._open = not self._open
        self._all.setText(tr("Färre") if self._open else tr("Alla {0}").format(len(self.chips)))
        self._all.set_name(tr("Visa färre tecken") if self._open else tr("Visa alla tecken"))
        self._all.updateGeometry()
        self._fit()

    def _fit(self, *_: object) -> None:
        for code, chip in self.chips.items():
            cast(QAbstractButton, chip).setVisible(self._open or code in _FIRST_SIGNS or chip.isChecked())
