"""What an invented team notes on the spot beside answers and findings: consent, säkrat, presence, a second word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from krogkoll.inspections import (
    Attendance,
    ConsentDraft,
    HeadCountDraft,
    OralOrderDraft,
    PresenceDraft,
    SecondViewDraft,
    SignalDraft,
    is_police_authority,
)
from krogkoll.security import Permission

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from krogkoll.inspections import Inspection, Operation, Presence
    from krogkoll.people import Member
    from krogkoll.practice.story import PastClock
    from krogkoll.workspace import Workspace

_POLICE = "p.syd.landskrona"
_PIN, _INVENTED = "493817", "Övning"
_SHOWN = "Tjänstekort, visat för {0}"


class OnSite:
    """One invented team at the places of a night."""

    def __init__(self, workspace: Workspace, clock: PastClock) -> None:
        self._workspace, self._clock = workspace, clock

    def gather(self, operation: Operation, rows: Sequence[Mapping[str, Any]]) -> None:
        """Whoever was asked and did not say no is there."""
        grounds = {row["name"]: row["ground_told"] for row in rows}
        for one in self._workspace.operations.participants(operation.id):
            if one.attendance is not Attendance.DECLINED:
                own = one.authority == self._workspace.actor.authority
                told = "" if own else grounds.get(one.name, "")
                self._workspace.operations.note_attendance(one, Attendance.PRESENT, told)

    def come_in(self, visit: Inspection, row: Mapping[str, Any], *, asks: bool) -> tuple[Presence, ...]:
        """From the door to the inside: asked for consent, told that it is safe, in. Gives who is inside."""
        began = visit.started_at or visit.created_at
        if asks:
            self._clock.stand(began + timedelta(minutes=1))
            draft = ConsentDraft(inspection_id=visit.id, who=visit.person_met, role=visit.person_met_role)
            self._workspace.field.consent(_all_told(draft))
        if not row["secured"]:
            return ()
        self._clock.stand(began + timedelta(minutes=2))
        said = SignalDraft(inspection_id=visit.id, said_by=row["secured"], said_authority=_POLICE)
        self._workspace.presence.signal(said)
        self._clock.stand(began + timedelta(minutes=3))
        actor, second = self._workspace.actor, self._second()
        there = [] if is_police_authority(actor.authority) else [(row["secured"], _POLICE)]
        there += [(name, actor.authority) for name in (actor.name, second.name if second else "") if name]
        return tuple(
            self._workspace.presence.enter(PresenceDraft(inspection_id=visit.id, name=name, authority=authority))
            for name, authority in there
        )

    def leave(self, inside: Sequence[Presence]) -> None:
        """Everybody goes out, now."""
        for one in inside:
            self._workspace.presence.leave(one)

    def tell(self, visit: Inspection, row: Mapping[str, Any]) -> None:
        """Count heads, and tell the one who is responsible what has to happen."""
        self._workspace.field.count(HeadCountDraft(inspection_id=visit.id, count=row["count"]))
        if row["told"]:
            self._workspace.field.tell(
                OralOrderDraft(
                    inspection_id=visit.id,
                    what=row["told"],
                    by_whom=self._workspace.actor.name,
                    to_whom=row["person_met"],
                    answer=row["answered"],
                )
            )

    def second(self, visit: Inspection, row: Mapping[str, Any]) -> None:
        """The second officer's word on the whole visit, where there is one."""
        second = self._second()
        if row["seconded"] and second is not None:
            draft = SecondViewDraft(inspection_id=visit.id, text=row["seconded"])
            pins = self._workspace.guest_pins
            pins.choose(second.id, _PIN)
            self._workspace.colleagues.say(draft, second.actor(), _PIN)
            # Whoever practises chooses one for this colleague as the first time.
            pins.reset(second.id, _INVENTED)

    def _second(self) -> Member | None:
        """A colleague of the own authority who may carry out visits."""
        actor = self._workspace.actor
        others = (one for one in self._workspace.members.members() if one.active and one.id != actor.user_id)
        own = (one for one in others if one.authority == actor.authority)
        return next((one for one in own if one.actor().may(Permission.CARRY_OUT_INSPECTIONS)), None)


def shown_to(person: str) -> str:
    """How our people showed who they are."""
    return _SHOWN.format(person)


def _all_told(draft: ConsentDraft) -> ConsentDraft:
    return replace(draft, told_no_consequence=True, told_withdrawable=True, not_dwelling=True)
