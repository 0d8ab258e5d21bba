"""One chapter of questions as cards under each other, with room above them for what belongs to the step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.inspections import Chapter
from krogkoll.kernel.errors import Invalid
from ui.inspections.keeper import AnswerKeeper
from ui.inspections.question import QuestionCard
from ui.inspections.words import problem_words
from ui.theme import Theme
from ui.widgets.blocks import Banner, Scrolling, column


class ChapterStep(QWidget):
    """`photos` carries the id of a question whose photos are asked for; `marked`: keep this moment."""

    photos = Signal(str)
    marked = Signal()

    def __init__(
        self,
        theme: Theme,
        keeper: AnswerKeeper,
        *,
        above: Sequence[QWidget] = (),
        without: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._theme, self._keeper, self._without = theme, keeper, frozenset(without)
        self.cards: dict[str, QuestionCard] = {}
        body = QWidget()
        self._inside = column(body, (20, 12, 20, 20), 12)
        self.banner = Banner(theme)
        self._inside.addWidget(self.banner)
        for widget in above:
            self._inside.addWidget(widget)
        self._first = above[0] if above else None
        if self._first is not None:
            self._first.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._cards = column(spacing=12)
        self._inside.addLayout(self._cards)
        self._inside.addStretch(1)
        self._scroll = Scrolling(body)
        column(self, spacing=0).addWidget(self._scroll)
        keeper.changed.connect(self._changed)
        keeper.refused.connect(self._refused)
        self._visit = ""

    def show_chapter(self, visit_id: str, chapter: Chapter, *, writable: bool, photos: bool) -> None:
        """Show the questions of a visit with what is stored."""
        items = [one for one in chapter.items if one.id not in self._without]
        wanted = [(one.id, one.version) for one in items]
        if visit_id != self._visit or wanted != [(card.item.id, card.item.version) for card in self.cards.values()]:
            for card in self.cards.values():
                self._cards.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.cards = {}
            for one in items:
                card = self.cards[one.id] = QuestionCard(self._theme, one, visit_id, photos=photos)
                card.given.connect(self._keeper.give)
                card.photos.connect(lambda item_id=one.id: self.photos.emit(item_id))
                card.moved.connect(lambda by, item_id=one.id: self._move(item_id, by))
                card.marked.connect(self.marked)
                self._cards.addWidget(card)
            self._visit = visit_id
        for item_id, card in self.cards.items():
            card.setEnabled(writable)
            card.show_answer(self._keeper[item_id])

    def show_photos(self, counts: dict[str, int]) -> None:
        """Say how many photos each question has."""
        for item_id, card in self.cards.items():
            card.show_photos(counts.get(item_id, 0))

    def focus(self, item_id: str = "") -> None:
        """Put the keyboard on a question: that one, else the first without an answer, else the first.

        Where something stands above the questions, it is read first.
        """
        if item_id not in self.cards and self._first is not None:
            self._first.setFocus()
            return
        open_ones = [card for key, card in self.cards.items() if self._keeper[key] is None]
        card = self.cards.get(item_id) or next(iter(open_ones or self.cards.values()), None)
        if card is not None:
            card.setFocus()
            self._scroll.ensureWidgetVisible(card, 0, 24)

    def settle(self) -> None:
        """Hand over everything that is typed."""
        for card in self.cards.values():
            card.settle()

    def _move(self, item_id: str, by: int) -> None:
        keys = list(self.cards)
        at = keys.index(item_id) + by
        if 0 <= at < len(keys):
            self.focus(keys[at])

    def _changed(self, item_id: str) -> None:
        if item_id in self.cards:
            self.banner.hide()
            self.cards[item_id].show_answer(self._keeper[item_id])

    def _refused(self, item_id: str, error: Invalid) -> None:
        if item_id in self.cards:
            words = " ".join(problem_words(one) for one in error.problems)
            self.banner.say(f"{self.cards[item_id].item.number}: {words}")
