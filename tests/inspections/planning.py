"""A night being planned by the police, who lead it, together with the municipality and the fire authority."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from krogkoll.inspections import (
    Operation,
    OperationDraft,
    OperationService,
    Participant,
    ParticipantDraft,
    ParticipantRole,
    PlanningService,
)
from krogkoll.security import Actor, Role
from krogkoll.store import Store
from krogkoll.venues import Venue, VenueService
from tests.factories import ALCOHOL_BOARD, FIRE, POLICE, actor, venue_draft, workspace

EVENING = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)
MARIA = actor(Role.POLICE_INSPECTOR, POLICE, name="Maria Berg")
ANNA = actor(Role.MUNICIPAL_INSPECTOR, ALCOHOL_BOARD, name="Anna Lindqvist")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An open workspace with the services of planning."""

    store: Store
    operations: OperationService
    planning: PlanningService
    venues: VenueService

    def place(self, name: str, **over: Any) -> Venue:
        """A place to go to."""
        return self.venues.register(venue_draft(name=name, **over))

    def night(self, *venues: Venue, **over: Any) -> Operation:
        """An operation at these places."""
        fields: dict[str, Any] = {
            "title": "Insats fredag 27 november",
            "purpose": "Gemensam tillsyn",
            "starts_at": EVENING,
            "ends_at": EVENING + timedelta(hours=4),
            "venue_ids": tuple(venue.id for venue in venues),
        }
        return self.operations.plan(OperationDraft(**fields | over))

    def ask(self, operation: Operation, name: str, authority: str, role: ParticipantRole) -> Participant:
        """Somebody is asked to come."""
        draft = ParticipantDraft(operation_id=operation.id, name=name, authority=authority, role=role)
        return self.operations.invite(draft)

    def company(self, operation: Operation) -> tuple[Participant, Participant, Participant]:
        """Maria leads, Anna for the municipality, Johan for the fire authority."""
        return (
            self.ask(operation, "Maria Berg", POLICE, ParticipantRole.LEAD),
            self.ask(operation, "Anna Lindqvist", ALCOHOL_BOARD, ParticipantRole.AUTHORITY_LEAD),
            self.ask(operation, "Johan Ek", FIRE, ParticipantRole.AUTHORITY_LEAD),
        )


@contextmanager
def desk(folder: Path, who: Actor = MARIA) -> Iterator[Desk]:
    """A workspace of that person."""
    with workspace(folder / "workspace", who) as store:
        yield Desk(
            store=store,
            operations=OperationService(store),
            planning=PlanningService(store),
            venues=VenueService(store),
        )
