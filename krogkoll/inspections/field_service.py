"""Use cases of the field: mark a moment with one key, count heads, tell a party, and note what was said of consent."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast

from krogkoll.inspections.entry import EntryDraft, offered
from krogkoll.inspections.log_steps import read_part
from krogkoll.inspections.model import Finding, FindingDraft, finding_problems
from krogkoll.inspections.notes import (
    Consent,
    ConsentAct,
    ConsentDraft,
    HeadCount,
    HeadCountDraft,
    MarkState,
    OralOrder,
    OralOrderDraft,
    TimeMark,
    consent_problems,
    count_problems,
    order_problems,
)
from krogkoll.inspections.notes_rows import ConsentRow, HeadCountRow, OralOrderRow, TimeMarkRow
from krogkoll.inspections.operation_service import choose_entry
from krogkoll.inspections.rows import FindingRow
from krogkoll.inspections.steps import open_visit, own_kinds
from krogkoll.kernel.clock import local, to_iso
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.security import Permission
from krogkoll.store import Store, Tx


class FieldService:
    """What is noted with one hand during a visit; each is a change at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def mark(self, inspection_id: str, at: datetime | None = None) -> TimeMark:
        """Keep a moment (None: now) to be put into words later. Raises NotAllowed "closed", "sealed"; NotFound."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, inspection_id)
            moment = min(at or tx.now, tx.now)
            return cast(TimeMark, tx.copy(tx.add(TimeMarkRow(inspection_id=inspection_id, at=moment))))

    def put_into_words(self, shown: TimeMark, draft: FindingDraft) -> Finding:
        """Make a finding of a mark, at the mark's moment unless another is given. Raises Invalid, NotAllowed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, shown.inspection_id)
            _require_unsettled(tx, shown)
            draft = replace(tidied(draft), inspection_id=shown.inspection_id, at=draft.at or shown.at)
            if found := finding_problems(draft, _day(tx)):
                raise Invalid(found)
            row = tx.add(FindingRow(**fields_of(draft)))
            settled: dict[str, Any] = {"state": MarkState.NOTED, "finding_id": row.id}
            tx.change(TimeMarkRow, shown.id, seen=shown.seen, **settled)
            return cast(Finding, tx.copy(row))

    def strike(self, shown: TimeMark, reason: str) -> TimeMark:
        """Strike a mark that meant nothing; it stays in the record with the reason. Raises Invalid, NotAllowed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, shown.inspection_id)
            _require_unsettled(tx, shown)
            if not reason.strip():
                raise Invalid([Problem("reason", "missing")])
            settled: dict[str, Any] = {"state": MarkState.DROPPED, "reason": reason.strip()}
            return cast(TimeMark, tx.copy(tx.change(TimeMarkRow, shown.id, seen=shown.seen, **settled)))

    def count(self, draft: HeadCountDraft) -> HeadCount:
        """Write how many people there were at one moment. Raises Invalid, NotAllowed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, draft.inspection_id)
            draft = replace(tidied(draft), at=draft.at or tx.now)
            if found := count_problems(draft, tx.now):
                raise Invalid(found)
            return cast(HeadCount, tx.copy(tx.add(HeadCountRow(**fields_of(draft)))))

    def tell(self, draft: OralOrderDraft) -> OralOrder:
        """Write what a party was told on the spot (förvaltningslagen 2017:900, 27 §). Raises Invalid, NotAllowed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, draft.inspection_id)
            draft = replace(tidied(draft), at=draft.at or tx.now)
            if found := order_problems(draft, tx.now):
                raise Invalid(found)
            return cast(OralOrder, tx.copy(tx.add(OralOrderRow(**fields_of(draft)))))

    def consent(self, draft: ConsentDraft) -> Consent:
        """Write a consent, a refusal or a withdrawal.

        A consent becomes our ground for the visit where our authority may rest on one; a withdrawal ends that ground
        (`must_leave`). Raises Invalid ("no-consent-in-dwelling", "missing-facts-need-reason" where the person was not
        told everything and no reason is given), NotAllowed.
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            visit = open_visit(tx, draft.inspection_id)
            draft = replace(tidied(draft), at=draft.at or tx.now)
            if found := consent_problems(draft, tx.now, read_part(tx, "consents", visit.id)):
                raise Invalid(found)
            row = tx.add(ConsentRow(**fields_of(draft)))
            may_rest = any(one.is_consent for one in offered(own_kinds(tx.actor), _day(tx)))
            if draft.act is ConsentAct.GIVEN and may_rest:
                entry = EntryDraft(inspection_id=visit.id, venue_id=visit.venue_id, operation_id=visit.operation_id)
                choose_entry(tx, replace(entry, ground_id="consent", answers=_facts(draft), reason=draft.reason))
            return cast(Consent, tx.copy(row))


def _facts(draft: ConsentDraft) -> dict[str, Any]:
    return {
        "consent_by": ", ".join(part for part in (draft.who, draft.role) if part),
        "consent_at": to_iso(draft.at) if draft.at else "",
        "told_no_consequence": draft.told_no_consequence,
        "told_withdrawable": draft.told_withdrawable,
        "not_dwelling": draft.not_dwelling,
    }


def _require_unsettled(tx: Tx, shown: TimeMark) -> None:
    if tx.get(TimeMarkRow, shown.id).state is not MarkState.OPEN:
        raise NotAllowed("mark-settled", mark=shown.id)


def _day(tx: Tx) -> date:
    return local(tx.now).date()
