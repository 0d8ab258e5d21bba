"""Finds decisions for the search field in the top bar: by type, number and premises, never by the party's name."""

from typing import TYPE_CHECKING, NamedTuple

from krogkoll.decisions import QueueLine, swedish_state
from krogkoll.kernel.errors import KrogkollError
from krogkoll.law import decision_type
from krogkoll.security import Permission
from ui.matching import means, typed_words

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_AT_MOST = 4


class FoundDecision(NamedTuple):
    """One hit: its type, its number or premises and how far it has come, and its id."""

    title: str
    under: str
    where: str


def find_decisions(workspace: "Workspace", text: str) -> list[FoundDecision]:
    """The first of the queue that match. Blocks; for the store's thread."""
    words = typed_words(text)
    if not words or not workspace.actor.may(Permission.READ_DECISIONS):
        return []
    lines = workspace.decision_desk.queue()
    told = [one for one in lines if means(f"{one.name_sv} {one.docket_number} {one.premises}", words)]
    return [FoundDecision(one.name_sv, _under(one), one.id) for one in told[:_AT_MOST]]


def name_decision(workspace: "Workspace", where: str) -> FoundDecision | None:
    """What a decision is called, to come back to; None where it may not be read or none is open. Blocks."""
    decision_id, _, rest = where.partition("/")
    if not decision_id or rest or decision_id == "new" or not workspace.actor.may(Permission.READ_DECISIONS):
        return None
    try:
        one = workspace.decisions.decision(decision_id)
    except KrogkollError:
        return None
    under = one.docket_number or one.premises
    return FoundDecision(decision_type(one.type_code).name_sv, under, decision_id)


def _under(one: QueueLine) -> str:
    return ", ".join(part for part in (one.docket_number or one.premises, swedish_state(one.state).lower()) if part)
