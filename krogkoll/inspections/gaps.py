"""What is missing before the night: computed from the plan, each with the place where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from krogkoll.inspections.operations import Attendance, ParticipantRole, swedish_operation
from krogkoll.inspections.plan import LEADING, Plan, kinds_of, loss_without, loss_words
from krogkoll.inspections.preparing import AssistanceStatus, Considered, swedish_preparing
from krogkoll.inspections.printing import short_authority
from krogkoll.inspections.stops import late
from krogkoll.kernel.clock import local
from krogkoll.law import AuthorityKind, cite_all, entry_grounds


class Mend(StrEnum):
    """Where on the page of the operation something is mended."""

    FACTS = "facts"
    PEOPLE = "people"
    STOPS = "stops"
    RISK = "risk"
    ENTRY = "entry"
    CONFLICT = "conflict"
    HELP = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing missing. `key` names it for ever, so that an acceptance finds it; subject: an id to open."""

    key: str
    text: str
    under: str
    mend: Mend
    subject: str = ""
    act: str = "Öppna"


def gaps(plan: Plan) -> tuple[Gap, ...]:
    """Everything missing, accepted or not, in the order in which one would mend it."""
    return (*_people(plan), *_stops(plan), *_entries(plan), *_help(plan), *_conflicts(plan), *_facts(plan))


def open_gaps(plan: Plan) -> tuple[Gap, ...]:
    """What is missing and nobody has accepted: the plan is locked when there is none."""
    return tuple(gap for gap in gaps(plan) if gap.key not in plan.accepted)


def _people(plan: Plan) -> Iterator[Gap]:
    leads = [one for one in plan.coming if one.role is ParticipantRole.LEAD]
    if not plan.lead:
        yield Gap(key="lead", text="Ingen leder insatsen", under="Ange insatsledare", mend=Mend.PEOPLE)
    elif len(leads) > 1:
        yield Gap(key="leads", text="Flera är insatsledare", under="Bara en kan leda", mend=Mend.PEOPLE)
    for authority in plan.authorities:
        coming = [one for one in plan.coming if one.authority == authority]
        if coming and not any(one.role in LEADING for one in coming):
            name = upper(short_authority(authority))
            yield Gap(
                key=f"responsible:{authority}", text=f"{name} saknar ansvarig", under="Ange en person", mend=Mend.PEOPLE
            )
    if plan.own not in {one.authority for one in plan.coming}:
        yield Gap(key="own", text="Ingen av er är med", under="Lägg till dem som åker", mend=Mend.PEOPLE)
    for one in plan.participants:
        if one.attendance is Attendance.ASKED:
            yield Gap(
                key=f"answer:{one.id}",
                text=f"{one.name} har inte svarat",
                under=f"{upper(short_authority(one.authority))}, {swedish_operation(one.role)}",
                mend=Mend.PEOPLE,
                subject=one.id,
            )
        elif one.attendance is Attendance.DECLINED and (lost := loss_words(loss_without(plan, one))):
            name = f"{one.name}, {short_authority(one.authority)}, har tackat nej"
            yield Gap(key=f"declined:{one.id}", text=name, under=lost, mend=Mend.PEOPLE, subject=one.id)


def _stops(plan: Plan) -> Iterator[Gap]:
    if not plan.stops:
        yield Gap(key="stops", text="Inget ställe är valt", under="Lägg till det första stoppet", mend=Mend.STOPS)
    missed = late(plan.stops, plan.places)
    for stop in plan.stops:
        name = plan.venue_name(stop.venue_id)
        if stop.id in missed and stop.starts_at is not None:
            under = f"Fast tid {local(stop.starts_at):%H:%M}, men stoppet före är inte klart då"
            yield Gap(key=f"late:{stop.id}", text=f"{name} hinner inte i tid", under=under, mend=Mend.STOPS)
        rule = plan.stop_rule(stop.venue_id)
        if rule is None:
            yield Gap(
                key=f"risk:{stop.venue_id}",
                text=f"Risker, {name}",
                under="Ingen har bedömt dem",
                mend=Mend.RISK,
                subject=stop.venue_id,
            )
        elif rule.stands and not _police(plan):
            under = "Personalen ska vänta på säkrat, men ingen polis är med"
            yield Gap(
                key=f"police:{stop.venue_id}",
                text=f"Polis, {name}",
                under=under,
                mend=Mend.PEOPLE,
                subject=stop.venue_id,
            )


def _police(plan: Plan) -> bool:
    return any(AuthorityKind.POLICE in kinds_of(one.authority) for one in plan.coming)


def _entries(plan: Plan) -> Iterator[Gap]:
    gone = {kind for one in plan.participants for kind in kinds_of(one.authority)}
    gone -= {kind for one in plan.coming for kind in kinds_of(one.authority)}
    for stop in plan.stops:
        name = plan.venue_name(stop.venue_id)
        entry = plan.entries.get(stop.venue_id)
        if entry is None:
            key, under = f"entry:{stop.venue_id}", "Er egen grund är inte vald"
            yield Gap(key=key, text=f"Tillträde, {name}", under=under, mend=Mend.ENTRY, subject=stop.venue_id)
            continue
        ground = entry_grounds().get(entry.ground_id)
        if ground is not None and ground.helps in gone:
            under = f"{cite_all(ground.references, short=True)} är hjälp åt en myndighet som har tackat nej"
            key = f"help-gone:{stop.venue_id}"
            yield Gap(key=key, text=f"Tillträde, {name}", under=under, mend=Mend.ENTRY, subject=stop.venue_id)


def _help(plan: Plan) -> Iterator[Gap]:
    for one in plan.assistance:
        ground = entry_grounds().get(one.ground_id)
        what = one.ground_id if ground is None else cite_all(ground.references, short=True)
        if one.status is not AssistanceStatus.GRANTED:
            yield Gap(
                key=f"help:{one.id}",
                text=f"Handräckning, {what}",
                under=swedish_preparing(one.status),
                mend=Mend.HELP,
                subject=one.id,
            )


def _conflicts(plan: Plan) -> Iterator[Gap]:
    for person in plan.own_people:
        answers = [(stop.venue_id, plan.conflicts.get((person.id, stop.venue_id))) for stop in plan.stops]
        left = sum(answer is None for _, answer in answers)
        if left:
            under = (
                "Svaras per person och objekt" if left == len(answers) else f"{left} av {len(answers)} objekt är kvar"
            )
            key = f"conflict:{person.id}"
            yield Gap(key=key, text=f"Jävsfrågan, {person.name}", under=under, mend=Mend.CONFLICT, subject=person.id)
        for venue_id, answer in answers:
            if answer is not None and answer.conflict:
                yield Gap(
                    key=f"partial:{person.id}:{venue_id}",
                    text=f"{person.name} är jävig",
                    under=f"{plan.venue_name(venue_id)}: {answer.text}",
                    mend=Mend.CONFLICT,
                    subject=person.id,
                )


_QUESTIONS = (
    ("children", "Barn", "Kan det finnas barn på plats?"),
    ("interpreter", "Tolk", "Behövs tolk, och på vilket språk?"),
    ("media", "Medier", "Är medier med eller väntade?"),
)
_TEXTS = (
    ("rendezvous", "Samlingsplats", "Var ni möts före första stoppet"),
    ("communications", "Samband", "Hur ni når varandra under kvällen"),
    ("abort_criteria", "När insatsen avbryts", "Vad som gör att ni går därifrån"),
    ("evidence_kit", "Utrustning för bevis", "Kamera, påsar, provtagning"),
)


def _facts(plan: Plan) -> Iterator[Gap]:
    operation = plan.operation
    if operation.ends_at is None:
        yield Gap(key="ends_at", text="Sluttid", under="När kvällen beräknas vara slut", mend=Mend.FACTS)
    for name, text, under in _TEXTS:
        if not getattr(operation, name).strip():
            yield Gap(key=name, text=text, under=under, mend=Mend.FACTS, subject=name)
    for name, text, under in _QUESTIONS:
        if getattr(operation, name) in {Considered.OPEN, Considered.UNKNOWN}:
            yield Gap(key=name, text=text, under=under, mend=Mend.FACTS, subject=name)


def upper(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
