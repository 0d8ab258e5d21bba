"""Use cases on service: try to serve a party, write down what came of it, put right what was written wrongly."""

from dataclasses import replace
from typing import Any, cast

from krogkoll.cases import TaskDraft, add_task, redate_task
from krogkoll.decisions.after_rows import ServiceAttemptRow
from krogkoll.decisions.after_steps import attempts_of, called, taken, tell
from krogkoll.decisions.model import Decision
from krogkoll.decisions.serving import (
    AttemptDraft,
    Method,
    Result,
    ServiceAttempt,
    attempt_problems,
    methods_for,
    swedish_service,
    with_deemed_day,
)
from krogkoll.decisions.steps import read_decision
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.kernel.swedish import long_date
from krogkoll.law import Appeal, decision_type
from krogkoll.security import Permission
from krogkoll.store import Store, Tx

_RESULT = ("control_on", "result", "served_on", "received_by", "receipt_id", "proof", "failed_why")


class ServingService:
    """Service of the own authority's decisions. What is recorded here never changes a sealed decision."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def attempt(self, draft: AttemptDraft) -> ServiceAttempt:
        """Write down an attempt, with its result where it is known at once.

        Raises Invalid; NotFound; NotAllowed "not-taken" and "no-service" (a type that nobody is served with).
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            draft = with_deemed_day(tidied(draft))
            decision = _checked(tx, draft, "")
            draft = replace(draft, by=draft.by or tx.actor.name)
            task = _follow(tx, decision, draft, "")
            row = tx.add(ServiceAttemptRow(**fields_of(draft), task_id=task))
            tell(tx, decision, _title(draft), _words(draft))
            return cast(ServiceAttempt, tx.copy(row))

    def record_result(self, shown: ServiceAttempt, draft: AttemptDraft) -> ServiceAttempt:
        """Write what came of an attempt that waits: result, day, who received it, receipt or proof.

        Raises Invalid; NotFound; NotAllowed "result-known".
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            before = _read(tx, shown.id)
            if before.result not in (Result.WAITING, Result.UNKNOWN):
                raise NotAllowed("result-known", attempt=shown.id)
            given = {name: getattr(draft, name) for name in _RESULT}
            return _write(tx, shown, with_deemed_day(tidied(replace(_draft_of(before), **given))), "")

    def correct(self, shown: ServiceAttempt, draft: AttemptDraft, why: str) -> ServiceAttempt:
        """Put right what was written wrongly; what stood there before stays in the log. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            if not why.strip():
                raise Invalid([Problem("correction", "missing")])
            given = replace(_draft_of(draft), decision_id=_read(tx, shown.id).decision_id)
            return _write(tx, shown, with_deemed_day(tidied(given)), why.strip())

    def attempts(self, decision_id: str) -> tuple[ServiceAttempt, ...]:
        """The attempts to serve one decision, the first first. Raises NotFound."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            return attempts_of(tx, [read_decision(tx, decision_id).id])


def permitted_for(tx: Tx, decision: Decision) -> frozenset[Method]:
    """The methods that this decision permits, a correction's by what it corrects."""
    original = read_decision(tx, decision.supersedes) if decision.supersedes else None
    return methods_for(decision, original)


def _draft_of(attempt: AttemptDraft) -> AttemptDraft:
    return AttemptDraft(**{name: getattr(attempt, name) for name in AttemptDraft.__dataclass_fields__})


def _read(tx: Tx, attempt_id: str) -> ServiceAttempt:
    return cast(ServiceAttempt, tx.copy(tx.get(ServiceAttemptRow, attempt_id)))


def _checked(tx: Tx, draft: AttemptDraft, own_id: str) -> Decision:
    """The decision of a lawful draft. own_id: the attempt itself, which is not an earlier one."""
    decision = taken(tx, draft.decision_id)
    permitted = permitted_for(tx, decision)
    if not permitted:
        raise NotAllowed("no-service", decision=decision.id)
    earlier = [one for one in attempts_of(tx, [decision.id]) if one.id != own_id]
    if found := attempt_problems(draft, decision, permitted, earlier, tx.now):
        raise Invalid(found)
    return decision


def _write(tx: Tx, shown: ServiceAttempt, draft: AttemptDraft, why: str) -> ServiceAttempt:
    decision = _checked(tx, draft, shown.id)
    before = _read(tx, shown.id)
    task = _follow(tx, decision, draft, before.task_id)
    changes: dict[str, Any] = edited(ServiceAttemptRow.__mapping__.groups, shown, draft)
    changes |= {"task_id": task} if task != before.task_id else {}
    row = tx.change(ServiceAttemptRow, shown.id, seen=shown.seen, why=why, **changes)
    tell(tx, decision, f"Rättad uppgift: {_title(draft)}" if why else _title(draft), why or _words(draft))
    return cast(ServiceAttempt, tx.copy(row))


def _follow(tx: Tx, decision: Decision, draft: AttemptDraft, task_id: str) -> str:
    """The task that tells when the party's time to appeal is over: made, moved or ended with the service. Gives it."""
    runs = decision_type(decision.type_code).appeal not in (Appeal.NONE, Appeal.UNVERIFIED)
    served_on = draft.served_on if draft.result is Result.SERVED and runs else None
    if task_id:
        redate_task(tx, task_id, served_on)
        return task_id
    if served_on is None:
        return ""
    title = f"Kontrollera laga kraft: {called(decision)}"
    return add_task(tx, TaskDraft(case_id=decision.case_id, title=title, deadline="appeal", counted_from=served_on)).id


def _title(draft: AttemptDraft) -> str:
    if draft.result is Result.SERVED and draft.served_on:
        return f"Delgiven den {long_date(draft.served_on)}"
    return "Delgivningen misslyckades" if draft.result is Result.FAILED else "Skickat för delgivning"


def _words(draft: AttemptDraft) -> str:
    return ". ".join(part for part in (f"{swedish_service(draft.method)}: {draft.party}", draft.failed_why) if part)
