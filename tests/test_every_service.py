"""Each public use case, as each role: who may, who may not, and whether the audit log knows afterwards.

A method without a row here fails, and so does a row without a method.
"""

import dataclasses
import inspect
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path

import pytest

from krogkoll.cases import PartyRole
from krogkoll.evidence import Box
from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.kernel.errors import KrogkollError, NotAllowed
from krogkoll.kernel.record import Record
from krogkoll.security import FLOOR_COST, Role
from krogkoll.store import synced_types

from . import factories, factory_rooms
from .use_cases import USE_CASES

METHODS = {
    (service, method): rule
    for service, rules in USE_CASES.items()
    for rule, methods in rules.items()
    for method in methods.split()
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    new = NewWorkspace(name="Johan Ek", role=Role.FIRE_INSPECTOR, authority="rtj.landskrona", practice=True)
    made, _ = create_workspace(
        tmp_path_factory.mktemp("alla") / "arbetsyta", new, "fyra hästar stampar", cost=FLOOR_COST
    )
    yield made
    made.close()


def services_of(workspace):
    found = (getattr(workspace, name) for name in vars(workspace))
    return {type(service).__name__: service for service in found if type(service).__name__.endswith("Service")}


def public_methods(service):
    members = inspect.getmembers(type(service), inspect.isfunction)
    return {name for name, _ in members if not name.startswith("_")}


def test_every_use_case_has_its_row_and_every_row_its_use_case(workspace):
    there = {(name, method) for name, service in services_of(workspace).items() for method in public_methods(service)}
    assert there == set(METHODS)


def sample(kind):  # noqa: PLR0911  one case, one line
    """Something of this type that reaches the permission check; never something that really exists."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return sample(typing.get_args(kind)[0])
    if origin is tuple:
        return tuple(sample(one) for one in typing.get_args(kind) if one is not Ellipsis)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return {}
    if origin in (Iterable, Sequence, list) or kind in (Iterable, Sequence):
        return ()
    plain = {str: "saknas", int: 1, bool: False, bytes: b"x", float: 1.0, date: factories.TODAY}
    plain |= {datetime: factories.NOW, Path: Path("saknas")}
    if kind in plain:
        return plain[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if isinstance(kind, type) and issubclass(kind, Record):
        return sample_record(kind)
    own = [make for name, make in vars(factories).items() if name.endswith("_draft")]
    for make in (*own, *factory_rooms.drafts()):
        if type(made := make()) is kind:
            return made
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        needed = (field for field in dataclasses.fields(kind) if field.init and _no_default(field))
        return kind(**{field.name: sample(hints[field.name]) for field in needed})
    return None


def _no_default(field):
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def sample_record(kind):
    row = next(row_type for row_type in synced_types().values() if row_type.__mapping__.record is kind)
    made = factories.FACTORIES[row.__mapping__.kind]()
    values = {field.name: getattr(made, field.name, None) for field in dataclasses.fields(kind)}
    return kind(**values | {"id": "saknas", "seen": {}, "sealed": False})


def call(service, method):
    function = getattr(type(service), method)
    special = ARGUMENTS.get((type(service).__name__, method), {})
    positional, named = [], {}
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        if parameter.default is not inspect.Parameter.empty:
            continue
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            named[name] = special.get(name) or sample(_type_of(parameter, function))
        else:
            positional.append(special.get(name) or sample(_type_of(parameter, function)))
    return getattr(service, method)(*positional, **named)


def _type_of(parameter, function):
    said = parameter.annotation
    return eval(said, function.__globals__) if isinstance(said, str) else said


ARGUMENTS = {
    ("CaseService", "assign_docket"): {"number": "RTÖ 2026-0187"},
    ("CaseService", "involve"): {"subject": ("company", "saknas"), "role": PartyRole.PARTY},
    ("PeopleService", "register_companies"): {"drafts": [factories.company_draft()]},
    ("VenueService", "register_many"): {"drafts": [factories.venue_draft()]},
    ("EvidenceService", "mask"): {"boxes": [Box(left=0.1, top=0.1, right=0.2, bottom=0.2)]},
}
"""Where an empty sample would be refused before anybody asks for the role."""


def entries(store):
    with store.raw() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM audit_log").scalar_one()


def outcome(service, method):
    """What came of it: refused by the role, done, or other, where something else is wrong with the sample."""
    try:
        call(service, method)
    except NotAllowed as error:
        return "refused" if error.reason == "role" else "other"
    except (KrogkollError, AttributeError, TypeError, ValueError, KeyError, StopIteration):
        return "other"
    return "done"


@pytest.mark.parametrize(("name", "method"), METHODS, ids=".".join)
def test_a_role_without_the_permission_is_refused_and_the_log_knows(workspace, name, method):
    need, logged = METHODS[name, method]
    service = services_of(workspace)[name]
    for role in Role:
        actor = dataclasses.replace(factories.actor(role), authority="rtj.landskrona")
        workspace.store.act_as(actor)
        before = entries(workspace.store)
        came = outcome(service, method)
        if need is None or actor.may(need):
            assert came != "refused", f"{role} may"
            assert came != "done" or not logged or entries(workspace.store) > before, f"{role} left no trace"
        else:
            assert came == "refused", f"{role} may not"
            assert entries(workspace.store) == before + 1
