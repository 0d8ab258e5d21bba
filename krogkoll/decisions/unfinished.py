"""Decisions that stand in the way of closing their case; asked by the cases below through a plain function."""

from collections.abc import Iterator

from sqlalchemy import select

from krogkoll.cases import Obstacle, Stops
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.workflow import final
from krogkoll.law import decision_type
from krogkoll.store import Reader


def unfinished_decisions(reader: Reader, case_id: str) -> Iterator[Obstacle]:
    """One obstacle for each decision of the case that is neither made nor set aside."""
    for row in reader.all(select(DecisionRow).where(DecisionRow.case_id == case_id)):
        if not final(row.state):
            words = f"Beslutet är inte färdigt: {decision_type(row.type_code).name_sv}."
            yield Obstacle(stops=Stops.CLOSING, words=words, subject_kind="decision", subject_id=row.id)
