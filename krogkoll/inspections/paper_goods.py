"""The papers of goods: the record of a seizure (beslagsprotokoll), and the record of a sample (provprotokoll)."""

from collections.abc import Sequence
from datetime import datetime

from krogkoll.documents import (
    Block,
    Document,
    Facts,
    Heading,
    Lead,
    MetaField,
    Paragraph,
    Photos,
    SignatureField,
    Signatures,
    Table,
)
from krogkoll.evidence import (
    CustodyEvent,
    Sample,
    SeizedItem,
    SeizureFile,
    litre_words,
    swedish,
    swedish_goods,
    total_litres,
)
from krogkoll.inspections.printing import SIGNED_INTRO, Author, Making, lines, shown_photos
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import clock_time, long_date
from krogkoll.law import cite, cite_all

FIELD = "officer"
ROUNDING = (
    "Liter är behållarens volym gånger antal och fyllnad. Liter ren alkohol är liter gånger volymprocent delat med 100."
    " Varje tal är avrundat en gång, till två decimaler, och summan är summan av de avrundade talen."
)


def seizure_document(one: SeizureFile, author: Author, making: Making, *, docket: str = "") -> Document:
    """The record of a seizure (rättegångsbalken 27 kap. 13 §) with the custody so far."""
    seizure = one.seizure
    blocks: list[Block] = [
        Lead(text=f"{seizure.seized_by} tog egendom i beslag den {_when(seizure.seized_at)}. Plats: {seizure.place}."),
        Heading(level=2, text="Beslutet"),
        Facts(
            rows=tuple(
                row
                for row in (
                    ("Beslutat av", seizure.decided_by),
                    ("Misstänkt brott", seizure.crime),
                    ("Ändamål", swedish_goods(seizure.purpose)),
                    ("Lagrum", cite_all(seizure.ground)),
                    ("Skäl", seizure.reason),
                    ("Taget från", seizure.from_whom or "inte känt"),
                )
                if row[1]
            )
        ),
        Heading(level=2, text="Egendomen"),
    ]
    if seizure.collective:
        blocks.append(
            Paragraph(
                text=f"Gemensam beskrivning ({cite('RB-27-13', short=True)}): {seizure.collective}",
            )
        )
    if one.items:
        blocks += [_items(one.items), *_totals(one.items)]
    blocks += _photos([photo for item in one.items for photo in item.photo_ids], making)
    blocks += _custody(one.custody)
    blocks.append(_signed(author, "Den som tog beslaget"))
    return _document(f"Beslag {seizure.number}", "beslagsprotokoll", blocks, making, docket)


def sample_document(sample: Sample, custody: tuple[CustodyEvent, ...], author: Author, making: Making) -> Document:
    """The record of a sample that a board took in its supervision."""
    size = f"{sample.count} st à {sample.container_ml} ml" if sample.container_ml else f"{sample.count} st"
    rows = (
        ("Prov", sample.number),
        ("Taget av", sample.taken_by),
        ("Taget hos", sample.from_whom),
        ("Lagrum", cite(sample.ground)),
        ("Varför", sample.purpose),
        ("Slag", swedish_goods(sample.goods)),
        ("Märkning", sample.label),
        ("Mängd", size),
        ("Styrka enligt etikett", f"{sample.strength} volymprocent" if sample.strength else ""),
        ("Försegling", sample.seal),
        ("Skickas till", sample.sent_to),
        ("Anmärkning", sample.remark),
    )
    blocks: list[Block] = [
        Lead(text=f"{sample.taken_by} tog ett prov den {_when(sample.taken_at)}. Plats: {sample.place}."),
        Heading(level=2, text="Provet"),
        Facts(rows=tuple(row for row in rows if row[1])),
        *_photos(sample.photo_ids, making),
        *_custody(custody),
        _signed(author, "Den som tog provet"),
    ]
    return _document(f"Prov {sample.number}", "provprotokoll", blocks, making, "")


def _document(title: str, kind: str, blocks: list[Block], making: Making, docket: str) -> Document:
    return Document(
        title=title,
        kind=kind,
        letterhead=making.letterhead,
        practice=making.practice,
        made_at=making.made_at,
        meta=(
            MetaField(label="Datum", lines=(local(making.made_at).date().isoformat(),)),
            MetaField(label="Diarienummer", lines=lines(docket)),
        ),
        blocks=tuple(blocks),
        reference=docket,
        anchors=making.anchors,
    )


def _items(items: tuple[SeizedItem, ...]) -> Table:
    rows = []
    for item in items:
        size = f"{item.count} st à {item.container_ml} ml" if item.container_ml else f"{item.count} st"
        fill = "" if item.fill_percent == 100 else f", fyllda till {item.fill_percent} %"
        strength = f"{item.strength} %, {swedish_goods(item.strength_basis)}" if item.strength else "okänd"
        marks = lines(item.condition, f"försegling {item.seal}" if item.seal else "")
        rows.append(
            (
                str(item.point),
                "\n".join(lines(f"{item.label} ({swedish_goods(item.goods).lower()})", ", ".join(marks))),
                f"{size}{fill}",
                strength,
                litre_words(item.litres),
                litre_words(item.pure_alcohol),
            )
        )
    return Table(
        headers=("Nr", "Vara", "Antal", "Styrka", "Liter", "Ren alkohol"),
        rows=tuple(rows),
        widths=(0.06, 0.34, 0.2, 0.16, 0.11, 0.13),
    )


def _totals(items: tuple[SeizedItem, ...]) -> list[Block]:
    litres, pure, unknown = total_litres(items)
    points = "en punkt" if unknown == 1 else f"{unknown} punkter"
    known = f" Styrkan är inte känd för {points}, som inte räknas in i ren alkohol." if unknown else ""
    return [
        Paragraph(text=f"Sammanlagt {litre_words(litres)}, varav ren alkohol {litre_words(pure)}.{known}"),
        Paragraph(text=ROUNDING, small=True),
    ]


def _photos(photo_ids: Sequence[str], making: Making) -> list[Block]:
    """The photos that somebody has cleared for print; how many others there are is said."""
    if not photo_ids:
        return []
    shown = shown_photos(photo_ids, making.photos)
    left = len(set(photo_ids) - set(making.photos))
    blocks: list[Block] = [Heading(level=2, text="Foton")]
    if shown:
        blocks.append(Photos(photos=shown))
    if left:
        words = "Ett foto visas" if left == 1 else f"{left} foton visas"
        blocks.append(Paragraph(text=f"{words} inte här, eftersom ingen har granskat om personer syns.", small=True))
    return blocks


def _custody(chain: tuple[CustodyEvent, ...]) -> list[Block]:
    if not chain:
        return []
    rows = tuple(
        (
            f"{local(event.at).date().isoformat()}\nkl. {local(event.at):%H.%M}",
            swedish(event.act),
            event.from_who or "–",
            event.to_who or "–",
            ", ".join(lines(event.place, event.seal_after)) or "–",
        )
        for event in chain
    )
    table = Table(
        headers=("När", "Händelse", "Från", "Till", "Plats, försegling"),
        rows=rows,
        widths=(0.15, 0.21, 0.19, 0.19, 0.26),
    )
    return [Heading(level=2, text="Beviskedja"), table]


def _signed(author: Author, caption: str) -> Signatures:
    return Signatures(
        fields=(SignatureField(name=FIELD, caption=caption, person=author.name, role=author.title),),
        intro=SIGNED_INTRO,
    )


def _when(moment: datetime) -> str:

    return f"{long_date(local(moment).date())} {clock_time(moment)}"
