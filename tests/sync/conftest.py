"""Laptops of one authority with real encrypted databases, and a hub in memory between them."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest

import krogkoll.workspace  # noqa: F401  maps every row
from krogkoll.kernel.clock import SteppingClock
from krogkoll.security import Actor, Permission, Role
from krogkoll.store import Store, check
from krogkoll.sync.engine import Meeting
from krogkoll.sync.home import Home, keep_home

from .desk import company
from .model_hub import COMPARTMENTS, ModelHub

START = datetime(2026, 11, 14, 22, 0, tzinfo=UTC)


def home(name):
    return Home(
        url="http://127.0.0.1:9",
        pin="00" * 16,
        hub_key="00" * 32,
        device="00" * 16,
        key="00" * 32,
        name=name,
        epoch="",
        authority="k1282.alkohol",
        authority_name="Landskrona stad",
        member=name,
        member_name=name,
        role="licensing_officer",
        compartments=COMPARTMENTS,
        administrator="",
    )


class Laptop:
    """A workspace's database of one officer, enrolled."""

    def __init__(self, folder, name, clock=None, role=Role.LICENSING_OFFICER):
        self.path, self.name = folder / f"{name}.db", name
        self.secret = secrets.token_bytes(32)
        self.clock = clock or SteppingClock(START, step=timedelta(seconds=1))
        self.actor = Actor(user_id=f"user-{name}", name=name, role=role, authority="k1282.alkohol")
        self.store = Store.create(self.path, bytearray(self.secret), self.clock)
        self.store.act_as(self.actor)
        with self.store.transaction(Permission.UNLOCK) as tx:
            keep_home(tx, home(name))

    def restart(self):
        self.store.close()
        self.store = Store.open(self.path, bytearray(self.secret), self.clock)
        self.store.act_as(self.actor)

    def meet(self, hub, **options):
        return Meeting(self.store, hub, **options).run()

    def write(self, permission=Permission.WRITE_PEOPLE):
        return self.store.transaction(permission)

    def row(self, row_type, record_id):
        """The record as it is shown here, or None."""
        with self.store.transaction(Permission.WRITE_PEOPLE) as tx:
            found = tx.find(row_type, record_id)
            return None if found is None else tx.copy(found)

    def sound(self):
        with self.store.raw() as connection:
            return check(connection).findings


@pytest.fixture
def hub():
    return ModelHub()


@pytest.fixture
def laptops(tmp_path):
    made = []

    def make(*names, **options):
        made.extend(Laptop(tmp_path, name, **options) for name in names)
        return made[-len(names) :]

    yield make
    for laptop in made:
        laptop.store.close()


@pytest.fixture
def pair(laptops, hub):
    anna, bo = laptops("anna", "bo")
    made = company(anna)
    anna.meet(hub)
    bo.meet(hub)
    return anna, bo, made
