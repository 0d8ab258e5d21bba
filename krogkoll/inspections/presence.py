"""Who is inside and since when; nobody but the police goes in before the police have said that it is safe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import AuthorityKind, find_authority


class Signal(StrEnum):
    """What is called out for everybody on the spot."""

    SECURED = "secured"
    ABORTED = "aborted"
    UNKNOWN = "unknown"


_SWEDISH = Words((Signal.SECURED, "Säkrat"), (Signal.ABORTED, "Avbrutet"), (Signal.UNKNOWN, "Okänd signal"))


def swedish_signal(value: Signal) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceDraft:
    """Somebody who goes in."""

    inspection_id: str = ""
    name: str = ""
    authority: str = ""  # an authority id or free text
    in_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence(PresenceDraft, Record):
    """Somebody's time inside, as stored; `out_at` is None while they are there."""

    in_at: datetime
    out_at: datetime | None
    out_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalDraft:
    """*Säkrat* or *avbryt*: who said it, for which authority, when, and why it was broken off."""

    inspection_id: str = ""
    signal: Signal = Signal.SECURED
    said_by: str = ""
    said_authority: str = ""
    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneSignal(SignalDraft, Record):
    """A signal as stored."""

    at: datetime


def is_police_authority(authority: str) -> bool:
    """Whether an authority, by id or in words, is the police."""
    found = find_authority(authority)
    if found is not None:
        return AuthorityKind.POLICE in found.kinds
    return authority.strip().casefold().startswith("polis")


def standing_signal(signals: Iterable[SceneSignal]) -> SceneSignal | None:
    """The last signal that was given, if any."""
    return max(signals, key=lambda one: (one.at, one.created_at), default=None)


def inside(presences: Iterable[Presence]) -> tuple[Presence, ...]:
    """Who is inside now, the first who went in first."""
    return tuple(sorted((one for one in presences if one.out_at is None), key=lambda one: one.in_at))


def entry_bar(draft: PresenceDraft, presences: Iterable[Presence], signals: Iterable[SceneSignal], wait: bool) -> str:
    """Why this person may not be written down as inside; empty where nothing stands in the way.

    "not-secured": the stop rule stands (`wait`) and the police have not said that it is safe. "broken-off": the visit
    was broken off and nobody has said that it is safe since. The police themselves are never held back.
    """
    if any(one.name.casefold() == draft.name.strip().casefold() for one in inside(presences)):
        return "already-inside"
    if is_police_authority(draft.authority):
        return ""
    last = standing_signal(signals)
    if last is not None and last.signal is Signal.ABORTED:
        return "broken-off"
    secured = last is not None and last.signal is Signal.SECURED
    return "not-secured" if wait and not secured else ""


def presence_problems(draft: PresenceDraft, now: datetime) -> tuple[Problem, ...]:
    """Broken rules of going in."""
    found = [Problem(name, "missing") for name in ("name", "authority") if not getattr(draft, name).strip()]
    if draft.in_at is not None and draft.in_at > now:
        found.append(Problem("in_at", "in-the-future"))
    return tuple(found)


def signal_problems(draft: SignalDraft, now: datetime, wait: bool) -> tuple[Problem, ...]:
    """Broken rules of a signal. While the stop rule stands only the police can say that it is safe."""
    found = [] if draft.said_by.strip() else [Problem("said_by", "missing")]
    if draft.signal is Signal.UNKNOWN:
        found.append(Problem("signal", "unknown-value"))
    if draft.signal is Signal.ABORTED and not draft.why.strip():
        found.append(Problem("why", "missing"))
    if draft.signal is Signal.SECURED and wait and not is_police_authority(draft.said_authority):
        found.append(Problem("said_authority", "must-be-police"))
    if draft.at is not None and draft.at > now:
        found.append(Problem("at", "in-the-future"))
    return tuple(found)
