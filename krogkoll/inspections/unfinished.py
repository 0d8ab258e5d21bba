"""Visits that stand in the way of closing their case; asked by the cases below through a plain function."""

from collections.abc import Iterator

from sqlalchemy import select

from krogkoll.cases import Obstacle, Stops
from krogkoll.inspections.model import InspectionStatus
from krogkoll.inspections.rows import InspectionRow
from krogkoll.store import Reader


def unfinished_visits(reader: Reader, case_id: str) -> Iterator[Obstacle]:
    """One obstacle for each visit of the case that is not closed."""
    chosen = select(InspectionRow).where(
        InspectionRow.case_id == case_id, InspectionRow.status == InspectionStatus.OPEN
    )
    for row in reader.all(chosen):
        place = row.address or row.premises or "okänd plats"
        words = f"Tillsynsbesöket på {place} är inte avslutat."
        yield Obstacle(stops=Stops.CLOSING, words=words, subject_kind="inspection", subject_id=row.id)
