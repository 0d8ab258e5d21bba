"""The alcohol board's desk: a licensed place, an unlicensed one, and drafts about them."""

from contextlib import contextmanager
from datetime import date

from krogkoll.cases import CaseDraft, CaseKind, CaseService
from krogkoll.decisions import DecisionDeskService
from krogkoll.security import Role
from krogkoll.venues import PermitState
from tests.factories import ALCOHOL_BOARD, actor, venue_draft
from tests.inspections.night import night

BOARD_ACTOR = actor(Role.MUNICIPAL_INSPECTOR, ALCOHOL_BOARD, name="Anna Lindqvist")
CHECKED = date(2026, 11, 3)


@contextmanager
def board_night(folder, who=BOARD_ACTOR):
    """The board's workspace that night."""
    with night(folder, who) as a_night:
        yield a_night


def desk_of(a_night):
    """The desk of a night's workspace."""
    return DecisionDeskService(a_night.store, a_night.vault, practice=True)


def place(a_night, permit=PermitState.NONE_FOUND, **over):
    """A place with this permit."""
    known = {"permit": permit, "permit_checked_on": CHECKED, "operator_name": "Krogbolaget AB (exempel)"}
    known |= {"permit_number": "ALK-S-114"} if permit is PermitState.VALID else {}
    return a_night.venues.register(venue_draft(**known | over))


def case_about(a_night, venue):
    """A case about a place, with the registry's number."""
    cases = CaseService(a_night.store)
    draft = CaseDraft(title_public="Tillsyn", title_internal="Tillsyn", kind=CaseKind.ALCOHOL, venue_id=venue.id)
    return cases.assign_docket(cases.open_case(draft), "ALK-2026-0412")
