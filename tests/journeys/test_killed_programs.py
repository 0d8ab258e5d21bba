"""The real window and the real drill die at any moment: what they had said is saved is there, and nothing lies open."""

import random
import re
import shutil
import sys
from dataclasses import replace

import pytest

from krogkoll.founding import create_workspace
from krogkoll.practice_pictures import draw_pictures
from krogkoll.security import FLOOR_COST
from krogkoll.workspace import open_with_password

from .killing import LONG, home, python, run_until
from .one_act import PASSWORD
from .test_kills import ANNA

APP_KILLS = 160 if LONG else 3
DRILL_KILLS = 40 if LONG else 1
WRITTEN = ("Ångpannan", "Halvskriven", "Sillkajsgatan", "Anna Lindqvist", PASSWORD)
OF_THE_NIGHT = ("Bakfickan", "Sillkajsgatan", "Johan Ek", "Kim Sandell")
pytestmark = pytest.mark.timeout(7200)


def in_clear(folder, words):
    """The files beneath `folder` in which any of the words can be read, with the word."""
    needles = [(word, word.encode(form)) for word in words for form in ("utf-8", "utf-16-le", "latin-1")]
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            yield from ((path.name, word) for word, needle in needles if needle in content)


def check_kept(folder, told):
    """Every place as it was last saved, and the draft that nobody had begun to change again."""
    places = {line["venue"]: line for line in told if "venue" in line}
    workspace = open_with_password(folder, PASSWORD)
    try:
        for line in places.values():
            kept = workspace.venues.venue(line["venue"])
            assert kept.name == line["name"]
            assert int(kept.notes) >= int(line["notes"])
        since = told[max((place for place, line in enumerate(told) if "begins" in line), default=-1) + 1 :]
        for line in since:
            if "draft" in line:
                assert workspace.drafts.load("venue:new")["raw"]["name"] == line["draft"]
        report = workspace.check()
        assert report.holds, report.findings
    finally:
        workspace.close()


def test_what_the_window_said_is_saved_is_there_however_it_dies(tmp_path):
    folder, around = tmp_path / "arbetsyta", tmp_path / "dator"
    create_workspace(folder, replace(ANNA, practice=False), PASSWORD, cost=FLOOR_COST)[0].close()
    luck, told = random.Random(99), []
    for number in range(APP_KILLS):
        early = luck.random() < 0.15
        seconds = luck.uniform(0.2, 2.5) if early else luck.uniform(0.05, 4.0)
        command = python("app_robot.py", folder, PASSWORD, number)
        end = run_until(command, seconds, environment=home(around), after="" if early else "ready")
        assert end.killed, f"the window closed by itself: {end.code} {end.stderr}"
        told += [*end.told, {"begins": True}] if early else end.told
        check_kept(folder, told)
    assert any("venue" in line or "draft" in line for line in told)
    assert list(in_clear(tmp_path, WRITTEN)) == []


def test_a_killed_drill_leaves_nothing_readable_and_the_next_one_passes(tmp_path):
    around, card, out = tmp_path / "dator", tmp_path / "kort", tmp_path / "ut"
    draw_pictures(card)
    (content,) = {path.read_bytes()[2000:2064] for path in sorted(card.iterdir())[:1]}
    command = [sys.executable, "-m", "krogkoll", "drill", "--out", str(out), "--photos", str(card)]
    luck = random.Random(98)
    for _ in range(DRILL_KILLS):
        end = run_until(command, luck.uniform(0.5, 9.0), environment=home(around), after="")
        assert end.killed or end.code == 0
        assert list(in_clear(around, OF_THE_NIGHT)) == []
        assert not any(content in path.read_bytes() for path in around.rglob("*") if path.is_file())
        if out.exists():
            assert {path.name for path in out.iterdir()} <= {
                name + end for name in ("ovning-ca.pem", "tillsynsprotokoll.pdf", "beslut.pdf", "drill.json")
                for end in ("", ".tmp")
            }  # fmt: skip
            shutil.rmtree(out)
    finished = run_until(command, None, environment=home(around), after="")
    assert (finished.code, finished.stderr) == (0, "")
    assert re.search(r'"passed": true', (out / "drill.json").read_text("utf-8"))


def test_the_reading_of_everything_sees_a_planted_word(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    for form in ("utf-8", "utf-16-le", "latin-1"):
        (tmp_path / "a" / "b" / form).write_bytes(b"\0\1x" + "Ångpannan".encode(form) + b"\2")
    assert sorted(in_clear(tmp_path, WRITTEN)) == [(form, "Ångpannan") for form in ("latin-1", "utf-16-le", "utf-8")]
