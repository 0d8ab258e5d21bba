"""Gives a practice workspace its last nights and the next one: operations, visits, findings, photos, quick notes."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from krogkoll.cases import QuickNoteDraft
from krogkoll.evidence import Persons, PhotoDraft, Subject
from krogkoll.inspections import (
    AnswerDraft,
    Attendance,
    EntryDraft,
    FindingDraft,
    InspectionDraft,
    InspectionKind,
    OperationDraft,
    OperationStatus,
    ParticipantDraft,
    ParticipantRole,
    RiskDraft,
    StopDraft,
    own_kinds,
)
from krogkoll.kernel.clock import STOCKHOLM, local
from krogkoll.law import items
from krogkoll.practice.invention import material
from krogkoll.practice.on_site import OnSite, shown_to
from krogkoll.venues import VenueOrder, VenueQuery, shown_name

if TYPE_CHECKING:
    from krogkoll.evidence import Photo
    from krogkoll.inspections import Inspection, Operation
    from krogkoll.practice.story import PastClock
    from krogkoll.venues import Venue
    from krogkoll.workspace import Workspace

_NEXT_STOPS = 4
_SATURDAY, _FRIDAY = 5, 4
_EVENING = time(22, 45)


class Nights:
    """The nights of one invented team; each act stands at its own hour."""

    def __init__(self, workspace: Workspace, clock: PastClock, now: datetime) -> None:
        self._workspace, self._clock, self._now = workspace, clock, now
        self._kinds = {kind.value for kind in own_kinds(workspace.actor)}
        self._on_site = OnSite(workspace, clock)
        self._ground = next((row for row in material("nights")["ground"] if row["kind"] in self._kinds), None)

    def play(self) -> None:
        """The night of last week, the visit that nobody has closed, what was caught in passing, and the next night."""
        venues = self._hottest()
        if self._ground is None or len(venues) < _NEXT_STOPS + 3:
            return  # a board that goes out on no such nights, or a workspace too small for them
        last = _day_before(local(self._now).date() - timedelta(days=local(self._now).weekday() + 1), _SATURDAY)
        held = self._plan(last, venues[:2], last - timedelta(days=6))
        self._clock.stand(_at(last, "22.50"))
        self._on_site.gather(held, material("nights")["participant"])
        for row, venue in zip(material("nights")["visit"], venues[:2], strict=True):
            self._visit(held, venue, row, last)
        self._clock.stand(_at(last, "01.30"))
        self._workspace.operations.move(self._workspace.operations.operation(held.id), OperationStatus.HELD)
        self._leave_open(venues[2])
        for row in material("nights")["quick_note"]:
            self._clock.stand(self._now - timedelta(hours=row["hours"]))
            self._workspace.notes.write(QuickNoteDraft(text=row["text"]))
        coming = _day_before(local(self._now).date() + timedelta(days=9), _FRIDAY)
        self._plan(coming, venues[3 : 3 + _NEXT_STOPS], local(self._now).date() - timedelta(days=3))
        self._clock.stand(None)

    @property
    def _asks(self) -> bool:
        """Whether our people go in on consent, which is asked for at the door."""
        return self._ground is not None and self._ground["id"] == "consent"

    def _hottest(self) -> list[Venue]:
        found = self._workspace.venues.find(VenueQuery(order=VenueOrder.RISK))[: _NEXT_STOPS + 3]
        return [self._workspace.venues.venue(line.id) for line in self._workspace.venues.page(found)]

    def _plan(self, night: date, venues: Sequence[Venue], planned: date) -> Operation:
        """An operation of our own authority with everybody who was asked."""
        self._clock.stand(datetime.combine(planned, time(14, 10), STOCKHOLM))
        words = material("nights")["operation"]
        begins = datetime.combine(night, _EVENING, STOCKHOLM)
        operation = self._workspace.operations.plan(
            OperationDraft(
                title=words["title"].format(day=f"{night.day}/{night.month}"),
                purpose=words["purpose"],
                starts_at=begins,
                ends_at=begins + timedelta(hours=3),
                rendezvous=words["rendezvous"],
                lead_name=material("nights")["participant"][0]["name"],
                lead_authority=material("nights")["participant"][0]["authority"],
                abort_criteria=words["abort_criteria"],
            )
        )
        for row in material("nights")["participant"]:
            self._workspace.operations.invite(
                ParticipantDraft(
                    operation_id=operation.id,
                    name=row["name"],
                    title=row["title"],
                    authority=row["authority"],
                    role=ParticipantRole(row["role"]),
                    attendance=Attendance(row["attendance"]),
                    reason=words["declined"] if row["attendance"] == Attendance.DECLINED else "",
                )
            )
        for number, venue in enumerate(venues):
            self._prepare(operation, venue, material("nights")["risk"][min(number, 1)])
        return operation

    def _prepare(self, operation: Operation, venue: Venue, risk: Any) -> None:
        """A stop with our own ground and the risks of the place."""
        planning = self._workspace.planning
        planning.add_stop(StopDraft(operation_id=operation.id, venue_id=venue.id, minutes=35))
        self._workspace.operations.choose_entry(self._entry(operation_id=operation.id, venue_id=venue.id))
        planning.assess(
            RiskDraft(operation_id=operation.id, venue_id=venue.id, scores=risk["scores"], notes=risk["notes"])
        )

    def _entry(self, operation_id: str = "", venue_id: str = "", inspection_id: str = "") -> EntryDraft:
        ground = self._ground or {}
        return EntryDraft(
            ground_id=ground["id"],
            answers=ground["answers"],
            reason=ground["reason"],
            operation_id=operation_id,
            venue_id=venue_id,
            inspection_id=inspection_id,
        )

    def _visit(self, operation: Operation, venue: Venue, row: Any, night: date) -> None:
        """A visit of that night from the door to its end."""
        began = _at(night, row["clock"])
        self._clock.stand(began + timedelta(minutes=1))
        visit = self._begin(venue, began, operation.id, row)
        inside = self._on_site.come_in(visit, row, asks=self._asks)
        self._find(visit, began, self._photograph(visit, began, row["photos"]))
        self._clock.stand(began + timedelta(minutes=25))
        self._on_site.tell(visit, row)
        self._clock.stand(_at(night, row["ended"]) - timedelta(minutes=1))
        self._on_site.leave(inside)
        self._clock.stand(_at(night, row["ended"]) + timedelta(minutes=4))
        fields = InspectionDraft.__dataclass_fields__
        draft = InspectionDraft(**{name: getattr(visit, name) for name in fields})
        shown = self._workspace.inspections.edit(visit, replace(draft, ended_at=_at(night, row["ended"])))
        self._workspace.inspections.close(shown)
        self._on_site.second(visit, row)

    def _leave_open(self, venue: Venue) -> None:
        """A visit that was interrupted yesterday and waits for somebody to go on with it."""
        began = self._now - timedelta(hours=21)
        self._clock.stand(began + timedelta(minutes=1))
        row = material("nights")["visit"][1]
        visit = self._begin(venue, began, "", row)
        self._on_site.come_in(visit, row, asks=self._asks)
        self._find(visit, began, (), at_most=1)
        self._clock.stand(began + timedelta(minutes=9))
        self._workspace.field.mark(visit.id)

    def _begin(self, venue: Venue, began: datetime, operation_id: str, row: Any) -> Inspection:
        street = venue.street.split(",")[0]
        visit = self._workspace.inspections.start(
            InspectionDraft(
                kind=InspectionKind.JOINT if operation_id else InspectionKind.TIP_CHECK,
                venue_id=venue.id,
                operation_id=operation_id,
                planned=bool(operation_id),
                premises=f"lokalen {shown_name(venue)}",
                address=street,
                started_at=began,
                person_met=row["person_met"],
                person_met_role=row["person_met_role"],
                person_met_identity="legitimation",
                identity_shown=shown_to(row["person_met"]),
                purpose_told=self._ground["purpose"] if self._ground else "",
                next_step=row["next_step"],
            )
        )
        if not operation_id and not self._asks:
            self._workspace.inspections.choose_entry(self._entry(inspection_id=visit.id))
        return visit

    def _find(self, visit: Inspection, began: datetime, photos: Sequence[Photo], at_most: int = 9) -> None:
        """Answers and findings of our own authority, in the words of the night in the cellar."""
        asked = {item.id: item for kind in own_kinds(self._workspace.actor) for item in items(kind, began.date())}
        rows = [row for row in material("night")["finding"] if row["kind"] in self._kinds and row["item"] in asked]
        waiting = list(photos)
        for number, row in enumerate(rows[:at_most]):
            item, at = asked[row["item"]], began + timedelta(minutes=3 + 4 * number)
            self._clock.stand(at)
            if row["value"]:
                answer = AnswerDraft(inspection_id=visit.id, item_id=item.id, item_version=item.version)
                words = {"value": row["value"], "addition": row["extra"], "note": row["text"], "answered_at": at}
                self._workspace.inspections.answer(replace(answer, **words, deviation=row["deviation"]))
            photo = waiting.pop(0) if waiting else None
            self._workspace.inspections.observe(
                FindingDraft(
                    inspection_id=visit.id,
                    at=at,
                    text=row["text"],
                    item_id=item.id,
                    item_version=item.version,
                    provisions=item.references,
                    photo_ids=(photo.id,) if photo else (),
                )
            )

    def _describe(self, photo: Photo) -> Photo:
        who = self._workspace.actor.name
        draft = PhotoDraft(caption="Övningsbild från källaren", alt="Ritad bild för övning.", photographer=who)
        return self._workspace.evidence.edit_photo(photo, draft)

    def _photograph(self, visit: Inspection, began: datetime, count: int) -> tuple[Photo, ...]:
        """Drawn pictures, taken in like real ones."""
        if not count:
            return ()
        from krogkoll.practice_pictures import draw_pictures

        with tempfile.TemporaryDirectory(prefix="krogkoll-") as folder:
            drawn = draw_pictures(Path(folder), local(began).replace(tzinfo=None))[:count]
            taken = self._workspace.evidence.import_files(drawn, subject=Subject("inspection", visit.id), thorough=True)
        described = [self._describe(photo) for photo in taken.photos]
        for photo in described[:-1]:  # the last one waits for somebody to look for people in it
            self._workspace.evidence.review(photo, Persons.NONE)
        return taken.photos


def _at(night: date, clock: str) -> datetime:
    """A reading of the clock that night; after midnight the day after."""
    hour, minute = (int(part) for part in clock.split("."))
    day = night if hour >= 12 else night + timedelta(days=1)
    return datetime.combine(day, time(hour, minute), STOCKHOLM)


def _day_before(day: date, weekday: int) -> date:
    """The last such weekday on or before the day (Monday is 0)."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)
