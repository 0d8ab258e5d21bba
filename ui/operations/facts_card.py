"""What everybody needs to know of the night beside places and people, and the help that was asked for."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from krogkoll.inspections import AssistanceStatus, Considered, Plan, swedish_preparing
from krogkoll.law import cite_all, entry_grounds
from ui.i18n import tr
from ui.operations.words import short_name, time_text
from ui.theme import Theme
from ui.widgets.blocks import Card, FactGrid, clear, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text
from ui.words import clock

_TONES = {AssistanceStatus.GRANTED: "good", AssistanceStatus.REFUSED: "danger"}


def _answered(value: Considered, note: str) -> str:
    return "" if value is Considered.OPEN else ". ".join(part for part in (swedish_preparing(value), note) if part)


class FactsCard(Card):
    """`wanted_edit` when somebody wants the form of the operation, `wanted_help` (a request or None) for a request."""

    wanted_edit = Signal()
    wanted_help = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Inför kvällen"))
        self.change = self.add_action(tr("Ändra"), tr("Ändra insatsens uppgifter"))
        self.change.clicked.connect(self.wanted_edit)
        self._facts = FactGrid(theme, 2)
        self.body.addWidget(self._facts)
        self._help = column(spacing=6)
        self.body.addLayout(self._help)
        self.ask = Button(theme, tr("Begär handräckning"), "hand", "link", tr("Begär polisens hjälp"))
        self.ask.clicked.connect(lambda: self.wanted_help.emit(None))
        self.body.addWidget(self.ask)

    def show_plan(self, plan: Plan, *, writable: bool) -> None:
        """Show the facts of the night."""
        night = plan.operation
        self._facts.show_facts(
            [
                (tr("Syfte"), night.purpose),
                (tr("Samlingsplats"), night.rendezvous),
                (tr("Samband"), night.communications),
                (tr("När avbryts insatsen?"), night.abort_criteria),
                (tr("Barn på plats"), _answered(night.children, night.children_note)),
                (tr("Tolk"), _answered(night.interpreter, night.interpreter_note)),
                (tr("Medier"), _answered(night.media, night.media_note)),
                (tr("Utrustning för bevis"), night.evidence_kit),
                (tr("Genomgång efteråt"), time_text(night.debrief_at)),
                (tr("Anteckningar"), night.notes),
            ]
        )
        self.change.setVisible(writable)
        self.ask.setVisible(writable)
        clear(self._help)
        for one in plan.assistance:
            ground = entry_grounds().get(one.ground_id)
            what = one.ground_id if ground is None else cite_all(ground.references, short=True)
            cell = QWidget()
            inside = row(cell, spacing=8)
            words = column(spacing=0)
            title = tr("Handräckning, {0}, {1}").format(what, short_name(one.asked_of))
            words.addWidget(Text(self._theme, title, weight="medium", wrap=True))
            parts = [swedish_preparing(one.status), clock(one.sent_at) if one.sent_at else "", one.answer]
            state = ". ".join(part for part in parts if part)
            words.addWidget(Text(self._theme, state, "caption", tone=_TONES.get(one.status, "warning"), wrap=True))
            inside.addLayout(words, 1)
            if writable:
                edit = Button(self._theme, tr("Ändra"), "", "link", tr("Ändra begäran, {0}").format(what))
                edit.clicked.connect(partial(self.wanted_help.emit, one))
                inside.addWidget(edit)
            self._help.addWidget(cell)
