"""What can be done about service: a new attempt, its result, putting it right."""

from dataclasses import replace

from PySide6.QtGui import QShowEvent

from krogkoll.decisions import AttemptDraft, Method, Result, ServiceAttempt
from ui.decisions_after import forms
from ui.decisions_after.asking import Asking
from ui.decisions_after.reading import AfterState
from ui.i18n import tr
from ui.record_form import RecordForm
from ui.widgets.fields import Choice

_HIGHEST = 16_777_215  # Qt's own word for no limit
_ROOM = 24
"""For a line that says what is wrong."""


class AttemptForm(RecordForm):
    """Asks only for what the chosen method needs."""

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the method from the beginning."""
        method = self.fields["method"].editor
        if isinstance(method, Choice):
            method.currentIndexChanged.connect(self.follow)
        self.follow()
        super().showEvent(event)

    def follow(self) -> None:
        """Show the fields of the chosen method."""
        method = self.fields["method"].editor
        chosen = method.currentData() if isinstance(method, Choice) else Method.NOT_STATED
        for name, methods in forms.SHOWN_FOR.items():
            self.fields[name].setVisible(chosen in methods)
        # What is not asked for leaves no hole.
        self._scroller.setMaximumHeight(_HIGHEST)
        self.fit()
        self._scroller.setMaximumHeight(self._scroller.minimumHeight() + _ROOM)
        self.adjustSize()


class ServingActs(Asking):
    """The deeds of the card Delgivning."""

    def attempt(self, state: AfterState) -> None:
        """Write down a new attempt."""
        decision, workspace = state.after.decision, self._context.workspace
        choices = forms.methods(state.after.methods)
        first = choices[0][1]
        draft = AttemptDraft(
            decision_id=decision.id,
            party=decision.party_name,
            method=first if isinstance(first, Method) else Method.NOT_STATED,
            sent_at=self._context.now(),
            by=workspace.actor.name,
        )
        self._ask(
            tr("Ny delgivning"),
            forms.attempt_specs(state.after.methods),
            draft,
            lambda given: workspace.serving.attempt(forms.as_done(given)),
            tr("Delgivningen är antecknad"),
            keep_as=f"service:{decision.id}",
            form=AttemptForm,
        )

    def result(self, state: AfterState, attempt: ServiceAttempt) -> None:
        """Write down what came of an attempt that waits."""
        serving = self._context.workspace.serving
        draft = replace(attempt, result=Result.SERVED)
        self._ask(
            tr("Vad blev det av delgivningen?"),
            forms.result_specs(attempt.method, state.receipts),
            draft,
            lambda given: serving.record_result(attempt, given),
            tr("Resultatet är antecknat"),
            keep_as=f"service:{state.after.decision.id}:{attempt.id}",
        )

    def correct(self, state: AfterState, attempt: ServiceAttempt) -> None:
        """Put right what was written wrongly."""
        serving = self._context.workspace.serving
        kept = {name: getattr(attempt, name) for name in AttemptDraft.__dataclass_fields__}
        self._ask(
            tr("Rätta uppgiften om delgivning"),
            forms.corrected_specs(state.after.methods, attempt.method, state.receipts),
            forms.Corrected(**kept),
            lambda given: serving.correct(attempt, given, given.correction),
            tr("Uppgiften är rättad"),
            keep_as=f"service:{state.after.decision.id}:{attempt.id}:right",
        )
