"""Lost passphrases: the authority's escrow key and the recovery key open, and a new passphrase takes over."""

import os

import pytest
from click.testing import CliRunner

from krogkoll.cli import cli
from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.security import FLOOR_COST, Role
from krogkoll.workspace import open_with_password

OLD, NEW = "fyra korrekta hästar stampar", "brygga lingon koltrast hamn nio"
SAFE = "två nycklar i två kassaskåp"
ANNA = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol", practice=True)


def krogkoll(*arguments, lines=()):
    """Run the command with secrets on an open file, one a line."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{line}\n" for line in lines).encode())
    os.close(writing)
    try:
        return CliRunner().invoke(cli, [*map(str, arguments), "--password-fd", str(reading)])
    finally:
        os.close(reading)


@pytest.fixture
def made(tmp_path):
    workspace, recovery = create_workspace(tmp_path / "arbetsyta", ANNA, OLD, cost=FLOOR_COST)
    workspace.close()
    return tmp_path / "arbetsyta", recovery.text


def opens(folder, password):
    open_with_password(folder, password).close()


def test_the_escrow_key_brings_back_a_workspace_whose_passphrase_is_lost(made, tmp_path):
    folder, _ = made
    done = krogkoll("escrow", "make", tmp_path / "skåp", lines=[SAFE])
    assert (done.exit_code, "Fingeravtryck" in done.stdout) == (0, True), done.stderr
    fingerprint = done.stdout.split("Fingeravtryck: ")[1].strip()
    done = krogkoll("escrow", "add", folder, tmp_path / "skåp" / "reserv-publik.pem", lines=[OLD])
    assert done.exit_code == 0, done.stderr
    assert fingerprint in done.stdout
    secret = tmp_path / "skåp" / "reserv-hemlig.pem"
    done = krogkoll("passphrase", folder, "--escrow-key", secret, lines=[SAFE, NEW])
    assert done.exit_code == 0, done.stderr
    opens(folder, NEW)


def test_the_recovery_key_and_the_old_passphrase_let_a_new_one_in(made):
    folder, recovery = made
    assert krogkoll("passphrase", folder, "--recovery-key", lines=[recovery, NEW]).exit_code == 0
    opens(folder, NEW)
    assert krogkoll("passphrase", folder, lines=[NEW, OLD]).exit_code == 0
    opens(folder, OLD)


@pytest.mark.parametrize(
    ("options", "lines", "said"),
    [
        ([], ["fel lösenfras helt", NEW], "AccessTrouble.wrong-password"),
        ([], [OLD, "kort"], "AccessTrouble.passphrase-too-weak"),
        (["--recovery-key"], ["7K3M-9QX2", NEW], "AccessTrouble.recovery-key"),
    ],
)
def test_a_wrong_secret_or_a_weak_new_one_changes_nothing(made, options, lines, said):
    folder, _ = made
    done = krogkoll("passphrase", folder, *options, lines=lines)
    assert done.exit_code == 11
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    opens(folder, OLD)


def test_an_escrow_key_of_somebody_else_opens_nothing(made, tmp_path):
    folder, _ = made
    krogkoll("escrow", "make", tmp_path / "annan", lines=[SAFE])
    done = krogkoll("passphrase", folder, "--escrow-key", tmp_path / "annan" / "reserv-hemlig.pem", lines=[SAFE, NEW])
    assert done.exit_code == 11
    opens(folder, OLD)


def test_a_pair_of_keys_is_never_written_over(tmp_path):
    assert krogkoll("escrow", "make", tmp_path / "skåp", lines=[SAFE]).exit_code == 0
    before = (tmp_path / "skåp" / "reserv-hemlig.pem").read_bytes()
    assert krogkoll("escrow", "make", tmp_path / "skåp", lines=[SAFE]).exit_code == 11
    assert (tmp_path / "skåp" / "reserv-hemlig.pem").read_bytes() == before
    assert b"ENCRYPTED" in before
