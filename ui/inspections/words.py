"""Sentences of the page of a visit, and between what is typed in its small forms and what the services take."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from krogkoll.kernel.clock import STOCKHOLM, local
from krogkoll.kernel.errors import Problem
from krogkoll.law import AuthorityKind

OWNERS: Mapping[AuthorityKind, str] = {
    AuthorityKind.POLICE: "Polisen",
    AuthorityKind.ALCOHOL_BOARD: "kommunens alkoholhandläggare",
    AuthorityKind.FIRE_AUTHORITY: "räddningstjänsten",
    AuthorityKind.FOOD_BOARD: "livsmedelskontrollen",
    AuthorityKind.ENVIRONMENT_BOARD: "miljötillsynen",
    AuthorityKind.TOBACCO_BOARD: "tobakstillsynen",
    AuthorityKind.BUILDING_BOARD: "byggnadsnämnden",
    AuthorityKind.TAX_AGENCY: "Skatteverket",
    AuthorityKind.GAMING_AUTHORITY: "Spelinspektionen",
}

_PROBLEMS: Mapping[str, str] = {
    "missing": "Fyll i fältet.",
    "time-form": "Skriv klockslaget som 23:14.",
    "number-form": "Skriv ett helt tal.",
    "in-the-future": "Klockslaget har inte varit än.",
    "before-start": "Det är före början.",
    "out-of-range": "Antalet är orimligt.",
    "too-long": "Texten är för lång.",
    "unknown-value": "Välj ett värde i listan.",
    "must-be-police": "Säkrat måste sägas av polisen så länge stoppregeln gäller.",
    "nothing-to-withdraw": "Det finns inget samtycke att återkalla.",
    "missing-facts-need-reason": "Något villkor är inte uppfyllt. Skriv varför ni ändå går in.",
    "no-consent-in-dwelling": "Samtycke räcker inte i en bostad.",
    "assessment-needs-provision": "En bedömning behöver ett lagrum.",
    "not-in-force": "Lagrummet gällde inte den dagen.",
    "has-it-already": "Kollegan leder redan besöket.",
    "needs-reason": "Skriv varför.",
    "pin-first-time": "Det är första gången. Skriv pinkoden en gång till.",
    "pins-differ": "Pinkoderna är inte lika.",
    "deviation-needs-words": "Beskriv avvikelsen.",
    "does-not-fit": "Svaret passar inte frågan.",
}


def problem_words(problem: Problem) -> str:
    """The sentence under the field."""
    return _PROBLEMS.get(problem.problem, "Rätta fältet.")


def moment_of(text: str, now: datetime) -> datetime | None:
    """The last time the wall clock showed "23:14" (also 23.14 or 2314); None where it is no clock reading."""
    digits = text.strip().replace(".", ":").replace(" ", "")
    hour, colon, minute = digits.partition(":") if ":" in digits else (digits[:-2], ":", digits[-2:])
    if not (colon and hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit() and len(minute) == 2):
        return None
    if int(hour) > 23 or int(minute) > 59:
        return None
    wall = local(now)
    found = wall.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    return (found if found <= wall else _day_before(found)).astimezone(now.tzinfo)


def _day_before(moment: datetime) -> datetime:
    """The same clock reading the day before, whatever the clock did that night."""
    earlier = moment.replace(tzinfo=None) - timedelta(days=1)
    return earlier.replace(tzinfo=STOCKHOLM)
