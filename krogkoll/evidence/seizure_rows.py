"""How seizures, their items, what became of them, and samples lie in the store."""

from datetime import datetime
from typing import Annotated, ClassVar

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.evidence.sample import Sample
from krogkoll.evidence.seizure import (
    GoodsClass,
    Purpose,
    SeizedItem,
    Seizure,
    SeizureStep,
    StepKind,
    StrengthBasis,
)
from krogkoll.security import Permission
from krogkoll.store import Choice, Mapping, Moment, SyncedRow, Texts

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Linked = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
Count = Annotated[int, mapped_column(Integer, default=0, server_default="0")]
One = Annotated[int, mapped_column(Integer, default=1, server_default="1")]
SomeMoment = Annotated[datetime, mapped_column(Moment, nullable=True)]
Several = Annotated[tuple[str, ...], mapped_column(Texts, default=(), server_default="[]")]
Goods = Annotated[
    GoodsClass, mapped_column(Choice(GoodsClass), default=GoodsClass.UNKNOWN, server_default=GoodsClass.UNKNOWN.value)
]


class SeizureRow(SyncedRow):
    """A seizure."""

    __tablename__ = "seizure"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="seizure",
        swedish="Beslag",
        record=Seizure,
        groups={
            "number": "number",
            "inspection_id": "belongs",
            "case_id": "belongs",
            "seized_at": "act",
            "place": "act",
            "seized_by": "act",
            "from_whom": "from_whom",
            "decided_by": "decision",
            "crime": "decision",
            "purpose": "decision",
            "ground": "decision",
            "reason": "decision",
            "collective": "collective",
        },
        read=Permission.READ_EVIDENCE,
        write=Permission.SEIZE,
        secrecy="CRIME",
        retention="case-closed",
        personal=True,
    )

    number: Mapped[Plain]
    inspection_id: Mapped[Linked]
    case_id: Mapped[Linked]
    seized_at: Mapped[SomeMoment]
    place: Mapped[Plain]
    seized_by: Mapped[Plain]
    decided_by: Mapped[Plain]
    from_whom: Mapped[Plain]
    crime: Mapped[Plain]
    purpose: Mapped[Purpose] = mapped_column(
        Choice(Purpose), default=Purpose.UNKNOWN, server_default=Purpose.UNKNOWN.value
    )
    ground: Mapped[Several]
    reason: Mapped[Plain]
    collective: Mapped[Plain]


class SeizedItemRow(SyncedRow):
    """An item of a seizure."""

    __tablename__ = "seized_item"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="seized_item",
        swedish="Beslagtagen vara",
        record=SeizedItem,
        groups={
            "seizure_id": "belongs",
            "point": "belongs",
            # One group: a merge must never put one person's volume beside another person's strength.
            "goods": "goods",
            "label": "goods",
            "container_ml": "goods",
            "count": "goods",
            "fill_percent": "goods",
            "strength": "goods",
            "strength_basis": "goods",
            "condition": "condition",
            "seal": "seal",
            "photo_ids": "photos",
        },
        read=Permission.READ_EVIDENCE,
        write=Permission.SEIZE,
        secrecy="CRIME",
        retention="case-closed",
        personal=True,
    )

    seizure_id: Mapped[Linked]
    point: Mapped[Count]
    goods: Mapped[Goods]
    label: Mapped[Plain]
    container_ml: Mapped[Count]
    count: Mapped[One]
    fill_percent: Mapped[int] = mapped_column(Integer, default=100, server_default="100")
    strength: Mapped[Plain]
    strength_basis: Mapped[StrengthBasis] = mapped_column(
        Choice(StrengthBasis), default=StrengthBasis.UNKNOWN, server_default=StrengthBasis.UNKNOWN.value
    )
    condition: Mapped[Plain]
    seal: Mapped[Plain]
    photo_ids: Mapped[Several]


class SeizureStepRow(SyncedRow):
    """What happened to seized goods afterwards."""

    __tablename__ = "seizure_step"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="seizure_step",
        swedish="Åtgärd med beslag",
        record=SeizureStep,
        groups=dict.fromkeys(
            (
                *("seizure_id", "kind", "at", "points", "decided_by", "ground", "method", "place", "witness"),
                *("to_whom", "remark"),
            ),
            "step",
        ),
        read=Permission.READ_EVIDENCE,
        write=Permission.SEIZE,
        secrecy="CRIME",
        retention="case-closed",
        personal=True,
    )

    seizure_id: Mapped[Linked]
    kind: Mapped[StepKind] = mapped_column(
        Choice(StepKind), default=StepKind.UNKNOWN, server_default=StepKind.UNKNOWN.value
    )
    at: Mapped[SomeMoment]
    points: Mapped[Several]
    decided_by: Mapped[Plain]
    ground: Mapped[Several]
    method: Mapped[Plain]
    place: Mapped[Plain]
    witness: Mapped[Plain]
    to_whom: Mapped[Plain]
    remark: Mapped[Plain]


class SampleRow(SyncedRow):
    """A sample taken in supervision."""

    __tablename__ = "sample"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="sample",
        swedish="Prov",
        record=Sample,
        groups={
            "number": "number",
            "inspection_id": "belongs",
            "case_id": "belongs",
            "taken_at": "act",
            "taken_by": "act",
            "place": "act",
            "from_whom": "from_whom",
            "ground": "ground",
            "purpose": "ground",
            "goods": "goods",
            "label": "goods",
            "container_ml": "goods",
            "count": "goods",
            "strength": "goods",
            "seal": "seal",
            "sent_to": "sent_to",
            "remark": "remark",
            "photo_ids": "photos",
        },
        read=Permission.READ_EVIDENCE,
        write=Permission.ATTACH_EVIDENCE,
        secrecy="CASE-ALC",
        retention="case-closed",
        personal=True,
    )

    number: Mapped[Plain]
    inspection_id: Mapped[Linked]
    case_id: Mapped[Linked]
    taken_at: Mapped[SomeMoment]
    taken_by: Mapped[Plain]
    from_whom: Mapped[Plain]
    place: Mapped[Plain]
    ground: Mapped[Plain]
    purpose: Mapped[Plain]
    goods: Mapped[Goods]
    label: Mapped[Plain]
    container_ml: Mapped[Count]
    count: Mapped[One]
    strength: Mapped[Plain]
    seal: Mapped[Plain]
    sent_to: Mapped[Plain]
    remark: Mapped[Plain]
    photo_ids: Mapped[Several]
