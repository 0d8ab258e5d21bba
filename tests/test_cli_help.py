"""Every command of `krogkoll` explains itself, in Swedish and with the codes it ends with."""

import click
import pytest

from krogkoll import cli


def every_command(command=cli.cli, words=()):
    """The words of each command and group there is."""
    yield words
    if isinstance(command, click.Group):
        for name, inside in sorted(command.commands.items()):
            yield from every_command(inside, (*words, name))


@pytest.mark.parametrize("words", list(every_command()), ids=lambda words: " ".join(words) or "krogkoll")
def test_each_command_explains_itself_in_swedish(capsys, monkeypatch, words):
    monkeypatch.setattr("sys.argv", ["krogkoll", *words, "--help"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    done = capsys.readouterr()
    assert (ended.value.code, done.err) == (0, "")
    assert done.out.startswith(f"Så här: krogkoll {' '.join(words)}".rstrip())
    assert "Visa den här hjälpen." in done.out
    for english in ("Usage", "Options", "Commands", "Show this", "[default", "required]", "ARGS", "RANGE"):
        assert english not in done.out
    assert "Slutkoder" in done.out or "Kommandon" in done.out
    assert max(map(len, done.out.splitlines())) <= 100
