"""Reads who is what in a place or a case, and writes it; blocks, for the store's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from krogkoll.cases import Involvement, PartyRole
from krogkoll.cases import swedish as swedish_case
from krogkoll.people import (
    Company,
    CompanyDraft,
    Person,
    PersonDraft,
    Tie,
    TieDraft,
    TieRole,
    swedish_tie,
)
from ui.i18n import tr

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

Subject = tuple[str, str]
VENUE = "venue"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with a role. `record` is None where it is not shared with us; `held` is the role itself."""

    kind: str
    id: str
    role: str
    remark: str
    record: Person | Company | None
    held: Tie | Involvement


def roles_for(subject: Subject) -> list[tuple[str, object]]:
    """The roles somebody can have there: (word, value)."""
    if subject[0] == VENUE:
        return [(tr(swedish_tie(role)), role.value) for role in TieRole if role is not TieRole.UNKNOWN]
    return [(tr(swedish_case(role)), role.value) for role in PartyRole if role is not PartyRole.UNKNOWN]


def read_parties(workspace: "Workspace", subjects: Sequence[Subject]) -> list[Party]:
    """Everybody with a role in these, each reading an entry in the audit log."""
    ties = workspace.ties.ties_of([one for kind, one in subjects if kind == VENUE])
    involved: list[Involvement] = []
    for kind, one in subjects:
        if kind != VENUE:
            involved += workspace.cases.involved(one)
    pairs = [(one.party_kind, one.party_id) for one in ties] + [(one.subject_kind, one.subject_id) for one in involved]
    records: dict[str, Person | Company] = {}
    if people := [one for kind, one in pairs if kind == "person"]:
        records |= {person.id: person for person in workspace.people.people(people)}
    if companies := [one for kind, one in pairs if kind == "company"]:
        records |= {company.id: company for company in workspace.people.companies(companies)}
    found = [
        Party(one.party_kind, one.party_id, tr(swedish_tie(one.role)), one.remark, records.get(one.party_id), one)
        for one in ties
    ]
    return found + [
        Party(
            one.subject_kind,
            one.subject_id,
            tr(swedish_case(one.role)),
            one.remark,
            records.get(one.subject_id),
            one,
        )
        for one in involved
    ]


def give_role(workspace: "Workspace", subject: Subject, party: tuple[str, str], role: str) -> None:
    """Write that a person or a company has a role there. Raises Invalid, NotFound."""
    if subject[0] == VENUE:
        draft = TieDraft(venue_id=subject[1], party_kind=party[0], party_id=party[1], role=TieRole(role))
        workspace.ties.tie(draft)
    else:
        workspace.cases.involve(subject[1], party, PartyRole(role))


def end_role(workspace: "Workspace", held: Tie | Involvement) -> None:
    """Write that somebody has that role no longer. Raises NotFound, Conflict."""
    if isinstance(held, Tie):
        workspace.ties.untie(held)
    else:
        workspace.desk.end_involvement(held)


def write_party(
    workspace: "Workspace", draft: PersonDraft | CompanyDraft, shown: Person | Company | None
) -> tuple[str, str]:
    """Write a person or a company, new or changed; gives (kind, id). Raises Invalid, NotFound."""
    if isinstance(draft, PersonDraft):
        person = (
            workspace.people.edit_person(shown, draft)
            if isinstance(shown, Person)
            else workspace.people.register_person(draft)
        )
        return "person", person.id
    company = (
        workspace.people.edit_company(shown, draft)
        if isinstance(shown, Company)
        else workspace.people.register_company(draft)
    )
    return "company", company.id
