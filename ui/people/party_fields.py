"""The fields of a person and of a company, and what they mean as drafts; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from krogkoll.kernel.errors import Problem
from krogkoll.people import (
    Company,
    CompanyDraft,
    Person,
    PersonDraft,
    Suspicion,
    company_problems,
    person_problems,
)
from krogkoll.venues import shown_postal_code

Raw = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spec:
    """One field of the form: its name, label, hint, and what kind of editor it has."""

    name: str
    label: str
    hint: str = ""
    kind: str = "line"
    wide: bool = True


PERSON = (
    Spec("name", "Namn"),
    Spec("identity_text", "Beskrivning", "För den som inte är identifierad, till exempel: kvinnan i kassan."),
    Spec("number", "Personnummer eller samordningsnummer", wide=False),
    Spec("number_reason", "Varför numret behövs", wide=False),
    Spec("protected", "Skyddad identitet", kind="check", wide=False),
    Spec("minor", "Under 18 år", kind="check", wide=False),
    Spec("suspicion", "Misstanke", kind="suspicion"),
    Spec("street", "Gatuadress"),
    Spec("postal_code", "Postnummer", wide=False),
    Spec("city", "Ort", wide=False),
    Spec("phone", "Telefon", wide=False),
    Spec("email", "E-post", wide=False),
    Spec("language", "Språk", "Om tolk behövs."),
    Spec("notes", "Anteckning", "Inget om etnicitet, tro, politik, sexualliv eller hälsa."),
)
COMPANY = (
    Spec("name", "Namn"),
    Spec("number", "Organisationsnummer"),
    Spec("street", "Gatuadress"),
    Spec("postal_code", "Postnummer", wide=False),
    Spec("city", "Ort", wide=False),
    Spec("phone", "Telefon", wide=False),
    Spec("email", "E-post", wide=False),
    Spec("notes", "Anteckning"),
)


def raw_person(person: Person | None, today: date, *, police: bool) -> dict[str, str]:
    """What the fields show of a person."""
    if person is None:
        first = Suspicion.NOT_SUSPECTED if police else Suspicion.NOT_STATED
        return {spec.name: "" for spec in PERSON} | {"suspicion": first.value}
    raw = {spec.name: str(getattr(person, spec.name)) for spec in PERSON if spec.kind == "line"}
    raw |= {"number": person.shown_number(today), "postal_code": shown_postal_code(person.postal_code)}
    raw |= {name: "yes" if getattr(person, name) else "" for name in ("protected", "minor")}
    return raw | {"suspicion": person.suspicion.value}


def raw_company(company: Company | None) -> dict[str, str]:
    """What the fields show of a company."""
    if company is None:
        return {spec.name: "" for spec in COMPANY}
    raw = {spec.name: str(getattr(company, spec.name)) for spec in COMPANY}
    return raw | {"number": company.shown_number, "postal_code": shown_postal_code(company.postal_code)}


def person_from(
    raw: Raw, shown: Person | None, today: date, *, police: bool
) -> tuple[PersonDraft, tuple[Problem, ...]]:
    """The person that the fields mean, and everything wrong with it."""
    draft = PersonDraft(
        **{spec.name: raw[spec.name] for spec in PERSON if spec.kind == "line" and spec.name != "postal_code"},
        postal_code="".join(raw["postal_code"].split()),
        protected=raw["protected"] == "yes",
        minor=raw["minor"] == "yes",
        suspicion=Suspicion(raw["suspicion"]),
        # A date of birth belongs to its number: another number tells another one.
        born_on=shown.born_on if shown is not None and raw["number"] == shown.shown_number(today) else None,
    )
    return draft, person_problems(draft, today=today, police=police)


def company_from(raw: Raw, today: date) -> tuple[CompanyDraft, tuple[Problem, ...]]:
    """The company that the fields mean, and everything wrong with it."""
    values = {spec.name: raw[spec.name] for spec in COMPANY}
    draft = CompanyDraft(**values | {"postal_code": "".join(raw["postal_code"].split())})
    return draft, company_problems(draft, today=today)
