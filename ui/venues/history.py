"""Turns the change log of a place into sentences: what was changed, from what to what, when and by whom."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from krogkoll.kernel.clock import from_iso
from krogkoll.venues import PermitKind, PermitState, PlaceKind, VenueStatus, short_date, shown_postal_code, swedish
from ui.i18n import tr
from ui.theme import load_tokens
from ui.venues.draft import shown_earlier

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
    "permit_kind": "Tillståndet avser",
    "permit_valid_from": "Tillståndet gäller från",
    "permit_valid_to": "Tillståndet gäller till",
    "serving_from": "Servering från",
    "serving_to": "Servering till",
    "entrances": "Ingångar",
    "moving": "Rörlig klubb",
    "earlier_addresses": "Tidigare adresser",
    "opening_pattern": "När det är öppet",
    "notes": "Anteckningar",
}
_LONG = frozenset({"notes"})
_DAYS = frozenset({"permit_checked_on", "permit_valid_from", "permit_valid_to"})
_LISTS = frozenset({"aliases", "entrances", "earlier_addresses"})
_ENUMS: Mapping[str, type[VenueStatus | PlaceKind | PermitState | PermitKind]] = {
    "place": PlaceKind,
    "permit_kind": PermitKind,
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
            found.append(Event(icon="trash-2", tone="dismissed", title=tr("Gallrad uppgift"), lines=(), who=who, at=at))
            continue
        icon, tone, title = _heading(entry, known)
        lines = _lines(entry, known)
        known |= entry.fields
        found.append(Event(icon=icon, tone=tone, title=title, lines=lines, who=who, at=at))
    return found[::-1]


def _heading(entry: Entry, known: Mapping[str, Any]) -> tuple[str, str, str]:
    fields = entry.fields or {}
    if entry.what == "new":
        return "circle-plus", "planned", tr("Objektet registrerat")
    if entry.what == "resolve":
        return "git-merge", "suspected", tr("Konflikt löst")
    status = fields.get("status")
    if status is not None and status != known.get("status"):
        tokens = load_tokens().statuses.get(status, {})
        return (
            tokens.get("icon", "circle-help"),
            status if tokens else "dismissed",
            tr("Status: {0}").format(_shown("status", status)),
        )
    return "pencil", "dismissed", tr("Uppgifter ändrade")


def _lines(entry: Entry, known: Mapping[str, Any]) -> tuple[str, ...]:
    fields = entry.fields or {}
    if entry.what == "new":
        said = [tr("Status: {0}").format(_shown("status", fields.get("status"))), str(fields.get("status_reason", ""))]
        return tuple(line for line in said if line)
    lines = []
    reason = fields.get("status_reason")
    if entry.why or (reason and reason != known.get("status_reason")):
        lines.append(entry.why or str(reason))
    for name, words in FIELDS.items():
        if name not in fields or fields[name] == known.get(name):
            continue
        lines.append(_line(name, tr(words), _shown(name, fields[name]), _shown(name, known.get(name))))
    return tuple(lines)


def _line(name: str, words: str, new: str, old: str) -> str:
    if name in _LONG:
        how = tr("{0} borttagna") if not new else tr("{0} ändrade") if old else tr("{0} skrivna")
        return how.format(words)
    if not old:
        return tr("{0}: {1}").format(words, new)
    return (
        tr("{0}: {1} (var {2})").format(words, new, old) if new else tr("{0}: borttaget (var {1})").format(words, old)
    )


def _shown(name: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if name in _ENUMS:
        return _word(name, str(value))
    if name in _LISTS:
        # Lists lie in the log as they lie in the row, as JSON text.
        parts = json.loads(value) if isinstance(value, str) else value
        return ", ".join(shown_earlier(part) if name == "earlier_addresses" else str(part) for part in parts)
    if name == "moving":
        return tr("ja") if value else ""
    return _plain(name, str(value))


def _plain(name: str, value: str) -> str:
    if name in _DAYS:
        return short_date(date.fromisoformat(value))
    return shown_postal_code(value) if name == "postal_code" else value


def _word(name: str, value: str) -> str:
    found: VenueStatus | PlaceKind | PermitState | PermitKind
    try:
        found = _ENUMS[name](value)
    except ValueError:
        return value
    return "" if found in {PlaceKind.UNKNOWN, PermitKind.UNKNOWN} else tr(swedish(found))
