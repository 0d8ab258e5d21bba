"""The supervision plan as a file: a table for a spreadsheet that runs nothing, and a paper for the file."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from io import StringIO

from krogkoll.documents import Document, Facts, Heading, Letterhead, MetaField, Paragraph, Table
from krogkoll.inspections.printing import lines
from krogkoll.inspections.supervision_plan import DuePlace, PlanYear
from krogkoll.kernel.cells import safe_cell
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import MONTHS
from krogkoll.law import cite_all
from krogkoll.venues import swedish_risk

ON_PAPER = 500
"""So many places are printed; the table for a spreadsheet has them all."""
_HEADERS = ("Månad", "Ställe", "Adress", "Risk", "Gjorda besök", "Mål", "Senast", "I insats", "Skäl")


def due_words(one: DuePlace) -> str:
    """The month in words: "maj", "maj (försenad)", "klart"."""
    if one.due is None:
        return "klart"
    return f"{MONTHS[one.due.month - 1]} (försenad)" if one.overdue else MONTHS[one.due.month - 1]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _row(one: DuePlace) -> tuple[str, ...]:
    risk = "" if one.risk is None else swedish_risk(one.risk)
    counts = (str(one.done), str(one.target))
    return (due_words(one), one.name, one.address, risk, *counts, _day(one.last_on), _day(one.planned_on), one.reason)


def plan_table(year: PlanYear) -> bytes:
    """The list as semicolon-separated text in UTF-8 with a mark, as Swedish spreadsheets open it."""
    held = StringIO()
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(_HEADERS)
    writer.writerows([safe_cell(cell) for cell in _row(one)] for one in year.places)
    return held.getvalue().encode("utf-8-sig")


def plan_document(year: PlanYear, *, letterhead: Letterhead, made_at: datetime, practice: bool) -> Document:
    """The plan on paper, for the board and the county board."""
    plan = year.plan
    shown: Sequence[DuePlace] = year.places[:ON_PAPER]
    rows = tuple(
        (due_words(one), f"{one.name}, {one.address}".strip(", "), f"{one.done} av {one.target}", one.reason)
        for one in shown
    )
    left = len(year.places) - len(shown)
    note = [Paragraph(text=f"{left} ställen till står bara i kalkylfilen.", small=True)] if left else []
    table = Table(headers=("Månad", "Ställe", "Besök", "Skäl"), rows=rows, widths=(0.16, 0.32, 0.12, 0.4))
    return Document(
        title=f"Tillsynsplan {plan.year}",
        kind="tillsynsplan",
        letterhead=letterhead,
        practice=practice,
        made_at=made_at,
        secrecy_note=f"Sekretess enligt {cite_all(('OSL-17-1',))} kan gälla.",
        meta=(
            MetaField(label="År", lines=(str(plan.year),)),
            MetaField(label="Datum", lines=(local(made_at).date().isoformat(),)),
            MetaField(label="Antagen", lines=lines(_day(plan.adopted_on))),
            MetaField(label="Till länsstyrelsen", lines=lines(_day(plan.sent_on))),
        ),
        blocks=(
            Paragraph(text=f"Planen görs enligt {cite_all(('AL-9-2',))}. {plan.note}".strip()),
            Facts(
                rows=(
                    ("Besök om året, hög risk", str(plan.visits_high)),
                    ("Besök om året, medel", str(plan.visits_medium)),
                    ("Besök om året, låg risk", str(plan.visits_low)),
                    ("Minst, med tillstånd eller folköl", str(plan.visits_permit)),
                    ("Gjorda besök", f"{year.done} av {year.target}"),
                )
            ),
            Heading(level=2, text="Ställen i ordning"),
            *([table] if rows else [Paragraph(text="Inget ställe ingår i planen.")]),
            *note,
        ),
    )
