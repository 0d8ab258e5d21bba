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
        words = counted(wrong, tr("En rad behöver rättas i filen."), tr("{0} rader behöver rättas i filen."))
        return tr("{0} Ingenting importeras förrän alla rader går att läsa.").format(words)
    if plan.waiting:
        return counted(
            plan.waiting,
            tr("En rad kan gälla ett känt objekt. Den lämnas utanför tills du har valt."),
            tr("{0} rader kan gälla kända objekt. De lämnas utanför tills du har valt."),
        )
    if not writes(plan):
        return tr("Allt i listan finns redan. Ingenting behöver importeras.")
    return tr("Allt i listan går att läsa.")


def _missing(plan: ImportPlan) -> list[str]:
    return [tr(field_text(plan.kind, problem.field)) for problem in plan.problems]


def counted(number: int, one: str, many: str) -> str:
    """The sentence for one, or for so many."""
    return one if number == 1 else many.format(count(number))


def writes(plan: ImportPlan) -> int:
    """How many rows would be written."""
    decided = sum(row.outcome is Outcome.PROPOSED and bool(row.link) for row in plan.rows)
    return plan.count(Outcome.NEW) + plan.count(Outcome.CHANGED) + decided


def result_text(kind: ListKind, report: ImportReport) -> str:
    """What was written, as facts in a row."""
    if kind is ListKind.TIPS:
        new = counted(report.new, tr("Ett nytt tips."), tr("{0} nya tips."))
        return tr("{0} {1} fanns redan.").format(new, count(report.same))
    parts = (
        counted(report.new, tr("1 nytt objekt"), tr("{0} nya objekt")),
        counted(report.changed, tr("1 ändrat"), tr("{0} ändrade")),
        counted(report.same, tr("1 oförändrat"), tr("{0} oförändrade")),
    )
    said = tr("{0}.").format(", ".join(parts))
    if report.waiting:
        left = counted(report.waiting, tr("En rad lämnades utanför."), tr("{0} rader lämnades utanför."))
        said = tr("{0} {1}").format(said, left)
    return said
