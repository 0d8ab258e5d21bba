"""The `krogkoll` command as somebody types it: what it says, what it leaves behind, and with which code it ends."""

import json
import os
import shutil
import signal
import subprocess
import sys
from typing import NamedTuple

import pytest

from krogkoll import cli
from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.practice import PRACTICE_PASSWORD
from krogkoll.security import FLOOR_COST, Permission, Role
from krogkoll.venues import VenueDraft, VenueQuery
from krogkoll.workspace import open_with_password

from .conftest import ROOT

PASSWORD = "fyra korrekta hästar stampar"
ANNA = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol", practice=True)


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def krogkoll(monkeypatch, capsys):
    """The command from its entry point, in this process."""
    mask = os.umask(0o077)

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["krogkoll", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        return Done(left.value.code, *capsys.readouterr())

    yield call
    os.umask(mask)


def spawn(*arguments, **options):
    """The command as a process of its own."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    command = [sys.executable, "-m", "krogkoll", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, encoding="utf-8", **options)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A closed workspace with one place, and its recovery key."""
    folder = tmp_path_factory.mktemp("cli") / "arbetsyta"
    workspace, recovery = create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)
    workspace.venues.register(VenueDraft(name="Källaren Bakfickan", street="Sillkajsgatan 14", city="Landskrona"))
    workspace.close()
    return folder, recovery.text


@pytest.fixture
def folder(made, tmp_path, monkeypatch):
    """A copy of it, opened by the password in the environment."""
    monkeypatch.setenv("KROGKOLL_PASSWORD", PASSWORD)
    return shutil.copytree(made[0], tmp_path / "arbetsyta")


def test_the_version_is_told(krogkoll):
    assert krogkoll("--version").out.startswith("krogkoll 0.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frobnicate"], "Kommandot frobnicate finns inte."),
        (["verify"], "FIL... saknas."),
        (["verify", "--frob", "x"], "Väljaren --frob finns inte."),
        (["drill"], "--out saknas."),
        (["practice", "x", "--venues", "många"], "Värdet för --venues går inte att använda."),
        (["practice", "x", "--venues", "-1"], "Värdet för --venues går inte att använda."),
        (["backup", "a", "b", "c"], "För många argument."),
        (["backup", "a"], "MÅL saknas."),
    ],
)
def test_a_wrong_call_is_told_in_swedish_and_ends_with_two(krogkoll, words, said):
    done = krogkoll(*words)
    assert done.code == 2
    assert said in done.err
    assert "--help" in done.err
    assert done.out == ""


def test_without_a_command_the_help_is_shown(krogkoll):
    done = krogkoll()
    assert done.code == 2
    assert "Kommandon" in done.out + done.err


def test_a_backup_is_made_and_restored_by_password(krogkoll, folder, tmp_path):
    saved = krogkoll("backup", folder, tmp_path / "usb")
    assert (saved.code, saved.err) == (0, "")
    assert "Säkerhetskopian finns i" in saved.out
    assert "Kopian är öppnad och kontrollerad." in saved.out
    restored = krogkoll("restore", tmp_path / "usb", tmp_path / "ny")
    assert (restored.code, restored.err) == (0, "")
    workspace = open_with_password(tmp_path / "ny", PASSWORD)
    assert len(workspace.venues.find(VenueQuery(text="bakfickan"))) == 1
    workspace.close()
    again = krogkoll("restore", tmp_path / "usb", tmp_path / "ny")
    assert again.code == 1
    assert "Mappen innehåller redan något." in again.err


def test_a_backup_is_restored_by_the_recovery_key_from_an_open_file(krogkoll, folder, made, tmp_path):
    krogkoll("backup", folder, tmp_path / "usb")
    (tmp_path / "nyckel").write_text(made[1] + "\n")
    with (tmp_path / "nyckel").open() as stream:
        words = ("restore", tmp_path / "usb", tmp_path / "ny", "--recovery-key", "--password-fd", stream.fileno())
        assert krogkoll(*words).code == 0
    (tmp_path / "nyckel").write_text("0000-0000\n")
    with (tmp_path / "nyckel").open() as stream:
        words = ("restore", tmp_path / "usb", tmp_path / "ny2", "--recovery-key", "--password-fd", stream.fileno())
        done = krogkoll(*words)
    assert (done.code, (tmp_path / "ny2").exists()) == (11, False)
    assert "(AccessTrouble.recovery-key" in done.err


def test_a_damaged_or_missing_backup_is_not_restored(krogkoll, folder, tmp_path):
    assert krogkoll("restore", tmp_path / "ingen", tmp_path / "ny").code == 3
    (tmp_path / "tom").mkdir()
    assert krogkoll("restore", tmp_path / "tom", tmp_path / "ny").code == 3
    krogkoll("backup", folder, tmp_path / "usb")
    (database,) = (tmp_path / "usb").glob("backup-*/workspace.db")
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    done = krogkoll("restore", tmp_path / "usb", tmp_path / "ny")
    assert done.code == 1
    assert "Säkerhetskopian är skadad eller har ändrats." in done.err
    assert not list(tmp_path.glob("ny*"))


def test_a_backup_inside_the_workspace_is_refused(krogkoll, folder):
    done = krogkoll("backup", folder, folder / "kopia")
    assert done.code == 1
    assert "(StoreTrouble.inside-workspace)" in done.err


def test_a_sound_workspace_is_told_to_be_sound(krogkoll, folder):
    done = krogkoll("audit", "verify", folder)
    assert (done.code, done.err) == (0, "")
    assert "Allt stämmer." in done.out
    assert "bara upptäckas med något utanför datorn" in done.out
    report = json.loads(krogkoll("audit", "verify", folder, "--json").out)
    assert report["holds"]
    assert report["findings"] == []
    assert report["changes"] >= 2
    assert report["audit_entries"] >= 2
    assert len(report["heads"]) == 2


def test_a_row_changed_behind_the_program_is_found_and_told(krogkoll, folder):
    workspace = open_with_password(folder, PASSWORD)
    with workspace.store._writer.begin() as connection:
        connection.exec_driver_sql("UPDATE venue SET name = 'Ett annat namn'")
    workspace.close()
    done = krogkoll("audit", "verify", folder)
    assert done.code == 1
    assert "FEL: En post i databasen stämmer inte med loggen (venue" in done.out
    assert "1 fel hittades." in done.out
    report = json.loads(krogkoll("audit", "verify", folder, "--json").out)
    assert [finding["code"] for finding in report["findings"]] == ["row-differs"]


def test_a_folder_without_a_workspace_ends_with_three(krogkoll, tmp_path):
    for words in (("backup", tmp_path / "x", tmp_path / "y"), ("audit", "verify", tmp_path / "x")):
        done = krogkoll(*words)
        assert done.code == 3
        assert "Det finns ingen arbetsyta i mappen." in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_password_ends_with_eleven(krogkoll, folder, monkeypatch):
    monkeypatch.setenv("KROGKOLL_PASSWORD", "fel")
    done = krogkoll("audit", "verify", folder)
    assert done.code == 11
    assert done.err.startswith("Fel lösenfras.")
    assert done.out == ""


def test_a_workspace_open_elsewhere_ends_with_ten(krogkoll, folder):
    workspace = open_with_password(folder, PASSWORD)
    done = spawn("audit", "verify", folder)
    out, err = done.communicate()
    workspace.close()
    assert (done.returncode, out) == (10, "")
    assert err.startswith("Arbetsytan är redan öppen i ett annat fönster eller program. Stäng det andra")
    assert krogkoll("audit", "verify", folder).code == 0


def test_the_password_comes_from_an_open_file(krogkoll, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("KROGKOLL_PASSWORD", "fel, men filen går före")
    (tmp_path / "fras").write_text(PASSWORD + "\r\nmer\n", encoding="utf-8")
    with (tmp_path / "fras").open() as stream:
        assert krogkoll("audit", "verify", folder, "--password-fd", stream.fileno()).code == 0
    (tmp_path / "fras").write_bytes("hästar".encode("latin-1"))
    with (tmp_path / "fras").open() as stream:
        done = krogkoll("audit", "verify", folder, "--password-fd", stream.fileno())
    assert (done.code, "går inte att läsa" in done.err) == (2, True)
    assert krogkoll("audit", "verify", folder, "--password-fd", 4711).code == 2


def test_the_password_is_asked_for_without_showing_it(folder):
    environment = {name: value for name, value in os.environ.items() if name != "KROGKOLL_PASSWORD"}
    done = spawn("audit", "verify", folder, env=environment, stdin=subprocess.PIPE, start_new_session=True)
    out, err = done.communicate(f"{PASSWORD}\n", timeout=60)
    assert done.returncode == 0, err
    assert PASSWORD not in out + err


def test_a_practice_workspace_is_made_and_opens_with_the_password_it_tells(krogkoll, tmp_path, monkeypatch):
    monkeypatch.delenv("KROGKOLL_PASSWORD", raising=False)
    done = krogkoll("practice", tmp_path / "ovning", "--venues", "12")
    assert (done.code, done.err) == (0, "")
    assert f"Lösenfras: {PRACTICE_PASSWORD}" in done.out
    workspace = open_with_password(tmp_path / "ovning", PRACTICE_PASSWORD)
    with workspace.store.reading(Permission.READ_VENUES) as reader:
        assert reader.rows(_count("venue")) == [(12,)]
    assert workspace.practice
    assert workspace.check().holds
    workspace.close()
    again = krogkoll("practice", tmp_path / "ovning")
    assert (again.code, "(StoreTrouble.exists)" in again.err) == (1, True)


def _count(kind):
    from sqlalchemy import text

    return text(f"SELECT count(*) FROM {kind}")


def test_practice_knows_where_it_has_nothing_to_tell(krogkoll, tmp_path):
    done = krogkoll("practice", tmp_path / "ovning", "--authority", "k9999.alkohol")
    assert done.code == 2
    assert "Det finns inga övningsuppgifter för myndigheten k9999.alkohol." in done.err
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_ends_quietly_and_leaves_nothing(tmp_path):
    environment = os.environ | {"TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    done = spawn("drill", "--out", tmp_path / "ut", env=environment)
    assert done.stdout.readline().startswith("OK")
    done.send_signal(signal.SIGINT)
    _, err = done.communicate(timeout=60)
    assert (done.returncode, err.strip()) == (1, "Avbrutet.")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_closed_pipe_is_no_drama():
    reading, writing = os.pipe()
    os.close(reading)
    done = spawn("--help", stdout=writing)
    os.close(writing)
    _, err = done.communicate(timeout=60)
    assert (done.returncode, err) == (1, "")


def test_something_nobody_foresaw_ends_calmly_without_a_traceback(krogkoll, monkeypatch, tmp_path):
    def broken(*_):
        raise ZeroDivisionError("Källaren Bakfickan")

    monkeypatch.delenv("KROGKOLL_DEBUG", raising=False)
    monkeypatch.setattr("krogkoll.verification.verify_files", broken)
    done = krogkoll("verify", tmp_path / "x.pdf")
    assert done.code == 1
    assert "(Internal.ZeroDivisionError)" in done.err
    assert "Bakfickan" not in done.err
    assert "Traceback" not in done.err
