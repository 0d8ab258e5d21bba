"""Parts of the report that come from records of their own: the drawn mark or refusal, and the goods that were taken."""

from collections.abc import Sequence

from krogkoll.documents import Block, DrawnMark, Paragraph, Table
from krogkoll.evidence import Sample, SeizureFile, litre_words, swedish_goods, total_litres
from krogkoll.inspections.report_marks import Acknowledgement
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import clock_time, long_date

NO_SIGNATURE = (
    "Namnteckningen är ritad på skärmen. Den visar att personen har fått ta del av uppgifterna, inte att personen"
    " håller med om dem. Den är ingen elektronisk underskrift."
)


def acknowledgement_blocks(mark: Acknowledgement | None) -> Sequence[Block]:
    """The responsible person's mark as vectors, or the refusal in words; nothing where neither was asked for."""
    if mark is None:
        return []
    who = f"{mark.name}, {mark.role}," if mark.role else mark.name
    when = f"den {long_date(local(mark.at).date())} {clock_time(mark.at)}"
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
