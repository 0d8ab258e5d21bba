"""The sentence under a field that is wrong, in the forms of a case."""

from collections.abc import Mapping
from datetime import date

from krogkoll.kernel.errors import Problem

_WORDS: Mapping[str, str] = {
    "missing": "Fyll i fältet.",
    "too-long": "Texten är för lång.",
    "unknown-value": "Välj ett värde i listan.",
    "in-the-future": "Tiden har inte varit än.",
    "in-the-past": "Dagen har redan varit.",
    "date-form": "Skriv dagen som 2026-11-14.",
    "moment-form": "Skriv tiden som 2026-11-14 23:14.",
    "person-number": "Den offentliga rubriken får inte innehålla ett personnummer.",
    "police-only": "Brottsbekämpning kan bara väljas hos polisen.",
    "not-a-number": "Ett diarienummer har bokstäver och siffror, till exempel ALK-2026-0412.",
    "not-offered": "Grunden kan inte användas för den här mottagaren.",
    "unknown-deadline": "Välj en tidsfrist i listan.",
    "unknown-provision": "Välj ett lagrum i listan.",
    "not-working-material": "Uppgiften dokumenterar ärendet och kan inte vara arbetsmaterial.",
}
_BY_FIELD: Mapping[tuple[str, str], str] = {
    ("title_public", "missing"): "Skriv en rubrik som får stå i det offentliga registret.",
    ("text", "missing"): "Skriv vad som kom fram.",
    ("what", "missing"): "Skriv vad som lämnas ut.",
    ("receiver_kind", "missing"): "Välj vilken sorts myndighet det är.",
    ("receiver_name", "missing"): "Skriv vem som får uppgifterna.",
    ("ground", "missing"): "Välj en grund.",
    ("tested_by", "missing"): "Skriv vem som gjorde sekretessprövningen.",
    ("reasons", "missing"): "Skriv hur prövningen gjordes.",
    ("approved_by", "missing"): "Skriv vilken chef som har godkänt utlämnandet.",
    ("sent_by", "missing"): "Välj hur det lämnades.",
    ("status_reason", "missing"): "Skriv varför ärendet avslutas.",
    ("hold_reason", "missing"): "Skriv varför ärendet ska sparas.",
    ("due_on", "missing"): "Skriv en dag, eller från vilken dag fristen räknas.",
    ("dispose_after", "missing"): "Skriv till vilken dag uppgiften sparas.",
    ("reason", "missing"): "Skriv enligt vilken regel eller plan.",
    ("provision", "missing"): "Välj det lagrum som kan göra uppgiften hemlig.",
    ("title", "missing"): "Skriv vad som ska göras.",
}


def problem_words(problem: Problem) -> str:
    """The sentence."""
    return _BY_FIELD.get((problem.field, problem.problem)) or _WORDS.get(problem.problem, "Rätta fältet.")


def read_day(text: str, field: str, found: list[Problem]) -> date | None:
    """A day as it is typed; a problem is added where it cannot be read."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        found.append(Problem(field, "date-form"))
        return None
