"""One visit of the week: what came up, what it came to and why, and the letter or case that follows."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from krogkoll.inspections import (
    Letter,
    Outcome,
    Reviewed,
    VisitReviewDraft,
    answer_words,
    review_problems,
    swedish_outcome,
)
from krogkoll.security import Permission
from ui.context import Context
from ui.i18n import tr
from ui.typing_draft import TypingDraft
from ui.widgets.blocks import Banner, Card, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.choices import FilterChip
from ui.widgets.fields import Choice, Field
from ui.widgets.text import Text
from ui.words import spoken_day_and_time

OUTCOMES = (Outcome.NO_REMARK, Outcome.REMARK, Outcome.SERIOUS)
_LETTERS = (Letter.NONE, Letter.NO_REMARK, Letter.REMARK, Letter.HEARING)
_CHECKABLE = "Välj ett utfall."


class ReviewDetail(QWidget):
    """`decided` carries a VisitReviewDraft, `wanted_case` the Reviewed whose case is to be opened or shown."""

    decided = Signal(object)
    wanted_case = Signal(object)
    wanted_visit = Signal(str)

    def __init__(self, context: Context, *, may_write: bool) -> None:
        super().__init__()
        self._context, self._may_write = context, may_write
        self.shown: Reviewed | None = None
        self.outcome = Outcome.NOT_DECIDED
        self._typing: TypingDraft | None = None
        theme = context.theme
        body = QWidget()
        inside = column(body, (20, 16, 20, 20), 12)
        self.banner = Banner(theme, closable=False)
        inside.addWidget(self.banner)
        inside.addWidget(self._outcome_card())
        self._found_card = Card(theme, tr("Det som kom fram"))
        self._visit_link = self._found_card.add_action(tr("Öppna besöket"), tr("Öppna besöket"))
        self._visit_link.clicked.connect(self._want_visit)
        self._found = column(spacing=8)
        self._found_card.body.addLayout(self._found)
        inside.addWidget(self._found_card)
        inside.addWidget(self._case_card())
        inside.addStretch(1)
        self.scroller = Scrolling(body)
        column(self, spacing=0).addWidget(self.scroller)

    def _outcome_card(self) -> Card:
        theme = self._context.theme
        card = Card(theme, tr("Utfall"))
        self._proposal = Text(theme, wrap=True)
        card.body.addWidget(self._proposal)
        line = row(spacing=8)
        self.buttons: dict[Outcome, FilterChip] = {}
        for number, outcome in enumerate(OUTCOMES, start=1):
            words = swedish_outcome(outcome)
            button = FilterChip(theme, f"{number}  {words}")
            button.setAccessibleName(tr("{0}, tangent {1}").format(words, number))
            button.clicked.connect(lambda _=False, one=outcome: self.choose(one))
            self.buttons[outcome] = button
            line.addWidget(button)
        line.addStretch(1)
        card.body.addLayout(line)
        self.reason = QPlainTextEdit()
        self.reason.setFixedHeight(72)
        self.reason.setTabChangesFocus(True)
        self.reason.textChanged.connect(self._touched)
        hint = tr("Behövs när utfallet är ett annat än förslaget.")
        self._reason_field = Field(theme, tr("Skäl"), self.reason, hint)
        card.body.addWidget(self._reason_field)
        self.letter = Choice(theme, tr("Brev"), [(swedish_outcome(one), one) for one in _LETTERS])
        card.body.addWidget(Field(theme, tr("Brev som ska skickas"), self.letter))
        self.save = Button(theme, tr("Spara utfall"), "check", "primary")
        self.save.clicked.connect(self.try_save)
        card.body.addWidget(self.save)
        self._who = Text(theme, "", "caption", tone="muted", wrap=True)
        card.body.addWidget(self._who)
        return card

    def _case_card(self) -> Card:
        theme = self._context.theme
        self._follow_card = Card(theme, tr("Ärende"))
        self._case_text = Text(theme, wrap=True)
        self.case = Button(theme, tr("Öppna ärende"), "folder-open")
        self.case.clicked.connect(self._want_case)
        self._follow_card.body.addWidget(self._case_text)
        self._follow_card.body.addWidget(self.case)
        self.decide = self._follow_card.add_action(tr("Skriv beslut"), tr("Skriv beslut efter besöket"), "gavel")
        self.decide.setVisible(self._context.workspace.actor.may(Permission.DRAFT_DECISIONS))
        self.decide.clicked.connect(lambda _=False: self._want_decision())
        return self._follow_card

    def _want_visit(self) -> None:
        if self.shown is not None:
            self.wanted_visit.emit(self.shown.visit.id)

    def _want_decision(self) -> None:
        if self.shown is not None:
            self._context.go("decisions", f"new//{self.shown.visit.id}")

    def _want_case(self) -> None:
        if self.shown is not None and self.shown.review is not None:
            self.wanted_case.emit(self.shown)

    def show_visit(self, one: Reviewed) -> None:
        """Show one visit; what somebody is typing about it stays."""
        same = self.shown is not None and self.shown.visit.id == one.visit.id
        self.shown = one
        review = one.review
        if not same or review is not None:
            self._fill(one)
        words = swedish_outcome(one.proposed).lower()
        self._proposal.setText(tr("Förslag efter svaren: {0}. Det är du som avgör.").format(words))
        self._show_found(one)
        closed = one.visit.closed_at is not None
        usable = self._may_write and closed
        for widget in (*self.buttons.values(), self.save, self.reason, self.letter):
            widget.setEnabled(usable)
        if not usable:
            told = tr("Besöket pågår. Avsluta det innan du bedömer det.")
            self.banner.say(told if self._may_write else tr("Din roll kan läsa men inte bedöma."), "planned")
        else:
            self.banner.hide()
        self._who.setVisible(review is not None)
        if review is not None:
            when = spoken_day_and_time(review.decided_at, self._context.now())
            self._who.setText(tr("Bedömt av {0} {1}.").format(review.decided_by, when))
        self._show_case(one)

    def _fill(self, one: Reviewed) -> None:
        self._drop_typing()
        review = one.review
        self._mark(review.outcome if review else Outcome.NOT_DECIDED)
        self.reason.blockSignals(True)
        self.reason.setPlainText(review.reason if review else "")
        self.reason.blockSignals(False)
        self.letter.setCurrentIndex(_LETTERS.index(review.letter) if review and review.letter in _LETTERS else 0)
        self._reason_field.show_problem("")
        self._typing = TypingDraft(self._context, self, f"review:{one.visit.id}", self._tell)
        if review is None:
            self._typing.offer(self._take)

    def _drop_typing(self) -> None:
        if self._typing is not None:
            self._typing.settle()
            self._typing.deleteLater()
            self._typing = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed when the page is left or locked."""
        super().hideEvent(event)
        if self._typing is not None:
            self._typing.settle()

    def _tell(self) -> Mapping[str, Any]:
        return {"reason": self.reason.toPlainText(), "outcome": self.outcome.value}

    def _take(self, body: Mapping[str, Any]) -> None:
        self.reason.setPlainText(str(body.get("reason", "")))
        known = {one.value: one for one in OUTCOMES}
        self._mark(known.get(str(body.get("outcome", "")), Outcome.NOT_DECIDED))

    def _touched(self) -> None:
        if self._typing is not None:
            self._typing.touched()

    def _show_found(self, one: Reviewed) -> None:
        theme = self._context.theme
        clear(self._found)
        if one.danger:
            self._found.addWidget(Text(theme, tr("Någon har markerat fara."), tone="danger", wrap=True))
        for answer in one.deviations:
            box = QWidget()
            inside = column(box, spacing=1)
            inside.addWidget(
                Text(theme, f"{answer.item.number}. {answer.item.question_sv}", weight="medium", wrap=True)
            )
            inside.addWidget(Text(theme, answer_words(answer), "caption", tone="muted", wrap=True))
            self._found.addWidget(box)
        if not one.deviations and not one.danger:
            self._found.addWidget(Text(theme, tr("Inga avvikelser i svaren."), tone="muted", wrap=True))

    def _show_case(self, one: Reviewed) -> None:
        has = bool(one.review and one.review.case_id)
        self.case.setVisible(self._may_write or has)
        self.case.setEnabled(one.review is not None)
        self.case.setText(tr("Visa ärendet") if has else tr("Öppna ärende"))
        self.case.setAccessibleName(self.case.text())
        self.case.updateGeometry()
        told = tr("Spara ett utfall först. Sedan kan du öppna ett ärende för det som följer.")
        if one.review is not None:
            told = tr("Ett ärende är öppnat.") if has else tr("Inget ärende är öppnat för det här besöket.")
        self._case_text.setText(told)

    def choose(self, outcome: Outcome) -> None:
        """Choose an outcome; one that is proposed is saved at once by its key, another asks for the reason."""
        self._mark(outcome)
        self._touched()

    def key(self, outcome: Outcome) -> None:
        """The same from the keyboard."""
        if self.shown is None or not self.save.isEnabled():
            return
        self.choose(outcome)
        if outcome is self.shown.proposed or self.reason.toPlainText().strip():
            self.try_save()
        else:
            self.reason.setFocus()

    def _mark(self, outcome: Outcome) -> None:
        self.outcome = outcome
        for one, button in self.buttons.items():
            button.setChecked(one is outcome)
            button.update()

    def try_save(self) -> None:
        """Say what is missing, or hand the decision on."""
        one = self.shown
        if one is None:
            return
        draft = VisitReviewDraft(
            inspection_id=one.visit.id,
            outcome=self.outcome,
            reason=self.reason.toPlainText(),
            letter=self.letter.currentData(),
        )
        wrong = {problem.field: problem.problem for problem in review_problems(draft, one.proposed)}
        problem = _REASON.get(wrong.get("reason", ""), "")
        self._reason_field.show_problem(tr(problem) if problem else "")
        if "outcome" in wrong:
            self.banner.say(tr(_CHECKABLE))
        if wrong:
            return
        if self._typing is not None:
            self._typing.drop()
        self.decided.emit(draft)


_REASON = {
    "missing": "Skriv varför utfallet är ett annat än förslaget.",
    "too-long": "Texten är för lång.",
}
