"""`krogkoll import` as somebody types it: what it says, what it writes, with which code it ends."""

import json

import pytest

from krogkoll.venues import VenueQuery
from krogkoll.workspace import open_with_password

from .test_cli import PASSWORD, folder, krogkoll, made  # noqa: F401  fixtures

LIST = "Tillståndsnr;Serveringsställe;Adress;Postnr\nT-1;Örnen;Kölhalargränd 22;{}\n"


@pytest.fixture
def listed(tmp_path):
    def write(text, name="lista.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def places(folder):  # noqa: F811
    workspace = open_with_password(folder, PASSWORD)
    count = len(workspace.venues.find(VenueQuery()))
    workspace.close()
    return count


def test_a_list_is_imported_and_told(krogkoll, folder, listed):  # noqa: F811
    done = krogkoll("import", folder, listed(LIST.format("26131")), "--kind", "permits")
    assert (done.code, done.err) == (0, "")
    assert "Importerat: 1 nya, 0 ändrade." in done.out
    assert places(folder) == 2


def test_wrong_rows_are_told_by_number_and_column_and_nothing_is_written(krogkoll, folder, listed):  # noqa: F811
    done = krogkoll("import", folder, listed(LIST.format("12")), "--kind", "permits")
    assert done.code == 1
    assert "Rad 2, Postnr: postnummer ska ha fem siffror." in done.err
    assert "Ingenting har importerats." in done.err
    assert places(folder) == 1


def test_a_dry_run_writes_nothing_and_answers_as_json(krogkoll, folder, listed):  # noqa: F811
    done = krogkoll("import", folder, listed(LIST.format("26131")), "--kind", "permits", "--dry-run", "--json")
    told = json.loads(done.out)
    assert done.code == 0
    assert (told["outcomes"]["new"], told["written"], told["mapping"]["Adress"]) == (1, None, "street")
    assert places(folder) == 1


def test_columns_can_be_told_by_a_file(krogkoll, folder, listed):  # noqa: F811
    said = listed(json.dumps({"A": "text", "B": "received_on"}), "k.json")
    rows = listed("A;B\nBetald servering;2026-01-02\n")
    done = krogkoll("import", folder, rows, "--kind", "tips", "--mapping", said)
    assert (done.code, done.err) == (0, "")
    for wrong in ("[1]", "{", '{"C": "text"}', '{"A": "shoe"}', '{"A": "text", "B": "text"}'):
        done = krogkoll("import", folder, rows, "--kind", "tips", "--mapping", listed(wrong, "k.json"))
        assert done.code == 3, wrong
        assert "kolumnernas betydelse" in done.err


@pytest.mark.parametrize(("words", "code"), [([], 2), (["--kind", "annat"], 2)])
def test_a_wrong_call_ends_with_two(krogkoll, folder, listed, words, code):  # noqa: F811
    assert krogkoll("import", folder, listed("x"), *words).code == code


def test_a_file_that_is_not_there_or_no_list_ends_with_three(krogkoll, folder, listed, tmp_path):  # noqa: F811
    assert krogkoll("import", folder, tmp_path / "borta.csv", "--kind", "tips").code == 3
    done = krogkoll("import", folder, listed("%PDF-1.7\n"), "--kind", "tips")
    assert done.code == 3
    assert "ingen lista som Krogkoll kan läsa" in done.err


def test_it_explains_itself_in_swedish(krogkoll):  # noqa: F811
    done = krogkoll("import", "--help")
    assert done.code == 0
    assert "Slutkoder" in done.out
    for english in ("Usage", "Options", "[default", "required]"):
        assert english not in done.out
