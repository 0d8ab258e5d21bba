"""A whole visit read together: what is left to ask, what stands in the way of closing it, in which order it is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from krogkoll.inspections.colleagues import offered_hand_over
from krogkoll.inspections.entry import Entry
from krogkoll.inspections.log import FieldLog
from krogkoll.inspections.model import Answer, Finding, FindingKind, Inspection, StatementOf
from krogkoll.inspections.notes import consent_ended
from krogkoll.inspections.operations import Participant
from krogkoll.inspections.presence import inside
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from krogkoll.law import AuthorityKind, Item, entry_ground, items


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Everything of one visit, each part in the order in which it is told.

    answer_photos: by the id of an answer, the photos taken for its question that no finding need name.
    """

    inspection: Inspection
    entry: Entry | None
    participants: tuple[Participant, ...]
    answers: tuple[Answer, ...]
    findings: tuple[Finding, ...]
    statements: tuple[StatementOf, ...]
    log: FieldLog = field(default_factory=FieldLog)
    answer_photos: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The day that the questions are about: the day the visit began, by the clock in Sweden."""
        return local(self.inspection.started_at or self.inspection.created_at).date()

    @property
    def ended_at(self) -> datetime:
        """When it ended, or the last thing that is known to have happened."""
        known = [self.inspection.started_at or self.inspection.created_at]
        known += [finding.at for finding in self.findings]
        return self.inspection.ended_at or max(known)

    def answer_to(self, item_id: str) -> Answer | None:
        """The answer to a question, if there is one."""
        return next((answer for answer in self.answers if answer.item_id == item_id), None)

    def photos_of_item(self, item_id: str) -> tuple[str, ...]:
        """The photos of one question, each once: of its answer, and of the findings about it."""
        answer = self.answer_to(item_id)
        own = self.answer_photos.get(answer.id, ()) if answer is not None else ()
        named = (photo for one in self.findings if one.item_id == item_id for photo in one.photo_ids)
        return tuple(dict.fromkeys((*own, *named)))

    def photo_ids(self) -> tuple[str, ...]:
        """The photos of all findings, each once, in the order of the findings."""
        return tuple(dict.fromkeys(photo for finding in self.findings for photo in finding.photo_ids))


def to_ask(visit: Visit, kinds: Iterable[AuthorityKind]) -> tuple[Item, ...]:
    """The questions that our authority may ask about that day and that make sense at this place."""
    return tuple(
        one
        for one in items(kinds, visit.on)
        if one.shown(serving_permit=visit.inspection.serving_permit, beer_sold=visit.inspection.beer_sold)
    )


def not_checked(visit: Visit, kinds: Iterable[AuthorityKind]) -> tuple[Item, ...]:
    """The questions that nobody has answered: printed as "Ännu inte kontrollerat", never left out in silence."""
    answered = {answer.item_id for answer in visit.answers if answer.checked}
    return tuple(one for one in to_ask(visit, kinds) if one.id not in answered)


def closing_problems(visit: Visit) -> tuple[Problem, ...]:
    """What stands in the way of closing: a visit without end, or a deviation that nobody has put words to.

    Unanswered questions and a missing entry ground do not: the report says so.
    """
    found = []
    if visit.inspection.ended_at is None:
        found.append(Problem("ended_at", "missing"))
    described = {finding.item_id for finding in visit.findings if finding.kind is FindingKind.OBSERVATION}
    for answer in visit.answers:
        if answer.deviation and not (answer.note.strip() or answer.addition.strip() or answer.item_id in described):
            found.append(Problem(answer.item_id, "deviation-needs-words"))
    return tuple(found)


def remarks(visit: Visit) -> tuple[Problem, ...]:
    """What the inspector is told when closing, without being stopped."""
    found = [] if visit.entry else [Problem("entry", "no-ground")]
    for answer in visit.answers:
        if answer.deviation and answer.item.photo_on_deviation and not visit.photos_of_item(answer.item_id):
            found.append(Problem(answer.item_id, "photo-missing"))
    found += [Problem(mark.id, "mark-not-settled") for mark in visit.log.open_marks]
    found += [Problem(one.id, "still-inside") for one in inside(visit.log.presences)]
    if must_leave(visit):
        found.append(Problem("entry", "consent-ended"))
    if offered_hand_over(visit.log.hand_overs) is not None:
        found.append(Problem("hand_over", "not-answered"))
    return tuple(found)


def must_leave(visit: Visit) -> bool:
    """Whether our ground is gone: it was consent, and somebody has withdrawn it or said no since."""
    rests_on_consent = visit.entry is None or entry_ground(visit.entry.ground_id).is_consent
    return rests_on_consent and consent_ended(visit.log.consents)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as they happened; two at the same minute in the order they were written."""
    return tuple(sorted(findings, key=lambda finding: (finding.at, finding.created_at, finding.id)))
