"""The phrase library: whole sentences, for fields that exist, that never leave a gap on the paper."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from krogkoll import law
from krogkoll.kernel.resources import resource
from krogkoll.kernel.swedish import NBSP
from krogkoll.law.phrases import _FILES, Phrase
from krogkoll.law.tables import BrokenTable, Row
from krogkoll.law.template_files import template

TODAY = date(2026, 11, 25)
ALL = law.all_phrases()


def test_the_library_is_worth_opening_for_each_type_that_has_a_text() -> None:
    assert len(ALL) >= 40
    for kind in law.all_decision_types().values():
        if kind.template:
            assert any(kind.code in one.types for one in ALL), kind.code


@pytest.mark.parametrize("phrase", ALL, ids=lambda one: one.id)
def test_a_phrase_is_whole_sentences_for_fields_that_its_papers_have(phrase: Phrase) -> None:
    for text in (
        phrase.filled(),
        phrase.filled(party_short="bolaget", authority_short="nämnden", premises="källaren"),
    ):
        assert text[0].isupper()
        assert text.endswith((".", ".)"))
        assert not re.search(r"[{}]|  | [,.]|\.\.|[a-zåäö]\. [a-zåäö]|_|\[", text), text
        assert not re.search(r"(?<![\w.§-])[A-Za-zåäöÅÄÖ] (?=\S)", text), text
    assert not phrase.label_sv.endswith(".")
    for code in phrase.types:
        facts = template(law.decision_type(code).template).facts
        assert set(phrase.fields) & set(facts), f"{code} has none of {phrase.fields}"
    for field in phrase.fields:
        assert any(field in template(law.decision_type(code).template).facts for code in phrase.types)


def test_names_are_filled_in_and_never_left_open() -> None:
    one = next(phrase for phrase in ALL if phrase.id == "lso-advice-not-enough")
    assert one.filled(party_short="föreningen", authority_short="räddningstjänsten").startswith("Räddningstjänsten har")
    assert "eftersom parten kände till" in one.filled()
    assert one.filled().startswith("Myndigheten har")


def test_a_phrase_is_offered_for_its_paper_and_field_while_its_provisions_hold() -> None:
    found = law.phrases("LSO-NYTTJ", "reasons", TODAY)
    assert "lso-locked-exit" in {one.id for one in found}
    assert law.phrases("LSO-NYTTJ", "colour", TODAY) == ()
    assert "al-age" not in {one.id for one in found}
    assert all("LSO-NYTTJ" in one.types and "reasons" in one.fields for one in found)


def test_provisions_are_named_by_id_and_all_files_are_read() -> None:
    files = {path.stem: path for path in resource("phrases").glob("*.toml")}
    assert set(files) == set(_FILES)
    for path in files.values():
        for row in tomllib.loads(Path(path).read_text(encoding="utf-8"))["phrase"]:
            assert " § " not in row["text"].replace("{§", "")
            assert "kap. " not in row["text"]
    cited = next(one for one in ALL if one.id == "al-age")
    assert cited.references == ("AL-3-7", "AL-3-8")
    assert "(3 kap. 7 och 8 §§ alkohollagen)" in cited.filled().replace(NBSP, " ")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": "Till {nobody}."}, "not one that a phrase may hold"),
        ({"text": "Enligt {§AL-99-9}."}, "AL-99-9"),
        ({"types": ["AL-NONE"]}, "AL-NONE"),
    ],
)
def test_a_phrase_that_names_what_is_not_there_is_refused(change: dict[str, object], problem: str) -> None:
    from krogkoll.law.phrases import _phrase

    row = {"id": "x", "label_sv": "X", "text": "Hela meningen.", "types": ["AL-VARNING"], "fields": ["reasons"]}
    with pytest.raises(BrokenTable, match=problem):
        _phrase(Row(row | change, "phrases/prov.toml"))
