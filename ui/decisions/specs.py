"""Which fields a decision is written in, by section; those of one type come from the facts that its text declares."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from krogkoll.decisions import (
    WAYS_FOR,
    Communication,
    DecidedBy,
    Mode,
    PartyRole,
    ServiceWay,
    roles_for,
    swedish_decision,
)
from krogkoll.law import DecisionType, Fact, FactType, Group, Template

Choices = tuple[tuple[str, object], ...]
SECTIONS = (
    ("party", "Parten och lokalen"),
    ("content", "Beslutet"),
    ("grounds", "Iakttagelser och handlingar"),
    ("reasons", "Skäl och proportionalitet"),
    ("hearing", "Kommunicering"),
    ("people", "Vem beslutar"),
    ("service", "Delgivning och kopior"),
)
"""Keys and headings, in the order of Alt+1 to Alt+7."""
LONG = ("text", "points", "paragraphs")
"""The kinds of fields that whole sentences are written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One field. kind: see `ui.decisions.entry`; width: columns of six. fact: kept among the facts of its type."""

    name: str
    label: str
    section: str
    kind: str = "line"
    width: int = 6
    hint: str = ""
    choices: Choices = ()
    fact: bool = False
    group: str = ""


def _words(values: Iterable[PartyRole | Mode | Communication | ServiceWay | DecidedBy]) -> Choices:
    return tuple((swedish_decision(value), value) for value in values if value.value != "unknown")


_ALWAYS = (
    Spec(name="docket_number", label="Diarienummer", section="party", width=3),
    Spec(name="decided_on", label="Beslutets dag", section="party", kind="date", width=3, hint="Skriv 2026-11-25."),
    Spec(name="party_name", label="Mottagare", section="party", width=3),
    Spec(name="party_number", label="Person- eller organisationsnummer", section="party", width=3),
    Spec(name="party_address", label="Postadress", section="party", kind="points", width=3, hint="En rad per rad."),
    Spec(name="party_represented_by", label="Företräds av", section="party", width=3),
    Spec(name="address", label="Lokalens adress", section="party", width=3),
    Spec(name="property_designation", label="Fastighetsbeteckning", section="party", width=3),
)
"""Needed by every paper, declared by its text or not."""
_DECLARED = (
    Spec(
        name="party_short",
        label="Mottagaren i löpande text",
        section="party",
        width=3,
        hint="I bestämd form, till exempel föreningen.",
    ),
    Spec(name="party_basis", label="Vad som visar rätten till lokalen", section="party", kind="text"),
    Spec(
        name="premises",
        label="Lokalen i löpande text",
        section="party",
        hint="Till exempel källarlokalen på Sillkajsgatan 14.",
    ),
    Spec(
        name="mode",
        label="Begränsning av användningen",
        section="content",
        kind="choice",
        width=3,
        choices=_words(Mode),
    ),
    Spec(name="max_persons", label="Högsta antal personer", section="content", kind="count", width=3),
    Spec(
        name="effective_at",
        label="Gäller från",
        section="content",
        kind="moment",
        width=3,
        hint="Dag och tid som 2026-11-15 01:10.",
    ),
    Spec(
        name="fine",
        label="Vite i kronor",
        section="content",
        kind="money",
        width=3,
        hint="Tomt när inget vite sätts ut.",
    ),
    Spec(name="remedies", label="Vad som ska åtgärdas", section="content", kind="points", hint="En punkt per rad."),
    Spec(name="immediate", label="Gäller även om det överklagas", section="content", kind="flag"),
    Spec(
        name="immediate_reasons",
        label="Varför beslutet ska gälla genast",
        section="content",
        kind="text",
    ),
    Spec(
        name="reasons",
        label="Skäl",
        section="reasons",
        kind="paragraphs",
        hint="Hela meningar. En tom rad börjar ett nytt stycke.",
    ),
    Spec(
        name="proportionality",
        label="Proportionalitet",
        section="reasons",
        kind="text",
        hint="Varför ingreppet behövs, och varför något mildare inte räcker.",
    ),
    Spec(
        name="communication",
        label="Har parten fått yttra sig?",
        section="hearing",
        kind="choice",
        width=3,
        choices=_words(Communication),
    ),
    Spec(name="communication_sent_on", label="Skickat", section="hearing", kind="date", width=3),
    Spec(name="communication_due_on", label="Svar senast", section="hearing", kind="date", width=3),
    Spec(name="communication_text", label="Så gick kommuniceringen till", section="hearing", kind="text"),
    Spec(name="communication_reply", label="Svaret", section="hearing", kind="text"),
    Spec(name="statement", label="Partens yttrande", section="hearing", kind="text"),
    Spec(name="statement_assessment", label="Bedömning av yttrandet", section="hearing", kind="text"),
    Spec(name="interpreter", label="Tolk", section="hearing", width=3),
    Spec(name="delegated", label="Beslutas på delegation", section="people", kind="flag"),
    Spec(name="delegation_point", label="Punkt i delegationsordningen", section="people", width=3),
    Spec(name="minutes_reference", label="Protokoll och paragraf", section="people", width=3),
    Spec(name="minutes_on", label="Sammanträdets dag", section="people", kind="date", width=3),
    Spec(
        name="others",
        label="Andra som deltar i den slutliga handläggningen",
        section="people",
        kind="points",
        hint="Ett namn per rad.",
    ),
    Spec(name="dissent", label="Avvikande mening", section="people", kind="text"),
)
"""Shown where the text declares a fact of that name."""
_KINDS = {
    FactType.TEXT: "text",
    FactType.TEXTS: "points",
    FactType.CHOICE: "choice",
    FactType.FLAG: "flag",
    FactType.DATE: "date",
    FactType.MOMENT: "moment",
    FactType.PERIOD: "period",
    FactType.COUNT: "count",
    FactType.MONEY: "money",
}
_HINTS = {
    "points": "En punkt per rad.",
    "date": "Skriv 2026-11-25.",
    "moment": "Dag och tid som 2026-11-15 01:10.",
}


def headings(kind: DecisionType) -> tuple[tuple[str, str], ...]:
    """Keys and headings of the sections in the words that fit a paper of this kind."""
    if kind.group is Group.DECISION:
        return SECTIONS
    other = {
        "content": "Innehållet",
        "reasons": "Skäl",
        "people": "Vem skriver under",
        "service": "Mottagare och kopior",
    }
    return tuple((key, other.get(key, title)) for key, title in SECTIONS)


def specs_of(kind: DecisionType, text: Template) -> tuple[Spec, ...]:
    """Every field of a decision of this type, in the order of the form, people and findings apart."""
    declared = [_told(one, text) for one in _DECLARED if one.name in text.facts or _follows(one.name, text)]
    made = [*_ALWAYS, *_by_type(kind), *declared, *_type_specs(text)]
    order = [key for key, _ in SECTIONS]
    return tuple(sorted(made, key=lambda one: order.index(one.section)))


def _follows(name: str, text: Template) -> bool:
    """What is asked together with something else that the text declares."""
    return name.startswith("communication_") and "communication" in text.facts


def _type_specs(text: Template) -> Iterator[Spec]:
    for fact in text.type_facts:
        yield spec_of_fact(fact)


def spec_of_fact(fact: Fact) -> Spec:
    """The field in which a fact of one type is given."""
    kind = _KINDS[fact.type]
    return Spec(
        name=fact.name,
        label=fact.label_sv,
        section="content",
        kind=kind,
        width=6 if kind in ("text", "points", "flag", "period") else 3,
        hint=fact.help_sv or _HINTS.get(kind, ""),
        choices=_choices(fact),
        fact=True,
        group=fact.group_sv,
    )


def _choices(fact: Fact) -> Choices:
    if fact.type is not FactType.CHOICE:
        return ()
    return (("Inte angivet", ""), *((fact.choice_words.get(one, one), one) for one in fact.choices))


def _told(spec: Spec, text: Template) -> Spec:
    """A field in the words of the text that asks for it."""
    fact = text.facts.get(spec.name)
    if fact is None:
        return spec
    label = fact.label_sv if spec.section in ("content", "reasons") else spec.label
    return replace(spec, label=label, hint=fact.help_sv or spec.hint)


def _by_type(kind: DecisionType) -> Iterator[Spec]:
    """What a type leaves to be chosen: whom it is directed to, who decides, how it is served, who else gets it."""
    roles = [role for role in PartyRole if role in roles_for(kind.addressee)]
    if len(roles) > 1:
        choices = _words((PartyRole.NOT_STATED, *roles))
        yield Spec(name="party_role", label="Mottagaren är", section="party", kind="choice", width=3, choices=choices)
    if len(kind.deciders) > 1:
        deciders = _words(DecidedBy(one.value) for one in kind.deciders)
        yield Spec(name="decided_by", label="Beslutas av", section="people", kind="choice", width=3, choices=deciders)
    permitted = WAYS_FOR[kind.service]
    if permitted:
        choices = _words((ServiceWay.NOT_STATED, *(way for way in ServiceWay if way in permitted)))
        label = "Så delges beslutet"
        yield Spec(name="service", label=label, section="service", kind="choice", width=3, choices=choices)
    yield Spec(name="recipients", label="Vilka fler som får det", section="service", kind="recipients")
    label = "Sekretessen är prövad: det som står får lämnas till mottagaren"
    yield Spec(name="secrecy_checked", label=label, section="service", kind="flag")
