"""What comes to a report from outside it: the responsible person's drawn mark or refusal, and later additions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record

MOST_POINTS = 20_000
TEXT_LIMIT = 20_000
LINE_LIMIT = 500
HIGHEST = 1 / 3
"""The box of a drawn mark is three times wider than high; its width is 1."""

Stroke = Sequence[Sequence[float]]
"""Points (x, y, t, pressure): x from 0 to 1 from the left, y downwards in the same unit, t in seconds, pressure 0-1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementDraft:
    """The responsible person drew a mark on the screen, or did not want to.

    shown_sha256: of the report that the person was shown. A drawn mark is no electronic signature.
    """

    inspection_id: str = ""
    name: str = ""
    role: str = ""
    refused: bool = False
    reason: str = ""
    witness: str = ""
    strokes: tuple[Stroke, ...] = ()
    shown_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement(AcknowledgementDraft, Record):
    """A mark or a refusal as stored."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddendumDraft:
    """What somebody adds to a signed report: what, and why only now."""

    inspection_id: str = ""
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum(AddendumDraft, Record):
    """An addition as stored: its number at that report, and the SHA-256 of the report it adds to."""

    number: int
    report_sha256: str
    written_at: datetime


def acknowledgement_problems(draft: AcknowledgementDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form: a mark needs strokes, a refusal its reason and a witness."""
    found = []
    if not draft.name.strip():
        found.append(Problem("name", "missing"))
    if draft.refused:
        found += [Problem(name, "missing") for name in ("reason", "witness") if not getattr(draft, name).strip()]
        if draft.strokes:
            found.append(Problem("strokes", "refused"))
    elif not draft.strokes:
        found.append(Problem("strokes", "missing"))
    elif not _sound(draft.strokes):
        found.append(Problem("strokes", "out-of-range"))
    texts = ("name", "role", "reason", "witness")
    return (*found, *(Problem(name, "too-long") for name in texts if len(getattr(draft, name)) > LINE_LIMIT))


def addendum_problems(draft: AddendumDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = [Problem(name, "missing") for name in ("text", "reason") if not getattr(draft, name).strip()]
    found += [Problem(name, "too-long") for name in ("text", "reason") if len(getattr(draft, name)) > TEXT_LIMIT]
    return tuple(found)


def _sound(strokes: Sequence[Stroke]) -> bool:
    points = [point for stroke in strokes for point in stroke]
    if not 1 <= len(points) <= MOST_POINTS or not all(strokes):
        return False
    return all(
        len(point) == 4
        and all(isfinite(value) for value in point)
        and 0 <= point[0] <= 1
        and 0 <= point[1] <= HIGHEST + 1e-6
        and point[2] >= 0
        and 0 <= point[3] <= 1
        for point in points
    )
