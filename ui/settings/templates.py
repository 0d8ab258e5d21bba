"""The section Mallar: the texts that decisions are written by, and whether the authority has approved them."""

from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtWidgets import QFrame, QWidget

from krogkoll.house import ApprovalState, TemplateView
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from ui.context import Context
from ui.i18n import tr
from ui.record_form import RecordForm, Spec
from ui.settings.acting import Acting
from ui.settings.confirm import Confirm
from ui.settings.frame import Section
from ui.settings.template_reader import TemplateReader
from ui.settings.words import APPROVAL, read_day
from ui.widgets.blocks import clear, column
from ui.widgets.button import Button
from ui.widgets.cards import record_card


@dataclass(frozen=True, slots=True, kw_only=True)
class Approving:
    """What the form of an approval holds; the day as typed."""

    by: str = ""
    on: str = ""
    reference: str = ""


class TemplatesSection(Section):
    """One card for each text."""

    kinds = ("template_approval",)

    def __init__(self, context: Context, acting: Acting) -> None:
        lead = tr("En skarp arbetsyta kan bara utfärda handlingar från texter som myndigheten själv har godkänt.")
        if context.workspace.practice:
            lead = tr("I en övning behöver texterna inte vara godkända. Här kan du öva på att läsa och godkänna dem.")
        super().__init__(context, tr("Mallar"), lead, acting)
        self._cards = column(spacing=12)
        self.column.addLayout(self._cards)
        self.column.addStretch(1)
        self.found: tuple[TemplateView, ...] = ()

    def read(self) -> None:
        """Ask how the texts stand."""
        approvals = self.context.workspace.template_approvals
        self.context.jobs.read(self, lambda _: approvals.templates(), self._show)

    def allow(self) -> None:
        """Buttons as far as whoever sits there may."""
        self._show(self.found)

    def _show(self, found: object) -> None:
        self.found = cast("tuple[TemplateView, ...]", found)
        clear(self._cards)
        for one in self.found:
            self._cards.addWidget(self._card(one))

    def _card(self, one: TemplateView) -> QFrame:
        theme = self.context.theme
        tone, icon, word = APPROVAL[one.state]
        text = tr("Version {0}.").format(one.version)
        if one.types != (one.name,):
            text = tr("Version {0}. Används för: {1}.").format(one.version, ", ".join(one.types).lower())
        notes = (one.review_note if not one.reviewed else "", state_words(one))
        reading = Button(theme, tr("Läs texten"), "file-text", "quiet", tr("Läs texten: {0}").format(one.name))
        reading.clicked.connect(partial(self.open, one))
        acts: list[QWidget] = [reading]
        if self.may and one.state is ApprovalState.APPROVED:
            back = Button(theme, tr("Ta tillbaka …"), "undo-2", "quiet", tr("Ta tillbaka: {0}").format(one.name))
            back.clicked.connect(partial(self._ask_withdraw, one))
            acts.append(back)
        elif self.may:
            approve = Button(theme, tr("Godkänn …"), "badge-check", "secondary", tr("Godkänn: {0}").format(one.name))
            approve.clicked.connect(partial(self.approve, one))
            acts.append(approve)
        return record_card(theme, one.name, (tone, icon, tr(word)), text, notes, acts)

    def open(self, one: TemplateView, _: object = False) -> None:
        """Show the whole text, and what changed since it was approved."""
        TemplateReader(self.context, self.window(), one).open()

    def approve(self, one: TemplateView, _: object = False) -> None:
        """Open the form of an approval."""
        today = local(self.context.now()).date()
        approvals, guest = self.context.workspace.template_approvals, self.acting.guest if self.acting else None

        def check(draft: Approving) -> list[Problem]:
            found = [Problem(name, "missing") for name in ("by", "reference") if not getattr(draft, name).strip()]
            try:
                day = read_day(draft.on)
                found += [Problem("on", "missing")] if day is None else []
                found += [Problem("on", "in-the-future")] if day is not None and day > today else []
            except ValueError:
                found.append(Problem("on", "not-a-day"))
            return found

        def save(draft: Approving) -> object:
            day = read_day(draft.on) or today
            return approvals.approve(one, by=draft.by, on=day, reference=draft.reference, guest=guest)

        specs = (
            Spec("by", "Godkänd av", hint="Nämnden, eller den som får godkänna åt den."),
            Spec("on", "Dag", hint="Som 2026-11-27."),
            Spec("reference", "Var godkännandet står", width=6, hint="Protokoll och paragraf, eller diarienummer."),
        )
        draft = Approving(on=today.isoformat())
        title = tr("Godkänn {0}, version {1}").format(one.name, one.version)
        dialog = RecordForm(
            self.context, self.window(), title, specs, draft, check=check, save=save, keep_as=f"approval:{one.id}"
        )
        dialog.saved.connect(lambda _: self.context.speaker.done(tr("Mallen är godkänd")))
        dialog.open()

    def _ask_withdraw(self, one: TemplateView, _: object = False) -> None:
        last = one.last
        if last is None:
            return
        words = tr("Inget nytt kan utfärdas från mallen förrän den har godkänts igen.")
        dialog = Confirm(
            self.context, self.window(), tr("Ta tillbaka godkännandet"), words, tr("Ta tillbaka"), reason=tr("Skäl")
        )
        approvals, guest = self.context.workspace.template_approvals, self.acting.guest if self.acting else None
        dialog.agreed.connect(
            lambda why: self.context.jobs.write(
                self,
                lambda _: approvals.withdraw(last, why, guest=guest),
                lambda _: self.context.speaker.done(tr("Godkännandet är taget tillbaka")),
            )
        )
        dialog.open()


def state_words(one: TemplateView) -> str:
    """Who approved what, and whether it still counts."""
    if one.last is None:
        return ""
    told = tr("{0}, {1}, {2}").format(
        one.last.approved_by,
        one.last.approved_on.isoformat() if one.last.approved_on else tr("okänd dag"),
        one.last.reference,
    )
    if one.state is ApprovalState.APPROVED:
        return tr("Godkänd av {0}").format(told)
    return tr("Version {0} godkändes av {1}. Texten är en annan nu.").format(one.last.version, told)
