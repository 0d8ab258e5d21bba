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
    """Who is named without being an officer or the person who was met: spoke, was told, or was asked for consent."""
    met = visit.inspection.person_met.casefold()
    named = [one.who for one in visit.statements if not one.authority]
    asked = (*(one.who for one in visit.log.consents), *(one.to_whom for one in visit.log.orders))
    named += [who for text in asked if _is_name(who := text.split(",")[0].strip())]
    return tuple(dict.fromkeys(who for who in named if who.casefold() != met))


def _is_name(text: str) -> bool:
    """Whether it is a person's name, and not "personalen i baren", which would be torn out of other sentences."""
    words = text.split()
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()


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
