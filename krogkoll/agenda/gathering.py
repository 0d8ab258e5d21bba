"""Turns what each concept says waits into items of one kind; each takes the open transaction."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from krogkoll.agenda.model import SHOWN, Group, Item
from krogkoll.cases import QuickNote, Task, case_words, due_tasks, waiting_notes
from krogkoll.decisions import Decision, Following, State, decisions_to_sign, to_follow_up
from krogkoll.inspections import Inspection, open_visits, unsigned_visits
from krogkoll.kernel.clock import local
from krogkoll.security import Permission
from krogkoll.store import Tx
from krogkoll.venues import Tip, place_words, waiting_tips


def gather(tx: Tx, groups: Iterable[Group], until: date) -> tuple[Item, ...]:
    """Everything that waits in these groups and that the acting person may read; tasks that fall due until that day."""
    found: list[Item] = []
    for group in groups:
        if tx.actor.may(NEEDS[group]):
            found += _READ[group](tx, until)
    return _named(tx, found)


def _tips(tx: Tx, _: date) -> Iterable[Item]:
    return map(tip_item, waiting_tips(tx, SHOWN))


def _notes(tx: Tx, _: date) -> Iterable[Item]:
    return map(note_item, waiting_notes(tx, SHOWN))


def _visits(tx: Tx, _: date) -> Iterable[Item]:
    return (visit_item(Group.VISIT, visit) for visit in open_visits(tx, SHOWN))


def _reports(tx: Tx, _: date) -> Iterable[Item]:
    return (visit_item(Group.REPORT, visit, signed) for visit, signed in unsigned_visits(tx, SHOWN))


def _decisions(tx: Tx, _: date) -> Iterable[Item]:
    return map(decision_item, decisions_to_sign(tx, SHOWN))


def _tasks(tx: Tx, until: date) -> Iterable[Item]:
    return map(task_item, due_tasks(tx, until, SHOWN))


def _follow_ups(tx: Tx, _: date) -> Iterable[Item]:
    return map(follow_up_item, to_follow_up(tx, local(tx.now).date(), SHOWN))


NEEDS: dict[Group, Permission] = {
    Group.TIP: Permission.READ_TIPS,
    Group.NOTE: Permission.READ_CASES,
    Group.VISIT: Permission.READ_INSPECTIONS,
    Group.REPORT: Permission.READ_INSPECTIONS,
    Group.DECISION: Permission.READ_DECISIONS,
    Group.DEADLINE: Permission.READ_CASES,
    Group.FOLLOW_UP: Permission.READ_DECISIONS,
}
"""What a person must be allowed to see a group."""
_READ: dict[Group, Callable[[Tx, date], Iterable[Item]]] = {
    Group.TIP: _tips,
    Group.NOTE: _notes,
    Group.VISIT: _visits,
    Group.REPORT: _reports,
    Group.DECISION: _decisions,
    Group.DEADLINE: _tasks,
    Group.FOLLOW_UP: _follow_ups,
}


def tip_item(tip: Tip) -> Item:
    """A tip that nobody has graded and placed."""
    return Item(group=Group.TIP, id=tip.id, title=tip.text, venue_id=tip.venue_id, since=tip.received_at, subject=tip)


def note_item(note: QuickNote) -> Item:
    """A quick note that nobody has sorted."""
    return Item(
        group=Group.NOTE,
        id=note.id,
        title=note.text,
        venue_id=note.venue_id,
        case_id=note.case_id,
        since=note.at,
        subject=note,
    )


def visit_item(group: Group, visit: Inspection, signed: int = 0) -> Item:
    """A visit that is not closed, or whose report is not fully signed."""
    since = visit.closed_at if group is Group.REPORT else visit.started_at
    return Item(
        group=group,
        id=visit.id,
        title=visit.premises,
        number=visit.docket_number,
        venue_id=visit.venue_id,
        case_id=visit.case_id,
        since=since or visit.created_at,
        signed=signed,
        subject=visit,
    )


def decision_item(decision: Decision) -> Item:
    """A decision that lacks a signature."""
    return Item(
        group=Group.DECISION,
        id=decision.id,
        title=decision.premises,
        number=decision.docket_number,
        venue_id=decision.venue_id,
        case_id=decision.case_id,
        since=decision.created_at,
        signed=1 if decision.state is State.PRESENTED else 0,
        subject=decision,
    )


def follow_up_item(following: Following) -> Item:
    """A decision that is to be served, or whose appeal is to be handled; the title says what."""
    decision = following.decision
    return Item(
        group=Group.FOLLOW_UP,
        id=decision.id,
        title=following.words,
        number=decision.docket_number,
        venue_id=decision.venue_id,
        case_id=decision.case_id,
        since=decision.created_at,
        due_on=following.standing.next_day,
        legal=following.standing.next_day is not None,
        subject=decision,
    )


def task_item(task: Task) -> Item:
    """A task with a day."""
    return Item(
        group=Group.DEADLINE,
        id=task.id,
        title=task.title,
        case_id=task.case_id,
        since=task.created_at,
        due_on=task.due_on,
        legal=bool(task.deadline),
        subject=task,
    )


def _named(tx: Tx, items: list[Item]) -> tuple[Item, ...]:
    """The items with the names of their places and the numbers of their cases, in two queries for all."""
    cases = case_words(tx, [item.case_id for item in items]) if tx.actor.may(Permission.READ_CASES) else {}
    venue_ids = [item.venue_id for item in items] + [case.venue_id for case in cases.values()]
    places = place_words(tx, venue_ids) if tx.actor.may(Permission.READ_VENUES) else {}
    named = []
    for item in items:
        case = cases.get(item.case_id)
        venue_id = item.venue_id or (case.venue_id if case else "")
        place = places.get(venue_id)
        number = item.number or (case.number if case else "")
        named.append(replace(item, venue_id=venue_id, place=place.name if place else "", number=number))
    return tuple(named)
