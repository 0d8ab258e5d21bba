"""The words that stand in a public register: whether they name somebody, and which markings they carry."""

import re
from collections.abc import Iterable, Sequence

from krogkoll.cases.desk import SecrecyMarking
from krogkoll.kernel.swedish import fold
from krogkoll.law import cite, find_authority

_SHORT = 3


def names_in(title: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the persons' names of which a whole first name or surname stands in the title."""
    words = set(re.findall(r"\w+", fold(title)))
    return tuple(name for name in names if any(len(part) > _SHORT and part in words for part in fold(name).split()))


def marking_note(markings: Sequence[SecrecyMarking]) -> str:
    """The line at the head of a paper for the markings that stand, each once; empty where none does.

    A marking names the provision, the day and the authority, and says that it is a warning (OSL 5 kap. 5 §).
    """
    told = dict.fromkeys(marking_line(one) for one in markings if one.lifted_on is None)
    return f"{'. '.join(told)}. Varje begäran prövas på nytt." if told else ""


def marking_line(marking: SecrecyMarking) -> str:
    """One marking as it is printed: "Sekretessmarkering 2026-11-22: 30 kap. 20 § OSL, alkoholnämnden"."""
    found = find_authority(marking.authority)
    authority = found.name_sv if found else marking.authority
    day = marking.marked_on.isoformat() if marking.marked_on else ""
    return f"Sekretessmarkering {day}: {cite(marking.provision, short=True)}, {authority}"
