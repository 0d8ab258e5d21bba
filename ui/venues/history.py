"""Turns the change log of a place into sentences: what was changed, from what to what, when and by whom."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from krogkoll.kernel.clock import from_iso
from krogkoll.venues import PermitState, PlaceKind, VenueStatus, short_date, shown_postal_code, swedish
from ui.theme import load_tokens

FIELDS: Mapping[str, str] = {
    "name": "Namn",
    "aliases": "Kallas även",
    "street": "Gatuadress",
    "postal_code": "Postnummer",
    "city": "Ort",
    "municipality": "Kommun",
    "latitude": "Latitud",
    "longitude": "Longitud",
    "property_designation": "Fastighet",
    "place": "Typ av lokal",
    "permit": "Serveringstillstånd",
    "permit_number": "Tillståndsnummer",
    "permit_checked_on": "Registret kontrollerat",
    "operator_name": "Nyttjare",
    "landlord_name": "Fastighetsägare",
    "opening_pattern": "När det är öppet",
    "notes": "Anteckningar",
}
_LONG = frozenset({"notes"})
_ENUMS: Mapping[str, type[VenueStatus | PlaceKind | PermitState]] = {
    "place": PlaceKind,
    "permit": PermitState,
    "status": VenueStatus,
}


class Entry(Protocol):
    """What the change log says of one change."""

    @property
    def what(self) -> str:
        """The kind of change: new, set, resolve ..."""

    @property
    def at(self) -> str:
        """When, ISO text."""

    @property
    def user(self) -> str:
        """The id of whoever did it."""

    @property
    def why(self) -> str:
        """The reason given."""

    @property
    def fields(self) -> Mapping[str, Any] | None:
        """The fields written; None when they are purged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row of the timeline."""

    icon: str
    tone: str
    title: str
    lines: tuple[str, ...]
    who: str
    at: datetime | None


def events(entries: Iterable[Entry], names: Mapping[str, str]) -> list[Event]:
    """The rows, newest first. `names`: user id to name."""
    known: dict[str, Any] = {}
    found = []
    for entry in entries:
        who = names.get(entry.user, "Okänd användare")
        at = from_iso(entry.at) if entry.at else None
        if entry.fields is None:
            found.append(Event(icon="trash-2", tone="dismissed", title="Gallrad uppgift", lines=(), who=who, at=at))
            continue
        icon, tone, title = _heading(entry, known)
        lines = _lines(entry, known)
        known |= entry.fields
        found.append(Event(icon=icon, tone=tone, title=title, lines=lines, who=who, at=at))
    return found[::-1]


def _heading(entry: Entry, known: Mapping[str, Any]) -> tuple[str, str, str]:
    fields = entry.fields or {}
    if entry.what == "new":
        return "circle-plus", "planned", "Objektet registrerat"
    if entry.what == "resolve":
        return "git-merge", "suspected", "Konflikt löst"
    status = fields.get("status")
    if status is not None and status != known.get("status"):
        tokens = load_tokens().statuses.get(status, {})
        return (
            tokens.get("icon", "circle-help"),
            status if tokens else "dismissed",
            f"Status: {_shown('status', status)}",
        )
    return "pencil", "dismissed", "Uppgifter ändrade"


def _lines(entry: Entry, known: Mapping[str, Any]) -> tuple[str, ...]:
    fields = entry.fields or {}
    if entry.what == "new":
        said = [f"Status: {_shown('status', fields.get('status'))}", str(fields.get("status_reason", ""))]
        return tuple(line for line in said if line)
    lines = []
    reason = fields.get("status_reason")
    if entry.why or (reason and reason != known.get("status_reason")):
        lines.append(entry.why or str(reason))
    for name, words in FIELDS.items():
        if name not in fields or fields[name] == known.get(name):
            continue
        new, old = _shown(name, fields[name]), _shown(name, known.get(name))
        if name in _LONG:
            lines.append(f"{words} {'borttagna' if not new else 'ändrade' if old else 'skrivna'}")
        elif old:
            lines.append(f"{words}: {new or 'borttaget'} (var {old})")
        else:
            lines.append(f"{words}: {new}")
    return tuple(lines)


def _shown(name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if name in _ENUMS:
        return _word(name, str(value))
    if name == "permit_checked_on":
        return short_date(date.fromisoformat(str(value)))
    if name == "postal_code":
        return shown_postal_code(str(value))
    if name == "aliases":
        # Lists lie in the log as they lie in the row, as JSON text.
        parts = json.loads(value) if isinstance(value, str) else value
        return ", ".join(str(part) for part in parts)
    return str(value)


def _word(name: str, value: str) -> str:
    found: VenueStatus | PlaceKind | PermitState
    try:
        found = _ENUMS[name](value)
    except ValueError:
        return value
    return "" if found is PlaceKind.UNKNOWN else swedish(found)
