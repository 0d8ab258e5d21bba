"""Plays more than a year of invented work through the services, each act at its own hour, ending now."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from krogkoll.cases import CaseDraft, CaseKind
from krogkoll.kernel.clock import Clock, local
from krogkoll.kernel.progress import Progress, Report
from krogkoll.law import indicators
from krogkoll.people import PersonDraft, Suspicion, is_police
from krogkoll.practice.invention import Invention, material
from krogkoll.practice.told import Told
from krogkoll.venues import (
    Channel,
    Handling,
    InformationGrade,
    SourceGrade,
    SourceKind,
    TipDraft,
    TipSourceDraft,
    Venue,
    VenueDraft,
    VenueStatus,
)

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

SUSPECTS = 44
"""So many places have tips; the first are the hottest."""
_SUSPECTS_FOR_EACH_TIP = 6
_CHUNK = 2000
_HOTTEST = 8
_INBOX = 4
_TARGETS = (
    VenueStatus.PLANNED,
    VenueStatus.SUSPECTED,
    VenueStatus.PLANNED,
    VenueStatus.PLANNED,
    VenueStatus.CONFIRMED,
    VenueStatus.INVESTIGATING,
    VenueStatus.SUSPECTED,
    VenueStatus.SUSPECTED,
)


class PastClock:
    """The clock of a workspace being invented: stands where the story is, then becomes the real one."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self._moment: datetime | None = None

    def now(self) -> datetime:
        """The hour of the story; each look moves it one second."""
        if self._moment is None:
            return self._real.now()
        self._moment += timedelta(seconds=1)
        return min(self._moment, self._real.now())

    def stand(self, moment: datetime | None) -> None:
        """Set the hour; None gives back the real time."""
        self._moment = moment


class Act(NamedTuple):
    """One thing that happens at a time."""

    at: datetime
    number: int  # keeps the order of acts of one moment
    carry_out: Callable[[], object]


class Story:
    """One invented workspace being filled."""

    def __init__(self, workspace: Workspace, clock: PastClock, invention: Invention, now: datetime) -> None:
        self._workspace = workspace
        self._clock = clock
        self._invention = invention
        self._dice = invention.dice
        self._now = now
        self._acts: list[Act] = []
        self._companies: list[tuple[str, str]] = []
        kinds = set(invention.authority.kinds)
        self._tips = [row for row in material("tips")["tip"] if kinds & set(row["kinds"])]
        self._people: Iterator[Any] = itertools.cycle(material("people")["person"])
        self._dockets = itertools.count(101)

    def play(self, places: int, report: Report) -> None:
        """Fill the workspace with `places` places and what is told and done about them."""
        self._clock.stand(self._ago(days=430))
        companies = self._workspace.people.register_companies(self._invention.companies(places))
        self._companies = [(company.id, company.number) for company in companies]
        suspects = min(SUSPECTS, places, _SUSPECTS_FOR_EACH_TIP * len(self._tips))
        self._quiet(places - suspects)
        for rank, place in enumerate(self._invention.suspects(suspects, self._companies)):
            self._suspect(rank, place)
        if suspects:
            self._inbox()
        for done, act in enumerate(sorted(self._acts)):
            self._clock.stand(act.at)
            act.carry_out()
            report(Progress(done + 1, len(self._acts), "practice"))
        self._clock.stand(None)

    def _ago(self, **spans: float) -> datetime:
        return self._now - timedelta(**spans)

    def _plan(self, at: datetime, carry_out: Callable[[], object]) -> None:
        self._acts.append(Act(at, len(self._acts), carry_out))

    def _quiet(self, count: int) -> None:
        """Places that nobody has tipped about, in as many sittings as keeps each transaction short."""
        places = self._invention.places(count, self._companies)
        sittings = max(1, min(40, count), -(-count // _CHUNK))
        sizes = [len(range(number, count, sittings)) for number in range(sittings)]

        def sit(size: int) -> None:
            chosen = itertools.islice(places, size)
            self._workspace.venues.register_many(self.known(self._invention.status(draft)) for draft in chosen)

        for number, size in enumerate(size for size in sizes if size):
            self._plan(self._ago(days=400 - 396 * number / sittings), partial(sit, size))

    def _suspect(self, rank: int, place: VenueDraft) -> None:
        """A place with its tips, and what we have done about it; the lower the rank, the more and the later."""
        told = Told(self, place)
        end = self._ago(hours=min(2.5 * 1.35**rank, 24 * 80))
        rows = self._strongest(rank) if rank < _HOTTEST else self._dice.sample(self._tips, len(self._tips))
        wanted = _HOTTEST - rank // 2 if rank < _HOTTEST else 3 if rank < 16 else 2 if rank < 28 else 1
        count = min(wanted, len(rows))
        for number, row in enumerate(rows[:count]):
            at = end - timedelta(days=3.3 * (count - 1 - number))
            self._plan(at, partial(told.tip, row))
        target = _TARGETS[rank] if rank < len(_TARGETS) else self._dice.choice(_TARGETS)
        if target is not VenueStatus.SUSPECTED:
            self._plan(end + (self._now - end) / 3, told.investigate)
            self._plan(end + (self._now - end) / 2, partial(told.move, target))

    def _strongest(self, rank: int) -> list[Any]:
        """The rows that weigh most, strongest first; only some of the hottest places are dangerous."""
        table = indicators()

        def weight(row: Any) -> float:
            sum_of = sum(table.indicators[one].weight for one in row["indicators"])
            return (
                sum_of * table.source_factor[row["source_grade"]] * table.information_factor[row["information_grade"]]
            )

        def danger(row: Any) -> bool:
            return any(table.indicators[one].danger for one in row["indicators"])

        rows = sorted(self._tips, key=weight, reverse=True)
        return rows if rank % 2 == 0 else [row for row in rows if not danger(row)] or rows

    def _inbox(self) -> None:
        """Tips that came in lately and wait for somebody to grade and place them."""
        for number, row in enumerate(self._dice.sample(self._tips, min(_INBOX, len(self._tips)))):
            at = self._ago(hours=2 + 11 * number)
            self._plan(at, partial(self._receive, row, at))

    def _receive(self, row: Any, at: datetime) -> None:
        self._workspace.tips.register(self.tip(row, "lokalen", at, graded=False))

    def tip(self, row: Any, place: str, at: datetime, *, graded: bool = True) -> TipDraft:
        """A tip of the material about a place, received shortly before `at` and seen the nights before."""
        received = at - timedelta(minutes=self._dice.randint(5, 50))
        seen_at = received - timedelta(hours=self._dice.randint(8, 60))
        known = row["source_kind"] == "known"
        draft = TipDraft(
            text=row["text"].format(place=place),
            received_at=received,
            channel=Channel(row["channel"]),
            observed_from=seen_at,
            observed_to=seen_at + timedelta(hours=self._dice.choice((1, 2, 3))),
            source_kind=SourceKind(row["source_kind"]),
            indicators=tuple(row["indicators"]),
        )
        if not graded:
            return draft
        return replace(
            draft,
            source_grade=SourceGrade(row["source_grade"]),
            information_grade=InformationGrade(row["information_grade"]),
            handling=Handling.CONDITIONS if known else Handling.PERMITTED,
            handling_conditions=material("desk")["texts"]["conditions"] if known else "",
        )

    def source(self, row: Any) -> TipSourceDraft | None:
        """Who gave it, for some of those who are known."""
        if row["source_kind"] != "known" or self._dice.random() < 0.3:
            return None
        return TipSourceDraft(**self._dice.choice(material("desk")["source"]))

    def person(self) -> PersonDraft:
        """The next invented person with a test number, as this authority may write it."""
        row = next(self._people)
        suspicion = Suspicion.NOT_SUSPECTED if is_police(self._invention.authority.id) else Suspicion.NOT_STATED
        reason = material("desk")["texts"]["number_reason"]
        return PersonDraft(name=row["name"], number=row["number"], number_reason=reason, suspicion=suspicion)

    def docket(self, on: date) -> str:
        """The next number of the authority's own registry."""
        head = self._invention.authority.letterhead
        pattern = head.docket_pattern if head else "DNR-{year}-{number:04d}"
        return pattern.format(year=on.year, number=next(self._dockets))

    def case(self, venue: Venue) -> CaseDraft:
        """A case about a place, of the kind that the authority handles."""
        kinds = set(self._invention.authority.kinds)
        row = next(row for row in material("desk")["case"] if kinds & set(row["kinds"]))
        street = venue.street.split(",")[0]
        return CaseDraft(
            title_public=row["title_public"].format(street=street),
            title_internal=row["title_internal"].format(place=venue.name),
            kind=CaseKind(row["kind"]),
            venue_id=venue.id,
        )

    def known(self, place: VenueDraft) -> VenueDraft:
        """The place as it can be known at this hour of the story: no register was read in the future."""
        looked = place.permit_checked_on
        return place if looked is None else replace(place, permit_checked_on=min(looked, self.today()))

    @property
    def workspace(self) -> Workspace:
        """Where it is written."""
        return self._workspace

    @property
    def dice(self) -> Any:
        """The chance of this story."""
        return self._dice

    @property
    def now(self) -> datetime:
        """The present, in which the story ends."""
        return self._now

    def today(self) -> date:
        """The day of the story."""
        return local(self._clock.now()).date()

    def moment(self) -> datetime:
        """The hour of the story."""
        return self._clock.now()
