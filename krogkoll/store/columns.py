"""Column types whose stored form is plain JSON, so that a row and its change in the log hold the same values."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from krogkoll.kernel.clock import from_iso, to_iso


class Moment(TypeDecorator[datetime]):
    """A timezone-aware moment, kept as fixed-width UTC text that sorts in time order."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect | None) -> str | None:
        """To stored text."""
        return None if value is None else to_iso(value)

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> datetime | None:
        """From stored text."""
        return None if value is None else from_iso(value)


class Day(TypeDecorator[date]):
    """A calendar day, kept as YYYY-MM-DD."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect | None) -> str | None:
        """To stored text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> date | None:
        """From stored text."""
        return None if value is None else date.fromisoformat(value)


class Choice(TypeDecorator[StrEnum]):
    """One value of a StrEnum, kept as its text.

    A value from a newer program that this one does not know stays readable: it comes back as the enum's
    `UNKNOWN` member where there is one, else ValueError.
    """

    impl = String
    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect | None) -> str | None:
        """To stored text."""
        return None if value is None else str(self.choices(value).value)

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> StrEnum | None:
        """From stored text."""
        if value is None:
            return None
        try:
            return self.choices(value)
        except ValueError:
            return self.choices["UNKNOWN"] if "UNKNOWN" in self.choices.__members__ else _unknown(self.choices, value)


def _unknown(choices: type[StrEnum], value: str) -> StrEnum:
    raise ValueError(f"{value!r} is no {choices.__name__}")


class Json(TypeDecorator[Any]):
    """Any JSON value, kept as text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect | None) -> str | None:
        """To stored text."""
        return None if value is None else msgspec.json.encode(value, order="sorted").decode()

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> Any:
        """From stored text."""
        return None if value is None else msgspec.json.decode(value)


class Texts(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts, kept as a JSON list."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect | None) -> str | None:
        """To stored text."""
        return None if value is None else msgspec.json.encode(list(value)).decode()

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> tuple[str, ...] | None:
        """From stored text."""
        return None if value is None else tuple(msgspec.json.decode(value))
