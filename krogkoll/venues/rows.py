"""How places lie in the store, and what lists show of them beyond their own fields."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from sqlalchemy import Boolean, Float, Index, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.kernel.swedish import sort_key
from krogkoll.security import Permission
from krogkoll.store import Choice, Day, LocalRow, Mapping, Moment, Search, SyncedRow, Texts
from krogkoll.venues.model import PlaceKind, PositionSource, Venue, VenueStatus
from krogkoll.venues.permits import PermitKind, PermitState
from krogkoll.venues.twins import SameAs

Plain = Annotated[str, mapped_column(Text, default="", server_default="")]
Degrees = Annotated[float | None, mapped_column(Float, nullable=True)]
SomeDay = Annotated[date | None, mapped_column(Day, nullable=True)]
Several = Annotated[tuple[str, ...], mapped_column(Texts, default=(), server_default="[]")]


class VenueRow(SyncedRow):
    """A place."""

    __tablename__ = "venue"
    __table_args__ = (
        Index("venue_by_status", "status", "name_sort", "created_at"),
        Index("venue_by_position", "latitude", "longitude"),
        Index("venue_by_created", "created_at"),
        # A row number never comes back, so that a glance cannot end up beside another place.
        {"sqlite_autoincrement": True},
    )
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="venue",
        swedish="Objekt",
        record=Venue,
        groups={
            "name": "name",
            "aliases": "aliases",
            "street": "address",
            "postal_code": "address",
            "city": "address",
            "municipality": "address",
            "latitude": "address",
            "longitude": "address",
            "accuracy_m": "address",
            "position_source": "address",
            "property_designation": "property",
            "entrances": "entrances",
            "moving": "moving",
            "earlier_addresses": "moving",
            "place": "place",
            "status": "status",
            "status_reason": "status",
            "status_on": "status",
            "permit": "permit",
            "permit_number": "permit",
            "permit_checked_on": "permit",
            "permit_kind": "permit",
            "permit_valid_from": "permit",
            "permit_valid_to": "permit",
            "serving_from": "permit",
            "serving_to": "permit",
            "operator_kind": "operator",
            "operator_id": "operator",
            "operator_name": "operator",
            "landlord_kind": "landlord",
            "landlord_id": "landlord",
            "landlord_name": "landlord",
            "opening_pattern": "opening",
            "notes": "notes",
        },
        read=Permission.READ_VENUES,
        write=Permission.WRITE_VENUES,
        secrecy="CASE-ALC",
        retention="case-closed",
        search=Search(
            title="name",
            address="street",
            city="city",
            body=(
                "aliases",
                "earlier_addresses",
                "property_designation",
                "postal_code",
                "operator_name",
                "landlord_name",
                "notes",
            ),
        ),
        local=("name_sort",),
    )

    name: Mapped[Plain]
    aliases: Mapped[Several]
    street: Mapped[Plain]
    postal_code: Mapped[Plain]
    city: Mapped[Plain]
    municipality: Mapped[Plain]
    latitude: Mapped[Degrees]
    longitude: Mapped[Degrees]
    accuracy_m: Mapped[Degrees]
    position_source: Mapped[PositionSource] = mapped_column(
        Choice(PositionSource), default=PositionSource.UNKNOWN, server_default="unknown"
    )
    property_designation: Mapped[Plain]
    entrances: Mapped[Several]
    moving: Mapped[bool] = mapped_column(Boolean, default=False, server_default="0")
    earlier_addresses: Mapped[Several]
    place: Mapped[PlaceKind] = mapped_column(Choice(PlaceKind), default=PlaceKind.UNKNOWN, server_default="unknown")
    status: Mapped[VenueStatus] = mapped_column(
        Choice(VenueStatus), default=VenueStatus.SUSPECTED, server_default="suspected"
    )
    status_reason: Mapped[Plain]
    status_on: Mapped[SomeDay]
    permit: Mapped[PermitState] = mapped_column(
        Choice(PermitState), default=PermitState.UNKNOWN, server_default="unknown"
    )
    permit_number: Mapped[Plain]
    permit_checked_on: Mapped[SomeDay]
    permit_kind: Mapped[PermitKind] = mapped_column(
        Choice(PermitKind), default=PermitKind.UNKNOWN, server_default="unknown"
    )
    permit_valid_from: Mapped[SomeDay]
    permit_valid_to: Mapped[SomeDay]
    serving_from: Mapped[Plain]
    serving_to: Mapped[Plain]
    operator_kind: Mapped[Plain]
    operator_id: Mapped[Plain]
    operator_name: Mapped[Plain]
    landlord_kind: Mapped[Plain]
    landlord_id: Mapped[Plain]
    landlord_name: Mapped[Plain]
    opening_pattern: Mapped[Plain]
    notes: Mapped[Plain]
    name_sort: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)

    def derive(self) -> None:
        """The Swedish sort key of what the place is called in lists."""
        self.name_sort = sort_key(self.name or self.street)


class SameAsRow(SyncedRow):
    """That two records are one place; taken back by removing it. What points at either is never changed."""

    __tablename__ = "same_as"
    __mapping__: ClassVar[Mapping] = Mapping(
        kind="same_as",
        swedish="Samma objekt",
        record=SameAs,
        groups={"venue_id": "pair", "other_id": "pair", "reason": "reason"},
        read=Permission.READ_VENUES,
        write=Permission.WRITE_VENUES,
        secrecy="CASE-ALC",
        retention="case-closed",
    )

    venue_id: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    other_id: Mapped[str] = mapped_column(Text, default="", server_default="", index=True)
    reason: Mapped[Plain]


class VenueGlance(LocalRow):
    """What lists show of a place beyond its own fields: how urgent it is and when something last happened.

    Computed from what this workspace holds. A place without tips has no row; it sorts after those that have.
    """

    __tablename__ = "venue_glance"

    venue_no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    record_id: Mapped[str] = mapped_column(Text, unique=True)
    heat: Mapped[float] = mapped_column(Float, default=0.0, index=True)
    danger: Mapped[bool] = mapped_column(Boolean, default=False)
    sources: Mapped[int] = mapped_column(Integer, default=0)
    latest_at: Mapped[datetime] = mapped_column(Moment)


Index("venue_glance_danger", VenueGlance.heat, sqlite_where=text("danger"))
