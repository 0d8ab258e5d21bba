"""The forms about one place of a night: its risks, our ground for going in, and its time."""

from collections.abc import Callable
from functools import partial

from krogkoll.inspections import (
    EntryDraft,
    Plan,
    RiskDraft,
    RiskFactor,
    Stop,
    StopDraft,
    entry_problems,
    rated,
    risk_problems,
    stop_problems,
    swedish_factor,
)
from krogkoll.kernel.errors import Problem
from krogkoll.law import Condition, EntryGround, FactKind, cite_all
from krogkoll.venues import PlaceKind, permit_fact
from ui.context import Context
from ui.i18n import tr
from ui.jobs import Work
from ui.operations.form_dialog import Form, Raw, Spec, Wrong
from ui.operations.scale import RiskPair
from ui.operations.words import problem_words, read_time, time_text, words_of
from ui.theme import Theme

_YES_NO = (("Inte svarat", ""), ("Ja", "yes"), ("Nej", "no"))


def risk_form(plan: Plan, venue_id: str) -> Form:
    """Each factor with likelihood and consequence, and free words."""
    now = plan.risks.get(venue_id)
    scores = {} if now is None else now.scores

    def editor(name: str, theme: Theme, changed: Callable[[], None]) -> RiskPair:
        return RiskPair(theme, name, changed)

    start = {"notes": "" if now is None else now.notes}
    for factor in RiskFactor:
        found = rated(scores, factor)
        start[factor.value] = "" if found is None else f"{found.likelihood},{found.consequence}"
    specs = [
        Spec(name=factor.value, label=swedish_factor(factor), make=partial(editor, swedish_factor(factor)))
        for factor in RiskFactor
    ]
    return Form(
        title=tr("Risker, {0}").format(plan.venue_name(venue_id)),
        act=tr("Spara bedömningen"),
        lead=tr(
            "Sannolikhet till vänster, följd till höger, från 0 till 3. Om en risk når 9 väntar er personal utanför."
        ),
        specs=[*specs, Spec(name="notes", label=tr("Med egna ord"), tall=True)],
        start=start,
        draft=f"risk:{plan.operation.id}:{venue_id}",
        record_id=plan.operation.id,
    )


def submit_risk(context: Context, plan: Plan, venue_id: str, raw: Raw) -> tuple[Work | None, Wrong]:
    """The work that writes the judgement, or what is wrong."""
    scores = {
        factor.value: tuple(int(part) for part in raw[factor.value].split(","))
        for factor in RiskFactor
        if raw[factor.value]
    }
    draft = RiskDraft(operation_id=plan.operation.id, venue_id=venue_id, scores=scores, notes=raw["notes"])
    if found := risk_problems(draft):
        wrong = words_of(found)
        if "scores" in wrong:
            wrong["scores"] = tr("Bedöm minst en risk.")
        return None, wrong
    planning = context.workspace.planning
    return (lambda _: planning.assess(draft)), {}


def _asked(ground_id: str, raw: Raw) -> bool:
    return raw["ground"] == ground_id


def entry_form(plan: Plan, venue_id: str, grounds: tuple[EntryGround, ...]) -> Form:
    """Our own grounds and what each rests on; those of other authorities are not among them."""
    now = plan.entries.get(venue_id)
    venue = plan.venues.get(venue_id)
    known = "" if venue is None else tr("Känt: {0}.").format(permit_fact(venue))
    specs = [
        Spec(
            name="ground",
            label=tr("Grund"),
            entries=[(_ground_words(one), one.id) for one in grounds],
        )
    ]
    start = {"ground": grounds[0].id if now is None and grounds else "" if now is None else now.ground_id}
    for ground in grounds:
        specs += [_condition(ground, one, known, first=one is ground.conditions[0]) for one in ground.conditions]
    if now is not None:
        start |= {f"{now.ground_id}/{name}": _text(value) for name, value in now.answers.items()}
        start["reason"] = now.reason
    reason = tr("Behövs när ett svar saknas eller är nej. Står i protokollet.")
    return Form(
        title=tr("Er tillträdesgrund, {0}").format(plan.venue_name(venue_id)),
        act=tr("Välj grunden"),
        lead=tr("Bara er egen myndighets grunder går att välja. Ingen går in på någon annans."),
        specs=[*specs, Spec(name="reason", label=tr("Varför ni ändå går in"), hint=reason, tall=True)],
        start=start,
        draft=f"entry:{plan.operation.id}:{venue_id}",
        record_id=plan.operation.id,
    )


def _ground_words(ground: EntryGround) -> str:
    if ground.is_consent:
        return ground.title_sv
    return f"{cite_all(ground.references, short=True)}, {ground.title_sv}"


def _text(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _condition(ground: EntryGround, one: Condition, known: str, *, first: bool) -> Spec:
    hints = [ground.note_sv if first else "", known if one.known_from else ""]
    if one.kind is FactKind.MOMENT:
        hints.append(tr("Antecknas vid dörren, till exempel 22:50."))
    return Spec(
        name=f"{ground.id}/{one.id}",
        label=one.question_sv,
        hint=" ".join(part for part in hints if part),
        entries=[(tr(words), value) for words, value in _YES_NO] if one.kind is FactKind.YES_NO else (),
        when=partial(_asked, ground.id),
    )


def submit_entry(
    context: Context, plan: Plan, venue_id: str, grounds: tuple[EntryGround, ...], raw: Raw
) -> tuple[Work | None, Wrong]:
    """The work that chooses the ground, or what is wrong."""
    ground = next((one for one in grounds if one.id == raw["ground"]), None)
    answers: dict[str, str] = {}
    for condition in ground.conditions if ground is not None else ():
        text = raw[f"{raw['ground']}/{condition.id}"].strip()
        if text:
            answers[condition.id] = text
    draft = EntryDraft(
        venue_id=venue_id,
        operation_id=plan.operation.id,
        ground_id=raw["ground"] if ground is not None else "",
        answers=answers,
        reason=raw["reason"],
    )
    venue = plan.venues.get(venue_id)
    dwelling = venue is not None and venue.place is PlaceKind.DWELLING
    if found := entry_problems(draft, dwelling=dwelling):
        return None, {{"ground_id": "ground"}.get(key, key): words for key, words in words_of(found).items()}
    operations = context.workspace.operations
    return (lambda _: operations.choose_entry(draft)), {}


def stop_form(plan: Plan, stop: Stop) -> Form:
    """Time, length and note of one stop."""
    return Form(
        title=plan.venue_name(stop.venue_id),
        act=tr("Spara"),
        specs=[
            Spec(name="minutes", label=tr("Minuter på plats"), width=2),
            Spec(
                name="fixed",
                label=tr("Tid"),
                width=2,
                entries=[(tr("Följer stoppet före"), ""), (tr("Fast tid"), "yes")],
            ),
            Spec(name="time", label=tr("Klockan"), width=2, when=lambda raw: raw["fixed"] == "yes"),
            Spec(name="note", label=tr("Att tänka på här"), tall=True),
        ],
        start={
            "minutes": str(stop.minutes),
            "fixed": "yes" if stop.fixed else "",
            "time": time_text(stop.starts_at),
            "note": stop.note,
        },
        draft=f"stop:{stop.id}",
        record_id=stop.id,
    )


def submit_stop(context: Context, plan: Plan, stop: Stop, raw: Raw) -> tuple[Work | None, Wrong]:
    """The work that changes the stop, or what is wrong."""
    if not raw["minutes"].strip().isdecimal():
        return None, {"minutes": problem_words(Problem("minutes", "not-a-number"))}
    fixed, at = raw["fixed"] == "yes", stop.starts_at
    if fixed:
        try:
            at = read_time(plan.on, raw["time"], after=plan.operation.starts_at)
        except ValueError:
            return None, {"time": problem_words(Problem("time", "not-a-time"))}
    draft = StopDraft(
        operation_id=stop.operation_id,
        venue_id=stop.venue_id,
        position=stop.position,
        starts_at=at,
        minutes=int(raw["minutes"].strip()[:6]),
        fixed=fixed,
        note=raw["note"],
    )
    if found := stop_problems(draft):
        return None, {{"starts_at": "time"}.get(key, key): words for key, words in words_of(found).items()}
    planning = context.workspace.planning
    return (lambda _: planning.edit_stop(stop, draft)), {}
