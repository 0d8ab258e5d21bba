"""Cards 2 and 3 of the tip form: what was told, with what gives the source away marked; and apart from it who told."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from krogkoll.venues import Channel, Finding, SourceKind, TipSourceDraft, gives_away, swedish_tip
from ui.i18n import tr
from ui.theme import Theme
from ui.venues.tip_card import Labelled, NumberedCard, note
from ui.venues.tip_state import TipState
from ui.widgets.blocks import column, row
from ui.widgets.check import Check
from ui.widgets.fields import Choice
from ui.widgets.segments import Segments
from ui.widgets.text import Text

_WHY = {
    "source": "står på källans kort",
    "person-number": "personnummer",
    "phone": "telefonnummer",
    "mail": "e-postadress",
    "first-person": "jag-form",
    "dwelling": "var källan bor",
}
_SAID_AT_MOST = 3


def _edit(name: str, prompt: str, limit: int) -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(limit)
    made.setAccessibleName(name)
    made.setPlaceholderText(prompt)
    return made


class ToldCard(NumberedCard):
    """When it was seen and in what words; nothing in it may point out who told."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 2, tr("Vad har setts?"))
        self._head.addWidget(Text(theme, tr("Kan delas"), "caption", tone="muted"))
        self.day = _edit(tr("Dag"), tr("Dag, till exempel 20 nov"), 40)
        self.hours = _edit(tr("Tid"), tr("Tid, till exempel 00:30–02:15"), 40)
        times = row(spacing=8)
        times.addWidget(self.day, 1)
        times.addWidget(self.hours, 1)
        self.body.addLayout(times)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(116)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.text.setAccessibleName(tr("Vad har setts?"))
        self.text.setPlaceholderText(tr("Skriv vad som har setts, utan att det märks vem som berättar."))
        self.body.addWidget(self.text, 1)
        self._traces = note(theme, "circle-check", "status.closed.fg")
        self.body.addWidget(self._traces)
        self.findings: Sequence[Finding] = ()
        self._card = TipSourceDraft()
        theme.changed.connect(self._mark_again)
        for edit in (self.day, self.hours):
            edit.textChanged.connect(self.tell)
        self.text.textChanged.connect(self.tell)

    def begin(self) -> QWidget:
        """The words, or the day where the words are there already."""
        return self.day if self.text.toPlainText() else self.text

    def fill(self, state: TipState) -> None:
        """Show what stood there before."""
        self._filling = True
        self.day.setText(state.day)
        self.hours.setText(state.hours)
        self.text.setPlainText(state.text)
        self._filling = False

    def _mark_again(self) -> None:
        """The marks have colours of their own, which change with the look."""
        self.mark(self._card)

    def mark(self, source: TipSourceDraft) -> None:
        """Mark what may give the source away, and say why."""
        self._card = source
        text = self.text.toPlainText()
        self.findings = gives_away(text, source)
        style = QTextCharFormat()
        style.setBackground(self._theme.colour("status.suspected.bg"))
        style.setForeground(self._theme.colour("status.suspected.fg"))
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        marked = []
        for one in self.findings:
            spot = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(_units(text, one.start))
            cursor.setPosition(_units(text, one.end), QTextCursor.MoveMode.KeepAnchor)
            spot.cursor, spot.format = cursor, style
            marked.append(spot)
        self.text.setExtraSelections(marked)
        self._traces.icon.show_icon(
            "triangle-alert" if marked else "circle-check", f"status.{'suspected' if marked else 'closed'}.fg"
        )
        self._traces.say(_traces_said(text, self.findings))
        self._traces.setVisible(bool(text.strip()))

    @property
    def said(self) -> str:
        """What is said about traces of the source now."""
        return self._traces.text.text()


def _units(text: str, position: int) -> int:
    """A place in the text as Qt counts it: in UTF-16 units."""
    return len(text[:position].encode("utf-16-le")) // 2


def _traces_said(text: str, findings: Sequence[Finding]) -> str:
    if not findings:
        return tr("Inget i texten pekar ut källan")
    shown = [tr("”{0}” ({1})").format(text[one.start : one.end], tr(_WHY[one.why])) for one in findings]
    more = len(shown) - _SAID_AT_MOST
    words = ", ".join(shown[:_SAID_AT_MOST])
    if more > 0:
        words = tr("{0} och {1} till").format(words, more)
    return tr("Kan peka ut källan: {0}. Skriv gärna om.").format(words)


class SourceCard(NumberedCard):
    """Who told: a locked record of its own. `known` fields show only where somebody is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 3, tr("Källan"))
        self._head.addWidget(note(theme, "lock", "status.planned.fg", tr("Egen låst post")))
        self.channel = Choice(
            theme, tr("Var tipset kommer ifrån"), [(tr(swedish_tip(one)), one.value) for one in Channel]
        )
        self.body.addWidget(Labelled(theme, tr("Kommer från"), self.channel))
        kinds = (SourceKind.ANONYMOUS, SourceKind.KNOWN, SourceKind.AUTHORITY)
        self.kind = Segments(
            theme, tr("Källan är"), [(tr(swedish_tip(one)), one.value, tr(swedish_tip(one))) for one in kinds]
        )
        self.body.addWidget(self.kind)
        self._card = QWidget()
        inside = column(self._card, spacing=8)
        self.name = _edit(tr("Källans namn"), tr("Namn"), 200)
        self.contact = _edit(tr("Källans telefon eller e-post"), tr("Telefon eller e-post"), 200)
        self.relation = _edit(tr("Källans koppling till stället"), tr("Koppling, till exempel granne"), 200)
        who = row(spacing=8)
        who.addWidget(self.name, 1)
        who.addWidget(self.contact, 1)
        inside.addLayout(who)
        self.promised = Check(theme, tr("Vill vara okänd"), tr("Källan vill vara okänd"))
        more = row(spacing=12)
        more.addWidget(self.relation, 1)
        more.addWidget(self.promised)
        inside.addLayout(more)
        self.body.addWidget(self._card)
        self.same = Choice(theme, tr("Samma källa som ett tidigare tips"), [(tr("En ny källa"), "")])
        self._same_row = Labelled(theme, tr("Samma som"), self.same)
        self.body.addWidget(self._same_row)
        self._same_row.hide()
        self._promise = Text(theme, "", "caption", tone="muted", wrap=True)
        self.body.addWidget(self._promise)
        self.locked = False
        for edit in (self.name, self.contact, self.relation):
            edit.textChanged.connect(self.tell)
        self.promised.toggled.connect(self.tell)
        for choice in (self.channel, self.same):
            choice.currentIndexChanged.connect(self.tell)
        self.kind.changed.connect(self._turned)

    def begin(self) -> QWidget:
        """Where the tip comes from."""
        return self.channel

    def _turned(self) -> None:
        known = self.kind.value != SourceKind.ANONYMOUS.value
        self._card.setVisible(known and not self.locked)
        if self.locked:
            words = tr("Vem källan är ligger i en egen låst post. Den visas från tipset, och varje läsning loggas.")
        elif known:
            words = tr(
                "Ses bara av den som har behörighet till källor. Varje läsning loggas. "
                "Följer aldrig med när tipset delas eller skrivs ut."
            )
        else:
            words = tr("Inget om källan sparas.")
        self._promise.setText(words)
        self.tell()

    def offer_same(self, tips: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer that the source is that of an earlier tip: (id, words)."""
        self._filling = True
        self.same.clear()
        self.same.addItem(tr("En ny källa"), "")
        for tip_id, words in tips:
            self.same.addItem(words, tip_id)
        self.same.setCurrentIndex(max(0, self.same.findData(chosen)))
        self._same_row.setVisible(bool(tips))
        self._filling = False

    def fill(self, state: TipState, *, locked: bool) -> None:
        """Show what stood there before. locked: the source of a stored tip, which is no part of this form."""
        self._filling = True
        self.locked = locked
        self.channel.setCurrentIndex(max(0, self.channel.findData(state.channel)))
        self.kind.value = state.source_kind
        for edit, words in ((self.name, state.name), (self.contact, state.contact), (self.relation, state.relation)):
            edit.setText(words)
        self.promised.setChecked(state.promised)
        self._turned()
        self._filling = False

    @property
    def kind_value(self) -> str:
        """Which of the three words is chosen; a value that only a newer program knows stays unknown."""
        return cast(str, self.kind.value or SourceKind.UNKNOWN.value)
