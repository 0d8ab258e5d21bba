"""The last step: what is not checked, what is missing, what has no words yet; and closing the visit anyway."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from krogkoll.inspections import Inspection, InspectionStatus, Visit, closing_problems, not_checked, remarks
from krogkoll.kernel.errors import Problem
from ui.i18n import tr
from ui.inspections.facts import Fact, FactsCard, FactsKeeper
from ui.inspections.reading import FieldRead
from ui.inspections.records import Deed, Line, RecordsCard
from ui.inspections.words import problem_words
from ui.theme import Theme
from ui.widgets.blocks import Banner, Scrolling, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text

_SHOWN = 40


class SummaryStep(QWidget):
    """`went` carries a question to go to, `went_to` a step; `closing` and `reopening` come from the buttons.

    `deciding` carries the visit that somebody wants to write a decision from.
    """

    went = Signal(str)
    went_to = Signal(str)
    closing = Signal()
    reopening = Signal()
    deciding = Signal(str)

    def __init__(self, theme: Theme, keeper: FactsKeeper) -> None:
        super().__init__()
        self._id = ""
        whole = column(self, spacing=0)
        body = QWidget()
        inside = column(body, (20, 12, 20, 20), 12)
        self.banner = Banner(theme, closable=False)
        inside.addWidget(self.banner)
        self.stops = RecordsCard(theme, tr("Måste lösas före avslut"), tr("Inget."))
        self.minds = RecordsCard(theme, tr("Att ta ställning till"), tr("Inget."))
        self.left = RecordsCard(theme, tr("Ännu inte kontrollerat"), tr("Alla frågor är besvarade."))
        self.facts = FactsCard(
            theme,
            tr("Avslut"),
            (
                Fact("party_comments", tr("Partens synpunkter"), wide=True),
                Fact("deviations_from_plan", tr("Avvikelser från planen"), wide=True),
                Fact("next_step", tr("Nästa steg"), wide=True),
            ),
            keeper,
            lambda: None,
        )
        for card in (self.stops, self.minds, self.left, self.facts):
            inside.addWidget(card)
        inside.addStretch(1)
        whole.addWidget(Scrolling(body), 1)
        whole.addWidget(self._foot(theme))

    def _foot(self, theme: Theme) -> QWidget:
        foot = QWidget()
        foot.setObjectName("surface")
        line = row(foot, (20, 10, 20, 10), 12)
        self.state = Text(theme, "", "caption", tone="muted", wrap=True)
        self.close_button = Button(theme, tr("Avsluta besöket"), "check", "primary")
        self.close_button.clicked.connect(self.closing)
        self.reopen_button = Button(theme, tr("Öppna igen"), "undo-2")
        self.reopen_button.clicked.connect(self.reopening)
        line.addWidget(self.state, 1)
        self.decide_button = Button(theme, tr("Skriv beslut"), "gavel")
        self.decide_button.clicked.connect(lambda _=False: self.deciding.emit(self._id))
        line.addWidget(self.reopen_button)
        line.addWidget(self.decide_button)
        line.addWidget(self.close_button)
        return foot

    def show_visit(self, read: FieldRead, visit: Visit) -> None:
        """Show what stands; `visit` has the answers of this moment."""
        self._id = read.inspection.id
        stops = [one for one in closing_problems(visit) if one.field != "ended_at"]
        minds, left = remarks(visit), not_checked(visit, read.kinds)
        self.stops.setVisible(bool(stops))
        self.stops.show_lines([self._stop(visit, one) for one in stops])
        self.minds.show_lines(self._minds(visit, minds))
        shown = [
            Line(str(one.number), one.question_sv, "", "minus", "dismissed", self._goes(one.id, one.number), True)
            for one in left[:_SHOWN]
        ]
        self.left.show_lines(shown)
        self.facts.show_facts(read.inspection, writable=read.open)
        self.close_button.setVisible(read.open)
        self.close_button.setEnabled(not stops)
        closed = read.inspection.status is InspectionStatus.CLOSED
        self.reopen_button.setVisible(read.may and closed and not read.inspection.sealed)
        self.decide_button.setVisible(read.may and read.inspection.status is not InspectionStatus.OPEN)
        words = _state(read.inspection, len(stops), len(minds), len(left))
        self.state.setText(words if read.may else tr("Din roll får läsa besöket men inte skriva i det."))

    def _goes(self, item_id: str, number: int) -> Sequence[Deed]:
        return (
            Deed(
                tr("Gå dit"), tr("Gå till fråga {0}").format(number), "chevron-right", partial(self.went.emit, item_id)
            ),
        )

    def _stop(self, visit: Visit, problem: Problem) -> Line:
        answer = visit.answer_to(problem.field)
        if answer is None:
            return Line("", problem_words(problem), "", "triangle-alert", "confirmed")
        one = answer.item
        deeds = self._goes(one.id, one.number)
        return Line(
            str(one.number), one.question_sv, problem_words(problem), "triangle-alert", "confirmed", deeds, True
        )

    def _minds(self, visit: Visit, found: Sequence[Problem]) -> list[Line]:
        lines = []
        for one in found:
            step, words = _MINDS.get(one.problem, ("", ""))
            if one.problem == "photo-missing":
                answer = visit.answer_to(one.field)
                if answer is not None:
                    text, under = tr("Foto saknas till avvikelsen"), answer.item.question_sv
                    goes = self._goes(answer.item.id, answer.item.number)
                    lines.append(Line(str(answer.item.number), text, under, "camera", "suspected", goes, True))
            elif not any(line.text == tr(words) for line in lines):
                name = tr("Visa: {0}").format(tr(words))
                goes = (Deed(tr("Visa"), name, "chevron-right", partial(self.went_to.emit, step)),)
                lines.append(Line("", tr(words), "", "triangle-alert", "suspected", goes, True))
        return lines


_MINDS = {
    "no-ground": ("grund", "Ingen tillträdesgrund är antecknad."),
    "consent-ended": ("grund", "Samtycket är återkallat eller nekat."),
    "mark-not-settled": ("log", "Det finns tidsmärken som ingen har skrivit ut."),
    "still-inside": ("grund", "Någon är fortfarande antecknad som inne."),
    "not-answered": ("colleagues", "Ett erbjudande om överlämning väntar på svar."),
}


def _state(inspection: Inspection, stops: int, minds: int, left: int) -> str:
    if inspection.sealed:
        return tr("Protokollet är undertecknat. Besöket kan inte ändras.")
    if inspection.status is not InspectionStatus.OPEN:
        return tr("Besöket är avslutat. Det kan öppnas igen så länge protokollet inte är undertecknat.")
    if stops:
        return tr("Beskriv avvikelserna ovan, sedan går besöket att avsluta.")
    if minds or left:
        return tr("Du kan avsluta ändå. {0} frågor skrivs ut som ännu inte kontrollerade.").format(left)
    return tr("Allt är besvarat.")
