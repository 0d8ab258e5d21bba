"""Walks through every public use case with arguments made up from their types, to see what can be reached at all.

Nothing is listed by name: a service, method, record or draft that is added tomorrow is walked through tomorrow.
"""

import dataclasses
import inspect
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from pathlib import Path

from krogkoll.inspections import practice_key
from krogkoll.kernel.errors import KrogkollError
from krogkoll.kernel.record import Record
from krogkoll.law import all_decision_types, authorities, entry_grounds, indicators, references
from krogkoll.law.checklist import all_items
from krogkoll.signing import Signer

from . import factories, factory_rooms

LEFT_OUT = {"register_many", "close", "tidy", "rescore_all", "make_copies"}
"""Big imports and housekeeping: nothing a person decides."""
TEXTS = ("", "Källaren", "Kim Sandell", "ALK-2026-0412", "12,5", "yes", "no", "not_checked", "ö" * 400, "=1+1")
NUMBERS = (factories.PERSON_NUMBER, factories.ORGANISATION_NUMBER, "")
IDS_OF = {
    "ground_id": tuple(entry_grounds()),
    "item_id": tuple({item.id for item in all_items()}),
    "type_code": tuple(all_decision_types()),
    "authority": tuple(authorities()),
    "provision": tuple(references()),
}
"""Fields that name a row of the law tables: any row, ours or another authority's."""


@cache
def SENSIBLE():  # noqa: N802 - a constant that is made late
    """What makes a valid draft of each type."""
    own = [make for name, make in vars(factories).items() if name.endswith("_draft")]
    return {type(make()): make for make in (*own, *factory_rooms.drafts())}


SIGNERS = ("Anna Lindqvist", "Helena Strand")


@cache
def key_of(name):
    """A practice key in somebody's name."""
    return practice_key(name, "Övning", factories.NOW)


class Unmade(Exception):
    """There is nothing of this type yet."""


class Walk:
    """One walk of one person; `luck` decides everything."""

    def __init__(self, services, luck, now, folder=None):
        self.luck, self.now, self.folder = luck, now, folder
        self.made: dict[type, list[Record]] = {}
        self.steps = [
            (service, name)
            for service in services
            for name, _ in inspect.getmembers(type(service), inspect.isfunction)
            if not name.startswith("_") and name not in LEFT_OUT
        ]
        self.writing = [step for step in self.steps if _hands_something_in(*step)]
        self.done: list[str] = []

    def step(self):
        """Take one step; only errors of our own tree may come of it. Gives whether it was carried out."""
        service, name = self.luck.choice(self.writing if self.luck.random() < 0.6 else self.steps)
        try:
            arguments, named = self._arguments(getattr(type(service), name))
        except Unmade:
            return False
        self.done.append(f"{type(service).__name__}.{name}{arguments}{named}")
        try:
            self.remember(getattr(service, name)(*arguments, **named))
        except KrogkollError:
            return False
        return True

    def remember(self, result):
        """Keep every record that came back, so that later steps can be taken with it."""
        if isinstance(result, Record):
            self.made.setdefault(type(result), []).append(result)
        elif isinstance(result, tuple | list):
            for one in result[:20]:
                self.remember(one)
        elif dataclasses.is_dataclass(result) and not isinstance(result, type):
            for field in dataclasses.fields(result):
                self.remember(getattr(result, field.name))

    def _arguments(self, function):
        positional, named = [], {}
        said = types.SimpleNamespace(__annotations__={**function.__annotations__, "return": None})
        hints = typing.get_type_hints(said, vars(inspect.getmodule(function)))
        for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
            default = parameter.default is not inspect.Parameter.empty
            if default and (self.luck.random() < 0.5 or "Callable" in str(hints[name])):
                continue
            value = self.make(hints[name], name)
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY or default:
                named[name] = value
            else:
                positional.append(value)
        return positional, named

    def make(self, kind, name=""):  # noqa: PLR0911, PLR0912  one case, one line
        """A value of this type; a record is one that was made before."""
        origin, parts = typing.get_origin(kind), typing.get_args(kind)
        if origin in (types.UnionType, typing.Union):
            return self.make(self.luck.choice(parts), name)
        if kind is type(None):
            return None
        if origin is tuple and parts[-1] is not Ellipsis:
            return tuple(self.make(part, name) for part in parts)
        if origin in (tuple, list, Sequence, Iterable) or (origin and issubclass(origin, Iterable) and parts[1:] == ()):
            return tuple(self.make(parts[0], name.removesuffix("s")) for _ in range(self.luck.randrange(3)))
        if origin is not None and issubclass(origin, Mapping):
            return {}
        if kind is str:
            return self._text(name)
        plain = {bool: (True, False), int: (0, 1, 3, 10**6), float: (0.0, 0.5, 55.87), bytes: (b"", b"%PDF-1.7")}
        if kind in plain:
            return self.luck.choice(plain[kind])
        if kind is datetime:
            return self.now + timedelta(minutes=self.luck.choice((-5000, -90, -1, 0, 1, 5000)))
        if kind is date:
            return (self.now + timedelta(days=self.luck.choice((-800, -1, 0, 1, 800)))).date()
        if kind is Signer:
            return key_of(self.luck.choice(SIGNERS))
        if kind is Path and name in ("scan", "source", "target") and self.folder is not None:
            return self._path()
        if kind is Path or not isinstance(kind, type):
            raise Unmade
        if issubclass(kind, Enum):
            return self.luck.choice(list(kind))
        if issubclass(kind, Record):
            return self._one(kind)
        if dataclasses.is_dataclass(kind):
            return self._draft(kind)
        raise Unmade

    def _path(self):
        """A file that is there and looks like a scan, or one that is not there yet."""
        scan = self.folder / "scan.pdf"
        scan.write_bytes(b"%PDF-1.7\nen bild av ett papper\n%%EOF\n")
        return self.luck.choice((scan, self.folder / f"{self.luck.randrange(10**9)}.pdf"))

    def _draft(self, kind):
        """Mostly what a sensible person would hand in, about things that are there; now and then anything at all."""
        hints = typing.get_type_hints(kind)
        fields = {field.name: field for field in dataclasses.fields(kind) if field.init}
        sensible = SENSIBLE().get(kind)
        values = dataclasses.asdict(sensible()) if sensible and self.luck.random() < 0.85 else None
        if values is None:  # anything at all
            chosen = [name for name, field in fields.items() if _needed(field) or self.luck.random() < 0.6]
            return kind(**{name: self.make(hints[name], name) for name in chosen})
        for name in fields:
            points = values[name] != "" and name.endswith("_id") and name not in IDS_OF
            if points or self.luck.random() < (0.5 if name in IDS_OF else 0.06):
                values[name] = self.make(hints[name], name)
        return kind(**values)

    def _one(self, kind):
        """Usually the latest word on something, sometimes an old one, as a slow colleague would hand it in."""
        known = self.made.get(kind)
        if not known:
            raise Unmade
        return known[-1] if self.luck.random() < 0.5 else self.luck.choice(known)

    def _text(self, name):
        if name in IDS_OF:
            return self.luck.choice(IDS_OF[name])
        if name.endswith("indicator"):
            return self.luck.choice(tuple(indicators().indicators))
        if name == "id" or name.endswith(("_id", "same_as", "corrects")):
            wanted = name.removesuffix("_id").replace("_", "")
            fitting = [one for kind, some in self.made.items() for one in some if wanted in kind.__name__.lower()]
            every = [one for some in self.made.values() for one in some]
            known = fitting if fitting and self.luck.random() < 0.8 else every
            return self.luck.choice(known).id if known else "saknas"
        if "number" in name:
            return self.luck.choice(NUMBERS + TEXTS)
        return self.luck.choice(TEXTS)


def _hands_something_in(service, name):
    said = str(getattr(type(service), name).__annotations__)
    return "Draft" in said or "shown" in said


def _needed(field):
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
