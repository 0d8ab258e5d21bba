"""Who signs as what in which order, and how far they have come."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from krogkoll.decisions import DECISION_MAKER
from krogkoll.inspections import signed_words
from ui.i18n import tr
from ui.signing.reading import Signing
from ui.theme import Theme
from ui.widgets.blocks import Icon, clear, column, row
from ui.widgets.text import Text


class OrderList(QWidget):
    """One line for each person: done, in turn, or still to come."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = column(self, spacing=8)

    def show_order(self, signing: Signing, me: str) -> None:
        """me: the acting person's name, who is addressed as you."""
        clear(self._column)
        for icon, colour, who, how in order_lines(signing, me):
            line = row(spacing=10)
            line.addWidget(Icon(self._theme, icon, colour), 0, Qt.AlignmentFlag.AlignTop)
            words = column(spacing=1)
            words.addWidget(Text(self._theme, who, weight="semibold", wrap=True))
            words.addWidget(Text(self._theme, how, "caption", tone="muted", wrap=True))
            line.addLayout(words, 1)
            self._column.addLayout(line)


def order_lines(signing: Signing, me: str) -> Iterator[tuple[str, str, str, str]]:
    """Icon, its colour, who as what, and how it stands."""
    paper = signing.shown.paper
    done = signed_words(paper)
    for index, place in enumerate(paper.places):
        role = tr("beslutsfattare") if place["field"] == DECISION_MAKER else tr("föredragande")
        who = place["person"] if len(paper.places) == 1 and not signing.by_board else f"{place['person']}, {role}"
        if index < len(paper.signatures):
            yield "circle-check", "status.closed.fg", who, done[index]
        elif index == len(paper.signatures):
            yours = place["person"].split() == me.split()
            yield "circle-dot", "accent", who, tr("Din tur att underteckna") if yours else tr("Undertecknar härnäst")
        else:
            yield "circle-dashed", "textHint", who, tr("Undertecknar därefter")
    if signing.by_board:
        board = tr("Nämnden, enligt protokoll {0}").format(signing.decision.minutes_reference)
        if signing.done:
            yield "circle-check", "status.closed.fg", board, done[-1]
        else:
            yield "landmark", "textMuted", board, tr("Beslutet gäller när det är registrerat enligt protokollet")
