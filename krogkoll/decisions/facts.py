"""The facts that only one type of decision asks for: which they are, and their form between store and document text."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from krogkoll.kernel.clock import from_iso, to_iso
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.swedish import nfc
from krogkoll.law import Fact, FactType, FactValue, Template

TEXT_LIMIT = 20_000


def fact_value(fact: Fact, stored: Any) -> FactValue:
    """A stored JSON value as the document text wants it; None for nothing. Raises ValueError for another form."""
    if stored in (None, "", [], ()):
        return None
    try:
        return _FROM_STORED[fact.type](stored)
    except (TypeError, KeyError, AttributeError) as trouble:
        raise ValueError(f"{fact.name} is no {fact.type}") from trouble


def stored_value(fact: Fact, value: FactValue) -> Any:
    """A value as it is stored: JSON of the form that `fact_value` reads."""
    if value in (None, "", ()):
        return None
    return _TO_STORED.get(fact.type, _as_it_is)(value)


def facts_of(text: Template, stored: Mapping[str, Any]) -> dict[str, FactValue]:
    """The type facts by name; one that has another form than declared is left out, as if nobody had written it."""
    found: dict[str, FactValue] = {}
    for fact in text.type_facts:
        try:
            found[fact.name] = fact_value(fact, stored.get(fact.name))
        except ValueError:
            found[fact.name] = None
    return found


def tidied_facts(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they are stored: composed texts without blanks at their ends, and nothing that is empty."""
    tidy = {name: _tidy(value) for name, value in stored.items()}
    return {name: value for name, value in tidy.items() if value not in (None, "", [])}


def fact_problems(text: Template, stored: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What cannot be stored even in a draft: facts that the type does not ask for, or in another form."""
    found = []
    known = {fact.name: fact for fact in text.type_facts}
    for name, value in stored.items():
        if name not in known:
            found.append(Problem(name, "unknown-fact"))
            continue
        try:
            fact_value(known[name], value)
        except ValueError:
            found.append(Problem(name, "wrong-type"))
        if len(str(value)) > TEXT_LIMIT:
            found.append(Problem(name, "too-long"))
    return tuple(found)


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value).strip()
    if isinstance(value, list | tuple):
        return [one for part in value if (one := _tidy(part))]
    return value


def _as_it_is(value: Any) -> Any:
    return value


def _text(stored: Any) -> str:
    if not isinstance(stored, str):
        raise TypeError
    return stored


def _texts(stored: Any) -> tuple[str, ...]:
    if not isinstance(stored, list | tuple):
        raise TypeError
    return tuple(_text(one) for one in stored)


def _flag(stored: Any) -> bool:
    if not isinstance(stored, bool):
        raise TypeError
    return stored


def _count(stored: Any) -> int:
    if isinstance(stored, bool) or not isinstance(stored, int):
        raise TypeError
    if not 0 < stored < 1_000_000_000:
        raise ValueError
    return stored


def _moment(stored: Any) -> datetime:
    moment = datetime.fromisoformat(_text(stored))
    if moment.tzinfo is None:
        raise ValueError("a moment has its offset")
    return from_iso(to_iso(moment))


def _period(stored: Any) -> tuple[datetime, datetime]:
    start, end = (_moment(one) for one in _texts(stored))
    if end < start:
        raise ValueError("a period ends after it starts")
    return start, end


_FROM_STORED: Mapping[FactType, Callable[[Any], FactValue]] = {
    FactType.TEXT: _text,
    FactType.TEXTS: _texts,
    FactType.CHOICE: _text,
    FactType.FLAG: _flag,
    FactType.DATE: lambda stored: date.fromisoformat(_text(stored)),
    FactType.MOMENT: _moment,
    FactType.PERIOD: _period,
    FactType.COUNT: _count,
    FactType.MONEY: _count,
}
_TO_STORED: Mapping[FactType, Callable[[Any], Any]] = {
    FactType.TEXTS: list,
    FactType.DATE: date.isoformat,
    FactType.MOMENT: to_iso,
    FactType.PERIOD: lambda span: [to_iso(one) for one in span],
}
