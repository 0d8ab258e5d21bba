"""Step three of the first run: the recovery key goes on paper, and two groups are typed back to prove it."""

import random

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from ui.access.paper import print_recovery_key
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import column, row
from ui.widgets.button import Button
from ui.widgets.fields import Field
from ui.widgets.text import Text

_PER_ROW = 4


class RecoveryStep(QWidget):
    """`done` comes when two random groups of the key have been typed as they stand on the paper."""

    done = Signal()

    def __init__(self, theme: Theme, done_words: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._groups: list[str] = []
        self._asked: tuple[int, int] = (0, 0)
        whole = column(self, spacing=0)
        whole.addWidget(Text(theme, tr("Spara återställningsnyckeln"), "heading", "semibold"))
        whole.addSpacing(4)
        lead = tr("Skriv ut den eller skriv av den, och lås in pappret. Den visas bara nu.")
        whole.addWidget(Text(theme, lead, tone="muted", wrap=True))
        whole.addSpacing(16)
        panel = QFrame()
        panel.setObjectName("panel")
        inside = column(panel, (16, 14, 16, 12), 10)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(12)
        inside.addLayout(self._grid)
        tools = row()
        tools.addStretch(1)
        self.print_button = Button(theme, tr("Skriv ut"), "printer", "secondary", tr("Skriv ut återställningsnyckeln"))
        self.print_button.clicked.connect(self._print)
        tools.addWidget(self.print_button)
        inside.addLayout(tools)
        whole.addWidget(panel)
        whole.addSpacing(20)
        whole.addWidget(Text(theme, tr("Visa att du har den: skriv två av grupperna."), weight="medium", wrap=True))
        whole.addSpacing(10)
        whole.addLayout(self._make_asks(theme))
        whole.addSpacing(20)
        foot = row()
        self._reason = Text(theme, "", "caption", tone="muted")
        self.button = Button(theme, done_words or tr("Klar, öppna Krogkoll"), kind="primary")
        self.button.set_tall()
        self.button.clicked.connect(self._try)
        foot.addStretch(1)
        foot.addWidget(self._reason)
        foot.addWidget(self.button)
        whole.addLayout(foot)
        whole.addStretch(1)

    def _make_asks(self, theme: Theme) -> QHBoxLayout:
        asks = row(spacing=16)
        self.edits: list[QLineEdit] = []
        self._fields: list[Field] = []
        for _ in range(2):
            edit = QLineEdit()
            edit.setProperty("tall", True)
            edit.setFont(theme.mono())
            edit.textChanged.connect(self._judge)
            edit.returnPressed.connect(self._try)
            field = Field(theme, " ", edit)
            asks.addWidget(field)
            self.edits.append(edit)
            self._fields.append(field)
        return asks

    def show_key(self, key: str) -> None:
        """Show the key, in the groups that its hyphens part."""
        self.forget()
        self._groups = key.split("-")
        for index, group in enumerate(self._groups):
            cell = Text(self._theme, group, "title")
            cell.setFont(self._theme.mono("title"))
            cell.setAccessibleName(tr("Grupp {0}: {1}").format(index + 1, " ".join(group)))
            line = row(spacing=8)
            number = Text(self._theme, str(index + 1), "caption", tone="hint")
            number.setFixedWidth(16)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(number)
            line.addWidget(cell)
            line.addStretch(1)
            self._grid.addLayout(line, index // _PER_ROW, index % _PER_ROW)
        first, second = sorted(random.SystemRandom().sample(range(len(self._groups)), 2))
        self._asked = (first, second)
        for field, asked in zip(self._fields, self._asked, strict=True):
            field.set_words(tr("Grupp {0}").format(asked + 1), "")
            field.editor.setAccessibleName(tr("Grupp {0} av återställningsnyckeln").format(asked + 1))
        self._judge()

    @property
    def groups(self) -> tuple[str, ...]:
        """The key as shown; empty before and after."""
        return tuple(self._groups)

    @property
    def asked(self) -> tuple[int, int]:
        """Which groups are asked for, counted from 0."""
        return self._asked

    def start(self) -> None:
        """Put the caret where typing begins."""
        self.edits[0].setFocus()

    def forget(self) -> None:
        """Take the key off the screen and out of memory as far as Qt allows."""
        self._groups = []
        while (item := self._grid.takeAt(0)) is not None:
            layout = item.layout()
            while layout is not None and (inner := layout.takeAt(0)) is not None:
                if (widget := inner.widget()) is not None:
                    widget.deleteLater()
        for edit in self.edits:
            edit.clear()

    def _print(self) -> None:
        print_recovery_key(self, self._theme, self._groups)

    def _judge(self) -> None:
        right = [_same(edit.text(), self._group(asked)) for edit, asked in zip(self.edits, self._asked, strict=True)]
        for edit, field, asked, fits in zip(self.edits, self._fields, self._asked, right, strict=True):
            typed = _bare(edit.text())
            wrong = bool(typed) and not fits and not _bare(self._group(asked)).startswith(typed)
            field.show_problem(tr("Stämmer inte med nyckeln.") if wrong else "")
        self._reason.setText("" if all(right) else tr("Skriv båda grupperna"))
        self.button.setEnabled(all(right))
        self.button.setAccessibleDescription(self._reason.text())

    def _group(self, index: int) -> str:
        return self._groups[index] if index < len(self._groups) else "-"

    def _try(self) -> None:
        if self.button.isEnabled():
            self.done.emit()


def _bare(text: str) -> str:
    """As the key itself is read: any case, blanks and hyphens anywhere, O for 0, I and L for 1."""
    return "".join(text.split()).replace("-", "").upper().translate(str.maketrans("OIL", "011"))


def _same(typed: str, group: str) -> bool:
    return bool(_bare(typed)) and _bare(typed) == _bare(group)
