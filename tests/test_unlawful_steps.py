"""No sequence of public use cases reaches what the law forbids (domain.md 0, 1.3 and 3.5), whatever the arguments.

The steps are made up from the types of the services (see random_walk.py); what must never be seen is asked of the
tables afterwards, not of the code that should have refused.
"""

import json
import os
import random
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from krogkoll.decisions import AfterService, Stage
from krogkoll.evidence import Vault
from krogkoll.inspections import own_kinds
from krogkoll.kernel.clock import local
from krogkoll.law import AuthorityKind, all_decision_types, all_items, appeal_last_day, entry_ground
from krogkoll.security import Permission, Role
from krogkoll.services import Services
from krogkoll.store import synced_types

from . import factories
from .decisions.taken import with_paper
from .factory_rooms.planning import risk_draft
from .factory_rooms.visits import inspection_draft, operation_draft
from .random_walk import Walk

STEPS = 120
WALKERS = {
    "police": (Role.POLICE_INSPECTOR, factories.POLICE),
    "board": (Role.MUNICIPAL_INSPECTOR, factories.ALCOHOL_BOARD),
    "officer": (Role.LICENSING_OFFICER, factories.ALCOHOL_BOARD),
    "fire": (Role.FIRE_INSPECTOR, factories.FIRE),
}


_TAKEN = {factories.POLICE: "OL-FORBUD", factories.ALCOHOL_BOARD: "AL-VARNING", factories.FIRE: "LSO-NYTTJ"}
"""A decision that is taken already, so that what happens after one is walked through too."""


@contextmanager
def desk(folder, role, authority):
    """An empty workspace and everything that can be asked of it, with a few things to begin from."""
    with factories.workspace(folder, factories.actor(role, authority)) as store:
        services = Services(store, Vault(folder / "vault", bytearray(32)), practice=True)
        try:
            yield store, services
        finally:
            services.evidence.close()


def walked(store, services, luck, folder, steps=STEPS):
    own = [service for service in vars(services).values() if type(service).__name__.endswith("Service")]
    walk = Walk(own, luck, factories.NOW, folder)
    venue = services.venues.register(factories.venue_draft())
    walk.remember(venue)
    if store.actor.may(Permission.CARRY_OUT_INSPECTIONS):
        walk.remember(dangerous_night(services, venue))
    room = SimpleNamespace(store=store, vault=services.dispatches._vault)
    walk.remember(with_paper(room, type_code=_TAKEN[store.actor.authority]))
    sealed, inside = {}, set()
    for _ in range(steps):
        if walk.step():
            look_at(store, sealed)
            look_inside(store, inside)
            look_after(store)
    return walk


def dangerous_night(services, venue):
    """An open visit at a place where the rule says wait."""
    operation = services.operations.plan(replace(operation_draft(), venue_ids=(venue.id,)))
    services.planning.assess(replace(risk_draft(), operation_id=operation.id, venue_id=venue.id))
    draft = replace(inspection_draft(), venue_id=venue.id, operation_id=operation.id, ended_at=None)
    return services.inspections.start(draft)


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
        if decision.state in ("ready", "presented", "decided"):
            assert decision.paper_id, "ready to be signed without a paper that was shown"
        assert (decision.state == "decided") == bool(decision.sealed), "decided and not sealed, or the other way round"

    if AuthorityKind.POLICE not in ours:
        for kind in ("seizure", "seized_item", "seizure_step"):
            assert rows(store, kind) == [], "only the police seize (rättegångsbalken 27 kap.)"
    if not {AuthorityKind.ALCOHOL_BOARD, AuthorityKind.FOOD_BOARD} & set(ours):
        assert rows(store, "sample") == [], "samples are taken on alkohollagen 9:13 or livsmedelslagen 20 § only"


def look_inside(store, known):
    """While the stop rule stands and nobody of the police has said that it is safe, only the police are inside."""
    fresh = [one for one in rows(store, "presence") if one.id not in known]
    known |= {one.id for one in fresh}
    visits = {one.id: one for one in rows(store, "inspection")}
    for one in fresh:
        signals = sorted(
            (signal for signal in rows(store, "scene_signal") if signal.inspection_id == one.inspection_id),
            key=lambda signal: (signal.at, signal.row_no),
        )
        if "police" in one.authority or one.authority.startswith("p."):
            continue
        assert not signals or signals[-1].signal != "aborted", "inside a visit that was broken off"
        if waits(store, visits[one.inspection_id]):
            assert signals, "inside before anybody had said that it was safe"


def look_after(store):
    """Nothing follows a decision that is not taken; nothing has legal force that nobody was served with in time."""
    after = AfterService(store)
    decisions = {one.id: one for one in rows(store, "decision")}
    for kind in ("service_attempt", "appeal", "dispatch", "decision_notice", "landlord_track"):
        for row in rows(store, kind):
            about = decisions[row.decision_id]
            assert (about.state, bool(about.sealed)) == ("decided", True), f"{kind} before anything was decided"
    served = {}
    for row in rows(store, "service_attempt"):
        if row.result == "served":
            assert row.served_on >= decisions[row.decision_id].decided_on, "served before it was decided"
            assert row.served_on <= local(store.clock.now()).date().isoformat(), "served tomorrow"
            served.setdefault(row.decision_id, []).append(row.served_on)
    for row in rows(store, "appeal"):
        assert not (row.forwarded_on and row.dismissed_on), "forwarded and dismissed"
    for decision_id in decisions:
        if after.after(decision_id).standing.stage is Stage.LEGAL_FORCE:
            first = date.fromisoformat(min(served[decision_id]))
            assert local(store.clock.now()).date() > appeal_last_day(first), "legal force before its time"


def waits(store, visit):
    """The rule of domain.md 3.2 from the stored numbers: any product 9, or weapons 2 or more; unless it was lifted."""
    if visit.wait_for_secured:
        return True
    judged = [
        one
        for one in rows(store, "risk_assessment")
        if visit.operation_id and (one.operation_id, one.venue_id) == (visit.operation_id, visit.venue_id)
    ]
    if not judged or judged[-1].lifted_reason:
        return False
    scores = json.loads(judged[-1].scores)
    return any(left * right == 9 for left, right in scores.values()) or scores.get("weapons", [0, 0])[1] >= 2


@pytest.mark.parametrize("seed", range(100 if os.environ.get("KROGKOLL_SOAK") else 3))
@pytest.mark.parametrize("walker", WALKERS)
def test_no_walk_through_the_use_cases_ends_in_an_unlawful_state(walker, seed, tmp_path):
    role, authority = WALKERS[walker]
    with desk(tmp_path, role, authority) as (store, services):
        walk = walked(store, services, random.Random(f"{walker} {seed}"), tmp_path)
    assert len(walk.done) > STEPS / 3, "the walk got somewhere"
