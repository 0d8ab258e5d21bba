"""A visit of the alcohol board, and a colleague who acts as a guest: for tests of what happens on the spot."""

from dataclasses import replace

from krogkoll.inspections import InspectionDraft
from krogkoll.people import GuestPinService, MemberDraft
from krogkoll.security import Role
from tests.factories import ALCOHOL_BOARD, FIRE, actor, venue_draft

from .night import START

BOARD = actor(Role.MUNICIPAL_INSPECTOR, ALCOHOL_BOARD)

PIN = "493817"


def board_visit(made, **over):
    """A visit of the alcohol board, which has no ground of its own yet."""
    place = made.venues.register(venue_draft())
    draft = InspectionDraft(venue_id=place.id, premises="källarlokalen på Sillkajsgatan 14", started_at=START)
    return made.inspections.start(replace(draft, **over))


def colleague(made, name="Karin Wester", role=Role.FIRE_INSPECTOR):
    """A colleague of ours with a PIN of their own here."""
    draft = MemberDraft(name=name, title="Brandinspektör", role=role, authority=FIRE)
    known = made.members.welcome_guest(draft)
    GuestPinService(made.store).choose(known.id, PIN)
    return known.actor()
