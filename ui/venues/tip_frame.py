"""The frame of the tip form: its head, its cards side by side or one under the other, and the score beside them."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from krogkoll.people import is_police
from ui.context import Context
from ui.i18n import tr
from ui.venues.tip_card import NumberedCard
from ui.venues.tip_grade import GradeCard, SignsCard
from ui.venues.tip_place import PlaceCard
from ui.venues.tip_score import ScoreColumn
from ui.venues.tip_told import SourceCard, ToldCard
from ui.widgets.blocks import Banner, Scrolling, column, row
from ui.widgets.button import Button
from ui.widgets.text import ElidedText, Text, line

_WIDE, _SCORE, _SCORE_NARROW = 1080, 332, 292


class TipFrame(QWidget):
    """The cards in their order, to be filled and read by the form."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._theme = context.theme
        self._wide: bool | None = None
        self.place, self.told = PlaceCard(context), ToldCard(context.theme)
        self.source = SourceCard(context.theme)
        self.grade = GradeCard(context.theme, police=is_police(context.workspace.actor.authority))
        self.signs, self.score = SignsCard(context.theme), ScoreColumn(context.theme)
        self.cards: tuple[NumberedCard, ...] = (self.place, self.told, self.source, self.grade, self.signs)
        self._build()

    def _build(self) -> None:
        theme = self._theme
        whole = column(self, spacing=0)
        head = QWidget()
        head.setObjectName("surface")
        inside = row(head, (24, 10, 24, 10), 12)
        words = column(spacing=1)
        self._title = ElidedText(theme, "", "title", "semibold")
        self._lead = ElidedText(theme, "", "caption", tone="muted")
        words.addWidget(self._title)
        words.addWidget(self._lead)
        inside.addLayout(words, 1)
        self._state = Text(theme, "", "caption", tone="muted")
        self.cancel_button = Button(theme, tr("Avbryt"), kind="quiet")
        self.save_button = Button(theme, tr("Registrera"), "check", "primary")
        for widget in (self._state, self.cancel_button, self.save_button):
            inside.addWidget(widget)
        whole.addWidget(head)
        whole.addWidget(line())
        body = QWidget()
        outer = column(body, (24, 12, 24, 16), 12)
        self.banner = Banner(theme)
        outer.addWidget(self.banner)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        whole.addWidget(Scrolling(body), 1)

    def jump(self, number: int) -> None:
        """Go to a card by its number."""
        self.cards[number - 1].begin().setFocus()

    def work_on(self, *, busy: bool) -> None:
        """While it is being written nothing can be changed."""
        for widget in (self.save_button, self.cancel_button, *self.cards):
            widget.setEnabled(not busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns of cards where there is room, else one; the score stays beside them."""
        super().resizeEvent(event)
        self.lay(wide=self.width() >= _WIDE)

    def lay(self, *, wide: bool) -> None:
        """Put cards and score in their places."""
        if wide == self._wide:
            return
        self._wide = wide
        for part in (*self.cards, self.score):
            self._grid.removeWidget(part)
        places = ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0)) if wide else ((0, 0), (1, 0), (2, 0), (3, 0), (4, 0))
        for card, (at, beside) in zip(self.cards, places, strict=True):
            self._grid.addWidget(card, at, beside, 1, 2 if wide and at == 2 else 1)
        last = 2 if wide else 1
        self._grid.addWidget(self.score, 0, last, 3 if wide else 5, 1)
        self.score.setFixedWidth(_SCORE if wide else _SCORE_NARROW)
        for number in range(3):
            self._grid.setColumnStretch(number, 1 if number < last else 0)
