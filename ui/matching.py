"""Whether what somebody typed means a short text of the program: a command, a page, a setting."""

from collections.abc import Sequence

from krogkoll.kernel.swedish import fold

_INSIDE = 3
"""From so many letters on a word may stand inside another one; fewer must begin it."""


def typed_words(text: str) -> list[str]:
    """What was typed as words to compare, without accents and capitals."""
    return fold(text).split()


def means(text: str, words: Sequence[str]) -> bool:
    """Whether every typed word begins a word of the text, or stands inside one when it is long enough."""
    told = fold(text)
    parts = told.replace("-", " ").replace("/", " ").split()
    return all(
        any(part.startswith(word) for part in parts) or (len(word) >= _INSIDE and word in told) for word in words
    )
