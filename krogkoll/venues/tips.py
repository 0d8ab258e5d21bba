"""A tip about illegal serving, and apart from it who gave it: a source is never told together with what it said."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words
from krogkoll.venues.grading import Grade, Handling, InformationGrade, SourceGrade

TEXT_LIMIT = 20_000


class Channel(StrEnum):
    """Where the tip comes from and how it reached us."""

    UNKNOWN = "unknown"
    PHONE = "phone"
    WEB_FORM = "web_form"
    MAIL = "mail"
    IN_PERSON = "in_person"
    PATROL = "patrol"
    AUTHORITY = "authority"
    SOCIAL_MEDIA = "social_media"
    ANONYMOUS = "anonymous"
    NEIGHBOUR = "neighbour"
    TRADE = "trade"
    POLICE = "police"
    RESCUE = "rescue"
    SCHOOL_SOCIAL = "school_social"
    TAX_CUSTOMS = "tax_customs"
    ENFORCEMENT = "enforcement"
    EARLIER_INSPECTION = "earlier_inspection"
    OTHER_MUNICIPALITY = "other_municipality"


class SourceKind(StrEnum):
    """Who told, in the three words that may stand in the open record."""

    UNKNOWN = "unknown"
    ANONYMOUS = "anonymous"
    KNOWN = "known"
    AUTHORITY = "authority"


class TipStatus(StrEnum):
    """What has been done with the tip."""

    NEW = "new"
    ASSESSED = "assessed"
    SET_ASIDE = "set_aside"
    UNKNOWN = "unknown"


class Statement(StrEnum):
    """Fact or assessment (brottsdatalagen 2018:1177, 2 kap. 10 §)."""

    FACT = "fact"
    ASSESSMENT = "assessment"


class Suspicion(StrEnum):
    """Whether somebody in the text is suspected; non-suspects must be marked (polisens brottsdatalag 3 kap. 4 §)."""

    NONE_NAMED = "none_named"
    NOT_SUSPECTED = "not_suspected"
    SUSPECTED = "suspected"


_SWEDISH = Words(
    (Channel.UNKNOWN, "Inte angivet"),
    (Channel.PHONE, "Allmänheten, telefon"),
    (Channel.WEB_FORM, "Allmänheten, e-tjänst"),
    (Channel.MAIL, "Allmänheten, brev eller e-post"),
    (Channel.IN_PERSON, "Allmänheten, besök"),
    (Channel.ANONYMOUS, "Anonymt"),
    (Channel.NEIGHBOUR, "Granne eller hyresvärd"),
    (Channel.TRADE, "Krögare med tillstånd"),
    (Channel.PATROL, "Egen patrull"),
    (Channel.EARLIER_INSPECTION, "Tidigare tillsyn"),
    (Channel.POLICE, "Polisens rapporter, LOB"),
    (Channel.RESCUE, "Räddningstjänstens besök"),
    (Channel.SCHOOL_SOCIAL, "Skola eller socialtjänst"),
    (Channel.TAX_CUSTOMS, "Skatteverket eller Tullverket"),
    (Channel.ENFORCEMENT, "Kronofogden"),
    (Channel.OTHER_MUNICIPALITY, "Annan kommun"),
    (Channel.AUTHORITY, "Annan myndighet"),
    (Channel.SOCIAL_MEDIA, "Sociala medier och evenemang"),
    (SourceKind.UNKNOWN, "Inte angivet"),
    (SourceKind.ANONYMOUS, "Anonym"),
    (SourceKind.KNOWN, "Känd för mig"),
    (SourceKind.AUTHORITY, "Annan myndighet"),
    (TipStatus.NEW, "Nytt"),
    (TipStatus.ASSESSED, "Bedömt"),
    (TipStatus.SET_ASIDE, "Utan åtgärd"),
    (TipStatus.UNKNOWN, "Okänd status"),
    (Statement.FACT, "Iakttagelse"),
    (Statement.ASSESSMENT, "Bedömning"),
    (Suspicion.NONE_NAMED, "Ingen person utpekad"),
    (Suspicion.NOT_SUSPECTED, "Ej misstänkt"),
    (Suspicion.SUSPECTED, "Misstänkt"),
)


def swedish_tip(value: Channel | SourceKind | TipStatus | Statement | Suspicion) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class TipDraft:
    """What a form holds of a tip; nothing in it may point out the source.

    same_source_as: an earlier tip from the same source, so that one eager neighbour never counts as two.
    """

    text: str = ""
    received_at: datetime | None = None
    channel: Channel = Channel.UNKNOWN
    observed_from: datetime | None = None
    observed_to: datetime | None = None
    venue_id: str = ""
    source_kind: SourceKind = SourceKind.ANONYMOUS
    same_source_as: str = ""
    source_grade: SourceGrade | None = None
    information_grade: InformationGrade | None = None
    handling: Handling | None = None
    handling_conditions: str = ""
    indicators: tuple[str, ...] = ()
    statement: Statement = Statement.FACT
    suspicion: Suspicion = Suspicion.NONE_NAMED

    @property
    def grade(self) -> Grade | None:
        """The whole grade, once all three parts are chosen."""
        if self.source_grade is None or self.information_grade is None or self.handling is None:
            return None
        return Grade(source=self.source_grade, information=self.information_grade, handling=self.handling)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip(TipDraft, Record):
    """A tip as stored."""

    received_at: datetime
    status: TipStatus
    status_reason: str

    def observed_on(self) -> date:
        """The day whose age counts: when it was seen, else when we were told."""
        return local(self.observed_from or self.received_at).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class TipSourceDraft:
    """Who gave a tip; kept as a record of its own in the closed compartment."""

    name: str = ""
    contact: str = ""
    relation: str = ""
    promised_anonymity: bool = False
    notes: str = ""

    def is_empty(self) -> bool:
        """Whether nothing was written, so that no record is made."""
        return not (self.name.strip() or self.contact.strip() or self.relation.strip() or self.notes.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class TipSource(TipSourceDraft, Record):
    """The source of one tip as stored."""

    tip_id: str


def tip_problems(draft: TipDraft, known: frozenset[str], now: datetime | None = None) -> tuple[Problem, ...]:
    """Broken rules in the order of the form. `known`: the indicators of the law tables."""
    found: list[Problem] = []
    if not draft.text.strip() and not draft.indicators:
        found.append(Problem("text", "missing"))
    if len(draft.text) > TEXT_LIMIT:
        found.append(Problem("text", "too-long"))
    found += _time_problems(draft, now)
    parts = (draft.source_grade, draft.information_grade, draft.handling)
    if any(part is not None for part in parts) and draft.grade is None:
        names = ("source_grade", "information_grade", "handling")
        found += [Problem(name, "missing") for name, part in zip(names, parts, strict=True) if part is None]
    if draft.handling is Handling.CONDITIONS and not draft.handling_conditions.strip():
        found.append(Problem("handling_conditions", "missing"))
    found += [Problem("indicators", "unknown-indicator") for one in draft.indicators if one not in known]
    return tuple(found)


def _time_problems(draft: TipDraft, now: datetime | None) -> list[Problem]:
    found = []
    if now and draft.received_at and draft.received_at > now:
        found.append(Problem("received_at", "in-the-future"))
    if draft.observed_to and not draft.observed_from:
        found.append(Problem("observed_from", "missing"))
    if draft.observed_from and draft.observed_to and draft.observed_to < draft.observed_from:
        found.append(Problem("observed_to", "before-start"))
    told = draft.received_at or now
    if draft.observed_from and told and draft.observed_from > told:
        found.append(Problem("observed_from", "after-received"))
    return found
