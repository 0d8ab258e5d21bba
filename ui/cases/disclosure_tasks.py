"""The forms about what leaves a case: a disclosure, and a correction to somebody who got something wrong."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from krogkoll.cases import (
    CaseItem,
    DisclosureDraft,
    DisclosureEntry,
    Offer,
    Receiver,
    SentBy,
    disclosure_problems,
    swedish_disclosure,
)
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from krogkoll.law import AuthorityKind, cite_all, kind_name
from ui.cases.desk_tasks import read_moment
from ui.cases.form_task import FormTask, Raw
from ui.cases.inputs import Choices, Section, Spec, raws
from ui.i18n import tr

if TYPE_CHECKING:
    from ui.cases.detail_read import CaseFile
    from ui.cases.form import CaseForm
    from ui.context import Context

_ITEM_WORDS = 44
_YES, _NO = "yes", "no"


def _short(item: CaseItem) -> str:
    words = f"{item.kind_sv}: {item.title}" if item.title else item.kind_sv
    return words if len(words) <= _ITEM_WORDS else f"{words[: _ITEM_WORDS - 1].rstrip()}…"


class _Offers:
    """The grounds for what stands in the form now, asked for anew when receiver or items change."""

    def __init__(self, context: "Context") -> None:
        self._context = context
        self.now = Offer(grounds=())

    def ask(self, form: "CaseForm", draft: DisclosureDraft) -> None:
        """Ask the store, and show what it answers."""
        service = self._context.workspace.disclosures
        self._context.jobs.read(form, lambda _: service.offer(draft), lambda found: self._show(form, found))

    def _show(self, form: "CaseForm", found: object) -> None:
        if "ground" not in form.inputs:
            return
        self.now = cast(Offer, found)
        choices = [(tr("Välj grund"), ""), *((one.title_sv, one.id) for one in self.now.grounds)]
        form.inputs["ground"].offer(choices)
        self.say(form)
        form.judge()

    def say(self, form: "CaseForm") -> None:
        """What the chosen ground asks for, where it stands, and what could not be chosen."""
        ground = next((one for one in self.now.grounds if one.id == form.inputs["ground"].raw), None)
        parts = [] if ground is None else [ground.test_sv]
        if ground is not None and ground.references:
            parts.append(f"{cite_all(ground.references, short=True)}.")
        if ground is not None and ground.duty:
            parts.append(tr("Uppgiften ska lämnas om villkoret är uppfyllt."))
        form.inputs["ground"].field.set_words(tr("Grund"), " ".join([*parts, *self.now.remarks]))


def disclosure_task(context: "Context", file: "CaseFile", items: Sequence[CaseItem]) -> FormTask:
    """Register that something of the case was given out."""
    service, actor, case = context.workspace.disclosures, context.workspace.actor, file.case
    offers = _Offers(context)

    def read(raw: Raw) -> tuple[DisclosureDraft, Sequence[Problem]]:
        found: list[Problem] = []
        draft = _draft_of(case.id, raw, found)
        return draft, (*found, *disclosure_problems(draft, offers.now, context.now()))

    def adapt(form: "CaseForm", changed: str) -> None:
        private = form.inputs["receiver"].raw != Receiver.AUTHORITY.value
        form.inputs["receiver_kind"].field.setVisible(not private)
        if changed in {"", "receiver", "receiver_kind", "items"}:
            offers.ask(form, _draft_of(case.id, raws(form.inputs), []))
        elif changed == "ground":
            offers.say(form)

    return FormTask(
        key="disclosure",
        name=f"case-disclosure:{case.id}",
        record_id=case.id,
        title="Nytt utlämnande",
        lead="Registrera det som lämnas ut, till vem och på vilken grund. Uppgifterna skickas inte härifrån.",
        save_text="Registrera",
        tab="disclosures",
        sections=_disclosure_sections(items),
        raw=_first_raw(actor.name, f"{local(context.now()):%Y-%m-%d %H:%M}"),
        read=read,
        write=lambda draft, _: service.register(draft),
        said="Utlämnandet är registrerat",
        adapt=adapt,
    )


def _first_raw(name: str, now: str) -> Raw:
    return {
        "receiver": Receiver.AUTHORITY.value,
        "receiver_kind": AuthorityKind.POLICE.value,
        "tested_by": name,
        "masked": _NO,
        "sent_by": SentBy.NOT_STATED.value,
        "sent_at": now,
    }


def _draft_of(case_id: str, raw: Raw, found: list[Problem]) -> DisclosureDraft:
    receiver = Receiver(raw["receiver"])
    return DisclosureDraft(
        case_id=case_id,
        items=tuple(one for one in raw["items"].split(",") if one),
        what=raw["what"],
        receiver=receiver,
        receiver_kind=raw["receiver_kind"] if receiver is Receiver.AUTHORITY else "",
        receiver_name=raw["receiver_name"],
        ground=raw["ground"],
        tested_by=raw["tested_by"],
        reasons=raw["reasons"],
        approved_by=raw["approved_by"],
        masked=raw["masked"] == _YES,
        sent_by=SentBy(raw["sent_by"]),
        sent_at=read_moment(raw["sent_at"], "sent_at", found),
    )


def _disclosure_sections(items: Sequence[CaseItem]) -> Sequence[Section]:
    offered = [(_short(item), f"{item.kind}/{item.id}") for item in items]
    receivers: Choices = [(swedish_disclosure(one), one.value) for one in Receiver if one is not Receiver.UNKNOWN]
    kinds: Choices = [("Välj slag", ""), *((kind_name(one), one.value) for one in AuthorityKind)]
    ways: Choices = [(swedish_disclosure(one), one.value) for one in SentBy if one is not SentBy.UNKNOWN]
    what = (
        Spec(name="what", label="Vad som lämnas ut", hint="Med egna ord, så att det går att förstå om ett år."),
        Spec(name="items", label="Ur ärendet", kind="many", choices=offered),
        Spec(name="masked", label="Maskat", width=3, kind="choice", choices=[("Nej", _NO), ("Ja", _YES)]),
    )
    whom = (
        Spec(name="receiver", label="Till", width=3, kind="choice", choices=receivers),
        Spec(name="receiver_kind", label="Slag av myndighet", width=3, kind="choice", choices=kinds),
        Spec(name="receiver_name", label="Mottagare", hint="Myndighet och enhet, eller namn och företag."),
    )
    why = (
        Spec(name="ground", label="Grund", kind="choice", choices=[("Välj grund", "")]),
        Spec(name="tested_by", label="Sekretessprövning gjord av", width=3),
        Spec(
            name="approved_by",
            label="Godkänt av chef",
            width=3,
            hint="Namnet krävs när mottagaren inte är en myndighet.",
        ),
        Spec(name="reasons", label="Hur prövningen gjordes", kind="text"),
    )
    how = (
        Spec(name="sent_by", label="Hur det lämnades", width=3, kind="choice", choices=ways),
        Spec(name="sent_at", label="När", width=3, hint="Skrivs som 2026-11-14 23:14.", limit=16),
    )
    return (
        Section(title="Vad", fields=what),
        Section(title="Till vem", fields=whom),
        Section(title="Varför det får lämnas", fields=why),
        Section(title="Hur och när", fields=how),
    )


def correction_task(context: "Context", file: "CaseFile", entry: DisclosureEntry) -> FormTask:
    """Note that a receiver has been told of something wrong in what they got."""
    service = context.workspace.disclosures

    def read(raw: Raw) -> tuple[str, Sequence[Problem]]:
        return raw["correction"], () if raw["correction"].strip() else (Problem("correction", "missing"),)

    return FormTask(
        key=f"disclosure-correction:{entry.id}",
        name=f"case-disclosure-correction:{entry.id}",
        record_id=entry.id,
        title="Rättelse till mottagaren",
        lead="Den som har fått en felaktig uppgift ska genast få veta det. Skriv vad du har berättat.",
        tab="disclosures",
        sections=(Section(fields=(Spec(name="correction", label="Vad mottagaren fick veta", kind="text"),)),),
        raw={"correction": ""},
        read=read,
        write=lambda words, shown: service.correct(shown, words),
        said="Rättelsen är antecknad",
        shown=entry,
    )
