"""How synchronising stands, in one word: the only place that decides when "everything is there" may be said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

OUTDATED_FOR = "hub-version"
OFFLINE_FOR = frozenset({"unreachable", "hub-busy", "hub-storage", "hub-internal", "not-a-hub"})
"""Reasons that pass by themselves."""


class SyncState(StrEnum):
    """From worst to best, but for what is going on right now."""

    ALONE = "alone"  # not enrolled
    SENDING = "sending"  # a meeting is under way
    OUTDATED = "outdated"  # the hub wants a newer program
    STOPPED = "stopped"  # the hub does not take anything; a person has to act
    OFFLINE = "offline"  # the last try did not reach it
    WAITING = "waiting"  # something is here that is not there, or the other way round
    ALL_THERE = "all-there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known. contact: when the hub answered last. failure: why the last try failed, `failed` when.

    unsent, held: own changes. unverified: files without the hub's receipt. absent: files that are not here yet.
    """

    enrolled: bool = True
    busy: bool = False
    contact: datetime | None = None
    failure: str = ""
    failed: datetime | None = None
    unsent: int = 0
    held: int = 0
    unverified: int = 0
    absent: int = 0


def state_of(facts: Facts) -> SyncState:
    """Which one it is. ALL_THERE is said only when everything is proved and nothing failed since."""
    if not facts.enrolled:
        return SyncState.ALONE
    if facts.busy:
        return SyncState.SENDING
    if facts.failure and facts.failed is not None and (facts.contact is None or facts.failed > facts.contact):
        if facts.failure == OUTDATED_FOR:
            return SyncState.OUTDATED
        return SyncState.OFFLINE if facts.failure in OFFLINE_FOR else SyncState.STOPPED
    if facts.contact is None or facts.unsent or facts.held or facts.unverified or facts.absent:
        return SyncState.WAITING
    return SyncState.ALL_THERE
