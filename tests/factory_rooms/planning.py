"""Valid rows and drafts of what belongs to the plan of a night."""

from datetime import UTC, datetime

from krogkoll.inspections import AssistanceDraft, ConflictAnswerDraft, RiskDraft, StopDraft, SupervisionPlanDraft
from krogkoll.inspections.briefing_rows import BriefingCopyRow
from krogkoll.inspections.planning_rows import (
    AcceptedGapRow,
    AssistanceRow,
    ConflictAnswerRow,
    PlanAdditionRow,
    RiskAssessmentRow,
    StopRow,
)
from krogkoll.inspections.supervision_plan_rows import SupervisionPlanRow
from krogkoll.kernel.record import fields_of

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


def risk_draft():
    """Locked exits at their worst."""
    return RiskDraft(operation_id="an-operation", venue_id="a-venue", scores={"exits": [3, 3], "guests": [2, 2]})


def stop_draft():
    """Half an hour at one place."""
    return StopDraft(operation_id="an-operation", venue_id="a-venue", position=1, starts_at=NOW)


def assistance_draft():
    """The fire authority asks the police."""
    return AssistanceDraft(operation_id="an-operation", ground_id="help-lso-5-3", asked_of="p.syd.landskrona")


def conflict_draft():
    """Nobody is partial."""
    return ConflictAnswerDraft(operation_id="an-operation", participant_id="a-participant", venue_id="a-venue")


def supervision_plan_draft():
    """Four visits where the risk is high, two where it is medium."""
    return SupervisionPlanDraft(year=2026)


FACTORIES = {
    "risk_assessment": lambda **over: RiskAssessmentRow(**fields_of(risk_draft()) | {"assessed_at": NOW} | over),
    "stop": lambda **over: StopRow(**fields_of(stop_draft()) | over),
    "assistance": lambda **over: AssistanceRow(**fields_of(assistance_draft()) | over),
    "conflict_answer": lambda **over: ConflictAnswerRow(**fields_of(conflict_draft()) | {"answered_at": NOW} | over),
    "accepted_gap": lambda **over: AcceptedGapRow(
        **{"operation_id": "an-operation", "gap": "media", "reason": "Ingen tid.", "accepted_by": "Anna"} | over
    ),
    "briefing_copy": lambda **over: BriefingCopyRow(
        **{"operation_id": "an-operation", "number": 1, "holder": "Maria Berg", "handed_at": NOW} | over
    ),
    "supervision_plan": lambda **over: SupervisionPlanRow(**fields_of(supervision_plan_draft()) | over),
    "plan_addition": lambda **over: PlanAdditionRow(
        **{"operation_id": "an-operation", "number": 1, "text": "Stopp 2 utgår.", "by": "Anna", "at": NOW} | over
    ),
}
