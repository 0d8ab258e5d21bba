"""The forms of goods: which fields they have, and what they make of them."""

from dataclasses import dataclass
from datetime import datetime

from krogkoll.evidence import (
    CustodyAct,
    CustodyDraft,
    GoodsClass,
    Purpose,
    SeizedItemDraft,
    SeizureDraft,
    StepKind,
    StrengthBasis,
    item_problems,
    seizure_problems,
    swedish,
    swedish_goods,
)
from krogkoll.kernel.errors import Problem
from krogkoll.law import cite
from ui.record_form import Spec


def _choices(*values: GoodsClass | Purpose | StepKind | StrengthBasis) -> tuple[tuple[str, object], ...]:
    return tuple((swedish_goods(value)[:1].upper() + swedish_goods(value)[1:], value) for value in values)


_GOODS = tuple(one for one in GoodsClass if one is not GoodsClass.UNKNOWN)
_KINDS = tuple(one for one in StepKind if one is not StepKind.UNKNOWN)
_ITEM = (
    ("goods", "Slag", "choice", 3, "", _choices(*_GOODS)),
    ("label", "Märkning", "line", 3, "Som på etiketten, eller hur varan ser ut.", ()),
    ("container_ml", "Behållare, ml", "number", 2, "", ()),
    ("count", "Antal", "number", 2, "", ()),
    ("fill_percent", "Fyllnad, procent", "number", 2, "", ()),
    ("strength", "Volymprocent", "line", 2, "Tomt om ingen vet.", ()),
    ("strength_basis", "Underlag för styrkan", "choice", 4, "", _choices(*list(StrengthBasis)[:3])),
    ("condition", "Skick", "line", 3, "", ()),
    ("seal", "Förseglingsnummer", "line", 3, "", ()),
)
ITEM = tuple(Spec(*row) for row in _ITEM)
SEIZURE = (
    Spec("number", "Beslagsnummer", width=2),
    Spec("seized_at", "När", "moment", 2),
    Spec("place", "Plats", width=2),
    Spec("seized_by", "Vem som tog beslaget", width=3),
    Spec("decided_by", "Beslutat av", width=3),
    Spec("from_whom", "Taget från", width=3, hint="Tomt om ingen vet."),
    Spec("crime", "Misstänkt brott", width=3),
    Spec("purpose", "Ändamål", "choice", 3, choices=_choices(*list(Purpose)[:3])),
    Spec("ground", "Lagrum", "choice", 3, choices=((cite("RB-27-1", short=True), ("RB-27-1",)),)),
    Spec("reason", "Skäl", "text", 6),
    Spec("collective", "Gemensam beskrivning", "text", 6, "För ett stort beslag där varje vara inte räknas för sig."),
)
NEW_SEIZURE = (*SEIZURE, *(Spec(f"item_{row[0]}", *row[1:]) for row in _ITEM))
STEP = (
    Spec("kind", "Åtgärd", "choice", 3, choices=_choices(*_KINDS)),
    Spec("at", "När", "moment", 3),
    Spec("decided_by", "Beslutat av", width=3),
    Spec(
        "ground",
        "Lagrum",
        "choice",
        3,
        "Behövs för försäljning och förstöring.",
        (("Inget", ()), (cite("LFF-2", short=True), ("LFF-2",)), (cite("RB-27-1", short=True), ("RB-27-1",))),
    ),
    Spec("method", "Hur det gick till", width=3),
    Spec("place", "Plats", width=3),
    Spec("witness", "Vittne", width=3),
    Spec("to_whom", "Till vem", width=3),
    Spec("remark", "Anmärkning", "text", 6),
)
SAMPLE_FIELDS = (
    Spec("number", "Provets nummer", width=2),
    Spec("taken_at", "När", "moment", 2),
    Spec("place", "Plats", width=2),
    Spec("taken_by", "Vem som tog provet", width=3),
    Spec("from_whom", "Taget hos", width=3),
    Spec("purpose", "Varför provet tas", width=6),
    Spec("goods", "Slag", "choice", 3, choices=_choices(*_GOODS)),
    Spec("label", "Märkning", width=3, hint="Som på etiketten, eller hur varan ser ut."),
    Spec("container_ml", "Behållare, ml", "number", 2),
    Spec("count", "Antal", "number", 2),
    Spec("strength", "Volymprocent", width=2, hint="Som på etiketten."),
    Spec("seal", "Förseglingsnummer", width=3),
    Spec("sent_to", "Skickas till", width=3),
    Spec("remark", "Anmärkning", "text", 6),
)
CUSTODY = (
    Spec("at", "När", "moment", 3),
    Spec("place", "Plats", width=3),
    Spec("from_who", "Från", width=3),
    Spec("to_who", "Till", width=3),
    Spec("seal_before", "Försegling före", width=3),
    Spec("seal_after", "Försegling efter", width=3),
    Spec("reason", "Varför", width=6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeizure(SeizureDraft):
    """A seizure and its first item in one form."""

    item_goods: GoodsClass = GoodsClass.SPIRITS
    item_label: str = ""
    item_container_ml: int = 700
    item_count: int = 1
    item_fill_percent: int = 100
    item_strength: str = ""
    item_strength_basis: StrengthBasis = StrengthBasis.LABEL
    item_condition: str = ""
    item_seal: str = ""

    @property
    def seizure(self) -> SeizureDraft:
        """The seizure alone."""
        return SeizureDraft(**{name: getattr(self, name) for name in SeizureDraft.__dataclass_fields__})

    @property
    def items(self) -> tuple[SeizedItemDraft, ...]:
        """The first item; none where a joint description stands in for it."""
        if self.collective.strip() and not self.item_label.strip():
            return ()
        return (SeizedItemDraft(**{row[0]: getattr(self, f"item_{row[0]}") for row in _ITEM}),)


def new_problems(draft: NewSeizure, now: datetime) -> tuple[Problem, ...]:
    """What is wrong in either part of the form."""
    found = list(seizure_problems(draft.seizure, now))
    for item in draft.items:
        found += [Problem(f"item_{one.field}", one.problem) for one in item_problems(item)]
    return tuple(found)


def handed_over(item_kind: str, item_id: str, holder: str, at: datetime) -> CustodyDraft:
    """The draft of a hand-over from whoever has the thing now."""
    return CustodyDraft(item_kind=item_kind, item_id=item_id, act=CustodyAct.HANDED_OVER, at=at, from_who=holder)


def custody_words(act: CustodyAct) -> str:
    """What happened, in a word."""
    return swedish(act)
