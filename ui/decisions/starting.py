"""What a new decision may be about and of which types it may be, read in the store's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from krogkoll.decisions import Offer, families
from krogkoll.inspections import Inspection, swedish_inspection
from krogkoll.kernel.clock import local
from krogkoll.law import joined
from krogkoll.security import Permission
from krogkoll.venues import VenueQuery, shown_name
from ui.i18n import tr

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_AT_MOST = 8


class About(StrEnum):
    """What a new paper starts from."""

    VISIT = "visit"
    VENUE = "venue"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing that a paper may be about."""

    about: About
    id: str
    title: str
    under: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The types for one subject that can be begun, and in one sentence for each reason why others cannot."""

    offers: tuple[Offer, ...]
    refused: tuple[str, ...]


def subjects(workspace: "Workspace", about: About, text: str) -> Sequence[Subject]:
    """Those that hold the words, at most eight; without words the latest. Blocks."""
    may = workspace.actor.may
    if about is About.VISIT and may(Permission.READ_INSPECTIONS):
        return _visits(workspace, text)
    if about is About.VENUE and may(Permission.READ_VENUES):
        lines = workspace.venues.page(workspace.venues.find(VenueQuery(text=text))[:_AT_MOST])
        return [Subject(about=about, id=one.id, title=one.name, under=one.address or one.city) for one in lines]
    if about is About.CASE and may(Permission.READ_CASES):
        found = workspace.cases.find(text) if text.strip() else workspace.cases.open_cases()
        return [Subject(about=about, id=one.id, title=one.title_public, under=one.number) for one in found[:_AT_MOST]]
    return []


def _visits(workspace: "Workspace", text: str) -> Sequence[Subject]:
    words = text.casefold().split()
    found = []
    for visit in workspace.inspections.visits():
        made = visit_subject(visit)
        if all(word in f"{made.title} {made.under}".casefold() for word in words):
            found.append(made)
            if len(found) == _AT_MOST:
                break
    return found


def visit_subject(visit: Inspection) -> Subject:
    """A visit as a line of the list."""
    when = f"{local(visit.started_at):%Y-%m-%d %H:%M}" if visit.started_at else tr("Tid okänd")
    title = visit.address or visit.premises or tr("Besök utan adress")
    under = ", ".join(part for part in (tr(swedish_inspection(visit.kind)), when, visit.operator_name) if part)
    return Subject(about=About.VISIT, id=visit.id, title=title, under=under)


def read_subject(workspace: "Workspace", where: str) -> Subject:
    """One visit by its id, or what "case:<id>" and "venue:<id>" name. Blocks; raises NotFound."""
    kind, named, key = where.partition(":")
    if not named:
        return visit_subject(workspace.inspections.visit(where).inspection)
    if kind == About.CASE.value:
        case = workspace.cases.case(key)
        return Subject(about=About.CASE, id=key, title=case.title_public, under=case.number)
    venue = workspace.venues.venue(key)
    return Subject(about=About.VENUE, id=key, title=shown_name(venue), under=venue.street)


def offers_of(workspace: "Workspace", subject: Subject) -> Offered:
    """The types that the own authority may take about this. Blocks."""
    found = workspace.decision_desk.offers(**_ground(subject))
    return Offered(
        offers=tuple(one for one in found if one.offered),
        refused=tuple(family_words([one.name_sv for one in family], why) for why, family in families(found)),
    )


def family_words(names: Sequence[str], why: str) -> str:
    """Some types that cannot be begun, and why: "Erinran och varning: kräver att stället har tillstånd"."""
    return tr("{0}: {1}").format(joined(names), why[:1].lower() + why[1:])


def begin(workspace: "Workspace", subject: Subject, code: str) -> str:
    """Begin a draft; gives its id. Blocks."""
    return workspace.decisions.begin(code, **_ground(subject)).id


def _ground(subject: Subject) -> dict[str, str]:
    key = {About.VISIT: "inspection_id", About.VENUE: "venue_id", About.CASE: "case_id"}[subject.about]
    return {key: subject.id}
