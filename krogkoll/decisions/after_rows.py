"""How what happens after a decision lies in the store: attempts to serve it, appeals."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.decisions.appeals import Appeal, CameBy, Excuse, Outcome
from krogkoll.decisions.rows import Linked, Plain
from krogkoll.decisions.serving import Method, Result, ServiceAttempt
from krogkoll.security import Permission
from krogkoll.store import Choice, Day, Mapping, Moment, SyncedRow

SomeDay = Annotated[date | None, mapped_column(Day, nullable=True)]
SomeMoment = Annotated[datetime | None, mapped_column(Moment, nullable=True)]


class ServiceAttemptRow(SyncedRow):
    """One attempt to serve one party; what came of it is a group of its own."""

    __tablename__ = "service_attempt"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="service_attempt",
        swedish="Delgivning",
        record=ServiceAttempt,
        groups={
            "decision_id": "belongs",
            "party": "attempt",
            "method": "attempt",
            "sent_at": "attempt",
            "by": "attempt",
            "informed_on": "attempt",
            "control_on": "control",
            # The day stands or falls with what it rests on: a merge must never mix two people's words.
            "result": "result",
            "served_on": "result",
            "received_by": "result",
            "receipt_id": "result",
            "proof": "result",
            "failed_why": "result",
            "task_id": "task",
        },
        read=Permission.READ_DECISIONS,
        write=Permission.DRAFT_DECISIONS,
        secrecy="DECISION",
        retention="kept",
        personal=True,
    )

    decision_id: Mapped[Linked]
    party: Mapped[Plain]
    method: Mapped[Method] = mapped_column(Choice(Method), default=Method.NOT_STATED, server_default="")
    sent_at: Mapped[SomeMoment]
    by: Mapped[Plain]
    informed_on: Mapped[SomeDay]
    control_on: Mapped[SomeDay]
    result: Mapped[Result] = mapped_column(Choice(Result), default=Result.WAITING, server_default="waiting")
    served_on: Mapped[SomeDay]
    received_by: Mapped[Plain]
    receipt_id: Mapped[Plain]
    proof: Mapped[Plain]
    failed_why: Mapped[Plain]
    task_id: Mapped[Plain]


class AppealRow(SyncedRow):
    """One appeal, what was done with it, and how it ended."""

    __tablename__ = "appeal"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="appeal",
        swedish="Överklagande",
        record=Appeal,
        groups={
            "decision_id": "belongs",
            "party": "appeal",
            "came_in_on": "appeal",
            "came_by": "appeal",
            "excuse": "appeal",
            "excuse_why": "appeal",
            "document_id": "appeal",
            "note": "appeal",
            # Forwarded or dismissed, never both: one group, so that two people's answers meet in the open.
            "forwarded_on": "handled",
            "forwarded_to": "handled",
            "dismissed_on": "handled",
            "dismissal": "handled",
            "outcome": "outcome",
            "outcome_on": "outcome",
            "outcome_note": "outcome",
        },
        read=Permission.READ_DECISIONS,
        write=Permission.DRAFT_DECISIONS,
        secrecy="DECISION",
        retention="kept",
        personal=True,
    )

    decision_id: Mapped[Linked]
    party: Mapped[Plain]
    came_in_on: Mapped[SomeDay]
    came_by: Mapped[CameBy] = mapped_column(Choice(CameBy), default=CameBy.NOT_STATED, server_default="")
    excuse: Mapped[Excuse] = mapped_column(Choice(Excuse), default=Excuse.NONE, server_default="")
    excuse_why: Mapped[Plain]
    document_id: Mapped[Plain]
    note: Mapped[Plain]
    forwarded_on: Mapped[SomeDay]
    forwarded_to: Mapped[Plain]
    dismissed_on: Mapped[SomeDay]
    dismissal: Mapped[Plain]
    outcome: Mapped[Outcome] = mapped_column(Choice(Outcome), default=Outcome.WAITING, server_default="waiting")
    outcome_on: Mapped[SomeDay]
    outcome_note: Mapped[Plain]
