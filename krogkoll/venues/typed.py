"""Reads a place that somebody wrote in one line, such as a caller tells it."""

import re

from krogkoll.venues.model import VenueDraft

_POSTAL = re.compile(r"(?P<code>\d{3}\s?\d{2})\s+(?P<city>\D+)")
_STREET = re.compile(r".*\D\s+\d+.*")
_STREET_END = re.compile(r"(?:gatan|gata|vägen|väg|gränd|torget|stigen|allén|kajen|platsen)$")


def place_in(text: str) -> VenueDraft:
    """A new place as somebody typed it in one line: "Studio 44, Kajgatan 7, 261 33 Landskrona"."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    postal_code = city = ""
    loose: list[str] = []
    for part in parts:
        town = _POSTAL.fullmatch(part)
        if town is not None:
            postal_code, city = town["code"], town["city"].strip()
        else:
            loose.append(part)
    streets = [part for part in loose if _is_street(part)]
    # Of several parts with a number the first is more often the name, as in "Studio 44, Kajgatan 7".
    street = streets[-1] if streets and (len(streets) > 1 or len(loose) > 1 or _is_address(loose[0])) else ""
    rest = [part for part in loose if part != street]
    name = rest.pop(0) if rest and loose[0] != street else ""
    if rest and not city and rest[-1][:1].isupper():
        city = rest.pop()
    return VenueDraft(name=name, street=street, notes=", ".join(rest), postal_code=postal_code, city=city)


def _is_street(part: str) -> bool:
    return bool(_STREET.fullmatch(part)) or _is_address(part)


def _is_address(part: str) -> bool:
    """Whether a single line is an address rather than a name: "Kajgatan 7" is, "Studio 44" is not."""
    words = part.casefold().split()
    return any(_STREET_END.search(word) for word in words)
