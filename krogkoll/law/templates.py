"""Document texts as data: typed facts in, sections of finished Swedish text out; nothing unknown, nothing left over."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.law import wording
from krogkoll.law.facts import Fact, Facts, fits, written
from krogkoll.law.references import cite_all
from krogkoll.law.tables import BrokenTable

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
FACT = re.compile(r"([a-z_]+)(?:\|(genitive|first|sentence|point|paragraph))?")
REFERENCE = re.compile(r"§([A-Za-z0-9+-]+)(?:\|(short|plain))?")


_FORMS: Mapping[str, Callable[[str], str]] = {
    "": str,
    "genitive": wording.genitive,
    "first": wording.upper_first,
    "sentence": wording.sentence,
    "point": wording.delegation_point,
    "paragraph": wording.minutes_paragraph,
}


class BlockKind(StrEnum):
    """What a rendered block is on paper; a SLOT is filled by the caller (photos, tables, signatures)."""

    PARAGRAPH = "paragraph"
    LEAD = "lead"
    ORDERS = "orders"
    BULLETS = "bullets"
    SLOT = "slot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text with placeholders, shown when all conditions hold; `each` stands for one line per text of that fact."""

    text: str
    each: str
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines of one kind, or a slot."""

    kind: BlockKind
    lines: tuple[Line, ...]
    slot: str
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with blocks."""

    id: str
    heading: str
    level: int
    blocks: tuple[Block, ...]
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """A combination of facts that the law does not permit, with the code of the problem and its Swedish sentence."""

    when: tuple[str, ...]
    field: str
    problem: str
    sentence_sv: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A block of finished text."""

    kind: BlockKind
    texts: tuple[str, ...]
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedSection:
    """A section of finished text."""

    id: str
    heading: str
    level: int
    blocks: tuple[Rendered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A document text in one version. `sha256` covers its file and those of all parts that it includes."""

    id: str
    version: int
    name_sv: str
    review_note_sv: str
    reviewed: bool
    sha256: str
    facts: Mapping[str, Fact]
    sections: tuple[Section, ...]
    forbidden: tuple[Forbidden, ...]

    @property
    def type_facts(self) -> tuple[Fact, ...]:
        """The facts that belong to this type alone, in the order of its form."""
        return tuple(fact for fact in self.facts.values() if not fact.standard)

    def asked(self, name: str, facts: Facts) -> bool:
        """Whether the fact matters, as the other facts are: its conditions hold."""
        return _hold(self.facts[name].when, facts)

    def problems(self, facts: Facts) -> tuple[Problem, ...]:
        """What is wrong with the facts: missing, unknown, wrong type, or a combination that is not permitted."""
        found = [Problem(name, "unknown-fact") for name in facts if name not in self.facts]
        for fact in self.facts.values():
            value = facts.get(fact.name)
            if value in (None, "", ()):
                if fact.required and _hold(fact.when, facts):
                    found.append(Problem(fact.name, "missing"))
            elif not fits(fact, value):
                found.append(Problem(fact.name, "wrong-type"))
        found.extend(Problem(rule.field, rule.problem) for rule in self.forbidden if _hold(rule.when, facts))
        return tuple(found)

    def render(self, facts: Facts) -> tuple[RenderedSection, ...]:
        """The finished sections in order; a section whose blocks all fall away is left out. Raises Invalid."""
        if problems := self.problems(facts):
            raise Invalid(problems)
        return tuple(section for one in self.sections if (section := self._section(one, facts)) is not None)

    def _section(self, section: Section, facts: Facts) -> RenderedSection | None:
        if not _hold(section.when, facts):
            return None
        blocks = []
        for block in section.blocks:
            if _hold(block.when, facts):
                texts = tuple(wording.bound(text) for line in block.lines for text in self._texts(line, facts))
                if texts or block.kind is BlockKind.SLOT:
                    blocks.append(Rendered(kind=block.kind, texts=texts, slot=block.slot))
        if not blocks:
            return None
        heading = self._fill(section.heading, facts)
        return RenderedSection(id=section.id, heading=heading, level=section.level, blocks=tuple(blocks))

    def _texts(self, line: Line, facts: Facts) -> Iterator[str]:
        if not _hold(line.when, facts):
            return
        if line.each:
            values = facts.get(line.each) or ()
            yield from (wording.sentence(str(value)) for value in values if value)  # type: ignore[union-attr]
        else:
            yield self._fill(line.text, facts)

    def _fill(self, text: str, facts: Facts) -> str:
        return PLACEHOLDER.sub(lambda match: self._word(match[1], facts), text)

    def _word(self, placeholder: str, facts: Facts) -> str:
        if found := REFERENCE.fullmatch(placeholder):
            return cite_all(found[1].split("+"), short=found[2] == "short", plain=found[2] == "plain")
        match = FACT.fullmatch(placeholder)
        if match is None:
            raise BrokenTable(f"template {self.id}: placeholder {placeholder!r}")
        word = written(self.facts[match[1]], facts.get(match[1]))
        if not word:
            raise Invalid((Problem(match[1], "missing"),))
        return _FORMS[match[2] or ""](word)


def _hold(when: tuple[str, ...], facts: Facts) -> bool:
    """Whether all conditions hold: "fact", "!fact", "fact=choice", "!fact=choice", "day>other day", "!day>other day".

    A comparison with a day that is missing holds in neither form.
    """
    return all(_holds(condition, facts) for condition in when)


def _holds(condition: str, facts: Facts) -> bool:
    wanted, condition = not condition.startswith("!"), condition.removeprefix("!")
    first, later, second = condition.partition(">")
    if later:
        one, other = facts.get(first), facts.get(second)
        return isinstance(one, date) and isinstance(other, date) and (one > other) is wanted
    name, equals, choice = condition.partition("=")
    value = facts.get(name)
    return ((value == choice) if equals else bool(value)) is wanted
