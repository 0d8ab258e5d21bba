"""`krogkoll samples`: a signed practice paper of every type that can be drafted, and a list of them."""

import hashlib
import json
import re

import pikepdf
import pytest
from click.testing import CliRunner

from krogkoll.cli import cli
from krogkoll.decisions import Communication
from krogkoll.documents import text_of
from krogkoll.law import Group, all_decision_types, decision_type
from krogkoll.practice_pictures import draw_pictures
from krogkoll.samples import CA, LIST, run_samples
from krogkoll.samples_scene import material
from krogkoll.signing import Outcome, check

TYPES = sorted(code for code, kind in all_decision_types().items() if kind.template)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a run through the command line."""
    folder = tmp_path_factory.mktemp("samples") / "out"
    done = CliRunner().invoke(cli, ["samples", "--out", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert f"{len(TYPES)} handlingar finns i {folder}." in done.output
    return folder


@pytest.fixture(scope="module")
def told(made):
    return {one["type"]: one for one in json.loads((made / LIST).read_text(encoding="utf-8"))["samples"]}


def draft_of(row):
    return row.get("draft", {})


def words(made, told, code):
    return " ".join(text_of((made / told[code]["file"]).read_bytes()).split())


def test_there_is_one_of_every_type_that_has_a_text_and_nothing_else(made, told):
    assert sorted(told) == TYPES
    assert sorted(path.name for path in made.iterdir()) == sorted([LIST, CA, *(one["file"] for one in told.values())])


@pytest.mark.parametrize("code", TYPES)
def test_the_list_tells_the_truth_and_the_signatures_hold(made, told, code):
    one = told[code]
    pdf = (made / one["file"]).read_bytes()
    assert hashlib.sha256(pdf).hexdigest() == one["sha256"]
    with pikepdf.Pdf.open(made / one["file"]) as opened:
        assert len(opened.pages) == one["pages"]
    at = max(row["at"] for row in material()["example"])
    report = check(pdf, trust=[(made / CA).read_bytes()], at=at)
    assert report.outcome is Outcome.HOLDS
    assert report.unsigned_fields == ()
    assert [signer.holder.name for signer in report.signers] == one["signers"]
    by_board = any(row["type"] == code and draft_of(row).get("decided_by") == "board" for row in material()["example"])
    alone = decision_type(code).group is not Group.DECISION or by_board
    assert len(one["signers"]) == (1 if alone else 2)


@pytest.mark.parametrize("code", TYPES)
def test_every_paper_is_whole_swedish_and_says_that_it_is_practice(made, told, code):
    text = words(made, told, code)
    assert "ÖVNING" in text
    assert "UTKAST" not in text
    for broken in ("saknas]", "{", "}", " ,", " .", "..", "None", "TODO"):
        assert broken not in text, broken
    assert not re.search(r"\b(\w+) \1\b", text.replace("0 0", "")), "a word twice"


def test_the_papers_differ_as_the_law_does(made, told):
    for code, kind in ((code, decision_type(code)) for code in TYPES):
        text = words(made, told, code)
        assert ("Så här överklagar du" in text) is (kind.appeal.value != "none"), code
        assert ("BESLUT" in text) is (kind.group is Group.DECISION), code
        assert ("Underskrifter" in text) is (len(told[code]["signers"]) == 2), code


def test_a_second_run_leaves_nothing_of_the_first_and_touches_no_other_file(tmp_path):
    (tmp_path / "mitt-eget.pdf").write_bytes(b"mitt")
    (tmp_path / "pol-anm.pdf").write_bytes(b"gammalt")
    (tmp_path / LIST).write_text("gammalt", encoding="utf-8")
    photos = tmp_path / "foton"
    draw_pictures(photos)
    said = []
    run_samples(tmp_path, photos, said.append)
    assert (tmp_path / "mitt-eget.pdf").read_bytes() == b"mitt"
    assert (tmp_path / "pol-anm.pdf").read_bytes().startswith(b"%PDF-")
    assert len(said) == len(TYPES)


def test_a_folder_of_photos_that_is_not_there_is_told_and_nothing_is_written(tmp_path):
    done = CliRunner().invoke(cli, ["samples", "--out", str(tmp_path / "out"), "--photos", str(tmp_path / "ingen")])
    assert done.exit_code == 3
    assert "finns inte" in done.output
    assert not (tmp_path / "out").exists()


def test_the_examples_are_lawful():
    for row in material()["example"]:
        if draft_of(row).get("communication") == Communication.IN_WRITING.value:
            assert draft_of(row)["communication_due_on"] < row["at"].date(), row["type"]
    assert not [
        row for row in material()["example"] if "fine" in draft_of(row) and draft_of(row)["decided_by"] != "board"
    ]
