"""The form of one decision: seven sections of fields, generated from what its type and text ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from krogkoll.decisions import DecidedBy, Decision, DecisionDraft, fact_value, stored_value
from krogkoll.law import Signer as LawSigner
from krogkoll.law import Template
from krogkoll.people import Member
from ui.context import Context
from ui.decisions.chips import FactChip, Use
from ui.decisions.entry import Entry, Unread
from ui.decisions.grounds import Grounds
from ui.decisions.law_row import LawRow
from ui.decisions.people import ConflictRows, PersonEntry
from ui.decisions.reading import Reading
from ui.decisions.section import Section, two_columns
from ui.decisions.sources_band import SourcesBand
from ui.decisions.specs import SECTIONS, Spec, specs_of
from ui.i18n import tr
from ui.widgets.blocks import Scrolling, clear, column
from ui.widgets.button import Button
from ui.widgets.segments import Flow
from ui.widgets.tabbing import stops
from ui.widgets.text import line

_CHIPS_MS = 300
_GROUPED = {"finding_ids": "grounds", "document_ids": "grounds", "conflicts": "people", "inspection_id": "grounds"}
_PEOPLE = (("decision_maker", "Beslutsfattare"), ("presenter", "Föredragande"))


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
        self._made: tuple[object, ...] = ()
        self._text: Template | None = None
        self._decided_by, self._has_decider = DecidedBy.OFFICER, True
        self._filling = False
        self.entries: dict[str, Entry] = {}
        self.people: dict[str, PersonEntry] = {}
        self.sections: dict[str, Section] = {}
        self._last_text, self._section = "", ""
        self._chip_timer = QTimer(self)
        self._chip_timer.setSingleShot(True)
        self._chip_timer.setInterval(_CHIPS_MS)
        self._chip_timer.timeout.connect(self._follow)
        body = QWidget()
        self._column = column(body, (20, 4, 16, 20), 0)
        self.scroller = Scrolling(body)
        column(self, spacing=0).addWidget(self.scroller)

    # What it shows

    def show_decision(self, reading: Reading) -> None:
        """Show a decision whose text is known; fields that already say so are left alone."""
        if reading.text is None:
            return
        made = (reading.kind.code, reading.text.version)
        self._filling = True
        if made != self._made:
            self._build(specs_of(reading.kind, reading.text), reading)
            self._made, self._text = made, reading.text
            self._has_decider = LawSigner.DECISION_MAKER in reading.kind.signatures
        self.refresh(reading)
        decision = reading.decision
        self._decided_by = decision.decided_by
        for name, entry in self.entries.items():
            entry.show(stored_fact(reading.text, decision, name) if entry.spec.fact else getattr(decision, name))
        for person in self.people.values():
            person.show(decision)
        self.grounds.show_decision(decision)
        self._filling = False
        self._follow()

    def refresh(self, reading: Reading) -> None:
        """Show what is new around the fields without touching what is typed."""
        before, self._filling = self._filling, True
        decision, me = reading.decision, self._context.workspace.actor.name
        for part, person in self.people.items():
            kept = (getattr(decision, f"{part}_id"), getattr(decision, f"{part}_name"))
            person.offer(reading.members, kept)
        self.conflicts.show_answers(decision, me, writable=reading.writable)
        self.grounds.offer(reading)
        self.sources.show_sources(reading.sources)
        self._filling = before

    def _build(self, specs: Sequence[Spec], reading: Reading) -> None:
        clear(self._column)
        self.entries, self.people, self.sections = {}, {}, {}
        theme, is_decision = self._context.theme, reading.kind.is_decision
        self.law = LawRow(self._context)
        self.law.show_law(reading.kind.references, tr(reading.kind.note_sv) if reading.kind.note_sv else "")
        self._column.addWidget(self.law)
        self.sources = SourcesBand(theme)
        self.sources.taking.connect(self.taking)
        self.sources.looked.connect(self.show_field)
        self._column.addWidget(self.sources)
        self._column.addWidget(line())
        for number, (key, title) in enumerate(SECTIONS, start=1):
            words = tr("Innehållet") if key == "content" and not is_decision else tr(title)
            section = Section(theme, number, words)
            self.sections[key] = section
            mine = [one for one in specs if one.section == key]
            self.entries |= section.fill(theme, mine, self._touched)
            if key == "grounds":
                self.grounds = Grounds(self._context, self._touched)
                section.body.addWidget(self.grounds)
            elif key == "people":
                self._add_people(section)
            elif key == "reasons":
                section.body.insertWidget(0, self._chips())
            section.setVisible(bool(mine) or key in ("grounds", "people"))
            if number > 1:
                rule = line()
                rule.setVisible(bool(mine) or key in ("grounds", "people"))
                self._column.addWidget(rule)
            self._column.addWidget(section)
        self._column.addStretch(1)

    def _add_people(self, section: Section) -> None:
        grid = two_columns()
        for number, (part, label) in enumerate(_PEOPLE):
            person = PersonEntry(self._context.theme, part, label, self._touched)
            self.people[part] = person
            grid.addWidget(person.field, number, 0)
            grid.addWidget(person.title_field, number, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        section.body.insertLayout(0, grid)
        new = Button(self._context.theme, tr("Lägg upp en kollega"), "user-plus", "link")
        new.clicked.connect(lambda _=False: self.wanted_colleague.emit())
        section.add_action(new)
        self.conflicts = ConflictRows(self._context.theme)
        self.conflicts.asked.connect(self.asked)
        section.body.addWidget(self.conflicts)

    def _chips(self) -> QWidget:
        holder = QWidget()
        self._chip_flow = Flow(6)
        holder.setLayout(self._chip_flow)
        return holder

    def _follow(self) -> None:
        """What depends on what is typed: chips that are in the text, fields that are not asked for."""
        self._show_asked()
        self._show_chips()

    def _show_asked(self) -> None:
        """Hide what the text does not ask for as things stand; what was typed there stays."""
        text = self._text
        if text is None:
            return
        given = {name: _value(entry) for name, entry in self.entries.items()}
        given["decided_by"] = given.get("decided_by") or self._decided_by
        for name, entry in self.entries.items():
            if name in text.facts:
                entry.field.setVisible(text.asked(name, given))
        board = given["decided_by"] is DecidedBy.BOARD
        self.people["decision_maker"].set_visible(shown=self._has_decider and not board)

    def _show_chips(self) -> None:
        """The facts that the decision rests on, as they stand to the text now."""
        clear(self._chip_flow)
        text = " ".join(entry.raw for entry in self.entries.values() if entry.spec.section == "reasons")
        for fact in self.grounds.chosen():
            use = Use.USED if fact.whole in " ".join(text.split()) else Use.FREE
            chip = FactChip(self._context.theme, fact.words, fact.whole, use, partial(self._insert, fact.whole))
            self._chip_flow.addWidget(chip)

    def _insert(self, text: str) -> None:
        """Put a sentence where the caret was last in the reasons, with blanks where they are needed."""
        entry = self.entries.get(self._last_text) or self.entries.get("reasons")
        editor = entry.editor if entry is not None else None
        if not isinstance(editor, QPlainTextEdit) or editor.isReadOnly():
            return
        cursor = editor.textCursor()
        before = editor.toPlainText()[: cursor.position()]
        cursor.insertText(f"{'' if not before or before[-1].isspace() else ' '}{text}")
        editor.setFocus()

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
            self._chip_timer.start()

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
        for person in self.people.values():
            values |= person.values()
        values |= self.grounds.values()
        return replace(base_of(decision), facts=facts, **values), unread

    def raws(self) -> dict[str, Any]:
        """What is typed, as plain values for a draft."""
        typed: dict[str, Any] = {name: entry.raw for name, entry in self.entries.items()}
        typed |= {part: person.raw for part, person in self.people.items()}
        return typed | self.grounds.raws()

    def take(self, body: Mapping[str, Any]) -> None:
        """Write back what a draft kept."""
        for name, value in body.items():
            if name in self.entries and isinstance(value, str):
                self.entries[name].raw = value
            elif name in self.people and isinstance(value, list):
                self.people[name].raw = [str(one) for one in value]
        self.grounds.take(body)

    def take_colleague(self, member: Member) -> None:
        """Choose a colleague who was just put down where nobody is chosen yet: first as the one who decides."""
        for person in self.people.values():
            person.add(member)
        free = next((one for one in self.people.values() if not one.choice.currentData()), None)
        if free is not None:
            free.choice.setCurrentIndex(free.choice.findData(member.id))

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
        part = name.rsplit("_", 1)[0]
        if part in self.people:
            person = self.people[part]
            return person.title if name.endswith("_title") else person.choice
        if name == "conflicts" and self.people:
            return next(iter(self.conflicts.buttons.values()), None) or self.sections["people"]
        section = self.sections.get(_GROUPED.get(name, name))
        return self.grounds if section is self.sections.get("grounds") and section is not None else section

    def show_section(self, number: int) -> None:
        """Go to a section, 1 to 7: its first field takes the keyboard."""
        key = SECTIONS[number - 1][0]
        section = self.sections.get(key)
        if section is None or not section.isVisibleTo(self):
            return
        self.scroller.verticalScrollBar().setValue(section.y())
        first = next((one for one in stops(section) if one.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)


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
