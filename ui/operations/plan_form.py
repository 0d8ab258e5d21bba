"""The form of the supervision plan: how many visits a year each class gets, and when the plan was adopted and sent."""

from datetime import date

from krogkoll.inspections import PlanYear, SupervisionPlanDraft, plan_problems
from krogkoll.kernel.errors import Problem
from ui.context import Context
from ui.i18n import tr
from ui.jobs import Work
from ui.operations.form_dialog import Form, Raw, Spec, Wrong
from ui.operations.words import problem_words, read_day, words_of

_FIGURES = ("visits_high", "visits_medium", "visits_low", "visits_permit")
_DAYS = ("adopted_on", "sent_on")


def plan_form(year: PlanYear) -> Form:
    """The figures as they apply now."""
    plan = year.plan
    start = {name: str(getattr(plan, name)) for name in _FIGURES}
    start |= {name: day.isoformat() if (day := getattr(plan, name)) else "" for name in _DAYS}
    return Form(
        title=tr("Tillsynsplan {0}").format(plan.year),
        act=tr("Spara planen"),
        lead=tr("Antal besök om året. Skriv 0 för en klass som inte ska ingå."),
        specs=[
            Spec(name="visits_high", label=tr("Hög risk"), width=3),
            Spec(name="visits_medium", label=tr("Medel"), width=3),
            Spec(name="visits_low", label=tr("Låg risk"), width=3),
            Spec(name="visits_permit", label=tr("Minst, med tillstånd eller folköl"), width=3),
            Spec(name="adopted_on", label=tr("Antagen den"), width=3, hint=tr("Till exempel 2026-11-27.")),
            Spec(name="sent_on", label=tr("Skickad till länsstyrelsen den"), width=3),
            Spec(name="note", label=tr("Inriktning"), tall=True, hint=tr("Står i planen på papper.")),
        ],
        start=start | {"note": plan.note},
        draft=f"supervision_plan:{plan.year}",
        record_id="" if year.stored is None else year.stored.id,
    )


def submit_plan(context: Context, year: PlanYear, raw: Raw) -> tuple[Work | None, Wrong]:
    """The work that writes the plan, or what is wrong."""
    wrong: dict[str, str] = {}
    figures, days = dict[str, int](), dict[str, date | None]()
    for name in _FIGURES:
        text = raw[name].strip()
        if text.isdecimal() and len(text) < 4:
            figures[name] = int(text)
        else:
            wrong[name] = tr("Skriv ett helt tal.")
    for name in _DAYS:
        try:
            days[name] = read_day(raw[name])
        except ValueError:
            wrong[name] = problem_words(Problem(name, "not-a-day"))
    if wrong:
        return None, wrong
    draft = SupervisionPlanDraft(
        year=year.plan.year,
        visits_high=figures["visits_high"],
        visits_medium=figures["visits_medium"],
        visits_low=figures["visits_low"],
        visits_permit=figures["visits_permit"],
        adopted_on=days["adopted_on"],
        sent_on=days["sent_on"],
        note=raw["note"],
    )
    if found := plan_problems(draft):
        return None, words_of(found)
    plans = context.workspace.supervision_plans
    return (lambda _: plans.set_plan(draft, year.stored)), {}
