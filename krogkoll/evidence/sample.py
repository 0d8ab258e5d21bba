"""Samples that a municipality takes in its supervision: records of their own, with their own ground and rules."""

from dataclasses import dataclass
from datetime import datetime

from krogkoll.evidence.seizure import MOST_CONTAINERS, MOST_ML, GoodsClass, decimal_in, too_long
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.law import AuthorityKind

SAMPLE_GROUNDS = {AuthorityKind.ALCOHOL_BOARD: "AL-9-13", AuthorityKind.FOOD_BOARD: "LIVS-20"}
"""Who may take samples, and on what ground (alkohollagen 9 kap. 13 §, livsmedelslagen 20 §)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDraft:
    """What a form holds of one sample. ground: id of a legal reference. strength: vol-% as on the label."""

    number: str = ""
    inspection_id: str = ""
    case_id: str = ""
    taken_at: datetime | None = None
    taken_by: str = ""
    from_whom: str = ""
    place: str = ""
    ground: str = ""
    purpose: str = ""
    goods: GoodsClass = GoodsClass.SPIRITS
    label: str = ""
    container_ml: int = 0
    count: int = 1
    strength: str = ""
    seal: str = ""
    sent_to: str = ""
    remark: str = ""
    photo_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(SampleDraft, Record):
    """A sample as stored."""

    taken_at: datetime


def sample_problems(draft: SampleDraft, now: datetime) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    needed = ("number", "taken_by", "from_whom", "place", "ground", "purpose", "label")
    found = [Problem(name, "missing") for name in needed if not getattr(draft, name).strip()]
    if draft.taken_at is None:
        found.append(Problem("taken_at", "missing"))
    elif draft.taken_at > now:
        found.append(Problem("taken_at", "in-the-future"))
    if not 1 <= draft.count <= MOST_CONTAINERS:
        found.append(Problem("count", "out-of-range"))
    if not 0 <= draft.container_ml <= MOST_ML:
        found.append(Problem("container_ml", "out-of-range"))
    share = decimal_in(draft.strength)
    if draft.strength.strip() and (share is None or share > 100):
        found.append(Problem("strength", "not-a-number"))
    return (*found, *too_long(draft))
