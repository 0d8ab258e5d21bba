"""The command that imports a list of permits or tips: looks, says what would happen, and writes all or nothing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from krogkoll.commandline import SwedishCommand
from krogkoll.commands import FOLDER, PASSWORD_FD, Exit, opened, progress_line, told
from krogkoll.kernel.errors import IntakeTrouble

if TYPE_CHECKING:
    from krogkoll.intake import ImportPlan, ImportReport, Sheet

_SHOWN = 50
_CODES = """\b
Slutkoder: 0 klart, 1 rader behöver rättas så ingenting är importerat, 2 fel användning,
3 saknas eller kan inte läsas, 10 arbetsytan är öppen i ett annat program,
11 fel lösenfras eller spärrad.
"""


@click.command("import", cls=SwedishCommand, epilog=_CODES)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--kind",
    required=True,
    metavar="SLAG",
    type=click.Choice(["permits", "tips"]),
    help="permits (serveringstillstånd) eller tips.",
)
@click.option("--dry-run", is_flag=True, help="Visa vad som skulle hända, men skriv ingenting.")
@click.option("--json", "as_json", is_flag=True, help="Svara med JSON.")
@click.option(
    "--mapping",
    "mapping_file",
    metavar="FIL",
    type=click.Path(path_type=Path, dir_okay=False),
    help='JSON med kolumnens rubrik och fältets namn, till exempel {"Nr": "permit_number"}.',
)
@PASSWORD_FD
def import_list(
    folder: Path,
    file: Path,
    kind: str,
    dry_run: bool,
    as_json: bool,
    mapping_file: Path | None,
    password_fd: int | None,
) -> None:
    """Importera en lista ur FIL (Excel eller CSV) till arbetsytan i MAPP.

    Ingenting skrivs om någon rad behöver rättas. Samma lista en gång till ändrar ingenting. Rader som kan gälla ett
    känt ställe utan tillståndsnummer lämnas till fönstret, där du väljer.
    """
    from krogkoll.intake import ListKind

    with told(IntakeTrouble=Exit.MISSING), opened(folder, password_fd) as workspace:
        sheet = workspace.intake.look(file, ListKind(kind))
        if mapping_file is not None:
            sheet = _mapped(sheet, mapping_file)
        plan = workspace.intake.plan(sheet)
        report = None
        if not plan.wrong and not dry_run:
            report = workspace.intake.carry_out(plan, progress_line("Rader"))
    if as_json:
        click.echo(json.dumps(_as_json(sheet, plan, report), ensure_ascii=False, indent=2))
    else:
        _say(sheet, plan, report)
    sys.exit(Exit.FAILED if plan.wrong else Exit.DONE)


def _mapped(sheet: Sheet, path: Path) -> Sheet:
    """The list with its columns as the file says. Raises IntakeTrouble("bad-mapping")."""
    from krogkoll.intake import FIELDS

    known = {field.id for field in FIELDS[sheet.kind]}
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        wanted = {str(header): str(field) for header, field in content.items()}
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise IntakeTrouble("bad-mapping") from error
    columns = {header: column for column, header in enumerate(sheet.table.header)}
    if set(wanted) - set(columns) or set(wanted.values()) - known or len(set(wanted.values())) != len(wanted):
        raise IntakeTrouble("bad-mapping")
    return sheet.mapped({columns[header]: field for header, field in wanted.items()})


def _as_json(sheet: Sheet, plan: ImportPlan, report: ImportReport | None) -> dict[str, Any]:
    from krogkoll.intake import Outcome

    return {
        "kind": plan.kind.value,
        "file": plan.file_name,
        "read_as": sheet.table.form,
        "mapping": {sheet.table.header[column]: field for column, field in plan.mapping.items()},
        "rows": len(plan.rows),
        "outcomes": {outcome.value: plan.count(outcome) for outcome in Outcome},
        "problems": [problem._asdict() for problem in plan.wrong],
        "changes": [
            {"row": row.number, "field": change.field, "before": change.before, "after": change.after}
            for row in plan.rows
            if row.outcome is Outcome.CHANGED
            for change in row.changes
        ],
        "written": None
        if report is None
        else {"new": report.new, "changed": report.changed, "companies": report.companies},
    }


def _say(sheet: Sheet, plan: ImportPlan, report: ImportReport | None) -> None:
    from krogkoll.intake import OUTCOMES, Outcome, field_text, problem_text

    click.echo(f"{plan.file_name}: {len(sheet.table.rows)} rader, läst som {sheet.table.form}.")
    for column, header in enumerate(sheet.table.header):
        meaning = sheet.mapping.get(column)
        click.echo(f"  {header}: {field_text(plan.kind, meaning) if meaning else 'tas inte med'}")
    for problem in plan.wrong[:_SHOWN]:
        click.echo(problem_text(plan.kind, problem), err=True)
    if len(plan.wrong) > _SHOWN:
        click.echo(f"… och {len(plan.wrong) - _SHOWN} till.", err=True)
    for row in [row for row in plan.rows if row.outcome is Outcome.CHANGED][:_SHOWN]:
        said = "; ".join(
            f"{field_text(plan.kind, one.field)}: {one.before or '–'} → {one.after or '–'}" for one in row.changes
        )
        click.echo(f"Rad {row.number}, {row.title}: {said}")
    click.echo(", ".join(f"{OUTCOMES[outcome]} {plan.count(outcome)}" for outcome in Outcome) + ".")
    if plan.wrong:
        click.echo("Ingenting har importerats.", err=True)
    elif report is None:
        click.echo("Provkörning: ingenting har skrivits.")
    else:
        click.echo(f"Importerat: {report.new} nya, {report.changed} ändrade.")
