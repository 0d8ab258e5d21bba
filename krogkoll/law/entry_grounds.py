"""On which legal ground an officer may enter: offered per authority, never borrowed from another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from krogkoll.kernel.errors import NotFound
from krogkoll.law.authorities import AuthorityKind, known_kinds
from krogkoll.law.references import known_references, reference
from krogkoll.law.tables import Row, table, unique


class FactKind(StrEnum):
    """How a condition is answered."""

    YES_NO = "yes_no"
    TEXT = "text"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A fact that the ground rests on, as the question the officer answers."""

    id: str
    question_sv: str
    kind: FactKind
    known_from: str
    known_no_sv: str

    def met(self, answer: object) -> bool:
        """Whether the answer carries the ground: yes, or a text or time that says something."""
        if self.kind is FactKind.YES_NO:
            return answer is True or answer == "yes"
        return bool(str(answer or "").strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGround:
    """One ground with the authorities that may use it and the facts it rests on."""

    id: str
    title_sv: str
    note_sv: str
    kinds: tuple[AuthorityKind, ...]
    references: tuple[str, ...]
    conditions: tuple[Condition, ...]
    helps: AuthorityKind | None
    legal_review: bool

    @property
    def is_consent(self) -> bool:
        """Whether it rests on consent, with its extra duties of information."""
        return self.id == "consent"

    def missing(self, answers: Mapping[str, object]) -> tuple[Condition, ...]:
        """The conditions that the answers do not carry; each then asks for a written reason and is flagged."""
        return tuple(condition for condition in self.conditions if not condition.met(answers.get(condition.id)))


@cache
def entry_grounds() -> "MappingProxyType[str, EntryGround]":
    """All grounds by id. Raises BrokenTable."""
    root = table("law", "entry_grounds")
    found: dict[str, EntryGround] = {}
    for row in root.rows("ground"):
        unique(found, row.text("id"), row)
        found[row.text("id")] = _ground(row)
    root.close()
    return MappingProxyType(found)


def _ground(row: Row) -> EntryGround:
    helps = row.text("helps", "")
    ground = EntryGround(
        id=row.text("id"),
        title_sv=row.text("title_sv"),
        note_sv=row.text("note_sv"),
        kinds=known_kinds(row, "kinds"),
        references=known_references(row, row.texts("references", needed=True)),
        conditions=tuple(_condition(part) for part in row.rows("conditions")),
        helps=AuthorityKind(helps) if helps else None,
        legal_review=row.flag("legal_review"),
    )
    if not (ground.kinds and ground.references and ground.conditions):
        raise row.broken("a ground needs an authority, a provision and a condition")
    return ground


def _condition(row: Row) -> Condition:
    return Condition(
        id=row.text("id"),
        question_sv=row.text("question_sv"),
        kind=FactKind(row.text("kind")),
        known_from=row.text("known_from", ""),
        known_no_sv=row.text("known_no_sv", ""),
    )


def entry_grounds_for(kinds: AuthorityKind | Iterable[AuthorityKind], on: date) -> tuple[EntryGround, ...]:
    """The grounds that an authority with this task (or these tasks) may choose from on that day."""
    wanted = {kinds} if isinstance(kinds, AuthorityKind) else set(kinds)
    return tuple(
        ground
        for ground in entry_grounds().values()
        if not wanted.isdisjoint(ground.kinds) and all(reference(one).offered(on) for one in ground.references)
    )


def entry_ground(ground_id: str) -> EntryGround:
    """One ground by id. Raises NotFound."""
    try:
        return entry_grounds()[ground_id]
    except KeyError:
        raise NotFound("no-such-ground", id=ground_id) from None
