"""The right column of a night: risks of one place with the stop rule, what is missing, and what was added later."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from krogkoll.inspections import AcceptedGap, Gap, Plan, PlanAddition, RiskFactor, StopRule, rated, swedish_factor
from ui.i18n import tr
from ui.operations.scale import Product, Squares
from ui.theme import Theme
from ui.widgets.blocks import Banner, Card, Icon, clear, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.text import Text, line
from ui.words import clock


class RiskCard(Card):
    """`wanted_risk` carries the place whose risks somebody wants to judge, `wanted_lift` its assessment."""

    wanted_risk = Signal(str)
    wanted_lift = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Risker"))
        self.change = self.add_action(tr("Ändra"), tr("Bedöm riskerna"))
        self._venue_id: str = ""
        self.change.clicked.connect(lambda: self.wanted_risk.emit(self._venue_id))
        self._rows = column(spacing=8)
        self.body.addLayout(self._rows)

    def show_plan(self, plan: Plan, venue_id: str, *, writable: bool, leads: bool) -> None:
        """Show the risks of one place."""
        clear(self._rows)
        self._venue_id = venue_id
        risk = plan.risks.get(venue_id)
        self.change.setVisible(writable and bool(venue_id))
        self.change.setText(tr("Bedöm") if risk is None else tr("Ändra"))
        self.change.updateGeometry()
        theme = self._theme
        if not venue_id:
            self._rows.addWidget(Text(theme, tr("Lägg till ett stopp först."), tone="muted", wrap=True))
            return
        self._rows.addWidget(Text(theme, plan.venue_name(venue_id), "caption", "semibold", "muted", wrap=True))
        if risk is None:
            self._rows.addWidget(Text(theme, tr("Ingen har bedömt riskerna här."), tone="muted", wrap=True))
            return
        head = Text(theme, tr("Sannolikhet, följd"), "caption", tone="muted")
        head.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._rows.addWidget(head)
        judged = [(factor, rated(risk.scores, factor)) for factor in risk.scores]
        known = [factor.value for factor in RiskFactor]
        judged.sort(
            key=lambda one: (-(one[1].product if one[1] else 0), known.index(one[0]) if one[0] in known else 99)
        )
        for factor, pair in judged:
            if pair is not None and any(pair):
                cell = QWidget()
                inside = row(cell, spacing=8)
                inside.addWidget(Text(theme, swedish_factor(factor), wrap=True), 1)
                for figure in pair:
                    inside.addWidget(Squares(theme, figure))
                inside.addWidget(Product(theme, pair.product))
                self._rows.addWidget(cell)
        if risk.notes:
            self._rows.addWidget(Text(theme, risk.notes, tone="muted", wrap=True))
        rule = plan.stop_rule(venue_id)
        if rule is not None and rule.why:
            self._rows.addWidget(StopBox(theme, rule, risk.lifted_by))
            if rule.stands and leads and writable:
                lift = Button(theme, tr("Gå in ändå"), "shield-alert", "link", tr("Låt personalen gå in trots regeln"))
                lift.clicked.connect(partial(self.wanted_lift.emit, risk))
                self._rows.addWidget(lift, 0, Qt.AlignmentFlag.AlignLeft)
            elif rule.stands:
                words = tr("Bara insatsledaren kan besluta något annat.")
                self._rows.addWidget(Text(theme, words, "caption", tone="muted", wrap=True))


class StopBox(QFrame):
    """The red box: the municipality's staff wait outside."""

    def __init__(self, theme: Theme, rule: StopRule, lifted_by: str) -> None:
        super().__init__()
        inside = column(self, spacing=6)
        banner = Banner(theme, closable=False)
        inside.addWidget(banner)
        why = " ".join(rule.why)
        if rule.stands:
            words = tr("Kommunens personal väntar utanför. {0} Gå in först när polisen har meddelat säkrat.").format(
                why
            )
            banner.say(words, "confirmed")
        else:
            banner.say(tr("Regeln gäller inte. {0}: {1} ({2})").format(lifted_by, rule.lifted, why), "suspected")


class GapsCard(Card):
    """`wanted_mend` and `wanted_accept` carry the gap."""

    wanted_mend = Signal(object)
    wanted_accept = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Saknas före kvällen"))
        self._count = Text(theme, "", "body", "semibold")
        self._head.insertWidget(1, self._count)
        self._rows = column(spacing=6)
        self.body.addLayout(self._rows)
        self.open: tuple[Gap, ...] = ()

    def show_gaps(self, gaps: Sequence[Gap], accepted: dict[str, AcceptedGap], *, writable: bool) -> None:
        """Show what is missing, then what was accepted."""
        clear(self._rows)
        self.open = tuple(gap for gap in gaps if gap.key not in accepted)
        self._count.setText(f"· {len(self.open)}")
        theme = self._theme
        if not self.open:
            done = row(spacing=8)
            cell = QWidget()
            cell.setLayout(done)
            done.setContentsMargins(0, 0, 0, 0)
            done.addWidget(Icon(theme, "circle-check", "status.closed.dot"), 0, Qt.AlignmentFlag.AlignTop)
            done.addWidget(Text(theme, tr("Inget saknas."), wrap=True), 1)
            self._rows.addWidget(cell)
        for number, gap in enumerate(self.open):
            if number:
                self._rows.addWidget(line())
            self._rows.addWidget(self._gap(gap, writable=writable))
        for gap in (one for one in gaps if one.key in accepted):
            self._rows.addWidget(line())
            said = accepted[gap.key]
            words = tr("{0}. Godtas av {1}: {2}").format(gap.text, said.accepted_by, said.reason)
            self._rows.addWidget(Text(theme, words, "caption", tone="muted", wrap=True))

    def _gap(self, gap: Gap, *, writable: bool) -> QWidget:
        theme = self._theme
        cell = QWidget()
        inside = row(cell, spacing=8)
        inside.addWidget(Icon(theme, "circle-dashed", "status.suspected.dot"), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=0)
        words.addWidget(Text(theme, gap.text, weight="semibold", wrap=True))
        words.addWidget(Text(theme, gap.under, "caption", tone="muted", wrap=True))
        inside.addLayout(words, 1)
        if writable:
            mend = Button(theme, tr(gap.act), "", "link", tr("Åtgärda: {0}").format(gap.text))
            mend.clicked.connect(partial(self.wanted_mend.emit, gap))
            accept = icon_button(theme, "check", tr("Godta med skäl: {0}").format(gap.text))
            accept.clicked.connect(partial(self.wanted_accept.emit, gap))
            inside.addWidget(mend, 0, Qt.AlignmentFlag.AlignTop)
            inside.addWidget(accept, 0, Qt.AlignmentFlag.AlignTop)
        return cell


class AdditionsCard(Card):
    """The numbered changes after the plan was locked; not there when there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Tillägg efter låsningen"))
        self._rows = column(spacing=8)
        self.body.addLayout(self._rows)

    def show_additions(self, additions: Sequence[PlanAddition]) -> None:
        """Show them, the latest first."""
        clear(self._rows)
        self.setVisible(bool(additions))
        for one in reversed(additions):
            when = "" if one.at is None else clock(one.at)
            self._rows.addWidget(Text(self._theme, f"{one.number}. {one.text}", weight="medium", wrap=True))
            self._rows.addWidget(Text(self._theme, f"{when} {one.by}".strip(), "caption", tone="muted", wrap=True))
