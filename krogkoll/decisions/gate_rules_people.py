"""The gate's rules on who decides and presents, and on what follows: appeal and service."""

from collections.abc import Iterator

from krogkoll.decisions.basis import appeal_body_of
from krogkoll.decisions.gate_rules import Matter
from krogkoll.decisions.model import DecidedBy, same_person, ways
from krogkoll.law import Appeal, Delegation, Group

MAKER, PRESENTER = "decision_maker", "presenter"


def people_codes(matter: Matter) -> Iterator[str]:
    """Who decides by what right, who presents, and that nothing disqualifies them (FL 16-18, 31 §§, KL 6 kap.)."""
    kind, decision = matter.kind, matter.decision
    by_board = decision.decided_by is DecidedBy.BOARD
    if MAKER in kind.signatures and not by_board:
        if not decision.decision_maker_name.strip() or not decision.decision_maker_id:
            yield "decision-maker"
        yield from _same_person(matter)
    if PRESENTER in kind.signatures and (not decision.presenter_name.strip() or not decision.presenter_id):
        yield "presenter"
    if kind.group is Group.DECISION:
        yield from _right_codes(matter)
    answers = [decision.declared(name) for name in decision.taking_part()]
    if None in answers:
        yield "conflict-undeclared"
    if True in answers:
        yield "conflict-declared"


def _same_person(matter: Matter) -> Iterator[str]:
    decision = matter.decision
    if PRESENTER not in matter.kind.signatures:
        return
    same_id = bool(decision.presenter_id) and decision.presenter_id == decision.decision_maker_id
    same_name = bool(decision.presenter_name) and same_person(decision.presenter_name, decision.decision_maker_name)
    if same_id or same_name:
        yield "same-person"


def _right_codes(matter: Matter) -> Iterator[str]:
    """By which right somebody decides: delegation, the chair's own right, or the minutes of the board."""
    kind, decision = matter.kind, matter.decision
    by = decision.decided_by
    if by.value not in kind.deciders:
        yield "decider-not-permitted"
    if by is DecidedBy.BOARD and not (decision.minutes_reference.strip() and decision.minutes_on):
        yield "minutes"
    if by is DecidedBy.OFFICER:
        unfounded = not decision.delegated and not matter.basis.is_police
        if unfounded or (decision.delegated and not decision.delegation_point.strip()):
            yield "delegation"
    if (mandate := matter.basis.mandate) is not None and not mandate:
        yield "no-mandate"
    if decision.fine and not kind.fine_allowed:
        yield "fine-not-permitted"
    elif decision.fine and kind.delegation is not Delegation.LOCAL and by is not DecidedBy.BOARD:
        yield "fine-needs-board"
    elif decision.fine and mandate is not None and mandate.point and not mandate.fines:
        yield "fine-not-delegated"


def after_codes(matter: Matter) -> Iterator[str]:
    """How it is appealed and how the addressee gets it (FL 33 §)."""
    kind, decision, basis = matter.kind, matter.decision, matter.basis
    if kind.appeal is not Appeal.NONE and matter.asks("appeal_body"):
        if appeal_body_of(kind, basis) is None:
            yield "appeal-body"
        if not basis.postal_address:
            yield "authority-address"
    permitted = ways(kind.service, fine=bool(decision.fine))
    if kind.group is Group.DECISION and permitted and decision.service not in permitted:
        yield "service"
