"""What a decision rests on beside its own words: the visit, the authority, the law, the place, what it corrects."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from krogkoll import law
from krogkoll.decisions.model import Decision
from krogkoll.house import LetterheadDraft, Mandate, shipped_letterhead
from krogkoll.inspections import Finding, FindingKind, Visit
from krogkoll.law import AppealBody, Authority, AuthorityKind, DecisionType, find_authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Everything that the gate and the text need to know.

    visit: None where there was none. cleared: the photos that may be printed. permits: what the place holds, by the
    names of `law.decision_types`. documents: the titles of the received documents that it rests on. secrecy: the
    markings that stand on the decision, its case, visit and place, as they are printed. supersedes: the decision that
    it corrects or replaces. disputed: two people have written different things and nobody has chosen yet.
    house: the authority's own letterhead; None for what is shipped. approved: the authority has approved the text of
    the type as it reads now. mandate: whether the decision-maker may decide; None where nobody has been asked.
    """

    visit: Visit | None
    authority: str
    today: date
    cleared: frozenset[str]
    kinds: tuple[AuthorityKind, ...] = ()
    permits: frozenset[str] = frozenset()
    documents: tuple[str, ...] = ()
    secrecy: str = ""
    supersedes: Decision | None = None
    disputed: bool = False
    house: LetterheadDraft | None = None
    approved: bool = True
    mandate: Mandate | None = None

    @property
    def shipped(self) -> Authority | None:
        """The authority as the law tables know it."""
        return find_authority(self.authority)

    @property
    def tasks(self) -> tuple[AuthorityKind, ...]:
        """What the authority may do."""
        return self.kinds or (self.shipped.kinds if self.shipped else ())

    @property
    def is_police(self) -> bool:
        """Whether the authority is the police, where officers decide without delegation from a board."""
        return AuthorityKind.POLICE in self.tasks

    @property
    def postal_address(self) -> str:
        """Where an appeal is sent; empty when it is not known."""
        return self.letterhead.appeal_address or self.letterhead.postal_address

    @property
    def letterhead(self) -> LetterheadDraft:
        """What the authority has said of itself, else the shipped table."""
        return self.house or shipped_letterhead(self.authority)


def chosen_findings(decision: Decision, basis: Basis) -> tuple[Finding, ...]:
    """The own observations that the decision rests on, in the order of time; assessments are not facts."""
    if basis.visit is None:
        return ()
    wanted = set(decision.finding_ids)
    return tuple(one for one in basis.visit.findings if one.id in wanted and one.kind is FindingKind.OBSERVATION)


def appeal_body_of(kind: DecisionType, basis: Basis) -> AppealBody | None:
    """Who tries an appeal of this decision by this authority, or None where the tables do not say."""
    found = basis.shipped
    return law.appeal_body(kind.appeal, found.county) if found else None


def uncleared(findings: Iterable[Finding], cleared: frozenset[str]) -> tuple[str, ...]:
    """Photos of these findings that nobody has cleared for print."""
    return tuple(photo for one in findings for photo in one.photo_ids if photo not in cleared)
