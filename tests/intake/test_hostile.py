"""Lists made to hurt: each is refused in words or read as what it says, soon, and nothing is left anywhere."""

import os
import time

import pytest

from krogkoll.intake import ListKind
from krogkoll.intake.workbooks import MAX_UNPACKED
from krogkoll.kernel.errors import IntakeTrouble
from krogkoll.messages import message_for
from krogkoll.venues import VenueQuery

from . import corpus
from .conftest import HEADER, ROWS

LONG = bool(os.environ.get("KROGKOLL_SOAK"))
MUTATED = 2000 if LONG else 240
REFUSED = {
    *("laughs", "laughs-in-strings", "quadratic", "external-entity", "entity-in-wide-letters"),
    *("entity-in-other-letters", "bomb", "bomb-in-sheet", "many-entries", "long-cell"),
    *(f"slip-{number}" for number in range(5)),
}

TEXT_REASONS = {
    *("", "not-a-list", "empty", "too-many-rows", "too-many-columns", "cell-too-large", "old-workbook"),
    "broken-workbook",
}


def outcome(desk, content, kind=ListKind.PERMITS):
    """The reason of a refusal, "" where the list is read; whatever else is raised fails the test."""
    started = time.process_time()
    before = sorted(desk.folder.rglob("*"))
    reason = ""
    try:
        desk.intake.plan(desk.intake.look(desk.write(content, "x.xlsx"), kind))
    except IntakeTrouble as trouble:
        reason = trouble.reason
    assert not reason or message_for(IntakeTrouble(reason)).id == f"IntakeTrouble.{reason}"
    assert time.process_time() - started < 2, "it hung"
    assert sorted(desk.folder.rglob("*")) in (before, sorted({*before, desk.folder / "listor" / "x.xlsx"}))
    return reason


@pytest.fixture
def trap(desk, tmp_path):
    desk.folder = tmp_path
    return desk


def test_workbooks_made_to_hurt_are_refused_or_read_at_once(trap):
    for name, content in corpus.hostile_workbooks():
        reason = outcome(trap, content)
        assert (reason == "unsafe-archive") is (name in REFUSED), (name, reason)


@pytest.mark.parametrize("kind", list(ListKind))
def test_texts_made_to_hurt_are_refused_or_read_at_once(trap, kind):
    for name, content in corpus.hostile_texts():
        assert outcome(trap, content, kind) in TEXT_REASONS, name


def test_the_honest_workbook_of_the_corpus_is_read(trap):
    sheet = trap.intake.look(trap.write(corpus.workbook(), "x.xlsx"), ListKind.PERMITS)
    assert sheet.table.rows == (("Örnen", "26135"),)


def test_a_size_that_lies_about_the_sheet_is_not_believed(trap):
    for name, content in corpus.hostile_workbooks():
        if name in ("lying-size", "lying-size-small"):
            assert trap.intake.look(trap.write(content, "x.xlsx"), ListKind.PERMITS).table.rows == (("Örnen", "26135"),)


def test_mutated_lists_are_refused_or_read(trap):
    rows = "".join(f"<row r='{n}'><c r='A{n}' t='inlineStr'><is><t>Krog {n}</t></is></c></row>" for n in range(2, 40))
    honest = (corpus.workbook(corpus.HEAD + rows), "\r\n".join((HEADER, *ROWS)).encode("cp1252"))
    reasons = {outcome(trap, corpus.mutated(honest[seed % 2], seed)) for seed in range(MUTATED)}
    assert {"", "broken-workbook"} <= reasons


def test_a_part_that_unpacks_to_more_than_it_says_is_not_read_on(trap):
    honest = corpus.workbook(rows=corpus.HEAD + " " * 3_000_000)
    size = (3_000_000).to_bytes(4, "little")[1:]
    assert len(honest) < MAX_UNPACKED
    at = honest.rfind(size)
    lying = honest[: at - 1] + b"\x10\0\0\0" + honest[at + 3 :] if at > 0 else honest[:-40]
    outcome(trap, lying)


def test_a_formula_in_a_text_comes_in_as_text(trap):
    row = "T-7;=HYPERLINK(1);@Gatan 1;26131;-;+Bolag;;;"
    plan = trap.plan("\r\n".join((HEADER, row)))
    assert (plan.rows[0].venue.name, plan.rows[0].venue.street) == ("=HYPERLINK(1)", "@Gatan 1")
    trap.intake.carry_out(plan)
    (line,) = trap.venues.page(trap.venues.find(VenueQuery()))
    assert line.name == "=HYPERLINK(1)"


def test_what_is_no_file_is_told(trap, tmp_path):
    os.mkfifo(tmp_path / "ror")
    for path in (tmp_path / "borta", tmp_path, tmp_path / "ror"):
        with pytest.raises(IntakeTrouble, match="vanished"):
            trap.intake.look(path, ListKind.TIPS)
