"""Reads the design tokens, so that colours and sizes are written in one file only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from krogkoll.kernel.resources import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The design tokens, flattened: `colours["light"]["status.planned.fg"]`, `sizes["desk"]["control"]`."""

    colours: Mapping[str, Mapping[str, str]]
    sizes: Mapping[str, Mapping[str, int]]
    font_sizes: Mapping[str, int]
    font_weights: Mapping[str, int]
    families: tuple[str, ...]
    mono: tuple[str, ...]
    space: Mapping[str, int]
    radius: Mapping[str, int]
    motion_ms: int
    statuses: Mapping[str, Mapping[str, str]]


def _flatten(tree: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            flat.update(_flatten(value, f"{prefix}{key}."))
        elif isinstance(value, list):
            flat.update({f"{prefix}{key}.{index}": str(item) for index, item in enumerate(value)})
        else:
            flat[f"{prefix}{key}"] = str(value)
    return flat


def _sizes(size: Mapping[str, object]) -> dict[str, dict[str, int]]:
    shared = {key: value for key, value in size.items() if isinstance(value, int)}
    densities = {key: value for key, value in size.items() if isinstance(value, Mapping)}
    return {name: {**shared, **own} for name, own in densities.items()}


@cache
def load_tokens() -> Tokens:
    """The shipped tokens; read once."""
    raw = json.loads(resource("theme", "tokens.json").read_text(encoding="utf-8"))
    font = raw["font"]
    return Tokens(
        colours={scheme: _flatten(tree) for scheme, tree in raw["color"].items()},
        sizes=_sizes(raw["size"]),
        font_sizes=font["sizePx"],
        font_weights=font["weight"],
        families=(font["family"], *font["fallback"]),
        mono=tuple(font["mono"]),
        space=raw["space"],
        radius=raw["radius"],
        motion_ms=raw["motion"]["fastMs"],
        statuses=raw["status"],
    )
