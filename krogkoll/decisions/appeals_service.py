"""Use cases on appeals: register, forward, dismiss, write down how it ended."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from krogkoll.decisions.after_rows import AppealRow
from krogkoll.decisions.after_standing import Standing
from krogkoll.decisions.after_steps import appeals_of, attempts_of, standing_of, taken, tell
from krogkoll.decisions.appeals import (
    Appeal,
    AppealDraft,
    Outcome,
    appeal_problems,
    came_in_time,
    clocks,
    swedish_appeal,
)
from krogkoll.decisions.steps import read_decision, today
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.kernel.swedish import long_date
from krogkoll.law import Appeal as AppealTo
from krogkoll.law import decision_type
from krogkoll.security import Permission
from krogkoll.store import Store, Tx


class AppealService:
    """Appeals against the own authority's decisions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def register(self, draft: AppealDraft) -> Appeal:
        """Write down an appeal that came in. Raises Invalid; NotFound; NotAllowed "not-taken", "not-appealable"."""
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            draft = tidied(draft)
            _checked(tx, draft)
            row = tx.add(AppealRow(**fields_of(draft), outcome=Outcome.WAITING))
            came = long_date(draft.came_in_on) if draft.came_in_on else ""
            tell(tx, taken(tx, draft.decision_id), "Överklagande har kommit in", f"{draft.party}, den {came}")
            return cast(Appeal, tx.copy(row))

    def correct(self, shown: Appeal, draft: AppealDraft, why: str) -> Appeal:
        """Put right what was written of an appeal that is not handled yet.

        Raises Invalid; NotFound; NotAllowed "appeal-handled".
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            if not why.strip():
                raise Invalid([Problem("correction", "missing")])
            before = _unhandled(tx, shown)
            given = {name: getattr(draft, name) for name in AppealDraft.__dataclass_fields__}
            draft = tidied(replace(AppealDraft(**given), decision_id=before.decision_id))
            _checked(tx, draft)
            changes = edited(AppealRow.__mapping__.groups, shown, draft)
            return cast(Appeal, tx.copy(tx.change(AppealRow, shown.id, seen=shown.seen, why=why.strip(), **changes)))

    def forward(self, shown: Appeal, to: str, on: date | None = None) -> Appeal:
        """Write down that an appeal in time went on to the higher instance (FL 46 §).

        Raises Invalid; NotFound; NotAllowed "appeal-late", "appeal-handled".
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            appeal = _unhandled(tx, shown)
            if not to.strip():
                raise Invalid([Problem("forwarded_to", "missing")])
            if not _timely(tx, appeal):
                raise NotAllowed("appeal-late", appeal=shown.id)
            day = _day(tx, on, appeal.came_in_on, "forwarded_on")
            fields: dict[str, Any] = {"forwarded_on": day, "forwarded_to": to.strip()}
            return self._handled(tx, shown, fields, f"Överklagandet lämnat vidare till {to.strip()}")

    def dismiss(self, shown: Appeal, dismissal: str, on: date | None = None) -> Appeal:
        """Write down that a late appeal was dismissed, by the decision with that number (FL 45 §).

        Raises Invalid; NotFound; NotAllowed "appeal-in-time", "appeal-handled".
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            appeal = _unhandled(tx, shown)
            if not dismissal.strip():
                raise Invalid([Problem("dismissal", "missing")])
            if _timely(tx, appeal):
                raise NotAllowed("appeal-in-time", appeal=shown.id)
            day = _day(tx, on, appeal.came_in_on, "dismissed_on")
            fields: dict[str, Any] = {"dismissed_on": day, "dismissal": dismissal.strip()}
            return self._handled(tx, shown, fields, "Överklagandet avvisat eftersom det kom in för sent")

    def record_outcome(self, shown: Appeal, outcome: Outcome, on: date, note: str = "") -> Appeal:
        """Write down how an appeal ended: what the higher instance decided, or that it was taken back.

        Raises Invalid; NotFound; NotAllowed "not-forwarded" for a decision on what was never forwarded.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            appeal = _read(tx, shown.id)
            if outcome in (Outcome.WAITING, Outcome.UNKNOWN):
                raise Invalid([Problem("outcome", "missing")])
            if outcome is not Outcome.WITHDRAWN and appeal.forwarded_on is None:
                raise NotAllowed("not-forwarded", appeal=shown.id)
            day = _day(tx, on, appeal.forwarded_on or appeal.came_in_on, "outcome_on")
            fields: dict[str, Any] = {"outcome": outcome, "outcome_on": day, "outcome_note": note.strip()}
            return self._handled(tx, shown, fields, f"Överklagandet: {swedish_appeal(outcome).lower()}")

    def appeals(self, decision_id: str) -> tuple[Appeal, ...]:
        """The appeals against one decision, the first first. Raises NotFound."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            return appeals_of(tx, [read_decision(tx, decision_id).id])

    def standing(self, decision_id: str) -> Standing:
        """Where one decision stands today. Raises NotFound."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            return standing_of(tx, read_decision(tx, decision_id))

    def _handled(self, tx: Tx, shown: Appeal, fields: dict[str, Any], title: str) -> Appeal:
        row = tx.change(AppealRow, shown.id, seen=shown.seen, **fields)
        tell(tx, taken(tx, row.decision_id), title)
        return cast(Appeal, tx.copy(row))


def _read(tx: Tx, appeal_id: str) -> Appeal:
    return cast(Appeal, tx.copy(tx.get(AppealRow, appeal_id)))


def _unhandled(tx: Tx, shown: Appeal) -> Appeal:
    appeal = _read(tx, shown.id)
    if not appeal.open or appeal.forwarded_on is not None:
        raise NotAllowed("appeal-handled", appeal=shown.id)
    return appeal


def _timely(tx: Tx, appeal: Appeal) -> bool:
    decision = taken(tx, appeal.decision_id)
    return came_in_time(appeal, clocks(decision, attempts_of(tx, [decision.id])))


def _checked(tx: Tx, draft: AppealDraft) -> None:
    decision = taken(tx, draft.decision_id)
    if decision_type(decision.type_code).appeal in (AppealTo.NONE, AppealTo.UNVERIFIED):
        raise NotAllowed("not-appealable", decision=decision.id)
    if found := appeal_problems(draft, decision, today(tx)):
        raise Invalid(found)


def _day(tx: Tx, on: date | None, earliest: date | None, field: str) -> date:
    """The day of an act: today where none is said, never in the future, never before what it answers."""
    day = on or today(tx)
    if day > today(tx):
        raise Invalid([Problem(field, "in-the-future")])
    if earliest is not None and day < earliest:
        raise Invalid([Problem(field, "before-appeal")])
    return day
