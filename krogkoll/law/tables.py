"""Reads the shipped law tables strictly, so that a mistake in them is found by name at load time and never on paper."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from krogkoll.kernel.resources import resource


class BrokenTable(ValueError):
    """A shipped law table is wrong: says which file, which row and what is the matter."""


@cache
def table(folder: str, name: str) -> "Row":
    """One TOML file of `resources/<folder>/<name>.toml` as a row; read once. Raises BrokenTable."""
    path = resource(folder, f"{name}.toml")
    where = f"{folder}/{name}.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as trouble:
        raise BrokenTable(f"{where}: the file is missing") from trouble
    except tomllib.TOMLDecodeError as trouble:
        raise BrokenTable(f"{where}: {trouble}") from trouble
    return Row(content, where)


def raw(folder: str, name: str) -> bytes:
    """The bytes of such a file, with the line ends of the repository whatever the checkout made of them."""
    return resource(folder, f"{name}.toml").read_bytes().replace(b"\r\n", b"\n")


class Row:
    """A table of a TOML file with typed access; a wrong type, a missing key and a left-over key are errors by name."""

    def __init__(self, content: Mapping[str, Any], where: str) -> None:
        self._content = MappingProxyType(dict(content))
        self._asked: set[str] = set()
        self.where = where

    def broken(self, problem: str) -> BrokenTable:
        """An error that names this row."""
        return BrokenTable(f"{self.where}: {problem}")

    def _take(self, key: str, kind: type, *, default: Any = None, needed: bool = True) -> Any:
        self._asked.add(key)
        if key not in self._content:
            if needed:
                raise self.broken(f"key {key!r} is missing")
            return default
        value = self._content[key]
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            raise self.broken(f"key {key!r} must be {kind.__name__}, not {value!r}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without default it must be there and not be empty."""
        value: str = self._take(key, str, default=default, needed=default is None)
        if default is None and not value.strip():
            raise self.broken(f"key {key!r} is empty")
        return value

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of texts, empty when absent."""
        values = self._take(key, list, default=[], needed=needed)
        if not all(isinstance(value, str) and value for value in values):
            raise self.broken(f"key {key!r} must be a list of texts")
        return tuple(values)

    def flag(self, key: str, default: bool | None = False) -> bool:
        """A yes or no."""
        return bool(self._take(key, bool, default=default, needed=default is None))

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return int(self._take(key, int, default=default, needed=default is None))

    def number(self, key: str) -> float:
        """A number, whole or not."""
        self._asked.add(key)
        value = self._content.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.broken(f"key {key!r} must be a number, not {value!r}")
        return float(value)

    def day(self, key: str) -> date | None:
        """A date, or None when absent."""
        value: date | None = self._take(key, date, needed=False)
        return value

    def keys(self) -> tuple[str, ...]:
        """The keys of this row, in the order of the file."""
        return tuple(self._content)

    def row(self, key: str) -> "Row | None":
        """A table inside this one, or None when absent."""
        content = self._take(key, dict, needed=False)
        return None if content is None else Row(content, f"{self.where}, {key}")

    def rows(self, key: str, name: str = "id", *, needed: bool = True) -> "Iterator[Row]":
        """The tables of a list, each closed (left-over keys refused) when the next one is asked for.

        `name` is the key that names a row in errors.
        """
        contents = self._take(key, list, default=[], needed=needed)
        for number, content in enumerate(contents, start=1):
            if not isinstance(content, dict):
                raise self.broken(f"key {key!r} must be a list of tables")
            child = Row(content, f"{self.where}, {key} {content.get(name, number)!r}")
            yield child
            child.close()

    def close(self) -> None:
        """Refuse keys that nobody asked for: a misspelt key must not pass in silence."""
        left_over = sorted(set(self._content) - self._asked)
        if left_over:
            raise self.broken(f"unknown keys {', '.join(left_over)}")


def unique(rows: "Mapping[str, object] | dict[str, object]", key: str, row: Row) -> None:
    """Refuse a second row with the same id."""
    if key in rows:
        raise row.broken(f"the id {key!r} is used twice")
