"""Use cases on cases and their timelines, and the steps that the concepts above share."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import func, select

from krogkoll.cases.closing import ObstacleFinder, certificates, closing_view
from krogkoll.cases.model import (
    Case,
    CaseDraft,
    CaseEvent,
    CaseStatus,
    EventKind,
    Involvement,
    PartyRole,
    docket_problems,
    problems,
    provisional_number,
    swedish,
)
from krogkoll.cases.retention import ClosingView
from krogkoll.cases.rows import CaseEventRow, CaseRow, InvolvementRow
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Conflict, Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.people import is_police, member_names
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx
from krogkoll.venues import touch

SHOWN = 200
"""So many cases a list or a search gives at once."""
_COUNTER = "cases.provisional"


class CaseService:
    """Cases of the own authority."""

    def __init__(self, store: Store, finders: Sequence[ObstacleFinder] = ()) -> None:
        """finders: what concepts above say stands in the way of closing a case."""
        self._store = store
        self._finders = tuple(finders)

    def open_case(self, draft: CaseDraft) -> Case:
        """Open a case with a provisional number of this laptop. Raises Invalid."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            draft = _checked(tx, draft)
            n = int(tx.setting(_COUNTER, 0)) + 1
            tx.set_setting(_COUNTER, n)
            draft = replace(
                draft, opened_on=draft.opened_on or _today(tx), responsible=draft.responsible or tx.actor.user_id
            )
            row = tx.add(CaseRow(**fields_of(draft), provisional=provisional_number(self._store.replica_id, n)))
            note_event(tx, EventKind.OPENED, draft.title_public, case_id=row.id, venue_id=row.venue_id)
            return cast(Case, tx.copy(row))

    def edit(self, shown: Case, draft: CaseDraft, why: str = "") -> Case:
        """Write what an editor changed. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            changes = edited(CaseRow.__mapping__.groups, shown, _draft_only(_checked(tx, draft)))
            return cast(Case, tx.copy(tx.change(CaseRow, shown.id, seen=shown.seen, why=why.strip(), **changes)))

    def assign_docket(self, shown: Case, number: str) -> Case:
        """Write the number that the registry gave; the provisional one stays beside it.

        Raises Invalid, NotFound; Conflict "docket-taken" with the case that has it.
        """
        if found := docket_problems(number):
            raise Invalid(found)
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            _refuse_taken(tx, shown.id, number.strip())
            docket: dict[str, Any] = {"docket": number.strip(), "docket_on": _today(tx)}
            row = tx.change(CaseRow, shown.id, seen=shown.seen, **docket)
            note_event(tx, EventKind.DOCKETED, number.strip(), case_id=row.id, venue_id=row.venue_id)
            return cast(Case, tx.copy(row))

    def change_status(self, shown: Case, status: CaseStatus, reason: str = "") -> Case:
        """Move the case on; closing needs a reason.

        Raises Invalid, NotFound; NotAllowed "case-blocked" where something stands in the way of closing it, and
        "material-removed" for a closed case of which something was disposed of.
        """
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            row = tx.get(CaseRow, shown.id)
            if status is CaseStatus.CLOSED and not closing_view(tx, row, self._finders).may_close:
                raise NotAllowed("case-blocked", case=shown.id)
            if row.status is CaseStatus.CLOSED and status is not CaseStatus.CLOSED and certificates(tx, row.id):
                raise NotAllowed("material-removed", case=shown.id)
            return move_case(tx, shown, status, reason)

    def involve(self, case_id: str, subject: tuple[str, str], role: PartyRole, remark: str = "") -> Involvement:
        """Give a person or company, as (kind, id), a role in the case. Raises Invalid, NotFound."""
        kind, subject_id = subject
        if kind not in {"person", "company"} or not subject_id or role is PartyRole.UNKNOWN:
            raise Invalid([Problem("subject_id", "missing")])
        with self._store.transaction(Permission.WRITE_CASES) as tx:
            tx.get(CaseRow, case_id)
            row = InvolvementRow(
                case_id=case_id, subject_kind=kind, subject_id=subject_id, role=role, remark=remark.strip()
            )
            return cast(Involvement, tx.copy(tx.add(row)))

    def involved(self, case_id: str) -> tuple[Involvement, ...]:
        """Everybody with a role in the case, in the order they were added."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            rows = tx.all(
                select(InvolvementRow).where(InvolvementRow.case_id == case_id).order_by(InvolvementRow.row_no)
            )
            tx.audit(AuditAction.READ, "involvement", [row.id for row in rows], detail={"case": case_id})
            return tuple(cast(Involvement, tx.copy(row)) for row in rows)

    def case(self, case_id: str) -> Case:
        """One case. Raises NotFound."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            return read_case(tx, case_id)

    def open_cases(self) -> tuple[Case, ...]:
        """Cases that are not closed, newest first."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            chosen = select(CaseRow).where(CaseRow.status != CaseStatus.CLOSED)
            return _read(tx, tx.all(chosen.order_by(CaseRow.created_at.desc(), CaseRow.row_no.desc()).limit(SHOWN)))

    def cases_of(self, venue_id: str) -> tuple[Case, ...]:
        """All cases of one place, newest first."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            chosen = select(CaseRow).where(CaseRow.venue_id == venue_id)
            return _read(tx, tx.all(chosen.order_by(CaseRow.created_at.desc(), CaseRow.row_no.desc())))

    def find(self, text: str) -> tuple[Case, ...]:
        """Cases by number or title, best first; the search itself is logged."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            numbers = tx.search("case_file", text, limit=SHOWN)
            rows = {row.row_no: row for row in tx.all(select(CaseRow).where(CaseRow.row_no.in_(numbers)))}
            found = [rows[number] for number in numbers if number in rows]
            tx.audit(AuditAction.SEARCHED, "case_file", [row.id for row in found], detail={"text": text})
            return tuple(cast(Case, tx.copy(row)) for row in found)

    def closing_view(self, case_id: str) -> ClosingView:
        """What closing a case now would keep, remove and meet. Raises NotFound."""
        with self._store.transaction(Permission.READ_CASES) as tx:
            found = closing_view(tx, tx.get(CaseRow, case_id), self._finders)
            ids = [one.id for one in (*found.kept, *found.removed)]
            tx.audit(AuditAction.READ, "case_file", ids, detail={"of": case_id})
            return found

    def timeline(self, *, case_id: str = "", venue_id: str = "") -> tuple[CaseEvent, ...]:
        """What happened in a case, or at a place, newest first."""
        where = CaseEventRow.case_id == case_id if case_id else CaseEventRow.venue_id == venue_id
        with self._store.transaction(Permission.READ_CASES) as tx:
            rows = tx.all(
                select(CaseEventRow).where(where).order_by(CaseEventRow.at.desc(), CaseEventRow.row_no.desc())
            )
            subject = case_id or venue_id
            tx.audit(AuditAction.READ, "case_event", [row.id for row in rows], detail={"of": subject})
            return tuple(cast(CaseEvent, tx.copy(row)) for row in rows)


def note_event(
    tx: Tx,
    kind: EventKind,
    title: str,
    *,
    case_id: str = "",
    venue_id: str = "",
    text: str = "",
    at: datetime | None = None,
    subject: tuple[str, str] = ("", ""),
) -> CaseEvent:
    """Write one line of the timeline; concepts above call it inside their own use case."""
    row = tx.add(
        CaseEventRow(
            case_id=case_id,
            venue_id=venue_id,
            at=at or tx.now,
            kind=kind,
            title=title,
            text=text,
            by=tx.actor.name,
            subject_kind=subject[0],
            subject_id=subject[1],
        )
    )
    touch(tx, venue_id)
    return cast(CaseEvent, tx.copy(row))


def read_case(tx: Tx, case_id: str) -> Case:
    """One case for a larger use case, with its audit entry. Raises NotFound."""
    return _read(tx, [tx.get(CaseRow, case_id)])[0]


def move_case(tx: Tx, shown: Case, status: CaseStatus, reason: str = "") -> Case:
    """Move a case on within a larger use case; closing needs a reason. Raises Invalid, NotFound."""
    if status is CaseStatus.UNKNOWN:
        raise Invalid([Problem("status", "unknown-value")])
    if status is CaseStatus.CLOSED and not reason.strip():
        raise Invalid([Problem("status_reason", "missing")])
    closed_on = _today(tx) if status is CaseStatus.CLOSED else None
    group: dict[str, Any] = {"status": status, "status_reason": reason.strip(), "closed_on": closed_on}
    row = tx.change(CaseRow, shown.id, seen=shown.seen, **group)
    kind = EventKind.CLOSED if status is CaseStatus.CLOSED else EventKind.STATUS
    note_event(tx, kind, swedish(status), text=reason.strip(), case_id=row.id, venue_id=row.venue_id)
    return cast(Case, tx.copy(row))


def _refuse_taken(tx: Tx, case_id: str, number: str) -> None:
    """Raises Conflict "docket-taken", which says which case has the number and who handles it."""
    chosen = select(CaseRow).where(func.lower(CaseRow.docket) == number.lower(), CaseRow.id != case_id)
    for other in tx.all(chosen.limit(1)):
        who = member_names(tx).get(other.responsible, "")
        raise Conflict("docket-taken", case=other.id, number=other.docket, title=other.title_public, who=who)


def _checked(tx: Tx, draft: CaseDraft) -> CaseDraft:
    draft = tidied(draft)
    if found := problems(draft, police=is_police(tx.actor.authority), today=_today(tx)):
        raise Invalid(found)
    return draft


def _draft_only(draft: CaseDraft) -> CaseDraft:
    return CaseDraft(**{name: getattr(draft, name) for name in CaseDraft.__dataclass_fields__})


def _read(tx: Tx, rows: Sequence[CaseRow]) -> tuple[Case, ...]:
    tx.audit(AuditAction.READ, "case_file", [row.id for row in rows])
    return tuple(cast(Case, tx.copy(row)) for row in rows)


def _today(tx: Tx) -> date:
    return local(tx.now).date()
