"""Use cases on places: register, edit, find, judge."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import cast

from sqlalchemy import select

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.kernel.geo import Position
from krogkoll.kernel.record import edited
from krogkoll.law import indicators
from krogkoll.security import Permission
from krogkoll.store import AuditAction, LogEntry, Store
from krogkoll.venues import listing
from krogkoll.venues.addresses import EarlierAddress
from krogkoll.venues.matching import VenueMatch, duplicates, likely
from krogkoll.venues.model import Venue, VenueDraft, VenueStatus
from krogkoll.venues.rows import VenueRow
from krogkoll.venues.scoring import Observed, RiskClass, Score, score
from krogkoll.venues.standing import Assessment
from krogkoll.venues.steps import (
    add_venue,
    checked_venue,
    move_venue,
    observed_at,
    read_venue,
    rescore,
    today_of,
    touch,
)
from krogkoll.venues.tip_rows import AssessmentRow, IndicationRow, TipRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """The score of a place and what it was computed from, so that a form can show what a new tip would change."""

    score: Score
    observed: tuple[Observed, ...]


class VenueService:
    """Places where alcohol is served or believed to be."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._orders = listing.Orders()
        store.listen(self._orders.forget)

    def register(self, draft: VenueDraft) -> Venue:
        """Write a new place. Raises Invalid."""
        with self._store.transaction(Permission.WRITE_VENUES) as tx:
            return add_venue(tx, draft)

    def register_many(self, drafts: Iterable[VenueDraft]) -> int:
        """Write many places at once, all or none; gives how many. Raises Invalid."""
        count = 0
        with self._store.transaction(Permission.WRITE_VENUES) as tx:
            for count, draft in enumerate(drafts, start=1):
                add_venue(tx, draft)
                if count % 2000 == 0:
                    tx.flush()
        return count

    def edit(self, shown: Venue, draft: VenueDraft, why: str = "") -> Venue:
        """Write what an editor who was shown `shown` changed; other people's later changes stand.

        A field that somebody else changed meanwhile becomes a conflict that both see. Raises Invalid, NotFound.
        """
        with self._store.transaction(Permission.WRITE_VENUES) as tx:
            draft = checked_venue(draft, today_of(tx))
            if draft.status is not shown.status and draft.status_on == shown.status_on:
                draft = replace(draft, status_on=today_of(tx))
            if draft.moving and shown.street and draft.street != shown.street:
                # A club that moves leaves its address behind; the day it came there may be added by hand.
                left = EarlierAddress(street=shown.street, until=today_of(tx)).text()
                draft = replace(draft, earlier_addresses=(*draft.earlier_addresses, left))
            changes = edited(VenueRow.__mapping__.groups, shown, draft)
            row = tx.change(VenueRow, shown.id, seen=shown.seen, why=why.strip(), **changes)
            if changes:
                touch(tx, shown.id)
            return cast(Venue, tx.copy(row))

    def change_status(self, shown: Venue, status: VenueStatus, reason: str) -> Venue:
        """Move a place from one status to another as of today. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.WRITE_VENUES) as tx:
            return move_venue(tx, shown.id, status, reason, seen=shown.seen)

    def venue(self, venue_id: str) -> Venue:
        """One place. Raises NotFound."""
        with self._store.reading(Permission.READ_VENUES) as reader:
            return read_venue(reader, venue_id)

    def number(self, venue_id: str) -> int:
        """The row number of a place, which lists know it by. Raises NotFound."""
        with self._store.reading(Permission.READ_VENUES) as reader:
            return reader.get(VenueRow, venue_id).row_no

    def find(self, query: listing.VenueQuery) -> "array[int]":
        """The row numbers of all places that match, in the order asked for; give a slice of them to `page`."""
        kept = self._orders.kept
        with self._store.reading(Permission.READ_VENUES) as reader:
            return listing.numbers(reader, query, kept, self._view())

    def page(self, row_nos: Iterable[int]) -> list[listing.VenueLine]:
        """The lines with these numbers in their order; a place that is gone meanwhile is left out."""
        kept = self._orders.kept
        with self._store.reading(Permission.READ_VENUES) as reader:
            return listing.page(reader, row_nos, kept, self._view())

    def counts(self) -> Mapping[listing.VenueFilter, int]:
        """How many places each chip would show."""
        kept = self._orders.kept
        with self._store.reading(Permission.READ_VENUES) as reader:
            return listing.counts(reader, kept, self._view())

    def likely(self, text: str, position: Position | None = None) -> tuple[VenueMatch, ...]:
        """At most three known places that a tip with this address or position may be about."""
        with self._store.reading(Permission.READ_VENUES) as reader:
            return likely(reader, text, position)

    def duplicates(self, draft: VenueDraft, but: str = "") -> tuple[VenueMatch, ...]:
        """At most three known places that a place being written down may be; `but`: its own id, if it has one."""
        with self._store.reading(Permission.READ_VENUES) as reader:
            return duplicates(reader, draft, but)

    def history(self, venue_id: str) -> list[LogEntry]:
        """Every change of a place, oldest first."""
        with self._store.reading(Permission.READ_VENUES) as reader:
            return reader.history(venue_id)

    def _view(self) -> listing.View:
        return listing.View(
            rules=indicators(), today=_today(self._store), scores=self._store.actor.may(Permission.READ_TIPS)
        )


class RiskService:
    """How urgent places are, and what humans decided on it. What explains a score is read like the tips behind it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def risk(self, venue_id: str) -> Risk:
        """The score of a place today, line by line. Raises NotFound."""
        with self._store.transaction(Permission.READ_TIPS) as tx:
            tx.get(VenueRow, venue_id)
            observed = observed_at(tx, venue_id)
            tx.audit(AuditAction.READ, "tip", sorted({one.origin for one in observed}), detail={"venue": venue_id})
            return Risk(score=score(observed, indicators(), today_of(tx)), observed=observed)

    def assess(self, venue_id: str, decided: RiskClass, reason: str) -> Assessment:
        """A human settles the class; one that differs from the computed needs a reason. Raises Invalid, NotFound."""
        with self._store.transaction(Permission.WRITE_TIPS) as tx:
            tx.get(VenueRow, venue_id)
            found = score(observed_at(tx, venue_id), indicators(), today_of(tx))
            if decided is not found.risk and not reason.strip():
                raise Invalid([Problem("reason", "missing")])
            row = AssessmentRow(
                venue_id=venue_id,
                decided=decided,
                reason=reason.strip(),
                points=found.points,
                computed=found.risk,
                danger=found.danger,
                sources=found.sources,
                lines=[asdict(line) | {"on": line.on.isoformat()} for line in found.lines],
                rule=str(indicators().version),
                as_of=found.as_of,
            )
            touch(tx, venue_id)
            return cast(Assessment, tx.copy(tx.add(row)))

    def assessments(self, venue_id: str) -> tuple[Assessment, ...]:
        """What humans decided on a place, newest first."""
        with self._store.transaction(Permission.READ_TIPS) as tx:
            chosen = select(AssessmentRow).where(AssessmentRow.venue_id == venue_id)
            rows = tx.all(chosen.order_by(AssessmentRow.created_at.desc(), AssessmentRow.row_no.desc()))
            tx.audit(AuditAction.READ, "assessment", [row.id for row in rows])
            return tuple(cast(Assessment, tx.copy(row)) for row in rows)

    def rescore_all(self) -> int:
        """Compute every local score anew, after a sync, a restore or new law tables; gives how many places."""
        with self._store.transaction(Permission.READ_VENUES) as tx:
            ids = {row[0] for kind in (TipRow, IndicationRow) for row in tx.rows(select(kind.venue_id).distinct())}
            rescore(tx, sorted(ids - {""}))
            return len(ids - {""})


def _today(store: Store) -> date:
    return local(store.clock.now()).date()
