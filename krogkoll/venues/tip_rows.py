"""How tips, sources, indications and assessments lie in the store."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Boolean, Float, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.security import Permission
from krogkoll.store import Choice, Day, Json, Mapping, Moment, Search, SyncedRow, Texts
from krogkoll.venues.grading import Handling, InformationGrade, SourceGrade
from krogkoll.venues.scoring import RiskClass
from krogkoll.venues.standing import Assessment, Indication
from krogkoll.venues.tips import Channel, SourceKind, Statement, Suspicion, Tip, TipSource, TipStatus

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
SomeDay = Annotated[date | None, mapped_column(Day, nullable=True)]
SomeMoment = Annotated[datetime | None, mapped_column(Moment, nullable=True)]
Several = Annotated[tuple[str, ...], mapped_column(Texts, default=(), server_default="[]")]


class TipRow(SyncedRow):
    """A tip: what was said, never who said it."""

    __tablename__ = "tip"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="tip",
        swedish="Tips",
        record=Tip,
        groups={
            "text": "text",
            "received_at": "received",
            "channel": "received",
            "observed_from": "observed",
            "observed_to": "observed",
            "venue_id": "venue",
            "source_kind": "source",
            "same_source_as": "source",
            "source_grade": "grade",
            "information_grade": "grade",
            "handling": "grade",
            "handling_conditions": "grade",
            "indicators": "indicators",
            "statement": "statement",
            "suspicion": "suspicion",
            "status": "status",
            "status_reason": "status",
        },
        read=Permission.READ_TIPS,
        write=Permission.WRITE_TIPS,
        secrecy="INTEL",
        retention="tip",
        search=Search(title="", body=("text",)),
        personal=True,
    )

    text: Mapped[Plain]
    received_at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    channel: Mapped[Channel] = mapped_column(Choice(Channel), default=Channel.UNKNOWN, server_default="unknown")
    observed_from: Mapped[SomeMoment]
    observed_to: Mapped[SomeMoment]
    venue_id: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    source_kind: Mapped[SourceKind] = mapped_column(
        Choice(SourceKind), default=SourceKind.UNKNOWN, server_default="unknown"
    )
    same_source_as: Mapped[Plain]
    source_grade: Mapped[SourceGrade | None] = mapped_column(Choice(SourceGrade), nullable=True)
    information_grade: Mapped[InformationGrade | None] = mapped_column(Choice(InformationGrade), nullable=True)
    handling: Mapped[Handling | None] = mapped_column(Choice(Handling), nullable=True)
    handling_conditions: Mapped[Plain]
    indicators: Mapped[Several]
    statement: Mapped[Statement] = mapped_column(Choice(Statement), default=Statement.FACT, server_default="fact")
    suspicion: Mapped[Suspicion] = mapped_column(
        Choice(Suspicion), default=Suspicion.NONE_NAMED, server_default="none_named"
    )
    status: Mapped[TipStatus] = mapped_column(
        Choice(TipStatus), default=TipStatus.NEW, server_default="new", index=True
    )
    status_reason: Mapped[Plain]


class TipSourceRow(SyncedRow):
    """Who gave a tip: the one record type of the closed compartment, behind a permission of its own."""

    __tablename__ = "tip_source"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="tip_source",
        swedish="Källa",
        record=TipSource,
        groups={
            "tip_id": "tip",
            "name": "identity",
            "contact": "identity",
            "relation": "identity",
            "promised_anonymity": "promise",
            "notes": "notes",
        },
        read=Permission.READ_SOURCES,
        write=Permission.WRITE_TIPS,
        secrecy="INTEL",
        retention="tip",
        compartment="intel",
        personal=True,
    )

    tip_id: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    name: Mapped[Plain]
    contact: Mapped[Plain]
    relation: Mapped[Plain]
    promised_anonymity: Mapped[bool] = mapped_column(Boolean, default=False, server_default="0")
    notes: Mapped[Plain]


class IndicationRow(SyncedRow):
    """An indicator that something other than a tip gave: an inspection, another authority's notice. Insert-only."""

    __tablename__ = "indication"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="indication",
        swedish="Tecken på olaglig servering",
        record=Indication,
        groups={
            "venue_id": "venue",
            "indicator": "indicator",
            "on": "indicator",
            "source_grade": "grade",
            "information_grade": "grade",
            "handling": "grade",
            "origin_kind": "origin",
            "origin_id": "origin",
            "source": "origin",
        },
        read=Permission.READ_TIPS,
        write=Permission.WRITE_TIPS,
        secrecy="INTEL",
        retention="tip",
    )

    venue_id: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    indicator: Mapped[Plain]
    on: Mapped[SomeDay]
    source_grade: Mapped[SourceGrade | None] = mapped_column(Choice(SourceGrade), nullable=True)
    information_grade: Mapped[InformationGrade | None] = mapped_column(Choice(InformationGrade), nullable=True)
    handling: Mapped[Handling | None] = mapped_column(Choice(Handling), nullable=True)
    origin_kind: Mapped[Plain]
    origin_id: Mapped[Plain]
    source: Mapped[Plain]


class AssessmentRow(SyncedRow):
    """A score that a human acted on, with everything that explains it. Insert-only."""

    __tablename__ = "assessment"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="assessment",
        swedish="Riskbedömning",
        record=Assessment,
        groups={
            "venue_id": "assessment",
            "decided": "assessment",
            "reason": "assessment",
            "points": "assessment",
            "computed": "assessment",
            "danger": "assessment",
            "sources": "assessment",
            "lines": "assessment",
            "rule": "assessment",
            "as_of": "assessment",
        },
        read=Permission.READ_TIPS,
        write=Permission.WRITE_TIPS,
        secrecy="INTEL",
        retention="tip",
    )

    venue_id: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    decided: Mapped[RiskClass] = mapped_column(Choice(RiskClass), default=RiskClass.LOW, server_default="low")
    reason: Mapped[Plain]
    points: Mapped[float] = mapped_column(Float, default=0.0, server_default="0")
    computed: Mapped[RiskClass] = mapped_column(Choice(RiskClass), default=RiskClass.LOW, server_default="low")
    danger: Mapped[bool] = mapped_column(Boolean, default=False, server_default="0")
    sources: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    lines: Mapped[Any] = mapped_column(Json, default=list, server_default="[]")
    rule: Mapped[Plain]
    as_of: Mapped[SomeDay]
