"""The `krogkoll` command: everything that works without a window, for practice, drills, checks and backups."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from krogkoll import __version__
from krogkoll.commandline import SwedishGroup, ask_password, ask_recovery_key, leave_quietly, say_usage_error
from krogkoll.commands import CODES_HELP, FOLDER, PASSWORD_FD, Exit, opened, progress_line, told
from krogkoll.hub_commands import hub
from krogkoll.import_command import import_list
from krogkoll.kernel.errors import Invalid, StoreTrouble
from krogkoll.kernel.platform import private_by_default
from krogkoll.key_commands import escrow, passphrase
from krogkoll.messages import message_for
from krogkoll.sync_commands import conflicts, enrol, sync


@click.group(
    cls=SwedishGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Lösenfrasen frågas efter, läses med --password-fd eller, vid övning, ur KROGKOLL_PASSWORD.",
)
@click.version_option(__version__, "--version", message="krogkoll %(version)s", help="Visa versionen.")
def cli() -> None:
    """Krogkoll: gemensam tillsyn mot svartklubbar, från tips till undertecknat beslut.

    En ARBETSYTA är en mapp med en krypterad databas och krypterade foton. Den hör till en person vid en
    myndighet. Alla kommandon som rör en arbetsyta tar dess mapp först. Bara enrol och sync använder nätet.
    """
    private_by_default()


@cli.command(epilog=CODES_HELP)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@click.option(
    "--venues", default=128, show_default=True, metavar="ANTAL", type=click.IntRange(0, 1_000_000), help="Antal objekt."
)
@click.option("--authority", default="k1282.alkohol", show_default=True, metavar="ID", help="Myndighetens kod.")
@PASSWORD_FD
def practice(folder: Path, venues: int, authority: str, password_fd: int | None) -> None:
    """Skapa en övningsarbetsyta i MAPP med påhittade uppgifter runt Landskrona."""
    from krogkoll.practice import PRACTICE_PASSWORD, create_practice

    with told():
        given = password_fd is not None or "KROGKOLL_PASSWORD" in os.environ
        password = ask_password(password_fd) if given else PRACTICE_PASSWORD
        try:
            made = create_practice(folder, password, venues=venues, authority=authority, report=progress_line("Objekt"))
        except Invalid as error:
            raise click.UsageError(f"Det finns inga övningsuppgifter för myndigheten {authority}.") from error
        made.close()
        click.echo(f"Övningsarbetsytan finns i {folder}.")
        if not given:
            click.echo(f"Lösenfras: {password}")


@cli.command(epilog=CODES_HELP)
@click.option("--out", required=True, metavar="MAPP", type=FOLDER, help="Mapp där resultatet läggs.")
@click.option("--photos", metavar="MAPP", type=FOLDER, help="Mapp med foton att använda. Annars ritas övningsbilder.")
def drill(out: Path, photos: Path | None) -> None:
    """Beredskapskontroll: öva en hel natt i tillfälliga arbetsytor och kontrollera varje steg.

    Skriver tillsynsprotokoll.pdf, beslut.pdf (undertecknat av två), ovning-ca.pem och drill.json i MAPP.
    """
    from krogkoll.drill import run_drill

    if photos is not None and not photos.is_dir():
        click.echo(f"Mappen {photos} finns inte.", err=True)
        sys.exit(Exit.MISSING)
    with told():
        report = run_drill(out, photos, click.echo)
        sys.exit(Exit.DONE if report.passed else Exit.FAILED)


@cli.command(epilog=CODES_HELP)
@click.option("--out", required=True, metavar="MAPP", type=FOLDER, help="Mapp där handlingarna läggs.")
@click.option("--photos", metavar="MAPP", type=FOLDER, help="Mapp med foton att använda. Annars ritas övningsbilder.")
def samples(out: Path, photos: Path | None) -> None:
    """Skriv ett genomarbetat exempel på varje beslutstyp som undertecknad övningshandling.

    Skriver en PDF för varje typ, samples.json som säger vilken som är vilken, och ovning-ca.pem i MAPP.
    """
    from krogkoll.samples import run_samples

    if photos is not None and not photos.is_dir():
        click.echo(f"Mappen {photos} finns inte.", err=True)
        sys.exit(Exit.MISSING)
    with told():
        made = run_samples(out, photos, click.echo)
        click.echo(f"{len(made)} handlingar finns i {out}.")


@cli.command(
    epilog="""\b
Slutkoder: 0 håller, 2 fel användning, 3 saknas eller kan inte läsas, 4 ingen undertecknad PDF,
5 innehållet är ändrat, 6 något är tillagt efter underskriften, 7 okänd undertecknare,
8 certifikatet hade gått ut eller var spärrat, 9 certifikatet har gått ut sedan dess och betrodd
tidsstämpel saknas. Med flera filer gäller den allvarligaste."""
)
@click.argument("files", metavar="FIL...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--trust",
    metavar="CERT",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Betrott certifikat (PEM eller DER).",
)
@click.option(
    "--crl",
    metavar="SPÄRRLISTA",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Utfärdarens spärrlista (PEM eller DER). Utan den syns inte en spärr.",
)
@click.option("--json", "as_json", is_flag=True, help="Svara med JSON.")
def verify(files: tuple[Path, ...], trust: tuple[Path, ...], crl: tuple[Path, ...], as_json: bool) -> None:
    """Kontrollera underskrifterna i undertecknade PDF-filer, utan nät."""
    from krogkoll.verification import verify_files

    with told(SigningTrouble=Exit.MISSING):
        outcome, reports = verify_files(files, trust, crl)
    if as_json:
        click.echo(json.dumps(reports.as_json(), ensure_ascii=False, indent=2))
    else:
        for line in reports.lines():
            click.echo(line)
    sys.exit(outcome)


@cli.command(epilog=CODES_HELP)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@click.argument("target", metavar="MÅL", type=FOLDER)
@PASSWORD_FD
def backup(folder: Path, target: Path, password_fd: int | None) -> None:
    """Säkerhetskopiera arbetsytan i MAPP till mappen MÅL, krypterad och kontrollerad."""
    from krogkoll.store import translated

    with told(), opened(folder, password_fd) as workspace:
        if target.resolve().is_relative_to(folder.resolve()):
            raise StoreTrouble("inside-workspace")
        with translated():
            target.mkdir(parents=True, exist_ok=True)
        proved = workspace.backups.make(target, progress_line("Filer"), folder="")
        made = proved.report
        click.echo(f"Säkerhetskopian finns i {made.folder}. {made.objects} filer, {made.copied} nya.")
        click.echo("Kopian är öppnad och kontrollerad.")
        if proved.lacking:
            click.echo(f"{proved.lacking} filer är skadade eller saknas redan här, och därför även i kopian.", err=True)
            sys.exit(Exit.FAILED)


@cli.command(epilog=CODES_HELP)
@click.argument("source", metavar="KOPIA", type=FOLDER)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@click.option("--recovery-key", is_flag=True, help="Lås upp med återställningsnyckeln i stället för lösenfrasen.")
@PASSWORD_FD
def restore(source: Path, folder: Path, recovery_key: bool, password_fd: int | None) -> None:
    """Återställ säkerhetskopian KOPIA till den nya mappen MAPP. Allt kontrolleras innan det används."""
    from krogkoll.founding import restore_workspace
    from krogkoll.soundness import finding_lines

    with told():
        if not source.is_dir():
            raise StoreTrouble("no-backup", folder=source.name)
        secret = ask_recovery_key(password_fd) if recovery_key else ask_password(password_fd)
        workspace = restore_workspace(
            source,
            folder,
            lambda slots: slots.unlock_with_recovery(secret) if recovery_key else slots.unlock_with_password(secret),
        )
        workspace.close()
        click.echo(f"Arbetsytan är återställd i {folder} och kontrollerad.")
        if workspace.lacking:
            click.echo(f"{len(workspace.lacking)} fel fanns redan när kopian gjordes:", err=True)
            for line in finding_lines(workspace.lacking):
                click.echo(line, err=True)
            sys.exit(Exit.FAILED)


@cli.group()
def audit() -> None:
    """Granska en arbetsytas loggar."""


@audit.command("verify", epilog=CODES_HELP)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Svara med JSON.")
@PASSWORD_FD
def audit_verify(folder: Path, as_json: bool, password_fd: int | None) -> None:
    """Kontrollera båda loggkedjorna, att varje rad stämmer med dem, sigillen och varje sparad fil."""
    from krogkoll.soundness import report_lines, report_to_json

    with told(), opened(folder, password_fd) as workspace:
        report = workspace.check()
    if as_json:
        click.echo(json.dumps(report_to_json(report), ensure_ascii=False, indent=2))
    else:
        for line in report_lines(report):
            click.echo(line)
    sys.exit(Exit.DONE if report.holds else Exit.FAILED)


cli.add_command(escrow)
cli.add_command(hub)
cli.add_command(import_list)
cli.add_command(passphrase)
cli.add_command(enrol)
cli.add_command(sync)
cli.add_command(conflicts)


def main() -> NoReturn:
    """Entry point of `krogkoll` and `python -m krogkoll`; nothing ends in a traceback."""
    try:
        cli.main(prog_name="krogkoll", standalone_mode=False)
    except click.ClickException as error:
        sys.exit(say_usage_error(error))
    except (click.Abort, KeyboardInterrupt):
        leave_quietly()
    except BrokenPipeError:
        sys.exit(Exit.FAILED)
    except Exception as error:  # The last boundary of the program.
        if os.environ.get("KROGKOLL_DEBUG"):
            raise
        said = message_for(error)
        click.echo(f"{said.text} {said.way_out}\n({said.id})", err=True)
        sys.exit(Exit.FAILED)
    sys.exit(Exit.DONE)
