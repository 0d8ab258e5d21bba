"""Between what stands in the form's fields and the draft that the service takes; pure, both ways."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from krogkoll.kernel.errors import Problem
from krogkoll.venues import (
    EarlierAddress,
    PermitKind,
    PermitState,
    PlaceKind,
    PositionSource,
    VenueDraft,
    VenueStatus,
    earlier_address,
    shown_postal_code,
)
from ui.i18n import tr

Raw = Mapping[str, str]

_PLAIN = (
    "name",
    "street",
    "postal_code",
    "city",
    "municipality",
    "property_designation",
    "status_reason",
    "permit_number",
    "operator_name",
    "landlord_name",
    "opening_pattern",
    "serving_from",
    "serving_to",
    "notes",
)
_DAYS = ("permit_checked_on", "permit_valid_from", "permit_valid_to")
_EARLIER = re.compile(r"(?P<street>.*?)\s*\((?P<since>[^()–]*)(?:–|till)(?P<until>[^()–]*)\)")

_WORDS: Mapping[str, str] = {
    "name-or-street": "Skriv ett namn eller en gatuadress.",
    "too-long": "Texten är för lång.",
    "five-digits": "Ett postnummer har fem siffror, till exempel 261 35.",
    "four-digits": "Kommunkoden har fyra siffror.",
    "outside-sweden": "Punkten ligger utanför Sverige.",
    "both-or-none": "Skriv både latitud och longitud.",
    "out-of-range": "Noggrannheten är orimlig.",
    "unknown-value": "Välj ett värde i listan.",
    "in-the-future": "Dagen har inte varit än.",
    "before-start": "Slutdagen är före startdagen.",
    "time-form": "Skriv tiden som 11:00.",
    "date-form": "Skriv dagen som 2026-11-14.",
    "position-form": "Skriv latitud och longitud, till exempel 55.8708, 12.8301.",
}
_MISSING: Mapping[str, str] = {
    "status_reason": "Skriv varför. Det krävs för den här statusen.",
    "permit_number": "Skriv tillståndets nummer.",
    "permit_checked_on": "Skriv vilken dag registret kontrollerades.",
}
# Fields that the form shows under another name than the draft's.
_SHOWN_AT = {
    "latitude": "position",
    "longitude": "position",
    "accuracy_m": "position",
    "status_on": "status",
    "operator_kind": "operator_name",
    "landlord_kind": "landlord_name",
}


def problem_words(problem: Problem) -> str:
    """The sentence under the field."""
    if problem.problem == "missing":
        return tr(_MISSING.get(problem.field, "Fyll i fältet."))
    return tr(_WORDS.get(problem.problem, "Rätta fältet."))


def shown_at(problem: Problem) -> str:
    """The field of the form that a problem belongs to."""
    return _SHOWN_AT.get(problem.field, problem.field)


def raw_of(draft: VenueDraft) -> dict[str, str]:
    """What the fields show of a draft."""
    raw: dict[str, str] = {name: getattr(draft, name) for name in _PLAIN}
    raw["postal_code"] = shown_postal_code(draft.postal_code)
    raw["aliases"] = ", ".join(draft.aliases)
    raw["place"], raw["status"], raw["permit"] = draft.place.value, draft.status.value, draft.permit.value
    raw["permit_kind"] = draft.permit_kind.value
    raw |= {name: _iso(getattr(draft, name)) for name in _DAYS}
    raw["moving"] = "yes" if draft.moving else ""
    raw["entrances"] = "\n".join(draft.entrances)
    raw["earlier_addresses"] = "\n".join(map(shown_earlier, draft.earlier_addresses))
    known = draft.latitude is not None and draft.longitude is not None
    raw["position"] = f"{draft.latitude}, {draft.longitude}" if known else ""
    return raw


def draft_from(raw: Raw, shown: VenueDraft, today: date) -> tuple[VenueDraft, tuple[Problem, ...]]:
    """The draft that the fields mean, on top of what was shown, and what could not be read in them."""
    found: list[Problem] = []
    values: dict[str, Any] = {name: raw[name].strip() for name in _PLAIN}
    values["aliases"] = tuple(part.strip() for part in raw["aliases"].split(",") if part.strip())
    values["place"] = PlaceKind(raw["place"])
    values["status"] = VenueStatus(raw["status"])
    values["permit"] = PermitState(raw["permit"])
    values["permit_kind"] = PermitKind(raw["permit_kind"])
    values |= {name: _day(raw[name], name, found) for name in _DAYS}
    values["moving"] = raw["moving"] == "yes"
    values["entrances"] = tuple(part.strip() for part in raw["entrances"].splitlines() if part.strip())
    lines = [part.strip() for part in raw["earlier_addresses"].splitlines() if part.strip()]
    values["earlier_addresses"] = tuple(_earlier(part, found) for part in lines)
    values |= _position(raw["position"], shown, found)
    values["status_on"] = shown.status_on if values["status"] is shown.status else today
    rest = {name: getattr(shown, name) for name in VenueDraft.__dataclass_fields__ if name not in values}
    return VenueDraft(**rest, **values), tuple(found)


def shown_earlier(text: str) -> str:
    """An earlier address as people read it: "Pollargatan 31 (2025-01-03 – 2026-04-01)"."""
    found = earlier_address(text)
    if found.since is None and found.until is None:
        return found.street
    return f"{found.street} ({_iso(found.since)} – {_iso(found.until)})".replace("( ", "(").replace(" )", ")")


def _earlier(line: str, found: list[Problem]) -> str:
    match = _EARLIER.fullmatch(line)
    if match is None:
        return EarlierAddress(street=line).text()
    since, until = (_day(match[name], "earlier_addresses", found) for name in ("since", "until"))
    return EarlierAddress(street=match["street"], since=since, until=until).text()


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(text: str, field: str, found: list[Problem]) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        found.append(Problem(field, "date-form"))
        return None


def _position(text: str, shown: VenueDraft, found: list[Problem]) -> dict[str, Any]:
    """Latitude and longitude with point or comma as decimal sign; blank or semicolon may part them."""
    if not text.strip():
        return {"latitude": None, "longitude": None, "accuracy_m": None, "position_source": PositionSource.UNKNOWN}
    parts = [part.strip(" ,;").replace(",", ".") for part in text.replace(";", " ").split()]
    try:
        latitude, longitude = (float(part) for part in parts if part)
    except ValueError:
        found.append(Problem("position", "position-form"))
        return {}
    if (latitude, longitude) == (shown.latitude, shown.longitude):
        return {}
    return {"latitude": latitude, "longitude": longitude, "accuracy_m": None, "position_source": PositionSource.MAP}
