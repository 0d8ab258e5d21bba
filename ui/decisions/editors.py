"""The editors that a decision is written in, each read and written as one text so that a draft can keep it."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import clear, column, row
from ui.widgets.button import Button, icon_button
from ui.widgets.text import Text

_MOST_LINES = 16


class GrowingEdit(QPlainTextEdit):
    """As high as its text, between a least and a most number of lines; Tab goes on."""

    def __init__(self, theme: Theme, least: int = 2) -> None:
        super().__init__()
        self._theme, self._least = theme, least
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = min(_MOST_LINES, max(self._least, round(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + 24
        if height != self.height():
            self.setFixedHeight(max(height, self._theme.size("control")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower page breaks into more lines."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Narrow, so that the page may be."""
        return QSize(120, self.height())


class PeriodEdit(QWidget):
    """From and to, as "2026-11-22 23:10/2026-11-23 01:40"."""

    textChanged = Signal()  # noqa: N815 - as Qt's own editors call it

    def __init__(self, name: str) -> None:
        super().__init__()
        self._ends = (QLineEdit(), QLineEdit())
        inside = row(self, spacing=8)
        for edit, word in zip(self._ends, (tr("Från"), tr("Till")), strict=True):
            edit.setAccessibleName(f"{name}: {word}")
            edit.setPlaceholderText(word)
            edit.setMaxLength(20)
            edit.textChanged.connect(lambda _: self.textChanged.emit())
            inside.addWidget(edit, 1)
        self.setFocusProxy(self._ends[0])

    def text(self) -> str:
        """Both ends; nothing when neither is given."""
        return "/".join(edit.text().strip() for edit in self._ends).strip("/")

    def setText(self, text: str) -> None:
        """Write both ends."""
        for edit, part in zip(self._ends, (*text.split("/"), "", ""), strict=False):
            edit.setText(part)


class RecipientRows(QWidget):
    """Who else gets the paper, and how: one line each. The text is JSON, for the draft alone."""

    textChanged = Signal()  # noqa: N815 - as Qt's own editors call it

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._lines: list[tuple[QLineEdit, QLineEdit]] = []
        whole = column(self, spacing=6)
        self._rows = column(spacing=6)
        whole.addLayout(self._rows)
        self.add = Button(theme, tr("Lägg till mottagare"), "plus", "link")
        self.add.clicked.connect(lambda _=False: self._begin())
        foot = row()
        foot.addWidget(self.add)
        foot.addStretch(1)
        whole.addLayout(foot)
        self.setFocusProxy(self.add)

    def text(self) -> str:
        """The lines that say something."""
        told = [{"who": who.text().strip(), "how": how.text().strip()} for who, how in self._lines]
        return json.dumps([one for one in told if one["who"] or one["how"]], ensure_ascii=False)

    def setText(self, text: str) -> None:
        """Show these lines."""
        if text == self.text():
            return
        try:
            wanted = json.loads(text or "[]")
        except ValueError:
            wanted = []
        self._show([(str(one.get("who", "")), str(one.get("how", ""))) for one in wanted if isinstance(one, dict)])
        self.textChanged.emit()

    def _show(self, wanted: Sequence[tuple[str, str]]) -> None:
        clear(self._rows)
        self._lines = []
        for who, how in wanted:
            self._line(who, how)

    def _begin(self) -> None:
        self._line("", "")
        self._lines[-1][0].setFocus()

    def _line(self, who: str, how: str) -> None:
        number = len(self._lines) + 1
        holder = QWidget()
        inside = row(holder, spacing=8)
        edits = (QLineEdit(who), QLineEdit(how))
        for edit, word in zip(edits, (tr("Mottagare"), tr("Hur")), strict=True):
            edit.setAccessibleName(f"{word} {number}")
            edit.setPlaceholderText(word)
            edit.setMaxLength(200)
            edit.textChanged.connect(lambda _: self.textChanged.emit())
        inside.addWidget(edits[0], 3)
        inside.addWidget(edits[1], 2)
        away = icon_button(self._theme, "x", tr("Ta bort mottagare {0}").format(number))
        away.clicked.connect(lambda _=False, at=edits: self._drop(at))
        inside.addWidget(away)
        self._rows.addWidget(holder)
        self._lines.append(edits)

    def _drop(self, gone: tuple[QLineEdit, QLineEdit]) -> None:
        self._show([(who.text(), how.text()) for who, how in self._lines if who is not gone[0]])
        self.textChanged.emit()


class Ticks(QWidget):
    """Several things of which some are chosen, one under the other, each with its long text wrapping beside it.

    The text is the chosen values, with blanks between.
    """

    textChanged = Signal()  # noqa: N815 - as Qt's own editors call it

    def __init__(self, theme: Theme, name: str, nothing: str) -> None:
        super().__init__()
        self._theme, self._nothing = theme, nothing
        self.setAccessibleName(name)
        self._ticks: dict[str, Button] = {}
        self._unknown: list[str] = []
        self._rows = column(self, spacing=2)

    def offer(self, things: Sequence[tuple[str, str, str]], made: Callable[[str, QWidget], None] | None = None) -> None:
        """Show what may be chosen: value, the words, what is under them; what was chosen stays."""
        before = self.text()
        clear(self._rows)
        self._ticks = {}
        for value, words, under in things:
            holder = QWidget()
            inside = row(holder, spacing=8)
            tick = icon_button(self._theme, "square", words)
            tick.setCheckable(True)
            tick.toggled.connect(lambda on, one=tick: one.set_icon("square-check" if on else "square"))
            tick.toggled.connect(lambda _: self.textChanged.emit())
            self._ticks[value] = tick
            inside.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
            told = column(margins=(0, 7, 0, 7), spacing=1)
            told.addWidget(Text(self._theme, words, wrap=True))
            if under:
                told.addWidget(Text(self._theme, under, "caption", tone="muted", wrap=True))
            inside.addLayout(told, 1)
            self._rows.addWidget(holder)
        if not things:
            self._rows.addWidget(Text(self._theme, self._nothing, tone="muted", wrap=True))
        first = next(iter(self._ticks.values()), None)
        if first is not None:
            self.setFocusProxy(first)
        self._choose(before)

    def text(self) -> str:
        """The chosen values in their order; those that are not offered (any more) stay chosen."""
        return " ".join([*(value for value, tick in self._ticks.items() if tick.isChecked()), *self._unknown])

    def setText(self, text: str) -> None:
        """Choose these and no others."""
        if sorted(text.split()) != sorted(self.text().split()):
            self._choose(text)
            self.textChanged.emit()

    def _choose(self, text: str) -> None:
        wanted = text.split()
        self._unknown = [value for value in wanted if value not in self._ticks]
        for value, tick in self._ticks.items():
            tick.blockSignals(True)
            tick.setChecked(value in wanted)
            tick.set_icon("square-check" if value in wanted else "square")
            tick.blockSignals(False)
