"""What closing a case would keep, remove and meet, as cards of plain sentences."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from krogkoll.cases import CaseItem, ClosingView, Stops
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Card, Icon, column, row
from ui.widgets.text import Text

_SHOWN = 5


def closing_card(theme: Theme, view: ClosingView, *, may_purge: bool) -> QWidget:
    """The cards, the obstacles first."""
    holder = QWidget()
    inside = column(holder, spacing=12)
    if view.blocked or view.open_tasks:
        card = Card(theme, tr("Att tänka på"))
        for obstacle in view.blocked:
            stops = obstacle.stops is Stops.CLOSING
            say(theme, card, "circle-alert" if stops else "info", "confirmed" if stops else "suspected", obstacle.words)
        if not view.may_dispose and view.may_close:
            words = tr("Ärendet kan avslutas, men inget gallras förrän hindret är borta.")
            say(theme, card, "info", "suspected", words)
        for title in view.open_tasks:
            say(theme, card, "list-todo", "suspected", tr("Uppgiften är inte klar: {0}").format(title))
        inside.addWidget(card)
    removed = Card(theme, tr("Tas bort"))
    if view.removed:
        _list(theme, removed, view.removed, "trash-2")
        if not may_purge:
            words = tr("Det märks för gallring, och en kollega med behörighet får en uppgift om det.")
            removed.body.addWidget(Text(theme, words, "caption", tone="muted", wrap=True))
    else:
        removed.body.addWidget(Text(theme, tr("Inget arbetsmaterial finns kvar i ärendet."), tone="muted", wrap=True))
    inside.addWidget(removed)
    kept = Card(theme, tr("Finns kvar"))
    _list(theme, kept, view.kept, "archive")
    inside.addWidget(kept)
    return holder


def say(theme: Theme, card: Card, icon: str, tone: str, words: str) -> None:
    """One sentence with its sign."""
    part = row(spacing=10)
    part.addWidget(Icon(theme, icon, f"status.{tone}.fg"))
    part.addWidget(Text(theme, words, wrap=True), 1)
    card.body.addLayout(part)


def _list(theme: Theme, card: Card, items: Sequence[CaseItem], icon: str) -> None:
    for item in items[:_SHOWN]:
        words = f"{item.kind_sv}: {item.title}" if item.title else item.kind_sv
        say(theme, card, icon, "dismissed", words)
    if len(items) > _SHOWN:
        rest = tr("och {0} till").format(len(items) - _SHOWN)
        card.body.addWidget(Text(theme, rest, "caption", tone="muted"))
