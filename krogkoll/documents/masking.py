"""Words that must not stand on a paper are replaced in every text of it, whoever wrote them where."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any

from krogkoll.documents.model import Document, Letterhead


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
