"""Steps that several use cases share, here and in the concepts above: each takes the open transaction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import cast

from sqlalchemy import select

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid
from krogkoll.kernel.record import fields_of, tidied
from krogkoll.law import indicators
from krogkoll.store import Reader, Seen, Tx
from krogkoll.venues.grading import Grade
from krogkoll.venues.model import Venue, VenueDraft, VenueStatus, problems
from krogkoll.venues.permits import clock_text
from krogkoll.venues.rows import VenueGlance, VenueRow
from krogkoll.venues.scoring import Observed, score
from krogkoll.venues.standing import Indication, observations
from krogkoll.venues.tip_rows import IndicationRow, TipRow
from krogkoll.venues.tips import Tip
from krogkoll.venues.twin_steps import group_of


def today_of(tx: Tx) -> date:
    """The day by the wall clock in Sweden."""
    return local(tx.now).date()


def checked_venue(draft: VenueDraft, today: date) -> VenueDraft:
    """The draft as it is stored. Raises Invalid."""
    draft = tidied(draft)
    if found := problems(draft, today):
        raise Invalid(found)
    digits = "".join(draft.postal_code.split())
    hours = clock_text(draft.serving_from), clock_text(draft.serving_to)
    return replace(draft, postal_code=digits, serving_from=hours[0], serving_to=hours[1])


def add_venue(tx: Tx, draft: VenueDraft) -> Venue:
    """Write a new place; the status counts from today unless the draft says otherwise. Raises Invalid."""
    draft = checked_venue(draft, today_of(tx))
    draft = replace(draft, status_on=draft.status_on or today_of(tx))
    return cast(Venue, tx.copy(tx.add(VenueRow(**fields_of(draft)))))


def read_venue(reader: Reader, venue_id: str) -> Venue:
    """One place for a larger use case. Raises NotFound."""
    return cast(Venue, reader.copy(reader.get(VenueRow, venue_id)))


def move_venue(tx: Tx, venue_id: str, status: VenueStatus, reason: str, *, seen: Seen | None = None) -> Venue:
    """Give a place another status as of today, such as an operation brings. Raises Invalid, NotFound.

    seen: what a person was shown; without it the act stands on the place as it is now.
    """
    shown = read_venue(tx, venue_id)
    draft = replace(shown, status=status, status_reason=reason.strip(), status_on=today_of(tx))
    checked_venue(draft, today_of(tx))
    group = {"status": draft.status, "status_reason": draft.status_reason, "status_on": draft.status_on}
    row = tx.change(VenueRow, venue_id, seen=shown.seen if seen is None else seen, why=reason.strip(), **group)
    touch(tx, venue_id)
    return cast(Venue, tx.copy(row))


def indicate(
    tx: Tx, venue_id: str, indicator: str, *, on: date, grade: Grade, origin: tuple[str, str], source: str
) -> Indication:
    """Count a sign that an inspection or a notice gave; `origin` is (kind, id), `source` tells sources apart."""
    row = tx.add(
        IndicationRow(
            venue_id=venue_id,
            indicator=indicator,
            on=on,
            source_grade=grade.source,
            information_grade=grade.information,
            handling=grade.handling,
            origin_kind=origin[0],
            origin_id=origin[1],
            source=source,
        )
    )
    rescore(tx, [venue_id], touched=True)
    return cast(Indication, tx.copy(row))


def observed_at(reader: Reader, venue_id: str) -> tuple[Observed, ...]:
    """Everything that counts for the score of one place, whichever of its records it was written of."""
    ids = group_of(reader, venue_id)
    tips = [cast(Tip, reader.copy(row)) for row in reader.all(select(TipRow).where(TipRow.venue_id.in_(ids)))]
    chosen = select(IndicationRow).where(IndicationRow.venue_id.in_(ids))
    return observations(tips, [cast(Indication, reader.copy(row)) for row in reader.all(chosen)])


def rescore(tx: Tx, venue_ids: Iterable[str], *, touched: bool = False) -> None:
    """Compute the local scores of these places anew; places that are not here are passed over.

    touched: something also happened at them just now.
    """
    given = [one for one in dict.fromkeys(venue_ids) if one]
    for venue_id in dict.fromkeys(same for one in given for same in (one, *group_of(tx, one))):
        row = tx.find(VenueRow, venue_id)
        if row is None:
            continue
        glance = _glance(tx, row)
        found = score(observed_at(tx, venue_id), indicators(), today_of(tx))
        if (glance.heat, glance.danger, glance.sources) == (found.heat, found.danger, found.sources) and not touched:
            continue
        glance.heat, glance.danger, glance.sources = found.heat, found.danger, found.sources
        _keep(tx, glance, touched=touched)


def touch(tx: Tx, venue_id: str) -> None:
    """Note that something happened at a place now; a place that is not here is passed over."""
    row = tx.find(VenueRow, venue_id) if venue_id else None
    if row is not None:
        _keep(tx, _glance(tx, row), touched=True)


def _glance(tx: Tx, row: VenueRow) -> VenueGlance:
    """What lists show of a place, to be changed and kept; a new one where there is none yet."""
    known = tx.local(VenueGlance, row.row_no)
    heat, danger, sources, latest_at = (
        (0.0, False, 0, row.created_at) if known is None else (known.heat, known.danger, known.sources, known.latest_at)
    )
    return VenueGlance(
        venue_no=row.row_no, record_id=row.id, heat=heat, danger=danger, sources=sources, latest_at=latest_at
    )


def _keep(tx: Tx, glance: VenueGlance, *, touched: bool) -> None:
    if touched:
        glance.latest_at = max(glance.latest_at, tx.now)  # what is written late about an earlier night moves nothing
    tx.put(glance)
    # Local tables tell nobody by themselves, but lists show this.
    tx.changed.add("venue")
