"""A place where alcohol is served or believed to be: what is known of it, and the rules for writing it down."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.geo import Position, in_sweden
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import NBSP, Words
from krogkoll.venues.permits import Permit, PermitKind, PermitState, permit_problems, swedish_permit

NAME_LIMIT = 200
NOTES_LIMIT = 20_000


class VenueStatus(StrEnum):
    """Where a place stands with us; a human moves it."""

    SUSPECTED = "suspected"
    INVESTIGATING = "investigating"
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    DISMISSED = "dismissed"
    LICENSED = "licensed"  # has a permit and is suspected of nothing
    UNKNOWN = "unknown"  # a value that only a newer program knows


class PlaceKind(StrEnum):
    """What the premises are, whatever they are used for at night."""

    UNKNOWN = "unknown"
    RESTAURANT = "restaurant"
    ASSOCIATION = "association"
    BASEMENT = "basement"
    WAREHOUSE = "warehouse"
    WORKSHOP = "workshop"
    SHOP = "shop"
    OFFICE = "office"
    EVENT_HALL = "event_hall"
    DWELLING = "dwelling"
    BOAT = "boat"
    OUTDOORS = "outdoors"
    OTHER = "other"


class PositionSource(StrEnum):
    """Where the coordinates come from, which says how far to trust them."""

    UNKNOWN = "unknown"
    ADDRESS = "address"
    MAP = "map"
    GPS = "gps"
    PHOTO = "photo"


_SWEDISH = Words(
    (VenueStatus.SUSPECTED, "Misstänkt"),
    (VenueStatus.INVESTIGATING, "Utreds"),
    (VenueStatus.PLANNED, "Tillsyn planerad"),
    (VenueStatus.CONFIRMED, "Konstaterad"),
    (VenueStatus.CLOSED, "Stängd"),
    (VenueStatus.DISMISSED, "Avskriven"),
    (VenueStatus.LICENSED, "Med tillstånd"),
    (VenueStatus.UNKNOWN, "Okänd status"),
    (PlaceKind.UNKNOWN, "Inte angivet"),
    (PlaceKind.RESTAURANT, "Restaurang eller bar"),
    (PlaceKind.ASSOCIATION, "Föreningslokal"),
    (PlaceKind.BASEMENT, "Källare"),
    (PlaceKind.WAREHOUSE, "Lager"),
    (PlaceKind.WORKSHOP, "Verkstad eller industri"),
    (PlaceKind.SHOP, "Butik"),
    (PlaceKind.OFFICE, "Kontor"),
    (PlaceKind.EVENT_HALL, "Festlokal"),
    (PlaceKind.DWELLING, "Bostad"),
    (PlaceKind.BOAT, "Båt"),
    (PlaceKind.OUTDOORS, "Utomhus"),
    (PlaceKind.OTHER, "Annat"),
    (PositionSource.UNKNOWN, "Inte angiven"),
    (PositionSource.ADDRESS, "Från adressen"),
    (PositionSource.MAP, "Satt på kartan"),
    (PositionSource.GPS, "Mätt på plats"),
    (PositionSource.PHOTO, "Från ett foto"),
)

_NEEDS_REASON = frozenset({VenueStatus.CONFIRMED, VenueStatus.CLOSED, VenueStatus.DISMISSED})


def swedish(value: VenueStatus | PlaceKind | PermitState | PermitKind | PositionSource) -> str:
    """The word for the value on screen and paper."""
    return swedish_permit(value) if isinstance(value, PermitState | PermitKind) else _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueDraft(Permit):
    """What a form holds of a place. Coordinates are WGS 84 degrees, accuracy metres."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    street: str = ""
    postal_code: str = ""
    city: str = ""
    municipality: str = ""  # four digits, SCB
    latitude: float | None = None
    longitude: float | None = None
    accuracy_m: float | None = None
    position_source: PositionSource = PositionSource.UNKNOWN
    property_designation: str = ""
    entrances: tuple[str, ...] = ()  # each with a word on where it is
    moving: bool = False  # a club that changes address
    earlier_addresses: tuple[str, ...] = ()  # as EarlierAddress.text gives them
    place: PlaceKind = PlaceKind.UNKNOWN
    status: VenueStatus = VenueStatus.SUSPECTED
    status_reason: str = ""
    status_on: date | None = None
    operator_kind: str = ""  # "company", "person" or nothing known
    operator_id: str = ""
    operator_name: str = ""  # as told on the spot, until somebody is identified
    landlord_kind: str = ""
    landlord_id: str = ""
    landlord_name: str = ""
    opening_pattern: str = ""
    notes: str = ""

    @property
    def position(self) -> Position | None:
        """The coordinates, when both are known."""
        return None if self.latitude is None or self.longitude is None else Position(self.latitude, self.longitude)


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue(VenueDraft, Record):
    """A place as stored."""


def draft_of(venue: Venue) -> VenueDraft:
    """The draft a form starts from when somebody edits this place."""
    return VenueDraft(**{name: getattr(venue, name) for name in VenueDraft.__dataclass_fields__})


def problems(draft: VenueDraft, today: date | None = None) -> tuple[Problem, ...]:
    """Broken rules in the order of the form; dates ahead of `today` are refused when it is given."""
    found: list[Problem] = []
    if not draft.name.strip() and not draft.street.strip():
        found.append(Problem("name", "name-or-street"))
    if len(draft.name) > NAME_LIMIT:
        found.append(Problem("name", "too-long"))
    found += _address_problems(draft)
    found += _status_problems(draft, today)
    found += permit_problems(draft, today)
    for who in ("operator", "landlord"):
        if getattr(draft, f"{who}_id") and getattr(draft, f"{who}_kind") not in {"company", "person"}:
            found.append(Problem(f"{who}_kind", "missing"))
    if len(draft.notes) > NOTES_LIMIT:
        found.append(Problem("notes", "too-long"))
    return tuple(found)


def _address_problems(draft: VenueDraft) -> list[Problem]:
    found = []
    digits = draft.postal_code.replace(" ", "").replace(NBSP, "")
    if draft.postal_code and not (len(digits) == 5 and digits.isascii() and digits.isdigit() and digits[0] != "0"):
        found.append(Problem("postal_code", "five-digits"))
    code = draft.municipality
    if code and not (len(code) == 4 and code.isascii() and code.isdigit()):
        found.append(Problem("municipality", "four-digits"))
    if (draft.latitude is None) != (draft.longitude is None):
        found.append(Problem("latitude", "both-or-none"))
    elif draft.position is not None and not in_sweden(draft.position):
        found.append(Problem("latitude", "outside-sweden"))
    if draft.accuracy_m is not None and not 0 <= draft.accuracy_m <= 100_000:
        found.append(Problem("accuracy_m", "out-of-range"))
    return found


def _status_problems(draft: VenueDraft, today: date | None) -> list[Problem]:
    found = []
    if draft.status is VenueStatus.UNKNOWN:
        found.append(Problem("status", "unknown-value"))
    if draft.status in _NEEDS_REASON and not draft.status_reason.strip():
        found.append(Problem("status_reason", "missing"))
    if today and draft.status_on and draft.status_on > today:
        found.append(Problem("status_on", "in-the-future"))
    return found


def shown_name(venue: VenueDraft) -> str:
    """What the place is called in lists: its name, else its street."""
    return venue.name or venue.street


def shown_postal_code(text: str) -> str:
    """As people write it: "261 35"."""
    digits = text.replace(" ", "").replace(NBSP, "")
    return f"{digits[:3]} {digits[3:]}" if len(digits) == 5 else text
