"""One visit: what was asked and answered, seen and judged, said by others, and how it was closed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from krogkoll.kernel.errors import NotFound, Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.law import AnswerType, Item, item, references

TEXT_LIMIT = 20_000
NOT_CHECKED = "not_checked"


class InspectionKind(StrEnum):
    """What sort of visit it is."""

    ON_SITE = "on_site"
    JOINT = "joint"
    FOLLOW_UP = "follow_up"
    TIP_CHECK = "tip_check"
    FROM_OUTSIDE = "from_outside"
    DESK = "desk"
    PREVENTIVE = "preventive"
    UNKNOWN = "unknown"


class InspectionStatus(StrEnum):
    """How far a visit has come; sealed says the record itself."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class FindingKind(StrEnum):
    """Fact or conclusion (brottsdatalagen 2018:1177, 2 kap. 10 §)."""

    OBSERVATION = "observation"
    ASSESSMENT = "assessment"


class Mark(StrEnum):
    """A mark that somebody puts on a finding in the field, so that it is found again."""

    NONE = ""
    DANGER = "danger"
    FOLLOW_UP = "follow_up"
    FOR_REPORT = "for_report"


_SWEDISH = Words(
    (InspectionKind.ON_SITE, "Yttre tillsyn"),
    (InspectionKind.JOINT, "Samordnad tillsyn"),
    (InspectionKind.FOLLOW_UP, "Uppföljningsbesök"),
    (InspectionKind.TIP_CHECK, "Tipskontroll"),
    (InspectionKind.FROM_OUTSIDE, "Observation utifrån"),
    (InspectionKind.DESK, "Inre tillsyn"),
    (InspectionKind.PREVENTIVE, "Förebyggande tillsyn"),
    (InspectionKind.UNKNOWN, "Okänt slag"),
    (InspectionStatus.OPEN, "Pågår"),
    (InspectionStatus.CLOSED, "Avslutad"),
    (InspectionStatus.UNKNOWN, "Okänd status"),
    (FindingKind.OBSERVATION, "Iakttagelse"),
    (FindingKind.ASSESSMENT, "Bedömning"),
    (Mark.NONE, "Ingen markering"),
    (Mark.DANGER, "Fara"),
    (Mark.FOLLOW_UP, "Följ upp"),
    (Mark.FOR_REPORT, "Till anmälan"),
)


def swedish_inspection(value: InspectionKind | InspectionStatus | FindingKind | Mark) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionDraft:
    """What a form holds of a visit. The premises are written as they were on the night, whatever the place is later.

    premises: in running text, "källarlokalen på Sillkajsgatan 14". serving_permit, beer_sold: None is not known.
    identity_shown: how and to whom our own people showed who they are; purpose_told: what they said that they came for.
    wait_for_secured: nobody but the police goes in before the police have said that it is safe.
    """

    kind: InspectionKind = InspectionKind.ON_SITE
    venue_id: str = ""
    operation_id: str = ""
    case_id: str = ""
    docket_number: str = ""
    planned: bool = False
    premises: str = ""
    address: str = ""
    property_designation: str = ""
    serving_permit: bool | None = None
    beer_sold: bool | None = None
    permit_known: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    operator_name: str = ""
    operator_number: str = ""
    person_met: str = ""
    person_met_role: str = ""
    person_met_identity: str = ""
    identity_shown: str = ""
    purpose_told: str = ""
    interpreter: str = ""
    oral_notices: str = ""
    party_comments: str = ""
    deviations_from_plan: str = ""
    next_step: str = ""
    wait_for_secured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(InspectionDraft, Record):
    """A visit as stored."""

    status: InspectionStatus
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """One answer to one question in the version it was asked in.

    value: "yes", "no", "not_checked", a number in Swedish writing ("12,5"), the id of a choice, or a text.
    deviation: what the inspector says where the question cannot tell by itself.
    """

    inspection_id: str = ""
    item_id: str = ""
    item_version: int = 1
    value: str = ""
    addition: str = ""
    note: str = ""
    deviation: bool = False
    answered_at: datetime | None = None

    @property
    def item(self) -> Item:
        """The question. Raises NotFound for one that this program does not know."""
        return item(self.item_id, self.item_version)

    @property
    def checked(self) -> bool:
        """Whether it says something about the place."""
        return bool(self.value.strip()) and self.value != NOT_CHECKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(AnswerDraft, Record):
    """An answer as stored; `deviation` is settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDraft:
    """What somebody of ours saw, heard or measured, or concluded. Photos are named by their evidence ids only."""

    inspection_id: str = ""
    kind: FindingKind = FindingKind.OBSERVATION
    at: datetime | None = None
    text: str = ""
    item_id: str = ""
    item_version: int = 0
    provisions: tuple[str, ...] = ()
    mark: Mark = Mark.NONE
    photo_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(FindingDraft, Record):
    """A finding as stored."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDraft:
    """What somebody else said: the party, a witness, an officer of another authority. Never our own observation."""

    inspection_id: str = ""
    at: datetime | None = None
    who: str = ""
    role: str = ""
    authority: str = ""  # of an officer: an authority id or free text
    verbatim: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementOf(StatementDraft, Record):
    """A statement as stored."""

    at: datetime


def inspection_problems(draft: InspectionDraft, now: datetime | None = None) -> tuple[Problem, ...]:
    """Broken rules in the order of the form; a visit cannot start after `now`."""
    found = []
    if draft.kind is InspectionKind.UNKNOWN:
        found.append(Problem("kind", "unknown-value"))
    if not draft.venue_id:
        found.append(Problem("venue_id", "missing"))
    if not draft.premises.strip():
        found.append(Problem("premises", "missing"))
    if draft.started_at is None:
        found.append(Problem("started_at", "missing"))
    else:
        if now is not None and draft.started_at > now:
            found.append(Problem("started_at", "in-the-future"))
        if draft.ended_at is not None and draft.ended_at < draft.started_at:
            found.append(Problem("ended_at", "before-start"))
    return tuple(found)


def number_in(text: str) -> float | None:
    """A number in Swedish writing ("12,5", "1 200"), or None."""
    plain = text.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    digits = plain.replace(".", "", 1)
    return float(plain) if digits.isascii() and digits.isdigit() else None


def answer_problems(draft: AnswerDraft) -> tuple[Problem, ...]:
    """Broken rules of one answer."""
    try:
        asked = draft.item
    except NotFound:
        return (Problem("item_id", "unknown-item"),)
    if draft.value == NOT_CHECKED:
        return ()
    fits = {
        AnswerType.YES_NO: draft.value in {"yes", "no"},
        AnswerType.CHOICE: draft.value in {choice.id for choice in asked.choices},
        AnswerType.NUMBER: number_in(draft.value) is not None,
        AnswerType.TEXT: bool(draft.value.strip()),
    }
    found = [] if fits[asked.answer] else [Problem("value", "does-not-fit")]
    for name in ("value", "addition", "note"):
        if len(getattr(draft, name)) > TEXT_LIMIT:
            found.append(Problem(name, "too-long"))
    return tuple(found)


def settled_deviation(draft: AnswerDraft) -> bool:
    """Whether the answer is a deviation: by the question where it can tell, else as the inspector says."""
    if not draft.checked:
        return False
    told = draft.item.deviates(draft.value)
    return draft.deviation if told is None else told


def finding_problems(draft: FindingDraft, on: date | None = None) -> tuple[Problem, ...]:
    """Broken rules of one finding; provisions must have been in force on that day."""
    found = []
    if not draft.text.strip():
        found.append(Problem("text", "missing"))
    if len(draft.text) > TEXT_LIMIT:
        found.append(Problem("text", "too-long"))
    if draft.item_id:
        try:
            item(draft.item_id, draft.item_version)
        except NotFound:
            found.append(Problem("item_id", "unknown-item"))
    for one in draft.provisions:
        known = references().get(one)
        if known is None or (on is not None and not known.offered(on)):
            found.append(Problem("provisions", "not-in-force"))
    if draft.kind is FindingKind.ASSESSMENT and not draft.provisions and not draft.item_id:
        found.append(Problem("provisions", "assessment-needs-provision"))
    return tuple(found)


def statement_problems(draft: StatementDraft) -> tuple[Problem, ...]:
    """Broken rules of one statement."""
    return tuple(Problem(name, "missing") for name in ("who", "text") if not getattr(draft, name).strip())
