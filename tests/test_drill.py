"""The readiness drill tells each step, what it checked and what became of every file, and fails when it should."""

import json
import os
import subprocess
import sys
import tempfile
import time

import pytest

from krogkoll import drill
from krogkoll.drill import PAPERS, run_drill
from krogkoll.drill_room import drill_room
from krogkoll.practice_pictures import draw_pictures
from krogkoll.workspace import DATABASE

from .conftest import ROOT

STEPS = [
    "Skapa krypterad arbetsyta",
    "Tips blir plats",
    "Ärende och planerad insats",
    "Riskbedömning med stoppregel",
    "Tillsynsbesök börjar",
    "Säkrat före inträde",
    "Foton läses in",
    "Foton granskas och maskeras",
    "Svar, iakttagelser och avslut",
    "Snabbanteckning blir tjänsteanteckning",
    "Tillsynsprotokoll",
    "Beslut av två",
    "Förfalskningar avslöjas",
    "Säkerhetskopia och återställning",
    "Loggar, sigill och filer",
    "Ingen klartext på disken",
]


def krogkoll_drill(*words, **environment):
    command = [sys.executable, "-m", "krogkoll", "drill", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, encoding="utf-8", check=False
    )


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def room(tmp_path, monkeypatch):
    """Temporary files of this test's own."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_every_step_is_told_with_its_time_and_what_was_checked(drilled):
    told = json.loads((drilled / "drill.json").read_text("utf-8"))
    assert told["passed"]
    assert told["practice"]
    assert [step["name"] for step in told["steps"]] == STEPS
    assert all(step["seconds"] > 0 and "problem" not in step for step in told["steps"])
    assert all(step["checked"] for step in told["steps"])
    assert told["files"] == ["ovning-ca.pem", "tillsynsprotokoll.pdf", "beslut.pdf"]
    said = (drilled / "said.txt").read_text("utf-8")
    assert all(f"s  {name}\n" in said for name in STEPS)
    assert said.rstrip().endswith("Allt höll.")


def test_every_file_of_the_card_is_either_in_or_refused_by_name_with_a_reason(drilled, photos):
    told = json.loads((drilled / "drill.json").read_text("utf-8"))["photos"]
    (refused,) = told["refused"]
    assert refused == {
        "file": "corrupted.jpg",
        "reason": "corrupt",
        "text": "Bildfilen är trasig och kan inte läsas.",
    }
    assert sorted([*told["imported"], *told["duplicates"], "corrupted.jpg"]) == names_in(photos)


def test_files_of_other_kinds_and_in_subfolders_are_told_too(tmp_path, room):
    card = tmp_path / "kort"
    draw_pictures(card / "DCIM")
    (card / "läs mig.txt").write_text("inget foto")
    (card / "tom.jpg").touch()
    report = run_drill(tmp_path / "ut", card, lambda line: None)
    assert report.passed
    assert len(report.imported) == 6
    assert {refusal["file"]: refusal["reason"] for refusal in report.refused} == {
        "läs mig.txt": "not-a-photo",
        "tom.jpg": "empty",
    }
    assert list(room.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff trasig", None], ids=["empty files", "broken files", "no file"])
def test_a_card_without_one_whole_photo_fails_the_drill(tmp_path, content):
    card = tmp_path / "kort"
    card.mkdir()
    if content is not None:
        (card / "a.jpg").write_bytes(content)
    out = tmp_path / "ut"
    out.mkdir()
    (out / "beslut.pdf").write_bytes(b"fran i gar")
    done = krogkoll_drill("--out", out, "--photos", card)
    assert (done.returncode, done.stderr) == (1, "")
    assert "Kontrollen misslyckades." in done.stdout
    told = json.loads((out / "drill.json").read_text("utf-8"))
    assert not told["passed"]
    assert told["steps"][-1]["name"] == "Foton läses in"
    assert told["steps"][-1]["problem"]
    assert len(told["photos"]["refused"]) == (content is not None)
    assert not (out / "beslut.pdf").exists(), "yesterday's paper must not pass for today's"


def test_a_missing_card_ends_with_three(tmp_path):
    done = krogkoll_drill("--out", tmp_path / "ut", "--photos", tmp_path / "saknas")
    assert (done.returncode, done.stdout) == (3, "")
    assert "finns inte" in done.stderr
    assert not (tmp_path / "ut").exists()


def test_an_out_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "fil").write_text("mitt")
    done = krogkoll_drill("--out", tmp_path / "fil" / "ut")
    assert done.returncode == 1
    assert "(StoreTrouble." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_step_that_fails_is_named_and_ends_the_drill(tmp_path, room, monkeypatch):
    monkeypatch.setattr(drill._Drill, "_make_decision", lambda self, step, *_: step.check(False, "beslutet håller"))
    said = []
    report = run_drill(tmp_path / "ut", None, said.append)
    assert not report.passed
    assert [step.name for step in report.steps] == STEPS[: STEPS.index("Beslut av två") + 1]
    assert "FEL" in said[-2]
    assert "beslutet håller" in said[-2]
    assert names_in(tmp_path / "ut") == ["drill.json", "ovning-ca.pem", "tillsynsprotokoll.pdf"]
    assert list(room.iterdir()) == []


def test_a_door_that_opens_before_it_is_safe_fails_the_drill(tmp_path, room, monkeypatch):
    from krogkoll.inspections import presence_service

    monkeypatch.setattr(presence_service, "entry_bar", lambda *_: "")
    report = run_drill(tmp_path / "ut", None, lambda line: None)
    assert report.steps[-1].name == "Säkrat före inträde"
    assert report.steps[-1].problem == "inträde före säkrat stoppas"


def test_a_report_that_forgets_what_was_told_fails_the_drill(tmp_path, room, monkeypatch):
    from krogkoll.inspections import report

    told = report.log_slots
    monkeypatch.setattr(report, "log_slots", lambda visit: {**told(visit), "orders": []})
    failed = run_drill(tmp_path / "ut", None, lambda line: None)
    assert failed.steps[-1].name == "Tillsynsprotokoll"
    assert "hänglåset" in failed.steps[-1].problem.casefold()


def test_the_scan_of_the_disk_sees_planted_plaintext(tmp_path, room, monkeypatch):
    def leak(self, step, workspace, *_):
        (workspace.folder / "kladd.txt").write_text("till Källaren Bakfickan i kväll", encoding="utf-16-le")

    monkeypatch.setattr(drill._Drill, "_bring_back", leak)
    report = run_drill(tmp_path / "ut", None, lambda line: None)
    assert report.steps[-1].problem == "klartext i raddning/kladd.txt"


def test_a_changed_photo_behind_the_program_fails_the_drill(tmp_path, room, monkeypatch):
    def flip(self, step, workspace, *_):
        path = max((workspace.folder / "vault").rglob("*"), key=lambda path: path.stat().st_size)
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

    monkeypatch.setattr(drill._Drill, "_bring_back", flip)
    report = run_drill(tmp_path / "ut", None, lambda line: None)
    assert report.steps[-1].name == "Loggar, sigill och filer"
    assert not report.passed


def test_rooms_of_killed_drills_are_swept_and_those_in_use_are_left(room):
    old, fresh = room / "krogkoll-ovning-gammal", room / "krogkoll-ovning-ny"
    with drill_room() as used:
        for folder in (old, fresh):
            folder.mkdir()
            (folder / DATABASE).write_bytes(b"x")
        long_ago = time.time() - 3600
        for folder in (old, used):
            os.utime(folder, (long_ago, long_ago))
        with drill_room() as other:
            assert other.is_dir()
            assert not old.exists()
            assert fresh.is_dir()
            assert used.is_dir()
    assert list(room.iterdir()) == [fresh]


def test_each_drill_has_keys_of_its_own(tmp_path):
    made = [drill._Drill(tmp_path, tmp_path, None, print) for _ in range(2)]
    assert made[0]._password != made[1]._password
    assert len(made[0]._password) >= 32
    assert set(PAPERS) >= {"beslut.pdf", "drill.json"}
