"""The commands of `krogkoll hub`: for whoever runs the server, and for each authority's administrator."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from krogkoll.commandline import SwedishGroup
from krogkoll.commands import CODES_HELP, FOLDER, Exit, told
from krogkoll.kernel.clock import STOCKHOLM, SystemClock

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from krogkoll.hub import Registry

ROLES = {
    "kommunal-tillsyn": "municipal_inspector",
    "polis": "police_inspector",
    "brandtillsyn": "fire_inspector",
    "handlaggare": "licensing_officer",
    "beslutsfattare": "decision_maker",
    "enhetsadmin": "unit_admin",
    "granskare": "auditor",
}
"""The words on the command line for the roles."""

DATABASE = click.option(
    "--database", required=True, metavar="URL", help="Navets databas, till exempel sqlite:////srv/krogkoll/hub.sqlite."
)
AUTHORITY = click.option("--authority", required=True, metavar="ID", help="Myndighetens kod, som k1282.alkohol.")
NAME = click.option("--name", required=True, metavar="NAMN", help="Medlemmens namn.")
ADMIN_KEY = click.option(
    "--admin-key-file",
    metavar="FIL",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Fil med administratörsnyckeln. Utan den läses KROGKOLL_ADMIN_KEY, eller så frågas den efter.",
)
ROLE = click.option(
    "--role",
    type=click.Choice(list(ROLES)),
    metavar="ROLL",
    default="kommunal-tillsyn",
    show_default=True,
    help="En av " + ", ".join(ROLES) + ".",
)
INTEL = click.option("--intel", is_flag=True, help="Släpp även in i underrättelsedelen.")


@click.group(cls=SwedishGroup)
def hub() -> None:
    """Kör navet som arbetsytor vid samma myndighet synkar med.

    Navet hör till en juridisk person. Alla kommandon tar --database.
    """


@hub.command(epilog=CODES_HELP)
@DATABASE
@click.option("--listen", required=True, metavar="ADRESS", help="IP-adress och port, till exempel 127.0.0.1:8443.")
@click.option("--blobs", required=True, metavar="MAPP", type=FOLDER, help="Mapp för foton och handlingar.")
@click.option("--tls-cert", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False), help="Certifikat (PEM).")
@click.option("--tls-key", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False), help="Dess nyckel (PEM).")
def serve(database: str, listen: str, blobs: Path, tls_cert: Path | None, tls_key: Path | None) -> None:
    """Starta navet. Utanför den egna datorn används alltid TLS; utan --tls-cert gör navet ett eget certifikat."""
    from krogkoll import hub as server

    if (tls_cert is None) != (tls_key is None):
        raise click.UsageError("Ange både --tls-cert och --tls-key, eller ingen av dem.")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    with told():
        address = server.Address.read(listen)
        tls = server.Tls(tls_cert, tls_key) if tls_cert and tls_key else None
        opened = server.Database(database)
        try:
            server.serve(opened, blobs, address, SystemClock(), tls=tls, ready=_say_ready)
        finally:
            opened.close()


@hub.group(cls=SwedishGroup)
def authority() -> None:
    """Myndigheter på navet."""


@authority.command("add", epilog=CODES_HELP)
@DATABASE
@click.argument("authority_id", metavar="ID")
@click.option("--name", required=True, metavar="NAMN", help="Myndighetens namn.")
def authority_add(database: str, authority_id: str, name: str) -> None:
    """Lägg upp myndigheten ID. Skriver ut administratörsnyckeln en enda gång."""
    with _registry(database, make=True) as registry:
        key = registry.add_authority(authority_id, name)
    click.echo(f"Myndigheten {authority_id} finns nu på navet.")
    click.echo(f"Administratörsnyckel: {key}")
    click.echo("Nyckeln sparas inte här. Lämna den till enhetens administratör. Utan den kan ingen bjudas in.")


@authority.command("list", epilog=CODES_HELP)
@DATABASE
def authority_list(database: str) -> None:
    """Visa myndigheterna."""
    with _registry(database) as registry:
        for one in registry.authorities():
            click.echo(f"{one.id}\t{one.name}")


@hub.group(cls=SwedishGroup)
def member() -> None:
    """Medlemmar vid en myndighet."""


@member.command("add", epilog=CODES_HELP)
@DATABASE
@AUTHORITY
@NAME
@ROLE
@INTEL
@ADMIN_KEY
def member_add(database: str, authority: str, name: str, role: str, intel: bool, admin_key_file: Path | None) -> None:
    """Släpp in en medlem. Administratörens nyckel undertecknar medlemskapet."""
    from krogkoll.security import Role

    with _registry(database) as registry:
        registry.add_member(authority, name, Role(ROLES[role]), intel=intel, key=_admin_key(admin_key_file))
    click.echo(f"{name} är medlem vid {authority}.")


@member.command("remove", epilog=CODES_HELP)
@DATABASE
@AUTHORITY
@NAME
def member_remove(database: str, authority: str, name: str) -> None:
    """Stäng ute en medlem och alla medlemmens datorer."""
    with _registry(database) as registry:
        count = registry.remove_member(authority, name)
    click.echo(f"{name} är inte längre medlem vid {authority}. Utestängda datorer: {count}.")


@member.command("list", epilog=CODES_HELP)
@DATABASE
@click.option("--authority", default="", metavar="ID", help="Bara den här myndigheten.")
def member_list(database: str, authority: str) -> None:
    """Visa medlemmarna."""
    words = {value: word for word, value in ROLES.items()}
    with _registry(database) as registry:
        for one in registry.members(authority):
            state = f"borttagen {_when(one.removed_at)}" if one.removed_at else "medlem"
            click.echo(f"{one.authority}\t{one.name}\t{words[one.role.value]}\t{state}")


@hub.command(epilog=CODES_HELP)
@DATABASE
@AUTHORITY
@NAME
@ROLE
@INTEL
@ADMIN_KEY
def invite(database: str, authority: str, name: str, role: str, intel: bool, admin_key_file: Path | None) -> None:
    """Bjud in en dator för en medlem. Koden gäller en gång och i 30 minuter.

    Den som inte är medlem än blir det, med --role och --intel.
    """
    from krogkoll.security import Role

    with _registry(database) as registry:
        key = _admin_key(admin_key_file)
        if not any(one.name == name and not one.removed_at for one in registry.members(authority)):
            registry.add_member(authority, name, Role(ROLES[role]), intel=intel, key=key)
        code, until = registry.invite(authority, name, key)
    click.echo(f"Kod: {code}")
    click.echo(f"Gäller till {_when(until)}, för en dator.")


@hub.command(epilog=CODES_HELP)
@DATABASE
def devices(database: str) -> None:
    """Visa datorerna."""
    with _registry(database) as registry:
        for one in registry.devices():
            state = f"utestängd {_when(one.revoked_at)}" if one.revoked_at else "får synka"
            seen = _when(one.seen_at) if one.seen_at else "aldrig"
            click.echo(f"{one.id}\t{one.authority}\t{one.member_name}\t{one.name}\tsenast {seen}\t{state}")


@hub.command(epilog=CODES_HELP)
@DATABASE
@click.argument("device", metavar="DATOR")
def revoke(database: str, device: str) -> None:
    """Stäng ute en dator. DATOR är dess id, eller början av det, som `krogkoll hub devices` visar det."""
    with _registry(database) as registry:
        registry.revoke(device)
    click.echo("Datorn är utestängd.")


@hub.command(epilog=CODES_HELP)
@DATABASE
@click.option("--blobs", required=True, metavar="MAPP", type=FOLDER, help="Navets mapp för foton och handlingar.")
@click.argument("target", metavar="MÅL", type=FOLDER)
def backup(database: str, blobs: Path, target: Path) -> None:
    """Säkerhetskopiera navet till den nya mappen MÅL medan det går."""
    from krogkoll import hub as server

    with told():
        opened = server.Database(database, make=False)
        try:
            copied, lacking = server.back_up_hub(opened, blobs, target)
        finally:
            opened.close()
    click.echo(f"Säkerhetskopian finns i {target}. {copied} filer, kontrollerade.")
    if lacking:
        click.echo(f"{lacking} filer är skadade eller saknas redan här, och därför även i kopian.", err=True)
        raise SystemExit(Exit.FAILED)


@contextmanager
def _registry(database: str, *, make: bool = False) -> Iterator[Registry]:
    from krogkoll import hub as server

    with told():
        opened = server.Database(database, make=make)
        try:
            yield server.Registry(opened, SystemClock())
        finally:
            opened.close()


def _admin_key(path: Path | None) -> Ed25519PrivateKey:
    from krogkoll.hub import admin_key
    from krogkoll.kernel.errors import HubTrouble

    if path is not None:
        try:
            return admin_key(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise HubTrouble("bad-admin-key") from error
    given = os.environ.get("KROGKOLL_ADMIN_KEY")
    return admin_key(given if given is not None else click.prompt("Administratörsnyckel", hide_input=True))


def _say_ready(url: str) -> None:
    click.echo(f"Navet svarar på {url}.")


def _when(text: str) -> str:
    moment = datetime.fromisoformat(text).astimezone(STOCKHOLM)
    return moment.strftime("%Y-%m-%d %H:%M")
