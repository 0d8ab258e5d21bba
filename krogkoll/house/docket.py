"""Docket numbers as an authority writes them: a pattern of its own, read without ever running it."""

import re
from collections.abc import Iterator
from datetime import date

from krogkoll.house.model import LINE_LIMIT, DocketPatternDraft
from krogkoll.kernel.errors import Problem

_PART = re.compile(r"\{([^{}]*)\}")
_KNOWN = re.compile(r"board|year|number(?::0([2-9])d?)?")
EXAMPLE_NUMBER = 187


def pattern_problems(draft: DocketPatternDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form; an empty pattern is allowed and checks nothing."""
    pattern, found = draft.pattern.strip(), []
    if len(pattern) > LINE_LIMIT:
        return (Problem("pattern", "too-long"),)
    if pattern:
        parts = _PART.findall(pattern)
        rest = _PART.sub("", pattern)
        if "{" in rest or "}" in rest or any(_KNOWN.fullmatch(part) is None for part in parts):
            found.append(Problem("pattern", "unknown-token"))
        elif sum(part.startswith("number") for part in parts) != 1:
            found.append(Problem("pattern", "one-number"))
        if "{board}" in pattern and not draft.board.strip():
            found.append(Problem("board", "missing"))
    if len(draft.board.strip()) > 40:
        found.append(Problem("board", "too-long"))
    return tuple(found)


def written(draft: DocketPatternDraft, year: int, number: int) -> str:
    """A docket number by the pattern: "ALK/2026:187"; nothing for an empty or broken pattern."""
    if not draft.pattern.strip() or pattern_problems(draft):
        return ""
    parts = []
    for text, part in _parts(draft.pattern.strip()):
        width = _KNOWN.fullmatch(part) if part.startswith("number") else None
        filled = {"board": draft.board.strip(), "year": f"{year:04d}"}.get(part, "")
        if width is not None:
            filled = f"{number:0{int(width[1] or 1)}d}"
        parts.append(text + filled)
    return "".join(parts)


def example(draft: DocketPatternDraft, day: date) -> str:
    """What a number of this year looks like."""
    return written(draft, day.year, EXAMPLE_NUMBER)


def fits(draft: DocketPatternDraft, number: str) -> bool:
    """Whether a docket number looks as the pattern says; blanks are forgiven, without a pattern everything is."""
    if not draft.pattern.strip() or pattern_problems(draft):
        return True
    expression = ""
    for text, part in _parts(draft.pattern.strip()):
        expression += re.escape(_dense(text))
        if part == "board":
            expression += re.escape(_dense(draft.board))
        elif part == "year":
            expression += r"(?:19|20)[0-9][0-9]"
        elif part:
            width = _KNOWN.fullmatch(part)
            expression += rf"[0-9]{{{int((width and width[1]) or 1)},9}}"
    return re.fullmatch(expression, _dense(number)[:200], re.IGNORECASE) is not None


def _parts(pattern: str) -> Iterator[tuple[str, str]]:
    """Each text with the part after it; the last part is empty."""
    at = 0
    for match in _PART.finditer(pattern):
        yield pattern[at : match.start()], match[1]
        at = match.end()
    yield pattern[at:], ""


def _dense(text: str) -> str:
    return "".join(text.split())
