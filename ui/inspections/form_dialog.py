"""One small form for all that is noted on the spot: keeps what is typed, says beside each field what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from krogkoll.kernel.errors import Invalid, Problem
from ui.context import Context
from ui.i18n import tr
from ui.inspections.words import moment_of, problem_words
from ui.messages import message_for
from ui.typing_draft import TypingDraft
from ui.widgets.blocks import Banner
from ui.widgets.check import Check
from ui.widgets.dialog import Dialog
from ui.widgets.editors import put_text, text_of
from ui.widgets.fields import Choice, Field, PassphraseEdit
from ui.words import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One field. kind: line, text, time, number, check, choice, secret (never kept). Half as wide where `half`."""

    name: str
    label: str
    kind: str = "line"
    hint: str = ""
    half: bool = False
    start: str = ""
    options: Sequence[tuple[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: its title, its fields, the word on its button, what is done with the values, and what it is kept under.

    write: gets the values by field name (a time as datetime, a number as int, a check as bool) in the store's thread.
    """

    title: str
    lead: str = ""
    asks: Sequence[Ask]
    act: str
    write: Callable[[Mapping[str, Any]], object]
    draft: str
    visit_id: str


class FormDialog(Dialog):
    """`written` carries what the service gave back."""

    written = Signal(object)

    def __init__(self, context: Context, parent: QWidget, form: Form) -> None:
        super().__init__(context.theme, parent, form.title, 560)
        self._context, self._form = context, form
        self._typing = TypingDraft(context, self, form.draft, self.raw, form.visit_id)
        self.editors: dict[str, QWidget] = {}
        self._fields: dict[str, Field] = {}
        self.banner = Banner(context.theme, closable=False)
        self.body.addWidget(self.banner)
        if form.lead:
            self.banner.say(form.lead, "investigating")
        self.body.addLayout(self._grid())
        self.add_out(tr("Avbryt")).clicked.connect(self._typing.drop)
        self.act = self.add_act(form.act)
        self.act.clicked.connect(self.hand_in)
        self.enter_acts()
        self._typing.offer(self._offer)
        self.finished.connect(self._typing.settle)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        at = 0
        for ask in self._form.asks:
            editor = self.editors[ask.name] = self._editor(ask)
            shown = editor
            if ask.kind != "check":
                shown = self._fields[ask.name] = Field(self._context.theme, ask.label, editor, ask.hint)
            wide = 1 if ask.half else 2
            at += at % 2 if wide == 2 else 0
            grid.addWidget(shown, at // 2, at % 2, 1, wide)
            at += wide
        return grid

    def _editor(self, ask: Ask) -> QWidget:
        if ask.kind == "check":
            check = Check(self._context.theme, ask.label)
            check.setChecked(ask.start == "1")
            check.toggled.connect(self._typed)
            return check
        if ask.kind == "choice":
            choice = Choice(self._context.theme, ask.label, ask.options)
            choice.setCurrentIndex(max(0, choice.findData(ask.start)))
            choice.currentIndexChanged.connect(self._typed)
            return choice
        if ask.kind == "text":
            box = QPlainTextEdit(ask.start)
            box.setAccessibleName(ask.label)
            box.setTabChangesFocus(True)
            box.setFixedHeight(84)
            box.textChanged.connect(self._typed)
            return box
        if ask.kind == "secret":
            return PassphraseEdit(self._context.theme, ask.label)
        line = QLineEdit(ask.start or (clock(self._context.now()) if ask.kind == "time" else ""))
        line.setAccessibleName(ask.label)
        line.setMaxLength(500)
        line.textEdited.connect(self._typed)
        return line

    def raw(self) -> dict[str, str]:
        """What stands in the fields and may be kept."""
        kept = {ask.name for ask in self._form.asks if ask.kind != "secret"}
        return {name: text_of(editor) for name, editor in self.editors.items() if name in kept}

    def fill(self, raw: Mapping[str, Any]) -> None:
        """Put values in the fields, as `raw` gave them."""
        for name in self.editors.keys() & raw.keys():
            put_text(self.editors[name], str(raw[name]))

    def hand_in(self) -> None:
        """Write it, or say what is wrong."""
        values, found = self._values()
        if found:
            self._say(found)
            return
        self.act.setEnabled(False)
        write = self._form.write
        self._context.jobs.write(self, lambda _: write(values), self._done, self._failed)

    def _values(self) -> tuple[dict[str, Any], list[Problem]]:
        values: dict[str, Any] = {name: text_of(editor) for name, editor in self.editors.items()}
        found = []
        for ask in self._form.asks:
            text = str(values[ask.name]).strip()
            if ask.kind == "time":
                moment = self._moment(text)
                values[ask.name] = moment
                found += [Problem(ask.name, "time-form")] if moment is None else []
            elif ask.kind == "number":
                whole = text.isascii() and text.isdigit()
                values[ask.name] = int(text) if whole else 0
                found += [] if whole else [Problem(ask.name, "number-form")]
            elif ask.kind == "check":
                values[ask.name] = bool(text)
        return values, found

    def _moment(self, text: str) -> datetime | None:
        return moment_of(text, self._context.now())

    def _say(self, problems: Sequence[Problem]) -> None:
        by_field = {one.field: problem_words(one) for one in reversed(problems)}
        for name, shown in self._fields.items():
            shown.show_problem(by_field.pop(name, ""))
        if by_field:
            self.banner.say(" ".join(by_field.values()), "suspected")
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(layout.heightForWidth(self.width()), layout.minimumSize().height()))

    def _failed(self, error: Exception) -> None:
        self.act.setEnabled(True)
        if isinstance(error, Invalid):
            self._say(error.problems)
        else:
            message = message_for(error)
            self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)
            self._say(())

    def _done(self, result: object) -> None:
        self._typing.drop()
        self._context.speaker.saved(clock(self._context.now()))
        self.written.emit(result)
        self.accept()

    def _typed(self, *_: object) -> None:
        self._typing.touched()

    def _offer(self, kept: Mapping[str, Any]) -> None:
        self.fill(kept)
        self.banner.say(tr("Det du skrev senast är kvar."), "investigating")
