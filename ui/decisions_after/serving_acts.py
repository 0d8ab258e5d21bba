"""What can be done about service: a new attempt, its result, putting it right."""

from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog

from krogkoll.decisions import AttemptDraft, Method, Result, ServiceAttempt
from krogkoll.evidence import DocumentDraft, Received, Subject
from krogkoll.kernel.errors import EvidenceTrouble
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

    def add_receipt(self, state: AfterState) -> None:
        """Take in the signed receipt; it can then be chosen as the proof."""
        chosen, _ = QFileDialog.getOpenFileName(self._owner, tr("Lägg till delgivningskvitto"))
        if not chosen:
            return
        documents, subject = self._context.workspace.documents, Subject("decision", state.after.decision.id)
        draft = DocumentDraft(title=tr("Delgivningskvitto"), received_at=self._context.now())
        self._context.jobs.write(
            self,
            lambda _: documents.receive([Path(chosen)], subject=subject, draft=draft),
            self._taken_in,
            self._context.speaker.trouble,
        )

    def _taken_in(self, found: object) -> None:
        received = cast(Received, found)
        if received.refused:
            self._context.speaker.trouble(EvidenceTrouble(received.refused[0].reason))
        else:
            self._context.speaker.done(tr("Kvittot är sparat"))

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
