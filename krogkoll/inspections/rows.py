"""How visits and what was answered, seen and heard in them lie in the store."""

from datetime import datetime
from typing import Annotated, ClassVar

from sqlalchemy import Boolean, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.inspections.model import (
    Answer,
    Finding,
    FindingKind,
    Inspection,
    InspectionKind,
    InspectionStatus,
    Mark,
    StatementOf,
)
from krogkoll.security import Permission
from krogkoll.store import Choice, Mapping, Moment, Search, SyncedRow, Texts

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Linked = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
No = Annotated[bool, mapped_column(Boolean, default=False, server_default="0")]
Perhaps = Annotated[bool | None, mapped_column(Boolean, nullable=True)]
SomeMoment = Annotated[datetime | None, mapped_column(Moment, nullable=True)]
Several = Annotated[tuple[str, ...], mapped_column(Texts, default=(), server_default="[]")]


class InspectionRow(SyncedRow):
    """A visit."""

    __tablename__ = "inspection"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="inspection",
        swedish="Tillsynsbesök",
        record=Inspection,
        groups={
            "kind": "kind",
            "venue_id": "place",
            "premises": "place",
            "address": "place",
            "property_designation": "place",
            "operation_id": "belongs",
            "case_id": "belongs",
            "docket_number": "belongs",
            "planned": "kind",
            "serving_permit": "permit",
            "beer_sold": "permit",
            "permit_known": "permit",
            "started_at": "start",
            "ended_at": "end",
            "operator_name": "operator",
            "operator_number": "operator",
            "person_met": "person",
            "person_met_role": "person",
            "person_met_identity": "person",
            "identity_shown": "introduction",
            "purpose_told": "introduction",
            "wait_for_secured": "safety",
            "interpreter": "interpreter",
            "oral_notices": "oral_notices",
            "party_comments": "party_comments",
            "deviations_from_plan": "deviations_from_plan",
            "next_step": "next_step",
            "status": "status",
            "closed_at": "status",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.CARRY_OUT_INSPECTIONS,
        secrecy="CASE-ALC",
        retention="case-closed",
        search=Search(title="premises", address="address", body=("docket_number", "operator_name")),
        personal=True,
    )

    kind: Mapped[InspectionKind] = mapped_column(
        Choice(InspectionKind), default=InspectionKind.ON_SITE, server_default="on_site"
    )
    venue_id: Mapped[Linked]
    operation_id: Mapped[Linked]
    case_id: Mapped[Linked]
    docket_number: Mapped[Plain]
    planned: Mapped[No]
    premises: Mapped[Plain]
    address: Mapped[Plain]
    property_designation: Mapped[Plain]
    serving_permit: Mapped[Perhaps]
    beer_sold: Mapped[Perhaps]
    permit_known: Mapped[Plain]
    started_at: Mapped[SomeMoment]
    ended_at: Mapped[SomeMoment]
    operator_name: Mapped[Plain]
    operator_number: Mapped[Plain]
    person_met: Mapped[Plain]
    person_met_role: Mapped[Plain]
    person_met_identity: Mapped[Plain]
    identity_shown: Mapped[Plain]
    purpose_told: Mapped[Plain]
    wait_for_secured: Mapped[No]
    interpreter: Mapped[Plain]
    oral_notices: Mapped[Plain]
    party_comments: Mapped[Plain]
    deviations_from_plan: Mapped[Plain]
    next_step: Mapped[Plain]
    status: Mapped[InspectionStatus] = mapped_column(
        Choice(InspectionStatus), default=InspectionStatus.OPEN, server_default="open"
    )
    closed_at: Mapped[SomeMoment]


class AnswerRow(SyncedRow):
    """An answer to one question, in the version it was asked in."""

    __tablename__ = "answer"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="answer",
        swedish="Svar",
        record=Answer,
        groups={
            "inspection_id": "question",
            "item_id": "question",
            "item_version": "question",
            "value": "answer",
            "addition": "answer",
            "deviation": "answer",
            "answered_at": "answer",
            "note": "note",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.CARRY_OUT_INSPECTIONS,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    inspection_id: Mapped[Linked]
    item_id: Mapped[Plain]
    item_version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    value: Mapped[Plain]
    addition: Mapped[Plain]
    note: Mapped[Plain]
    deviation: Mapped[No]
    answered_at: Mapped[SomeMoment]


class FindingRow(SyncedRow):
    """An observation or an assessment of our own."""

    __tablename__ = "finding"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="finding",
        swedish="Iakttagelse eller bedömning",
        record=Finding,
        groups={
            "inspection_id": "belongs",
            "kind": "text",
            "at": "at",
            "text": "text",
            "item_id": "provision",
            "item_version": "provision",
            "provisions": "provision",
            "mark": "mark",
            "photo_ids": "photos",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.CARRY_OUT_INSPECTIONS,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    inspection_id: Mapped[Linked]
    kind: Mapped[FindingKind] = mapped_column(
        Choice(FindingKind), default=FindingKind.OBSERVATION, server_default="observation"
    )
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    text: Mapped[Plain]
    item_id: Mapped[Plain]
    item_version: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    provisions: Mapped[Several]
    mark: Mapped[Mark] = mapped_column(Choice(Mark), default=Mark.NONE, server_default="")
    photo_ids: Mapped[Several]


class StatementRow(SyncedRow):
    """What somebody else said."""

    __tablename__ = "statement"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="statement",
        swedish="Uppgift från annan",
        record=StatementOf,
        groups={
            "inspection_id": "belongs",
            "at": "at",
            "who": "who",
            "role": "who",
            "authority": "who",
            "verbatim": "text",
            "text": "text",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.CARRY_OUT_INSPECTIONS,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    inspection_id: Mapped[Linked]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    who: Mapped[Plain]
    role: Mapped[Plain]
    authority: Mapped[Plain]
    verbatim: Mapped[No]
    text: Mapped[Plain]
