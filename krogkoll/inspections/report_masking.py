"""Names that must not stand on a paper are replaced in every word of it, whoever wrote them where."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any

from krogkoll.documents import Document, Letterhead
from krogkoll.inspections.visit import Visit

PROTECTED = "[skyddad identitet]"
OTHER = "[annan person]"


def masked(document: Document, words: Mapping[str, str]) -> Document:
    """The document with each of these names replaced, in whatever case and spacing it is written; the letterhead stays.

    A drawn mark of somebody whose name is replaced shows the name itself, so it is taken away with its caption.
    """
    pairs = [(_pattern(name), word) for name, word in words.items() if name.strip()]
    if not pairs:
        return document
    blocks = tuple(block for block in document.blocks if not _names(getattr(block, "strokes", None), block, pairs))
    changed = dataclasses.replace(document, blocks=blocks)
    result: Document = _replaced(changed, pairs)
    return result


def other_people(visit: Visit) -> tuple[str, ...]:
    """Who is named as having said something without being an officer or the person who was met."""
    met = visit.inspection.person_met.casefold()
    named = (one.who for one in visit.statements if not one.authority and one.who.casefold() != met)
    return tuple(dict.fromkeys(named))


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?=s?\b)", re.IGNORECASE)


def _names(strokes: object, block: object, pairs: Iterable[tuple[re.Pattern[str], str]]) -> bool:
    said = str(getattr(block, "alt", ""))
    return strokes is not None and any(pattern.search(said) for pattern, _ in pairs)


def _replaced(value: Any, pairs: list[tuple[re.Pattern[str], str]]) -> Any:
    if isinstance(value, str):
        for pattern, word in pairs:
            value = pattern.sub(word, value)
        return value
    if isinstance(value, tuple):
        return tuple(_replaced(one, pairs) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, Letterhead | type):
        parts = {field.name: _replaced(getattr(value, field.name), pairs) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    return value
