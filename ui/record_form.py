"""A form in a dialog for one frozen draft: fields from a table, problems in words, typing kept on disk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from krogkoll.kernel.errors import Invalid, Problem
from ui.context import Context
from ui.i18n import tr
from ui.messages import message_for
from ui.moments import moment_in, moment_text
from ui.theme import Theme
from ui.typing_draft import TypingDraft
from ui.widgets.blocks import Banner, Scrolling
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice, Field

_COLUMNS = 6
_WRONG = -1
_WORDS = {
    "missing": "Fyll i det här.",
    "in-the-future": "Tiden ligger i framtiden.",
    "in-future": "Tiden ligger i framtiden.",
    "out-of-range": "Talet är inte möjligt. Kontrollera det.",
    "not-a-number": "Skriv ett tal, till exempel 37,5.",
    "not-that-class": "Styrkan passar inte slaget av dryck. Kontrollera båda.",
    "too-long": "Texten är för lång.",
    "unknown-value": "Välj något i listan.",
    "not-yours": "Din myndighet kan inte använda den grunden.",
    "not-a-time": "Skriv dag och tid som 2026-11-15 00:20.",
    "not-a-day": "Skriv dagen som 2026-11-15.",
}


@dataclass(frozen=True, slots=True)
class Spec:
    """One field. kind: line, text, number, moment, day or choice; width: columns of six; choices: (words, value)."""

    name: str
    label: str
    kind: str = "line"
    width: int = 3
    hint: str = ""
    choices: tuple[tuple[str, object], ...] = ()


class RecordForm(Dialog):
    """`saved` carries what `save` gave. check: what is wrong with a draft; save: the use case, in the store thread."""

    saved = Signal(object)

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        title: str,
        specs: Sequence[Spec],
        draft: Any,
        *,
        check: Callable[[Any], Sequence[Problem]],
        save: Callable[[Any], object],
        keep_as: str = "",
        words: Mapping[str, str] | None = None,
        act: str = "",
    ) -> None:
        """words: what a problem is called beside the usual ones. act: what the button says instead of Spara."""
        super().__init__(context.theme, parent, title, 620)
        self._words = _WORDS | dict(words or {})
        self._context, self._specs, self._draft = context, tuple(specs), draft
        self._check, self._save = check, save
        self.fields: dict[str, Field] = {}
        self._typing: TypingDraft | None = None
        self._banner = Banner(context.theme, closable=False)
        self.body.addWidget(self._banner)
        page = QWidget()
        self._lay_out(page, context.theme)
        self._page, self._scroller = page, Scrolling(page)
        self.fit()
        self.body.addWidget(self._scroller)
        self._typing = TypingDraft(context, self, keep_as, self.raw) if keep_as else None
        if self._typing is not None:
            self._typing.offer(self._take)
            self.finished.connect(self._typing.settle)
        self.add_out(tr("Avbryt"))
        self.button = self.add_act(act or tr("Spara"))
        self.button.clicked.connect(self.try_now)
        self.enter_acts()

    def _lay_out(self, page: QWidget, theme: Theme) -> None:
        grid = QGridLayout(page)
        grid.setContentsMargins(2, 2, 14, 2)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        at, line = 0, 0
        for spec in self._specs:
            if at + spec.width > _COLUMNS:
                at, line = 0, line + 1
            field = Field(theme, tr(spec.label), _editor(theme, spec, getattr(self._draft, spec.name)), tr(spec.hint))
            self.fields[spec.name] = field
            grid.addWidget(field, line, at, 1, spec.width)
            at += spec.width
            self._listen(field.editor)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        # Where fields are hidden the rest stays together at the top.
        grid.setRowStretch(line + 1, 1)

    def _listen(self, editor: QWidget) -> None:
        if isinstance(editor, Choice):
            editor.currentIndexChanged.connect(self._touched)
        elif isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(self._touched)

    def _touched(self) -> None:
        if self._typing is not None:
            self._typing.touched()

    def fit(self) -> None:
        """As high as the fields that are asked for, where there is room."""
        if (grid := self._page.layout()) is not None:
            grid.activate()
        self._scroller.setMinimumHeight(min(420, self._page.sizeHint().height() + 8))
        if self.isVisible():
            self.adjustSize()

    def raw(self) -> Mapping[str, Any]:
        """What is typed, as plain values."""
        return {name: _typed(field.editor) for name, field in self.fields.items()}

    def _take(self, body: Mapping[str, Any]) -> None:
        for name, value in body.items():
            if name in self.fields:
                _put(self.fields[name].editor, value)

    def draft(self) -> tuple[Any, list[Problem]]:
        """The draft as it stands, and what could not even be read."""
        values: dict[str, Any] = {}
        problems = []
        for spec in self._specs:
            editor = self.fields[spec.name].editor
            typed = _typed(editor)
            if spec.kind == "choice" and isinstance(editor, Choice):
                values[spec.name] = editor.currentData()
            elif spec.kind == "number":
                plain = "".join(str(typed).split())
                values[spec.name] = int(plain) if plain.isascii() and plain.isdigit() else 0 if not plain else _WRONG
            elif spec.kind == "moment":
                values[spec.name] = moment_in(str(typed), day_alone=True)
                if str(typed).strip() and values[spec.name] is None:
                    problems.append(Problem(spec.name, "not-a-time"))
            elif spec.kind == "day":
                moment = moment_in(str(typed), day_alone=True)
                values[spec.name] = moment.date() if moment else None
                if str(typed).strip() and moment is None:
                    problems.append(Problem(spec.name, "not-a-day"))
            else:
                values[spec.name] = typed
        return replace(self._draft, **values), problems

    def try_now(self) -> None:
        """Show what is wrong, or save."""
        draft, unread = self.draft()
        known = {one.field for one in unread}
        if self._tell([*unread, *(one for one in self._check(draft) if one.field not in known)]):
            return
        self.button.setEnabled(False)
        self._context.jobs.write(self, lambda _: self._save(draft), self._done, self._failed)

    def _tell(self, problems: Sequence[Problem]) -> bool:
        wrong = {one.field: tr(self._words.get(one.problem, "Det här behöver rättas.")) for one in problems}
        for name, field in self.fields.items():
            field.show_problem(wrong.get(name, ""))
        first = next((name for name in self.fields if name in wrong), "")
        if first:
            self.fields[first].editor.setFocus()
            self._scroller.ensureWidgetVisible(self.fields[first])
        elif wrong:
            self._banner.say(next(iter(wrong.values())))
        return bool(wrong)

    def _done(self, record: object) -> None:
        if self._typing is not None:
            self._typing.drop()
        self.saved.emit(record)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if isinstance(error, Invalid) and self._tell(error.problems):
            return
        message = message_for(error)
        self._banner.say(f"{message.text} {message.way_out}".strip(), message.tone)


def _editor(theme: Theme, spec: Spec, value: object) -> QWidget:
    if spec.kind == "choice":
        choice = Choice(theme, tr(spec.label), [(tr(words), one) for words, one in spec.choices])
        choice.setCurrentIndex(max(0, [one for _, one in spec.choices].index(value) if _known(spec, value) else 0))
        return choice
    if spec.kind == "text":
        edit = QPlainTextEdit(str(value))
        edit.setFixedHeight(72)
        edit.setTabChangesFocus(True)
        return edit
    if spec.kind == "moment":
        value = moment_text(value if isinstance(value, datetime) else None)
    elif spec.kind == "day":
        value = value.isoformat() if isinstance(value, date) else ""
    elif spec.kind == "number":
        value = str(value) if value else ""
    line = QLineEdit(str(value))
    line.setMaxLength(9 if spec.kind == "number" else 300)
    return line


def _known(spec: Spec, value: object) -> bool:
    return any(one == value for _, one in spec.choices)


def _typed(editor: QWidget) -> str | int:
    if isinstance(editor, Choice):
        return editor.currentIndex()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _put(editor: QWidget, value: object) -> None:
    if isinstance(editor, Choice):
        editor.setCurrentIndex(int(str(value)) if str(value).isdigit() else 0)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(str(value))
    elif isinstance(editor, QLineEdit):
        editor.setText(str(value))
