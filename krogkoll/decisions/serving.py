"""Service of a decision (delgivning): how it was tried, what came of it, and what the law does not allow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from krogkoll.decisions.model import Decision, same_person
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import Service, deadline, decision_type, next_working_day

TEXT_LIMIT = 10_000


class Method(StrEnum):
    """How a party is served (delgivningslagen 2010:1932)."""

    NOT_STATED = ""
    ORDINARY = "ordinary"
    RECEIPT = "receipt"
    HANDED = "handed"
    PROCESS_SERVER = "process_server"
    SIMPLIFIED = "simplified"
    LEGAL_PERSON = "legal_person"
    ORAL = "oral"
    NOTICE = "notice"
    UNKNOWN = "unknown"


class Result(StrEnum):
    """What came of an attempt."""

    WAITING = "waiting"
    SERVED = "served"
    FAILED = "failed"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (Method.NOT_STATED, "Inte valt"),
    (Method.ORDINARY, "Vanlig delgivning"),
    (Method.RECEIPT, "Skickat med delgivningskvitto"),
    (Method.HANDED, "Överlämnat mot delgivningskvitto"),
    (Method.PROCESS_SERVER, "Stämningsmannadelgivning"),
    (Method.SIMPLIFIED, "Förenklad delgivning"),
    (Method.LEGAL_PERSON, "Särskild delgivning med juridisk person"),
    (Method.ORAL, "Muntlig delgivning"),
    (Method.NOTICE, "Kungörelsedelgivning"),
    (Method.UNKNOWN, "Okänt sätt"),
    (Result.WAITING, "Väntar på besked"),
    (Result.SERVED, "Delgiven"),
    (Result.FAILED, "Misslyckades"),
    (Result.UNKNOWN, "Okänt resultat"),
)

DEEMED = frozenset({Method.SIMPLIFIED, Method.LEGAL_PERSON})
"""Methods by which somebody counts as served two weeks after sending, with a control message the next working day."""
_PROVEN = frozenset({Method.RECEIPT, Method.HANDED, Method.PROCESS_SERVER, Method.LEGAL_PERSON})
_LIGHT = _PROVEN | {Method.ORDINARY, Method.SIMPLIFIED}
_AT_ONCE = frozenset({Method.HANDED, Method.ORAL})

METHODS_FOR: Mapping[Service, frozenset[Method]] = {
    Service.ORDINARY: _LIGHT,
    Service.RECEIPT: _PROVEN,
    Service.PROVEN_RECEIPT: _PROVEN,
    Service.RECEIPT_OR_PROCESS_SERVER: _PROVEN,
    Service.SERVE_IF_FINE: _LIGHT,
    Service.ORAL_ON_SITE: _LIGHT | {Method.ORAL},
    Service.NOTICE: frozenset({Method.NOTICE}),
    Service.INFORM: _LIGHT | {Method.ORAL},
    Service.PROOF_ON_REQUEST: _LIGHT,
    Service.WITH_APPEAL_NOTE: _LIGHT,
    Service.AS_ORIGINAL: _PROVEN,
    Service.INTERNAL: frozenset(),
    Service.COURT: frozenset(),
}
"""Which methods a type of decision permits; oral service is for small contents only (delgivningslagen 19 §)."""


def swedish_service(value: Method | Result) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptDraft:
    """What a form holds of one attempt to serve one party.

    sent_at: sent, handed over, read aloud or announced. by: who did it. informed_on: when the party was told that
    simplified service may be used. control_on: when the control message was sent. received_by: who took it.
    receipt_id: the receipt among the received files; proof: what shows that it was received, where there is none.
    """

    decision_id: str = ""
    party: str = ""
    method: Method = Method.NOT_STATED
    sent_at: datetime | None = None
    by: str = ""
    informed_on: date | None = None
    control_on: date | None = None
    result: Result = Result.WAITING
    served_on: date | None = None
    received_by: str = ""
    receipt_id: str = ""
    proof: str = ""
    failed_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAttempt(AttemptDraft, Record):
    """An attempt as stored. task_id: the thing to do in time that its appeal period became."""

    task_id: str


def methods_for(decision: Decision, original: Decision | None = None) -> frozenset[Method]:
    """The methods that this decision permits; a correction is served as the decision it corrects (`original`)."""
    kind = decision_type(decision.type_code)
    if kind.service is Service.AS_ORIGINAL and original is not None:
        return methods_for(original)
    if kind.service is Service.SERVE_IF_FINE and decision.fine:
        return _PROVEN
    return METHODS_FOR[kind.service]


def deemed_day(draft: AttemptDraft) -> date | None:
    """The day on which the party counts as served, for a method that deems so; else None."""
    if draft.method not in DEEMED or draft.sent_at is None:
        return None
    return deadline("simplified-service").last_day(local(draft.sent_at).date())


def with_deemed_day(draft: AttemptDraft) -> AttemptDraft:
    """The draft with the day that follows from its method, where it says served and no day."""
    if draft.result is not Result.SERVED or draft.served_on is not None or draft.sent_at is None:
        return draft
    day = local(draft.sent_at).date() if draft.method in _AT_ONCE else deemed_day(draft)
    return replace(draft, served_on=day)


def attempt_problems(
    draft: AttemptDraft,
    decision: Decision,
    permitted: frozenset[Method],
    earlier: Iterable[ServiceAttempt],
    now: datetime,
) -> tuple[Problem, ...]:
    """Broken rules in the order of the form. earlier: the other attempts with this decision.

    Source: delgivningslagen (2010:1932) 16-51 §§.
    """
    found = [] if draft.party.strip() else [Problem("party", "missing")]
    found += _method_problems(draft, decision, permitted, earlier)
    found += _sent_problems(draft, decision, now)
    found += _control_problems(draft, now)
    found += _result_problems(draft, now)
    found += [Problem(name, "too-long") for name in ("proof", "failed_why") if len(getattr(draft, name)) > TEXT_LIMIT]
    return tuple(found)


def _method_problems(
    draft: AttemptDraft, decision: Decision, permitted: frozenset[Method], earlier: Iterable[ServiceAttempt]
) -> list[Problem]:
    method = draft.method
    if method is Method.NOT_STATED:
        return [Problem("method", "missing")]
    if method is Method.UNKNOWN:
        return [Problem("method", "unknown-value")]
    if method is Method.NOTICE and method not in permitted and permitted:
        tried = any(one.result is Result.FAILED and same_person(one.party, draft.party) for one in earlier)
        return [] if tried and not decision.fine else [Problem("method", "not-tried")]
    if method not in permitted:
        return [Problem("method", "oral-not-permitted" if method is Method.ORAL else "method-not-permitted")]
    if method is Method.LEGAL_PERSON and not _organisation(decision.party_number):
        return [Problem("method", "no-legal-person")]
    return []


def _sent_problems(draft: AttemptDraft, decision: Decision, now: datetime) -> list[Problem]:
    if draft.sent_at is None:
        return [Problem("sent_at", "missing")]
    if draft.sent_at.tzinfo is None:
        return [Problem("sent_at", "no-time-zone")]
    if draft.sent_at > now:
        return [Problem("sent_at", "in-the-future")]
    if decision.decided_on is not None and local(draft.sent_at).date() < decision.decided_on:
        return [Problem("sent_at", "before-decision")]
    return []


def _control_problems(draft: AttemptDraft, now: datetime) -> list[Problem]:
    if draft.method not in DEEMED or draft.sent_at is None or draft.sent_at.tzinfo is None:
        return []
    sent, found = local(draft.sent_at).date(), []
    if draft.method is Method.SIMPLIFIED:
        if draft.informed_on is None:
            found.append(Problem("informed_on", "not-informed"))
        elif draft.informed_on > sent:
            found.append(Problem("informed_on", "informed-late"))
    if draft.control_on is None:
        return [*found, Problem("control_on", "missing")] if draft.result is Result.SERVED else found
    if draft.control_on > local(now).date():
        found.append(Problem("control_on", "in-the-future"))
    elif draft.control_on != next_working_day(sent + timedelta(days=1)):
        found.append(Problem("control_on", "control-day"))
    return found


def _result_problems(draft: AttemptDraft, now: datetime) -> list[Problem]:
    if draft.result is Result.UNKNOWN:
        return [Problem("result", "unknown-value")]
    if draft.result is Result.FAILED and not draft.failed_why.strip():
        return [Problem("failed_why", "missing")]
    if draft.result is not Result.SERVED:
        return [Problem("served_on", "not-served")] if draft.served_on is not None else []
    return [*_day_problems(draft, now), *_proof_problems(draft)]


def _day_problems(draft: AttemptDraft, now: datetime) -> list[Problem]:
    served = draft.served_on
    if served is None:
        return [Problem("served_on", "missing")]
    if served > local(now).date():
        return [Problem("served_on", "in-the-future")]
    if draft.sent_at is None or draft.sent_at.tzinfo is None:
        return []
    sent = local(draft.sent_at).date()
    if served < sent:
        return [Problem("served_on", "before-sent")]
    fixed = sent if draft.method in _AT_ONCE else deemed_day(draft)
    return [Problem("served_on", "not-that-day")] if fixed is not None and served != fixed else []


def _proof_problems(draft: AttemptDraft) -> list[Problem]:
    if draft.method in DEEMED or draft.method is Method.UNKNOWN:
        return []
    found = []
    if draft.method in (Method.HANDED, Method.RECEIPT, Method.PROCESS_SERVER) and not draft.received_by.strip():
        found.append(Problem("received_by", "missing"))
    if not draft.receipt_id and not draft.proof.strip():
        found.append(Problem("proof", "missing"))
    return found


def _organisation(number: str) -> bool:
    """Whether a number is an organisation's: its third digit is at least 2, in a person's it is part of the month."""
    digits = "".join(sign for sign in number if sign.isdigit())
    digits = digits[2:] if len(digits) == len("160000000000") and digits.startswith("16") else digits
    return len(digits) == len("0000000000") and digits[2] >= "2"
