"""The forms of what happens after a decision: which fields they have, and what they make of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from krogkoll.cases import Ground, SentBy, swedish_disclosure
from krogkoll.decisions import (
    AppealDraft,
    AttemptDraft,
    CameBy,
    Excuse,
    LandlordOutcome,
    Method,
    Outcome,
    ReceiverRole,
    Rendering,
    Result,
    swedish_appeal,
    swedish_dispatch,
    swedish_landlord,
    swedish_service,
    with_deemed_day,
)
from krogkoll.law import AuthorityKind, kind_name
from ui.record_form import Spec

_TYPES = (Method.RECEIPT, Method.HANDED, Method.PROCESS_SERVER, Method.ORDINARY, Method.SIMPLIFIED)
_METHODS = (*_TYPES, Method.LEGAL_PERSON, Method.ORAL, Method.NOTICE)
AT_ONCE = (Method.HANDED, Method.ORAL)
"""Methods whose result is known at once."""
SHOWN_FOR: Mapping[str, frozenset[Method]] = {
    "informed_on": frozenset({Method.SIMPLIFIED}),
    "received_by": frozenset({Method.HANDED}),
    "proof": frozenset(AT_ONCE),
}
"""Which fields of a new attempt are asked for by which methods only."""


def methods(permitted: frozenset[Method]) -> tuple[tuple[str, object], ...]:
    """The methods that may be chosen; public notice last, since it comes after a failed attempt."""
    shown = [one for one in _METHODS if one in permitted or one is Method.NOTICE]
    return tuple((swedish_service(one), one) for one in shown)


def attempt_specs(permitted: frozenset[Method]) -> tuple[Spec, ...]:
    """A new attempt."""
    return (
        Spec("party", "Den som ska delges", width=3),
        Spec("method", "Hur", "choice", 3, choices=methods(permitted)),
        Spec("sent_at", "Skickat eller överlämnat", "moment", 3, "Skriv som 2026-11-16 14:05."),
        Spec("by", "Av vem", width=3),
        Spec("informed_on", "Informerad om förenklad delgivning", "day", 6, "Dagen då parten fick informationen."),
        Spec("received_by", "Vem som tog emot", width=6),
        Spec("proof", "Kvitto eller annat bevis", width=6, hint="Till exempel undertecknat delgivningskvitto."),
    )


def as_done(draft: AttemptDraft) -> AttemptDraft:
    """An attempt as its form hands it in: what is handed over or told is served by that."""
    kept = {name: getattr(draft, name) for name, shown in SHOWN_FOR.items() if draft.method in shown}
    empty: Mapping[str, object] = {"informed_on": None, "received_by": "", "proof": ""}
    plain = replace(draft, **{**empty, **kept})
    return with_deemed_day(replace(plain, result=Result.SERVED)) if draft.method in AT_ONCE else plain


WHY = Spec("correction", "Varför uppgiften rättas", width=6, hint="Det som stod förut finns kvar i loggen.")
RESULTS = tuple((swedish_service(one), one) for one in (Result.SERVED, Result.FAILED, Result.WAITING))


def result_specs(method: Method, receipts: Iterable[tuple[str, object]]) -> tuple[Spec, ...]:
    """What came of an attempt, as its method asks."""
    deemed = method in (Method.SIMPLIFIED, Method.LEGAL_PERSON)
    specs = [Spec("result", "Vad blev det", "choice", 3, choices=RESULTS)]
    day = "Lämna tomt, dagen följer av lagen." if deemed else "Dagen då parten fick del av beslutet."
    specs.append(Spec("served_on", "Delgiven den", "day", 3, day))
    if deemed:
        specs.append(Spec("control_on", "Kontrollmeddelandet skickat", "day", 6, "Ska vara nästa arbetsdag."))
    else:
        specs.append(Spec("received_by", "Vem som tog emot", width=3))
        known = (("Inget i Krogkoll", ""), *receipts)
        specs.append(Spec("receipt_id", "Kvittot", "choice", 3, "Bland beslutets handlingar.", known))
        specs.append(Spec("proof", "Annat bevis", width=6, hint="Om kvittot inte finns här."))
    specs.append(Spec("failed_why", "Varför det misslyckades", "text", 6))
    return tuple(specs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(AttemptDraft):
    """An attempt that is put right, with the reason."""

    correction: str = ""


def corrected_specs(
    permitted: frozenset[Method], method: Method, receipts: Iterable[tuple[str, object]]
) -> tuple[Spec, ...]:
    """Everything of an attempt, and why it is put right."""
    known = {spec.name: spec for spec in (*attempt_specs(permitted), *result_specs(method, receipts))}
    return (*known.values(), WHY)


APPEAL = (
    Spec("party", "Vem som överklagar", width=3),
    Spec("came_in_on", "Kom in den", "day", 3, "Dagen då skrivelsen kom till oss."),
    Spec(
        "came_by",
        "Hur",
        "choice",
        3,
        choices=tuple((swedish_appeal(one), one) for one in CameBy if one is not CameBy.UNKNOWN),
    ),
    Spec(
        "excuse",
        "Ska prövas fast det är sent",
        "choice",
        3,
        choices=tuple((swedish_appeal(one), one) for one in Excuse if one is not Excuse.UNKNOWN),
    ),
    Spec("excuse_why", "Varför det ska prövas", width=6, hint="Bara om du har valt ett skäl."),
    Spec("note", "Vad som överklagas", "text", 6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedAppeal(AppealDraft):
    """An appeal that is put right, with the reason."""

    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarding:
    """An appeal that goes on."""

    forwarded_to: str = ""
    forwarded_on: date | None = None


FORWARD = (
    Spec("forwarded_to", "Till", width=3),
    Spec("forwarded_on", "Den", "day", 3, "Lämna tomt för i dag."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """A late appeal that is dismissed."""

    dismissal: str = ""
    dismissed_on: date | None = None


DISMISS = (
    Spec("dismissal", "Avvisningsbeslutets diarienummer", width=3),
    Spec("dismissed_on", "Den", "day", 3, "Lämna tomt för i dag."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How an appeal ended."""

    outcome: Outcome = Outcome.UNCHANGED
    outcome_on: date | None = None
    outcome_note: str = ""


def ended_specs(*, forwarded: bool) -> tuple[Spec, ...]:
    """How an appeal ended; one that was never forwarded can only be taken back."""
    decided = (Outcome.UNCHANGED, Outcome.CHANGED, Outcome.ANNULLED, Outcome.REMITTED) if forwarded else ()
    choices = tuple((swedish_appeal(one), one) for one in (*decided, Outcome.WITHDRAWN))
    return (
        Spec("outcome", "Utgång", "choice", 3, choices=choices),
        Spec("outcome_on", "Den", "day", 3, "Dagen för avgörandet."),
        Spec("outcome_note", "Målnummer eller annat", width=6),
    )


_WAYS = tuple((swedish_disclosure(one), one) for one in SentBy if one is not SentBy.UNKNOWN)
_ROLES = tuple((swedish_dispatch(one), one) for one in ReceiverRole if one is not ReceiverRole.UNKNOWN)
_KINDS = (("Ingen myndighet", ""), *((kind_name(one), one.value) for one in AuthorityKind))


def dispatch_specs(grounds: Iterable[Ground], *, notice: bool, known: bool) -> tuple[Spec, ...]:
    """That a paper went out. grounds: what may be chosen; known: the receiver is one of the list."""
    versions = (Rendering.FULL, Rendering.NOTICE) if notice else (Rendering.FULL,)
    offered = tuple(grounds)
    specs = [
        Spec("to", "Mottagare", width=3),
        Spec("way", "Hur", "choice", 3, choices=_WAYS),
        Spec("rendering", "Vad", "choice", 3, choices=tuple((swedish_dispatch(one), one) for one in versions)),
        Spec("sent_at", "När", "moment", 3, "Lämna tomt för nu."),
    ]
    if not known:
        specs.append(Spec("role", "Mottagaren är", "choice", 3, choices=_ROLES))
        specs.append(Spec("authority_kind", "Slag av myndighet", "choice", 3, choices=_KINDS))
    if offered:
        choices = (("Välj grund", ""), *((one.title_sv, one.id) for one in offered))
        specs.append(Spec("ground", "Grund för att lämna ut", "choice", 6, choices=choices))
        specs.append(Spec("reasons", "Sekretessprövning", "text", 6, "Varför uppgifterna kan lämnas ut."))
    if any(one.manager for one in offered):
        specs.append(Spec("approved_by", "Chef som har godkänt", width=6))
    return tuple(specs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is struck."""

    struck_why: str = ""


STRIKE = (Spec("struck_why", "Varför raden stryks", "text", 6),)

LANDLORD = (
    Spec("landlord", "Hyresvärd", width=3),
    Spec("knowledge_on", "Fick veta den", "day", 3, "Härifrån räknas två månader."),
    Spec("proceedings_on", "Förundersökning eller åtal från", "day", 3, "Lämna tomt om inget förfarande pågår."),
    Spec("proceedings_ended_on", "Förfarandet avslutat", "day", 3),
    Spec("note", "Anteckning", "text", 6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LandlordEnded:
    """What came of a landlord's track."""

    outcome: LandlordOutcome = LandlordOutcome.NOTICE_GIVEN
    outcome_on: date | None = None
    outcome_note: str = ""


LANDLORD_ENDED = (
    Spec(
        "outcome",
        "Vad som hände",
        "choice",
        6,
        choices=tuple(
            (swedish_landlord(one), one)
            for one in LandlordOutcome
            if one not in (LandlordOutcome.WAITING, LandlordOutcome.UNKNOWN)
        ),
    ),
    Spec("outcome_on", "Den", "day", 3),
    Spec("outcome_note", "Anteckning", width=6),
)
