"""Names that must not stand on a report are replaced in every word of it, whoever wrote them where."""

from krogkoll.documents import masked
from krogkoll.inspections.visit import Visit
from krogkoll.people import PROTECTED_ON_PAPER as PROTECTED

OTHER = "[annan person]"
__all__ = ["OTHER", "PROTECTED", "masked", "other_people"]


def other_people(visit: Visit) -> tuple[str, ...]:
    """Who is named as having said something without being an officer or the person who was met."""
    met = visit.inspection.person_met.casefold()
    named = (one.who for one in visit.statements if not one.authority and one.who.casefold() != met)
    return tuple(dict.fromkeys(named))
