"""How facts become Swedish words on paper: genitive, lists, sums, and times that cross midnight or the clock change."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import MONTHS, NBSP, clock_time, long_date

_NO_GENITIVE_S = ("s", "x", "z")
_END_MARKS = (".", "?", "!", ":", ".”", "?”", "!”", ".)", "…")
_SPACES = re.compile(r"[ \t\r\n]+")
_MONTH = "|".join(MONTHS)
_YEAR = re.compile(rf"\b({_MONTH}) (?=\d{{4}}(?!\d))")
_UNIT = rf"kr|cm|mm|m|m²|km|cl|ml|%|°C|dB|kap\.|§§?|st\.|{_MONTH}"
_BOUND = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=(?<![\w.§-])[A-Za-zÅÄÖåäö]) (?=\S)",
        r"(?<=\d) (?=[a-z]\s§)",
        rf"(?<=\d) (?=(?:{_UNIT})(?!\w))",
        r"(?<=\d) (?=\d{2,3}(?!\d))",
        r"(?<=\bkl\.) (?=\d)",
        r"(?<=\bkap\.) (?=\d)",
        r"(?<=\bnr) (?=\d)",
        r"(?<=\bpunkt) (?=\d)",
        r"(?<=§) (?=\d|[A-ZÅÄÖ]{2,}\b)",
    )
)


def genitive(name: str) -> str:
    """As in "Föreningen Bakfickans"; names on s, x and z stay as they are."""
    return name if name.casefold().endswith(_NO_GENITIVE_S) else f"{name}s"


def upper_first(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text with a capital first letter and an end mark: what somebody typed becomes a sentence among others."""
    text = upper_first(text.strip())
    return text if not text or text.endswith(_END_MARKS) else f"{text}."


def delegation_point(point: str) -> str:
    """As in "punkt 2.4", whether or not the first word was typed."""
    return f"punkt{NBSP}{point}" if point[:1].isdigit() else point


def minutes_paragraph(reference: str) -> str:
    """As in "§ 61", whether or not the sign was typed."""
    return f"§{NBSP}{reference}" if reference[:1].isdigit() else reference


def bound(text: str) -> str:
    """The text with non-breaking spaces where Swedish must not part: "i källaren", "78 cm", "kl. 23.31", "8 kap.".

    Line breaks that somebody typed become spaces, and runs of spaces become one.
    """
    text = _SPACES.sub(" ", text).strip()
    for pattern in _BOUND:
        text = pattern.sub(NBSP, text)
    return _YEAR.sub(rf"\1{NBSP}", text)


def joined(words: Sequence[str]) -> str:
    """As in "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def money(kronor: int) -> str:
    """As in "12 500 kr", with non-breaking spaces."""
    return f"{kronor:,}".replace(",", NBSP) + f"{NBSP}kr"


def time_of_day(moment: datetime) -> str:
    """As in "kl. 02.30", with sommartid or normaltid in the hour that the clock shows twice."""
    here = local(moment)
    twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    if not twice:
        return clock_time(moment)
    return f"{clock_time(moment)} {'sommartid' if here.dst() else 'normaltid'}"


def day_and_time(moment: datetime) -> str:
    """As in "den 15 november 2026 kl. 01.10", in Swedish local time."""
    return f"den {long_date(local(moment).date())} {time_of_day(moment)}"


def period(start: datetime, end: datetime) -> str:
    """As in "den 14 november 2026 kl. 21.00–22.30", or over midnight "natten mellan den 14 och 15 november 2026 ...".

    Raises ValueError when the end comes before the start.
    """
    if end < start:
        raise ValueError("a period ends after it starts")
    first, last = local(start).date(), local(end).date()
    if first == last:
        return f"den {long_date(first)} {_span(start, end)}"
    if last - first == timedelta(days=1):
        same_month = (first.year, first.month) == (last.year, last.month)
        begins = f"{first.day}" if same_month else f"{first.day}{NBSP}{MONTHS[first.month - 1]}"
        return f"natten mellan den {begins} och {long_date(last)}, {_span(start, end)}"
    return f"från {day_and_time(start)} till {day_and_time(end)}"


def _span(start: datetime, end: datetime) -> str:
    """As in "kl. 23.11–00.45"; both ends in full when one of them is in the hour that comes twice."""
    whole = time_of_day(start), time_of_day(end)
    if whole == (clock_time(start), clock_time(end)):
        return f"{whole[0]}–{local(end):%H.%M}"
    return f"{whole[0]}–{whole[1]}"


def points(first: int, last: int) -> str:
    """As in "punkt 2" or "punkterna 2–5"."""
    return f"punkt{NBSP}{first}" if first == last else f"punkterna{NBSP}{first}–{last}"
