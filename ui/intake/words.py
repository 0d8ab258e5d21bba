"""How an import is told on screen: sentences for rows, counts and results."""

from krogkoll.intake import ImportPlan, ImportReport, ListKind, Outcome, PlannedRow, field_text, problem_text
from ui.i18n import tr
from ui.words import count

KINDS = ((ListKind.PERMITS, "Serveringstillstånd"), (ListKind.TIPS, "Tips"))
TONES = {
    Outcome.NEW: "closed",
    Outcome.CHANGED: "planned",
    Outcome.SAME: "dismissed",
    Outcome.PROPOSED: "suspected",
    Outcome.WRONG: "confirmed",
}
ORDER = (Outcome.WRONG, Outcome.PROPOSED, Outcome.CHANGED, Outcome.NEW, Outcome.SAME)
"""What needs a person comes first."""


def changes_text(row: PlannedRow, kind: ListKind) -> str:
    """Each change as "Namn: Örnen → Nya Örnen", in one line."""
    chosen = next((one for one in row.proposals if one.venue_id == row.link), None)
    changes = row.changes if chosen is None else chosen.changes
    shown = (
        tr("{0}: {1} → {2}").format(tr(field_text(kind, one.field)), one.before or "–", one.after or "–")
        for one in changes
    )
    return "; ".join(shown)


def row_text(row: PlannedRow, kind: ListKind) -> str:
    """What is worth saying of a row below its name."""
    if row.problems:
        return " ".join(tr(problem_text(kind, problem)) for problem in row.problems)
    if row.outcome is Outcome.PROPOSED:
        if not row.link:
            return tr("Välj om raden gäller ett känt objekt. Annars lämnas den utanför.")
        return tr("Blir ett nytt objekt.") if row.link == "new" else changes_text(row, kind) or tr("Inget ändras.")
    if row.outcome is Outcome.CHANGED:
        return changes_text(row, kind)
    if row.outcome is Outcome.SAME:
        return tr("Finns redan.")
    return tr("Läggs till.")


def plan_text(plan: ImportPlan) -> str:
    """What stands in the way, or what will happen, in one or two sentences."""
    if plan.problems:
        return tr("Peka ut en kolumn för: {0}.").format(", ".join(_missing(plan)))
    wrong = plan.count(Outcome.WRONG)
    if wrong:
        return tr("{0} rader behöver rättas i filen. Ingenting importeras förrän alla rader går att läsa.").format(
            count(wrong)
        )
    if plan.waiting:
        return tr("{0} rader kan gälla kända objekt. De lämnas utanför tills du har valt.").format(count(plan.waiting))
    if not writes(plan):
        return tr("Allt i listan finns redan. Ingenting behöver importeras.")
    return tr("Allt i listan går att läsa.")


def _missing(plan: ImportPlan) -> list[str]:
    return [tr(field_text(plan.kind, problem.field)) for problem in plan.problems]


def writes(plan: ImportPlan) -> int:
    """How many rows would be written."""
    decided = sum(row.outcome is Outcome.PROPOSED and bool(row.link) for row in plan.rows)
    return plan.count(Outcome.NEW) + plan.count(Outcome.CHANGED) + decided


def result_text(kind: ListKind, report: ImportReport) -> str:
    """What was written, as facts in a row."""
    if kind is ListKind.TIPS:
        return tr("{0} nya tips. {1} fanns redan.").format(count(report.new), count(report.same))
    said = tr("{0} nya objekt, {1} ändrade, {2} oförändrade.").format(
        count(report.new), count(report.changed), count(report.same)
    )
    if report.waiting:
        said = tr("{0} {1} lämnades utanför.").format(said, count(report.waiting))
    return said
