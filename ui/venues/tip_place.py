"""Card 1 of the tip form: where it is. Known places are offered while somebody types; a new one is always there."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from krogkoll.venues import VenueMatch, swedish
from ui.context import Context
from ui.i18n import tr
from ui.venues.tip_card import NumberedCard
from ui.venues.tip_state import TipState
from ui.widgets.blocks import Icon, clear, column, row
from ui.widgets.button import Button
from ui.widgets.marks import Chip
from ui.widgets.text import ElidedText, Text, line

_FROM_LETTER = 3
_REST_MS = 120
_ANSWERS_LIMIT = 400


class PlaceCard(NumberedCard):
    """`chosen` when another place, or a new one, was chosen."""

    chosen = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, 1, tr("Var är det?"))
        self._context = context
        self.venue_id = ""
        self.venue_name = ""
        self.new_place = False
        self.offers: Sequence[VenueMatch] = ()
        self._asked = 0
        self.edit = QLineEdit()
        self.edit.setMaxLength(_ANSWERS_LIMIT)
        self.edit.setAccessibleName(tr("Namn eller adress"))
        self.edit.setPlaceholderText(tr("Namn eller adress, till exempel Kajgatan 7"))
        self.edit.textChanged.connect(self._typed)
        self.body.addWidget(self.edit)
        self._box = QFrame()
        self._box.setObjectName("panel")
        self._inside = column(self._box, (12, 8, 8, 6), 4)
        self.body.addWidget(self._box)
        self._box.hide()
        self._hint = Text(
            context.theme,
            tr("Utan ställe hamnar tipset i Inkommet tills någon vet var det är."),
            "caption",
            tone="muted",
            wrap=True,
        )
        self.body.addWidget(self._hint)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.ask)

    def begin(self) -> QWidget:
        """The line to type in."""
        return self.edit

    def fill(self, state: TipState) -> None:
        """Show what was chosen before."""
        self._filling = True
        self._asked += 1
        self.edit.setText(state.place_text)
        self.venue_id, self.venue_name, self.new_place = state.venue_id, state.venue_name, state.new_place
        self.offers = ()
        self._filling = False
        self._draw()
        if state.place_text and not state.venue_id:
            self.ask()

    @property
    def undecided(self) -> bool:
        """Whether known places are offered and nobody has said which, or that it is a new one."""
        return bool(self.offers) and not self.venue_id and not self.new_place

    def _typed(self) -> None:
        if self._filling:
            return
        had = self.venue_id
        self.venue_id = self.venue_name = ""
        self.new_place = False
        self._rest.start()
        if had:
            self.chosen.emit()
        self.tell()

    def ask(self) -> None:
        """Look for places that it may be."""
        self._asked += 1
        text = self.edit.text().strip()
        if len(text) < _FROM_LETTER:
            self._show(self._asked, ())
            return
        venues = self._context.workspace.venues
        self._context.jobs.read(self, lambda _: venues.likely(text), partial(self._show, self._asked))

    def _show(self, asked: int, found: object) -> None:
        if asked == self._asked:
            self.offers = cast(Sequence[VenueMatch], found)
            self._draw()

    def _draw(self) -> None:
        clear(self._inside)
        theme, text = self._context.theme, self.edit.text().strip()
        if self.venue_id:
            chosen = next((one for one in self.offers if one.id == self.venue_id), None)
            under = "" if chosen is None else _where(chosen)
            self._inside.addWidget(self._answer(self.venue_name, under, chosen, self.venue_id))
        elif self.offers:
            asked = tr("Är det något av de här ställena?")
            self._inside.addWidget(Text(theme, asked, "caption", "semibold", "muted", wrap=True))
            for one in self.offers:
                self._inside.addWidget(self._answer(one.name, _where(one), one, one.id))
                self._inside.addWidget(line())
        if text and not self.venue_id:
            self._inside.addWidget(self._new_answer(text))
        self._box.setVisible(self._inside.count() > 0)
        self._hint.setVisible(not text)

    def _answer(self, name: str, under: str, match: VenueMatch | None, venue_id: str) -> QWidget:
        theme, mine = self._context.theme, venue_id == self.venue_id
        made = QWidget()
        inside = row(made, (0, 2, 0, 2), 8)
        words = column(spacing=0)
        words.addWidget(ElidedText(theme, name, weight="semibold"))
        if under:
            words.addWidget(ElidedText(theme, under, "caption", tone="muted"))
        inside.addLayout(words, 1)
        if match is not None:
            token = theme.tokens.statuses.get(match.status.value)
            tone, icon = (match.status.value, token["icon"]) if token else ("dismissed", "circle-help")
            inside.addWidget(Chip(theme, tone, icon, tr(swedish(match.status))))
        said = tr("Byt ställe") if mine else tr("Samma ställe")
        if mine:
            inside.addWidget(Icon(theme, "circle-check", "status.closed.fg", 18))
        button = Button(theme, said, "", "link", tr("{0}: {1}").format(said, name))
        button.clicked.connect(self.choose_again if mine else partial(self.choose, venue_id, name))
        inside.addWidget(button)
        return made

    def _new_answer(self, text: str) -> QWidget:
        shown = text if len(text) <= 28 else f"{text[:27]}…"
        words = tr("Nytt ställe: {0}") if not self.offers else tr("Nej, nytt ställe: {0}")
        button = Button(
            self._context.theme, words.format(shown), "check" if self.new_place else "plus", "link", words.format(text)
        )
        button.clicked.connect(self.choose_new)
        holder = QWidget()
        inside = row(holder, spacing=0)
        inside.addWidget(button)
        inside.addStretch(1)
        return holder

    def choose(self, venue_id: str, name: str, *_: object) -> None:
        """It is this place."""
        self.venue_id, self.venue_name, self.new_place = venue_id, name, False
        self._draw()
        self.chosen.emit()
        self.tell()

    def choose_again(self) -> None:
        """It was not that place after all: all offers are shown again."""
        self.venue_id = self.venue_name = ""
        self._draw()
        self.ask()
        self.chosen.emit()
        self.tell()

    def choose_new(self) -> None:
        """It is a place that nobody has written down."""
        self.venue_id = self.venue_name = ""
        self.new_place = True
        self._draw()
        self.chosen.emit()
        self.tell()


def _where(match: VenueMatch) -> str:
    """Address and distance of an offer in one line."""
    told = [match.address if match.address != match.name else ""]
    if match.metres is not None:
        told.append(tr("{0} meter bort").format(round(match.metres)))
    return " · ".join(part for part in told if part)
