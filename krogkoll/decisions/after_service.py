"""Use cases that put together everything that happened after a decision."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import select

from krogkoll.decisions.after_calendar import days_calendar
from krogkoll.decisions.after_deadlines import LegalDay, legal_days, standings_of
from krogkoll.decisions.after_standing import Standing, standing
from krogkoll.decisions.after_steps import appeals_of, attempts_of
from krogkoll.decisions.appeals import Appeal
from krogkoll.decisions.dispatch import Expedition
from krogkoll.decisions.dispatch_service import expedition_of
from krogkoll.decisions.landlord import LandlordTrack
from krogkoll.decisions.landlord_service import landlord_track
from krogkoll.decisions.model import Decision
from krogkoll.decisions.notice import DecisionNotice
from krogkoll.decisions.notice_steps import standing_notice
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.serving import Method, ServiceAttempt
from krogkoll.decisions.serving_service import permitted_for
from krogkoll.decisions.steps import read_decision, today
from krogkoll.decisions.workflow import State
from krogkoll.kernel.errors import NotAllowed, NotFound
from krogkoll.kernel.platform import write_durably
from krogkoll.law import appeal_body, decision_type, find_authority
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx, translated


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """A decision and everything that happened after it.

    methods: by which it may be served. appeal_to: who tries an appeal, by name. corrects: what it corrects or
    replaces; corrected_by: what corrects or replaces it, drafts too.
    """

    decision: Decision
    standing: Standing
    attempts: tuple[ServiceAttempt, ...]
    methods: frozenset[Method]
    appeals: tuple[Appeal, ...]
    appeal_to: str
    expedition: Expedition | None
    notice: DecisionNotice | None
    track: LandlordTrack | None
    corrects: Decision | None
    corrected_by: tuple[Decision, ...]


class AfterService:
    """What happens after a decision, in one view."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def after(self, decision_id: str) -> After:
        """Everything that happened after one decision; for a draft only that it is one. Raises NotFound."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            decision = read_decision(tx, decision_id)
            tried, came = attempts_of(tx, [decision.id]), appeals_of(tx, [decision.id])
            done = decision.state is State.DECIDED
            return After(
                decision=decision,
                standing=standing(decision, tried, came, today(tx)),
                attempts=tried,
                methods=permitted_for(tx, decision) if done else frozenset(),
                appeals=came,
                appeal_to=_appeal_to(tx, decision),
                expedition=expedition_of(tx, decision) if done else None,
                notice=standing_notice(tx, decision.id),
                track=landlord_track(tx, decision.id),
                corrects=_found(tx, decision.supersedes),
                corrected_by=_corrected_by(tx, decision.id),
            )

    def standings(self) -> dict[str, Standing]:
        """Where every decision that is taken stands today, by its id."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            found = standings_of(tx, today(tx))
            tx.audit(AuditAction.READ, "decision", sorted(found))
            return found

    def legal_days(self) -> tuple[LegalDay, ...]:
        """The coming days that the law sets after decisions, in their order."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            found = legal_days(tx, today(tx))
            tx.audit(AuditAction.READ, "decision", [one.decision_id for one in found])
            return found

    def save_calendar(self, target: Path, decision_id: str = "") -> int:
        """Write the coming days of one decision, or of all, as a calendar file in place of an older one.

        Gives how many days. Raises NotAllowed "no-days", StoreTrouble.
        """
        with self._store.transaction(Permission.EXPORT) as tx:
            found = [one for one in legal_days(tx, today(tx)) if decision_id in ("", one.decision_id)]
            if not found:
                raise NotAllowed("no-days", decision=decision_id)
            tx.audit(AuditAction.EXPORTED, "decision", [one.decision_id for one in found], ground="calendar")
            with translated():
                write_durably(target, days_calendar(found, made_at=tx.now))
            return len(found)


def _appeal_to(tx: Tx, decision: Decision) -> str:
    own = find_authority(tx.actor.authority)
    body = appeal_body(decision_type(decision.type_code).appeal, own.county) if own else None
    return body.name_sv if body else ""


def _found(tx: Tx, decision_id: str) -> Decision | None:
    try:
        return read_decision(tx, decision_id) if decision_id else None
    except NotFound:
        return None


def _corrected_by(tx: Tx, decision_id: str) -> tuple[Decision, ...]:
    chosen = select(DecisionRow).where(DecisionRow.supersedes == decision_id, DecisionRow.state != State.DISCARDED)
    rows = tx.all(chosen.order_by(DecisionRow.row_no))
    if rows:
        tx.audit(AuditAction.READ, "decision", [row.id for row in rows])
    return tuple(cast(Decision, tx.copy(row)) for row in rows)
