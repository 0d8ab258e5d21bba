"""Reads document texts and their parts strictly: a fact, a choice or a provision that is not there is found at load."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from krogkoll.law.facts import Fact, FactType, fact_row
from krogkoll.law.references import cite_all, known_references
from krogkoll.law.tables import Row, raw, table, unique
from krogkoll.law.templates import (
    FACT,
    PLACEHOLDER,
    REFERENCE,
    Block,
    BlockKind,
    Forbidden,
    Line,
    Section,
    Template,
)


@cache
def template(name: str) -> Template:
    """A template of `resources/templates`. Raises BrokenTable when it names a fact or a provision that is not there."""
    root = table("templates", name)
    own: dict[str, Fact] = {}
    for row in root.rows("fact", "name", needed=False):
        unique(own, row.text("name"), row)
        own[row.text("name")] = fact_row(row)
    included = {part: template(part) for part in root.texts("includes")}
    facts = _with_parts(root, own, included.values())
    sections: list[Section] = []
    for row in root.rows("section", needed=False):
        if other := row.text("include", ""):
            if other not in included:
                raise row.broken(f"includes does not name {other!r}")
            sections.extend(included[other].sections)
            row.text("id")
        else:
            sections.append(_section_row(row))
    rules = [rule for part in included.values() for rule in part.forbidden]
    rules += [_forbidden(row) for row in root.rows("forbidden", "problem", needed=False)]
    result = Template(
        id=root.text("id"),
        version=root.whole("version"),
        name_sv=root.text("name_sv"),
        review_note_sv=root.text("review_note_sv"),
        reviewed=root.flag("reviewed", None),
        sha256=_digest(name, included.values()),
        facts=MappingProxyType(facts),
        sections=tuple(sections),
        forbidden=tuple(dict.fromkeys(rules)),
    )
    root.close()
    _check(root, result)
    return result


def _with_parts(root: Row, own: Mapping[str, Fact], parts: Iterable[Template]) -> dict[str, Fact]:
    """The facts in the order of the form: those of the parts, then the own; a fact that the paper declares anew stands
    where it does so. It is required when any of them requires it.
    """
    found: dict[str, Fact] = {}
    for fact in [*(fact for part in parts for fact in part.facts.values()), *own.values()]:
        before = found.pop(fact.name, fact)
        if (before.type, before.choices) != (fact.type, fact.choices):
            raise root.broken(f"the fact {fact.name!r} is declared in two ways")
        found[fact.name] = replace(fact, required=fact.required or before.required)
    return found


def _digest(name: str, parts: Iterable[Template]) -> str:
    """What an authority approves: the text of the file, with the digests of the parts that it includes."""
    seen = hashlib.sha256(raw("templates", name))
    for part in parts:
        seen.update(part.sha256.encode())
    return seen.hexdigest()


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
        if (found := REFERENCE.fullmatch(match[1])) is None:
            raise row.broken(f"the placeholder {{{match[1]}}} is no citation")
        known_references(row, found[1].split("+"))
        return cite_all(found[1].split("+"), short=found[2] == "short", plain=found[2] == "plain")

    return PLACEHOLDER.sub(citation, text)


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
        if rule.field not in found.facts:
            raise root.broken(f"the combination {rule.problem!r} belongs to no declared fact: {rule.field!r}")
    for fact in found.facts.values():
        _check_when(root, found, fact.when)


def _check_when(root: Row, found: Template, when: tuple[str, ...]) -> None:
    for condition in when:
        first, later, second = condition.removeprefix("!").partition(">")
        if later:
            if any(name not in found.facts or found.facts[name].type is not FactType.DATE for name in (first, second)):
                raise root.broken(f"the condition {condition!r} compares what is no declared day")
            continue
        name, equals, choice = condition.removeprefix("!").partition("=")
        if name not in found.facts or (equals and choice not in found.facts[name].choices):
            raise root.broken(f"the condition {condition!r} names no declared fact or choice")


def _check_text(root: Row, found: Template, text: str) -> None:
    for placeholder in PLACEHOLDER.findall(text):
        if match := REFERENCE.fullmatch(placeholder):
            known_references(root, match[1].split("+"))
        elif (fact := FACT.fullmatch(placeholder)) is None or fact[1] not in found.facts:
            raise root.broken(f"the placeholder {{{placeholder}}} names no declared fact")
    if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
        raise root.broken(f"a brace is left open in {text!r}")
