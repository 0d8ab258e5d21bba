"""The queue of the page Beslut: one line for each decision, in the groups of what is to be done with it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from krogkoll.decisions.model import Decision
from krogkoll.decisions.workflow import State
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import Words
from krogkoll.law import decision_type


class QueueGroup(StrEnum):
    """What is to be done with a decision."""

    DRAFT = "draft"
    READY = "ready"
    TO_SIGN = "to_sign"
    SEALED = "sealed"


_SWEDISH = Words(
    (QueueGroup.DRAFT, "Utkast"),
    (QueueGroup.READY, "Att granska"),
    (QueueGroup.TO_SIGN, "Att signera"),
    (QueueGroup.SEALED, "Beslutade"),
)

_GROUPS = {
    State.DRAFT: QueueGroup.DRAFT,
    State.READY: QueueGroup.READY,
    State.PRESENTED: QueueGroup.TO_SIGN,
    State.DECIDED: QueueGroup.SEALED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One decision in the queue. days: how long it has stood since it was begun, or since the day it was decided."""

    id: str
    group: QueueGroup
    type_code: str
    name_sv: str
    premises: str
    party_name: str
    docket_number: str
    presenter_name: str
    decision_maker_name: str
    state: State
    state_why: str
    decided_on: date | None
    begun_at: datetime
    days: int


def swedish_queue(group: QueueGroup) -> str:
    """The heading of a group."""
    return _SWEDISH[group]


def queue_line(decision: Decision, today: date) -> QueueLine | None:
    """The line of a decision, or None for one that was given up or that only a newer program understands."""
    group = _GROUPS.get(decision.state)
    if group is None:
        return None
    begun = local(decision.created_at).date()
    since = decision.decided_on if group is QueueGroup.SEALED and decision.decided_on else begun
    return QueueLine(
        id=decision.id,
        group=group,
        type_code=decision.type_code,
        name_sv=decision_type(decision.type_code).name_sv,
        premises=decision.premises or decision.address,
        party_name=decision.party_name,
        docket_number=decision.docket_number,
        presenter_name=decision.presenter_name,
        decision_maker_name=decision.decision_maker_name,
        state=decision.state,
        state_why=decision.state_why,
        decided_on=decision.decided_on,
        begun_at=decision.created_at,
        days=max(0, (today - since).days),
    )
