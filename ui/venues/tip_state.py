"""Between what stands in the form of a tip and the drafts that the service takes; pure, both ways."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Problem
from krogkoll.venues import (
    Channel,
    Grade,
    Handling,
    InformationGrade,
    SourceGrade,
    SourceKind,
    Statement,
    Suspicion,
    Tip,
    TipDraft,
    TipSourceDraft,
    VenueDraft,
    place_in,
)
from ui.i18n import tr
from ui.venues.when import day_in, shown_day, shown_hours, span

_WORDS: Mapping[str, str] = {
    "choose-place": "Välj ett av ställena, eller att det är ett nytt ställe.",
    "too-long": "Texten är för lång.",
    "date-form": "Skriv dagen som 2026-11-20 eller 20 nov.",
    "time-form": "Skriv tiden som 00:30–02:15.",
    "in-the-future": "Tiden har inte varit än.",
    "before-start": "Sluttiden är före starten.",
    "after-received": "Tiden har inte varit än.",
    "unknown-indicator": "Ett av tecknen finns inte längre.",
}
_MISSING: Mapping[str, str] = {
    "text": "Skriv vad som har setts, eller välj minst ett tecken.",
    "source_grade": "Välj hur tillförlitlig källan är.",
    "information_grade": "Välj hur källan vet det.",
    "handling": "Välj om tipset får delas.",
    "handling_conditions": "Skriv villkoret för att få dela tipset.",
    "observed_from": "Skriv vilken dag det var.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TipState:
    """Everything the form holds, as plain values that a kept draft can hold too."""

    place_text: str = ""
    venue_id: str = ""
    venue_name: str = ""
    new_place: bool = False
    day: str = ""
    hours: str = ""
    text: str = ""
    channel: str = Channel.UNKNOWN.value
    source_kind: str = SourceKind.ANONYMOUS.value
    same_source_as: str = ""
    name: str = ""
    contact: str = ""
    relation: str = ""
    promised: bool = False
    source_grade: str = ""
    information_grade: str = ""
    handling: str = ""
    conditions: str = ""
    statement: str = Statement.FACT.value
    suspicion: str = Suspicion.NONE_NAMED.value
    indicators: tuple[str, ...] = ()

    @property
    def source(self) -> TipSourceDraft:
        """The source card; an anonymous source has none."""
        if self.source_kind == SourceKind.ANONYMOUS.value:
            return TipSourceDraft()
        return TipSourceDraft(
            name=self.name, contact=self.contact, relation=self.relation, promised_anonymity=self.promised
        )

    @property
    def place(self) -> VenueDraft | None:
        """The place to be written down with the tip; None where a known one or none is meant."""
        return None if self.venue_id or not self.place_text.strip() else place_in(self.place_text)


def state_from(body: Mapping[str, Any]) -> TipState:
    """The state a kept draft held; what it does not know keeps its beginning."""
    known = {name: body[name] for name in TipState.__dataclass_fields__ if name in body}
    return TipState(**known | {"indicators": tuple(known.get("indicators", ()))})


def state_of(tip: Tip, venue_name: str) -> TipState:
    """What the form shows of a tip that is graded anew."""
    return TipState(
        venue_id=tip.venue_id,
        venue_name=venue_name,
        place_text=venue_name,
        day=shown_day(tip.observed_from),
        hours=shown_hours(tip.observed_from, tip.observed_to),
        text=tip.text,
        channel=tip.channel.value,
        source_kind=tip.source_kind.value,
        same_source_as=tip.same_source_as,
        source_grade=_value(tip.source_grade),
        information_grade=_value(tip.information_grade),
        handling=_value(tip.handling),
        conditions=tip.handling_conditions,
        statement=tip.statement.value,
        suspicion=tip.suspicion.value,
        indicators=tip.indicators,
    )


def _value(part: SourceGrade | InformationGrade | Handling | None) -> str:
    return "" if part is None else part.value


def tip_from(state: TipState, now: datetime, shown: Tip | None = None) -> tuple[TipDraft, tuple[Problem, ...]]:
    """The tip that the form means, and what could not be read in it. `shown`: the tip that is graded anew."""
    found: list[Problem] = []
    start = end = None
    today: date = local(now).date()
    try:
        day = day_in(state.day, today)
    except ValueError:
        day = None
        found.append(Problem("day", "date-form"))
    try:
        start, end = span(day, state.hours)
    except ValueError:
        found.append(Problem("hours", "time-form"))
    if state.hours.strip() and not state.day.strip():
        found.append(Problem("observed_from", "missing"))
    if shown is not None and (shown_day(shown.observed_from), shown_hours(shown.observed_from, shown.observed_to)) == (
        state.day,
        state.hours,
    ):
        # Seconds and an end on another day than the field can show stay as they are.
        start, end = shown.observed_from, shown.observed_to
    draft = TipDraft() if shown is None else TipDraft(**{n: getattr(shown, n) for n in TipDraft.__dataclass_fields__})
    return replace(
        draft,
        text=state.text,
        venue_id=state.venue_id,
        channel=Channel(state.channel),
        observed_from=start,
        observed_to=end,
        source_kind=SourceKind(state.source_kind),
        same_source_as=state.same_source_as,
        source_grade=SourceGrade(state.source_grade) if state.source_grade else None,
        information_grade=InformationGrade(state.information_grade) if state.information_grade else None,
        handling=Handling(state.handling) if state.handling else None,
        handling_conditions=state.conditions if state.handling == Handling.CONDITIONS.value else "",
        statement=Statement(state.statement),
        suspicion=Suspicion(state.suspicion),
        indicators=state.indicators,
    ), tuple(found)


def problem_sentence(problem: Problem) -> str:
    """What to tell under the card."""
    if problem.problem == "missing":
        return tr(_MISSING.get(problem.field, "Fyll i fältet."))
    return tr(_WORDS.get(problem.problem, "Rätta fältet."))


_SOURCE_SAID = {
    SourceGrade.RELIABLE: "Källan har visat sig tillförlitlig.",
    SourceGrade.UNTESTED: "Vi har inte prövat källan förut.",
    SourceGrade.NOT_RELIABLE: "Källan har visat sig opålitlig.",
}
_INFORMATION_SAID = {
    InformationGrade.DIRECT: "Källan har själv sett eller hört det.",
    InformationGrade.CORROBORATED: "Uppgiften kommer i andra hand men har fått stöd från annat håll.",
    InformationGrade.INDIRECT: "Uppgiften kommer i andra hand.",
    InformationGrade.NOT_KNOWN: "Det är oklart hur källan vet det.",
    InformationGrade.SUSPECTED_FALSE: "Uppgiften kan vara falsk.",
}
_HANDLING_SAID = {
    Handling.PERMITTED: "Den får delas.",
    Handling.CONDITIONS: "Den får delas med villkor.",
}


def grade_said(grade: Grade) -> str:
    """One grade in whole sentences."""
    return " ".join(
        tr(words)
        for words in (_SOURCE_SAID[grade.source], _INFORMATION_SAID[grade.information], _HANDLING_SAID[grade.handling])
    )
