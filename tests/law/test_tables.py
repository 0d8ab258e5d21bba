"""The shipped tables: every id that is named exists, nothing unverified is offered, nothing repealed is asked."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from krogkoll import law
from krogkoll.kernel.errors import NotFound
from krogkoll.kernel.resources import resource
from krogkoll.kernel.swedish import NBSP
from krogkoll.law.tables import BrokenTable, Row, table

TODAY = date(2026, 11, 22)
TEMPLATES = sorted(path.stem for path in resource("templates").glob("*.toml"))


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_every_table_loads_and_names_only_what_exists() -> None:
    assert len(law.references()) > 200
    assert len(law.all_items()) == 67
    assert len(law.entry_grounds()) >= 20
    assert len(law.all_decision_types()) >= 35
    assert law.disclosure_grounds()
    assert law.secrecy_classes()
    assert law.deadlines()
    assert all(one.sentence_sv.endswith(".") for one in law.requirements().values())
    assert law.authorities()
    assert law.appeal_body("LST", "12")
    assert law.kind_name(law.AuthorityKind.POLICE)
    for shared in ("authorities", "secrecy"):
        table("law", shared).close()
    for name in TEMPLATES:
        assert law.template(name).sections or name == "del-delegation"


def test_every_template_a_decision_type_names_is_shipped() -> None:
    assert {one.template for one in law.all_decision_types().values()} - {""} <= set(TEMPLATES)


@pytest.mark.parametrize(
    ("reference_id", "short", "words"),
    [
        ("LSO-5-2", False, "5 kap. 2 § lagen (2003:778) om skydd mot olyckor"),
        ("LSO-10-4-2", True, "10 kap. 4 § andra stycket LSO"),
        ("AL-8-1a", False, "8 kap. 1 a § alkohollagen (2010:1622)"),
        ("FL-25-1-3", True, "25 § första stycket 3 FL"),
        ("EU-625-138", False, "artikel 138 i förordning (EU) 2017/625"),
        ("BRB-4", False, "4 kap. brottsbalken"),
        ("NSL", False, "narkotikastrafflagen (1968:64)"),
        ("SFL-42a-1", False, "42 a kap. 1 § skatteförfarandelagen (2011:1244)"),
    ],
)
def test_a_reference_is_cited_in_swedish(reference_id: str, short: bool, words: str) -> None:
    assert plain(law.cite(reference_id, short=short)) == words


def test_a_citation_for_everybody_has_the_name_of_the_act_and_no_number() -> None:
    assert plain(law.cite("FL-25", plain=True)) == "25 § förvaltningslagen"
    assert plain(law.cite("LSO-2-2", plain=True)) == "2 kap. 2 § lagen om skydd mot olyckor"
    assert plain(law.cite_all(["FL-25", "FL-27"], plain=True)) == "25 och 27 §§ förvaltningslagen"


def test_neighbours_in_one_act_share_its_name() -> None:
    assert plain(law.cite_all(["FL-5", "FL-32"], short=True)) == "5 och 32 §§ FL"
    assert plain(law.cite_all(["LSO-5-1", "LSO-5-3"], short=True)) == "5 kap. 1 och 3 §§ LSO"
    assert plain(law.cite_all(["LSO-2-2", "FL-5"], short=True)) == "2 kap. 2 § LSO och 5 § FL"
    assert (
        plain(law.cite_all(["LSO-5-1", "LSO-5-2-2"], short=True)) == "5 kap. 1 § LSO och 5 kap. 2 § andra stycket LSO"
    )


def test_numbers_and_signs_in_a_citation_never_part() -> None:
    assert law.cite("AL-8-1a", short=True).startswith(f"8{NBSP}kap.{NBSP}1{NBSP}a{NBSP}§")


def test_a_repealed_provision_still_judges_what_happened_before() -> None:
    kitchen = law.reference("AL-8-15")
    assert kitchen.offered(date(2026, 5, 31))
    assert not kitchen.offered(date(2026, 6, 1))
    assert kitchen.repealed_by == "2026:511"


def test_a_provision_is_not_offered_before_it_came_into_force() -> None:
    assert not law.reference("OSL-10-15a").offered(date(2025, 11, 30))
    assert law.reference("OSL-10-15a").offered(date(2025, 12, 1))


def test_only_what_was_read_in_the_statute_carries_a_day_of_verification() -> None:
    for one in law.references().values():
        assert (one.verified_on is not None) == one.source.read, one.id
        assert not one.reviewed, f"{one.id}: nobody has reviewed it"


def test_the_use_ban_rests_only_on_provisions_that_were_read() -> None:
    for reference_id in law.decision_type("LSO-NYTTJ").references:
        assert law.reference(reference_id).verified_on is not None


def test_nothing_unverified_is_offered_anywhere() -> None:
    unverified = {key for key, one in law.references().items() if one.unverified}
    assert unverified, "the table marks at least one row as unverified, or this test proves nothing"
    for kind in law.AuthorityKind:
        offered = law.decision_types(kind, TODAY, permits=["serving_permit", "beer_notification", "tobacco_permit"])
        assert "AL-INFO" not in {one.code for one in offered}
        used = {ref for one in offered for ref in (*one.references, *one.appeal_references)}
        used |= {ref for one in law.items(kind, TODAY) for ref in one.references}
        used |= {ref for one in law.entry_grounds_for(kind, TODAY) for ref in one.references}
        assert not used & unverified
        assert all(law.reference(ref).holds(TODAY) for ref in used)


def test_an_unknown_id_is_told_by_name() -> None:
    for ask in (law.reference, law.entry_ground, law.decision_type, law.deadline, law.secrecy_class, law.authority):
        with pytest.raises(NotFound, match="no-such-one"):
            ask("no-such-one")  # type: ignore[operator]
    with pytest.raises(NotFound):
        law.item("tillsyn-01", 99)


def test_a_mistake_in_a_table_is_named_with_file_row_and_key() -> None:
    row = Row({"id": "x", "weeks": "tre", "spare": 1}, "law/deadlines.toml, deadline 'x'")
    with pytest.raises(BrokenTable, match=r"law/deadlines.toml, deadline 'x': key 'weeks' must be int"):
        row.whole("weeks")
    with pytest.raises(BrokenTable, match="key 'name_sv' is missing"):
        row.text("name_sv")
    row.text("id")
    with pytest.raises(BrokenTable, match="unknown keys spare"):
        row.close()


@pytest.mark.parametrize(
    ("text", "problem"),
    [('id = "LSO-5-2"\n', "missing"), ("id = ", "Invalid value"), ("", "missing")],
)
def test_a_broken_or_missing_file_is_told_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str
) -> None:
    (tmp_path / "law").mkdir()
    if text:
        (tmp_path / "law" / "broken.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("krogkoll.law.tables.resource", tmp_path.joinpath)
    table.cache_clear()
    try:
        with pytest.raises(BrokenTable, match=rf"law/broken.toml.*{problem}"):
            table("law", "broken").text("name_sv")
    finally:
        table.cache_clear()


def test_the_shipped_files_are_all_read_by_a_loader() -> None:
    shipped = {path.stem for path in resource("law").glob("*.toml")}
    assert shipped == {
        "authorities",
        "deadlines",
        "decision_types",
        "disclosure_grounds",
        "entry_grounds",
        "gate",
        "indicators",
        "receivers",
        "references",
        "retention",
        "secrecy",
    }


def test_no_legal_citation_is_written_out_in_checklist_or_templates() -> None:
    """Texts that reach the paper name provisions by id, so that one table decides how and whether they are cited."""
    written = [*resource("templates").glob("*.toml"), *resource("checklists").glob("*.toml")]
    for path in [*written, resource("law", "gate.toml")]:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in _texts(content):
            assert " § " not in text.replace("{§", ""), f"{path.name}: {text}"
            assert "kap. " not in text, f"{path.name}: {text}"


def _texts(content: object) -> list[str]:
    match content:
        case str():
            return [content]
        case dict():
            return [text for value in content.values() for text in _texts(value)]
        case list():
            return [text for value in content for text in _texts(value)]
    return []
