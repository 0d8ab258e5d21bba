"""The smaller forms of a night: jäv, help asked for, a gap accepted, the rule lifted, the night called off."""

from collections.abc import Callable
from datetime import datetime

from krogkoll.inspections import (
    Assistance,
    AssistanceDraft,
    AssistanceStatus,
    ConflictAnswerDraft,
    Gap,
    Participant,
    Plan,
    assistance_problems,
    conflict_problems,
    swedish_preparing,
)
from krogkoll.kernel.progress import Report
from krogkoll.law import cite_all, entry_grounds
from ui.context import Context
from ui.i18n import tr
from ui.jobs import Work
from ui.operations.form_dialog import Form, Raw, Spec, Wrong
from ui.operations.words import partners, short_name, words_of

_ANSWERS = (("Inte svarat", ""), ("Inte jävig", "no"), ("Jävig", "yes"))
_HELP = [one for one in AssistanceStatus if one is not AssistanceStatus.UNKNOWN]


def conflict_form(plan: Plan, person: Participant) -> Form:
    """One answer for each place."""
    specs, start = [], {}
    for stop in plan.stops:
        answer = plan.conflicts.get((person.id, stop.venue_id))
        name = stop.venue_id
        specs.append(Spec(name=name, label=plan.venue_name(name), width=2, entries=[(tr(a), b) for a, b in _ANSWERS]))
        specs.append(Spec(name=f"{name}/text", label=tr("Hur, om jävig"), width=4))
        start[name] = "" if answer is None else "yes" if answer.conflict else "no"
        start[f"{name}/text"] = "" if answer is None else answer.text
    return Form(
        title=tr("Jävsfrågan, {0}").format(person.name),
        act=tr("Spara svaren"),
        lead=tr("Känner du någon där, eller finns något annat som gör att din opartiskhet kan ifrågasättas? 16 § FL."),
        specs=specs,
        start=start,
        draft=f"conflict:{person.id}",
        record_id=person.id,
    )


def submit_conflict(context: Context, plan: Plan, person: Participant, raw: Raw) -> tuple[Work | None, Wrong]:
    """The work that writes each answer that is new, or what is wrong."""
    drafts, wrong = [], dict[str, str]()
    for stop in plan.stops:
        said, text = raw[stop.venue_id], raw[f"{stop.venue_id}/text"].strip()
        before = plan.conflicts.get((person.id, stop.venue_id))
        if not said or (before is not None and (before.conflict, before.text) == (said == "yes", text)):
            continue
        draft = ConflictAnswerDraft(
            operation_id=plan.operation.id,
            participant_id=person.id,
            venue_id=stop.venue_id,
            conflict=said == "yes",
            text=text,
        )
        if found := words_of(conflict_problems(draft)):
            wrong[f"{stop.venue_id}/text"] = found.get("text", "")
        drafts.append(draft)
    if wrong:
        return None, wrong
    planning = context.workspace.planning

    def work(_: Report) -> object:
        return tuple(planning.answer_conflict(draft) for draft in drafts)

    return work, {}


def help_form(context: Context, plan: Plan, shown: Assistance | None) -> Form:
    """What help is asked of whom, and how far the request has come."""
    grounds = [one for one in entry_grounds().values() if one.helps is not None and set(plan.kinds) & {one.helps}]
    grounds = grounds or [one for one in entry_grounds().values() if one.helps is not None]
    police = [one.id for one in partners(context.workspace.actor.authority) if one.id.startswith("p.")]
    asked = list(dict.fromkeys([*police, *([shown.asked_of] if shown else [])]))
    return Form(
        title=tr("Begäran om handräckning"),
        act=tr("Spara"),
        lead=tr("Begäran ska vara skriftlig. Här antecknas när den skickades och vad svaret blev."),
        specs=[
            Spec(
                name="ground_id",
                label=tr("Hjälp enligt"),
                entries=[(f"{cite_all(one.references, short=True)}, {one.title_sv}", one.id) for one in grounds],
            ),
            Spec(name="asked_of", label=tr("Hos"), width=3, entries=[(short_name(one), one) for one in asked]),
            Spec(
                name="status", label=tr("Läge"), width=3, entries=[(swedish_preparing(one), one.value) for one in _HELP]
            ),
            Spec(name="answer", label=tr("Svaret"), tall=True, hint=tr("Vem som beslutade. Vid avslag även skälet.")),
        ],
        start={}
        if shown is None
        else {
            "ground_id": shown.ground_id,
            "asked_of": shown.asked_of,
            "status": shown.status.value,
            "answer": shown.answer,
        },
        draft=f"help:{plan.operation.id if shown is None else shown.id}",
        record_id=plan.operation.id,
    )


def submit_help(
    context: Context, plan: Plan, shown: Assistance | None, now: datetime, raw: Raw
) -> tuple[Work | None, Wrong]:
    """The work that writes the request, with the moment when it was sent or answered first noted."""
    status = AssistanceStatus(raw["status"])
    sent = shown.sent_at if shown is not None else None
    answered = shown.answered_at if shown is not None else None
    if status is not AssistanceStatus.DRAFTED:
        sent = sent or now
    if status in {AssistanceStatus.GRANTED, AssistanceStatus.REFUSED}:
        answered = answered or now
    draft = AssistanceDraft(
        operation_id=plan.operation.id,
        ground_id=raw["ground_id"],
        asked_of=raw["asked_of"],
        status=status,
        sent_at=sent,
        answered_at=answered,
        answer=raw["answer"],
    )
    if found := words_of(assistance_problems(draft)):
        return None, found
    planning = context.workspace.planning
    return (lambda _: planning.note_help(draft, shown)), {}


def reason_form(title: str, act: str, label: str, lead: str) -> Form:
    """A form that asks for one reason."""
    return Form(title=title, act=act, lead=lead, specs=[Spec(name="reason", label=label, tall=True)])


def submit_reason(write: Callable[[str], object], raw: Raw) -> tuple[Work | None, Wrong]:
    """The work that does something with the reason; a reason is needed."""
    reason = raw["reason"].strip()
    if not reason:
        return None, {"reason": tr("Skriv ett skäl.")}
    return (lambda _: write(reason)), {}


def gap_form(gap: Gap) -> Form:
    """Why something may be missing."""
    return reason_form(tr("Godta: {0}").format(gap.text), tr("Godta"), tr("Skäl"), gap.under)
