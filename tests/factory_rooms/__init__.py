"""Factories of newer record types, a room for each area: `FACTORIES` by kind and `<name>_draft`, as in factories.py."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any


def rooms() -> list[Any]:
    """Every module of this folder."""
    return [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]


def factories() -> dict[str, Callable[..., Any]]:
    """One valid row of each record type of the rooms, by kind."""
    return {kind: make for room in rooms() for kind, make in getattr(room, "FACTORIES", {}).items()}


def drafts() -> list[Callable[[], Any]]:
    """What makes a valid draft, in all rooms."""
    return [make for room in rooms() for name, make in vars(room).items() if name.endswith("_draft")]
