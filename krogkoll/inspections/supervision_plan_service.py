"""Use cases on the supervision plan: set how often, see what is due, take it out as a file."""

from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

from sqlalchemy import case, func, select

from krogkoll.documents import build, masked, verify
from krogkoll.house import letterhead_of
from krogkoll.inspections.model import InspectionKind
from krogkoll.inspections.operation_rows import OperationRow
from krogkoll.inspections.operations import OperationStatus
from krogkoll.inspections.rows import InspectionRow
from krogkoll.inspections.supervision_plan import (
    PlanYear,
    SupervisionPlan,
    SupervisionPlanDraft,
    Visited,
    due_places,
    plan_problems,
)
from krogkoll.inspections.supervision_plan_paper import plan_document, plan_table
from krogkoll.inspections.supervision_plan_rows import SupervisionPlanRow
from krogkoll.kernel.clock import STOCKHOLM, local
from krogkoll.kernel.errors import DocumentTrouble, Invalid
from krogkoll.kernel.platform import write_durably
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.law import indicators
from krogkoll.people import PROTECTED_ON_PAPER, protected_names
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx, translated
from krogkoll.venues import place_facts

# What is seen from a desk or from the street is no visit.
_VISITS = (
    InspectionKind.ON_SITE,
    InspectionKind.JOINT,
    InspectionKind.FOLLOW_UP,
    InspectionKind.TIP_CHECK,
    InspectionKind.PREVENTIVE,
)


class SupervisionPlanService:
    """The plan of a year of the own authority. practice: the workspace is one; papers say ÖVNING."""

    def __init__(self, store: Store, *, practice: bool) -> None:
        self._store = store
        self._practice = practice

    def plan_of(self, year: int) -> PlanYear:
        """Everything due in a year; without a plan of its own by the usual figures. Raises Invalid."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            return _read(tx, year)

    def set_plan(self, draft: SupervisionPlanDraft, shown: SupervisionPlan | None = None) -> SupervisionPlan:
        """Write how often places are visited, anew or changed (`shown`). Raises Invalid, NotFound."""
        with self._store.transaction(Permission.PLAN_OPERATIONS) as tx:
            draft = tidied(draft)
            if found := plan_problems(draft):
                raise Invalid(found)
            if shown is None:
                return cast(SupervisionPlan, tx.copy(tx.add(SupervisionPlanRow(**fields_of(draft)))))
            changes = edited(SupervisionPlanRow.__mapping__.groups, shown, draft)
            return cast(SupervisionPlan, tx.copy(tx.change(SupervisionPlanRow, shown.id, seen=shown.seen, **changes)))

    def save_table(self, year: int, target: Path) -> None:
        """Write the list for a spreadsheet; nothing in it can run as a formula. Raises StoreTrouble."""
        with self._store.transaction(Permission.EXPORT) as tx:
            _save(tx, year, target, plan_table(_read(tx, year)))

    def save_paper(self, year: int, target: Path) -> None:
        """Write the plan as a PDF. Raises DocumentTrouble, Invalid, StoreTrouble."""
        with self._store.transaction(Permission.EXPORT) as tx:
            found = _read(tx, year)
            made = plan_document(found, letterhead=letterhead_of(tx), made_at=tx.now, practice=self._practice)
            built = build(masked(made, dict.fromkeys(protected_names(tx), PROTECTED_ON_PAPER)))
            if findings := verify(built.pdf, built):
                raise DocumentTrouble("not-as-written", findings=findings)
            _save(tx, year, target, built.pdf)


def _save(tx: Tx, year: int, target: Path, content: bytes) -> None:
    tx.audit(AuditAction.EXPORTED, "supervision_plan", [], detail={"year": str(year)})
    with translated():
        write_durably(target, content)


def _read(tx: Tx, year: int) -> PlanYear:
    """Everything due in a year. Raises Invalid for a year that no plan can be about."""
    if found := [one for one in plan_problems(SupervisionPlanDraft(year=year)) if one.field == "year"]:
        raise Invalid(found)
    newest = select(SupervisionPlanRow).where(SupervisionPlanRow.year == year)
    rows = tx.all(newest.order_by(SupervisionPlanRow.row_no.desc()).limit(1))
    stored = cast(SupervisionPlan, tx.copy(rows[0])) if rows else None
    plan = SupervisionPlanDraft(year=year)
    if stored is not None:
        plan = SupervisionPlanDraft(**{one.name: getattr(stored, one.name) for one in fields(SupervisionPlanDraft)})
    today = local(tx.now).date()
    scores = tx.actor.may(Permission.READ_TIPS)
    places = due_places(
        place_facts(tx, indicators(), today, scores=scores),
        _visits(tx, year),
        _planned(tx),
        plan,
        today,
    )
    tx.audit(AuditAction.READ, "supervision_plan", [stored.id] if stored else [], detail={"year": str(year)})
    return PlanYear(plan=plan, stored=stored, places=places)


def _visits(tx: Tx, year: int) -> dict[str, Visited]:
    """Per place the last visit and how many in the year: one query."""
    first, end = (datetime(at, 1, 1, tzinfo=STOCKHOLM).astimezone(UTC) for at in (year, year + 1))
    within = (InspectionRow.started_at >= first) & (InspectionRow.started_at < end)
    statement = (
        select(
            InspectionRow.venue_id,
            func.max(InspectionRow.started_at).label("last_at"),
            func.sum(case((within, 1), else_=0)).label("times"),
        )
        .where(InspectionRow.started_at.is_not(None), InspectionRow.kind.in_(_VISITS))
        .group_by(InspectionRow.venue_id)
    )
    return {row.venue_id: Visited(local(row.last_at).date(), int(row.times)) for row in tx.rows(statement)}


def _planned(tx: Tx) -> dict[str, date]:
    """Per place the next night that it is part of."""
    open_ = OperationRow.status.in_((OperationStatus.PLANNED, OperationStatus.LOCKED))
    found: dict[str, date] = {}
    for row in tx.all(select(OperationRow).where(open_).order_by(OperationRow.starts_at.desc())):
        if row.starts_at is not None:
            found |= dict.fromkeys(row.venue_ids, local(row.starts_at).date())
    return found
