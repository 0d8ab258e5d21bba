"""How moments, head counts, oral orders and words of consent lie in the store."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Boolean, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.inspections.notes import (
    Consent,
    ConsentAct,
    CountMethod,
    HeadCount,
    MarkState,
    OralOrder,
    TimeMark,
)
from krogkoll.security import Permission
from krogkoll.store import Choice, Mapping, Moment, SyncedRow

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Linked = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
No = Annotated[bool, mapped_column(Boolean, default=False, server_default="0")]


def _mapping(kind: str, swedish: str, record: type, groups: dict[str, str]) -> Mapping:
    rights: dict[str, Any] = {"read": Permission.READ_INSPECTIONS, "write": Permission.CARRY_OUT_INSPECTIONS}
    rights |= {"secrecy": "CASE-ALC", "retention": "case-closed", "personal": True}
    return Mapping(kind=kind, swedish=swedish, record=record, groups=groups, **rights)


class TimeMarkRow(SyncedRow):
    """A moment marked with one key."""

    __tablename__ = "time_mark"
    __mapping__: ClassVar[Mapping] = _mapping(
        "time_mark",
        "Tidsmärke",
        TimeMark,
        {
            "inspection_id": "belongs",
            "at": "at",
            "state": "state",
            "finding_id": "state",
            "reason": "state",
        },
    )

    inspection_id: Mapped[Linked]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    state: Mapped[MarkState] = mapped_column(Choice(MarkState), default=MarkState.OPEN, server_default="open")
    finding_id: Mapped[Plain]
    reason: Mapped[Plain]


class HeadCountRow(SyncedRow):
    """How many people there were at one moment."""

    __tablename__ = "head_count"
    __mapping__: ClassVar[Mapping] = _mapping(
        "head_count",
        "Räkning av personer",
        HeadCount,
        {
            "inspection_id": "belongs",
            "at": "count",
            "count": "count",
            "how": "count",
            "where": "count",
        },
    )

    inspection_id: Mapped[Linked]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    how: Mapped[CountMethod] = mapped_column(
        Choice(CountMethod), default=CountMethod.ONE_BY_ONE, server_default="one_by_one"
    )
    where: Mapped[Plain]


class OralOrderRow(SyncedRow):
    """What a party was told on the spot."""

    __tablename__ = "oral_order"
    __mapping__: ClassVar[Mapping] = _mapping(
        "oral_order",
        "Muntligt besked",
        OralOrder,
        {
            "inspection_id": "belongs",
            "at": "order",
            "what": "order",
            "by_whom": "order",
            "to_whom": "order",
            "answer": "answer",
        },
    )

    inspection_id: Mapped[Linked]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    what: Mapped[Plain]
    by_whom: Mapped[Plain]
    to_whom: Mapped[Plain]
    answer: Mapped[Plain]


class ConsentRow(SyncedRow):
    """What somebody entitled said about our being there."""

    __tablename__ = "consent"
    __mapping__: ClassVar[Mapping] = _mapping(
        "consent",
        "Besked om samtycke",
        Consent,
        {
            "inspection_id": "belongs",
            "act": "consent",
            "who": "consent",
            "role": "consent",
            "at": "consent",
            "told_no_consequence": "consent",
            "told_withdrawable": "consent",
            "not_dwelling": "consent",
            "reason": "consent",
        },
    )

    inspection_id: Mapped[Linked]
    act: Mapped[ConsentAct] = mapped_column(Choice(ConsentAct), default=ConsentAct.GIVEN, server_default="given")
    who: Mapped[Plain]
    role: Mapped[Plain]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    told_no_consequence: Mapped[No]
    told_withdrawable: Mapped[No]
    not_dwelling: Mapped[No]
    reason: Mapped[Plain]
