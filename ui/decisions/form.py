"""The form of one decision: seven sections of fields, generated from what its type and text ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from krogkoll.decisions import DecidedBy, Decision, DecisionDraft, Gap, fact_value, stored_value
from krogkoll.inspections import short_authority
from krogkoll.kernel.clock import local
from krogkoll.law import Template, phrases
from krogkoll.people import Member
from ui.context import Context
from ui.decisions.asking import not_asked
from ui.decisions.chips import FactBar
from ui.decisions.docket_hint import DocketHint
from ui.decisions.entry import Entry, Unread
from ui.decisions.grounds import Grounds
from ui.decisions.law_row import LawRow
from ui.decisions.people import PeoplePart
from ui.decisions.phrase_dialog import PhraseDialog
from ui.decisions.reading import Reading
from ui.decisions.section import Section
from ui.decisions.sources_band import SourcesBand
from ui.decisions.specs import LONG, Spec, headings, specs_of
from ui.i18n import tr
from ui.widgets.blocks import Scrolling, clear, column
from ui.widgets.button import Button
from ui.widgets.tabbing import stops
from ui.widgets.text import line

_REST_MS = 300
_GROUPED = {"finding_ids": "grounds", "document_ids": "grounds", "conflicts": "people", "inspection_id": "grounds"}
_ALWAYS = ("grounds", "people")


class DecisionForm(QWidget):
    """`changed` comes at every key, `asked` with the name of the one who wants to answer about jäv."""

    changed = Signal()
    asked = Signal(str)
    wanted_colleague = Signal()
    left_section = Signal()
    taking = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._made = ("", "")
        self._text: Template | None = None
        self._decided_by = DecidedBy.OFFICER
        self._filling, self._missing = False, frozenset[str]()
        self.entries: dict[str, Entry] = {}
        self.sections: dict[str, Section] = {}
        self._last_text, self._section = "", ""
        self._docket = DocketHint(context, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._follow)
        body = QWidget()
        self._column = column(body, (20, 4, 16, 20), 0)
        self.scroller = Scrolling(body)
        column(self, spacing=0).addWidget(self.scroller)

    # What it shows

    def show_decision(self, reading: Reading) -> None:
        """Show a decision whose text is known; fields that already say so are left alone."""
        if reading.text is None:
            return
        made = (reading.kind.code, reading.text.sha256)
        self._filling = True
        if made != self._made:
            self._made, self._text = made, reading.text
            self._build(specs_of(reading.kind, reading.text), reading)
        self.refresh(reading)
        decision = reading.decision
        self._decided_by = decision.decided_by
        for name, entry in self.entries.items():
            entry.show(stored_fact(reading.text, decision, name) if entry.spec.fact else getattr(decision, name))
        self.people.show_decision(decision)
        self.grounds.show_decision(decision)
        self._filling = False
        self._follow()

    def refresh(self, reading: Reading) -> None:
        """Show what is new around the fields without touching what is typed."""
        before, self._filling = self._filling, True
        self.people.offer(reading, self._context.workspace.actor.name)
        self.grounds.offer(reading)
        self.sources.show_sources(reading.sources)
        self._filling = before

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Know what is missing: some questions are asked only where they are needed."""
        self._missing = frozenset(gap.field for gap in gaps)
        self._show_asked()

    def _build(self, specs: Sequence[Spec], reading: Reading) -> None:
        clear(self._column)
        self.entries, self.sections = {}, {}
        theme, today = self._context.theme, local(self._context.now()).date()
        phrased = [one.name for one in specs if one.kind in LONG and phrases(reading.kind.code, one.name, today)]
        self.law = LawRow(self._context)
        self.law.show_law(reading.kind.references, tr(reading.kind.note_sv) if reading.kind.note_sv else "")
        self.sources = SourcesBand(theme)
        self.sources.taking.connect(self.taking)
        self.sources.looked.connect(self.show_field)
        self._column.addWidget(self.law)
        self._column.addWidget(self.sources)
        for number, (key, title) in enumerate(headings(reading.kind), start=1):
            section = self.sections[key] = Section(theme, number, tr(title))
            mine = [one for one in specs if one.section == key]
            self.entries |= section.fill(theme, mine, self._touched, phrased)
            section.wanted_phrase.connect(self._ask_phrase)
            self._add_parts(key, section, reading)
            rule = line()
            for part in (rule, section):
                self._column.addWidget(part)
                part.setVisible(bool(mine) or key in _ALWAYS)
        self._column.addStretch(1)

    def _add_parts(self, key: str, section: Section, reading: Reading) -> None:
        """What a section has beside plain fields."""
        theme = self._context.theme
        if key == "grounds":
            self.grounds = Grounds(self._context, self._touched)
            section.body.addWidget(self.grounds)
        elif key == "people":
            self.people = PeoplePart(theme, reading.kind, self._touched)
            self.people.asked.connect(self.asked)
            section.body.insertWidget(0, self.people)
            new = Button(theme, tr("Lägg upp en kollega"), "user-plus", "link")
            new.clicked.connect(lambda _=False: self.wanted_colleague.emit())
            section.add_action(new)
        elif key == "reasons":
            self.facts = FactBar(theme)
            self.facts.wanted.connect(self._insert)
            section.body.insertWidget(0, self.facts)

    def _follow(self) -> None:
        """What depends on what is typed: chips that are in the text, fields that are not asked for."""
        self._show_asked()
        self._docket.judge(self.entries.get("docket_number"))
        text = " ".join(entry.raw for entry in self.entries.values() if entry.spec.section == "reasons")
        self.facts.show_facts(self.grounds.chosen(), text)

    def _show_asked(self) -> None:
        """Hide what the text does not ask for as things stand; what was typed there stays."""
        text = self._text
        if text is None:
            return
        given = {name: _value(entry) for name, entry in self.entries.items()}
        hidden = not_asked(text, self.entries, given, self._decided_by, self._missing)
        for name, entry in self.entries.items():
            entry.field.setVisible(name not in hidden)
        self.people.ask_decider(asked=(given.get("decided_by") or self._decided_by) is not DecidedBy.BOARD)

    def _insert(self, text: str) -> None:
        """Put a sentence where the caret was last in the reasons."""
        entry = self.entries.get(self._last_text) or self.entries.get("reasons")
        if entry is not None:
            entry.insert(text)

    def _ask_phrase(self, name: str) -> None:
        """Let somebody choose a sentence for a field; the names in it are those of the form."""
        names = {key: self.entries[key].raw for key in ("party_short", "premises") if key in self.entries}
        own = short_authority(self._context.workspace.actor.authority)
        today = local(self._context.now()).date()
        found = [
            (one.label_sv, one.filled(authority_short=own, **names)) for one in phrases(self._made[0], name, today)
        ]
        PhraseDialog(self._context.theme, self.window(), found, self.entries[name].insert).open()

    def note_focus(self, widget: QWidget | None) -> None:
        """Remember which text of the reasons has the caret, and say when a section is left."""
        name = next((key for key, one in self.entries.items() if one.editor is widget), "")
        if name and self.entries[name].spec.section == "reasons":
            self._last_text = name
        section = next((key for key, one in self.sections.items() if widget and one.isAncestorOf(widget)), "")
        if section != self._section:
            self._section = section
            self.left_section.emit()

    def _touched(self) -> None:
        if not self._filling:
            self.changed.emit()
            self._rest.start()

    # What it says

    def draft(self, decision: Decision) -> tuple[DecisionDraft, Mapping[str, str]]:
        """The draft as it stands, and for each field that cannot be read how to write it."""
        values: dict[str, Any] = {}
        facts, text = dict(decision.facts), self._text
        unread: dict[str, str] = {}
        if text is None:
            return base_of(decision), unread
        for name, entry in self.entries.items():
            try:
                value = entry.value
            except Unread as trouble:
                unread[name] = str(trouble)
                continue
            if not entry.spec.fact:
                values[name] = value
                continue
            kept = stored_value(text.facts[name], value.strip() if isinstance(value, str) else value)
            if kept in (None, "", [], False):
                facts.pop(name, None)
            else:
                facts[name] = kept
        values |= self.people.values()
        values |= self.grounds.values()
        return replace(base_of(decision), facts=facts, **values), unread

    def raws(self) -> dict[str, Any]:
        """What is typed, as plain values for a draft."""
        return {name: entry.raw for name, entry in self.entries.items()} | self.people.raws() | self.grounds.raws()

    def take(self, body: Mapping[str, Any]) -> None:
        """Write back what a draft kept."""
        for name, value in body.items():
            if name in self.entries and isinstance(value, str):
                self.entries[name].raw = value
        self.people.take(body)
        self.grounds.take(body)

    def take_colleague(self, member: Member) -> None:
        """Choose a colleague who was just put down where nobody is chosen yet."""
        self.people.take_colleague(member)

    def tell(self, unread: Mapping[str, str]) -> None:
        """Say under each field what is wrong with it."""
        for name, entry in self.entries.items():
            entry.field.show_problem(unread.get(name, ""))

    # Where one is in it

    def show_field(self, name: str) -> bool:
        """Scroll to a field and put the keyboard there; False where the form has no such field."""
        target = self._target(name)
        if target is None:
            return False
        self.scroller.ensureWidgetVisible(target, 0, 60)
        (target.focusProxy() or target).setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _target(self, name: str) -> QWidget | None:
        if name in self.entries:
            return self.entries[name].editor
        section = self.sections.get(_GROUPED.get(name, name))
        if section is None or section is self.sections.get("people"):
            return self.people.target(name) or section
        return self.grounds if section is self.sections["grounds"] else section

    def show_section(self, number: int) -> None:
        """Go to a section, 1 to 7: its first field takes the keyboard."""
        section = list(self.sections.values())[number - 1] if number <= len(self.sections) else None
        if section is None or not section.isVisibleTo(self):
            return
        self.scroller.verticalScrollBar().setValue(section.y())
        found = [one for one in stops(section) if one.isEnabled()]
        first = next((one for one in found if takes_words(one)), found[0] if found else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)


def takes_words(widget: QWidget) -> bool:
    """Whether something is given in it: a field or a tick, no button that leads away."""
    return not isinstance(widget, QAbstractButton) or widget.isCheckable()


def base_of(decision: Decision) -> DecisionDraft:
    """What a decision holds of a draft."""
    return DecisionDraft(**{name: getattr(decision, name) for name in DecisionDraft.__dataclass_fields__})


def stored_fact(text: Template, decision: Decision, name: str) -> Any:
    """A fact of the type as it is stored; nothing where a newer program wrote another form."""
    try:
        return fact_value(text.facts[name], decision.facts.get(name))
    except ValueError:
        return None


def _value(entry: Entry) -> Any:
    try:
        return entry.value
    except Unread:
        return None
