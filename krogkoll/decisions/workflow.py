"""The way of a decision from draft to sealed, as a pure machine: no step is skipped, none undone by stealth."""

from collections.abc import Mapping
from enum import StrEnum

from krogkoll.kernel.errors import NotAllowed
from krogkoll.kernel.swedish import Words


class State(StrEnum):
    """Where a decision stands."""

    DRAFT = "draft"
    READY = "ready"
    PRESENTED = "presented"
    DECIDED = "decided"
    DISCARDED = "discarded"
    UNKNOWN = "unknown"


class Step(StrEnum):
    """What somebody does with it."""

    SUBMIT = "submit"
    SEND_BACK = "send_back"
    PRESENT = "present"
    DECIDE = "decide"
    ISSUE = "issue"  # the one signature of a paper that decides nothing, such as a report to the police
    SIGN_ON_PAPER = "sign_on_paper"
    BY_MINUTES = "by_minutes"
    DISCARD = "discard"


_SWEDISH = Words(
    (State.DRAFT, "Utkast"),
    (State.READY, "Klart för underskrift"),
    (State.PRESENTED, "Undertecknat av föredraganden"),
    (State.DECIDED, "Beslutat"),
    (State.DISCARDED, "Kasserat"),
    (State.UNKNOWN, "Okänt läge"),
    (Step.SUBMIT, "Gör klart för underskrift"),
    (Step.SEND_BACK, "Ta tillbaka till utkast"),
    (Step.PRESENT, "Underteckna som föredragande"),
    (Step.DECIDE, "Underteckna som beslutsfattare"),
    (Step.ISSUE, "Underteckna"),
    (Step.SIGN_ON_PAPER, "Registrera underskrift på papper"),
    (Step.BY_MINUTES, "Registrera beslut enligt protokoll"),
    (Step.DISCARD, "Kassera"),
)

_OUTSIDE: Mapping[Step, State] = {Step.SIGN_ON_PAPER: State.DECIDED, Step.BY_MINUTES: State.DECIDED}
_BACK: Mapping[Step, State] = {Step.SEND_BACK: State.DRAFT, Step.DISCARD: State.DISCARDED}
_STEPS: Mapping[State, Mapping[Step, State]] = {
    State.DRAFT: {Step.SUBMIT: State.READY, Step.DISCARD: State.DISCARDED},
    State.READY: {Step.PRESENT: State.PRESENTED, Step.ISSUE: State.DECIDED, **_OUTSIDE, **_BACK},
    # What the presenter has signed may still be taken back: nothing is decided, nothing has left the authority.
    State.PRESENTED: {Step.DECIDE: State.DECIDED, **_OUTSIDE, **_BACK},
    State.DECIDED: {},
    State.DISCARDED: {},
    State.UNKNOWN: {},
}


def swedish_state(value: State | Step) -> str:
    """The word for the value on screen."""
    return _SWEDISH[value]


def steps_from(state: State) -> tuple[Step, ...]:
    """What can be done next, in the order of buttons."""
    return tuple(_STEPS[state])


def after(state: State, step: Step) -> State:
    """Where a step leads. Raises NotAllowed "no-such-step"."""
    try:
        return _STEPS[state][step]
    except KeyError:
        raise NotAllowed("no-such-step", state=state, step=step) from None


def signing_step(places: int, signed: int) -> Step:
    """Which step the next signature is, where so many of so many places are signed: 2 places for a decision, or 1.

    Raises NotAllowed "no-such-step" where nobody is left to sign.
    """
    steps = {(1, 0): Step.ISSUE, (2, 0): Step.PRESENT, (2, 1): Step.DECIDE}
    try:
        return steps[places, signed]
    except KeyError:
        raise NotAllowed("no-such-step", places=places, signed=signed) from None


def editable(state: State) -> bool:
    """Whether the words may still be changed."""
    return state is State.DRAFT


def final(state: State) -> bool:
    """Whether nothing more can happen to it; a mistake found later is a new decision that refers to this one."""
    return not _STEPS[state]
