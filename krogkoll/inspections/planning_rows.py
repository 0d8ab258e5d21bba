"""How risks, stops, requests for help, jäv answers, accepted gaps and additions of a plan lie in the store."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Boolean, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.inspections.preparing import AcceptedGap, Assistance, AssistanceStatus, ConflictAnswer, PlanAddition
from krogkoll.inspections.risk import RiskAssessment
from krogkoll.inspections.stops import USUAL, Stop
from krogkoll.security import Permission
from krogkoll.store import Choice, Json, Mapping, Moment, SyncedRow

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Linked = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
No = Annotated[bool, mapped_column(Boolean, default=False, server_default="0")]
Whole = Annotated[int, mapped_column(Integer, default=0, server_default="0")]
SomeMoment = Annotated[datetime | None, mapped_column(Moment, nullable=True)]


class RiskAssessmentRow(SyncedRow):
    """The risks of one place on one night."""

    __tablename__ = "risk_assessment"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="risk_assessment",
        swedish="Riskbedömning",
        record=RiskAssessment,
        groups={
            "operation_id": "belongs",
            "venue_id": "belongs",
            "scores": "risk",
            "notes": "risk",
            "assessed_at": "risk",
            "lifted_reason": "lifted",
            "lifted_by": "lifted",
            "lifted_at": "lifted",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.PLAN_OPERATIONS,
        secrecy="OPS",
        retention="case-closed",
        personal=True,
    )

    operation_id: Mapped[Linked]
    venue_id: Mapped[Linked]
    scores: Mapped[Any] = mapped_column(Json, default=dict, server_default="{}")
    notes: Mapped[Plain]
    assessed_at: Mapped[SomeMoment]
    lifted_reason: Mapped[Plain]
    lifted_by: Mapped[Plain]
    lifted_at: Mapped[SomeMoment]


class StopRow(SyncedRow):
    """One place in the order of the night."""

    __tablename__ = "stop"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="stop",
        swedish="Stopp",
        record=Stop,
        groups={
            "operation_id": "belongs",
            "venue_id": "belongs",
            "position": "order",
            "starts_at": "time",
            "minutes": "time",
            "fixed": "time",
            "note": "note",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.PLAN_OPERATIONS,
        secrecy="OPS",
        retention="case-closed",
    )

    operation_id: Mapped[Linked]
    venue_id: Mapped[Linked]
    position: Mapped[Whole]
    starts_at: Mapped[SomeMoment]
    minutes: Mapped[int] = mapped_column(Integer, default=USUAL, server_default=str(USUAL))
    fixed: Mapped[No]
    note: Mapped[Plain]


class AssistanceRow(SyncedRow):
    """A request for the help of the police."""

    __tablename__ = "assistance"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="assistance",
        swedish="Begäran om handräckning",
        record=Assistance,
        groups={
            "operation_id": "belongs",
            "ground_id": "request",
            "asked_of": "request",
            "status": "answer",
            "sent_at": "answer",
            "answered_at": "answer",
            "answer": "answer",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.PLAN_OPERATIONS,
        secrecy="OPS",
        retention="case-closed",
    )

    operation_id: Mapped[Linked]
    ground_id: Mapped[Plain]
    asked_of: Mapped[Plain]
    status: Mapped[AssistanceStatus] = mapped_column(
        Choice(AssistanceStatus), default=AssistanceStatus.DRAFTED, server_default="drafted"
    )
    sent_at: Mapped[SomeMoment]
    answered_at: Mapped[SomeMoment]
    answer: Mapped[Plain]


class ConflictAnswerRow(SyncedRow):
    """Whether one of our people is partial at one place."""

    __tablename__ = "conflict_answer"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="conflict_answer",
        swedish="Jävssvar",
        record=ConflictAnswer,
        groups={
            "operation_id": "belongs",
            "participant_id": "belongs",
            "venue_id": "belongs",
            "conflict": "answer",
            "text": "answer",
            "answered_at": "answer",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.PLAN_OPERATIONS,
        secrecy="OPS",
        retention="case-closed",
        personal=True,
    )

    operation_id: Mapped[Linked]
    participant_id: Mapped[Linked]
    venue_id: Mapped[Linked]
    conflict: Mapped[No]
    text: Mapped[Plain]
    answered_at: Mapped[SomeMoment]


class AcceptedGapRow(SyncedRow):
    """Something missing that somebody accepts."""

    __tablename__ = "accepted_gap"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="accepted_gap",
        swedish="Godtagen brist",
        record=AcceptedGap,
        groups={
            "operation_id": "belongs",
            "gap": "belongs",
            "reason": "reason",
            "accepted_by": "reason",
            "accepted_at": "reason",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.PLAN_OPERATIONS,
        secrecy="OPS",
        retention="case-closed",
    )

    operation_id: Mapped[Linked]
    gap: Mapped[Plain]
    reason: Mapped[Plain]
    accepted_by: Mapped[Plain]
    accepted_at: Mapped[SomeMoment]


class PlanAdditionRow(SyncedRow):
    """A numbered change of a locked plan."""

    __tablename__ = "plan_addition"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="plan_addition",
        swedish="Tillägg till planen",
        record=PlanAddition,
        groups={"operation_id": "belongs", "number": "text", "text": "text", "by": "text", "at": "text"},
        read=Permission.READ_INSPECTIONS,
        write=Permission.PLAN_OPERATIONS,
        secrecy="OPS",
        retention="case-closed",
    )

    operation_id: Mapped[Linked]
    number: Mapped[Whole]
    text: Mapped[Plain]
    by: Mapped[Plain]
    at: Mapped[SomeMoment]
