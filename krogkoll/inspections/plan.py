"""The whole plan of one night read together, and what it would lack without somebody who takes part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from krogkoll.inspections.entry import Entry
from krogkoll.inspections.operations import Attendance, Operation, Participant, ParticipantRole, swedish_operation
from krogkoll.inspections.preparing import AcceptedGap, Assistance, ConflictAnswer, PlanAddition
from krogkoll.inspections.risk import RiskAssessment, StopRule, stop_rule
from krogkoll.inspections.stops import Stop
from krogkoll.kernel.clock import local
from krogkoll.kernel.geo import Position
from krogkoll.law import AuthorityKind, cite_all, entry_grounds_for, find_authority, items
from krogkoll.venues import Venue, shown_name

COMING = frozenset({Attendance.ASKED, Attendance.CONFIRMED, Attendance.PRESENT})
LEADING = frozenset({ParticipantRole.LEAD, ParticipantRole.AUTHORITY_LEAD})
NOT_SHARED = "Objekt som inte är delat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything planned for one night, seen by one authority. `risks` and `entries` are by venue id.

    venues: those of the stops that this workspace holds. conflicts: by participant and venue. accepted: by gap.
    """

    operation: Operation
    own: str
    kinds: tuple[AuthorityKind, ...]
    participants: tuple[Participant, ...]
    stops: tuple[Stop, ...]
    venues: Mapping[str, Venue]
    risks: Mapping[str, RiskAssessment]
    entries: Mapping[str, Entry]
    assistance: tuple[Assistance, ...]
    conflicts: Mapping[tuple[str, str], ConflictAnswer]
    accepted: Mapping[str, AcceptedGap]
    additions: tuple[PlanAddition, ...]

    @property
    def on(self) -> date:
        """The day of the night, by the clock in Sweden."""
        return local(self.operation.starts_at or self.operation.created_at).date()

    @property
    def places(self) -> Mapping[str, Position | None]:
        """Where the stops lie, by venue id."""
        return {key: venue.position for key, venue in self.venues.items()}

    @property
    def coming(self) -> tuple[Participant, ...]:
        """Those who have not said no, the leader first and the other authorities in the order they came in."""
        return tuple(one for one in self.participants if one.attendance in COMING)

    @property
    def own_people(self) -> tuple[Participant, ...]:
        """Our own people who come."""
        return tuple(one for one in self.coming if one.authority == self.own)

    @property
    def authorities(self) -> tuple[str, ...]:
        """Every authority that was asked, each once: the leader's, the own one, then as they were asked."""
        asked = [one.authority for one in self.participants]
        first = [one.authority for one in self.participants if one.role is ParticipantRole.LEAD]
        return tuple(dict.fromkeys([*first, *(one for one in asked if one == self.own), *asked]))

    @property
    def lead(self) -> str:
        """The name of the leader of the operation: who has the role, else what the form says."""
        return next((one.name for one in self.coming if one.role is ParticipantRole.LEAD), self.operation.lead_name)

    def venue_name(self, venue_id: str) -> str:
        """What a place is called; one that is not in this workspace is said to be that."""
        venue = self.venues.get(venue_id)
        return NOT_SHARED if venue is None else shown_name(venue)

    def stop_rule(self, venue_id: str) -> StopRule | None:
        """The stop rule at a place; None while nobody has judged its risks."""
        risk = self.risks.get(venue_id)
        return None if risk is None else stop_rule(risk)


def kinds_of(authority: str) -> tuple[AuthorityKind, ...]:
    """The tasks of an authority; none for one that is only a name."""
    found = find_authority(authority)
    return () if found is None else found.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What the night lacks without somebody. grounds: provisions nobody else carries. questions: how many.

    roles: tasks that nobody else has.
    """

    authority_gone: bool
    grounds: tuple[str, ...]
    questions: int
    roles: tuple[str, ...]


def loss_without(plan: Plan, who: Participant) -> Loss:
    """What the night lacks without this person, reckoned from those who have not said no."""
    others = [one for one in plan.coming if one.id != who.id]
    alike = [one for one in others if one.authority == who.authority]
    roles = () if any(one.role is who.role for one in others) else (swedish_operation(who.role),)
    if alike:
        return Loss(authority_gone=False, grounds=(), questions=0, roles=roles)
    kinds = kinds_of(who.authority)
    left = {kind for one in others for kind in kinds_of(one.authority)}
    gone = tuple(kind for kind in kinds if kind not in left)
    kept = {ground.id for ground in entry_grounds_for(left, plan.on)} if left else set()
    lost = entry_grounds_for(gone, plan.on) if gone else ()
    grounds = tuple(cite_all(one.references, short=True) for one in lost if one.id not in kept and not one.is_consent)
    asked = {one.id for one in items(left, plan.on)} if left else set()
    questions = sum(one.id not in asked for one in items(gone, plan.on)) if gone else 0
    return Loss(authority_gone=True, grounds=tuple(dict.fromkeys(grounds)), questions=questions, roles=roles)


def loss_words(loss: Loss) -> str:
    """The loss as one or two sentences for the screen; nothing when nobody will notice."""
    parts = []
    if loss.grounds:
        word = "Grunden" if len(loss.grounds) == 1 else "Grunderna"
        parts.append(f"{word} {', '.join(loss.grounds)} faller bort.")
    if loss.questions:
        parts.append(
            "En fråga blir inte ställd." if loss.questions == 1 else f"{loss.questions} frågor blir inte ställda."
        )
    if loss.authority_gone and not parts:
        parts.append("Myndigheten är inte med.")
    if loss.roles:
        parts.append(f"Ingen annan är {loss.roles[0]}.")
    return " ".join(parts)
