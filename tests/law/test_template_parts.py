"""Papers and the parts they share: what a part demands its paper demands, and an approval covers both."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from krogkoll import law
from krogkoll.law import Template
from krogkoll.law.tables import BrokenTable, table
from krogkoll.law.template_files import template

PART = """
id = "part"
version = 1
name_sv = "Del"
reviewed = false
review_note_sv = "Prov."
[[fact]]
name = "party"
type = "text"
label_sv = "Part"
required = {required}
[[section]]
id = "one"
[[section.blocks]]
kind = "paragraph"
text = "Till {{party}}."
"""
PAPER = """
id = "paper"
version = 1
name_sv = "Prov"
reviewed = false
review_note_sv = "Prov."
includes = ["part"]
[[fact]]
name = "party"
type = "{type}"
label_sv = "Part i provet"
[[section]]
id = "part"
include = "part"
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Template]]:
    """Writes a paper with one part, and loads it as the program would after a restart."""
    law.references()
    (tmp_path / "templates").mkdir()

    def load(part: str, paper: str = PAPER.format(type="text")) -> Template:
        for name, text in (("part", part), ("paper", paper)):
            (tmp_path / "templates" / f"{name}.toml").write_text(text, encoding="utf-8")
        table.cache_clear()
        template.cache_clear()
        return template("paper")

    monkeypatch.setattr("krogkoll.law.tables.resource", tmp_path.joinpath)
    yield load
    table.cache_clear()
    template.cache_clear()


def test_an_approval_is_of_a_text_and_of_every_part_of_it(shelf: Callable[..., Template]) -> None:
    before = shelf(PART.format(required="true")).sha256
    assert shelf(PART.format(required="true")).sha256 == before
    assert shelf(PART.format(required="true").replace("\n", "\r\n")).sha256 == before, "a checkout is no change"
    assert shelf(PART.format(required="true").replace("Till", "Från")).sha256 != before


def test_a_paper_takes_its_part_in_with_facts_and_demands(shelf: Callable[..., Template]) -> None:
    strict = shelf(PART.format(required="true"))
    assert strict.facts["party"].required, "what a part demands, its paper cannot let go"
    assert strict.facts["party"].label_sv == "Part i provet"
    assert not shelf(PART.format(required="false")).facts["party"].required
    with pytest.raises(BrokenTable, match="declared in two ways"):
        shelf(PART.format(required="true"), PAPER.format(type="texts"))
