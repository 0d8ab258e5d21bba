"""How cases and what belongs to them lie in the store."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.cases.desk import NoteChannel, OfficialNote, SecrecyMarking, Statement, Task
from krogkoll.cases.model import Case, CaseEvent, CaseKind, CaseStatus, EventKind, Involvement, PartyRole, Procedure
from krogkoll.security import Permission
from krogkoll.store import Choice, Day, Mapping, Moment, Search, SyncedRow, Texts

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Key = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
SomeDay = Annotated[date | None, mapped_column(Day, nullable=True)]
SomeMoment = Annotated[datetime | None, mapped_column(Moment, nullable=True)]


class CaseRow(SyncedRow):
    """A case."""

    __tablename__ = "case_file"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="case_file",
        swedish="Ärende",
        record=Case,
        groups={
            "title_public": "title_public",
            "title_internal": "title_internal",
            "kind": "kind",
            "procedure": "kind",
            "opened_on": "opened",
            "venue_id": "venue",
            "responsible": "responsible",
            "provisional": "provisional",
            "docket": "docket",
            "docket_on": "docket",
            "status": "status",
            "status_reason": "status",
            "closed_on": "status",
            "hold_reason": "hold",
            "hold_since": "hold",
        },
        read=Permission.READ_CASES,
        write=Permission.WRITE_CASES,
        secrecy="CASE-ALC",
        retention="case-closed",
        search=Search(title="title_public", body=("docket", "provisional", "title_internal")),
        personal=True,
    )

    title_public: Mapped[Plain]
    title_internal: Mapped[Plain]
    kind: Mapped[CaseKind] = mapped_column(Choice(CaseKind), default=CaseKind.OTHER, server_default="other")
    procedure: Mapped[Procedure] = mapped_column(
        Choice(Procedure), default=Procedure.ADMINISTRATIVE, server_default="administrative"
    )
    opened_on: Mapped[SomeDay]
    venue_id: Mapped[Key]
    responsible: Mapped[Plain]
    provisional: Mapped[Plain]
    docket: Mapped[Plain]
    docket_on: Mapped[SomeDay]
    status: Mapped[CaseStatus] = mapped_column(
        Choice(CaseStatus), default=CaseStatus.OPEN, server_default="open", index=True
    )
    status_reason: Mapped[Plain]
    closed_on: Mapped[SomeDay]
    hold_reason: Mapped[Plain]
    hold_since: Mapped[SomeDay]


class CaseEventRow(SyncedRow):
    """One line of a timeline. Insert-only."""

    __tablename__ = "case_event"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="case_event",
        swedish="Händelse",
        record=CaseEvent,
        groups=dict.fromkeys(
            ("case_id", "venue_id", "at", "kind", "title", "text", "by", "subject_kind", "subject_id"), "event"
        ),
        read=Permission.READ_CASES,
        write=Permission.WRITE_CASES,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    case_id: Mapped[Key]
    venue_id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    kind: Mapped[EventKind] = mapped_column(Choice(EventKind), default=EventKind.OTHER, server_default="other")
    title: Mapped[Plain]
    text: Mapped[Plain]
    by: Mapped[Plain]
    subject_kind: Mapped[Plain]
    subject_id: Mapped[Plain]


class InvolvementRow(SyncedRow):
    """Somebody's role in a case. One record for each, so that two people may add at once."""

    __tablename__ = "involvement"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="involvement",
        swedish="Roll i ärende",
        record=Involvement,
        groups={
            "case_id": "involvement",
            "subject_kind": "involvement",
            "subject_id": "involvement",
            "role": "involvement",
            "remark": "remark",
        },
        read=Permission.READ_CASES,
        write=Permission.WRITE_CASES,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    case_id: Mapped[Key]
    subject_kind: Mapped[Plain]
    subject_id: Mapped[Key]
    role: Mapped[PartyRole] = mapped_column(Choice(PartyRole), default=PartyRole.UNKNOWN, server_default="unknown")
    remark: Mapped[Plain]


class OfficialNoteRow(SyncedRow):
    """An official note. Insert-only; a mistake is corrected by another note."""

    __tablename__ = "official_note"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="official_note",
        swedish="Tjänsteanteckning",
        record=OfficialNote,
        groups=dict.fromkeys(
            ("case_id", "at", "channel", "with_whom", "text", "statement", "corrects", "photo_ids", "by"),
            "note",
        ),
        read=Permission.READ_CASES,
        write=Permission.WRITE_CASES,
        secrecy="CASE-ALC",
        retention="case-closed",
        search=Search(title="with_whom", body=("text",)),
        personal=True,
    )

    case_id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    channel: Mapped[NoteChannel] = mapped_column(
        Choice(NoteChannel), default=NoteChannel.UNKNOWN, server_default="unknown"
    )
    with_whom: Mapped[Plain]
    text: Mapped[Plain]
    statement: Mapped[Statement] = mapped_column(Choice(Statement), default=Statement.FACT, server_default="fact")
    corrects: Mapped[Plain]
    photo_ids: Mapped[tuple[str, ...]] = mapped_column(Texts, default=(), server_default="[]")
    by: Mapped[Plain]


class TaskRow(SyncedRow):
    """Something to do."""

    __tablename__ = "task"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="task",
        swedish="Att göra",
        record=Task,
        groups={
            "case_id": "case",
            "title": "title",
            "due_on": "due",
            "deadline": "due",
            "counted_from": "due",
            "assigned_to": "assigned_to",
            "assigned_name": "assigned_to",
            "done_at": "done",
            "done_by": "done",
        },
        read=Permission.READ_CASES,
        write=Permission.WRITE_CASES,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    case_id: Mapped[Key]
    title: Mapped[Plain]
    due_on: Mapped[SomeDay]
    deadline: Mapped[Plain]
    counted_from: Mapped[SomeDay]
    assigned_to: Mapped[Plain]
    assigned_name: Mapped[Plain]
    done_at: Mapped[SomeMoment]
    done_by: Mapped[Plain]


class SecrecyMarkingRow(SyncedRow):
    """A secrecy marking on any record."""

    __tablename__ = "secrecy_marking"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="secrecy_marking",
        swedish="Sekretessmarkering",
        record=SecrecyMarking,
        groups={
            "subject_kind": "marking",
            "subject_id": "marking",
            "provision": "marking",
            "reason": "marking",
            "marked_on": "marking",
            "authority": "marking",
            "lifted_on": "lifted",
        },
        read=Permission.READ_CASES,
        write=Permission.WRITE_CASES,
        secrecy="CASE-ALC",
        retention="case-closed",
    )

    subject_kind: Mapped[Plain]
    subject_id: Mapped[Key]
    provision: Mapped[Plain]
    reason: Mapped[Plain]
    marked_on: Mapped[SomeDay]
    authority: Mapped[Plain]
    lifted_on: Mapped[SomeDay]
