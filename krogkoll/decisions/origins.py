"""Where a draft takes its values from: visit, case, place, or the decision that it corrects; and what they say now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from krogkoll.cases import Case
from krogkoll.decisions.model import Decision, PartyRole, ServiceWay
from krogkoll.inspections import Visit, lines
from krogkoll.kernel.record import Record
from krogkoll.law import Addressee, DecisionType
from krogkoll.venues import Venue, shown_name, shown_postal_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One value as its source gives it: the record's kind and id, the field there, and the value as text or texts."""

    kind: str
    id: str
    field: str
    value: Any

    def kept(self) -> dict[str, Any]:
        """As it is kept in `Decision.sources`."""
        return {"kind": self.kind, "id": self.id, "field": self.field, "value": self.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A value of a draft with its source: what was taken over, and what the source says today.

    gone: the source is not here any more. changed: it says something else today than what was taken over.
    """

    name: str
    label_sv: str
    kind: str
    id: str
    field: str
    value: Any
    now: Any
    gone: bool = False

    @property
    def changed(self) -> bool:
        """Whether the source says something else today."""
        return not self.gone and self.now != self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The records that a draft is begun from; the first that knows a value gives it."""

    visit: Visit | None = None
    case: Case | None = None
    venue: Venue | None = None
    old: Decision | None = None


LABELS: Mapping[str, str] = {
    "docket_number": "Diarienummer",
    "party_name": "Adressat",
    "party_number": "Person- eller organisationsnummer",
    "party_short": "Adressat i löpande text",
    "party_address": "Postadress",
    "party_represented_by": "Företrädare",
    "party_role": "Adressatens roll",
    "party_basis": "Vad som visar rätten till lokalen",
    "premises": "Lokal",
    "address": "Adress",
    "property_designation": "Fastighet",
    "statement": "Vad parten sade",
    "interpreter": "Tolk",
    "service": "Delgivningssätt",
    "permit_number": "Tillståndsnummer",
}

_OF_VISIT: Mapping[str, str] = {
    "docket_number": "docket_number",
    "party_name": "operator_name",
    "party_number": "operator_number",
    "party_represented_by": "person_met",
    "premises": "premises",
    "address": "address",
    "property_designation": "property_designation",
    "interpreter": "interpreter",
}
_OF_OLD = (
    *("docket_number", "party_name", "party_number", "party_short", "party_address", "party_represented_by"),
    *("party_role", "party_basis", "premises", "address", "property_designation", "service"),
)
_PARTY = ("party_name", "party_number", "party_represented_by", "statement", "interpreter")


def origins(ground: Ground, kind: DecisionType) -> dict[str, Origin]:
    """What the records give, by field of the draft. A paper to an authority, the landlord or the public does not
    take over the party of the visit as its addressee.
    """
    found: dict[str, Origin] = {}
    for name, origin in _offered(ground):
        if origin.value and name not in found and origin.field != "landlord_name":
            found[name] = origin
    if kind.addressee in (Addressee.AUTHORITY, Addressee.LANDLORD, Addressee.PUBLIC, Addressee.REQUESTER):
        for name in (*_PARTY, "party_short", "party_address", "party_role", "party_basis"):
            found.pop(name, None)
    if kind.addressee is Addressee.LANDLORD and ground.venue is not None and ground.venue.landlord_name:
        found["party_name"] = _landlord(ground.venue)
    return found


def _offered(ground: Ground) -> Iterator[tuple[str, Origin]]:
    if (old := ground.old) is not None:
        yield from ((name, _origin("decision", old, name, _plain(getattr(old, name)))) for name in _OF_OLD)
    if ground.visit is not None:
        yield from _of_visit(ground.visit)
    if (case := ground.case) is not None:
        yield "docket_number", _origin("case", case, "number", case.number)
    if (venue := ground.venue) is not None:
        for name, (field, value) in _OF_VENUE.items():
            yield name, _origin("venue", venue, field, value(venue))
        yield "party_name", _landlord(venue)


def _landlord(venue: Venue) -> Origin:
    return _origin("venue", venue, "landlord_name", venue.landlord_name)


def _of_visit(visit: Visit) -> Iterator[tuple[str, Origin]]:
    inspection = visit.inspection
    for name, field in _OF_VISIT.items():
        yield name, _origin("inspection", inspection, field, getattr(inspection, field))
    # Officers of other authorities are not heard as the party.
    said = " ".join(one.text for one in visit.statements if not one.authority)
    yield "statement", _origin("inspection", inspection, "statements", said)


def _street(venue: Venue) -> str:
    return ", ".join(lines(venue.street, " ".join(lines(shown_postal_code(venue.postal_code), venue.city))))


_OF_VENUE: Mapping[str, tuple[str, Callable[[Venue], str]]] = {
    "party_name": ("operator_name", lambda venue: venue.operator_name),
    "premises": ("name", shown_name),
    "address": ("street", _street),
    "property_designation": ("property_designation", lambda venue: venue.property_designation),
    "permit_number": ("permit_number", lambda venue: venue.permit_number),
}


def _origin(kind: str, record: Record, field: str, value: Any) -> Origin:
    return Origin(kind=kind, id=record.id, field=field, value=value)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def sources(kept: Mapping[str, Mapping[str, Any]], ground: Ground) -> tuple[Source, ...]:
    """The kept sources of a draft beside what each record says today."""
    today = {(name, origin.kind, origin.id, origin.field): origin.value for name, origin in _offered(ground)}
    found = []
    for name, one in kept.items():
        key = (name, one["kind"], one["id"], one["field"])
        found.append(Source(name=name, label_sv=LABELS[name], **one, now=today.get(key), gone=key not in today))
    return tuple(found)


def draft_value(name: str, value: Any) -> Any:
    """A value of a source as the draft holds it."""
    as_typed = _TYPED.get(name)
    return as_typed(value) if as_typed else value


_TYPED: Mapping[str, Callable[[Any], Any]] = {
    "party_address": tuple,
    "party_role": PartyRole,
    "service": ServiceWay,
}
