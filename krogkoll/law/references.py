"""Every legal reference the program uses, as dated data: code and templates name ids, paper gets Swedish citations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from krogkoll.kernel.errors import NotFound
from krogkoll.kernel.swedish import NBSP
from krogkoll.law.tables import Row, table, unique

_NUMBER = re.compile(r" \(\d{4}:\d+\)")
_ORDINALS = ("", "första", "andra", "tredje", "fjärde", "femte")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a wording was read."""

    id: str
    text_sv: str
    read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """An act, ordinance or EU regulation."""

    id: str
    sfs: str
    cite_sv: str
    short_sv: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One provision during the time its wording held (`valid_to` is the first day it no longer does)."""

    id: str
    statute: Statute
    chapter: str
    section: str
    para: int
    point: int
    short_text_sv: str
    valid_from: date | None
    valid_to: date | None
    repealed_by: str
    verified_on: date | None
    source: Source
    unverified: bool
    reviewed: bool

    @property
    def sfs(self) -> str:
        """The number in Svensk författningssamling, or the EU number."""
        return self.statute.sfs

    def holds(self, on: date) -> bool:
        """Whether the wording was in force on that day, as far as this table knows."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)

    def offered(self, on: date) -> bool:
        """Whether it may be shown for choice and printed: in force and not marked as unverified."""
        return not self.unverified and self.holds(on)


def _section_words(section: str, count: int = 1) -> str:
    sign = "§" if count == 1 else "§§"
    return f"{section.replace(' ', NBSP)}{NBSP}{sign}"


def _place(reference: Reference) -> str:
    """As in "10 kap. 4 § andra stycket", without the name of the act."""
    if reference.statute.kind == "eu":
        return f"artikel{NBSP}{reference.section}" if reference.section else ""
    words = []
    if reference.chapter:
        words.append(f"{reference.chapter.replace(' ', NBSP)}{NBSP}kap.")
    if reference.section:
        words.append(_section_words(reference.section))
    place = NBSP.join(words)
    if reference.para:
        place += f" {_ORDINALS[reference.para]} stycket"
    if reference.point:
        place += f"{NBSP}{reference.point}"
    return place


def _name(statute: Statute, *, short: bool, plain: bool) -> str:
    """The act with its number; short: the abbreviation; plain: the name alone, as in "förvaltningslagen"."""
    if short:
        return statute.short_sv
    return _NUMBER.sub("", statute.cite_sv) if plain else statute.cite_sv


def cite(reference_id: str, *, short: bool = False, plain: bool = False) -> str:
    """The Swedish citation: "5 kap. 2 § lagen (2003:778) om skydd mot olyckor", or short "5 kap. 2 § LSO".

    plain: the act by its name without number, for texts that are read by people who know no abbreviations.

    Raises NotFound for an id that is not in the table.
    """
    found = reference(reference_id)
    name = _name(found.statute, short=short, plain=plain)
    place = _place(found)
    joint = " i " if found.statute.kind == "eu" else " "
    return f"{place}{joint}{name}" if place else name


def cite_all(reference_ids: Sequence[str], *, short: bool = False, plain: bool = False) -> str:
    """Several citations as one phrase; neighbours in the same act and chapter share its name: "5 och 32 §§ FL"."""
    groups: list[list[Reference]] = []
    for reference_id in reference_ids:
        found = reference(reference_id)
        last = groups[-1] if groups else []
        if last and _shares(last[-1], found):
            last.append(found)
        else:
            groups.append([found])
    return _joined([_cite_group(group, short=short, plain=plain) for group in groups])


def _shares(one: Reference, other: Reference) -> bool:
    plain = not (one.para or one.point or other.para or other.point) and one.section and other.section
    return bool(plain) and one.statute.kind != "eu" and (one.statute, one.chapter) == (other.statute, other.chapter)


def _cite_group(group: Sequence[Reference], *, short: bool, plain: bool) -> str:
    first = group[0]
    if len(group) == 1:
        return cite(first.id, short=short, plain=plain)
    chapter = f"{first.chapter}{NBSP}kap.{NBSP}" if first.chapter else ""
    sections = _joined([item.section for item in group])
    return f"{chapter}{_section_words(sections, len(group))} {_name(first.statute, short=short, plain=plain)}"


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}"


@cache
def references() -> "MappingProxyType[str, Reference]":
    """All references by id, those that are unverified or repealed included. Raises BrokenTable."""
    root = table("law", "references")
    verified_on = root.day("verified_on")
    sources: dict[str, Source] = {}
    for row in root.rows("source"):
        unique(sources, row.text("id"), row)
        sources[row.text("id")] = Source(id=row.text("id"), text_sv=row.text("text_sv"), read=row.flag("read", None))
    found: dict[str, Reference] = {}
    for row in root.rows("statute"):
        statute = Statute(
            id=row.text("id"),
            sfs=row.text("sfs"),
            cite_sv=row.text("cite_sv"),
            short_sv=row.text("short_sv"),
            kind=row.text("kind", "sfs"),
        )
        source = row.text("source")
        for item in row.rows("references"):
            unique(found, item.text("id"), item)
            found[item.text("id")] = _reference(item, statute, sources, source, verified_on)
    root.close()
    return MappingProxyType(found)


def _reference(
    row: Row, statute: Statute, sources: dict[str, Source], statute_source: str, verified_on: date | None
) -> Reference:
    source_id = row.text("source", statute_source)
    if source_id not in sources:
        raise row.broken(f"the source {source_id!r} is not in the table")
    source = sources[source_id]
    para = row.whole("para", 0)
    if not 0 <= para < len(_ORDINALS):
        raise row.broken(f"para {para} has no word")
    return Reference(
        id=row.text("id"),
        statute=statute,
        chapter=row.text("chapter", ""),
        section=row.text("section", ""),
        para=para,
        point=row.whole("point", 0),
        short_text_sv=row.text("short_sv"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        repealed_by=row.text("repealed_by", ""),
        verified_on=verified_on if source.read else None,
        source=source,
        unverified=row.flag("unverified"),
        reviewed=row.flag("reviewed"),
    )


def reference(reference_id: str) -> Reference:
    """One reference by id. Raises NotFound."""
    try:
        return references()[reference_id]
    except KeyError:
        raise NotFound("no-such-reference", id=reference_id) from None


def known_references(row: Row, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids, each checked to be in the table, in the name of the row that uses them. Raises BrokenTable."""
    for reference_id in ids:
        if reference_id not in references():
            raise row.broken(f"the reference {reference_id!r} is not in the table")
    return tuple(ids)
