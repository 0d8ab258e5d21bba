"""Members of the own authority, and the persons and companies that appear in cases."""

from krogkoll.people.model import (
    Company,
    CompanyDraft,
    Member,
    MemberDraft,
    Person,
    PersonDraft,
    Suspicion,
    company_problems,
    is_police,
    member_problems,
    person_problems,
    swedish,
)
from krogkoll.people.protection import PROTECTED_ON_PAPER, protected_names
from krogkoll.people.service import (
    MemberService,
    PeopleService,
    add_company,
    company_ids,
    company_names,
    find_member,
    member_names,
    members_who_may,
    read_person,
)
from krogkoll.people.showing import PROTECTED, ShownPerson, shown_person
from krogkoll.people.tie_service import TieService, tied_venues
from krogkoll.people.ties import Tie, TieDraft, TieRole, swedish_tie, tie_problems

__all__ = [
    "PROTECTED",
    "PROTECTED_ON_PAPER",
    "Company",
    "CompanyDraft",
    "Member",
    "MemberDraft",
    "MemberService",
    "PeopleService",
    "Person",
    "PersonDraft",
    "ShownPerson",
    "Suspicion",
    "Tie",
    "TieDraft",
    "TieRole",
    "TieService",
    "add_company",
    "company_ids",
    "company_names",
    "company_problems",
    "find_member",
    "is_police",
    "member_names",
    "member_problems",
    "members_who_may",
    "person_problems",
    "protected_names",
    "read_person",
    "shown_person",
    "swedish",
    "swedish_tie",
    "tie_problems",
    "tied_venues",
]
