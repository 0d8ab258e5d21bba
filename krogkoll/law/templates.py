"""Document texts as data: typed facts in, sections of finished Swedish text out; nothing unknown, nothing left over."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.law import wording
from krogkoll.law.facts import Fact, Facts, FactType, fact_row, fits, written
from krogkoll.law.references import cite_all, known_references
from krogkoll.law.tables import BrokenTable, Row, table, unique

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FACT = re.compile(r"([a-z_]+)(?:\|(genitive|first))?")
_REFERENCE = re.compile(r"§([A-Za-z0-9+-]+)(?:\|(short))?")


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
    """A document text in one version."""

    id: str
    version: int
    name_sv: str
    review_note_sv: str
    reviewed: bool
    facts: Mapping[str, Fact]
    sections: tuple[Section, ...]
    forbidden: tuple[Forbidden, ...]

    def problems(self, facts: Facts) -> tuple[Problem, ...]:
        """What is wrong with the facts: missing, unknown, wrong type, or a combination that is not permitted."""
        found = [Problem(name, "unknown-fact") for name in facts if name not in self.facts]
        for fact in self.facts.values():
            value = facts.get(fact.name)
            if value in (None, "", ()):
                if fact.required:
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
                texts = tuple(text for line in block.lines for text in self._texts(line, facts))
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
            yield from (str(value) for value in values if value)  # type: ignore[union-attr]
        else:
            yield self._fill(line.text, facts)

    def _fill(self, text: str, facts: Facts) -> str:
        return _PLACEHOLDER.sub(lambda match: self._word(match[1], facts), text)

    def _word(self, placeholder: str, facts: Facts) -> str:
        if found := _REFERENCE.fullmatch(placeholder):
            return cite_all(found[1].split("+"), short=found[2] == "short")
        match = _FACT.fullmatch(placeholder)
        if match is None:
            raise BrokenTable(f"template {self.id}: placeholder {placeholder!r}")
        word = written(self.facts[match[1]], facts.get(match[1]))
        if not word:
            raise Invalid((Problem(match[1], "missing"),))
        if match[2] == "genitive":
            return wording.genitive(word)
        return wording.upper_first(word) if match[2] == "first" else word


def _hold(when: tuple[str, ...], facts: Facts) -> bool:
    """Whether all conditions hold: "fact", "!fact", "fact=choice", "!fact=choice"."""
    for condition in when:
        wanted = not condition.startswith("!")
        name, equals, choice = condition.removeprefix("!").partition("=")
        value = facts.get(name)
        if ((value == choice) if equals else bool(value)) is not wanted:
            return False
    return True


@cache
def template(name: str) -> Template:
    """A template of `resources/templates`. Raises BrokenTable when it names a fact or a provision that is not there."""
    root = table("templates", name)
    facts: dict[str, Fact] = {}
    for row in root.rows("fact", "name"):
        unique(facts, row.text("name"), row)
        facts[row.text("name")] = fact_row(row)
    included = {part: template(part) for part in root.texts("includes")}
    sections: list[Section] = []
    for row in root.rows("section"):
        if other := row.text("include", ""):
            if other not in included:
                raise row.broken(f"includes does not name {other!r}")
            sections.extend(included[other].sections)
            row.text("id")
        else:
            sections.append(_section_row(row))
    result = Template(
        id=root.text("id"),
        version=root.whole("version"),
        name_sv=root.text("name_sv"),
        review_note_sv=root.text("review_note_sv"),
        reviewed=root.flag("reviewed", None),
        facts=facts,
        sections=tuple(sections),
        forbidden=tuple(_forbidden(row) for row in root.rows("forbidden", "problem", needed=False)),
    )
    root.close()
    _check(root, result)
    return result


def _section_row(row: Row) -> Section:
    return Section(
        id=row.text("id"),
        heading=row.text("heading", ""),
        level=row.whole("level", 2),
        blocks=tuple(_block(part) for part in row.rows("blocks", "kind")),
        when=row.texts("when"),
    )


def _block(row: Row) -> Block:
    kind = BlockKind(row.text("kind"))
    lines = tuple(
        Line(text=part.text("text", ""), each=part.text("each", ""), when=part.texts("when"))
        for part in row.rows("lines", "text", needed=False)
    )
    if text := row.text("text", ""):
        lines = (Line(text=text, each="", when=()), *lines)
    block = Block(kind=kind, lines=lines, slot=row.text("slot", ""), when=row.texts("when"))
    if (kind is BlockKind.SLOT) != bool(block.slot) or (kind is BlockKind.SLOT) == bool(lines):
        raise row.broken("a slot has a name and no text, every other block has text and no slot")
    return block


def _forbidden(row: Row) -> Forbidden:
    return Forbidden(
        when=row.texts("when", needed=True),
        field=row.text("field"),
        problem=row.text("problem"),
        sentence_sv=cited(row, row.text("sentence_sv")),
    )


def cited(row: Row, text: str) -> str:
    """A standing sentence with its citations filled in; it may hold no facts."""

    def citation(match: re.Match[str]) -> str:
        if (found := _REFERENCE.fullmatch(match[1])) is None:
            raise row.broken(f"the placeholder {{{match[1]}}} is no citation")
        known_references(row, found[1].split("+"))
        return cite_all(found[1].split("+"), short=found[2] == "short")

    return _PLACEHOLDER.sub(citation, text)


def _check(root: Row, found: Template) -> None:
    """Refuse placeholders, conditions and citations that name nothing."""
    for section in found.sections:
        _check_when(root, found, section.when)
        _check_text(root, found, section.heading)
        for block in section.blocks:
            _check_when(root, found, block.when)
            for line in block.lines:
                _check_when(root, found, line.when)
                _check_text(root, found, line.text)
                if line.each and (line.each not in found.facts or found.facts[line.each].type is not FactType.TEXTS):
                    raise root.broken(f"section {section.id}: {line.each!r} is not a declared list of texts")
    for rule in found.forbidden:
        _check_when(root, found, rule.when)


def _check_when(root: Row, found: Template, when: tuple[str, ...]) -> None:
    for condition in when:
        name, equals, choice = condition.removeprefix("!").partition("=")
        if name not in found.facts or (equals and choice not in found.facts[name].choices):
            raise root.broken(f"the condition {condition!r} names no declared fact or choice")


def _check_text(root: Row, found: Template, text: str) -> None:
    for placeholder in _PLACEHOLDER.findall(text):
        if match := _REFERENCE.fullmatch(placeholder):
            known_references(root, match[1].split("+"))
        elif (fact := _FACT.fullmatch(placeholder)) is None or fact[1] not in found.facts:
            raise root.broken(f"the placeholder {{{placeholder}}} names no declared fact")
    if "{" in _PLACEHOLDER.sub("", text) or "}" in _PLACEHOLDER.sub("", text):
        raise root.broken(f"a brace is left open in {text!r}")
