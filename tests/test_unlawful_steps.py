"""No sequence of public use cases reaches what the law forbids (domain.md 0, 1.3 and 3.5), whatever the arguments.

The steps are made up from the types of the services (see random_walk.py); what must never be seen is asked of the
tables afterwards, not of the code that should have refused.
"""

import os
import random
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from krogkoll.evidence import Vault
from krogkoll.inspections import own_kinds
from krogkoll.law import all_decision_types, all_items, entry_ground
from krogkoll.security import Role
from krogkoll.services import Services
from krogkoll.store import synced_types

from . import factories
from .random_walk import Walk

STEPS = 120
WALKERS = {
    "police": (Role.POLICE_INSPECTOR, factories.POLICE),
    "board": (Role.MUNICIPAL_INSPECTOR, factories.ALCOHOL_BOARD),
    "officer": (Role.LICENSING_OFFICER, factories.ALCOHOL_BOARD),
    "fire": (Role.FIRE_INSPECTOR, factories.FIRE),
}


@contextmanager
def desk(folder, role, authority):
    """An empty workspace and everything that can be asked of it, with a few things to begin from."""
    with factories.workspace(folder, factories.actor(role, authority)) as store:
        services = Services(store, Vault(folder / "vault", bytearray(32)), practice=True)
        try:
            yield store, services
        finally:
            services.evidence.close()


def walked(store, services, luck, steps=STEPS):
    own = [service for service in vars(services).values() if type(service).__name__.endswith("Service")]
    walk = Walk(own, luck, factories.NOW)
    venue = services.venues.register(factories.venue_draft())
    walk.remember(venue)
    sealed = {}
    for _ in range(steps):
        walk.step()
        look_at(store, sealed)
    return walk


def rows(store, kind):
    row_type = synced_types().get(kind)
    if row_type is None:
        return []
    with store.raw() as connection:
        found = connection.exec_driver_sql(f"SELECT * FROM {row_type.__tablename__}").mappings()
        return [SimpleNamespace(**one) for one in found]


def look_at(store, sealed):
    """Everything that must hold after each step."""
    ours = own_kinds(store.actor)
    for kind in synced_types():
        for row in rows(store, kind):
            assert row.compartment.startswith(f"{store.actor.authority}."), f"{kind} in another authority's compartment"
            if kind in sealed and row.id in sealed[kind]:
                assert vars(row) == sealed[kind][row.id], f"a sealed {kind} was changed"
            elif row.sealed:
                sealed.setdefault(kind, {})[row.id] = vars(row)
    for entry in rows(store, "entry"):
        assert set(entry_ground(entry.ground_id).kinds) & set(ours), "entered on another authority's ground"
    items = {(item.id, item.version): item for item in all_items()}
    for answer in rows(store, "answer"):
        assert set(items[answer.item_id, answer.item_version].kinds) & set(ours), "asked another authority's question"
    for decision in rows(store, "decision"):
        assert all_decision_types()[decision.type_code].competent(ours), "decided what another body decides"


@pytest.mark.parametrize("seed", range(100 if os.environ.get("KROGKOLL_SOAK") else 3))
@pytest.mark.parametrize("walker", WALKERS)
def test_no_walk_through_the_use_cases_ends_in_an_unlawful_state(walker, seed, tmp_path):
    role, authority = WALKERS[walker]
    with desk(tmp_path, role, authority) as (store, services):
        walk = walked(store, services, random.Random(f"{walker} {seed}"))
    assert len(walk.done) > STEPS / 3, "the walk got somewhere"
