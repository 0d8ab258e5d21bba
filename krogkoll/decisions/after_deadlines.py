"""What waits after decisions that are taken: for the inbox, the overview and the calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import select

from krogkoll.decisions.after_rows import AppealRow, ServiceAttemptRow
from krogkoll.decisions.after_standing import Stage, Standing, standing
from krogkoll.decisions.after_steps import called
from krogkoll.decisions.appeals import Appeal
from krogkoll.decisions.landlord import LandlordOutcome, LandlordTrack, last_day
from krogkoll.decisions.landlord_rows import LandlordTrackRow
from krogkoll.decisions.model import Decision
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.serving import Result, ServiceAttempt
from krogkoll.decisions.workflow import State
from krogkoll.kernel.errors import NotFound
from krogkoll.law import decision_type
from krogkoll.store import AuditAction, Reader, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A decision that somebody must do something with now; words: what."""

    decision: Decision
    words: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDay:
    """A day that the law sets for one decision. what: without any name, so that it may stand in a calendar."""

    decision_id: str
    case_id: str
    day: date
    what: str


def standings_of(reader: Reader, today: date) -> dict[str, Standing]:
    """Where every decision that is taken stands on that day, by its id."""
    return {one.id: where for one, where in _standings(reader, _decided(reader), today)}


def to_follow_up(tx: Tx, today: date, limit: int) -> tuple[Following, ...]:
    """The decisions to serve and those with appeals to handle, the oldest first, with the audit entry."""
    found = list(_following(tx, today))[:limit]
    tx.audit(AuditAction.READ, "decision", [one.decision.id for one in found])
    return tuple(found)


def count_to_follow_up(reader: Reader, today: date) -> int:
    """How many decisions somebody must do something with."""
    return sum(1 for _ in _following(reader, today))


def legal_days(reader: Reader, today: date) -> tuple[LegalDay, ...]:
    """The coming days that the law sets after decisions, in their order."""
    decisions = {one.id: one for one in _decided(reader)}
    found = []
    for decision, where in _standings(reader, decisions.values(), today):
        if where.next_day is not None and where.next_day >= today:
            served = where.stage is Stage.APPEAL_TIME
            words = "Överklagandetiden går ut" if served else "Delgivningen räknas som gjord"
            found.append(_day(decision, where.next_day, words))
    for track in (cast(LandlordTrack, reader.copy(row)) for row in reader.all(select(LandlordTrackRow))):
        day, about = last_day(track), decisions.get(track.decision_id)
        if day is not None and about is not None and day >= today and track.outcome is LandlordOutcome.WAITING:
            found.append(_day(about, day, "Hyresvärdens två månader går ut"))
    return tuple(sorted(found, key=lambda one: (one.day, one.decision_id)))


def _day(decision: Decision, day: date, words: str) -> LegalDay:
    return LegalDay(decision_id=decision.id, case_id=decision.case_id, day=day, what=f"{words}: {called(decision)}")


def _following(reader: Reader, today: date) -> Iterator[Following]:
    decisions = list(_decided(reader))
    waiting = {one.decision_id for one in _attempts(reader) if one.result is Result.WAITING}
    for decision, where in _standings(reader, decisions, today):
        idle = where.stage is Stage.WAITING_SERVICE and decision.id not in waiting
        late = where.stage is Stage.WAITING_SERVICE and where.next_day is not None and where.next_day <= today
        if idle or late or where.stage in (Stage.APPEALED, Stage.LATE_APPEAL):
            yield Following(decision=decision, words=where.words, standing=where)


def _decided(reader: Reader) -> Iterator[Decision]:
    """Every decision that is taken and of a type that is known here, the oldest first."""
    chosen = select(DecisionRow).where(DecisionRow.state == State.DECIDED)
    for row in reader.all(chosen.order_by(DecisionRow.decided_on, DecisionRow.row_no)):
        try:
            decision_type(row.type_code)
        except NotFound:
            continue
        yield cast(Decision, reader.copy(row))


def _attempts(reader: Reader) -> tuple[ServiceAttempt, ...]:
    rows = reader.all(select(ServiceAttemptRow).order_by(ServiceAttemptRow.row_no))
    return tuple(cast(ServiceAttempt, reader.copy(row)) for row in rows)


def _standings(reader: Reader, decisions: Iterable[Decision], today: date) -> Iterator[tuple[Decision, Standing]]:
    tried: dict[str, list[ServiceAttempt]] = {}
    came: dict[str, list[Appeal]] = {}
    for attempt in _attempts(reader):
        tried.setdefault(attempt.decision_id, []).append(attempt)
    for row in reader.all(select(AppealRow).order_by(AppealRow.row_no)):
        came.setdefault(row.decision_id, []).append(cast(Appeal, reader.copy(row)))
    for decision in decisions:
        yield decision, standing(decision, tried.get(decision.id, ()), came.get(decision.id, ()), today)
