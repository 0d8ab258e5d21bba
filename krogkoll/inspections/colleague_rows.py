"""How second views and hand-overs lie in the store."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.inspections.colleagues import HandOver, HandOverState, SecondView, Verdict
from krogkoll.security import Permission
from krogkoll.store import Choice, Mapping, Moment, SyncedRow

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Linked = Annotated[str, mapped_column(Text, default="", server_default="", index=True)]
SomeMoment = Annotated[datetime | None, mapped_column(Moment, nullable=True)]


def _mapping(kind: str, swedish: str, record: type, groups: dict[str, str]) -> Mapping:
    rights: dict[str, Any] = {"read": Permission.READ_INSPECTIONS, "write": Permission.CARRY_OUT_INSPECTIONS}
    rights |= {"secrecy": "CASE-ALC", "retention": "case-closed", "personal": True}
    return Mapping(kind=kind, swedish=swedish, record=record, groups=groups, **rights)


class SecondViewRow(SyncedRow):
    """What a second officer said."""

    __tablename__ = "second_view"
    __mapping__: ClassVar[Mapping] = _mapping(
        "second_view",
        "Andra tjänstemannens besked",
        SecondView,
        {
            "inspection_id": "belongs",
            "finding_id": "belongs",
            "verdict": "view",
            "text": "view",
            "at": "view",
            "by_id": "view",
            "by_name": "view",
        },
    )

    inspection_id: Mapped[Linked]
    finding_id: Mapped[Linked]
    verdict: Mapped[Verdict] = mapped_column(Choice(Verdict), default=Verdict.CONFIRMS, server_default="confirms")
    text: Mapped[Plain]
    at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    by_id: Mapped[Plain]
    by_name: Mapped[Plain]


class HandOverRow(SyncedRow):
    """An open visit handed to a colleague."""

    __tablename__ = "hand_over"
    __mapping__: ClassVar[Mapping] = _mapping(
        "hand_over",
        "Överlämning av besök",
        HandOver,
        {
            "inspection_id": "belongs",
            "from_id": "from",
            "from_name": "from",
            "to_id": "to",
            "to_name": "to",
            "why": "from",
            "state": "state",
            "offered_at": "from",
            "settled_at": "state",
        },
    )

    inspection_id: Mapped[Linked]
    from_id: Mapped[Plain]
    from_name: Mapped[Plain]
    to_id: Mapped[Plain]
    to_name: Mapped[Plain]
    why: Mapped[Plain]
    state: Mapped[HandOverState] = mapped_column(
        Choice(HandOverState), default=HandOverState.OFFERED, server_default="offered"
    )
    offered_at: Mapped[datetime] = mapped_column(Moment, nullable=True)
    settled_at: Mapped[SomeMoment]
