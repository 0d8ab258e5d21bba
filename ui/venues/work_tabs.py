"""The tabs of what has been done at a place: visits, and the papers that came of them."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from krogkoll.decisions import Decision, final, swedish_state
from krogkoll.inspections import Inspection, InspectionStatus, swedish_inspection
from krogkoll.kernel.clock import local
from krogkoll.law import decision_type
from ui.context import Context
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.cards import CardColumn, record_card
from ui.words import spoken_day_and_time

_STATUS = {
    InspectionStatus.OPEN: ("suspected", "pencil"),
    InspectionStatus.CLOSED: ("closed", "circle-check"),
}


class VisitsTab(CardColumn):
    """The visits at a place, the latest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "clipboard-check", tr("Ingen tillsyn har gjorts här"))
        self._theme = theme

    def show_visits(self, visits: Sequence[Inspection], now: datetime) -> None:
        """Show them."""
        self.show_cards([self._card(visit, now) for visit in visits])

    def _card(self, visit: Inspection, now: datetime) -> QWidget:
        tone, icon = _STATUS.get(visit.status, ("dismissed", "circle-help"))
        word = tr("Underskriven") if visit.sealed else tr(swedish_inspection(visit.status))
        when = tr("Tid okänd") if visit.started_at is None else spoken_day_and_time(visit.started_at, now)
        if visit.started_at is not None and visit.ended_at is not None:
            when = f"{when}–{local(visit.ended_at):%H:%M}"
        met = tr("Träffade {0}").format(visit.person_met) if visit.person_met else ""
        if met and visit.person_met_role:
            met = f"{met}, {visit.person_met_role}"
        docket = tr("Ärende {0}").format(visit.docket_number) if visit.docket_number else ""
        return record_card(
            self._theme,
            f"{tr(swedish_inspection(visit.kind))}, {when}",
            (tone, "lock" if visit.sealed else icon, word),
            visit.next_step and tr("Nästa steg: {0}").format(visit.next_step),
            (visit.address, met, docket),
        )


class PapersTab(CardColumn):
    """The decisions about a place, the newest first."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, "gavel", tr("Inga handlingar om det här objektet"))
        self._theme, self._go = context.theme, context.go

    def show_decisions(self, decisions: Sequence[Decision], now: datetime) -> None:
        """Show them."""
        self.show_cards([self._card(decision, now) for decision in decisions])

    def _card(self, decision: Decision, now: datetime) -> QWidget:
        done = final(decision.state)
        return record_card(
            self._theme,
            tr(decision_type(decision.type_code).name_sv),
            (
                "closed" if done else "suspected",
                "circle-check" if done else "pencil",
                tr(swedish_state(decision.state)),
            ),
            tr("Riktas mot {0}").format(decision.party_name) if decision.party_name else "",
            (
                tr("Upprättat {0}").format(spoken_day_and_time(decision.created_at, now)),
                tr("Ärende {0}").format(decision.docket_number) if decision.docket_number else "",
                tr("Beslutsfattare {0}").format(decision.decision_maker_name) if decision.decision_maker_name else "",
            ),
            (self._way(decision),),
        )

    def _way(self, decision: Decision) -> Button:
        name = tr("Öppna: {0}").format(tr(decision_type(decision.type_code).name_sv))
        button = Button(self._theme, tr("Öppna"), "chevron-right", "link", name)
        button.clicked.connect(partial(self._open, decision.id))
        return button

    def _open(self, decision_id: str, _: bool = False) -> None:
        self._go("decisions", decision_id)
