"""Commands about the ways in: the authority's escrow key, and a new passphrase when the old one is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from krogkoll.commandline import SwedishCommand, SwedishGroup, ask_new_password, ask_password, ask_recovery_key
from krogkoll.commands import CODES_HELP, FOLDER, PASSWORD_FD, key_store, opened, told
from krogkoll.kernel.errors import AccessTrouble
from krogkoll.kernel.platform import write_durably

if TYPE_CHECKING:
    from krogkoll.security import Entrance, MasterKey

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group(cls=SwedishGroup)
def escrow() -> None:
    """Myndighetens reservnyckel: öppnar arbetsytor när lösenfras och återställningsnyckel är borta."""


@escrow.command("make", epilog=CODES_HELP)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@PASSWORD_FD
def make(folder: Path, password_fd: int | None) -> None:
    """Skapa ett nyckelpar i MAPP, på en dator utan arbetsytor.

    reserv-hemlig.pem låses med en lösenfras som två personer delar på. Den ska ligga i ett kassaskåp och aldrig på
    en bärbar dator. reserv-publik.pem lämnas till dem som skapar arbetsytor.
    """
    from krogkoll.security import escrow_fingerprint, make_escrow_pair
    from krogkoll.store import translated

    public, private = folder / "reserv-publik.pem", folder / "reserv-hemlig.pem"
    with told():
        with translated():
            folder.mkdir(parents=True, exist_ok=True)
        if public.exists() or private.exists():
            raise AccessTrouble("escrow-exists")
        public_pem, private_pem = make_escrow_pair(ask_new_password(password_fd))
        with translated():
            write_durably(private, private_pem)
            write_durably(public, public_pem)
        click.echo(f"Nycklarna finns i {folder}. Fingeravtryck: {escrow_fingerprint(public_pem)}")


@escrow.command("add", epilog=CODES_HELP)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@click.argument("public", metavar="PUBLIK", type=FILE)
@PASSWORD_FD
def add(folder: Path, public: Path, password_fd: int | None) -> None:
    """Låt myndighetens reservnyckel öppna arbetsytan i MAPP. Jämför fingeravtrycket innan du litar på filen."""
    from krogkoll.security import escrow_fingerprint

    with told(), opened(folder, password_fd) as workspace:
        public_pem = public.read_bytes()
        workspace.add_escrow(public_pem)
        click.echo(f"Reservnyckeln öppnar nu arbetsytan. Fingeravtryck: {escrow_fingerprint(public_pem)}")


@click.command("passphrase", cls=SwedishCommand, epilog=CODES_HELP)
@click.argument("folder", metavar="MAPP", type=FOLDER)
@click.option("--recovery-key", is_flag=True, help="Lås upp med återställningsnyckeln.")
@click.option("--escrow-key", metavar="FIL", type=FILE, help="Lås upp med myndighetens hemliga reservnyckel.")
@PASSWORD_FD
def passphrase(folder: Path, recovery_key: bool, escrow_key: Path | None, password_fd: int | None) -> None:
    """Byt lösenfras på arbetsytan i MAPP. Från --password-fd läses först det gamla, sedan det nya, en rad var."""
    from krogkoll.kernel.clock import SystemClock
    from krogkoll.security import Entrance
    from krogkoll.workspace import open_workspace, require_workspace

    if recovery_key and escrow_key:
        raise click.UsageError("Välj antingen --recovery-key eller --escrow-key.")
    with told():
        require_workspace(folder)
        entrance = Entrance(folder, SystemClock(), key_store())
        way = _way_in(entrance, recovery_key, escrow_key, password_fd)
        workspace = open_workspace(folder, way, key_store=key_store(), failed_tries=entrance.throttle.failures)
        try:
            workspace.set_password(ask_new_password(password_fd))
        finally:
            workspace.close()
        click.echo("Lösenfrasen är bytt. En pinkod gäller inte längre.")


def _way_in(entrance: Entrance, recovery_key: bool, escrow_key: Path | None, fd: int | None) -> Callable[[], MasterKey]:
    """The secret that opens, asked for before the workspace is held."""
    if recovery_key:
        key = ask_recovery_key(fd)
        return lambda: entrance.with_recovery(key)
    if escrow_key is not None:
        content, words = escrow_key.read_bytes(), ask_password(fd)
        return lambda: entrance.with_escrow(content, words)
    old = ask_password(fd)
    return lambda: entrance.with_password(old)
