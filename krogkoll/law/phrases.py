"""The phrase library: whole sentences that an officer may begin from, each for certain papers and fields."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from krogkoll.law import wording
from krogkoll.law.decision_types import all_decision_types
from krogkoll.law.references import cite_all, known_references, reference
from krogkoll.law.tables import Row, table, unique
from krogkoll.law.templates import FACT, PLACEHOLDER, REFERENCE

_FILES = ("brandskydd", "alkohol", "ordning", "expediering")
_NEUTRAL = {"party_short": "parten", "authority_short": "myndigheten", "premises": "lokalen"}
"""What a phrase may name, with the word that stands where nobody has said what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One or a few sentences. `types` and `fields`: the papers and the facts or fields that they are written for."""

    id: str
    label_sv: str
    text: str
    types: tuple[str, ...]
    fields: tuple[str, ...]
    references: tuple[str, ...]

    def filled(self, *, party_short: str = "", authority_short: str = "", premises: str = "") -> str:
        """The finished text; a name that is empty becomes "parten", "myndigheten" or "lokalen"."""
        words = {"party_short": party_short, "authority_short": authority_short, "premises": premises}

        def word(match: re.Match[str]) -> str:
            if (found := FACT.fullmatch(match[1])) is None:
                return match[0]
            name = words[found[1]].strip() or _NEUTRAL[found[1]]
            if found[2] == "genitive":
                return wording.genitive(name)
            return wording.upper_first(name) if found[2] == "first" else name

        return wording.bound(PLACEHOLDER.sub(word, self.text))


@cache
def all_phrases() -> tuple[Phrase, ...]:
    """Every phrase in the order of the files. Raises BrokenTable for one that names what is not there."""
    found: dict[str, Phrase] = {}
    for name in _FILES:
        root = table("phrases", name)
        for row in root.rows("phrase"):
            unique(found, row.text("id"), row)
            found[row.text("id")] = _phrase(row)
        root.close()
    return tuple(found.values())


def phrases(type_code: str, field: str, on: date) -> tuple[Phrase, ...]:
    """The phrases for one field of one type of paper whose provisions hold on that day."""
    return tuple(
        one
        for one in all_phrases()
        if type_code in one.types and field in one.fields and all(reference(ref).offered(on) for ref in one.references)
    )


def _phrase(row: Row) -> Phrase:
    text = row.text("text")
    cited: list[str] = []

    def citation(match: re.Match[str]) -> str:
        if found := REFERENCE.fullmatch(match[1]):
            ids = known_references(row, found[1].split("+"))
            cited.extend(ids)
            return cite_all(ids, short=found[2] == "short", plain=found[2] == "plain")
        if (fact := FACT.fullmatch(match[1])) is None or fact[1] not in _NEUTRAL:
            raise row.broken(f"the placeholder {{{match[1]}}} is not one that a phrase may hold")
        return match[0]

    phrase = Phrase(
        id=row.text("id"),
        label_sv=row.text("label_sv"),
        text=PLACEHOLDER.sub(citation, text),
        types=row.texts("types", needed=True),
        fields=row.texts("fields", needed=True),
        references=tuple(dict.fromkeys(cited)),
    )
    if unknown := set(phrase.types) - set(all_decision_types()):
        raise row.broken(f"no such types of decision: {sorted(unknown)}")
    return phrase
