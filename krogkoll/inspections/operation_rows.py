"""How operations, their participants and our entry grounds lie in the store."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.inspections.entry import Entry
from krogkoll.inspections.operations import Attendance, Operation, OperationStatus, Participant, ParticipantRole
from krogkoll.inspections.preparing import Considered
from krogkoll.security import Permission
from krogkoll.store import Choice, Json, Mapping, Moment, Search, SyncedRow, Texts

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Linked = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
SomeMoment = Annotated[datetime | None, mapped_column(Moment, nullable=True)]
Several = Annotated[tuple[str, ...], mapped_column(Texts, default=(), server_default="[]")]

Question = Annotated[
    Considered, mapped_column(Choice(Considered), default=Considered.OPEN, server_default=Considered.OPEN.value)
]


class OperationRow(SyncedRow):
    """A joint operation."""

    __tablename__ = "operation"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="operation",
        swedish="Insats",
        record=Operation,
        groups={
            "title": "title",
            "purpose": "purpose",
            "starts_at": "time",
            "ends_at": "time",
            "rendezvous": "rendezvous",
            "lead_name": "lead",
            "lead_authority": "lead",
            "venue_ids": "venues",
            "abort_criteria": "abort_criteria",
            "notes": "notes",
            "communications": "communications",
            "evidence_kit": "evidence_kit",
            "children": "children",
            "children_note": "children",
            "interpreter": "interpreter",
            "interpreter_note": "interpreter",
            "media": "media",
            "media_note": "media",
            "tip_ids": "tip_ids",
            "debrief_at": "debrief_at",
            "status": "status",
            "status_reason": "status",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.PLAN_OPERATIONS,
        secrecy="OPS",
        retention="case-closed",
        search=Search(title="title", body=("purpose", "notes")),
    )

    title: Mapped[Plain]
    purpose: Mapped[Plain]
    starts_at: Mapped[SomeMoment]
    ends_at: Mapped[SomeMoment]
    rendezvous: Mapped[Plain]
    lead_name: Mapped[Plain]
    lead_authority: Mapped[Plain]
    venue_ids: Mapped[Several]
    abort_criteria: Mapped[Plain]
    notes: Mapped[Plain]
    communications: Mapped[Plain]
    evidence_kit: Mapped[Plain]
    children: Mapped[Question]
    children_note: Mapped[Plain]
    interpreter: Mapped[Question]
    interpreter_note: Mapped[Plain]
    media: Mapped[Question]
    media_note: Mapped[Plain]
    tip_ids: Mapped[Several]
    debrief_at: Mapped[SomeMoment]
    status: Mapped[OperationStatus] = mapped_column(
        Choice(OperationStatus), default=OperationStatus.PLANNED, server_default="planned"
    )
    status_reason: Mapped[Plain]


class ParticipantRow(SyncedRow):
    """Somebody in an operation or a visit."""

    __tablename__ = "participant"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="participant",
        swedish="Deltagare",
        record=Participant,
        groups={
            "operation_id": "belongs",
            "inspection_id": "belongs",
            "name": "person",
            "title": "person",
            "authority": "person",
            "role": "role",
            "attendance": "attendance",
            "reason": "attendance",
            "ground_told": "ground",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.PLAN_OPERATIONS,
        secrecy="OPS",
        retention="case-closed",
    )

    operation_id: Mapped[Linked]
    inspection_id: Mapped[Linked]
    name: Mapped[Plain]
    title: Mapped[Plain]
    authority: Mapped[Plain]
    role: Mapped[ParticipantRole] = mapped_column(
        Choice(ParticipantRole), default=ParticipantRole.INSPECTOR, server_default="inspector"
    )
    attendance: Mapped[Attendance] = mapped_column(Choice(Attendance), default=Attendance.ASKED, server_default="asked")
    ground_told: Mapped[Plain]
    reason: Mapped[Plain]


class EntryRow(SyncedRow):
    """Our own ground for going in at one address. A new choice is a new record; the old one stays."""

    __tablename__ = "entry"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="entry",
        swedish="Tillträdesgrund",
        record=Entry,
        groups={
            "venue_id": "belongs",
            "operation_id": "belongs",
            "inspection_id": "belongs",
            "authority": "ground",
            "ground_id": "ground",
            "answers": "ground",
            "reason": "ground",
            "known": "ground",
            "chosen_at": "ground",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.CARRY_OUT_INSPECTIONS,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    venue_id: Mapped[Linked]
    operation_id: Mapped[Linked]
    inspection_id: Mapped[Linked]
    authority: Mapped[Plain]
    ground_id: Mapped[Plain]
    answers: Mapped[Any] = mapped_column(Json, default=dict, server_default="{}")
    reason: Mapped[Plain]
    known: Mapped[Plain]
    chosen_at: Mapped[SomeMoment]
