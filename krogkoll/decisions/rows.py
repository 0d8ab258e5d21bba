"""How decisions lie in the store."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Boolean, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.decisions.model import Communication, DecidedBy, Decision, Mode, PartyRole, ServiceWay
from krogkoll.decisions.workflow import State
from krogkoll.security import Permission
from krogkoll.store import Choice, Day, Json, Mapping, Moment, Search, SyncedRow, Texts

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Linked = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
Yes = Annotated[bool, mapped_column(Boolean, default=True, server_default="1")]
SomeNumber = Annotated[int | None, mapped_column(Integer, nullable=True)]
Several = Annotated[tuple[str, ...], mapped_column(Texts, default=(), server_default="[]")]
No = Annotated[bool, mapped_column(Boolean, default=False, server_default="0")]
SomeDay = Annotated[date | None, mapped_column(Day, nullable=True)]
Keyed = Annotated[Any, mapped_column(Json, default=dict, server_default="{}")]
Objects = Annotated[Any, mapped_column(Json, default=list, server_default="[]")]


class DecisionRow(SyncedRow):
    """A decision from draft to sealed."""

    __tablename__ = "decision"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="decision",
        swedish="Beslut",
        record=Decision,
        groups={
            "type_code": "type",
            "template_version": "type",
            "supersedes": "type",
            "inspection_id": "belongs",
            "venue_id": "belongs",
            "case_id": "belongs",
            "docket_number": "docket",
            "party_name": "party",
            "party_number": "party",
            "party_short": "party",
            "party_address": "party",
            "party_represented_by": "party",
            "party_role": "party",
            "party_basis": "party",
            "premises": "premises",
            "address": "premises",
            "property_designation": "premises",
            # What is ordered stands or falls together: a merge must never mix two people's operative points.
            "mode": "content",
            "max_persons": "content",
            "effective_at": "content",
            "remedies": "content",
            "immediate": "content",
            "immediate_reasons": "content",
            "fine": "content",
            "facts": "content",
            "finding_ids": "findings",
            "document_ids": "documents",
            "reasons": "reasons",
            "proportionality": "proportionality",
            "communication": "communication",
            "communication_text": "communication",
            "communication_sent_on": "communication",
            "communication_due_on": "communication",
            "communication_reply": "communication",
            "statement": "statement",
            "statement_assessment": "statement",
            "interpreter": "interpreter",
            "decided_on": "decided_on",
            "decided_by": "decision_maker",
            "minutes_reference": "decision_maker",
            "minutes_on": "decision_maker",
            "decision_maker_id": "decision_maker",
            "decision_maker_name": "decision_maker",
            "decision_maker_title": "decision_maker",
            "delegated": "decision_maker",
            "delegation_point": "decision_maker",
            "presenter_id": "presenter",
            "presenter_name": "presenter",
            "presenter_title": "presenter",
            "others": "others",
            "dissent": "dissent",
            "service": "service",
            "recipients": "service",
            "secrecy_checked": "secrecy",
            "sources": "sources",
            "overrides": "overrides",
            "conflicts": "conflicts",
            "state": "state",
            "state_why": "state",
            "paper_id": "state",
        },
        read=Permission.READ_DECISIONS,
        write=Permission.DRAFT_DECISIONS,
        secrecy="DECISION",
        retention="kept",
        search=Search(title="premises", address="address", body=("docket_number", "party_name", "party_number")),
        personal=True,
    )

    type_code: Mapped[Plain]
    template_version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    supersedes: Mapped[Plain]
    inspection_id: Mapped[Linked]
    venue_id: Mapped[Linked]
    case_id: Mapped[Linked]
    docket_number: Mapped[Plain]
    party_name: Mapped[Plain]
    party_number: Mapped[Plain]
    party_short: Mapped[Plain]
    party_address: Mapped[Several]
    party_represented_by: Mapped[Plain]
    party_role: Mapped[PartyRole] = mapped_column(Choice(PartyRole), default=PartyRole.NOT_STATED, server_default="")
    party_basis: Mapped[Plain]
    premises: Mapped[Plain]
    address: Mapped[Plain]
    property_designation: Mapped[Plain]
    mode: Mapped[Mode] = mapped_column(Choice(Mode), default=Mode.NOT_STATED, server_default="")
    max_persons: Mapped[SomeNumber]
    effective_at: Mapped[datetime | None] = mapped_column(Moment, nullable=True)
    remedies: Mapped[Several]
    immediate: Mapped[Yes]
    immediate_reasons: Mapped[Plain]
    fine: Mapped[SomeNumber]
    facts: Mapped[Keyed]
    finding_ids: Mapped[Several]
    document_ids: Mapped[Several]
    reasons: Mapped[Several]
    proportionality: Mapped[Plain]
    communication: Mapped[Communication] = mapped_column(
        Choice(Communication), default=Communication.NOT_STATED, server_default=""
    )
    communication_text: Mapped[Plain]
    communication_sent_on: Mapped[SomeDay]
    communication_due_on: Mapped[SomeDay]
    communication_reply: Mapped[Plain]
    statement: Mapped[Plain]
    statement_assessment: Mapped[Plain]
    interpreter: Mapped[Plain]
    decided_on: Mapped[SomeDay]
    decided_by: Mapped[DecidedBy] = mapped_column(
        Choice(DecidedBy), default=DecidedBy.OFFICER, server_default=DecidedBy.OFFICER.value
    )
    minutes_reference: Mapped[Plain]
    minutes_on: Mapped[SomeDay]
    decision_maker_id: Mapped[Plain]
    decision_maker_name: Mapped[Plain]
    decision_maker_title: Mapped[Plain]
    delegated: Mapped[Yes]
    delegation_point: Mapped[Plain]
    presenter_id: Mapped[Plain]
    presenter_name: Mapped[Plain]
    presenter_title: Mapped[Plain]
    others: Mapped[Several]
    dissent: Mapped[Plain]
    service: Mapped[ServiceWay] = mapped_column(Choice(ServiceWay), default=ServiceWay.NOT_STATED, server_default="")
    recipients: Mapped[Objects]
    secrecy_checked: Mapped[No]
    sources: Mapped[Keyed]
    overrides: Mapped[Objects]
    conflicts: Mapped[Objects]
    state: Mapped[State] = mapped_column(Choice(State), default=State.DRAFT, server_default="draft")
    state_why: Mapped[Plain]
    paper_id: Mapped[Plain]
