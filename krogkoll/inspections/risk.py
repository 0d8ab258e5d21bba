"""How dangerous a place may be on the night, and the rule that keeps unarmed staff outside until it is safe."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words

HIGHEST = 3
STOP_AT = HIGHEST * HIGHEST
WEAPONS_STOP_AT = 2
TEXT_LIMIT = 4_000


class RiskFactor(StrEnum):
    """What may go wrong at a place; the order is that of the form."""

    WEAPONS = "weapons"
    THREATS = "threats"
    GUESTS = "guests"
    INTOXICATION = "intoxication"
    DOGS = "dogs"
    EXITS = "exits"
    FIRE_LOAD = "fire_load"
    CASH = "cash"
    CHEMICALS = "chemicals"
    VULNERABLE = "vulnerable"
    LONE_WORK = "lone_work"
    ROUTE = "route"
    KNOWN_STAFF = "known_staff"


_SWEDISH = Words(
    (RiskFactor.WEAPONS, "Vapen eller gängkoppling"),
    (RiskFactor.THREATS, "Tidigare hot mot tjänstemän"),
    (RiskFactor.GUESTS, "Många gäster"),
    (RiskFactor.INTOXICATION, "Droger eller berusade personer"),
    (RiskFactor.DOGS, "Hundar"),
    (RiskFactor.EXITS, "Låsta eller blockerade utgångar"),
    (RiskFactor.FIRE_LOAD, "Brandbelastning eller källare"),
    (RiskFactor.CASH, "Kontanter eller värdesaker"),
    (RiskFactor.CHEMICALS, "Kemikalier eller farliga ämnen"),
    (RiskFactor.VULNERABLE, "Minderåriga eller utsatta personer"),
    (RiskFactor.LONE_WORK, "Ensamarbete"),
    (RiskFactor.ROUTE, "Väder eller väg"),
    (RiskFactor.KNOWN_STAFF, "Personal som är känd på platsen"),
)


def swedish_factor(factor: str) -> str:
    """The factor in words; one that only a newer program knows is said to be that."""
    return _SWEDISH[RiskFactor(factor)] if factor in set(RiskFactor) else "Risk från en nyare version"


class Rated(NamedTuple):
    """How likely it is and how bad it would be, each 0 to 3."""

    likelihood: int
    consequence: int

    @property
    def product(self) -> int:
        """0 to 9."""
        return self.likelihood * self.consequence


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskDraft:
    """What the form holds of one place in one operation.

    scores: per factor [likelihood, consequence], each 0 to 3; a factor that is not there has not been judged.
    """

    operation_id: str = ""
    venue_id: str = ""
    scores: Mapping[str, Any] = field(default_factory=dict)
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessment(RiskDraft, Record):
    """An assessment as stored. A new one is a new record: what was believed earlier stays readable.

    lifted_reason: why the leader of the operation let our staff in although the rule says wait.
    """

    assessed_at: datetime | None
    lifted_reason: str
    lifted_by: str
    lifted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule:
    """Whether municipal staff wait outside until the police report "säkrat".

    why: each cause as a Swedish sentence, also when the rule was lifted. lifted: the leader's reason, or nothing.
    """

    stands: bool
    why: tuple[str, ...]
    lifted: str = ""


def rated(scores: Mapping[str, Any], factor: str) -> Rated | None:
    """One factor as judged, or None. What cannot be read (another program wrote it) counts as the highest."""
    if factor not in scores:
        return None
    value = scores[factor]
    whole = isinstance(value, list | tuple) and len(value) == 2
    if not whole or not all(type(part) is int and 0 <= part <= HIGHEST for part in value):
        return Rated(HIGHEST, HIGHEST)
    return Rated(*value)


def stop_rule(assessment: RiskDraft) -> StopRule:
    """The rule of the plan: any product of 9, or weapons of 2 or more, keeps municipal staff outside.

    Weapons count by their consequence alone too, however unlikely they seem. Computed, never typed; only the reason
    of the leader lifts it. A rule of our own design, for the duty that an employer has by arbetsmiljölagen.
    """
    why = []
    for factor in (*RiskFactor, *sorted(set(assessment.scores) - set(RiskFactor))):
        found = rated(assessment.scores, factor)
        if found is None:
            continue
        if found.product >= STOP_AT:
            why.append(f"{swedish_factor(factor)} når {found.product}.")
        elif factor == RiskFactor.WEAPONS and max(found.product, found.consequence) >= WEAPONS_STOP_AT:
            why.append(f"{swedish_factor(factor)} är {max(found.product, found.consequence)}.")
    lifted = assessment.lifted_reason if isinstance(assessment, RiskAssessment) else ""
    return StopRule(stands=bool(why) and not lifted, why=tuple(why), lifted=lifted if why else "")


def risk_problems(draft: RiskDraft) -> tuple[Problem, ...]:
    """Broken rules in the order of the form."""
    found = [Problem(name, "missing") for name in ("operation_id", "venue_id") if not getattr(draft, name)]
    if not draft.scores:
        found.append(Problem("scores", "missing"))
    for factor, value in draft.scores.items():
        if factor not in set(RiskFactor):
            found.append(Problem("scores", "unknown-value"))
        elif not (
            isinstance(value, list | tuple)
            and len(value) == 2
            and all(type(part) is int and 0 <= part <= HIGHEST for part in value)
        ):
            found.append(Problem(factor, "out-of-range"))
    if len(draft.notes) > TEXT_LIMIT:
        found.append(Problem("notes", "too-long"))
    return tuple(found)
