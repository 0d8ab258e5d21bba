"""The form of a tip: five numbered cards in the order people tell it, and beside them what it does to the score."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.law import indicators
from krogkoll.venues import Risk, Tip, TipDraft, observed_in, score, tip_problems
from ui.context import Context
from ui.draft_box import DraftBox
from ui.i18n import tr
from ui.venues.tip_frame import TipFrame
from ui.venues.tip_state import TipState, problem_sentence, state_from, state_of, tip_from
from ui.words import short_day

_DRAFT_MS = 800
_FIELDS_OF = (
    frozenset({"venue_id", "name", "street", "postal_code", "place"}),
    frozenset({"text", "day", "hours", "observed_from", "observed_to", "received_at"}),
    frozenset({"channel", "source_kind", "same_source_as"}),
    frozenset({"source_grade", "information_grade", "handling", "handling_conditions", "statement", "suspicion"}),
    frozenset({"indicators"}),
)


class TipForm(TipFrame):
    """`saved` carries the Tip as stored, `left` that somebody is done without registering."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._shown: Tip | None = None
        self._start = TipState()
        self._risk: Risk | None = None
        self._asked = 0
        self._tried = False
        self._same = ""
        self._drafts = DraftBox(context, self)
        self._drafts.saved.connect(lambda: self._state.setText(tr("Utkastet är sparat")))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_DRAFT_MS)
        self._rest.timeout.connect(self.keep_draft)
        self._connect()

    def _connect(self) -> None:
        self.cancel_button.clicked.connect(self.leave)
        self.save_button.clicked.connect(self.save)
        self.place.chosen.connect(self._read_risk)
        for number, card in enumerate(self.cards, start=1):
            card.changed.connect(self._changed)
            QShortcut(QKeySequence(f"Alt+{number}"), self, partial(self.jump, number))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)

    def start(self, venue_id: str, venue_name: str = "") -> None:
        """Begin a new tip, about a known place or none; a kept draft is offered back."""
        self._begin(None, TipState(venue_id=venue_id, venue_name=venue_name, place_text=venue_name))
        self._title.setText(tr("Ny misstanke"))
        self._lead.setText(tr("Sparas som utkast medan du skriver. Inget delas förrän du registrerar."))
        self._drafts.open(f"tip:{venue_id or 'new'}", venue_id, self._offer)
        self._aim()

    def regrade(self, tip: Tip, venue_name: str) -> None:
        """Begin with a tip as it was just read: its words, its grade, its place."""
        self._begin(tip, state_of(tip, venue_name))
        self._title.setText(tr("Bedöm tips"))
        self._lead.setText(tr("Gradera tipset, eller rätta det som skrevs ner. Källan ändras inte här."))
        self._drafts.open(f"tip:{tip.id}", tip.id, self._offer)
        self._aim()

    def where(self) -> str:
        """Where to come back to: the same new tip, or the tab of the tip that was being graded."""
        if self._shown is not None:
            return f"{self._shown.venue_id}/tips"
        return f"{self._start.venue_id}/tip"

    def _begin(self, shown: Tip | None, state: TipState) -> None:
        self._shown, self._start, self._tried, self._risk = shown, state, False, None
        self.banner.hide()
        self._state.setText("")
        words = tr("Registrera") if shown is None else tr("Spara")
        self.save_button.setText(words)
        self.save_button.set_name(words)
        self.save_button.setToolTip(tr("{0} (Ctrl+Enter)").format(words))
        self.save_button.updateGeometry()
        self.work_on(busy=False)
        self._fill(state)

    def _aim(self) -> None:
        """The keyboard begins where there is something to do."""
        self.jump(4 if self._shown is not None else 2 if self._start.venue_id else 1)

    def _fill(self, state: TipState) -> None:
        self.place.fill(state)
        self.told.fill(state)
        self.source.fill(state, locked=self._shown is not None)
        self.grade.fill(state)
        self.signs.fill(state)
        self._same = state.same_source_as
        self._read_risk()
        self._judge()

    def _offer(self, body: Mapping[str, Any]) -> None:
        """A draft from before: put it in, and say so with a way back."""
        kept = state_from(body["state"])
        if kept == self._start or self.state() != self._start:
            return
        if self._shown is not None and body.get("seen"):
            self._shown = replace(self._shown, seen={key: tuple(heads) for key, heads in body["seen"].items()})
        self._fill(kept)
        self.banner.say(tr("Det du skrev sist är kvar här."), "planned", tr("Börja om"), self.start_over)

    def start_over(self) -> None:
        """Forget the draft and show what was shown first."""
        self._drafts.drop()
        self._fill(self._start)

    def state(self) -> TipState:
        """Everything as it stands."""
        return TipState(
            place_text=self.place.edit.text(),
            venue_id=self.place.venue_id,
            venue_name=self.place.venue_name,
            new_place=self.place.new_place,
            day=self.told.day.text(),
            hours=self.told.hours.text(),
            text=self.told.text.toPlainText(),
            channel=str(self.source.channel.currentData()),
            source_kind=self.source.kind_value,
            same_source_as=self._same,
            name=self.source.name.text(),
            contact=self.source.contact.text(),
            relation=self.source.relation.text(),
            promised=self.source.promised.isChecked(),
            source_grade=self.grade.source.value or "",
            information_grade=self.grade.information.value or "",
            handling=self.grade.handling.value or "",
            conditions=self.grade.conditions.text(),
            statement=self.grade.statement.value or self._start.statement,
            suspicion=self.grade.suspicion.value or self._start.suspicion,
            indicators=self.signs.chosen,
        )

    def _changed(self) -> None:
        self._same = str(self.source.same.currentData() or "")
        self._state.setText("")
        self._judge()
        self._rest.start()

    def read(self) -> tuple[TipDraft, tuple[Problem, ...]]:
        """The tip as it stands and everything wrong with it."""
        now, state = self._context.now(), self.state()
        draft, unread = tip_from(state, now, self._shown)
        found = [*unread, *tip_problems(draft, frozenset(indicators().indicators), now + timedelta(seconds=1))]
        if self.place.undecided:
            found.append(Problem("place", "choose-place"))
        return draft, tuple(found)

    def _judge(self) -> tuple[TipDraft, tuple[Problem, ...]]:
        draft, found = self.read()
        self.told.mark(self.state().source)
        for card, fields in zip(self.cards, _FIELDS_OF, strict=True):
            mine = [problem for problem in found if problem.field in fields]
            unripe = not self._tried and all(problem.problem in {"missing", "choose-place"} for problem in mine)
            card.show_problem("" if not mine or unripe else problem_sentence(mine[0]))
        self._show_score(draft)
        return draft, found

    def _show_score(self, draft: TipDraft) -> None:
        now = self._context.now()
        today, rules = local(now).date(), indicators()
        mine = "" if self._shown is None else self._shown.id
        known = [one for one in (self._risk.observed if self._risk else ()) if one.origin != mine]
        seen = draft if draft.received_at or draft.observed_from else replace(draft, received_at=now)
        whole = score([*known, *observed_in(seen, self._shown)], rules, today)
        why = ""
        if draft.grade is None:
            why = tr("Gradera tipset, så räknas poängen.")
        elif not draft.indicators:
            why = tr("Välj minst ett tecken.")
        before = score(known, rules, today) if self._risk else None
        self.score.show_score(whole, before, mine or "draft", self.place.venue_name, why)

    def _read_risk(self) -> None:
        """Read what is known of the chosen place, which is an entry in the audit log."""
        self._asked += 1
        self._risk = None
        self.source.offer_same((), self._same)
        venue_id, workspace = self.place.venue_id, self._context.workspace
        if venue_id:
            self._context.jobs.read(
                self,
                lambda _: (workspace.risks.risk(venue_id), workspace.tips.tips_of(venue_id)),
                partial(self._known, self._asked),
            )

    def _known(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        self._risk, tips = cast("tuple[Risk, Sequence[Tip]]", found)
        today = local(self._context.now()).date()
        mine = "" if self._shown is None else self._shown.id
        offered = [
            (one.id, tr("Tipset som kom {0}").format(short_day(local(one.received_at).date(), today)))
            for one in tips
            if one.id != mine
        ]
        self.source.offer_same(offered, self._same)
        self._judge()

    def keep_draft(self) -> None:
        """Save what stands in the form as a draft, if it differs from the start."""
        state = self.state()
        if state != self._start and self.save_button.isEnabled():
            seen = {} if self._shown is None else {key: list(heads) for key, heads in self._shown.seen.items()}
            self._drafts.keep({"state": asdict(state), "seen": seen})

    def save(self) -> None:
        """Register it, or show what stands in the way and go to the first."""
        if not self.save_button.isEnabled():
            return
        self._tried = True
        draft, found = self._judge()
        if found:
            self._go_to(found)
            return
        self._rest.stop()
        self.work_on(busy=True)
        state, tips, shown = self.state(), self._context.workspace.tips, self._shown
        if shown is None:
            self._context.jobs.write(
                self, lambda _: tips.register(draft, state.source, state.place), self._written, self._refused
            )
        else:
            self._context.jobs.write(self, lambda _: tips.edit(shown, draft), self._written, self._refused)

    def _go_to(self, found: Sequence[Problem]) -> None:
        wrong = [n for n, fields in enumerate(_FIELDS_OF, start=1) if any(one.field in fields for one in found)]
        self.jump(wrong[0] if wrong else 1)
        self._state.setText(tr("Något behöver rättas först"))

    def _written(self, tip: object) -> None:
        self._drafts.drop()
        self.work_on(busy=False)
        self.saved.emit(tip)

    def _refused(self, error: Exception) -> None:
        self.work_on(busy=False)
        if isinstance(error, Invalid):
            for card, fields in zip(self.cards, _FIELDS_OF, strict=True):
                mine = [problem for problem in error.problems if problem.field in fields]
                if mine:
                    card.show_problem(problem_sentence(mine[0]))
            self._go_to(error.problems)
        else:
            self.keep_draft()
            self._context.speaker.trouble(error)

    def leave(self) -> None:
        """Leave without registering; what was written stays as a draft."""
        self._rest.stop()
        self.keep_draft()
        self.left.emit()
