"""What can be done about dispatch: write down that it went, print, save, strike; and the days in a calendar."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from krogkoll.cases import SentBy
from krogkoll.decisions import Dispatch, DispatchDraft, ReceiverRole, Recipient, Rendering
from ui.decisions_after import forms
from ui.decisions_after.asking import Asking
from ui.decisions_after.reading import AfterState
from ui.i18n import tr
from ui.paper_view import page_images
from ui.printing import print_images

_PRINTED_PIXELS = 2480  # A4 at 300 dots an inch


class DispatchActs(Asking):
    """The deeds of the card Expediering."""

    def send(self, state: AfterState, recipient: Recipient | None) -> None:
        """Write down that the paper went to somebody, of the list or not."""
        decision, dispatches = state.after.decision, self._context.workspace.dispatches
        draft = DispatchDraft(
            decision_id=decision.id,
            to=recipient.who if recipient else "",
            role=recipient.role if recipient else ReceiverRole.OTHER,
            authority_kind=recipient.authority_kind if recipient else "",
            way=SentBy.NOT_STATED,
            rendering=Rendering.FULL,
            ground=recipient.ground if recipient else "",
            reasons=tr("Följer av {0}.").format(recipient.rule) if recipient and recipient.rule else "",
        )
        listed = state.after.expedition
        grounds = recipient.grounds if recipient else listed.grounds if listed else ()
        specs = forms.dispatch_specs(
            grounds if decision.case_id else (), notice=state.after.notice is not None, known=recipient is not None
        )
        keep = f"dispatch:{decision.id}:{recipient.who if recipient else 'new'}"
        said = tr("Expedieringen är antecknad")
        self._ask(tr("Anteckna som skickad"), specs, draft, dispatches.send, said, keep_as=keep)

    def strike(self, sent: Dispatch) -> None:
        """Strike an entry that was written by mistake."""
        dispatches, said = self._context.workspace.dispatches, tr("Raden är struken")
        save = lambda given: dispatches.strike(sent, given.struck_why)  # noqa: E731 - one argument of many
        self._ask(tr("Stryk raden"), forms.STRIKE, forms.Reason(), save, said)

    def save(self, state: AfterState, rendering: Rendering) -> None:
        """Save the exact bytes as a file."""
        decision, dispatches = state.after.decision, self._context.workspace.dispatches
        name = _file_name(decision.docket_number, rendering)
        chosen, _ = QFileDialog.getSaveFileName(
            self._owner, tr("Spara som PDF"), name, tr("PDF (*.pdf)"), options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            target = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
            self._context.jobs.write(
                self,
                lambda _: dispatches.save(decision.id, target, rendering),
                lambda _: self._context.speaker.done(tr("Filen är sparad")),
                self._context.speaker.trouble,
            )

    def print(self, state: AfterState, rendering: Rendering) -> None:
        """Print the exact bytes; that they were taken out for it stands in the log."""
        decision, dispatches = state.after.decision, self._context.workspace.dispatches
        self._context.jobs.write(
            self, lambda _: dispatches.print_out(decision.id, rendering), self._draw, self._context.speaker.trouble
        )

    def calendar(self, state: AfterState) -> None:
        """Save the coming days as a calendar file."""
        aftermath, decision = self._context.workspace.aftermath, state.after.decision
        words = tr("Kalenderfil (*.ics)")
        chosen, _ = QFileDialog.getSaveFileName(self._owner, tr("Spara frister i kalendern"), "frister.ics", words)
        if chosen:
            target = Path(chosen if chosen.lower().endswith(".ics") else f"{chosen}.ics")
            self._context.jobs.write(
                self,
                lambda _: aftermath.save_calendar(target, decision.id),
                lambda _: self._context.speaker.done(tr("Kalenderfilen är sparad")),
                self._context.speaker.trouble,
            )

    def _draw(self, pdf: object) -> None:
        content = cast(bytes, pdf)
        self._context.jobs.aside(
            self,
            lambda _: page_images(content, _PRINTED_PIXELS),
            lambda images: self._printed(cast("Sequence[QImage]", images)),
            self._context.speaker.trouble,
        )

    def _printed(self, images: Sequence[QImage]) -> None:
        if print_images(self._owner, images):
            self._context.speaker.done(tr("Handlingen är skickad till skrivaren"))


def _file_name(docket: str, rendering: Rendering) -> str:
    """A file name that every system takes: "Beslut RTÖ 2026-0187.pdf"."""
    plain = "".join(sign if sign.isalnum() or sign in "- " else "-" for sign in docket).strip()
    what = tr("Underrättelse") if rendering is Rendering.NOTICE else tr("Beslut")
    return f"{what} {plain}.pdf" if plain else f"{what}.pdf"
