"""The typed facts that a document text may name: what each may be, and how it is written in Swedish."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from krogkoll.kernel.swedish import long_date
from krogkoll.law import wording
from krogkoll.law.tables import Row

STANDARD_FACTS = frozenset(
    (
        *("authority", "authority_short", "authority_address", "authority_email", "board", "federation"),
        *("appeal_body", "appeal_body_definite", "appeal_provision", "visit", "has_visit", "joint_with"),
        *("police_help", "decision_maker", "decided_by", "delegated", "delegation_point", "minutes_reference"),
        *("minutes_on", "presenter", "others", "dissent", "party", "party_short"),
        *("party_role", "party_basis", "premises", "mode", "max_persons", "effective_at"),
        *("remedies", "remedy_points", "immediate", "immediate_reasons", "fine", "reasons"),
        *("proportionality", "photos", "documents", "communication", "communication_text", "statement"),
        *("statement_assessment", "interpreter", "decided_on", "docket_number", "supersedes_docket", "supersedes_on"),
    )
)
"""Facts that come from the decision, the visit and the authority; every other fact belongs to the type alone."""


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
    """A declared fact as a form asks for it.

    `required` holds where `when` holds: a fact whose conditions are not met is not asked for. `choice_words` has a
    Swedish word for each choice that a form offers; `group_sv` is the heading that the fact stands under there.
    """

    name: str
    type: FactType
    label_sv: str
    required: bool
    choices: tuple[str, ...]
    choice_words: Mapping[str, str]
    help_sv: str
    group_sv: str
    when: tuple[str, ...]

    @property
    def standard(self) -> bool:
        """Whether it comes from the decision itself and not from the facts that belong to its type."""
        return self.name in STANDARD_FACTS


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
    choices, words = row.texts("choices"), row.texts("choices_sv")
    fact = Fact(
        name=row.text("name"),
        type=FactType(row.text("type")),
        label_sv=row.text("label_sv"),
        required=row.flag("required"),
        choices=choices,
        choice_words=MappingProxyType(dict(zip(choices, words, strict=False))),
        help_sv=row.text("help_sv", ""),
        group_sv=row.text("group_sv", ""),
        when=row.texts("when"),
    )
    if (fact.type is FactType.CHOICE) != bool(fact.choices):
        raise row.broken("choices belong to a choice, and only to that")
    if words and len(words) != len(choices):
        raise row.broken("each choice has a word in choices_sv")
    return fact
