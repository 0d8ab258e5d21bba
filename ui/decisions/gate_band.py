"""The band under the form that says what is missing before anybody may sign, each line a way to where it is mended."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.decisions import Gap
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Icon, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.text import ElidedText, Text

HEIGHT = 80
_NUMBERS = ("Inget", "En sak", "Två saker", "Tre saker", "Fyra saker", "Fem saker", "Sex saker")


class GateBand(QWidget):
    """`wanted` carries the Gap that somebody wants to mend, `overriding` one that may be passed with a reason."""

    wanted = Signal(object)
    overriding = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._at = -1
        self.gaps: tuple[Gap, ...] = ()
        self.setObjectName("band")
        self.setFixedHeight(HEIGHT)
        whole = column(self, (20, 8, 8, 0), 2)
        head = row(spacing=8, margins=(0, 0, 12, 0))
        self.title = ElidedText(theme, "", weight="semibold")
        self.title.setAccessibleName(tr("Vad som saknas"))
        self.note = Text(theme, "", "caption", tone="muted")
        head.addWidget(self.title, 1)
        head.addWidget(self.note)
        whole.addLayout(head)
        body = QWidget()
        self._rows = column(body, (0, 0, 8, 6), 0)
        self.scroller = Scrolling(body)
        whole.addWidget(self.scroller, 1)
        self.links: list[Button] = []

    def sizeHint(self) -> QSize:
        """Always as high as it is."""
        return QSize(300, HEIGHT)

    def show_gaps(self, gaps: Sequence[Gap], note: str, link: Callable[[Gap], str]) -> None:
        """Show what is missing. link: the words of the way to where it is mended, nothing where there is none."""
        told = tuple(gaps)
        self.note.setText(note)
        if told == self.gaps and self.title.text():
            return
        self.gaps, self._at = told, -1
        clear(self._rows)
        self.links = []
        self.title.setText(title_words(len(told)))
        for gap in told:
            self._rows.addWidget(self._row(gap, link(gap)))
        if not told:
            done = row(spacing=8)
            done.addWidget(Icon(self._theme, "circle-check", "status.closed.dot"))
            done.addWidget(Text(self._theme, tr("Allt som lagen kräver finns med."), wrap=True), 1)
            self._rows.addLayout(done)
        self._rows.addStretch(1)

    def _row(self, gap: Gap, words: str) -> QWidget:
        holder = QWidget()
        inside = row(holder, spacing=8)
        inside.addWidget(Icon(self._theme, "circle-dashed", "status.suspected.dot"), 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(ElidedText(self._theme, gap.sentence_sv), 1)
        if getattr(gap, "overridable", False):
            passing = Button(self._theme, tr("Gå vidare ändå"), kind="link")
            passing.set_name(tr("Gå vidare ändå: {0}").format(gap.sentence_sv))
            passing.clicked.connect(lambda _=False: self.overriding.emit(gap))
            inside.addWidget(passing)
        if words:
            button = Button(self._theme, words, kind="link", name=f"{words}: {gap.sentence_sv}")
            button.clicked.connect(lambda _=False: self.wanted.emit(gap))
            inside.addWidget(button)
            self.links.append(button)
        return holder

    def next_gap(self) -> None:
        """Go to the next thing that is missing, round and round."""
        if self.links:
            self._at = (self._at + 1) % len(self.links)
            self.scroller.ensureWidgetVisible(self.links[self._at])
            self.links[self._at].click()


def title_words(missing: int) -> str:
    """How much is left, in words up to six."""
    if not missing:
        return tr("Klart för underskrift")
    words = tr(_NUMBERS[missing]) if missing < len(_NUMBERS) else tr("{0} saker").format(missing)
    return tr("{0} kvar före underskrift").format(words)
