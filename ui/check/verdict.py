"""The verdict on a file: one sentence for the whole, then a card for each signature."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from krogkoll.signing import Told, ToldSigner
from ui.i18n import tr
from ui.paper_signing import hash_words
from ui.theme import Theme
from ui.widgets.blocks import Banner, Card, FactGrid, Icon, clear, column, row
from ui.widgets.text import Text


class VerdictView(QWidget):
    """Shows one `Told` at a time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = column(self, spacing=14)

    def show_told(self, name: str, told: Told) -> None:
        """Lay out what was found about the file called `name`."""
        theme = self._theme
        clear(self._column)
        self._column.addWidget(Text(theme, name, "subtitle", "semibold", wrap=True))
        whole = Banner(theme, closable=False)
        self._column.addWidget(whole)
        whole.say(" ".join((told.verdict, *told.reasons)), _tone(told))
        if told.practice:
            practice = Banner(theme, closable=False)
            self._column.addWidget(practice)
            practice.say(told.practice, "suspected")
        for signer in told.signers:
            self._column.addWidget(self._signer(signer))
        if told.waiting:
            self._column.addWidget(self._waiting(told.waiting))
        self._column.addWidget(Text(theme, tr("Filens kontrollsumma (SHA-256)"), "caption", tone="muted"))
        code = Text(theme, hash_words(told.sha256), wrap=True)
        code.setFont(theme.mono("caption"))
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(code)

    def show_trouble(self, name: str, words: str) -> None:
        """Say why nothing could be judged."""
        clear(self._column)
        self._column.addWidget(Text(self._theme, name, "subtitle", "semibold", wrap=True))
        banner = Banner(self._theme, closable=False)
        self._column.addWidget(banner)
        banner.say(words, "confirmed")

    def _signer(self, signer: ToldSigner) -> Card:
        theme = self._theme
        card = Card(theme, tr("Tidsstämpel") if signer.timestamp else tr("Underskrift"))
        card.body.addWidget(Text(theme, signer.who, "subtitle", "semibold", wrap=True))
        if signer.role:
            card.body.addWidget(Text(theme, signer.role, "caption", tone="muted", wrap=True))
        for sentence in signer.verdict:
            line = row(spacing=8)
            icon = "circle-check" if signer.holds else "triangle-alert" if signer.doubtful else "circle-alert"
            colour = "closed" if signer.holds else "suspected" if signer.doubtful else "confirmed"
            line.addWidget(Icon(theme, icon, f"status.{colour}.fg"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(theme, sentence, weight="medium", wrap=True), 1)
            card.body.addLayout(line)
        facts = FactGrid(theme, 2)
        facts.show_facts(signer.facts)
        card.body.addWidget(facts)
        for note in signer.notes:
            line = row(spacing=8)
            line.addWidget(Icon(theme, "info"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(theme, note, "caption", tone="muted", wrap=True), 1)
            card.body.addLayout(line)
        return card

    def _waiting(self, labels: tuple[str, ...]) -> Card:
        card = Card(self._theme, tr("Inte undertecknat än"))
        for label in labels:
            card.body.addWidget(Text(self._theme, label, wrap=True))
        return card


def _tone(told: Told) -> str:
    return "closed" if told.sure else "suspected" if told.doubtful else "confirmed"
