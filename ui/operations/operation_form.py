"""The form of an operation: when, why, where to meet, what to think of beforehand."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from krogkoll.inspections import (
    Considered,
    Operation,
    OperationDraft,
    OperationStatus,
    operation_problems,
    swedish_preparing,
)
from krogkoll.kernel.errors import Problem
from ui.context import Context
from ui.i18n import tr
from ui.jobs import Work
from ui.operations.form_dialog import Form, Raw, Spec, Wrong
from ui.operations.words import day_text, problem_words, read_day, read_time, time_text, words_of

_CHOICES = [(swedish_preparing(one), one.value) for one in (Considered.OPEN, Considered.NO, Considered.YES)]
_PLAIN = ("title", "purpose", "rendezvous", "communications", "abort_criteria", "evidence_kit", "notes")
_NOTES = ("children_note", "interpreter_note", "media_note")


def _specs(*, locked: bool) -> list[Spec]:
    asked = [
        Spec(name="children", label=tr("Barn på plats"), width=2, entries=_CHOICES),
        Spec(name="children_note", label=tr("Vad som gäller för barnen"), width=4),
        Spec(name="interpreter", label=tr("Tolk"), width=2, entries=_CHOICES),
        Spec(name="interpreter_note", label=tr("Språk, och hur tolken nås"), width=4),
        Spec(name="media", label=tr("Medier"), width=2, entries=_CHOICES),
        Spec(name="media_note", label=tr("Vem som talar med medierna"), width=4),
    ]
    why = Spec(name="why", label=tr("Vad ändras?"), hint=tr("Planen är låst. Det här blir ett numrerat tillägg."))
    return [
        *([why] if locked else []),
        Spec(name="title", label=tr("Namn")),
        Spec(name="purpose", label=tr("Syfte"), tall=True, hint=tr("Vad tillsynen ska klara ut.")),
        Spec(name="day", label=tr("Dag"), width=2, hint=tr("Till exempel 2026-11-27.")),
        Spec(name="starts", label=tr("Börjar"), width=2, hint=tr("Till exempel 22:30.")),
        Spec(name="ends", label=tr("Slutar"), width=2, hint=tr("Efter midnatt räknas till natten.")),
        Spec(name="rendezvous", label=tr("Samlingsplats"), hint=tr("Skrivs aldrig ut i offentliga texter.")),
        Spec(name="communications", label=tr("Samband"), width=3, hint=tr("Talgrupp, telefon, reservväg.")),
        Spec(name="evidence_kit", label=tr("Utrustning för bevis"), width=3),
        Spec(name="abort_criteria", label=tr("När avbryts insatsen?"), tall=True),
        *asked,
        Spec(
            name="debrief", label=tr("Genomgång efteråt, klockan"), width=3, hint=tr("Dagen efter, till exempel 10:00.")
        ),
        Spec(name="notes", label=tr("Anteckningar"), tall=True),
    ]


def operation_form(context: Context, shown: Operation | None, base: OperationDraft) -> Form:
    """The form for a new operation (`shown` is None) or one as it was read."""
    start = {name: getattr(base, name) for name in (*_PLAIN, *_NOTES)}
    start |= {name: getattr(base, name).value for name in ("children", "interpreter", "media")}
    start |= {
        "day": day_text(base.starts_at),
        "starts": time_text(base.starts_at),
        "ends": time_text(base.ends_at),
        "debrief": time_text(base.debrief_at),
        "why": "",
    }
    locked = shown is not None and shown.status is OperationStatus.LOCKED
    return Form(
        title=tr("Ny insats") if shown is None else tr("Ändra insatsen"),
        act=tr("Spara"),
        specs=_specs(locked=locked),
        start=start,
        draft=f"operation:{'new' if shown is None else shown.id}",
        record_id="" if shown is None else shown.id,
    )


def read_operation(raw: Raw, base: OperationDraft) -> tuple[OperationDraft, Wrong]:
    """The draft that the form says, and per field what is wrong."""
    wrong: dict[str, str] = {}
    day, moments = None, dict[str, datetime | None]()
    try:
        day = read_day(raw["day"])
    except ValueError:
        wrong["day"] = problem_words(Problem("day", "not-a-day"))
    if day is None and "day" not in wrong:
        wrong["day"] = problem_words(Problem("day", "missing"))
    after = None
    for name in ("starts", "ends"):
        try:
            moments[name] = read_time(day, raw[name], after=after) if day else None
            after = moments[name]
        except ValueError:
            wrong[name] = problem_words(Problem(name, "not-a-time"))
    try:
        moments["debrief"] = read_time(day + timedelta(days=1), raw["debrief"]) if day else None
    except ValueError:
        wrong["debrief"] = problem_words(Problem("debrief", "not-a-time"))
    texts: dict[str, Any] = {name: raw[name] for name in (*_PLAIN, *_NOTES)}
    draft = replace(
        base,
        **texts,
        children=Considered(raw["children"]),
        interpreter=Considered(raw["interpreter"]),
        media=Considered(raw["media"]),
        starts_at=moments.get("starts"),
        ends_at=moments.get("ends"),
        debrief_at=moments.get("debrief"),
    )
    for field, words in words_of(operation_problems(draft)).items():
        wrong.setdefault({"starts_at": "starts", "ends_at": "ends"}.get(field, field), words)
    return draft, wrong


def submit_operation(
    context: Context, shown: Operation | None, base: OperationDraft, raw: Raw
) -> tuple[Work | None, Wrong]:
    """The work that writes what is typed, or what is wrong with it."""
    draft, wrong = read_operation(raw, base)
    locked = shown is not None and shown.status is OperationStatus.LOCKED
    if locked and not raw.get("why", "").strip():
        wrong = {**wrong, "why": problem_words(Problem("why", "missing"))}
    if wrong:
        return None, wrong
    operations = context.workspace.operations
    if shown is None:
        return (lambda _: operations.plan(draft)), {}
    return (lambda _: operations.edit(shown, draft, raw.get("why", ""))), {}
