"""How a draft begins: which types are offered about a place or visit and which not, and what comes along."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from krogkoll import law
from krogkoll.decisions.model import DecidedBy, DecisionDraft, PartyRole, roles_for
from krogkoll.decisions.origins import Ground, Origin, draft_value, origins
from krogkoll.inspections import FindingKind
from krogkoll.law import Addressee, AuthorityKind, DecisionType
from krogkoll.security import Actor
from krogkoll.venues import PermitState, Venue, permit_fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A type that can be begun here and now, or one that cannot, with the code and the sentence why."""

    type_code: str
    name_sv: str
    line_sv: str
    refusal: str = ""
    why_sv: str = ""

    @property
    def offered(self) -> bool:
        """Whether it can be begun."""
        return not self.refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who asks on which day, and what is known of the place: what decides which types are offered."""

    kinds: tuple[AuthorityKind, ...]
    today: date
    permits: frozenset[str] = frozenset()
    has_visit: bool = False
    corrects: bool = False
    venue: Venue | None = None


def refusal(kind: DecisionType, standing: Standing) -> str:
    """Why the type cannot be begun, or nothing: "wrong-authority", "not-offered", "no-template", "permit-missing",
    "needs-visit", "nothing-to-correct".
    """
    hindrances: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("wrong-authority", lambda: not kind.competent(standing.kinds)),
        ("not-offered", lambda: not kind.offered(standing.today)),
        ("no-template", lambda: not kind.template),
        ("permit-missing", lambda: kind.needs_permit not in standing.permits | {""}),
        ("needs-visit", lambda: kind.needs_visit and not standing.has_visit),
        ("nothing-to-correct", lambda: _corrects(kind) and not standing.corrects),
    )
    return next((code for code, stands in hindrances if stands()), "")


def _corrects(kind: DecisionType) -> bool:
    fact = law.template(kind.template).facts.get("supersedes_docket")
    return fact is not None and fact.required


def offers(standing: Standing) -> tuple[Offer, ...]:
    """The types of the own authority, the offered ones first; a refused one says why in one sentence."""
    found = [_offer(kind, standing) for kind in law.all_decision_types().values() if kind.competent(standing.kinds)]
    return tuple(sorted(found, key=lambda one: bool(one.refusal)))


def _offer(kind: DecisionType, standing: Standing) -> Offer:
    code = refusal(kind, standing)
    return Offer(
        type_code=kind.code,
        name_sv=kind.name_sv,
        line_sv=f"Enligt {law.cite_all(kind.references, short=True)}",
        refusal=code,
        why_sv=_why(code, standing),
    )


def _why(code: str, standing: Standing) -> str:
    if code == "permit-missing" and standing.venue is not None:
        said = permit_fact(standing.venue)
        return f"Kräver att stället har tillstånd: {said}."
    return _WHY.get(code, "")


_WHY: Mapping[str, str] = {
    "not-offered": "Typen är inte bekräftad, eller ett lagrum gäller inte i dag.",
    "no-template": "Det finns ingen mall än. Skriv beslutet utanför Krogkoll och registrera det i ärendet.",
    "permit-missing": "Kräver att stället har tillstånd, och inget ställe är valt.",
    "needs-visit": "Kräver ett eget tillsynsbesök. Börja från besöket.",
    "nothing-to-correct": "Börja från det beslut som ska rättas.",
}


def permits_of(venue: Venue | None, on: date) -> frozenset[str]:
    """What the place holds on that day, by the names of `law.decision_types`; an expired permit is none."""
    if venue is None:
        return frozenset()
    starts, ends = venue.permit_valid_from, venue.permit_valid_to
    if venue.permit is PermitState.VALID and (starts is None or starts <= on) and (ends is None or on <= ends):
        return frozenset({"serving_permit"})
    return frozenset({"beer_notification"}) if venue.permit is PermitState.LOW_STRENGTH_BEER else frozenset()


def first_draft(
    kind: DecisionType, ground: Ground, actor: Actor, today: date, *, board: str
) -> tuple[DecisionDraft, dict[str, Any]]:
    """The draft with all that its sources give, and where each value came from. The acting person presents.

    board: the own board, to which a proposal goes.
    """
    found = origins(ground, kind)
    text = law.template(kind.template)
    draft = DecisionDraft(
        inspection_id=_id_of(ground.visit.inspection if ground.visit else None, ground.old, "inspection_id"),
        venue_id=_id_of(ground.venue, ground.old, "venue_id"),
        case_id=_id_of(ground.case, ground.old, "case_id"),
        decided_on=today,
        decided_by=DecidedBy(kind.deciders[0].value),
        delegated=not _is_police(actor),
        presenter_id=actor.user_id,
        presenter_name=actor.name,
        immediate=kind.immediate is not law.Immediate.NONE,
    )
    if ground.visit is not None:
        observed = (one.id for one in ground.visit.findings if one.kind is FindingKind.OBSERVATION)
        draft = replace(draft, finding_ids=tuple(observed))
    columns = {name: draft_value(name, one.value) for name, one in found.items() if hasattr(draft, name)}
    facts = {one.name: found[one.name].value for one in text.type_facts if one.name in found}
    kept = {name: one for name, one in found.items() if name in columns or name in facts}
    return _addressed(replace(draft, **columns, facts=facts), kind, board), _kept(kept)


def _is_police(actor: Actor) -> bool:
    """Whether the acting person's own authority is the police, where nothing is delegated by a board."""
    ours = law.find_authority(actor.authority)
    return ours is not None and AuthorityKind.POLICE in ours.kinds


def _addressed(draft: DecisionDraft, kind: DecisionType, board: str) -> DecisionDraft:
    """The addressee and its part, where the type leaves no choice."""
    permitted = roles_for(kind.addressee)
    if kind.addressee is Addressee.AUTHORITY:
        own = law.upper_first(board) if kind.group is law.Group.PROPOSAL else ""
        draft = replace(draft, party_name=law.receiver_name(kind.code) or own)
    if len(permitted) == 1:
        return replace(draft, party_role=next(iter(permitted)))
    if draft.party_role not in permitted:
        role = PartyRole.PARTY if kind.addressee is Addressee.PARTY else PartyRole.NOT_STATED
        return replace(draft, party_role=role)
    return draft


def _id_of(record: Any, old: Any, name: str) -> str:
    if record is not None:
        return str(record.id)
    return str(getattr(old, name)) if old is not None else ""


def _kept(found: Mapping[str, Origin]) -> dict[str, Any]:
    return {name: one.kept() for name, one in found.items()}


def families(offered: tuple[Offer, ...]) -> Iterator[tuple[str, tuple[Offer, ...]]]:
    """The refused types by reason, in order: what the page says of each family in one sentence."""
    reasons = dict.fromkeys((one.refusal, one.why_sv) for one in offered if one.refusal)
    for code, why in reasons:
        yield why, tuple(one for one in offered if (one.refusal, one.why_sv) == (code, why))
