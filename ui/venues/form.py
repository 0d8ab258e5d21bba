"""The form of a place, new or old: says at once what is wrong, saves what is typed as a draft, writes on Save."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.venues import Venue, VenueDraft, draft_of, problems, shown_name
from ui.commands import with_key
from ui.context import Context
from ui.draft_box import DraftBox
from ui.i18n import tr
from ui.venues.draft import draft_from, problem_words, raw_of, shown_at
from ui.venues.duplicate_box import DuplicateBox
from ui.venues.form_fields import SECTIONS, Input, home_municipality
from ui.widgets.blocks import Banner, Scrolling, column, row
from ui.widgets.button import Button
from ui.widgets.text import ElidedText, Text, line

_COLUMNS = 6
_WIDEST = 880
_DRAFT_MS = 800
_TELLING = frozenset({"name", "aliases", "street", "city", "position"})


class VenueForm(QWidget):
    """`saved` carries the Venue as stored, `left` that somebody is done without saving.

    `wanted_other` carries the id of a known place that somebody wants to see instead.
    """

    saved = Signal(object)
    left = Signal()
    wanted_other = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._context = context
        self._shown: Venue | None = None
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
        theme = self._context.theme
        body = QWidget()
        outer = row(body, (24, 16, 24, 24), 0)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        inside = column(holder, spacing=12)
        self.banner = Banner(theme)
        inside.addWidget(self.banner)
        self.known = DuplicateBox(self._context)
        self.known.opened.connect(self._open_other)
        for index, section in enumerate(SECTIONS):
            if index:
                inside.addWidget(line())
            if len(section.fields) > 1:
                inside.addWidget(Text(theme, tr(section.title), "subtitle", "semibold"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(12)
            for number in range(_COLUMNS):
                grid.setColumnStretch(number, 1)
                grid.setColumnMinimumWidth(number, 40)
            at = 0
            for spec in section.fields:
                made = self.inputs[spec.name] = Input(theme, spec, partial(self._changed, spec.name))
                if at % _COLUMNS + spec.width > _COLUMNS:
                    at += _COLUMNS - at % _COLUMNS
                grid.addWidget(made.field, at // _COLUMNS, at % _COLUMNS, 1, spec.width)
                at += spec.width
            inside.addLayout(grid)
            if index == 0:
                inside.addWidget(self.known)
        inside.addStretch(1)
        return body

    def _make_foot(self) -> QWidget:
        theme = self._context.theme
        foot = QWidget()
        foot.setObjectName("surface")
        inside = row(foot, (24, 10, 24, 10), 12)
        self._state = Text(theme, "", "caption", tone="muted")
        self.cancel_button = Button(theme, tr("Avbryt"))
        self.save_button = Button(theme, tr("Spara"), "check", "primary")
        self.save_button.setToolTip(with_key(tr("Spara"), "save"))
        self.cancel_button.clicked.connect(self.leave)
        self.save_button.clicked.connect(self.save)
        inside.addWidget(self._state)
        inside.addStretch(1)
        inside.addWidget(self.cancel_button)
        inside.addWidget(self.save_button)
        return foot

    def start(self, shown: Venue | None) -> None:
        """Begin with a new place, or with one as it was just read; a kept draft is offered back."""
        self._shown = shown
        self._told.clear()
        self.banner.hide()
        self._title.setText(tr("Nytt objekt") if shown is None else tr("Ändra {0}").format(shown_name(shown)))
        self._lead.setText(tr("Ett namn eller en gatuadress räcker för att börja."))
        self._lead.setVisible(shown is None)
        self._fill(raw_of(self._base()))
        self._start = self._raw()
        self._state.setText("")
        self.work_on(busy=False)
        self.known.forget()
        record_id = "" if shown is None else shown.id
        self._drafts.open(f"venue:{record_id or 'new'}", record_id, self._offer)
        first = cast(QLineEdit, self.inputs["name"].editor)
        first.setFocus()
        first.end(False)

    def _base(self) -> VenueDraft:
        if self._shown is not None:
            return draft_of(self._shown)
        return VenueDraft(municipality=home_municipality(self._context.workspace.actor.authority))

    def _offer(self, body: Mapping[str, Any]) -> None:
        """A draft from before: put it in, and say so with a way back."""
        raw = {name: str(body["raw"].get(name, self._start[name])) for name in self._start}
        if raw == self._start or self._raw() != self._start:
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

    def _raw(self) -> dict[str, str]:
        return {name: one.raw for name, one in self.inputs.items()}

    def _fill(self, raw: Mapping[str, str]) -> None:
        self._filling = True
        for name, one in self.inputs.items():
            one.raw = raw[name]
        self._filling = False
        self._judge()

    def _changed(self, name: str, *_: object) -> None:
        if self._filling:
            return
        self._told.add(name)
        if name in _TELLING:
            self._look_for_others()
        self._state.setText("")
        self._judge()
        self._rest.start()

    def read(self) -> tuple[VenueDraft, tuple[Problem, ...]]:
        """The draft as it stands and everything wrong with it, in the order of the form."""
        today = local(self._context.now()).date()
        draft, unread = draft_from(self._raw(), self._base(), today)
        found = (*unread, *problems(draft, today))
        order = list(self.inputs)
        return draft, tuple(sorted(found, key=lambda problem: order.index(shown_at(problem))))

    def _judge(self) -> tuple[VenueDraft, tuple[Problem, ...]]:
        draft, found = self.read()
        by_field = {shown_at(problem): problem for problem in reversed(found)}
        for name, one in self.inputs.items():
            problem = by_field.get(name)
            # A field nobody has touched is not scolded before somebody tries to save.
            tell = problem is not None and (name in self._told or self._tied(name))
            one.field.show_problem(problem_words(problem) if problem and tell else "")
        return draft, found

    def _look_for_others(self) -> None:
        shown = "" if self._shown is None else self._shown.id
        self.known.look(self.read()[0], shown)

    def _open_other(self, venue_id: str) -> None:
        self.leave()
        self.wanted_other.emit(venue_id)

    def _tied(self, name: str) -> bool:
        """Whether the field became required by another one that was touched."""
        return (name == "status_reason" and "status" in self._told) or (
            name in {"permit_number", "permit_checked_on"} and "permit" in self._told
        )

    def keep_draft(self) -> None:
        """Save what stands in the fields as a draft, if it differs from the start."""
        raw = self._raw()
        if raw != self._start and self.save_button.isEnabled():
            seen = {} if self._shown is None else {key: list(heads) for key, heads in self._shown.seen.items()}
            self._drafts.keep({"raw": raw, "seen": seen})

    def save(self) -> None:
        """Write it, or show everything that stands in the way and go to the first."""
        self._told = set(self.inputs)
        draft, found = self._judge()
        if found:
            self._go_to(found)
            return
        self._rest.stop()
        self.work_on(busy=True)
        venues, shown = self._context.workspace.venues, self._shown
        if shown is None:
            self._context.jobs.write(self, lambda _: venues.register(draft), self._written, self._refused)
        else:
            self._context.jobs.write(self, lambda _: venues.edit(shown, draft), self._written, self._refused)

    def _go_to(self, found: tuple[Problem, ...]) -> None:
        editor = self.inputs[shown_at(found[0])].editor
        editor.setFocus()
        one, many = tr("Ett fält behöver rättas först"), tr("{0} fält behöver rättas först")
        self._state.setText(one if len(found) == 1 else many.format(len(found)))

    def _written(self, venue: object) -> None:
        self._drafts.drop()
        self.work_on(busy=False)
        self.saved.emit(cast(Venue, venue))

    def _refused(self, error: Exception) -> None:
        self.work_on(busy=False)
        if isinstance(error, Invalid):
            for problem in error.problems:
                self.inputs[shown_at(problem)].field.show_problem(problem_words(problem))
            self._go_to(error.problems)
        else:
            self.keep_draft()
            self._context.speaker.trouble(error)

    def work_on(self, *, busy: bool) -> None:
        """While it is being written nothing can be changed."""
        self.save_button.setEnabled(not busy)
        self.cancel_button.setEnabled(not busy)
        for one in self.inputs.values():
            one.editor.setEnabled(not busy)

    def leave(self) -> None:
        """Leave without saving; what was typed stays as a draft, with a way back in the toast."""
        self._rest.stop()
        if self._raw() != self._start:
            self.keep_draft()
        self.left.emit()
