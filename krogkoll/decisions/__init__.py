"""Decisions: drafts that take their facts from a visit, a gate that names what is missing, two signatures, a seal."""

from krogkoll.decisions.basis import Basis, chosen_findings
from krogkoll.decisions.beginning import Offer, families, permits_of
from krogkoll.decisions.desk_service import DecisionDeskService
from krogkoll.decisions.document import (
    DECISION_MAKER,
    PRESENTER,
    decision_document,
    paper_kind,
    places_of,
    signing_fields,
)
from krogkoll.decisions.facts import fact_value, stored_value
from krogkoll.decisions.gate import Gap, gaps
from krogkoll.decisions.model import (
    WAYS_FOR,
    Communication,
    DecidedBy,
    Decision,
    DecisionDraft,
    Mode,
    PartyRole,
    ServiceWay,
    draft_problems,
    roles_for,
    swedish_decision,
    ways,
)
from krogkoll.decisions.origins import Source
from krogkoll.decisions.preview import Preview
from krogkoll.decisions.queue import QueueGroup, QueueLine, swedish_queue
from krogkoll.decisions.read_in import ReadIn
from krogkoll.decisions.service import DecisionService
from krogkoll.decisions.signing_service import SigningService
from krogkoll.decisions.unfinished import unfinished_decisions
from krogkoll.decisions.waiting import count_decisions_to_sign, decisions_to_sign
from krogkoll.decisions.wording import decision_facts
from krogkoll.decisions.workflow import State, Step, after, editable, final, signing_step, steps_from, swedish_state

__all__ = [
    "DECISION_MAKER",
    "PRESENTER",
    "WAYS_FOR",
    "Basis",
    "Communication",
    "DecidedBy",
    "Decision",
    "DecisionDeskService",
    "DecisionDraft",
    "DecisionService",
    "Gap",
    "Mode",
    "Offer",
    "PartyRole",
    "Preview",
    "QueueGroup",
    "QueueLine",
    "ReadIn",
    "ServiceWay",
    "SigningService",
    "Source",
    "State",
    "Step",
    "after",
    "chosen_findings",
    "count_decisions_to_sign",
    "decision_document",
    "decision_facts",
    "decisions_to_sign",
    "draft_problems",
    "editable",
    "fact_value",
    "families",
    "final",
    "gaps",
    "paper_kind",
    "permits_of",
    "places_of",
    "roles_for",
    "signing_fields",
    "signing_step",
    "steps_from",
    "stored_value",
    "swedish_decision",
    "swedish_queue",
    "swedish_state",
    "unfinished_decisions",
    "ways",
]
