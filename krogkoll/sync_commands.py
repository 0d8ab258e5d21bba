"""The commands of a workspace that meets its authority's hub: enrol, sync, conflicts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from krogkoll.commandline import SwedishCommand
from krogkoll.commands import FOLDER, PASSWORD_FD, Exit, opened, progress_line, told
from krogkoll.kernel.clock import from_iso, local
from krogkoll.kernel.errors import HubTrouble, KrogkollError

if TYPE_CHECKING:
    from krogkoll.store import Claim, Dispute
    from krogkoll.sync import FileCount, FileReport, Settlement, SyncReport

CODES = """\b
Slutkoder: 0 klart, 1 misslyckades, 2 fel användning, 3 saknas eller kan inte läsas,
10 arbetsytan är öppen i ett annat program, 11 fel lösenfras eller spärrad,
12 ingen kontakt med navet, 13 navet tar inte emot.
"""
_AGAIN = {"unreachable", "hub-busy", "hub-storage", "hub-internal", "not-a-hub"}
"""Nothing is wrong here: try again later."""


@contextmanager
def _hub_told() -> Iterator[None]:
    """As `told`, with the codes of the hub's own troubles."""
    try:
        yield
    except HubTrouble as error:
        with told(HubTrouble=Exit.NO_HUB if error.reason in _AGAIN else Exit.REFUSED):
            raise
    except KrogkollError:
        with told():
            raise


@click.command(cls=SwedishCommand, epilog=CODES)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@click.option(
    "--hub", "url", required=True, metavar="ADRESS", help="Navets adress, till exempel https://nav.example.se."
)
@click.option("--code", required=True, metavar="KOD", help="Engångskoden från administratören.")
@click.option("--name", default="", metavar="NAMN", help="Datorns namn i administratörens förteckning.")
@PASSWORD_FD
def enrol(folder: Path, url: str, code: str, name: str, password_fd: int | None) -> None:
    """Anslut arbetsytan i MAPP till myndighetens nav."""
    with _hub_told(), opened(folder, password_fd) as workspace:
        hub = workspace.sync.enrol(url, code, name)
    click.echo(f"Arbetsytan är ansluten till {hub.authority_name} som {hub.member_name}.")
    click.echo(f"Enhet: {hub.device}")
    click.echo(f"Navets nyckel: {hub.hub_key}")
    click.echo(f"Administratörens nyckel: {hub.administrator}")
    click.echo("Jämför nycklarna med dem som administratören har. Kör sedan krogkoll sync.")


@click.command(cls=SwedishCommand, epilog=CODES)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Svara med JSON.")
@PASSWORD_FD
def sync(folder: Path, as_json: bool, password_fd: int | None) -> None:
    """Skicka det som är skrivet i MAPP till navet och hämta det som kollegor har skrivit."""
    with _hub_told(), opened(folder, password_fd) as workspace:
        try:
            report = workspace.sync.meet(progress_line("Ändringar"))
            files = workspace.sync.meet_files(progress_line("Filer"))
        except KrogkollError as error:
            if as_json:
                click.echo(json.dumps({"done": False, "reason": error.reason}))
            raise
        standing = workspace.sync.standing()
    if as_json:
        counted = {"files": standing.files.total, "verified": standing.files.verified, "unsound": files.unsound}
        click.echo(json.dumps({"done": True, **_as_json(report), "open_conflicts": standing.conflicts, **counted}))
        return
    for line in [*report_lines(report, standing.conflicts), *file_lines(files, standing.files)]:
        click.echo(line)


@click.command(cls=SwedishCommand, epilog=CODES)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Svara med JSON.")
@click.option("--settle", default="", metavar="ID", help="Avgör konflikten med detta id (visas i listan).")
@click.option(
    "--take", default=0, metavar="NUMMER", type=click.IntRange(0), help="Värdet som ska gälla, med dess nummer."
)
@click.option("--why", default="", metavar="SKÄL", help="Varför; står i historiken.")
@PASSWORD_FD
def conflicts(folder: Path, as_json: bool, settle: str, take: int, why: str, password_fd: int | None) -> None:
    """Visa uppgifter i MAPP som flera har ändrat var för sig, och avgör dem med --settle och --take.

    Värden som inte väljs finns kvar i historiken.
    """
    with _hub_told(), opened(folder, password_fd) as workspace:
        found = workspace.sync.conflicts()
        if settle:
            chosen = _chosen(found, settle, take)
            dispute = next(one for one in found if chosen in one.claims)
            workspace.sync.settle(settlement_of(dispute, chosen, why))
            click.echo(f"Avgjort: {dispute.swedish.lower()} {dispute.title}. Kollegor får det vid nästa synkning.")
            return
    if as_json:
        click.echo(json.dumps([_dispute_as_json(one) for one in found], ensure_ascii=False, indent=2))
        return
    click.echo("Inga konflikter." if not found else f"{len(found)} {'konflikt' if len(found) == 1 else 'konflikter'}.")
    for one in found:
        click.echo("\n".join(dispute_lines(one)))


def _chosen(found: tuple[Dispute, ...], settle: str, take: int) -> Claim:
    """The value that was chosen. Raises click.UsageError where the id or the number names none, or several."""
    named = [one for one in found if _id_of(one).startswith(settle)]
    if len(named) != 1:
        raise click.UsageError(f"Ingen konflikt, eller mer än en, har ett id som börjar med {settle}.")
    if not 1 <= take <= len(named[0].claims):
        raise click.UsageError(f"Välj ett värde från 1 till {len(named[0].claims)} med --take.")
    return named[0].claims[take - 1]


def settlement_of(dispute: Dispute, claim: Claim, why: str = "") -> Settlement:
    """Let this value stand for all that were shown."""
    from krogkoll.sync import Settlement

    return Settlement(
        kind=dispute.kind,
        record_id=dispute.record_id,
        group=dispute.group,
        seen=dispute.seen,
        fields=claim.fields,
        why=why,
    )


def _id_of(dispute: Dispute) -> str:
    return f"{dispute.record_id[:8]}/{dispute.group}"


def report_lines(report: SyncReport, conflicts: int) -> list[str]:
    """What a meeting brought, in Swedish."""
    if report.nothing:
        lines = ["Allt var redan framme. Inget nytt har hämtats."]
    else:
        lines = [f"{report.pushed} ändringar skickade, {report.pulled} poster ändrade här."]
    if report.healed:
        lines.append("Navet hade återställts från en äldre kopia. Det som saknades där har skickats igen.")
    if report.held:
        lines.append(f"{report.held} ändringar ligger kvar hos navet och väntar på åtgärd.")
    if report.waiting:
        lines.append(f"{report.waiting} poster kan visas först i en nyare version av Krogkoll.")
    if report.refused:
        lines.append(f"{report.refused} poster från navet strider mot något som är förseglat här och togs inte emot.")
    if conflicts:
        lines.append(f"Öppna konflikter: {conflicts}. Se krogkoll conflicts.")
    return lines


def file_lines(report: FileReport, count: FileCount) -> list[str]:
    """How far photos and papers have come; nothing where there are none."""
    lines = (
        [] if not count.total else [f"{count.verified} av {count.total} foton och handlingar verifierade hos navet."]
    )
    if report.fetched:
        lines.append(f"{report.fetched} hämtade från kollegor.")
    if report.absent:
        lines.append(f"{report.absent} har kollegan inte skickat än.")
    if report.unsound:
        lines.append(f"{report.unsound} är skadade här och skickades inte. Se krogkoll audit verify.")
    return lines


def dispute_lines(dispute: Dispute) -> list[str]:
    """One conflict in Swedish: the record, what stood before, and each value with who and when."""
    lines = ["", f"{dispute.swedish}: {dispute.title}  ({_id_of(dispute)})"]
    changed = [
        name
        for name in dispute.claims[0].fields
        if any(claim.fields.get(name) != dispute.claims[0].fields[name] for claim in dispute.claims)
    ]
    if dispute.base is not None:
        lines.append(f"     Före: {_values(dispute.base, changed)}")
    for number, claim in enumerate(dispute.claims, start=1):
        who = "Du" if claim.mine else claim.user or "En kollega"
        lines.append(f"  {number}. {who}, {_when(claim.at)}: {_values(claim, changed)}")
    return lines


def _values(claim: Claim, names: list[str]) -> str:
    return ", ".join(_said(claim.fields.get(name)) for name in names)


def _said(value: object) -> str:
    if value is None or value == "":
        return "(tomt)"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "(tomt)"
    return str(value)


def _when(at: str) -> str:
    return local(from_iso(at)).strftime("%Y-%m-%d %H:%M") if at else "okänd tid"


def _as_json(report: SyncReport) -> dict[str, object]:
    return {name: getattr(report, name) for name in type(report).__dataclass_fields__}


def _dispute_as_json(dispute: Dispute) -> dict[str, object]:
    def told_of(claim: Claim | None) -> dict[str, object] | None:
        if claim is None:
            return None
        fields = {
            name: value if isinstance(value, int | float) else _said(value) for name, value in claim.fields.items()
        }
        return {"who": claim.user, "at": claim.at, "mine": claim.mine, "fields": fields}

    return {
        "kind": dispute.kind,
        "id": _id_of(dispute),
        "record": dispute.record_id,
        "title": dispute.title,
        "group": dispute.group,
        "base": told_of(dispute.base),
        "values": [told_of(claim) for claim in dispute.claims],
    }
