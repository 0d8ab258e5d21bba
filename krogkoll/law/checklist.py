"""The questions of a visit: each authority sees only its own, each answer keeps the version it was given to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from krogkoll.kernel.errors import NotFound
from krogkoll.law.authorities import AuthorityKind, known_kinds
from krogkoll.law.references import known_references
from krogkoll.law.tables import Row, table


class AnswerType(StrEnum):
    """What an answer consists of."""

    YES_NO = "yes_no"
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"


class Extra(StrEnum):
    """What may be added to an answer."""

    NONE = ""
    TEXT = "text"
    NUMBER = "number"


class Deviation(StrEnum):
    """Which answer is a deviation; JUDGED: the inspector says so."""

    YES = "yes"
    NO = "no"
    JUDGED = "judged"
    NEVER = "never"


class ShowIf(StrEnum):
    """What must be known about the place for a question to be shown."""

    ALWAYS = ""
    SERVING_PERMIT = "serving_permit"
    NO_SERVING_PERMIT = "no_serving_permit"
    BEER_SOLD = "beer_sold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to choose."""

    id: str
    text_sv: str
    deviation: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question in one version."""

    id: str
    number: int
    version: int
    area: str
    question_sv: str
    help_sv: str
    references: tuple[str, ...]
    answer: AnswerType
    unit_sv: str
    choices: tuple[Choice, ...]
    extra: Extra
    extra_label_sv: str
    deviation: Deviation
    photo_on_deviation: bool
    kinds: tuple[AuthorityKind, ...]
    show_if: ShowIf
    valid_from: date | None
    valid_to: date | None

    def asked(self, kinds: Iterable[AuthorityKind], on: date) -> bool:
        """Whether an authority with these tasks may ask it about that day."""
        in_time = (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)
        return in_time and not set(self.kinds).isdisjoint(kinds)

    def shown(self, *, serving_permit: bool | None = None, beer_sold: bool | None = None) -> bool:
        """Whether what is known about the place (None: not known) makes it worth asking."""
        if self.show_if is ShowIf.SERVING_PERMIT:
            return serving_permit is True
        if self.show_if is ShowIf.NO_SERVING_PERMIT:
            return serving_permit is not True
        if self.show_if is ShowIf.BEER_SOLD:
            return beer_sold is True
        return True

    def deviates(self, value: str) -> bool | None:
        """Whether an answer ("yes", "no", a choice id) is a deviation; None: only the inspector can say."""
        if self.answer is AnswerType.CHOICE:
            return any(choice.deviation for choice in self.choices if choice.id == value)
        if self.deviation is Deviation.JUDGED:
            return None
        return self.deviation is not Deviation.NEVER and value == self.deviation.value


@cache
def all_items() -> tuple[Item, ...]:
    """Every item of every version, in the order of the list. Raises BrokenTable."""
    root = table("checklists", "tillsyn")
    root.text("id")
    root.text("name_sv")
    root.flag("reviewed")
    items = tuple(_item(row) for row in root.rows("item"))
    root.close()
    seen: set[tuple[str, int]] = set()
    for item in items:
        if (item.id, item.version) in seen:
            raise root.broken(f"item {item.id} version {item.version} is there twice")
        seen.add((item.id, item.version))
    return items


def _item(row: Row) -> Item:
    choices = tuple(
        Choice(id=part.text("id"), text_sv=part.text("text_sv"), deviation=part.flag("deviation", None))
        for part in row.rows("choices", needed=False)
    )
    item = Item(
        id=row.text("id"),
        number=row.whole("number"),
        version=row.whole("version"),
        area=row.text("area"),
        question_sv=row.text("question_sv"),
        help_sv=row.text("help_sv", ""),
        references=known_references(row, row.texts("references", needed=True)),
        answer=AnswerType(row.text("answer")),
        unit_sv=row.text("unit_sv", ""),
        choices=choices,
        extra=Extra(row.text("extra", "")),
        extra_label_sv=row.text("extra_label_sv", ""),
        deviation=Deviation(row.text("deviation")),
        photo_on_deviation=row.flag("photo_on_deviation"),
        kinds=known_kinds(row, "kinds"),
        show_if=ShowIf(row.text("show_if", "")),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
    )
    _check(row, item)
    return item


def _check(row: Row, item: Item) -> None:
    """Rules that hold for every item; a broken one is named at load time."""
    if not item.kinds:
        raise row.broken("no authority may ask it")
    if not item.references:
        raise row.broken("it names no provision")
    if not item.question_sv.endswith("?"):
        raise row.broken("the question does not end with a question mark")
    if (item.answer is AnswerType.CHOICE) != bool(item.choices):
        raise row.broken("choices belong to a choice, and only to that")
    if (item.answer is AnswerType.NUMBER) != bool(item.unit_sv):
        raise row.broken("a unit belongs to a number, and only to that")
    if bool(item.extra) != bool(item.extra_label_sv):
        raise row.broken("extra and its label belong together")
    if item.deviation in {Deviation.YES, Deviation.NO} and item.answer is not AnswerType.YES_NO:
        raise row.broken("only a yes or no question deviates by itself")


def items(kinds: AuthorityKind | Iterable[AuthorityKind], on: date) -> tuple[Item, ...]:
    """The questions that an authority with this task (or these tasks) may ask about events of that day."""
    wanted = (kinds,) if isinstance(kinds, AuthorityKind) else tuple(kinds)
    return tuple(item for item in all_items() if item.asked(wanted, on))


def item(item_id: str, version: int) -> Item:
    """One item in the version an answer was given to. Raises NotFound."""
    for candidate in all_items():
        if (candidate.id, candidate.version) == (item_id, version):
            return candidate
    raise NotFound("no-such-item", id=item_id, version=version)
