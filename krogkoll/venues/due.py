"""What the supervision plan of a year needs to know of every place at once: one query set, never one per place."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from krogkoll.kernel.clock import local
from krogkoll.law import IndicatorTable
from krogkoll.store import Reader
from krogkoll.venues.model import VenueStatus
from krogkoll.venues.permits import PermitState
from krogkoll.venues.rows import VenueGlance, VenueRow
from krogkoll.venues.scoring import RiskClass, points_of, risk_of
from krogkoll.venues.tip_rows import AssessmentRow

_GONE = (VenueStatus.CLOSED, VenueStatus.DISMISSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """One place that may be visited. risk: what a human decided, else what is computed; None for who may not see it."""

    id: str
    name: str
    address: str
    permit: PermitState
    opening_pattern: str
    known_since: date
    risk: RiskClass | None


def place_facts(reader: Reader, rules: IndicatorTable, today: date, *, scores: bool) -> list[PlaceFacts]:
    """Every place that is neither closed nor dismissed, by name. scores: whether the reader may see what tips say."""
    decided: dict[str, RiskClass] = {}
    if scores:
        chosen = select(AssessmentRow.venue_id, AssessmentRow.decided)
        rows = reader.rows(chosen.order_by(AssessmentRow.created_at, AssessmentRow.row_no))
        decided = {row.venue_id: row.decided for row in rows}
    statement = (
        select(
            VenueRow.id,
            VenueRow.name,
            VenueRow.street,
            VenueRow.city,
            VenueRow.permit,
            VenueRow.opening_pattern,
            VenueRow.created_at,
            VenueGlance.heat,
            VenueGlance.danger,
            VenueGlance.sources,
        )
        .join(VenueGlance, VenueGlance.venue_no == VenueRow.row_no, isouter=True)
        .where(VenueRow.status.not_in(_GONE))
        .order_by(VenueRow.name_sort, VenueRow.row_no)
    )
    found = []
    for row in reader.rows(statement):
        risk = None
        if scores:
            points = points_of(row.heat or 0.0, rules, today)
            risk = risk_of(points, rules, danger=bool(row.danger), sources=row.sources or 0)
        found.append(
            PlaceFacts(
                id=row.id,
                name=row.name or row.street,
                address=", ".join(part for part in (row.street, row.city) if part),
                permit=row.permit,
                opening_pattern=row.opening_pattern,
                known_since=local(row.created_at).date(),
                risk=decided.get(row.id, risk) if scores else None,
            )
        )
    return found
