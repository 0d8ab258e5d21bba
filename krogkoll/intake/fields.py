"""Which fields a list may hold, what they are called in Swedish lists, and a guess at what each column means."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from krogkoll.intake.model import ListKind
from krogkoll.intake.values import plain

_ALIKE = 88


@dataclass(frozen=True, slots=True, kw_only=True)
class ListField:
    """One thing that a column may mean. needed: the groups of which at least one field must be there."""

    id: str
    text: str
    headers: tuple[str, ...]
    needed: str = ""


def _field(name: str, text: str, headers: str, needed: str = "") -> ListField:
    return ListField(
        id=name, text=text, headers=tuple(plain(one) for one in (text, *headers.split("|"))), needed=needed
    )


PERMIT_FIELDS = (
    _field(
        "permit_number",
        "Tillståndsnummer",
        "tillståndsnr|tillstånd nr|tillståndets nummer|tillståndsid|diarienummer|dnr|ärendenummer|restaurangnummer|"
        "beslutsnummer",
    ),
    _field(
        "name",
        "Namn på stället",
        "serveringsställe|serveringsställets namn|namn|restaurang|restaurangnamn|restaurangens namn|objekt|ställe|"
        "verksamhet|verksamhetens namn|verksamhetsnamn|firmanamn på stället|anläggning|anläggningsnamn|benämning",
        "place",
    ),
    _field(
        "street",
        "Gatuadress",
        "adress|besöksadress|gata|gatuadress till serveringsstället|serveringsställets adress|utdelningsadress",
        "place",
    ),
    _field("postal_code", "Postnummer", "postnr|post nr|pnr ort"),
    _field("city", "Ort", "postort|stad|kommundel|tätort"),
    _field("municipality", "Kommunkod", "kommun kod|kommunnummer|kommunnr"),
    _field("property_designation", "Fastighetsbeteckning", "fastighet|fastighetsbet"),
    _field(
        "operator_name",
        "Tillståndshavare",
        "innehavare|tillståndsinnehavare|bolag|bolagsnamn|företag|företagsnamn|sökande|juridisk person|firma|"
        "näringsidkare",
    ),
    _field(
        "operator_number",
        "Organisationsnummer",
        "orgnr|org nr|org.nr|organisationsnr|org nummer|person organisationsnummer|organisations personnummer|"
        "orgnr personnr|organisationsnummer personnummer",
    ),
    _field(
        "permit_kind", "Typ av tillstånd", "tillståndstyp|typ|servering till|omfattning|allmänhet slutet|tillståndsform"
    ),
    _field(
        "permit_term", "Stadigvarande eller tillfälligt", "varaktighet|stadigvarande|stadigvarande tillfälligt|period"
    ),
    _field("permit_state", "Tillståndets status", "status|tillståndsstatus|läge"),
    _field(
        "permit_valid_from", "Gäller från", "giltigt från|gäller fr o m|fr o m|from|startdatum|giltig från|beslutsdatum"
    ),
    _field("permit_valid_to", "Gäller till", "giltigt till|gäller t o m|t o m|tom|slutdatum|giltig till|upphör"),
    _field("serving_hours", "Serveringstid", "serveringstider|tider|tid|serveringstid inne|öppettider"),
    _field("serving_from", "Servering från kl.", "serveringstid från|serveringstid start|starttid|servering börjar"),
    _field("serving_to", "Servering till kl.", "serveringstid till|serveringstid slut|sluttid|servering slutar"),
    _field("notes", "Anteckning", "anteckningar|kommentar|övrigt|anmärkning|villkor"),
)
TIP_FIELDS = (
    _field(
        "text",
        "Vad som har berättats",
        "tips|text|beskrivning|iakttagelse|innehåll|meddelande|händelse|fritext",
        "text",
    ),
    _field(
        "received_on", "Mottaget", "datum|inkom|inkommet|inkom datum|inkommen|mottaget datum|registrerat|skapad|ankom"
    ),
    _field("received_time", "Mottaget kl.", "tid|klockslag|tidpunkt|kl"),
    _field("observed_on", "Iakttaget", "iakttaget datum|händelsedatum|datum för händelsen|när"),
    _field("channel", "Väg in", "kanal|inkanal|kontaktväg|källa|sätt|hur"),
    _field("place", "Plats", "ställe|lokal|objekt|adress|restaurang|plats eller adress|namn på stället|verksamhet|var"),
    _field("grade", "Gradering", "grad|3x5x2|bedömning"),
    _field("source_grade", "Källans tillförlitlighet", "källgrad|källa grad|källvärdering"),
    _field("information_grade", "Uppgiftens tillförlitlighet", "uppgiftsgrad|informationsgrad|sakvärdering"),
    _field("handling", "Får delas", "spridning|hantering|delning|sekretess"),
    _field("source_name", "Uppgiftslämnarens namn", "uppgiftslämnare|tipsare|anmälare|namn|inlämnare"),
    _field(
        "source_contact", "Uppgiftslämnarens kontakt", "telefon|e-post|epost|mejl|telefonnummer|kontaktuppgift|kontakt"
    ),
)
FIELDS: Mapping[ListKind, tuple[ListField, ...]] = {ListKind.PERMITS: PERMIT_FIELDS, ListKind.TIPS: TIP_FIELDS}


def field_text(kind: ListKind, field: str) -> str:
    """A field's Swedish name; the field itself where it has none."""
    return next((one.text for one in FIELDS[kind] if one.id == field), field)


def known_header(kind: ListKind, header: str) -> bool:
    """Whether the heading is one that we understand without guessing."""
    return bool(_exact(kind, header))


def guess(kind: ListKind, header: Sequence[str]) -> dict[int, str]:
    """Field by column: exact names first, then misspelled ones; each field is given once."""
    found: dict[int, str] = {}
    for find in (_exact, _shorter, _alike):
        for column, name in enumerate(header):
            if column in found:
                continue
            fields = (field for field in find(kind, name) if field not in found.values())
            if (field := next(fields, "")) != "":
                found[column] = field
    return dict(sorted(found.items()))


def _exact(kind: ListKind, header: str) -> list[str]:
    name = plain(header)
    return [field.id for field in FIELDS[kind] if name in field.headers] if name else []


def _shorter(kind: ListKind, header: str) -> list[str]:
    """Without the first words, which a merged heading or a system's prefix may have put there."""
    words = header.replace("_", " ").split()
    return [field for start in range(1, len(words)) for field in _exact(kind, " ".join(words[start:]))]


def _alike(kind: ListKind, header: str) -> list[str]:
    from rapidfuzz import fuzz

    name = plain(header)
    if len(name) < 5:
        return []
    scored = [(max(fuzz.ratio(name, known) for known in field.headers), field.id) for field in FIELDS[kind]]
    return [field for score, field in sorted(scored, reverse=True) if score >= _ALIKE]


def signature(kind: ListKind, header: Sequence[str]) -> str:
    """What lists with the same columns have in common; a chosen mapping is remembered under it."""
    words = "\n".join((kind.value, *(plain(name) for name in header)))
    return hashlib.sha256(words.encode()).hexdigest()[:24]


def lacking(kind: ListKind, mapping: Mapping[int, str]) -> list[str]:
    """The fields of which one is needed and none is given; empty when the list can be read."""
    given = set(mapping.values())
    groups = {field.needed for field in FIELDS[kind] if field.needed}
    missing = []
    for group in sorted(groups):
        members = [field.id for field in FIELDS[kind] if field.needed == group]
        if not given & set(members):
            missing.append(members[0])
    return missing
