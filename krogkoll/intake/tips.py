"""Turns the rows of a list of tips into tips as they would be written, and knows a row that has come before."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from krogkoll.intake import values
from krogkoll.kernel.clock import STOCKHOLM
from krogkoll.kernel.errors import Problem
from krogkoll.law import indicators
from krogkoll.venues import (
    Channel,
    Handling,
    InformationGrade,
    SourceGrade,
    SourceKind,
    TipDraft,
    TipSourceDraft,
    swedish_tip,
    tip_problems,
)

CONDITIONS = "Listan säger inte om uppgiften får delas. Fråga innan den delas."
_CHANNELS = (
    (("telefon", "tel", "ring", "samtal"), Channel.PHONE),
    (("etjanst", "webb", "formular", "natet", "hemsida"), Channel.WEB_FORM),
    (("epost", "mejl", "mail", "brev", "post"), Channel.MAIL),
    (("besok", "personlig", "reception"), Channel.IN_PERSON),
    (("egen", "patrull", "iakttag"), Channel.PATROL),
    (("polis", "myndighet", "raddning", "skatte", "tull", "krono", "annankommun"), Channel.AUTHORITY),
    (("social", "facebook", "instagram", "snap", "tiktok"), Channel.SOCIAL_MEDIA),
)


@dataclass(frozen=True, slots=True)
class TipRead:
    """One row read: the tip, who gave it, the place in words, and what could not be read."""

    draft: TipDraft
    source: TipSourceDraft
    place: str
    problems: tuple[Problem, ...]


def read_tip(cells: Mapping[str, str], now: datetime, zero: date) -> TipRead:
    """A row of a list of tips, by field. now: tips without a day count as received now."""
    wrong: list[Problem] = []
    received = _moment(cells, "received_on", "received_time", zero, wrong)
    observed = _moment(cells, "observed_on", "", zero, wrong)
    source = TipSourceDraft(name=cells.get("source_name", ""), contact=cells.get("source_contact", ""))
    draft = TipDraft(
        text=cells.get("text", ""),
        received_at=received or now,
        observed_from=observed,
        channel=_channel(cells.get("channel", "")),
        source_kind=SourceKind.ANONYMOUS if source.is_empty() else SourceKind.KNOWN,
    )
    draft = _graded(draft, cells, wrong)
    known = {problem.field for problem in wrong}
    rules = tip_problems(draft, frozenset(indicators().indicators), now)
    names = {"received_at": "received_on", "observed_from": "observed_on", "observed_to": "observed_on"}
    wrong += [
        Problem(names.get(one.field, one.field), one.problem)
        for one in rules
        if names.get(one.field, one.field) not in known
    ]
    return TipRead(draft, source, cells.get("place", ""), tuple(wrong))


def placed(tip: TipRead, venue_id: str) -> TipDraft:
    """The tip at its place; where the place is not known for sure, its words stand in the text."""
    if venue_id or not tip.place:
        return replace(tip.draft, venue_id=venue_id)
    words = f"Plats enligt listan: {tip.place}"
    return replace(tip.draft, text=f"{tip.draft.text}\n\n{words}".strip())


def print_of(cells: Mapping[str, str]) -> str:
    """What a row is known by when the same list comes again: a hash of what it says, whatever its order of columns."""
    said = "\n".join(f"{field}={' '.join(text.split())}" for field, text in sorted(cells.items()) if text)
    return hashlib.sha256(said.encode()).hexdigest()


def _moment(cells: Mapping[str, str], on: str, at: str, zero: date, wrong: list[Problem]) -> datetime | None:
    text = cells.get(on, "")
    if not text:
        return None
    try:
        wall = values.day_and_time(text, zero)
    except ValueError as problem:
        wrong.append(Problem(on, str(problem)))
        return None
    clock = cells.get(at, "") if at else ""
    if clock:
        try:
            wall = datetime.combine(wall.date(), time.fromisoformat(values.hour(clock)), STOCKHOLM)
        except ValueError as problem:
            wrong.append(Problem(at, str(problem)))
    return wall


def _channel(text: str) -> Channel:
    """The way in, by its own word or what it sounds like; what nobody understands is not told."""
    word = values.plain(text)
    if not word:
        return Channel.UNKNOWN
    for channel in Channel:
        if word in (values.plain(swedish_tip(channel)), values.plain(channel.value)):
            return channel
    return next((channel for starts, channel in _CHANNELS if word.startswith(starts)), Channel.UNKNOWN)


def _graded(draft: TipDraft, cells: Mapping[str, str], wrong: list[Problem]) -> TipDraft:
    source, information, handling = "", "", ""
    if text := cells.get("grade", ""):
        try:
            source, information, handling = values.grade(text)
        except ValueError as problem:
            wrong.append(Problem("grade", str(problem)))
            return draft
    source = cells.get("source_grade", "")[:1] or source
    information = cells.get("information_grade", "")[:1].upper() or information
    handling = _handling(cells.get("handling", "")) or handling
    if not source and not information:
        return draft
    for name, part, kind in (
        ("source_grade", source, SourceGrade),
        ("information_grade", information, InformationGrade),
    ):
        if part not in [member.value for member in kind]:
            wrong.append(Problem(name, "grade-form" if part else "missing"))
            return draft
    shared = Handling(handling or "C")
    return replace(
        draft,
        source_grade=SourceGrade(source),
        information_grade=InformationGrade(information),
        handling=shared,
        handling_conditions=CONDITIONS if shared is Handling.CONDITIONS else "",
    )


def _handling(text: str) -> str:
    word = values.plain(text)
    if not word:
        return ""
    return "P" if word in ("p", "ja", "j", "x", "fardelas", "tillaten", "permitted") else "C"
