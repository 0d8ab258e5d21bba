"""The form of a person or of a company: checks numbers while they are typed, and says what they tell."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from krogkoll.kernel.errors import Problem
from krogkoll.people import Company, CompanyDraft, Person, PersonDraft, Suspicion, swedish
from ui.i18n import tr
from ui.people.party_fields import COMPANY, PERSON, Raw, Spec, company_from, person_from, raw_company, raw_person
from ui.people.words import problem_words, told_by_organisation_number, told_by_person_number
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.fields import Choice, Field


class PartyForm(QWidget):
    """`changed` carries the name of the field that somebody changed."""

    changed = Signal(str)

    def __init__(self, theme: Theme, kind: str, today: date, *, police: bool) -> None:
        super().__init__()
        self._theme, self._kind, self._today, self._police = theme, kind, today, police
        self._shown: Person | Company | None = None
        self._told: set[str] = set()
        self._filling = False
        self.fields: dict[str, Field] = {}
        self.editors: dict[str, QWidget] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        at = 0
        for spec in PERSON if kind == "person" else COMPANY:
            made = self._make(spec)
            at += at % 2 if spec.wide else 0
            grid.addWidget(made, at // 2, at % 2, 1, 2 if spec.wide else 1)
            at += 2 if spec.wide else 1
            if spec.kind == "suspicion":
                made.setHidden(not police)
        self.fill(None)

    def _make(self, spec: Spec) -> QWidget:
        changed = partial(self._changed, spec.name)
        if spec.kind == "check":
            check = Check(self._theme, tr(spec.label))
            check.toggled.connect(changed)
            self.editors[spec.name] = check
            return check
        if spec.kind == "suspicion":
            choice = Choice(self._theme, tr(spec.label), [(tr(swedish(one)), one.value) for one in Suspicion])
            choice.currentIndexChanged.connect(changed)
            self.editors[spec.name] = choice
        else:
            line = QLineEdit()
            line.setMaxLength(2000 if spec.name == "notes" else 200)
            line.textChanged.connect(changed)
            self.editors[spec.name] = line
        hint = tr(spec.hint) if spec.hint else ""
        self.fields[spec.name] = Field(self._theme, tr(spec.label), self.editors[spec.name], hint)
        return self.fields[spec.name]

    def fill(self, shown: Person | Company | None) -> None:
        """Show somebody, or nobody."""
        self._shown = shown
        self._told.clear()
        if self._kind == "person":
            self.raw = raw_person(shown if isinstance(shown, Person) else None, self._today, police=self._police)
        else:
            self.raw = raw_company(shown if isinstance(shown, Company) else None)

    @property
    def raw(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: _text(editor) for name, editor in self.editors.items()}

    @raw.setter
    def raw(self, raw: Raw) -> None:
        self._filling = True
        for name, editor in self.editors.items():
            text = raw.get(name, "")
            if isinstance(editor, Check):
                editor.setChecked(text == "yes")
            elif isinstance(editor, Choice):
                editor.setCurrentIndex(max(0, editor.findData(text)))
            elif isinstance(editor, QLineEdit):
                editor.setText(text)
                editor.setCursorPosition(0)
        self._filling = False
        self.judge()

    def _changed(self, name: str, *_: object) -> None:
        if not self._filling:
            self._told.add(name)
            self.judge()
            self.changed.emit(name)

    def read(self) -> tuple[PersonDraft | CompanyDraft, tuple[Problem, ...]]:
        """The draft as it stands and everything wrong with it."""
        if self._kind == "company":
            return company_from(self.raw, self._today)
        shown = self._shown if isinstance(self._shown, Person) else None
        return person_from(self.raw, shown, self._today, police=self._police)

    def judge(self, *, whole: bool = False) -> tuple[PersonDraft | CompanyDraft, tuple[Problem, ...]]:
        """Say what is wrong under each field that was touched, or under all; and what a right number tells."""
        if whole:
            self._told = set(self.editors)
        draft, found = self.read()
        wrong = {problem.field: problem for problem in reversed(found)}
        for name, field in self.fields.items():
            problem = wrong.get(name)
            tied = name == "number_reason" and "number" in self._told and "number" not in wrong
            tell = problem is not None and (name in self._told or tied)
            field.show_problem(problem_words(problem) if problem and tell else "")
        self.show_number()
        return draft, found

    def show_number(self) -> None:
        """What the number tells, as the hint under its field."""
        field = self.fields["number"]
        if field.problem:
            return
        text = self.raw["number"]
        told = told_by_person_number(text, self._today) if self._kind == "person" else told_by_organisation_number(text)
        field.set_words(tr(next(spec.label for spec in self._specs() if spec.name == "number")), told)

    def _specs(self) -> tuple[Spec, ...]:
        return PERSON if self._kind == "person" else COMPANY

    def go_to(self, found: tuple[Problem, ...]) -> None:
        """The keyboard goes to the first thing that is wrong."""
        if found and found[0].field in self.editors:
            self.editors[found[0].field].setFocus()


def _text(editor: QWidget) -> str:
    if isinstance(editor, Check):
        return "yes" if editor.isChecked() else ""
    if isinstance(editor, Choice):
        return str(editor.currentData())
    return editor.text() if isinstance(editor, QLineEdit) else ""
