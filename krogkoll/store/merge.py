"""How edits that did not see each other come together: a multi-value register per field group.

Pure, without clock or database; laptop and hub run this same code. A change names, per field group, the
heads its author was shown. It replaces exactly those; whatever else stands beside it was written by
somebody who had not seen it, and if the values differ that is a conflict for a human. The time stamp
(hybrid logical clock) only chooses which of several heads is shown meanwhile.

Source: design of multi-value registers with version vectors, e.g. Shapiro et al., "A comprehensive study
of convergent and commutative replicated data types", INRIA RR-7506 (2011), section 3.2.2.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Dot = str
"""Names one change: "replica:n"."""


@dataclass(frozen=True, slots=True)
class Head:
    """One value of a field group that nobody who has seen it has replaced."""

    dot: Dot
    hlc: str
    value: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """What one change says of one field group: its new value and the heads its author saw."""

    head: Head
    seen: frozenset[Dot]


def apply(heads: Iterable[Head], edit: Edit) -> tuple[Head, ...]:
    """The heads after one edit, delivered in causal order; the shown one first. Delivered again it changes nothing."""
    before = tuple(heads)
    if any(head.dot == edit.head.dot for head in before):
        return before
    kept = [head for head in before if head.dot not in edit.seen]
    return _ordered([*kept, edit.head])


def heads_of(edits: Iterable[Edit]) -> tuple[Head, ...]:
    """The heads of a set of edits in whatever order they came, also when one names an edit that comes later."""
    known = {edit.head.dot: edit for edit in edits}
    replaced = frozenset(dot for edit in known.values() for dot in edit.seen)
    return _ordered(edit.head for dot, edit in known.items() if dot not in replaced)


def shown(heads: Iterable[Head]) -> Head:
    """The head whose value stands in the row while a conflict is open."""
    return max(heads, key=_rank)


def in_conflict(heads: Iterable[Head]) -> bool:
    """Whether several people left different values side by side."""
    values = [head.value for head in heads]
    return any(value != values[0] for value in values[1:])


def is_alive(groups: Mapping[str, Iterable[Head]], deletions: Iterable[frozenset[Dot]]) -> bool:
    """Whether the record exists, given what the author of each deletion had been shown.

    A deletion takes only what its author saw: one value that none of them saw keeps the record, and the values of its
    other groups with it, until a human has said which is meant.
    """
    buried = frozenset(dot for seen in deletions for dot in seen)
    return any(head.dot not in buried for heads in groups.values() for head in heads)


def at_sealing(said: Mapping[str, Iterable[tuple[Dot, str, Any]]]) -> dict[str, tuple[Head, ...]]:
    """What a record says once it is sealed: exactly the heads that lay before who sealed it, which the sealing carries.

    said: (dot, clock reading, value) of each head by group. What somebody else wrote without having seen the sealing
    stays in the log, never in what was sealed.
    """
    return {group: _ordered(Head(dot, hlc, value) for dot, hlc, value in heads) for group, heads in said.items()}


def _ordered(heads: Iterable[Head]) -> tuple[Head, ...]:
    return tuple(sorted(heads, key=_rank, reverse=True))


def _rank(head: Head) -> tuple[str, str]:
    # The dot breaks ties, so that every device shows the same value.
    return head.hlc, head.dot
