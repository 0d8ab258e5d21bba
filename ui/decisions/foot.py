"""The foot of the editor: the one thing that comes next, and in words why it cannot be done yet."""

from PySide6.QtWidgets import QWidget

from krogkoll.decisions import State
from ui.decisions.reading import Reading
from ui.decisions.words import signs_next
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import row
from ui.widgets.button import Button
from ui.widgets.text import Text


class EditorFoot(QWidget):
    """Its buttons are shown as the decision stands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        inside = row(self, (20, 8, 12, 8), 8)
        self.save = Button(theme, tr("Spara utkast"), "check")
        self.back = Button(theme, tr("Ta tillbaka"), "undo-2", name=tr("Ta tillbaka till utkast"))
        self.reason = Text(theme, "", "caption", tone="muted", wrap=True)
        self.submit = Button(theme, tr("Gör klart"), "send", "primary", tr("Gör klart för underskrift"))
        self.sign = Button(theme, tr("Underteckna"), "signature", "primary")
        inside.addWidget(self.save)
        inside.addWidget(self.back)
        inside.addWidget(self.reason, 1)
        inside.addWidget(self.submit)
        inside.addWidget(self.sign)

    def show_reading(self, reading: Reading) -> None:
        """What can be done with a decision in its state; whoever signs next may do so here, as a guest too."""
        writable = reading.writable
        signing = reading.decision.state in (State.READY, State.PRESENTED)
        self.save.setVisible(writable)
        self.submit.setVisible(writable)
        self.sign.setVisible(signing)
        self.back.setVisible(signing and reading.may_write)
        self.say(signs_next(reading.decision) if signing else "")
        self.setVisible(writable or signing)

    def show_missing(self, missing: int, presenter: str) -> None:
        """How many things a draft still lacks, and who signs it first."""
        self.submit.setEnabled(not missing)
        ready = tr("Undertecknas först av {0}.").format(presenter) if presenter else ""
        self.say(tr("Går att göra klart när listan är tom.") if missing else ready)

    def say(self, words: str) -> None:
        """The reason, to read and to hear."""
        self.reason.setText(words)
        for button in (self.sign, self.submit):
            button.setAccessibleDescription("" if button.isEnabled() else words)
