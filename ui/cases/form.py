"""The one form of the page Ärenden: whatever its task asks for, with drafts, live problems and one way to save."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from krogkoll.kernel.errors import Conflict, Invalid, Problem
from ui.cases.form_task import FormTask
from ui.cases.inputs import Input, Section, raws
from ui.cases.problem_words import problem_words
from ui.commands import with_key
from ui.context import Context
from ui.draft_box import DraftBox
from ui.i18n import tr
from ui.widgets.blocks import Banner, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.text import ElidedText, Text, line

_COLUMNS = 6
_WIDEST = 880
_DRAFT_MS = 800


class CaseForm(QWidget):
    """`saved` carries the task and what was written, `left` that somebody is done without saving."""

    saved = Signal(object, object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self.task: FormTask | None = None
        self._shown: Any = None
        self._start: dict[str, str] = {}
        self._told: set[str] = set()
        self._filling = False
        self._drafts = DraftBox(context, self)
        self._drafts.saved.connect(lambda: self._state.setText(tr("Utkastet är sparat")))
        self.inputs: dict[str, Input] = {}
        whole = column(self, spacing=0)
        whole.addWidget(self._make_head())
        whole.addWidget(line())
        whole.addWidget(Scrolling(self._make_body()), 1)
        whole.addWidget(line())
        whole.addWidget(self._make_foot())
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_DRAFT_MS)
        self._rest.timeout.connect(self.keep_draft)

    def _make_head(self) -> QWidget:
        theme = self._context.theme
        head = QWidget()
        head.setObjectName("surface")
        inside = column(head, (24, 14, 24, 14), 2)
        self._title = ElidedText(theme, "", "title", "semibold")
        self._lead = Text(theme, "", tone="muted", wrap=True)
        inside.addWidget(self._title)
        inside.addWidget(self._lead)
        return head

    def _make_body(self) -> QWidget:
        body = QWidget()
        outer = row(body, (24, 16, 24, 24), 0)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        inside = column(holder, spacing=12)
        self.banner = Banner(self._context.theme)
        inside.addWidget(self.banner)
        self._parts: QVBoxLayout = column(spacing=12)
        inside.addLayout(self._parts)
        inside.addStretch(1)
        return body

    def _make_foot(self) -> QWidget:
        theme = self._context.theme
        foot = QWidget()
        foot.setObjectName("surface")
        inside = row(foot, (24, 10, 24, 10), 12)
        self._state = Text(theme, "", "caption", tone="muted", wrap=True)
        self.cancel_button = Button(theme, tr("Avbryt"))
        self.save_button = Button(theme, tr("Spara"), "check", "primary")
        self.save_button.setToolTip(with_key(tr("Spara"), "save"))
        self.cancel_button.clicked.connect(self.leave)
        self.save_button.clicked.connect(self.save)
        inside.addWidget(self._state, 1)
        inside.addWidget(self.cancel_button)
        inside.addWidget(self.save_button)
        return foot

    def start(self, task: FormTask) -> None:
        """Begin with a task; a draft of it kept from before is offered back."""
        self.task, self._shown = task, task.shown
        self._told.clear()
        self.banner.hide()
        self._title.setText(tr(task.title))
        self._lead.setText(tr(task.lead) if task.lead else "")
        self._lead.setVisible(bool(task.lead))
        self.save_button.setText(tr(task.save_text))
        self.save_button.set_name(tr(task.save_text))
        self.save_button.updateGeometry()
        self._build(task)
        self._fill(task.raw)
        self._start = raws(self.inputs)
        self._state.setText(tr(task.blocked) if task.blocked else "")
        self.work_on(busy=False)
        self._drafts.open(task.name, task.record_id, self._offer)
        first = next(iter(self.inputs.values()), None)
        if first is not None:
            first.editor.setFocus()
            if isinstance(first.editor, QLineEdit):
                first.editor.end(False)

    def _build(self, task: FormTask) -> None:
        clear(self._parts)
        self.inputs = {}
        if task.above is not None:
            self._parts.addWidget(task.above())
        for index, section in enumerate(task.sections):
            if index:
                self._parts.addWidget(line())
            self._parts.addWidget(self._section(section))

    def _section(self, section: Section) -> QWidget:
        holder = QWidget()
        inside = column(holder, spacing=12)
        if section.title:
            inside.addWidget(Text(self._context.theme, tr(section.title), "subtitle", "semibold"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
            grid.setColumnMinimumWidth(number, 40)
        at = 0
        for spec in section.fields:
            made = self.inputs[spec.name] = Input(self._context.theme, spec, partial(self._changed, spec.name))
            # Columns are equal whatever stands in them.
            made.field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            if at % _COLUMNS + spec.width > _COLUMNS:
                at += _COLUMNS - at % _COLUMNS
            grid.addWidget(made.field, at // _COLUMNS, at % _COLUMNS, 1, spec.width)
            at += spec.width
        inside.addLayout(grid)
        return holder

    def _offer(self, body: Mapping[str, Any]) -> None:
        """A draft from before: put it in, and say so with a way back."""
        raw = {name: str(body["raw"].get(name, self._start[name])) for name in self._start}
        if raw == self._start or raws(self.inputs) != self._start:
            # Nothing new, or somebody has begun to type while the draft was on its way: what they type stands.
            return
        if self._shown is not None and body.get("seen"):
            # What the writer was shown then: a change by somebody else since must end as a conflict.
            self._shown = replace(self._shown, seen={key: tuple(heads) for key, heads in body["seen"].items()})
        self._fill(raw)
        self.banner.say(tr("Det du skrev sist är kvar här."), "planned", tr("Börja om"), self.start_over)

    def start_over(self) -> None:
        """Forget the draft and show what was shown first."""
        self._drafts.drop()
        self._fill(self._start)

    def _fill(self, raw: Mapping[str, str]) -> None:
        self._filling = True
        for name, one in self.inputs.items():
            one.raw = raw.get(name, "")
        self._filling = False
        if self.task is not None and self.task.adapt is not None:
            self.task.adapt(self, "")
        self.judge()

    def _changed(self, name: str, *_: object) -> None:
        if self._filling or self.task is None:
            return
        self._told.add(name)
        self._state.setText("")
        if self.task.adapt is not None:
            self.task.adapt(self, name)
        self.judge()
        self._rest.start()

    def judge(self) -> tuple[Any, Sequence[Problem]]:
        """Read the fields and say what is wrong in those that somebody has touched."""
        if self.task is None:
            return None, ()
        draft, found = self.task.read(raws(self.inputs))
        by_field = {problem.field: problem for problem in reversed(found)}
        for name, one in self.inputs.items():
            problem = by_field.get(name)
            one.field.show_problem(problem_words(problem) if problem and name in self._told else "")
        return draft, found

    def keep_draft(self) -> None:
        """Save what stands in the fields as a draft, if it differs from the start."""
        raw = raws(self.inputs)
        if self.task is not None and raw != self._start and self.save_button.isEnabled():
            seen = {} if self._shown is None else {key: list(heads) for key, heads in self._shown.seen.items()}
            self._drafts.keep({"raw": raw, "seen": seen})

    def save(self) -> None:
        """Write it, or show everything that stands in the way and go to the first."""
        if self.task is None or not self.save_button.isEnabled():
            return
        self._told = set(self.inputs)
        draft, found = self.judge()
        if found:
            self._go_to(found)
            return
        self._rest.stop()
        self.work_on(busy=True)
        task, shown = self.task, self._shown
        self._context.jobs.write(self, lambda _: task.write(draft, shown), partial(self._written, task), self._refused)

    def _go_to(self, found: Sequence[Problem]) -> None:
        one = self.inputs.get(found[0].field)
        if one is not None:
            one.editor.setFocus()
        how_many = tr("Ett fält behöver") if len(found) == 1 else tr("{0} fält behöver").format(len(found))
        self._state.setText(tr("{0} rättas innan det går att spara").format(how_many))

    def _written(self, task: FormTask, result: object) -> None:
        self._drafts.drop()
        self.work_on(busy=False)
        self.saved.emit(task, result)

    def _refused(self, error: Exception) -> None:
        self.work_on(busy=False)
        if isinstance(error, Invalid):
            for problem in error.problems:
                if problem.field in self.inputs:
                    self.inputs[problem.field].field.show_problem(problem_words(problem))
            self._go_to(error.problems)
        elif isinstance(error, Conflict) and error.reason == "docket-taken" and "docket" in self.inputs:
            who = f" ({error.details['who']})" if error.details.get("who") else ""
            words = tr("{0} används redan: {1}{2}.").format(error.details["number"], error.details["title"], who)
            self.inputs["docket"].field.show_problem(words)
            self.inputs["docket"].editor.setFocus()
        else:
            self.keep_draft()
            self._context.speaker.trouble(error)

    def work_on(self, *, busy: bool) -> None:
        """While it is being written nothing can be changed."""
        self.save_button.setEnabled(not busy and not (self.task and self.task.blocked))
        self.cancel_button.setEnabled(not busy)
        for one in self.inputs.values():
            one.editor.setEnabled(not busy)

    def leave(self) -> None:
        """Leave without saving; what was typed stays as a draft and is offered when the form is opened again."""
        self._rest.stop()
        self.keep_draft()
        self.left.emit()
