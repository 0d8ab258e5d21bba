"""The middle of the page: head, form or summary, what is missing, and a foot with what can be done now."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QStackedLayout, QWidget

from krogkoll.decisions import Decision, Gap, Step, steps_from, swedish_state
from krogkoll.kernel.errors import Invalid
from krogkoll.people import Member
from ui.context import Context
from ui.decisions.acts import Acts
from ui.decisions.foot import EditorFoot
from ui.decisions.form import DecisionForm
from ui.decisions.gate_band import GateBand
from ui.decisions.head import EditorHead, Way
from ui.decisions.reading import Reading
from ui.decisions.saving import Saving
from ui.decisions.summary import Summary
from ui.decisions.words import ELSEWHERE, gate_link
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner, column
from ui.widgets.text import line

_WRONG = {
    "out-of-range": "Talet är inte möjligt. Kontrollera det.",
    "too-long": "Texten är för lång.",
    "missing": "Fyll i det här.",
    "no-time-zone": "Skriv dag och tid som 2026-11-15 00:20.",
}


class DecisionEditor(QWidget):
    """`reading` is what is shown. What is typed is kept by `saving`."""

    shown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        self.reading: Reading | None = None
        theme = context.theme
        self.head, self.foot = EditorHead(theme), EditorFoot(theme)
        self.acts = Acts(context, self)
        self.form = DecisionForm(context)
        self.saving = Saving(context, self, self.form)
        self.summary = Summary(context)
        self.gate = GateBand(theme)
        self.banner, self.kept = Banner(theme), Banner(theme)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        whole = column(self, spacing=0)
        whole.addWidget(self.head)
        whole.addWidget(line())
        band = column(margins=(16, 0, 16, 0), spacing=0)
        band.addWidget(self.banner)
        band.addWidget(self.kept)
        whole.addLayout(band)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.form)
        self._stack.addWidget(self.summary)
        whole.addWidget(holder, 1)
        self._gate_rule = line()
        whole.addWidget(self._gate_rule)
        whole.addWidget(self.gate)
        self._foot_rule = line()
        whole.addWidget(self._foot_rule)
        whole.addWidget(self.foot)

    def _wire(self) -> None:
        self.form.asked.connect(lambda name: self.saving.save(lambda: self._ask_conflict(name)))
        self.form.wanted_colleague.connect(partial(self.acts.ask_colleague, ""))
        self.acts.colleague.connect(self._take_colleague)
        self.form.taking.connect(lambda name: self.saving.save(partial(self._take_new, name)))
        self.gate.wanted.connect(self._mend)
        self.gate.overriding.connect(lambda gap: self.saving.save(partial(self._override, gap)))
        self.saving.saved.connect(self._saved)
        self.saving.failed.connect(self._refused)
        self.saving.came_back.connect(self._say_came_back)
        self.foot.save.clicked.connect(lambda _=False: self.saving.save())
        self.foot.submit.clicked.connect(lambda _=False: self.submit())
        self.foot.sign.clicked.connect(lambda _=False: self.sign())
        self.foot.back.clicked.connect(lambda _=False: self._with(self.acts.ask_send_back))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # What it shows

    def show_reading(self, reading: Reading) -> None:
        """Show a decision; while somebody writes in it only what stands around the fields is renewed."""
        before = self.reading
        same = before is not None and before.decision.id == reading.decision.id
        if same and self.saving.dirty and reading.writable and self.saving.shown is not None:
            self.reading = replace(reading, decision=self.saving.shown)
            self.form.refresh(reading)
        else:
            self.reading = reading
            if reading.writable:
                self.form.show_decision(reading)
            if not same or before is None or before.writable != reading.writable:
                self._begin(reading)
            else:
                self.saving.shown = reading.decision if reading.writable else None
        self._show_around(reading)
        self.shown.emit()

    def _begin(self, reading: Reading) -> None:
        """Another decision is open: its draft is looked for."""
        self.banner.hide()
        self.kept.hide()
        self.form.scroller.verticalScrollBar().setValue(0)
        self.saving.begin(reading.decision if reading.writable else None)

    def _show_around(self, reading: Reading) -> None:
        writable = reading.writable
        holds = self.form.isAncestorOf(self.window().focusWidget() or self)
        if not writable:
            self.summary.show_reading(reading)
        self._stack.setCurrentIndex(0 if writable else 1)
        self.head.show_reading(reading, self._ways(reading))
        self.foot.show_reading(reading)
        self._foot_rule.setVisible(self.foot.isVisibleTo(self))
        self.gate.setVisible(writable)
        self._gate_rule.setVisible(writable)
        if writable:
            self.show_gaps(reading.gaps)
        elif holds and self.foot.sign.isEnabled():
            self.foot.sign.setFocus()

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show what a draft lacks now."""
        if self.reading is not None:
            self.form.show_gaps(gaps)
            self.gate.show_gaps(gaps, "", gate_link)
            self.foot.show_missing(len(gaps), self.reading.decision.presenter_name)

    def _say_came_back(self) -> None:
        self.kept.say(tr("Det du skrev senast är tillbaka."), "planned", tr("Ångra"), self._forget_draft)

    def _forget_draft(self) -> None:
        if self.reading is not None:
            self.saving.forget()
            self.form.show_decision(self.reading)
            self.saving.typed.emit()

    def _saved(self, found: object) -> None:
        decision = cast(Decision, found)
        if self.reading is not None and self.reading.decision.id == decision.id:
            self.reading = replace(self.reading, decision=decision)
            self.head.show_reading(self.reading, self._ways(self.reading))
        self.banner.hide()

    def _refused(self, found: object) -> None:
        error = cast(Exception, found)
        if isinstance(error, Invalid):
            self.form.tell({one.field: tr(_WRONG.get(one.problem, "Kontrollera det här.")) for one in error.problems})
            self.form.show_field(error.problems[0].field)
            return
        self._say(error)

    def _say(self, error: Exception) -> None:
        message = message_for(error)
        self.banner.say(f"{message.text} {message.way_out}".strip(), message.tone)

    def leave(self) -> None:
        """The decision goes out of sight: what is typed is kept and saved."""
        self.saving.settle()
        self.saving.save()
        for dialog in self.findChildren(QDialog):
            dialog.reject()

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and self.isAncestorOf(now):
            self.form.note_focus(now)

    # What is done with it

    def submit(self) -> None:
        """Save, then make the document for signing."""
        if self.foot.submit.isVisibleTo(self) and self.foot.submit.isEnabled():
            self.saving.save(lambda: self._with(lambda decision: self.acts.submit(decision, self._say)))

    def sign(self) -> None:
        """Open the act of signing."""
        if self.reading is not None and self.foot.sign.isVisibleTo(self) and self.foot.sign.isEnabled():
            self.acts.sign(self.reading)

    def ready(self) -> None:
        """What Ctrl+Enter does: the one thing that comes next."""
        if self.foot.submit.isVisibleTo(self):
            self.submit()
        else:
            self.sign()

    def _with(self, act: Callable[[Decision], None]) -> None:
        if self.reading is not None:
            act(self.reading.decision)

    def _ask_conflict(self, name: str) -> None:
        if self.reading is not None:
            self.acts.ask_conflict(self.reading, name)

    def _take_new(self, name: str) -> None:
        self._with(lambda decision: self.acts.take_new(decision, name))

    def _override(self, gap: Gap) -> None:
        self._with(lambda decision: self.acts.ask_override(decision, gap))

    def _take_colleague(self, member: object) -> None:
        """Whoever was just put down is chosen where nobody is chosen yet."""
        if self.reading is not None and self.reading.writable:
            self.form.take_colleague(cast(Member, member))

    def _mend(self, found: object) -> None:
        gap = cast(Gap, found)
        if gap.code in ELSEWHERE and self.reading is not None:
            _, page, where = ELSEWHERE[gap.code]
            self._context.go(page, where.format(self.reading.decision))
        elif not self.form.show_field(gap.field):
            self.form.show_section(1)

    def _ways(self, reading: Reading) -> tuple[Way, ...]:
        """What the menu offers."""
        decision, go = reading.decision, self._context.go
        found: list[Way] = []
        if decision.inspection_id:
            where = f"visits:{decision.inspection_id}"
            found.append(Way("clipboard-check", tr("Visa besöket"), partial(go, "supervision", where)))
        if decision.case_id:
            found.append(Way("folder-open", tr("Visa ärendet"), partial(go, "cases", decision.case_id)))
        if decision.venue_id:
            found.append(Way("store", tr("Visa objektet"), partial(go, "venues", decision.venue_id)))
        if reading.may_write and Step.DISCARD in steps_from(decision.state):
            words = tr("{0} …").format(tr(swedish_state(Step.DISCARD)))
            found.append(Way("trash-2", words, lambda: self.saving.save(lambda: self._with(self.acts.ask_discard))))
        return tuple(found)
