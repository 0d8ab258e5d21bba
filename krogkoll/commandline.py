"""How the command line speaks and asks: Swedish help and errors from click, and secrets from where they may come."""

from __future__ import annotations

import os
import sys

import click

HELP = "Visa den här hjälpen."


class _Swedish:
    """Swedish headings; mixed into click's command and group."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option with Swedish words."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = HELP
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        pieces: list[str] = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Så här: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, and a group's commands."""
        params = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]  # type: ignore[attr-defined]
        records = [record for param in params if (record := param.get_help_record(ctx))]
        if records:
            with formatter.section("Väljare"):
                formatter.write_dl([(name, _swedish_notes(text)) for name, text in records])
        if isinstance(self, click.Group):
            found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
            with formatter.section("Kommandon"):
                width = formatter.width - 6 - max(len(name) for name, _ in found)
                formatter.write_dl([(name, command.get_short_help_str(width)) for name, command in found if command])

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The parts of the usage line, in Swedish."""
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        words = {"[OPTIONS]": "[VÄLJARE]", "COMMAND [ARGS]...": "KOMMANDO [ARGUMENT]..."}
        return [words.get(piece, piece) for piece in pieces]


class SwedishCommand(_Swedish, click.Command):
    """A command whose help is Swedish."""


class SwedishGroup(_Swedish, click.Group):
    """A group of commands whose help is Swedish."""

    command_class = SwedishCommand
    group_class = type


def _swedish_notes(text: str) -> str:
    """What click adds to an option's help."""
    for said, meant in (("[default:", "[förval:"), ("[required]", "[krävs]"), ("; required]", "; krävs]")):
        text = text.replace(said, meant)
    return text


def say_usage_error(error: click.ClickException) -> int:
    """Print what is wrong with a call in Swedish; gives the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return error.exit_code
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
        click.echo(f"Hjälp: {context.command_path} --help\n", err=True)
    click.echo(f"Fel: {_sentence(error)}", err=True)
    return error.exit_code


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"Väljaren {error.option_name} finns inte."
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(click.Context(click.Command(""))) if error.param else ""
        option = error.param.opts[0] if isinstance(error.param, click.Option) else name
        return f"{option} saknas."
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if isinstance(error.param, click.Option) else getattr(error.param, "metavar", "")
        return f"Värdet för {name} går inte att använda."
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        return f"Kommandot {error.message.split(chr(39))[1]} finns inte." if "'" in error.message else "Okänt kommando."
    if isinstance(error, click.UsageError) and error.message.startswith("Got unexpected extra"):
        return "För många argument."
    return error.message


def leave_quietly() -> None:
    """End after Ctrl+C: nothing half-done is left, and no traceback is shown."""
    click.echo("Avbrutet.", err=True)
    sys.exit(1)


def ask_password(fd: int | None) -> str:
    """The passphrase: from an open file, from KROGKOLL_PASSWORD (meant for practice), or asked for."""
    if fd is not None:
        return _line_of(fd)
    given = os.environ.get("KROGKOLL_PASSWORD")
    if given is not None:
        return given
    asked: str = click.prompt("Lösenfras", hide_input=True)
    return asked


def ask_new_password(fd: int | None) -> str:
    """A new passphrase that is good enough: from an open file, or asked for twice. Raises AccessTrouble."""
    from krogkoll.kernel.errors import AccessTrouble
    from krogkoll.security import strength

    chosen = _line_of(fd) if fd is not None else _asked_twice()
    if not strength(chosen).accepted:
        raise AccessTrouble("passphrase-too-weak")
    return chosen


def _asked_twice() -> str:
    asked: str = click.prompt("Ny lösenfras", hide_input=True, confirmation_prompt="Den nya lösenfrasen igen")
    return asked


def ask_recovery_key(fd: int | None) -> str:
    """The recovery key: from an open file, or asked for."""
    if fd is not None:
        return _line_of(fd)
    asked: str = click.prompt("Återställningsnyckel")
    return asked


def _line_of(fd: int) -> str:
    """One line, and not a byte more: the next secret may stand on the next line."""
    line = bytearray()
    try:
        while (byte := os.read(fd, 1)) not in (b"", b"\n"):
            line += byte
        return line.decode().rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"Filen {fd} går inte att läsa.") from error
