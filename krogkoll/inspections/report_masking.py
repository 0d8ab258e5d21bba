"""Names that must not stand on a report are replaced in every word of it, whoever wrote them where."""

from krogkoll.documents import masked
from krogkoll.inspections.visit import Visit
from krogkoll.people import PROTECTED_ON_PAPER as PROTECTED

__all__ = [
    "OTHER",
    "PROTECTED",
    "masked",
    "other_people",
]

OTHER = "[annan person]"


def other_people(visit: Visit) -> tuple[str, ...]:
    """Who is named without being an officer or the person who was met: spoke, was told, or was asked for consent."""
    met = visit.inspection.person_met.casefold()
    named = [one.who for one in visit.statements if not one.authority]
    asked = (*(one.who for one in visit.log.consents), *(one.to_whom for one in visit.log.orders))
    named += [who for text in asked if _is_name(who := text.split(",")[0].strip())]
    return tuple(dict.fromkeys(who for who in named if who.casefold() != met))


def _is_name(text: str) -> bool:
    """Whether it is a person's name, and not "personalen i baren", which would be torn out of other sentences."""
    words = text.split()
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()
