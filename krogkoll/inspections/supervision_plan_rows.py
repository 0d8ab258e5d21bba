"""How the supervision plan of a year lies in the store."""

from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.inspections.supervision_plan import SupervisionPlan
from krogkoll.security import Permission
from krogkoll.store import Day, Mapping, SyncedRow

Whole = Annotated[int, mapped_column(Integer, default=0, server_default="0")]
SomeDay = Annotated[date | None, mapped_column(Day, nullable=True)]


class SupervisionPlanRow(SyncedRow):
    """How often places are visited in a year."""

    __tablename__ = "supervision_plan"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="supervision_plan",
        swedish="Tillsynsplan",
        record=SupervisionPlan,
        groups={
            "year": "year",
            "visits_high": "visits",
            "visits_medium": "visits",
            "visits_low": "visits",
            "visits_permit": "visits",
            "adopted_on": "adopted",
            "sent_on": "sent",
            "note": "note",
        },
        read=Permission.READ_INSPECTIONS,
        write=Permission.PLAN_OPERATIONS,
        secrecy="OPS",
        retention="kept",
    )

    year: Mapped[int] = mapped_column(Integer, default=0, server_default="0", index=True)
    visits_high: Mapped[Whole]
    visits_medium: Mapped[Whole]
    visits_low: Mapped[Whole]
    visits_permit: Mapped[Whole]
    adopted_on: Mapped[SomeDay]
    sent_on: Mapped[SomeDay]
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
