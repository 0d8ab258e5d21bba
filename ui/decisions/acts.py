"""What is done with a decision from the page: made ready, signed, taken back, discarded, answered about jäv."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from krogkoll.decisions import Decision, Gap, Step, steps_from, swedish_state
from krogkoll.people import Member
from ui.context import Context
from ui.decisions.dialogs import ColleagueDialog, ConflictDialog
from ui.decisions.reading import Reading
from ui.i18n import tr
from ui.reason_dialog import ReasonDialog


class Acts(QObject):
    """`done` comes when something was done and the page should read again; `colleague` carries a new Member."""

    done = Signal()
    colleague = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._widget = context, parent

    def submit(self, decision: Decision, failed: Callable[[Exception], None]) -> None:
        """Make the document and show it for signing."""
        decisions = self._context.workspace.decisions

        def shown(_: object) -> None:
            self._context.speaker.done(tr("Dokumentet är gjort och väntar på underskrift"))
            self.done.emit()

        self._context.jobs.write(self, lambda _: decisions.submit(decision), shown, failed)

    def ask_send_back(self, decision: Decision) -> None:
        """Ask why, then take it back to draft."""
        lead = tr("Dokumentet dras tillbaka och underskrifter på det gäller inte. Utkastet kan ändras igen.")
        self._ask(decision, Step.SEND_BACK, lead, self._context.workspace.decisions.send_back)

    def ask_discard(self, decision: Decision) -> None:
        """Ask why, then give it up."""
        lead = tr("Det finns kvar i akten med skälet, men kan inte ändras eller undertecknas mer.")
        self._ask(decision, Step.DISCARD, lead, self._context.workspace.decisions.discard)

    def _ask(self, decision: Decision, step: Step, lead: str, act: Callable[[Decision, str], object]) -> None:
        if step not in steps_from(decision.state):
            return

        def given(why: str) -> None:
            self._context.jobs.write(self, lambda _: act(decision, why), lambda _: self.done.emit())

        words = tr(swedish_state(step))
        ReasonDialog(self._context, self._widget, words, lead, words, given).open()

    def ask_override(self, decision: Decision, gap: Gap) -> None:
        """Ask why one missing thing may pass, where the law lets it."""
        decisions = self._context.workspace.decisions

        def given(why: str) -> None:
            work = partial(decisions.override, decision, gap.code, why)
            self._context.jobs.write(self, lambda _: work(), lambda _: self.done.emit())

        told = tr("{0} Lagen tillåter att det saknas när det finns skäl ({1}). Skälet sparas i akten.")
        lead = told.format(gap.sentence_sv, gap.provision_sv)
        ReasonDialog(self._context, self._widget, tr("Gå vidare ändå"), lead, tr("Gå vidare"), given).open()

    def take_new(self, decision: Decision, name: str) -> None:
        """Take what the source of a field says today."""
        decisions = self._context.workspace.decisions
        self._context.jobs.write(
            self, lambda _: decisions.take_from_source(decision, [name]), lambda _: self.done.emit()
        )

    def sign(self, reading: Reading) -> None:
        """Open the act of signing for the one whose turn it is."""
        dialog = self._context.parts.sign_dialog(self._widget, reading.decision.id)
        dialog.finished.connect(lambda _: self.done.emit())
        dialog.open()

    def ask_conflict(self, reading: Reading, name: str) -> None:
        """Let one who takes part answer; somebody not known here is first put down as a colleague."""
        workspace, decision = self._context.workspace, reading.decision
        own = name.split() == workspace.actor.name.split()
        member = next((one for one in reading.members if one.name.split() == name.split() and one.active), None)
        if not own and member is None:
            self.ask_colleague(name)
            return

        def given(conflict: bool, text: str) -> None:
            guest = None if own or member is None else member.actor()
            self._context.jobs.write(
                self,
                lambda _: workspace.decisions.declare(decision, conflict=conflict, text=text, guest=guest),
                lambda _: self.done.emit(),
            )

        ConflictDialog(self._context, self._widget, name, own=own, given=given).open()

    def ask_colleague(self, name: str = "") -> None:
        """Put down a colleague who takes part."""

        def made(member: Member) -> None:
            self.colleague.emit(member)
            self.done.emit()

        ColleagueDialog(self._context, self._widget, name, made).open()
