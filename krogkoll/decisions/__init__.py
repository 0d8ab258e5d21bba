"""Decisions: drafts that take their facts from a visit, a gate that names what is missing, two signatures, a seal."""

from krogkoll.decisions.after_standing import Stage, Standing, day_words, standing, swedish_stage
from krogkoll.decisions.appeals import (
    Appeal,
    AppealDraft,
    CameBy,
    Excuse,
    Outcome,
    PartyClock,
    appeal_problems,
    came_in_time,
    clocks,
    swedish_appeal,
)
from krogkoll.decisions.appeals_service import AppealService
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
from krogkoll.decisions.read_in import ReadIn
from krogkoll.decisions.service import DecisionService
from krogkoll.decisions.serving import (
    DEEMED,
    METHODS_FOR,
    AttemptDraft,
    Method,
    Result,
    ServiceAttempt,
    attempt_problems,
    deemed_day,
    methods_for,
    swedish_service,
    with_deemed_day,
)
from krogkoll.decisions.serving_service import ServingService
from krogkoll.decisions.signing_service import SigningService
from krogkoll.decisions.unfinished import unfinished_decisions
from krogkoll.decisions.waiting import count_decisions_to_sign, decisions_to_sign
from krogkoll.decisions.workflow import State, Step, after, editable, final, signing_step, steps_from, swedish_state

__all__ = [
    "DECISION_MAKER",
    "DEEMED",
    "METHODS_FOR",
    "PRESENTER",
    "WAYS_FOR",
    "Appeal",
    "AppealDraft",
    "AppealService",
    "AttemptDraft",
    "Basis",
    "CameBy",
    "Communication",
    "Decision",
    "DecisionDraft",
    "DecisionService",
    "Excuse",
    "Gap",
    "Method",
    "Mode",
    "Outcome",
    "PartyClock",
    "PartyRole",
    "ReadIn",
    "Result",
    "ServiceAttempt",
    "ServiceWay",
    "ServingService",
    "SigningService",
    "Stage",
    "Standing",
    "State",
    "Step",
    "after",
    "appeal_problems",
    "attempt_problems",
    "came_in_time",
    "chosen_findings",
    "clocks",
    "count_decisions_to_sign",
    "day_words",
    "decision_document",
    "decision_facts",
    "decisions_to_sign",
    "deemed_day",
    "draft_problems",
    "editable",
    "final",
    "gaps",
    "methods_for",
    "signing_step",
    "standing",
    "steps_from",
    "swedish_appeal",
    "swedish_decision",
    "swedish_service",
    "swedish_stage",
    "swedish_state",
    "unfinished_decisions",
    "with_deemed_day",
]
