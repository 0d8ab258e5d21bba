"""Who uses the workspace, and who appears in its cases: no more about anybody than the case needs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.identifiers import (
    OrganisationKind,
    organisation_kind,
    organisation_number,
    party_number,
    person_number,
    shown_organisation,
)
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import find_authority, personal_data_regime
from krogkoll.security import Actor, Role

NAME_LIMIT = 200


class Suspicion(StrEnum):
    """Whether the police side suspects this person; non-suspects must be marked (2018:1693, 3 kap. 4 §)."""

    NOT_STATED = "not_stated"
    NOT_SUSPECTED = "not_suspected"
    SUSPECTED = "suspected"


_SWEDISH = Words(
    (Suspicion.NOT_STATED, "Inte angivet"),
    (Suspicion.NOT_SUSPECTED, "Ej misstänkt"),
    (Suspicion.SUSPECTED, "Misstänkt"),
    (OrganisationKind.ESTATE, "Dödsbo"),
    (OrganisationKind.PUBLIC, "Myndighet, kommun eller region"),
    (OrganisationKind.FOREIGN, "Utländskt företag"),
    (OrganisationKind.LIMITED_COMPANY, "Aktiebolag"),
    (OrganisationKind.PARTNERSHIP_SIMPLE, "Enkelt bolag"),
    (OrganisationKind.ECONOMIC_ASSOCIATION, "Ekonomisk förening eller bostadsrättsförening"),
    (OrganisationKind.NON_PROFIT, "Ideell förening eller stiftelse"),
    (OrganisationKind.PARTNERSHIP, "Handelsbolag eller kommanditbolag"),
    (OrganisationKind.OTHER, "Annan organisationsform"),
    (Role.POLICE_INSPECTOR, "Polis"),
    (Role.MUNICIPAL_INSPECTOR, "Alkoholinspektör"),
    (Role.FIRE_INSPECTOR, "Brandinspektör"),
    (Role.LICENSING_OFFICER, "Alkoholhandläggare"),
    (Role.DECISION_MAKER, "Beslutsfattare"),
    (Role.UNIT_ADMIN, "Administratör"),
    (Role.AUDITOR, "Granskare"),
)


def swedish(value: Suspicion | OrganisationKind | Role) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


def is_police(authority_id: str) -> bool:
    """Whether brottsdatalagen, not the GDPR, rules what this authority writes of people; the GDPR for unknown ones."""
    found = find_authority(authority_id)
    return found is not None and personal_data_regime(found.kind) == "bdl"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDraft:
    """Somebody of the own authority: the workspace's person, or a colleague who signs on it as a guest."""

    name: str = ""
    title: str = ""
    role: Role = Role.MUNICIPAL_INSPECTOR
    authority: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(MemberDraft, Record):
    """A member as stored; the record's id is the user id that every change names."""

    active: bool

    def actor(self) -> Actor:
        """The member as the one who acts."""
        return Actor(user_id=self.id, name=self.name, role=self.role, authority=self.authority)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """What a form holds of a person in a case. An unknown person is described in `identity_text`."""

    name: str = ""
    number: str = ""  # as typed; stored as twelve digits
    number_reason: str = ""
    identity_text: str = ""
    born_on: date | None = None
    minor: bool = False
    protected: bool = False
    suspicion: Suspicion = Suspicion.NOT_STATED
    street: str = ""
    postal_code: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(PersonDraft, Record):
    """A person as stored."""

    def is_minor(self, today: date) -> bool:
        """Under 18: by the date of birth where it is known, else as somebody noted."""
        if self.born_on is None:
            return self.minor
        had_birthday = (today.month, today.day) >= (self.born_on.month, self.born_on.day)
        return today.year - self.born_on.year - (not had_birthday) < 18

    def shown_number(self, today: date) -> str:
        """The number as people write it, or nothing."""
        return person_number(self.number, today=today).shown(today) if self.number else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyDraft:
    """What a form holds of a company, association or other body."""

    name: str = ""
    number: str = ""  # as typed; stored as ten digits
    street: str = ""
    postal_code: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(CompanyDraft, Record):
    """A company as stored."""

    @property
    def form(self) -> OrganisationKind | None:
        """What the number tells of its legal form."""
        return organisation_kind(self.number) if self.number else None

    @property
    def shown_number(self) -> str:
        """The number as people write it, or nothing."""
        return shown_organisation(self.number) if self.number else ""


def member_problems(draft: MemberDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = _name_problems(draft.name)
    if not draft.authority.strip():
        found.append(Problem("authority", "missing"))
    return tuple(found + _mail_problems(draft.email))


def person_problems(draft: PersonDraft, *, today: date, police: bool) -> tuple[Problem, ...]:
    """Broken rules in the order of the form. police: whether polisens brottsdatalag applies to the author."""
    found = []
    if not draft.name.strip() and not draft.identity_text.strip():
        found.append(Problem("name", "name-or-description"))
    if len(draft.name) > NAME_LIMIT:
        found.append(Problem("name", "too-long"))
    if draft.number.strip():
        found += _number_problems(draft, today)
    if draft.born_on is not None and draft.born_on > today:
        found.append(Problem("born_on", "in-the-future"))
    if police and draft.suspicion is Suspicion.NOT_STATED:
        found.append(Problem("suspicion", "missing"))
    if not police and draft.suspicion is not Suspicion.NOT_STATED:
        found.append(Problem("suspicion", "police-only"))
    if draft.protected:
        # What must not come out is not written down: contact goes through Skatteverket's forwarding.
        where = ("street", "postal_code", "city", "email", "phone")
        found += [Problem(name, "protected-identity") for name in where if getattr(draft, name).strip()]
    return tuple(found + _postal_problems(draft.postal_code) + _mail_problems(draft.email))


def company_problems(draft: CompanyDraft, *, today: date) -> tuple[Problem, ...]:
    """Broken rules in the order of the form; a sole trader is registered as a person."""
    found = _name_problems(draft.name)
    if draft.number.strip():
        try:
            if len(party_number(draft.number, today=today)) != 10:
                found.append(Problem("number", "sole-trader-is-a-person"))
        except ValueError as problem:
            found.append(Problem("number", str(problem)))
    return tuple(found + _postal_problems(draft.postal_code) + _mail_problems(draft.email))


def stored_person_number(text: str, *, today: date) -> tuple[str, date | None]:
    """The twelve digits and the date of birth of a checked number; nothing for nothing."""
    if not text.strip():
        return "", None
    number = person_number(text, today=today)
    return number.digits, number.born_on


def stored_organisation_number(text: str) -> str:
    """The ten digits of a checked number; nothing for nothing."""
    return organisation_number(text) if text.strip() else ""


def _number_problems(draft: PersonDraft, today: date) -> list[Problem]:
    try:
        born_on = person_number(draft.number, today=today).born_on
    except ValueError as problem:
        return [Problem("number", str(problem))]
    found = []
    if not draft.number_reason.strip():
        # Dataskyddslagen (2018:218) 3 kap. 10 §: only when clearly motivated.
        found.append(Problem("number_reason", "missing"))
    if draft.born_on is not None and born_on is not None and draft.born_on != born_on:
        found.append(Problem("born_on", "differs-from-number"))
    return found


def _name_problems(name: str) -> list[Problem]:
    if not name.strip():
        return [Problem("name", "missing")]
    return [Problem("name", "too-long")] if len(name) > NAME_LIMIT else []


def _postal_problems(text: str) -> list[Problem]:
    digits = "".join(text.split())
    fine = len(digits) == 5 and digits.isascii() and digits.isdigit() and digits[0] != "0"
    return [] if not digits or fine else [Problem("postal_code", "five-digits")]


def _mail_problems(text: str) -> list[Problem]:
    name, at, domain = text.strip().partition("@")
    fine = bool(name) and bool(at) and "." in domain and "@" not in domain and not any(map(str.isspace, text.strip()))
    return [] if not text.strip() or fine else [Problem("email", "not-an-address")]
