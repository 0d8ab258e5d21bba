"""Decisions: drafts that take their facts from a visit, a gate that names what is missing, two signatures, a seal."""

from krogkoll.decisions.basis import Basis, chosen_findings, decision_facts
from krogkoll.decisions.document import DECISION_MAKER, PRESENTER, decision_document
from krogkoll.decisions.gate import Gap, gaps
from krogkoll.decisions.model import (
    WAYS_FOR,
    Communication,
    Decision,
    DecisionDraft,
    Mode,
    PartyRole,
    ServiceWay,
    draft_problems,
    swedish_decision,
)
from krogkoll.decisions.service import DecisionService
from krogkoll.decisions.signing_service import SigningService
from krogkoll.decisions.unfinished import unfinished_decisions
from krogkoll.decisions.waiting import count_decisions_to_sign, decisions_to_sign
from krogkoll.decisions.workflow import State, Step, after, editable, final, steps_from, swedish_state

__all__ = [
    "DECISION_MAKER",
    "PRESENTER",
    "WAYS_FOR",
    "Basis",
    "Communication",
    "Decision",
    "DecisionDraft",
    "DecisionService",
    "Gap",
    "Mode",
    "PartyRole",
    "ServiceWay",
    "SigningService",
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
    "final",
    "gaps",
    "steps_from",
    "swedish_decision",
    "swedish_state",
    "unfinished_decisions",
]
