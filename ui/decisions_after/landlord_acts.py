"""What can be done about a landlord who has been told."""

from dataclasses import replace

from krogkoll.decisions import LandlordDraft, LandlordTrack, ReceiverRole
from krogkoll.kernel.clock import local
from ui.decisions_after import forms
from ui.decisions_after.asking import Asking
from ui.decisions_after.reading import AfterState
from ui.i18n import tr


class LandlordActs(Asking):
    """The deeds of the card Hyresvärden."""

    def begin(self, state: AfterState) -> None:
        """Begin to follow the landlord; the day of the letter is offered as the day of knowledge."""
        decision, landlords = state.after.decision, self._context.workspace.landlords
        gone = state.after.expedition.dispatches if state.after.expedition else ()
        sent = [one for one in gone if one.role is ReceiverRole.LANDLORD and not one.struck]
        known = local(sent[0].sent_at).date() if sent else None
        draft = LandlordDraft(decision_id=decision.id, landlord=decision.party_name, knowledge_on=known)
        said, keep = tr("Hyresvärden följs upp"), f"landlord:{decision.id}"
        self._ask(tr("Följ upp hyresvärden"), forms.LANDLORD, draft, landlords.begin, said, keep_as=keep)

    def edit(self, track: LandlordTrack) -> None:
        """Change days and note."""
        landlords, said = self._context.workspace.landlords, tr("Uppgifterna är sparade")
        keep = f"landlord:{track.decision_id}"
        save = lambda given: landlords.edit(track, given)  # noqa: E731 - one argument of many
        self._ask(tr("Ändra uppföljningen"), forms.LANDLORD, replace(track), save, said, keep_as=keep)

    def end(self, track: LandlordTrack) -> None:
        """Write down what came of it."""
        landlords, now = self._context.workspace.landlords, self._context.now()

        def save(given: forms.LandlordEnded) -> object:
            day = given.outcome_on or local(now).date()
            return landlords.record_outcome(track, given.outcome, day, given.outcome_note)

        said = tr("Utfallet är antecknat")
        self._ask(tr("Vad hyresvärden gjorde"), forms.LANDLORD_ENDED, forms.LandlordEnded(), save, said)
