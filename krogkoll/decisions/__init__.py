"""Decisions: drafts that take their facts from a visit, a gate that names what is missing, two signatures, a seal."""

from krogkoll.decisions.after_deadlines import Following, LegalDay, count_to_follow_up, to_follow_up
from krogkoll.decisions.after_service import After, AfterService
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
from krogkoll.decisions.basis import Basis, chosen_findings
from krogkoll.decisions.beginning import Offer, families, permits_of
from krogkoll.decisions.desk_service import DecisionDeskService
from krogkoll.decisions.dispatch import (
    Dispatch,
    DispatchDraft,
    Expedition,
    ReceiverRole,
    Recipient,
    Rendering,
    dispatch_problems,
    recipients_of,
    swedish_dispatch,
)
from krogkoll.decisions.dispatch_service import DispatchService
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
from krogkoll.decisions.landlord import (
    LandlordDraft,
    LandlordOutcome,
    LandlordTrack,
    landlord_problems,
    landlord_words,
    swedish_landlord,
)
from krogkoll.decisions.landlord_service import LandlordService
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
from krogkoll.decisions.notice import DecisionNotice, NoticePreview
from krogkoll.decisions.notice_service import NoticeService
from krogkoll.decisions.origins import Source
from krogkoll.decisions.preview import Preview
from krogkoll.decisions.queue import QueueGroup, QueueLine, swedish_queue
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
from krogkoll.decisions.wording import decision_facts
from krogkoll.decisions.workflow import State, Step, after, editable, final, signing_step, steps_from, swedish_state

__all__ = [
    "DECISION_MAKER",
    "DEEMED",
    "METHODS_FOR",
    "PRESENTER",
    "WAYS_FOR",
    "After",
    "AfterService",
    "Appeal",
    "AppealDraft",
    "AppealService",
    "AttemptDraft",
    "Basis",
    "CameBy",
    "Communication",
    "DecidedBy",
    "Decision",
    "DecisionDeskService",
    "DecisionDraft",
    "DecisionNotice",
    "DecisionService",
    "Dispatch",
    "DispatchDraft",
    "DispatchService",
    "Excuse",
    "Expedition",
    "Following",
    "Gap",
    "LandlordDraft",
    "LandlordOutcome",
    "LandlordService",
    "LandlordTrack",
    "LegalDay",
    "Method",
    "Mode",
    "NoticePreview",
    "NoticeService",
    "Offer",
    "Outcome",
    "PartyClock",
    "PartyRole",
    "Preview",
    "QueueGroup",
    "QueueLine",
    "ReadIn",
    "ReceiverRole",
    "Recipient",
    "Rendering",
    "Result",
    "ServiceAttempt",
    "ServiceWay",
    "ServingService",
    "SigningService",
    "Source",
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
    "count_to_follow_up",
    "day_words",
    "decision_document",
    "decision_facts",
    "decisions_to_sign",
    "deemed_day",
    "dispatch_problems",
    "draft_problems",
    "editable",
    "fact_value",
    "families",
    "final",
    "gaps",
    "landlord_problems",
    "landlord_words",
    "methods_for",
    "paper_kind",
    "permits_of",
    "places_of",
    "recipients_of",
    "roles_for",
    "signing_fields",
    "signing_step",
    "standing",
    "steps_from",
    "stored_value",
    "swedish_appeal",
    "swedish_decision",
    "swedish_dispatch",
    "swedish_landlord",
    "swedish_queue",
    "swedish_service",
    "swedish_stage",
    "swedish_state",
    "to_follow_up",
    "unfinished_decisions",
    "ways",
    "with_deemed_day",
]
