"""What happens once a decision is taken, as one calm column of cards; a part of the page that shows the decision."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QWidget

from krogkoll.decisions import Decision, State
from krogkoll.kernel.clock import local
from krogkoll.law import Addressee, decision_type
from krogkoll.security import Permission
from ui.context import Context
from ui.decisions_after.appeal_acts import AppealActs
from ui.decisions_after.cards import Rights, appealable, appeals_card, serving_card, standing_card
from ui.decisions_after.dismissing import begin_dismissal
from ui.decisions_after.dispatch_acts import DispatchActs
from ui.decisions_after.landlord_acts import LandlordActs
from ui.decisions_after.notice_dialog import NoticeDialog
from ui.decisions_after.out_cards import dispatch_card, landlord_card, links_card, notice_card
from ui.decisions_after.reading import AfterState, read_after
from ui.decisions_after.serving_acts import ServingActs
from ui.i18n import tr
from ui.widgets.blocks import clear, column
from ui.widgets.text import Text

_KINDS = ("decision", "service_attempt", "appeal", "dispatch", "decision_notice", "landlord_track", "document")
_WIDEST = 760


class AfterPanel(QWidget):
    """`read` takes (("decision", id),). `state` is what is shown now; it scrolls with the page that holds it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._id, self._asked = "", 0
        self.state: AfterState | None = None
        may = context.workspace.actor.may
        self._rights = Rights(
            write=may(Permission.DRAFT_DECISIONS),
            send=may(Permission.DISCLOSE),
            save=may(Permission.EXPORT),
            attach=may(Permission.ATTACH_EVIDENCE),
        )
        self.serving, self.appeals = ServingActs(context, self), AppealActs(context, self)
        self.dispatches, self.landlords = DispatchActs(context, self), LandlordActs(context, self)
        self._cards = column(self, spacing=12)
        context.refresh.watch(self, _KINDS, self._again)

    @property
    def widget(self) -> QWidget:
        """The part itself."""
        return self

    def read(self, subjects: Sequence[tuple[str, str]]) -> None:
        """Show what happened after the first decision among these."""
        self._id = next((key for kind, key in subjects if kind == "decision"), "")
        if self.state is not None and self.state.after.decision.id != self._id:
            self.state = None
            clear(self._cards)
        self._read()

    def make_notice(self) -> None:
        """Open the notice with names withheld."""
        NoticeDialog(self._context, self, self._id).open()

    def correct(self) -> None:
        """Begin the decision that corrects this one, and go there."""
        decisions, key = self._context.workspace.decisions, self._id
        self._begin(lambda: decisions.begin("FL-RATTELSE", supersedes=key))

    def dismiss(self) -> None:
        """Begin the decision that dismisses a late appeal, and go there."""
        workspace, state = self._context.workspace, self.state
        if state is not None:
            self._begin(lambda: begin_dismissal(workspace, state.after))

    def _begin(self, begin: Callable[[], Decision]) -> None:
        trouble = self._context.speaker.trouble
        self._context.jobs.write(self, lambda _: begin(), lambda made: self._open(cast(Decision, made).id), trouble)

    def hideEvent(self, event: QHideEvent) -> None:
        """A dialog does not outlive the page that it was opened from: the window may be locked now."""
        super().hideEvent(event)
        if not event.spontaneous():
            for dialog in self.findChildren(QDialog):
                dialog.reject()

    def _again(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        self._asked += 1
        asked, key, workspace = self._asked, self._id, self._context.workspace
        if key:
            self._context.jobs.read(self, lambda _: read_after(workspace, key), lambda found: self._show(asked, found))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        self.state = state = cast(AfterState, found)
        clear(self._cards)
        for card in self._made(state):
            card.setMaximumWidth(_WIDEST)
            self._cards.addWidget(card)

    def _made(self, state: AfterState) -> list[QWidget]:
        theme, rights, decision = self._context.theme, self._rights, state.after.decision
        if decision.state is not State.DECIDED:
            return [Text(theme, tr("Här följer du beslutet när det är undertecknat."), tone="muted", wrap=True)]
        kind = decision_type(decision.type_code)
        cards: list[QWidget] = [standing_card(theme, state, self.dispatches, rights)]
        if state.after.methods:
            cards.append(serving_card(theme, state, self.serving, rights))
        cards.append(dispatch_card(theme, state, self.dispatches, rights))
        if appealable(state):
            cards.append(appeals_card(theme, state, self.appeals, self.dismiss, rights))
        if kind.addressee is Addressee.LANDLORD:
            today = local(self._context.now()).date()
            cards.append(landlord_card(theme, state, self.landlords, today, rights))
        if kind.is_decision:
            cards.append(notice_card(theme, state, self.dispatches, self.make_notice, rights))
            cards.append(links_card(theme, state, self._open, self.correct, rights))
        return cards

    def _open(self, where: str) -> None:
        self._context.go("decisions", where)
