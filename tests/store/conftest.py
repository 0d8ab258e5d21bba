"""A real encrypted database in a temporary folder, opened by a municipal inspector."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest

import krogkoll.people  # noqa: F401  maps the rows these tests write
from krogkoll.kernel.clock import SteppingClock
from krogkoll.security import Actor, Role
from krogkoll.store import Store

SECRET = secrets.token_bytes(32)


@pytest.fixture
def clock():
    return SteppingClock(datetime(2026, 11, 14, 22, 0, tzinfo=UTC), step=timedelta(seconds=1))


@pytest.fixture
def inspector():
    return Actor(
        user_id="0b9f2c1e-0000-4000-8000-000000000001",
        name="Anna Lindqvist",
        role=Role.MUNICIPAL_INSPECTOR,
        authority="k1282.alkohol",
    )


@pytest.fixture
def admin():
    return Actor(
        user_id="0b9f2c1e-0000-4000-8000-000000000002",
        name="Ulla Ek",
        role=Role.UNIT_ADMIN,
        authority="k1282.alkohol",
    )


@pytest.fixture
def store(tmp_path, clock, inspector):
    opened = Store.create(tmp_path / "workspace.db", bytearray(SECRET), clock)
    opened.act_as(inspector)
    yield opened
    opened.close()


@pytest.fixture
def reopen(tmp_path, clock, inspector):
    """Open the same database again, as after a restart."""
    opened = []

    def again(**options):
        found = Store.open(tmp_path / "workspace.db", bytearray(SECRET), clock, **options)
        found.act_as(inspector)
        opened.append(found)
        return found

    yield again
    for found in opened:
        found.close()
