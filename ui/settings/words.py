"""The sentences of the page Inställningar that several of its sections say."""

from collections.abc import Sequence
from datetime import date

from krogkoll.house import ApprovalState
from krogkoll.kernel.errors import Problem
from ui.i18n import tr

_PROBLEMS = {
    "missing": "Fyll i det här.",
    "too-long": "Texten är för lång.",
    "one-line": "Skriv på en rad.",
    "not-an-address": "Skriv en hel e-postadress.",
    "no-room": "Det får inte plats på sidan. Korta texten.",
    "too-big": "Filen är för stor.",
    "unknown-token": "Mönstret får bara innehålla {board}, {year} och {number}.",
    "one-number": "Mönstret ska innehålla {number} en gång.",
    "out-of-range": "Välj mellan 1 och 10 minuter.",
    "not-a-module": "Välj en fil som slutar på .dll, .so eller .dylib.",
    "no-such-file": "Filen finns inte.",
    "not-a-day": "Skriv dagen som 2026-11-27.",
    "in-the-future": "Dagen ligger i framtiden.",
    "before-start": "Sista dagen ligger före den första.",
    "unknown-type": "Välj beslutstyper i listan.",
    "not-delegable": "En av beslutstyperna får inte delegeras till en anställd.",
    "text-changed": "Mallens text har ändrats sedan du läste den. Läs den igen.",
    "not-an-issuer": "Certifikatet tillhör en person eller tjänst, inte en utfärdare.",
}
APPROVAL = {
    ApprovalState.APPROVED: ("closed", "circle-check", "Godkänd"),
    ApprovalState.CHANGED: ("suspected", "triangle-alert", "Ändrad sedan den godkändes"),
    ApprovalState.NOT_APPROVED: ("dismissed", "circle-dashed", "Inte godkänd"),
}
"""Tone, icon and word of each state of a template."""


def problem_words(problem: Problem) -> str:
    """What is wrong, in a sentence."""
    return tr(_PROBLEMS.get(problem.problem, "Det här behöver rättas."))


def all_words(problems: Sequence[Problem]) -> str:
    """The first thing that is wrong, for a place that has no field of its own."""
    return problem_words(problems[0]) if problems else ""


def read_day(text: str) -> date | None:
    """A day as people type it; None for nothing. Raises ValueError."""
    return date.fromisoformat(text.strip()) if text.strip() else None


def span_words(first: date | None, last: date | None) -> str:
    """From when to when something stands."""
    if first is not None and last is not None:
        return tr("{0} till {1}").format(first.isoformat(), last.isoformat())
    if first is not None:
        return tr("från {0}").format(first.isoformat())
    return tr("till {0}").format(last.isoformat()) if last is not None else tr("tills vidare")
