"""Step two of the first run: a passphrase that is hard to guess and easy to keep in the head."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.access.caps import CapsWatch
from ui.access.gate import Gate
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import Icon, column, row
from ui.widgets.button import Button
from ui.widgets.fields import Field, PassphraseEdit
from ui.widgets.steps import StrengthMeter
from ui.widgets.text import Text


class _Suggestion(QFrame):
    """A random passphrase made on this computer, with a new one on demand."""

    used = Signal(str)

    def __init__(self, theme: Theme, gate: Gate) -> None:
        super().__init__()
        self._theme, self._gate = theme, gate
        inside = row(self, (16, 10, 12, 10), 8)
        words = column(spacing=3)
        words.addWidget(Text(theme, tr("Förslag, slumpat på den här datorn"), "caption", tone="onSoft"))
        self._shown = Text(theme, "", "subtitle", "semibold", "onSoft", wrap=True)
        words.addWidget(self._shown)
        inside.addLayout(words, 1)
        again = Button(theme, tr("Nytt"), "refresh-cw", "link", tr("Nytt förslag"))
        use = Button(theme, tr("Använd"), kind="secondary", name=tr("Använd förslaget"))
        inside.addWidget(again)
        inside.addWidget(use)
        again.clicked.connect(self.renew)
        use.clicked.connect(self.use)
        self.renew()

    def renew(self) -> None:
        """Draw another."""
        self._shown.setText(self._gate.suggestion())
        self._shown.setAccessibleName(tr("Förslag på lösenfras: {0}").format(self._shown.text()))

    def use(self) -> None:
        """Take the one shown."""
        self.used.emit(self._shown.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the soft ground."""
        radius = self._theme.tokens.radius["photo"]
        paint.rounded(QPainter(self), QRectF(self.rect()), radius, self._theme.colour("accentSoft"), None)


class PassphraseStep(QWidget):
    """`done` carries the passphrase, and comes only when it is strong enough and typed twice alike."""

    done = Signal(str)
    back = Signal()

    def __init__(self, theme: Theme, gate: Gate, *, about_recovery: bool = True) -> None:
        super().__init__()
        self._gate = gate
        self._known: Sequence[str] = ()
        whole = column(self, spacing=0)
        whole.addWidget(Text(theme, tr("Välj en lösenfras"), "heading", "semibold"))
        whole.addSpacing(4)
        lead = tr("Fem vanliga ord är lättare att minnas och svårare att gissa än ett kort lösenord.")
        whole.addWidget(Text(theme, lead, tone="muted", wrap=True))
        whole.addSpacing(16)
        self.suggestion = _Suggestion(theme, gate)
        self.suggestion.used.connect(self._use)
        whole.addWidget(self.suggestion)
        whole.addSpacing(16)
        self.first = PassphraseEdit(theme, tr("Lösenfras"))
        whole.addWidget(Field(theme, tr("Lösenfras"), self.first))
        whole.addSpacing(8)
        self._meter = StrengthMeter(theme)
        whole.addWidget(self._meter)
        whole.addSpacing(4)
        below = row(spacing=6)
        self._verdict = Text(theme, " ", "caption", "medium")
        below.addWidget(self._verdict, 1)
        below.addWidget(CapsWatch(theme, self.first))
        whole.addLayout(below)
        whole.addSpacing(10)
        self.second = PassphraseEdit(theme, tr("Skriv den en gång till"))
        self._second_field = Field(theme, tr("Skriv den en gång till"), self.second)
        whole.addWidget(self._second_field)
        whole.addSpacing(16)
        if about_recovery:
            whole.addWidget(_about_recovery(theme))
        whole.addSpacing(20)
        whole.addLayout(self._foot(theme))
        whole.addStretch(1)
        self.first.textChanged.connect(self._judge)
        self.second.textChanged.connect(self._judge)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._try)
        self._judge()

    def _foot(self, theme: Theme) -> QHBoxLayout:
        foot = row(spacing=12)
        self._back = Button(theme, tr("Tillbaka"), "chevron-left", "quiet")
        self._back.set_tall()
        self._back.clicked.connect(self.back)
        self._reason = Text(theme, "", "caption", tone="muted")
        self.button = Button(theme, tr("Fortsätt"), kind="primary")
        self.button.set_tall()
        self.button.clicked.connect(self._try)
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._reason)
        foot.addWidget(self.button)
        return foot

    def start(self, known: Sequence[str] = ()) -> None:
        """Put the caret where typing begins. `known`: names and places that a guesser would try first."""
        self._known = known
        self.first.setFocus()

    @property
    def reason(self) -> str:
        """Why it does not go further yet, as said beside the button."""
        return self._reason.text()

    def forget(self) -> None:
        """Empty both fields and draw another suggestion."""
        self.first.forget()
        self.second.forget()
        self.suggestion.renew()

    def work_on(self, *, busy: bool) -> None:
        """While the workspace is made nothing can be changed."""
        for widget in (self.first, self.second, self.suggestion, self._back, self.button):
            widget.setEnabled(not busy)
        self.button.setText(tr("Skapar …") if busy else tr("Fortsätt"))
        self.button.updateGeometry()
        if busy:
            self._reason.setText(tr("Nycklarna görs på den här datorn"))

    def _use(self, words: str) -> None:
        for edit in (self.first, self.second):
            edit.setText(words)
        # Shown once, so that one sees what one just chose.
        self.first.reveal(True)

    def _judge(self) -> None:
        typed = self.first.text()
        strength = self._gate.strength(typed, self._known)
        self._meter.show_level(strength.level)
        self._verdict.setText(strength.words if typed else " ")
        self._verdict.set_tone("good" if strength.enough else "warning")
        same = typed == self.second.text()
        tell = bool(self.second.text()) and not typed.startswith(self.second.text())
        self._second_field.show_problem(tr("De två är inte lika.") if tell else "")
        reason = ""
        if not typed:
            reason = tr("Skriv en lösenfras")
        elif not strength.enough:
            reason = tr("Lösenfrasen är för lätt att gissa")
        elif not same:
            reason = tr("Skriv den en gång till")
        self._reason.setText(reason)
        self.button.setEnabled(not reason)
        self.button.setAccessibleDescription(reason)

    def _try(self) -> None:
        if self.button.isEnabled():
            self.done.emit(self.first.text())


def _about_recovery(theme: Theme) -> QFrame:
    panel = QFrame()
    panel.setObjectName("panel")
    inside = row(panel, (16, 12, 16, 12), 14)
    inside.addWidget(Icon(theme, "key-round", "textMuted", 20), 0)
    words = column(spacing=2)
    words.addWidget(Text(theme, tr("Glömmer du den finns en återställningsnyckel"), weight="semibold", wrap=True))
    text = tr(
        "Den skrivs ut i nästa steg och förvaras i enhetens kassaskåp. "
        "Utan lösenfrasen och nyckeln kan ingen öppna uppgifterna, inte heller it-avdelningen."
    )
    words.addWidget(Text(theme, text, "caption", tone="muted", wrap=True))
    inside.addLayout(words, 1)
    return panel
