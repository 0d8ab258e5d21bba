"""What every command shares: exit codes, the passphrase, an open workspace, errors told in Swedish."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from krogkoll.commandline import ask_password
from krogkoll.kernel.errors import AccessTrouble, Invalid, KrogkollError, StoreTrouble
from krogkoll.messages import message_for

if TYPE_CHECKING:
    from krogkoll.kernel.progress import Report
    from krogkoll.security import KeyStore
    from krogkoll.workspace import Workspace


class Exit(IntEnum):
    """Exit codes of every command but `verify`, whose codes are those of `signing.Outcome`."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    MISSING = 3
    IN_USE = 10
    NO_ACCESS = 11
    NO_HUB = 12
    REFUSED = 13


CODES_HELP = """\b
Slutkoder: 0 klart, 1 misslyckades, 2 fel användning, 3 saknas eller kan inte läsas,
10 arbetsytan är öppen i ett annat program, 11 fel lösenfras eller spärrad.
"""

FOLDER = click.Path(path_type=Path, file_okay=False)
PASSWORD_FD = click.option(
    "--password-fd",
    type=int,
    metavar="N",
    help="Läs lösenfrasen från den öppna filen N (en rad) i stället för att fråga.",
)


@contextmanager
def told(**codes: Exit) -> Iterator[None]:
    """Say what went wrong in Swedish and leave with its code; no traceback for what is foreseen.

    codes: exit codes for further kinds of error, by the name of their class.
    """
    try:
        yield
    except Invalid as error:
        for field, problem in error.problems:
            click.echo(f"{field}: {problem}", err=True)
        _leave(error, Exit.USAGE)
    except AccessTrouble as error:
        _leave(error, Exit.NO_ACCESS)
    except StoreTrouble as error:
        reasons = {
            "in-use": Exit.IN_USE,
            "missing": Exit.MISSING,
            "database-missing": Exit.MISSING,
            "no-backup": Exit.MISSING,
        }
        _leave(error, reasons.get(error.reason, Exit.FAILED))
    except KrogkollError as error:
        _leave(error, codes.get(type(error).__name__, Exit.FAILED))


def _leave(error: KrogkollError, code: int) -> NoReturn:
    said = message_for(error)
    click.echo(f"{said.text} {said.way_out}".strip(), err=True)
    click.echo(f"({said.id})", err=True)
    sys.exit(code)


def progress_line(words: str) -> Report:
    """Progress as one line that rewrites itself, where somebody watches."""
    from krogkoll.kernel.progress import Progress

    def report(progress: Progress) -> None:
        if sys.stderr.isatty():
            end = "\n" if progress.done >= progress.total else ""
            click.echo(f"\r{words}: {progress.done} av {progress.total}{end}", nl=False, err=True)

    return report


@contextmanager
def opened(folder: Path, fd: int | None) -> Iterator[Workspace]:
    """The open workspace, closed again afterwards; the passphrase is asked for."""
    from krogkoll.workspace import open_with_password, require_workspace

    require_workspace(folder)
    workspace = open_with_password(folder, ask_password(fd), key_store=key_store())
    try:
        yield workspace
    finally:
        workspace.close()


def key_store() -> KeyStore:
    """The key store of this computer."""
    from krogkoll.security import SystemKeyStore

    return SystemKeyStore()
