"""The typed facts that a document text may name: what each may be, and how it is written in Swedish."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from krogkoll.kernel.swedish import long_date
from krogkoll.law import wording
from krogkoll.law.tables import Row


class FactType(StrEnum):
    """What a fact is, and so how it is written."""

    TEXT = "text"
    TEXTS = "texts"
    DATE = "date"
    MOMENT = "moment"
    PERIOD = "period"
    COUNT = "count"
    MONEY = "money"
    FLAG = "flag"
    CHOICE = "choice"


FactValue = str | int | bool | date | datetime | tuple[str, ...] | tuple[datetime, datetime] | None
Facts = Mapping[str, FactValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A declared fact with its Swedish label."""

    name: str
    type: FactType
    label_sv: str
    required: bool
    choices: tuple[str, ...]


def written(fact: Fact, value: FactValue) -> str:
    """A fact in words; empty when there is none. The value must fit."""
    if value is None:
        return ""
    word = _WRITTEN.get(fact.type)
    return word(value) if word else str(value)


_WRITTEN: Mapping[FactType, Callable[..., str]] = {
    FactType.TEXTS: wording.joined,
    FactType.DATE: long_date,
    FactType.MOMENT: wording.day_and_time,
    FactType.PERIOD: lambda span: wording.period(*span),
    FactType.MONEY: wording.money,
}


def fits(fact: Fact, value: FactValue) -> bool:
    """Whether the value is what the fact declares."""
    return _FITS[fact.type](value) if fact.type is not FactType.CHOICE else value in fact.choices


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_moment(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_period(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(map(_is_moment, value)) and value[0] <= value[1]


_FITS: Mapping[FactType, Callable[[object], bool]] = {
    FactType.TEXT: _is_text,
    FactType.TEXTS: lambda value: isinstance(value, tuple) and all(map(_is_text, value)),
    FactType.DATE: lambda value: isinstance(value, date) and not isinstance(value, datetime),
    FactType.MOMENT: _is_moment,
    FactType.PERIOD: _is_period,
    FactType.COUNT: _is_count,
    FactType.MONEY: _is_count,
    FactType.FLAG: lambda value: isinstance(value, bool),
}


def fact_row(row: Row) -> Fact:
    """One declared fact of a template. Raises BrokenTable."""
    fact = Fact(
        name=row.text("name"),
        type=FactType(row.text("type")),
        label_sv=row.text("label_sv"),
        required=row.flag("required"),
        choices=row.texts("choices"),
    )
    if (fact.type is FactType.CHOICE) != bool(fact.choices):
        raise row.broken("choices belong to a choice, and only to that")
    return fact
