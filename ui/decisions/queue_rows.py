"""The queue of decisions as rows: which group each belongs to, in what order, and what a row says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from krogkoll.decisions import Decision, Standing, State, swedish_stage
from krogkoll.decisions import Stage as After
from krogkoll.law import all_decision_types
from ui.i18n import tr
from ui.words import age, count, short_day, spoken_age

SHOWN_DONE = 100
"""How many of those that are done the list shows before somebody searches; the others are found at their place."""


class Group(StrEnum):
    """Where in its way a decision is, as the queue shows it."""

    DRAFT = "draft"
    REVIEW = "review"
    SIGN = "sign"
    SERVE = "serve"
    APPEAL = "appeal"
    DONE = "done"


_TITLES = {
    Group.DRAFT: "Utkast",
    Group.REVIEW: "Att granska",
    Group.SIGN: "Att signera",
    Group.SERVE: "Delgivning",
    Group.APPEAL: "Överklagandetid löper",
    Group.DONE: "Klara",
}
_GROUPS = {
    State.DRAFT: Group.DRAFT,
    State.READY: Group.REVIEW,
    State.PRESENTED: Group.SIGN,
    State.DECIDED: Group.SERVE,
    State.DISCARDED: Group.DONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The head of a group."""

    title: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One decision. right: its age or day; warm: it must be seen to soon."""

    id: str
    title: str
    under: str
    right: str
    spoken: str
    warm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is known of the way after the signature: the group, what stands at the right, whether it is urgent."""

    group: Group
    right: str = ""
    under: str = ""
    warm: bool = False


Line = Heading | QueueRow
_SOON_DAYS = 3
_AFTER = {
    After.WAITING_SERVICE: Group.SERVE,
    After.APPEAL_TIME: Group.APPEAL,
    After.APPEALED: Group.APPEAL,
    After.LATE_APPEAL: Group.APPEAL,
    After.FORWARDED: Group.APPEAL,
}
_PRESSING = (After.APPEALED, After.LATE_APPEAL)
"""An appeal that somebody of the authority must do something with now."""


def stages_of(standings: Mapping[str, Standing], today: date) -> dict[str, Stage]:
    """Where those that are taken are shown, with their next day: amber when it is three days off or nearer."""
    return {key: _stage(one, today) for key, one in standings.items()}


def _stage(where: Standing, today: date) -> Stage:
    group = _AFTER.get(where.stage, Group.DONE)
    if where.next_day is None:
        word = tr(swedish_stage(where.stage)) if group is Group.APPEAL or where.stage is After.LEGAL_FORCE else ""
        return Stage(group=group, under=word, warm=where.stage in _PRESSING)
    days = (where.next_day - today).days
    if where.stage is not After.APPEAL_TIME:
        return Stage(group=group, right=short_day(where.next_day, today), warm=days <= _SOON_DAYS)
    left = tr("sista dagen") if days == 0 else tr("1 dag kvar") if days == 1 else tr("{0} dagar kvar").format(days)
    until = tr("till {0}").format(short_day(where.next_day, today))
    return Stage(group=group, right=left, under=until, warm=days <= _SOON_DAYS)


def group_of(decision: Decision) -> Group:
    """The group by the state of the decision itself."""
    return _GROUPS.get(decision.state, Group.DONE)


def lines_of(
    decisions: Sequence[Decision], now: datetime, wanted: str = "", stages: Mapping[str, Stage] | None = None
) -> tuple[Line, ...]:
    """Headings and rows in order; those that do not hold the wanted words are left out. decisions: newest first."""
    by_group: dict[Group, list[QueueRow]] = {group: [] for group in Group}
    words = wanted.casefold().split()
    known = stages or {}
    for decision in decisions:
        stage = known.get(decision.id) or Stage(group=group_of(decision))
        made = row_of(decision, stage, now)
        if all(word in f"{made.title} {made.under} {decision.docket_number}".casefold() for word in words):
            by_group[stage.group].append(made)
    found: list[Line] = []
    for group, rows in by_group.items():
        if rows:
            found.append(Heading(title=tr(_TITLES[group]), number=len(rows)))
            found.extend(rows if words or group is not Group.DONE else rows[:SHOWN_DONE])
    return tuple(found)


def row_of(decision: Decision, stage: Stage, now: datetime) -> QueueRow:
    """What the row of one decision says."""
    name = type_name(decision)
    title = decision.party_name or decision.address or decision.premises or tr("Utan mottagare än")
    if decision.state is State.DISCARDED:
        name = tr("{0}, kasserat").format(name)
    under = ", ".join(part for part in (name, stage.under) if part)
    right = stage.right or age(decision.created_at, now)
    spoken = stage.right or tr("påbörjat {0}").format(spoken_age(decision.created_at, now))
    return QueueRow(
        id=decision.id,
        title=title,
        under=under,
        right=right,
        spoken=f"{title}, {under}, {spoken}",
        warm=stage.warm,
    )


def type_name(decision: Decision) -> str:
    """The Swedish name of its type; a type that only a newer program knows is shown by its code."""
    known = all_decision_types().get(decision.type_code)
    return tr(known.name_sv) if known is not None else decision.type_code


def count_words(decisions: Sequence[Decision]) -> str:
    """How many wait for somebody's hand."""
    open_ones = sum(decision.state in (State.DRAFT, State.READY, State.PRESENTED) for decision in decisions)
    return tr("{0} pågår").format(count(open_ones)) if open_ones else tr("Inget pågår")
