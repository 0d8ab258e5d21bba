"""Finds cases for the search field in the top bar, and counts those in which something is late."""

from typing import TYPE_CHECKING, NamedTuple

from krogkoll.cases import CaseFilter, CaseQuery
from krogkoll.kernel.errors import KrogkollError
from krogkoll.security import Permission

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_AT_MOST = 4


class FoundCase(NamedTuple):
    """One hit: its public title, its number, and where on the page it is shown."""

    title: str
    under: str
    where: str


def find_cases(workspace: "Workspace", text: str) -> list[FoundCase]:
    """The first cases that match. Blocks; for the store's thread."""
    if not workspace.actor.may(Permission.READ_CASES):
        return []
    register = workspace.case_register
    numbers = register.find(CaseQuery(text=text, chip=CaseFilter.ALL))[:_AT_MOST]
    return [FoundCase(line.title, line.number, f"{line.id}/") for line in register.page(numbers)]


def name_case(workspace: "Workspace", where: str) -> FoundCase | None:
    """What a case is called, to come back to; None where it may not be read or none is open. Blocks."""
    case_id, _, _ = where.partition("/")
    if not case_id or not workspace.actor.may(Permission.READ_CASES):
        return None
    try:
        case = workspace.cases.case(case_id)
    except KrogkollError:
        return None
    return FoundCase(case.title_public, case.number, f"{case_id}/")


def count_late(workspace: "Workspace") -> int:
    """How many cases hold something that should have been done. Blocks; for the store's thread."""
    if not workspace.actor.may(Permission.READ_CASES):
        return 0
    return workspace.case_register.counts()[CaseFilter.LATE]
