"""Lists from other programs: permits and tips, read from files, looked at, then written all or not at all."""

from krogkoll.intake.fields import FIELDS, ListField, field_text, guess, lacking
from krogkoll.intake.model import (
    FieldChange,
    ImportPlan,
    ImportReport,
    ListKind,
    Outcome,
    PlannedRow,
    Proposal,
    RowProblem,
    Sheet,
    Table,
)
from krogkoll.intake.service import IntakeService
from krogkoll.intake.words import OUTCOMES, REASONS, problem_text

__all__ = [
    "FIELDS",
    "OUTCOMES",
    "REASONS",
    "FieldChange",
    "ImportPlan",
    "ImportReport",
    "IntakeService",
    "ListField",
    "ListKind",
    "Outcome",
    "PlannedRow",
    "Proposal",
    "RowProblem",
    "Sheet",
    "Table",
    "field_text",
    "guess",
    "lacking",
    "problem_text",
]
