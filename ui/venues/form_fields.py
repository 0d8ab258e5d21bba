"""The fields of the form of a place: one entry each, in the order people tell it, in sections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from krogkoll.law import find_authority, municipalities
from krogkoll.venues import PermitKind, PermitState, PlaceKind, VenueStatus, swedish
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.editors import put_text, text_of
from ui.widgets.fields import Choice, Field


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: where it stands (columns of six), what it is called, what it helps with."""

    name: str
    label: str
    width: int
    hint: str = ""
    kind: str = "line"
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Section:
    """A group of fields under one heading."""

    title: str
    fields: Sequence[Spec]


SECTIONS = (
    Section(
        "Plats",
        (
            Spec("name", "Namn", 3),
            Spec("aliases", "Kallas även", 3, "Flera namn skiljs med komma."),
            Spec("street", "Gatuadress", 3),
            Spec("postal_code", "Postnummer", 1, limit=12),
            Spec("city", "Ort", 2),
            Spec("municipality", "Kommun", 2, kind="municipality"),
            Spec("property_designation", "Fastighet", 2, "Till exempel Pollaren 7."),
            Spec("position", "Koordinater", 2, "Latitud och longitud, WGS 84."),
            Spec("moving", "Adressen", 2, kind="moving"),
            Spec("entrances", "Ingångar", 2, "En på varje rad, till exempel: gården, källartrappa.", "lines"),
            Spec("earlier_addresses", "Tidigare adresser", 2, "En på varje rad: gata (från – till).", "lines"),
        ),
    ),
    Section(
        "Lokalen",
        (
            Spec("place", "Typ av lokal", 2, kind="place"),
            Spec("operator_name", "Nyttjare", 2, "Så som det sagts, tills någon är identifierad."),
            Spec("landlord_name", "Fastighetsägare", 2),
            Spec("opening_pattern", "När det är öppet", 6, "Till exempel fredagar och lördagar 23 till 04."),
        ),
    ),
    Section(
        "Läget",
        (
            Spec("status", "Status", 2, kind="status"),
            Spec("status_reason", "Skäl till statusen", 4, limit=2000),
            Spec("permit", "Serveringstillstånd enligt registret", 2, kind="permit"),
            Spec("permit_number", "Tillståndsnummer", 2),
            Spec("permit_checked_on", "Registret kontrollerat den", 2, "Skrivs som 2026-11-14.", limit=10),
            Spec("permit_kind", "Tillståndet avser", 2, kind="permit_kind"),
            Spec("permit_valid_from", "Gäller från", 1, limit=10),
            Spec("permit_valid_to", "Gäller till", 1, limit=10),
            Spec("serving_from", "Servering från", 1, limit=5),
            Spec("serving_to", "Servering till", 1, limit=5),
        ),
    ),
    Section(
        "Anteckningar",
        (Spec("notes", "Anteckningar", 6, "Bara det som hör till stället. Inga tips och inga källor.", "text"),),
    ),
)


class Input:
    """One field with its editor behind one pair: read the text, write the text."""

    def __init__(self, theme: Theme, spec: Spec, changed: Callable[[], None]) -> None:
        self.spec = spec
        self.editor = _editor(theme, spec, changed)
        self.field = Field(theme, tr(spec.label), self.editor, tr(spec.hint) if spec.hint else "")

    @property
    def raw(self) -> str:
        """What stands in it; for a choice the value, not the word."""
        return text_of(self.editor)

    @raw.setter
    def raw(self, text: str) -> None:
        put_text(self.editor, text, keep_unknown=True)


def home_municipality(authority: str) -> str:
    """The code of the one municipality an authority works in; empty where there are several or none."""
    found = find_authority(authority)
    return found.municipalities[0] if found is not None and len(found.municipalities) == 1 else ""


def _choices(kind: str) -> list[tuple[str, object]]:
    if kind == "municipality":
        return [(tr("Inte angiven"), ""), *((place.name, place.code) for place in municipalities())]
    if kind == "moving":
        return [(tr("Fast adress eller okänd"), ""), (tr("Rörlig klubb, byter adress"), "yes")]
    values: dict[str, Sequence[VenueStatus | PlaceKind | PermitState | PermitKind]] = {
        "place": list(PlaceKind),
        "status": [status for status in VenueStatus if status is not VenueStatus.UNKNOWN],
        "permit": list(PermitState),
        "permit_kind": list(PermitKind),
    }
    return [(tr(swedish(value)), value.value) for value in values[kind]]


def _editor(theme: Theme, spec: Spec, changed: Callable[[], None]) -> QLineEdit | QPlainTextEdit | Choice:
    if spec.kind == "line":
        line = QLineEdit()
        line.setMaxLength(spec.limit)
        line.setAccessibleName(tr(spec.label))
        line.textChanged.connect(changed)
        return line
    if spec.kind in {"text", "lines"}:
        text = QPlainTextEdit()
        text.setTabChangesFocus(True)
        text.setFixedHeight(112 if spec.kind == "text" else 68)
        text.setAccessibleName(tr(spec.label))
        text.textChanged.connect(changed)
        return text
    choice = Choice(theme, tr(spec.label), _choices(spec.kind))
    choice.currentIndexChanged.connect(changed)
    return choice
