"""Goods that the police seize, each with what it is, how much, and what became of it: records and rules.

Rättegångsbalken 27 kap. and lagen (1958:205). A municipality cannot seize; what it takes is a sample (`sample.py`).
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record
from krogkoll.kernel.swedish import Words

TEXT_LIMIT = 20_000
MOST_CONTAINERS = 100_000
MOST_ML = 1_000_000
COUNTED = Decimal("0.01")
"""Litres are rounded once, at the end, to centilitres, halves upwards (0,005 l becomes 0,01 l)."""


class GoodsClass(StrEnum):
    """What an item is, by alkohollagen 1 kap. 5-10 a §§."""

    UNKNOWN = "unknown"
    SPIRITS = "spirits"
    WINE = "wine"
    STRONG_BEER = "strong_beer"
    BEER = "beer"
    OTHER_FERMENTED = "other_fermented"
    PREPARATION = "preparation"
    NOT_ALCOHOL = "not_alcohol"


class StrengthBasis(StrEnum):
    """What the strength is read from."""

    LABEL = "label"
    ESTIMATE = "estimate"
    ANALYSIS = "analysis"
    UNKNOWN = "unknown"


class Purpose(StrEnum):
    """Why something may be seized (rättegångsbalken 27 kap. 1 §)."""

    INVESTIGATION = "investigation"
    TAKEN_BY_CRIME = "taken_by_crime"
    FORFEITURE = "forfeiture"
    UNKNOWN = "unknown"


class StepKind(StrEnum):
    """What may happen to seized goods afterwards."""

    REVIEWED = "reviewed"
    LIFTED = "lifted"
    STORED = "stored"
    SAMPLED = "sampled"
    RETURNED = "returned"
    SOLD = "sold"
    DESTROYED = "destroyed"
    PROOF_GIVEN = "proof_given"
    UNKNOWN = "unknown"


_SWEDISH = Words(
    (GoodsClass.UNKNOWN, "Okänt slag"),
    (GoodsClass.SPIRITS, "Spritdryck"),
    (GoodsClass.WINE, "Vin"),
    (GoodsClass.STRONG_BEER, "Starköl"),
    (GoodsClass.BEER, "Folköl"),
    (GoodsClass.OTHER_FERMENTED, "Annan jäst alkoholdryck"),
    (GoodsClass.PREPARATION, "Alkoholdrycksliknande preparat"),
    (GoodsClass.NOT_ALCOHOL, "Annat än alkohol"),
    (StrengthBasis.LABEL, "enligt etikett"),
    (StrengthBasis.ESTIMATE, "uppskattat"),
    (StrengthBasis.ANALYSIS, "enligt analys"),
    (StrengthBasis.UNKNOWN, "okänt underlag"),
    (Purpose.INVESTIGATION, "Utredning om brott"),
    (Purpose.TAKEN_BY_CRIME, "Avhänt någon genom brott"),
    (Purpose.FORFEITURE, "Förverkande"),
    (Purpose.UNKNOWN, "Okänt ändamål"),
    (StepKind.REVIEWED, "Beslaget prövat och kvar"),
    (StepKind.LIFTED, "Beslaget hävt"),
    (StepKind.STORED, "Förvaring"),
    (StepKind.SAMPLED, "Prov för analys"),
    (StepKind.RETURNED, "Återlämnande"),
    (StepKind.SOLD, "Försäljning"),
    (StepKind.DESTROYED, "Förstöring"),
    (StepKind.PROOF_GIVEN, "Bevis om beslag lämnat"),
    (StepKind.UNKNOWN, "Okänd åtgärd"),
)


def swedish_goods(value: GoodsClass | StrengthBasis | Purpose | StepKind) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


def decimal_in(text: str) -> Decimal | None:
    """A number in Swedish writing ("37,5"), exactly; None for anything else."""
    plain = text.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if not plain or not plain.isascii() or not plain.replace(".", "", 1).isdigit():
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureDraft:
    """What a form holds of one seizure. number: the local beslagsnummer. crime: what is suspected, in words.

    ground: ids of legal references. collective: a joint description of a large seizure (rättegångsbalken 27 kap. 13 §).
    """

    number: str = ""
    inspection_id: str = ""
    case_id: str = ""
    seized_at: datetime | None = None
    place: str = ""
    seized_by: str = ""
    decided_by: str = ""
    from_whom: str = ""
    crime: str = ""
    purpose: Purpose = Purpose.FORFEITURE
    ground: tuple[str, ...] = ("RB-27-1",)
    reason: str = ""
    collective: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seizure(SeizureDraft, Record):
    """A seizure as stored."""

    seized_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedItemDraft:
    """One item of a seizure. strength: vol-% in Swedish writing ("37,5"), empty where nobody knows."""

    seizure_id: str = ""
    point: int = 0
    goods: GoodsClass = GoodsClass.SPIRITS
    label: str = ""
    container_ml: int = 0
    count: int = 1
    fill_percent: int = 100
    strength: str = ""
    strength_basis: StrengthBasis = StrengthBasis.LABEL
    condition: str = ""
    seal: str = ""
    photo_ids: tuple[str, ...] = ()

    @property
    def litres(self) -> Decimal:
        """How much there is, in litres, to the centilitre."""
        return self._exact.quantize(COUNTED, ROUND_HALF_UP)

    @property
    def pure_alcohol(self) -> Decimal | None:
        """Litres of pure alcohol = litres x vol-% / 100, from the unrounded litres; None without a strength."""
        share = decimal_in(self.strength)
        return None if share is None else (self._exact * share / 100).quantize(COUNTED, ROUND_HALF_UP)

    @property
    def _exact(self) -> Decimal:
        return Decimal(self.container_ml) * self.count * self.fill_percent / Decimal(100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizedItem(SeizedItemDraft, Record):
    """An item as stored; `point` is its number in the protocol."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureStepDraft:
    """What happened to a seizure, or to some of its points, afterwards. ground: ids of legal references."""

    seizure_id: str = ""
    kind: StepKind = StepKind.STORED
    at: datetime | None = None
    points: tuple[str, ...] = ()  # empty: all of them
    decided_by: str = ""
    ground: tuple[str, ...] = ()
    method: str = ""
    place: str = ""
    witness: str = ""
    to_whom: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureStep(SeizureStepDraft, Record):
    """A step as stored; never changed, only followed by another."""

    at: datetime


def total_litres(items: tuple[SeizedItemDraft, ...]) -> tuple[Decimal, Decimal, int]:
    """Litres, litres of pure alcohol, and how many items have no strength: sums of the rounded figures as printed."""
    known = [one.pure_alcohol for one in items]
    return (
        sum((one.litres for one in items), Decimal("0.00")),
        sum((one for one in known if one is not None), Decimal("0.00")),
        known.count(None),
    )


def litre_words(litres: Decimal | None) -> str:
    """Litres in Swedish writing: "12,60 l"; a dash where nobody knows."""
    return "–" if litres is None else f"{litres:.2f} l".replace(".", ",")


def seizure_problems(draft: SeizureDraft, now: datetime) -> tuple[Problem, ...]:
    """Broken rules in the order of the form (rättegångsbalken 27 kap. 13 §, polislagen 27 §)."""
    needed = ("number", "place", "seized_by", "decided_by", "crime", "reason")
    found = [Problem(name, "missing") for name in needed if not getattr(draft, name).strip()]
    if draft.seized_at is None:
        found.append(Problem("seized_at", "missing"))
    elif draft.seized_at > now:
        found.append(Problem("seized_at", "in-the-future"))
    if draft.purpose is Purpose.UNKNOWN:
        found.append(Problem("purpose", "unknown-value"))
    if not draft.ground:
        found.append(Problem("ground", "missing"))
    return (*found, *too_long(draft))


def item_problems(draft: SeizedItemDraft) -> tuple[Problem, ...]:
    """Broken rules of one item; the strength must fit its class (alkohollagen 1 kap. 5-8 §§)."""
    found = []
    if draft.goods is GoodsClass.UNKNOWN:
        found.append(Problem("goods", "unknown-value"))
    if not draft.label.strip():
        found.append(Problem("label", "missing"))
    if not 1 <= draft.count <= MOST_CONTAINERS:
        found.append(Problem("count", "out-of-range"))
    if not 0 <= draft.container_ml <= MOST_ML:
        found.append(Problem("container_ml", "out-of-range"))
    if not 0 <= draft.fill_percent <= 100:
        found.append(Problem("fill_percent", "out-of-range"))
    if draft.strength.strip():
        share = decimal_in(draft.strength)
        if share is None or share > 100:
            found.append(Problem("strength", "not-a-number"))
        elif not _fits(draft.goods, share):
            found.append(Problem("strength", "not-that-class"))
    return (*found, *too_long(draft))


def step_problems(draft: SeizureStepDraft, now: datetime) -> tuple[Problem, ...]:
    """Broken rules of one step; what destroys or ends something needs who decided, on what ground and who saw it."""
    found = []
    if draft.kind is StepKind.UNKNOWN:
        found.append(Problem("kind", "unknown-value"))
    if draft.at is None:
        found.append(Problem("at", "missing"))
    elif draft.at > now:
        found.append(Problem("at", "in-the-future"))
    needed: tuple[str, ...] = _NEEDED.get(draft.kind, ())
    found += [Problem(name, "missing") for name in needed if not getattr(draft, name)]
    return (*found, *too_long(draft))


def too_long(draft: object) -> tuple[Problem, ...]:
    """The texts of a draft that no form should hold."""
    texts = ((name, getattr(draft, name)) for name in getattr(draft, "__dataclass_fields__", ()))
    return tuple(Problem(name, "too-long") for name, text in texts if isinstance(text, str) and len(text) > TEXT_LIMIT)


_NEEDED = {
    StepKind.REVIEWED: ("decided_by", "remark"),
    StepKind.LIFTED: ("decided_by", "remark"),
    StepKind.STORED: ("place",),
    StepKind.SAMPLED: ("to_whom",),
    StepKind.RETURNED: ("decided_by", "to_whom"),
    StepKind.SOLD: ("decided_by", "ground", "method"),
    # Lagen (1958:205) 2 §: destruction must be verifiable afterwards.
    StepKind.DESTROYED: ("decided_by", "ground", "method", "place", "witness"),
    StepKind.PROOF_GIVEN: ("to_whom",),
}
_STRENGTHS = {
    GoodsClass.BEER: (Decimal("2.25"), Decimal("3.5")),
    GoodsClass.STRONG_BEER: (Decimal("3.5"), Decimal(100)),
    GoodsClass.WINE: (Decimal("2.25"), Decimal(100)),
    GoodsClass.OTHER_FERMENTED: (Decimal("2.25"), Decimal(100)),
    GoodsClass.SPIRITS: (Decimal("2.25"), Decimal(100)),
}
"""More than the first, at most the second, vol-%."""


def _fits(goods: GoodsClass, share: Decimal) -> bool:
    low, high = _STRENGTHS.get(goods, (Decimal(-1), Decimal(100)))
    return low < share <= high
