"""What the middle shows when nothing can be written any more: where the decision stands, and who signs."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from krogkoll.decisions import DECISION_MAKER, PRESENTER, Decision, State, signing_fields
from ui.context import Context
from ui.decisions.reading import Reading
from ui.decisions.words import state_words
from ui.i18n import tr
from ui.widgets.blocks import FactGrid, Icon, Scrolling, clear, column, row
from ui.widgets.text import Text, line

if TYPE_CHECKING:
    from ui.parts import SubjectPanel

_SIGNED = {
    State.READY: 0,
    State.PRESENTED: 1,
    State.DECIDED: 2,
}


class Summary(QWidget):
    """Facts, signatures, and below them what follows after a decision is made."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.after: SubjectPanel | None = None
        theme = context.theme
        body = QWidget()
        whole = column(body, (20, 16, 20, 20), 14)
        self.told = Text(theme, "", wrap=True)
        whole.addWidget(self.told)
        whole.addWidget(line())
        self.facts = FactGrid(theme, 2)
        whole.addWidget(self.facts)
        self._rule = line()
        whole.addWidget(self._rule)
        self._signs = column(spacing=6)
        whole.addLayout(self._signs)
        self._after = column(spacing=0)
        whole.addLayout(self._after)
        whole.addStretch(1)
        column(self, spacing=0).addWidget(Scrolling(body))

    def show_reading(self, reading: Reading) -> None:
        """Show a decision that is not being written."""
        decision = reading.decision
        self.told.setText(state_words(reading))
        self.facts.show_facts(
            [
                (tr("Mottagare"), decision.party_name),
                (tr("Diarienummer"), decision.docket_number),
                (tr("Lokal"), decision.premises),
                (tr("Beslutets dag"), decision.decided_on.isoformat() if decision.decided_on else ""),
            ]
        )
        clear(self._signs)
        shown = decision.state in _SIGNED
        self._rule.setVisible(shown)
        if shown:
            self._show_signs(decision)
        self._show_after(decision)

    def _show_signs(self, decision: Decision) -> None:
        theme, done = self._context.theme, _SIGNED[decision.state]
        self._signs.addWidget(Text(theme, tr("Underskrifter"), "body", "semibold"))
        known = {
            PRESENTER: (decision.presenter_name, tr("föredragande")),
            DECISION_MAKER: (decision.decision_maker_name, tr("beslutsfattare")),
        }
        places = signing_fields(decision)
        if decision.state is State.DECIDED:
            done = len(places)
        for number, place in enumerate(places):
            name, part = known[place]
            part = part if len(places) > 1 else tr("handläggare")
            signed = number < done
            holder = QWidget()
            inside = row(holder, spacing=8)
            icon, tone = ("circle-check", "status.closed.dot") if signed else ("circle-dashed", "status.suspected.dot")
            inside.addWidget(Icon(theme, icon, tone))
            words = tr("{0}, {1}: har undertecknat") if signed else tr("{0}, {1}: har inte undertecknat")
            inside.addWidget(Text(theme, words.format(name, part), wrap=True), 1)
            self._signs.addWidget(holder)

    def _show_after(self, decision: Decision) -> None:
        """Service, appeal and correction are another concept's part; shown where it is there."""
        make = getattr(self._context.parts, "after_panel", None)
        decided = decision.state is State.DECIDED and make is not None
        if decided and self.after is None and make is not None:
            self.after = make()
            self._after.addWidget(self.after.widget)
        if self.after is not None:
            self.after.widget.setVisible(decided)
            if decided:
                self.after.read((("decision", decision.id),))
