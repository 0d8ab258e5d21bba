"""Use cases of safety on the spot: go in, come out, *säkrat*, *avbryt*, and who is inside."""

from dataclasses import replace
from datetime import datetime
from typing import cast

from krogkoll.inspections.log_steps import read_part
from krogkoll.inspections.model import Inspection
from krogkoll.inspections.notes import consent_ended
from krogkoll.inspections.plan_steps import standing_risk
from krogkoll.inspections.presence import (
    Presence,
    PresenceDraft,
    SceneSignal,
    Signal,
    SignalDraft,
    entry_bar,
    inside,
    presence_problems,
    signal_problems,
)
from krogkoll.inspections.presence_rows import PresenceRow, SceneSignalRow
from krogkoll.inspections.risk import stop_rule
from krogkoll.inspections.rows import InspectionRow
from krogkoll.inspections.steps import open_visit, standing_entry
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.law import entry_ground
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Store, Tx


class PresenceService:
    """Who is inside; the rule of *säkrat* is kept here, whatever a screen shows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def enter(self, draft: PresenceDraft) -> Presence:
        """Write that somebody is inside now.

        Raises Invalid; NotAllowed "not-secured", "broken-off", "already-inside" (see `entry_bar`), "consent-ended"
        where our people rest on a consent that is gone, "closed", "sealed".
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            visit = open_visit(tx, draft.inspection_id)
            draft = replace(tidied(draft), in_at=draft.in_at or tx.now)
            if found := presence_problems(draft, tx.now):
                raise Invalid(found)
            there, signals = read_part(tx, "presences", visit.id), read_part(tx, "signals", visit.id)
            if bar := entry_bar(draft, there, signals, bool(_waiting(tx, visit))):
                raise NotAllowed(bar, inspection=visit.id)
            if draft.authority == tx.actor.authority and _ground_gone(tx, visit):
                raise NotAllowed("consent-ended", inspection=visit.id)
            return cast(Presence, tx.copy(tx.add(PresenceRow(**fields_of(draft)))))

    def leave(self, shown: Presence, at: datetime | None = None, why: str = "") -> Presence:
        """Write that somebody is outside (at None: now). Raises Invalid, NotAllowed."""
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            open_visit(tx, shown.inspection_id)
            out_at = at or tx.now
            if out_at < shown.in_at or out_at > tx.now:
                raise Invalid([Problem("out_at", "before-start" if out_at < shown.in_at else "in-the-future")])
            return _out(tx, shown, out_at, why)

    def signal(self, draft: SignalDraft) -> SceneSignal:
        """Write that it is safe, or that the visit is broken off, which takes everybody out at that moment.

        Raises Invalid ("must-be-police" while the stop rule stands), NotAllowed.
        """
        with self._store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx:
            visit = open_visit(tx, draft.inspection_id)
            draft = replace(tidied(draft), at=draft.at or tx.now)
            if found := signal_problems(draft, tx.now, bool(_waiting(tx, visit))):
                raise Invalid(found)
            row = tx.add(SceneSignalRow(**fields_of(draft)))
            if draft.signal is Signal.ABORTED:
                for one in inside(read_part(tx, "presences", visit.id)):
                    _out(tx, one, max(row.at, one.in_at), draft.why)
            return cast(SceneSignal, tx.copy(row))

    def waits_for(self, inspection_id: str) -> tuple[str, ...]:
        """Why our people wait outside until the police say that it is safe, a sentence each; nothing: they need not.

        It stands whether or not *säkrat* has been said since. Raises NotFound.
        """
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            tx.audit(AuditAction.READ, "inspection", [inspection_id])
            return _waiting(tx, tx.get(InspectionRow, inspection_id))

    def who_is_inside(self, inspection_id: str) -> tuple[Presence, ...]:
        """Everybody who is inside now. Raises NotFound."""
        with self._store.transaction(Permission.READ_INSPECTIONS) as tx:
            tx.get(InspectionRow, inspection_id)
            return inside(read_part(tx, "presences", inspection_id))


def _waiting(tx: Tx, visit: InspectionRow) -> tuple[str, ...]:
    """The stop rule of the plan of this night at this place, and what somebody chose when the visit began."""
    risk = standing_risk(tx, visit.operation_id, visit.venue_id) if visit.operation_id else None
    rule = stop_rule(risk) if risk is not None else None
    why = rule.why if rule is not None and rule.stands else ()
    return (*why, "Beslutat för det här besöket.") if visit.wait_for_secured else why


def _out(tx: Tx, shown: Presence, at: datetime, why: str) -> Presence:
    row = tx.change(PresenceRow, shown.id, seen=shown.seen, out_at=at, out_why=why.strip())
    return cast(Presence, tx.copy(row))


def _ground_gone(tx: Tx, visit: InspectionRow) -> bool:
    """Whether our own people here rest on a consent that was withdrawn or refused."""
    entry = standing_entry(tx, cast(Inspection, tx.copy(visit)))
    rests = entry is None or entry_ground(entry.ground_id).is_consent
    return rests and consent_ended(read_part(tx, "consents", visit.id))
