"""Parts of the report that come from records of their own: the drawn mark or refusal, the goods, the evidence."""

from collections.abc import Mapping, Sequence

from krogkoll.documents import Block, DrawnMark, Paragraph, Table
from krogkoll.documents import Photo as Printed
from krogkoll.evidence import (
    Photo,
    Sample,
    SeizureFile,
    StoredDocument,
    litre_words,
    swedish_goods,
    taken_at,
    total_litres,
)
from krogkoll.inspections.printing import clock_words, lines
from krogkoll.inspections.report_marks import Acknowledgement
from krogkoll.law import day_and_time

HASH_DIGITS = 16
"""So much of a file's SHA-256 stands in a column; the whole of it is in the log."""

_PICTURE_HEADERS = ("Foto", "Tagen kl.", "Bildtext", "Fotograf", "SHA-256, början")
_PAPER_HEADERS = ("Kl.", "Mottagen handling", "Från", "SHA-256, början")
NO_SIGNATURE = (
    "Namnteckningen är ritad på skärmen. Den visar att personen har fått ta del av uppgifterna, inte att personen"
    " håller med om dem. Den är ingen elektronisk underskrift."
)


def acknowledgement_blocks(mark: Acknowledgement | None) -> Sequence[Block]:
    """The responsible person's mark as vectors, or the refusal in words; nothing where neither was asked for."""
    if mark is None:
        return []
    who = f"{mark.name}, {mark.role}," if mark.role else mark.name
    when = day_and_time(mark.at)
    if mark.refused:
        told = f"{who} ville inte rita sin namnteckning {when}. Skäl: {mark.reason.rstrip('. ')}."
        return [Paragraph(text=told), Paragraph(text=f"Vittne till detta: {mark.witness}.")]
    strokes = tuple(tuple((point[0], point[1], point[3]) for point in stroke) for stroke in mark.strokes)
    return [
        Paragraph(text=f"{who} har fått ta del av uppgifterna {when}."),
        DrawnMark(
            strokes=strokes, alt=f"Ritad namnteckning av {mark.name}", caption=f"Ritad namnteckning: {mark.name}"
        ),
        Paragraph(text=NO_SIGNATURE, small=True),
    ]


def goods_blocks(seizures: Sequence[SeizureFile], samples: Sequence[Sample]) -> Sequence[Block]:
    """What was seized, with its totals, or taken as samples; each has a record of its own."""
    blocks: list[Block] = []
    for one in seizures:
        litres, pure, unknown = total_litres(one.items)
        count = "En vara" if len(one.items) == 1 else f"{len(one.items)} varuslag"
        amount = f"{litre_words(litres)}, varav ren alkohol {litre_words(pure)}"
        told = f"Beslag {one.seizure.number}: {count}, sammanlagt {amount}."
        blocks.append(Paragraph(text=f"{told} {_without_strength(unknown)}Se särskilt beslagsprotokoll.".strip()))
        blocks.append(_items_table(one))
    if samples:
        blocks.append(Paragraph(text="Prover togs. För varje prov finns ett särskilt protokoll."))
        rows = tuple((one.number, one.label, swedish_goods(one.goods), one.seal or "–") for one in samples)
        blocks.append(
            Table(headers=("Prov", "Märkning", "Slag", "Försegling"), rows=rows, widths=(0.16, 0.4, 0.26, 0.18))
        )
    return blocks


def _items_table(one: SeizureFile) -> Table:
    rows = tuple(
        (str(item.point), f"{item.label}, {item.count} st", swedish_goods(item.goods), litre_words(item.litres))
        for item in one.items
    )
    return Table(headers=("Nr", "Vara", "Slag", "Mängd"), rows=rows, widths=(0.08, 0.46, 0.28, 0.18))


def _without_strength(unknown: int) -> str:
    if not unknown:
        return ""
    return "En vara saknar uppgift om styrka. " if unknown == 1 else f"{unknown} varor saknar uppgift om styrka. "


def evidence_blocks(
    pictures: Sequence[Photo], papers: Sequence[StoredDocument], printed: Mapping[str, Printed]
) -> Sequence[Block]:
    """Every photo of the visit and every file that came in, whether it is shown in the report or not."""
    blocks: list[Block] = []
    originals = [one for one in pictures if not one.masked]
    if originals:
        rows = tuple(_picture_row(one, pictures, printed) for one in originals)
        blocks.append(Table(headers=_PICTURE_HEADERS, rows=rows, widths=(0.13, 0.13, 0.34, 0.16, 0.24)))
    if papers:
        told = tuple(
            (clock_words(one.received_at or one.created_at), _paper_words(one), one.sender or "–", _short(one.sha256))
            for one in papers
        )
        blocks.append(Table(headers=_PAPER_HEADERS, rows=told, widths=(0.13, 0.4, 0.23, 0.24)))
    return blocks


def _picture_row(one: Photo, pictures: Sequence[Photo], printed: Mapping[str, Printed]) -> tuple[str, ...]:
    """A photo by its number in the report, also where a copy with covered parts stands there."""
    family = [one, *(copy for copy in pictures if copy.parent_id == one.id)]
    number = next((str(printed[each.id].number) for each in family if each.id in printed), "visas inte")
    caption = next((each.caption for each in family if each.caption), "–")
    moment = taken_at(one)
    when = clock_words(moment) if moment is not None else "okänt"
    return number, when, caption, one.photographer or "–", _short(one.sha256)


def _paper_words(one: StoredDocument) -> str:
    return ", ".join(dict.fromkeys(lines(one.title, one.name)))


def _short(sha256: str) -> str:
    return f"{sha256[: HASH_DIGITS // 2]} {sha256[HASH_DIGITS // 2 : HASH_DIGITS]}"
