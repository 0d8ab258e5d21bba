"""What a second officer says of a visit, and the handing over of an open visit to a colleague."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words


class Verdict(StrEnum):
    """What the second officer says."""

    CONFIRMS = "confirms"
    AMENDS = "amends"
    DISSENTS = "dissents"
    UNKNOWN = "unknown"


class HandOverState(StrEnum):
    """How far a hand-over has come."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (Verdict.CONFIRMS, "Bekräftar"),
    (Verdict.AMENDS, "Kompletterar"),
    (Verdict.DISSENTS, "Har en annan mening"),
    (Verdict.UNKNOWN, "Okänt besked"),
    (HandOverState.OFFERED, "Väntar på kollegan"),
    (HandOverState.ACCEPTED, "Övertaget"),
    (HandOverState.WITHDRAWN, "Tillbakataget"),
    (HandOverState.UNKNOWN, "Okänt läge"),
)


def swedish_colleague(value: Verdict | HandOverState) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondViewDraft:
    """What the second officer says, of the whole visit or of one finding."""

    inspection_id: str = ""
    finding_id: str = ""
    verdict: Verdict = Verdict.CONFIRMS
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondView(SecondViewDraft, Record):
    """What a second officer said, as stored; who it was is written down with it."""

    at: datetime
    by_id: str
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Record):
    """An open visit that goes from one colleague to another; both stay in the record."""

    inspection_id: str
    from_id: str
    from_name: str
    to_id: str
    to_name: str
    why: str
    state: HandOverState
    offered_at: datetime
    settled_at: datetime | None


def view_problems(draft: SecondViewDraft) -> tuple[Problem, ...]:
    """Broken rules of a second view; only a plain confirmation needs no words."""
    if draft.verdict is Verdict.UNKNOWN:
        return (Problem("verdict", "unknown-value"),)
    if draft.verdict is not Verdict.CONFIRMS and not draft.text.strip():
        return (Problem("text", "missing"),)
    return ()


def offered_hand_over(hand_overs: Iterable[HandOver]) -> HandOver | None:
    """The hand-over that waits for the colleague's answer, if there is one."""
    return next((one for one in hand_overs if one.state is HandOverState.OFFERED), None)


def holder(hand_overs: Iterable[HandOver]) -> HandOver | None:
    """The last hand-over that was accepted: its `to_name` leads the visit now. None: who began it still does."""
    accepted = [one for one in hand_overs if one.state is HandOverState.ACCEPTED and one.settled_at is not None]
    return max(accepted, key=lambda one: (one.settled_at or one.offered_at, one.created_at), default=None)
