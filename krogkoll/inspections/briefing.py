"""The printed sheet of a night (insatsblad): what it says, and each numbered copy until it is accounted for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from krogkoll.documents import Block, Document, Facts, Heading, Lead, Letterhead, MetaField, Orders, Paragraph, Table
from krogkoll.inspections.entry import short_ground
from krogkoll.inspections.gaps import gaps
from krogkoll.inspections.operations import Attendance, swedish_operation
from krogkoll.inspections.plan import Plan
from krogkoll.inspections.preparing import Considered, swedish_preparing
from krogkoll.inspections.printing import lines, short_authority
from krogkoll.inspections.risk import RiskAssessment, rated, swedish_factor
from krogkoll.inspections.stops import Stop
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words, long_date
from krogkoll.law import cite_all, upper_first
from krogkoll.venues import Venue

SECRECY = "OSL-17-1"


class CopyState(StrEnum):
    """What became of a printed copy."""

    OUT = "out"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    LOST = "lost"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (CopyState.OUT, "Utlämnat"),
    (CopyState.RETURNED, "Återlämnat"),
    (CopyState.DESTROYED, "Förstört"),
    (CopyState.LOST, "Förlorat"),
    (CopyState.UNKNOWN, "Okänt läge"),
)


def swedish_copy(value: CopyState) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingCopy(Record):
    """One printed copy in the hands of one named person. additions: the last addition that it holds."""

    operation_id: str
    number: int
    holder: str
    sha256: str
    additions: int
    handed_at: datetime | None
    handed_by: str
    state: CopyState
    accounted_at: datetime | None
    note: str


def outstanding(copies: Iterable[BriefingCopy]) -> tuple[BriefingCopy, ...]:
    """The copies that nobody has accounted for; one whose state we do not know is among them."""
    return tuple(one for one in copies if one.state in {CopyState.OUT, CopyState.UNKNOWN})


def account_problems(state: CopyState, note: str) -> tuple[Problem, ...]:
    """Broken rules when a copy is accounted for: a lost one needs to be told about."""
    if state in {CopyState.OUT, CopyState.UNKNOWN}:
        return (Problem("state", "unknown-value"),)
    return (Problem("note", "missing"),) if state is CopyState.LOST and not note.strip() else ()


def briefing_document(
    plan: Plan, letterhead: Letterhead, *, number: int, holder: str, made_at: datetime, practice: bool
) -> Document:
    """One numbered copy of the sheet. It holds no tip and nobody who gave one."""
    night = plan.operation
    return Document(
        title=night.title,
        kind="insatsblad",
        letterhead=letterhead,
        practice=practice,
        made_at=made_at,
        secrecy_note=f"Sekretess enligt {cite_all((SECRECY,))}. Lämna tillbaka bladet efter insatsen.",
        reference=f"Exemplar {number}",
        meta=(
            MetaField(label="Exemplar", lines=lines(str(number), holder)),
            MetaField(label="Datum", lines=(long_date(plan.on),)),
            MetaField(label="Tid", lines=lines(_span(plan))),
            MetaField(label="Insatsledare", lines=lines(plan.lead)),
        ),
        blocks=(
            Lead(text=night.purpose or night.title),
            *_additions(plan),
            *_safety(plan),
            Heading(level=2, text="Stopp"),
            _stops_table(plan),
            Heading(level=2, text="Tillträdesgrunder"),
            Paragraph(text="Ingen går in på en annan myndighets grund."),
            _grounds_table(plan),
            Heading(level=2, text="Deltagare"),
            _people_table(plan),
            Heading(level=2, text="Inför kvällen"),
            Facts(rows=_facts(plan)),
            *_risks(plan),
            *_accepted(plan),
        ),
    )


def _span(plan: Plan) -> str:
    night = plan.operation
    return "–".join(f"{local(at):%H.%M}" for at in (night.starts_at, night.ends_at) if at is not None)


def _additions(plan: Plan) -> list[Block]:
    if not plan.additions:
        return []
    rows = [(str(one.number), f"{local(one.at):%H.%M}" if one.at else "", one.text, one.by) for one in plan.additions]
    table = Table(headers=("Nr", "Kl.", "Ändring", "Av"), rows=tuple(rows), widths=(0.08, 0.1, 0.6, 0.22))
    return [Heading(level=2, text="Tillägg efter att planen låstes"), table]


def _safety(plan: Plan) -> list[Block]:
    """Where our staff wait outside; first on the sheet, since it must not be missed."""
    found: list[str] = []
    for number, stop in enumerate(plan.stops, start=1):
        rule = plan.stop_rule(stop.venue_id)
        name = f"Stopp {number}, {plan.venue_name(stop.venue_id)}"
        if rule is None:
            found.append(f"{name}: ingen har bedömt riskerna.")
        elif rule.stands:
            why = " ".join(rule.why)
            found.append(f"{name}: kommunens personal väntar utanför tills polisen har meddelat säkrat. {why}")
        elif rule.lifted:
            found.append(f"{name}: regeln att vänta på säkrat gäller inte, beslut av insatsledaren. {rule.lifted}")
    return [Heading(level=2, text="Säkerhet"), Orders(items=tuple(found))] if found else []


def _stops_table(plan: Plan) -> Table:
    rows = []
    for number, stop in enumerate(plan.stops, start=1):
        at = f"{local(stop.starts_at):%H.%M}" if stop.starts_at else ""
        time = f"{at} (fast)" if stop.fixed else at
        rows.append((str(number), time, _place(plan, stop), f"{stop.minutes} min", stop.note))
    if not rows:
        rows.append(("", "", "Inget ställe är valt", "", ""))
    headers = ("Nr", "Kl.", "Ställe", "Längd", "Att tänka på")
    return Table(headers=headers, rows=tuple(rows), widths=(0.06, 0.14, 0.36, 0.12, 0.32))


def _place(plan: Plan, stop: Stop) -> str:
    venue: Venue | None = plan.venues.get(stop.venue_id)
    where = lines(venue.street, venue.city) if venue is not None else ()
    return ", ".join((plan.venue_name(stop.venue_id), *where))


def _grounds_table(plan: Plan) -> Table:
    rows = []
    for stop in plan.stops:
        entry = plan.entries.get(stop.venue_id)
        ground = "inte vald" if entry is None else short_ground(entry.ground_id)
        rows.append((plan.venue_name(stop.venue_id), upper_first(short_authority(plan.own)), ground))
    for one in plan.coming:
        if one.authority != plan.own and one.ground_told:
            told = f"{short_ground(one.ground_told)} (enligt egen uppgift)"
            rows.append(("Alla ställen", upper_first(short_authority(one.authority)), told))
    rows = list(dict.fromkeys(rows)) or [("", "", "Ingen grund är vald")]
    return Table(headers=("Ställe", "Myndighet", "Grund"), rows=tuple(rows), widths=(0.34, 0.26, 0.4))


def _people_table(plan: Plan) -> Table:
    rows = [
        (
            one.name,
            upper_first(short_authority(one.authority)),
            ", ".join(lines(one.title, swedish_operation(one.role))),
            swedish_operation(one.attendance),
        )
        for one in plan.coming
        if one.attendance is not Attendance.DECLINED
    ]
    rows = rows or [("Ingen är tillfrågad", "", "", "")]
    headers = ("Namn", "Myndighet", "Uppgift", "Svar")
    return Table(headers=headers, rows=tuple(rows), widths=(0.26, 0.24, 0.32, 0.18))


def _facts(plan: Plan) -> tuple[tuple[str, str], ...]:
    night = plan.operation

    def answered(value: Considered, note: str) -> str:
        return ". ".join(lines(swedish_preparing(value), note))

    rows = (
        ("Samling", night.rendezvous),
        ("Samband", night.communications),
        ("Insatsen avbryts om", night.abort_criteria),
        ("Barn på plats", answered(night.children, night.children_note)),
        ("Tolk", answered(night.interpreter, night.interpreter_note)),
        ("Medier", answered(night.media, night.media_note)),
        ("Utrustning för bevis", night.evidence_kit),
        ("Genomgång efteråt", f"{local(night.debrief_at):%H.%M}" if night.debrief_at else ""),
        *(
            (
                f"Handräckning, {short_ground(one.ground_id)}",
                ". ".join(lines(swedish_preparing(one.status), one.answer)),
            )
            for one in plan.assistance
        ),
    )
    return tuple((label, text or "inte angivet") for label, text in rows)


def _risks(plan: Plan) -> list[Block]:
    blocks: list[Block] = []
    for stop in plan.stops:
        risk = plan.risks.get(stop.venue_id)
        rows = _risk_rows(risk) if risk is not None else ()
        if rows:
            blocks.append(Heading(level=3, text=plan.venue_name(stop.venue_id)))
            headers = ("Risk", "Sannolikhet", "Följd", "Produkt")
            blocks.append(Table(headers=headers, rows=rows, widths=(0.52, 0.18, 0.14, 0.16)))
        if risk is not None and risk.notes:
            blocks.append(Paragraph(text=risk.notes))
    return [Heading(level=2, text="Risker"), *blocks] if blocks else []


def _risk_rows(risk: RiskAssessment) -> tuple[tuple[str, str, str, str], ...]:
    judged = [(factor, found) for factor in risk.scores if (found := rated(risk.scores, factor)) and found.product]
    judged.sort(key=lambda one: -one[1].product)
    return tuple(
        (swedish_factor(factor), str(pair.likelihood), str(pair.consequence), str(pair.product))
        for factor, pair in judged
    )


def _accepted(plan: Plan) -> list[Block]:
    rows = tuple(
        (gap.text, plan.accepted[gap.key].reason, plan.accepted[gap.key].accepted_by)
        for gap in gaps(plan)
        if gap.key in plan.accepted
    )
    if not rows:
        return []
    table = Table(headers=("Saknas", "Skäl att godta det", "Av"), rows=rows, widths=(0.36, 0.42, 0.22))
    return [Heading(level=2, text="Godtagna brister"), table]
