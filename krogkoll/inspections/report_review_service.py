"""Use cases of the Monday review: last week's visits, what each came to, and the case or letter that follows."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import select

from krogkoll.cases import read_case
from krogkoll.inspections.model import Inspection, InspectionStatus
from krogkoll.inspections.report_review import (
    Outcome,
    Reviewed,
    VisitReview,
    VisitReviewDraft,
    in_danger,
    proposed_outcome,
    review_problems,
)
from krogkoll.inspections.report_rows import VisitReviewRow
from krogkoll.inspections.rows import InspectionRow
from krogkoll.inspections.steps import read_visit
from krogkoll.kernel.clock import STOCKHOLM
from krogkoll.kernel.errors import Invalid, NotAllowed, NotFound
from krogkoll.kernel.record import tidied
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx


class ReviewService:
    """What the visits of the own authority came to."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def week(self, monday: date) -> tuple[Reviewed, ...]:
        """The visits that began in the seven days from this Monday (Swedish time), the earliest first."""
        with self._store.transaction(Permission.READ_INSPECTIONS, purpose="måndagsgenomgång") as tx:
            begin, end = _midnight(monday), _midnight(monday + timedelta(days=7))
            chosen = select(InspectionRow).where(InspectionRow.started_at >= begin, InspectionRow.started_at < end)
            rows = tx.all(chosen.order_by(InspectionRow.started_at, InspectionRow.row_no))
            return tuple(_reviewed(tx, row.id) for row in rows)

    def left(self, monday: date) -> int:
        """How many visits of a week are without outcome."""
        with self._store.reading(Permission.READ_INSPECTIONS) as reader:
            begin, end = _midnight(monday), _midnight(monday + timedelta(days=7))
            visits = select(InspectionRow.id).where(InspectionRow.started_at >= begin, InspectionRow.started_at < end)
            ids = [row[0] for row in reader.rows(visits)]
            done = select(VisitReviewRow.inspection_id).where(
                VisitReviewRow.inspection_id.in_(ids), VisitReviewRow.outcome != Outcome.NOT_DECIDED
            )
            return len(set(ids) - {row[0] for row in reader.rows(done)})

    def decide(self, draft: VisitReviewDraft) -> VisitReview:
        """Write down what a visit came to; a second time replaces the first, which stays in the history.

        Raises Invalid (a reason is needed where it differs from the proposal); NotAllowed "not-closed".
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            visit = read_visit(tx, draft.inspection_id)
            if visit.inspection.status is not InspectionStatus.CLOSED:
                raise NotAllowed("not-closed", inspection=draft.inspection_id)
            draft, proposed = tidied(draft), proposed_outcome(visit)
            if found := review_problems(draft, proposed):
                raise Invalid(found)
            fields: dict[str, Any] = {
                "outcome": draft.outcome,
                "proposed": proposed,
                "reason": draft.reason,
                "decided_by": tx.actor.name,
                "decided_at": tx.now,
                "letter": draft.letter,
            }
            shown = _review_of(tx, draft.inspection_id)
            if shown is None:
                row = tx.add(VisitReviewRow(inspection_id=draft.inspection_id, **fields))
            else:
                row = tx.change(VisitReviewRow, shown.id, seen=shown.seen, **fields)
            return cast(VisitReview, tx.copy(row))

    def link_case(self, shown: VisitReview, case_id: str) -> VisitReview:
        """Say which case follows; the visit is put in it where it is in none. Raises NotFound."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            read_case(tx, case_id)
            visit = cast(Inspection, tx.copy(tx.get(InspectionRow, shown.inspection_id)))
            if not visit.case_id and not visit.sealed:
                tx.change(InspectionRow, visit.id, seen=visit.seen, why="måndagsgenomgång", case_id=case_id)
            row = tx.change(VisitReviewRow, shown.id, seen=shown.seen, case_id=case_id)
            return cast(VisitReview, tx.copy(row))


def _reviewed(tx: Tx, inspection_id: str) -> Reviewed:
    visit = read_visit(tx, inspection_id)
    return Reviewed(
        visit=visit.inspection,
        proposed=proposed_outcome(visit),
        deviations=tuple(answer for answer in visit.answers if answer.deviation and _known(answer)),
        danger=in_danger(visit),
        signed=visit.inspection.sealed,
        review=_review_of(tx, inspection_id),
    )


def _known(answer: Any) -> bool:
    """Whether this program knows the question; a newer colleague's is counted but cannot be shown."""
    try:
        return bool(answer.item.question_sv)
    except NotFound:
        return False


def _review_of(tx: Tx, inspection_id: str) -> VisitReview | None:
    chosen = select(VisitReviewRow).where(VisitReviewRow.inspection_id == inspection_id)
    rows = tx.all(chosen.order_by(VisitReviewRow.row_no.desc()).limit(1))
    if not rows:
        return None
    tx.audit(AuditAction.READ, "visit_review", [rows[0].id])
    return cast(VisitReview, tx.copy(rows[0]))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=STOCKHOLM)
