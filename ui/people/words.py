"""What is wrong with the fields of a person or a company, in words; and what a number tells while it is typed."""

from collections.abc import Mapping
from datetime import date

from krogkoll.kernel.errors import Problem
from krogkoll.kernel.identifiers import organisation_kind, organisation_number, person_number
from krogkoll.people import swedish
from ui.i18n import tr
from ui.words import short_day

_WORDS: Mapping[str, str] = {
    "name-or-description": "Skriv ett namn, eller beskriv personen.",
    "too-long": "Texten är för lång.",
    "bad-characters": "Ett nummer skrivs med siffror, till exempel 900602-2397.",
    "bad-length": "Numret ska ha tio eller tolv siffror.",
    "bad-date": "De första siffrorna är inget datum.",
    "future": "Datumet i numret har inte varit än.",
    "bad-check-digit": "Kontrollsiffran stämmer inte. Jämför siffra för siffra.",
    "not-an-organisation": "Det är inget organisationsnummer. En enskild firma skrivs som person.",
    "not-a-person": "Det är inget personnummer.",
    "sole-trader-is-a-person": "En enskild firma skrivs som person.",
    "differs-from-number": "Födelsedagen stämmer inte med numret.",
    "in-the-future": "Dagen har inte varit än.",
    "police-only": "Bara polisen anger misstanke.",
    "protected-identity": "Skriv inga kontaktuppgifter till någon med skyddad identitet.",
    "five-digits": "Ett postnummer har fem siffror, till exempel 261 35.",
    "not-an-address": "Skriv e-postadressen som namn@example.se.",
}
_MISSING: Mapping[str, str] = {
    "name": "Skriv namnet.",
    "number_reason": "Skriv varför numret behövs. Det krävs för att få spara det.",
    "suspicion": "Ange om personen är misstänkt.",
    "role": "Välj en roll.",
}


def problem_words(problem: Problem) -> str:
    """The sentence under the field."""
    if problem.problem == "missing":
        return tr(_MISSING.get(problem.field, "Fyll i fältet."))
    return tr(_WORDS.get(problem.problem, "Rätta fältet."))


def told_by_person_number(text: str, today: date) -> str:
    """What a right number says of its owner; nothing for a wrong or unfinished one."""
    try:
        number = person_number(text, today=today)
    except ValueError:
        return ""
    kind = tr("Samordningsnummer") if number.coordination else tr("Personnummer")
    if number.born_on is None:
        return tr("{0}, födelsedagen är inte känd").format(kind)
    return tr("{0}, född {1}").format(kind, short_day(number.born_on, today))


def told_by_organisation_number(text: str) -> str:
    """The legal form that a right number tells."""
    try:
        return tr(swedish(organisation_kind(organisation_number(text))))
    except ValueError:
        return ""
