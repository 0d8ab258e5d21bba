"""What can be done about appeals: take one in, send it on, dismiss it, write how it ended."""

from krogkoll.decisions import Appeal, AppealDraft
from krogkoll.kernel.clock import local
from ui.decisions_after import forms
from ui.decisions_after.asking import Asking
from ui.decisions_after.reading import AfterState
from ui.i18n import tr


class AppealActs(Asking):
    """The deeds of the card Överklagande."""

    def register(self, state: AfterState) -> None:
        """Take in an appeal."""
        decision, appeals = state.after.decision, self._context.workspace.appeals
        draft = AppealDraft(decision_id=decision.id, party=decision.party_name)
        said, keep = tr("Överklagandet är antecknat"), f"appeal:{decision.id}"
        self._ask(tr("Ta emot överklagande"), forms.APPEAL, draft, appeals.register, said, keep_as=keep)

    def correct(self, state: AfterState, appeal: Appeal) -> None:
        """Put right what was written of an appeal that is not handled yet."""
        appeals = self._context.workspace.appeals
        kept = {name: getattr(appeal, name) for name in AppealDraft.__dataclass_fields__}
        self._ask(
            tr("Rätta uppgiften om överklagandet"),
            (*forms.APPEAL, forms.WHY),
            forms.CorrectedAppeal(**kept),
            lambda given: appeals.correct(appeal, given, given.correction),
            tr("Uppgiften är rättad"),
            keep_as=f"appeal:{state.after.decision.id}:{appeal.id}",
        )

    def forward(self, state: AfterState, appeal: Appeal) -> None:
        """Send it on to the higher instance."""
        appeals = self._context.workspace.appeals
        self._ask(
            tr("Lämna vidare till överinstansen"),
            forms.FORWARD,
            forms.Forwarding(forwarded_to=state.after.appeal_to),
            lambda given: appeals.forward(appeal, given.forwarded_to, given.forwarded_on),
            tr("Överklagandet är lämnat vidare"),
        )

    def dismiss(self, appeal: Appeal) -> None:
        """Write down that it was dismissed for being late."""
        appeals = self._context.workspace.appeals
        self._ask(
            tr("Avvisa för sent överklagande"),
            forms.DISMISS,
            forms.Dismissal(),
            lambda given: appeals.dismiss(appeal, given.dismissal, given.dismissed_on),
            tr("Avvisningen är antecknad"),
        )

    def end(self, appeal: Appeal) -> None:
        """Write down how it ended."""
        appeals, now = self._context.workspace.appeals, self._context.now()

        def save(given: forms.Ended) -> object:
            day = given.outcome_on or local(now).date()
            return appeals.record_outcome(appeal, given.outcome, day, given.outcome_note)

        self._ask(
            tr("Hur det gick med överklagandet"),
            forms.ended_specs(forwarded=appeal.forwarded_on is not None),
            forms.Ended(),
            save,
            tr("Utgången är antecknad"),
        )
