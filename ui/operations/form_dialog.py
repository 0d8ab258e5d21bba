"""A form in a window of its own: says what is wrong beside each field, keeps what is typed, has one button to write."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from krogkoll.kernel.errors import Invalid
from ui.context import Context
from ui.i18n import tr
from ui.jobs import Work
from ui.operations.words import problem_words
from ui.theme import Theme
from ui.typing_draft import TypingDraft
from ui.widgets.blocks import Banner, Scrolling, column
from ui.widgets.dialog import Dialog
from ui.widgets.editors import put_text, text_of
from ui.widgets.fields import Choice, Field
from ui.widgets.text import Text

_COLUMNS = 6
_ROOM = 230
Raw = Mapping[str, str]
Wrong = Mapping[str, str]
Submit = Callable[[Raw], tuple[Work | None, Wrong]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One field: columns of six, a choice when it has entries, several lines when `tall`; `make` for other editors.

    when: whether the field is asked for, given what else stands in the form.
    """

    name: str
    label: str
    width: int = _COLUMNS
    hint: str = ""
    entries: Sequence[tuple[str, str]] = ()
    tall: bool = False
    make: "Callable[[Theme, Callable[[], None]], QWidget] | None" = None
    when: Callable[[Raw], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: its words, fields, what they hold at first, and the name its draft is kept under."""

    title: str
    act: str
    specs: Sequence[Spec]
    start: Raw = field(default_factory=dict)
    draft: str = ""
    record_id: str = ""
    lead: str = ""


class FormDialog(Dialog):
    """`submit` turns what is typed into work for the store's thread, or says per field what is wrong.

    `written` carries what the work gave.
    """

    written = Signal(object)

    def __init__(self, context: Context, parent: QWidget, form: Form, submit: Submit) -> None:
        super().__init__(context.theme, parent, form.title, 640)
        self._context, self._form, self._submit = context, form, submit
        self._fields: dict[str, Field] = {}
        self._filling = False
        theme = context.theme
        self.banner = Banner(theme)
        self.body.addWidget(self.banner)
        if form.lead:
            self.body.addWidget(Text(theme, form.lead, tone="muted", wrap=True))
        self._area = self._make_fields(theme)
        self.body.addWidget(self._area, 1)
        self._state = Text(theme, "", "caption", tone="danger", wrap=True)
        self.body.addWidget(self._state)
        self._state.hide()
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(form.act)
        self.act.clicked.connect(self.save)
        self.enter_acts()
        self._start = {spec.name: form.start.get(spec.name, "") for spec in form.specs}
        self._fill(self._start)
        self._start = self.raw()
        self._typing = TypingDraft(context, self, form.draft, self.raw, form.record_id) if form.draft else None
        if self._typing is not None:
            self._typing.offer(self._offer)
            self.finished.connect(self._typing.settle)

    def _make_fields(self, theme: Theme) -> Scrolling:
        body = QWidget()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        at = 0
        for spec in self._form.specs:
            self._fields[spec.name] = Field(theme, spec.label, self._editor(theme, spec), spec.hint)
            if at % _COLUMNS + spec.width > _COLUMNS:
                at += _COLUMNS - at % _COLUMNS
            grid.addWidget(self._fields[spec.name], at // _COLUMNS, at % _COLUMNS, 1, spec.width)
            at += spec.width
        inside = column(body, (0, 0, 12, 0), 0)
        inside.addLayout(grid)
        inside.addStretch(1)
        self._inside = inside
        return Scrolling(body)

    def _editor(self, theme: Theme, spec: Spec) -> QWidget:
        if spec.make is not None:
            return spec.make(theme, self._changed)
        if spec.entries:
            choice = Choice(theme, spec.label, spec.entries)
            choice.currentIndexChanged.connect(self._changed)
            return choice
        if spec.tall:
            text = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setFixedHeight(76)
            text.textChanged.connect(self._changed)
            return text
        line = QLineEdit()
        line.setMaxLength(2000)
        line.textChanged.connect(self._changed)
        return line

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the fields need and the window has room for."""
        body = self._area.widget()
        width = self.width() - 60
        need = max(self._inside.totalHeightForWidth(width), body.minimumSizeHint().height() if body else 0)
        parent = self.parentWidget()
        room = max(180, (parent.window().height() if parent else 0) - _ROOM)
        self._area.setFixedHeight(min(need + 4, room))
        super().showEvent(event)

    def raw(self) -> dict[str, str]:
        """What stands in each field; of a choice its value."""
        return {name: text_of(one.editor) for name, one in self._fields.items()}

    def put(self, name: str, text: str) -> None:
        """Write something into a field as if it was typed."""
        put_text(self._fields[name].editor, text)

    def problem(self, name: str) -> str:
        """What a field says is wrong with it."""
        return self._fields[name].problem

    def _fill(self, raw: Raw) -> None:
        self._filling = True
        for name, text in raw.items():
            if name in self._fields:
                put_text(self._fields[name].editor, text)
        self._filling = False
        self._adapt()

    def _adapt(self) -> None:
        raw = self.raw()
        for spec in self._form.specs:
            if spec.when is not None:
                self._fields[spec.name].setVisible(spec.when(raw))

    def _changed(self, *_: object) -> None:
        if not self._filling and hasattr(self, "_typing"):
            self._adapt()
            if self._typing is not None:
                self._typing.touched()

    def _offer(self, kept: Mapping[str, Any]) -> None:
        raw = {name: str(kept.get(name, text)) for name, text in self._start.items()}
        if raw != self._start and self.raw() == self._start:
            self._fill(raw)
            self.banner.say(tr("Det du skrev sist är kvar här."), "planned", tr("Börja om"), self._start_over)

    def _start_over(self) -> None:
        if self._typing is not None:
            self._typing.forget()
        self._fill(self._start)

    def save(self) -> None:
        """Write it, or show what stands in the way."""
        work, wrong = self._submit(self.raw())
        self._tell(wrong)
        if work is None:
            return
        self.act.setEnabled(False)
        self._context.jobs.write(self, work, self._done, self._refused)

    def _tell(self, wrong: Wrong) -> None:
        for name, one in self._fields.items():
            one.show_problem(wrong.get(name, ""))
        rest = " ".join(text for name, text in wrong.items() if name not in self._fields)
        self._state.setText(rest)
        self._state.setVisible(bool(rest))
        first = next((name for name in self._fields if name in wrong), "")
        if first:
            self._fields[first].editor.setFocus()
            self._area.ensureWidgetVisible(self._fields[first])

    def _done(self, made: object) -> None:
        if self._typing is not None:
            self._typing.drop()
        self.written.emit(made)
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.act.setEnabled(True)
        if isinstance(error, Invalid):
            self._tell({problem.field: problem_words(problem) for problem in error.problems})
        else:
            self._context.speaker.trouble(error)
