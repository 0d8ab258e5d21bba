"""What is wrong with a row, what becomes of it and why a place is proposed, in Swedish for screen and command line."""

from collections.abc import Mapping

from krogkoll.intake.fields import field_text
from krogkoll.intake.model import ListKind, Outcome, RowProblem

PROBLEMS: Mapping[str, str] = {
    "missing": "uppgiften saknas",
    "column-missing": "kolumnen saknas i listan eller är inte utpekad",
    "name-or-street": "både namn och gatuadress saknas",
    "too-long": "texten är för lång",
    "five-digits": "postnummer ska ha fem siffror",
    "four-digits": "kommunkod ska ha fyra siffror",
    "date-form": "dagen går inte att läsa, skriv till exempel 2026-11-24",
    "time-form": "klockslaget går inte att läsa, skriv till exempel 11:00 eller 11:00–01:00",
    "before-start": "slutet ligger före början",
    "in-the-future": "dagen ligger framåt i tiden",
    "after-received": "iakttagelsen ligger efter att tipset togs emot",
    "grade-form": "graderingen går inte att läsa, skriv till exempel 2B eller 2/B/P",
    "unknown-word": "ordet känns inte igen",
    "twice": "samma tillståndsnummer står på en tidigare rad",
    "empty": "uppgiften saknas",
    "bad-characters": "numret innehåller otillåtna tecken",
    "bad-length": "numret har fel antal siffror",
    "bad-date": "numret har ett datum som inte finns",
    "future": "numret har ett datum framåt i tiden",
    "bad-check-digit": "kontrollsiffran stämmer inte",
    "not-an-organisation": "numret är inget organisationsnummer",
    "unknown-value": "värdet känns inte igen",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.NEW: "Nytt",
    Outcome.CHANGED: "Ändras",
    Outcome.SAME: "Oförändrat",
    Outcome.PROPOSED: "Kan vara känt",
    Outcome.WRONG: "Behöver rättas",
}
REASONS: Mapping[str, str] = {
    "organisation-and-address": "Samma organisationsnummer och adress",
    "name-and-address": "Samma namn och adress",
    "address": "Samma adress",
}


def problem_text(kind: ListKind, problem: RowProblem) -> str:
    """One problem as a line: "Rad 12, Postnr: postnummer ska ha fem siffror."."""
    where = problem.column or field_text(kind, problem.field)
    said = PROBLEMS.get(problem.problem, "uppgiften går inte att använda")
    return f"Rad {problem.number}, {where}: {said}." if problem.number else f"{where}: {said}."
