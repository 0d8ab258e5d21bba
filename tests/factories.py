"""One factory per record type, and a workspace to put them in; all invented, all numbers Skatteverket's test numbers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from krogkoll.kernel.clock import Clock, SteppingClock
from krogkoll.people import CompanyDraft, MemberDraft, PersonDraft
from krogkoll.security import Actor, Role
from krogkoll.store import Store

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ALCOHOL_BOARD = "k1282.alkohol"
POLICE = "p.syd.landskrona"
FIRE = "rtj.landskrona"
PERSON_NUMBER = "199006022397"
MINORS_NUMBER = "201701012384"
ORGANISATION_NUMBER = "8099990015"


def actor(role: Role = Role.MUNICIPAL_INSPECTOR, authority: str = ALCOHOL_BOARD, **over: str) -> Actor:
    """Somebody who acts."""
    fields = {"user_id": "6f0c1f5e-6d0c-4d33-9a3d-111111111111", "name": "Anna Lindqvist"} | over
    return Actor(role=role, authority=authority, **fields)


def clock(start: datetime = NOW) -> SteppingClock:
    """A clock that moves one second each time it is read."""
    return SteppingClock(start, timedelta(seconds=1))


@contextmanager
def workspace(folder: Path, who: Actor | None = None, at: Clock | None = None) -> Iterator[Store]:
    """An open, empty store with one person let in."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Store.create(folder / "store.db", bytearray(range(32)), at or clock())
    store.act_as(who or actor())
    try:
        yield store
    finally:
        store.close()
