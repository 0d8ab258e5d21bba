"""Document texts: every permitted combination of facts renders whole, and everything unknown is refused."""

import itertools
import random
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from krogkoll import law
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.kernel.swedish import NBSP
from krogkoll.law import BlockKind, FactType, Template
from krogkoll.law.tables import BrokenTable, table
from krogkoll.law.template_files import template as load

VALUES: dict[FactType, Any] = {
    FactType.TEXT: "Provtexten",
    FactType.TEXTS: ("Första provet.", "Andra provet."),
    FactType.DATE: date(2026, 11, 15),
    FactType.MOMENT: datetime(2026, 11, 15, 0, 10, tzinfo=UTC),
    FactType.PERIOD: (datetime(2026, 11, 14, 22, 11, tzinfo=UTC), datetime(2026, 11, 14, 23, 45, tzinfo=UTC)),
    FactType.COUNT: 30,
    FactType.MONEY: 12500,
    FactType.FLAG: True,
}
NAMES = ("overklagande", "lso-nyttj", "tillsynsprotokoll")


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def whole(template: Template, facts: dict[str, Any]) -> str:
    return "\n".join(
        "\n".join([section.heading, *(text for block in section.blocks for text in block.texts)])
        for section in template.render(facts)
    )


def switches(template: Template) -> list[list[tuple[str, Any]]]:
    """For each fact that changes the shape of the text: its possible values."""
    wheels: list[list[tuple[str, Any]]] = []
    for fact in template.facts.values():
        if fact.type is FactType.CHOICE:
            wheels.append([(fact.name, choice) for choice in fact.choices])
        elif not fact.required:
            wheels.append([(fact.name, VALUES[fact.type]), (fact.name, None)])
    return wheels


def standing(template: Template) -> dict[str, Any]:
    return {
        fact.name: VALUES[fact.type]
        for fact in template.facts.values()
        if fact.required and fact.type is not FactType.CHOICE
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_permitted_combination_renders_and_leaves_no_placeholder(name: str) -> None:
    """All pairs of switch positions, and two thousand whole combinations drawn at random."""
    template = law.template(name)
    wheels = switches(template)
    base = standing(template)
    draw = random.Random(1)
    combinations = [[draw.choice(wheel) for wheel in wheels] for _ in range(2000)]
    for (i, one), (j, other) in itertools.combinations(enumerate(wheels), 2):
        for left, right in itertools.product(one, other):
            drawn = [draw.choice(wheel) for wheel in wheels]
            drawn[i], drawn[j] = left, right
            combinations.append(drawn)
    rendered = 0
    for combination in combinations:
        facts = base | dict(combination)
        if template.problems(facts):
            continue
        rendered += 1
        text = whole(template, facts)
        assert "{" not in text
        assert "}" not in text
        assert "None" not in text
        assert "  " not in text
    assert rendered > len(combinations) / 20


def facts(**over: Any) -> dict[str, Any]:
    """The facts of the decision in the page design."""
    base: dict[str, Any] = {
        "authority": "Räddningstjänsten Öresund (exempel)",
        "authority_short": "räddningstjänsten",
        "authority_address": "Box 80, 261 80 Landskrona",
        "authority_email": "rtj@oresund.example",
        "board": "förbundsdirektionen",
        "federation": True,
        "party": "Föreningen Bakfickan",
        "party_short": "föreningen",
        "party_role": "user",
        "party_basis": "Föreningen har enligt sin företrädare hyrt lokalen sedan den 1 augusti 2026.",
        "premises": "källarlokalen på Sillkajsgatan 14",
        "mode": "no_visitors",
        "effective_at": datetime(2026, 11, 15, 0, 10, tzinfo=UTC),
        "remedies": ("Hänglåset ska tas bort.", "Brandvarnare ska fungera i alla rum."),
        "remedy_points": "punkterna 2–3 är uppfyllda",
        "immediate": True,
        "immediate_reasons": "Faran för besökarna är omedelbar.",
        "reasons": ("Vid tillsynen fanns 62 personer i lokalen.",),
        "proportionality": "Det räcker inte att begränsa antalet besökare.",
        "visit": VALUES[FactType.PERIOD],
        "joint_with": ("Landskrona stad, alkoholnämnden (exempel)", "Polismyndigheten"),
        "police_help": True,
        "photos": True,
        "communication": "on_site",
        "communication_text": "Föreningens företrädare fick del av iakttagelserna på platsen.",
        "decided_on": date(2026, 11, 15),
        "decision_maker": "brandingenjör Helena Strand",
        "decided_by": "officer",
        "delegation_point": "punkt 4.3",
        "presenter": "brandinspektör Johan Ek",
        "appeal_body": "Länsstyrelsen Skåne",
        "appeal_body_definite": "länsstyrelsen",
        "appeal_provision": law.cite("LSO-10-5"),
        "docket_number": "RTÖ 2026-0187",
    }
    return base | over


def test_the_decision_reads_as_the_page_design_in_its_order() -> None:
    template = law.template("lso-nyttj")
    sections = template.render(facts())
    assert [section.id for section in sections] == [
        *("title", "orders", "reasons", "proportionality-immediate", "observations", "provisions"),
        *("handling", "information", "appeal", "recipients", "signatures"),
    ]
    text = plain(whole(template, facts()))
    for words in (
        "Källarlokalen på Sillkajsgatan 14 får inte användas för besökare",
        "förelägger Föreningen Bakfickan att genast sluta använda",
        "Det gäller från den 15 november 2026 kl. 01.10 tills räddningstjänsten skriftligt har meddelat att "
        "punkterna 2–3 är uppfyllda.",
        "natten mellan den 14 och 15 november 2026, kl. 23.11–00.45, samtidigt med "
        "Landskrona stad, alkoholnämnden (exempel) och Polismyndigheten",
        "Beslutet bygger bara på räddningstjänstens egna iakttagelser.",
        "(10 kap. 4 § andra stycket LSO)",
        "(5 och 32 §§ förvaltningslagen (2017:900))",
        "på förbundsdirektionens vägnar av brandingenjör Helena Strand, enligt punkt 4.3 i delegationsordningen, "
        "efter föredragning av brandinspektör Johan Ek. Det anmäls till förbundsdirektionen.",
        "Ingen annan har medverkat vid den slutliga handläggningen, och ingen har anmält jäv.",
        "Du kan överklaga beslutet till Länsstyrelsen Skåne (10 kap. 5 § lagen (2003:778) om skydd mot olyckor)",
        "senast tre veckor från den dag du fick del av beslutet (44 § förvaltningslagen)",
    ):
        assert words in text


def test_slots_are_named_for_the_caller_and_carry_no_text() -> None:
    slots = [
        block.slot
        for section in law.template("lso-nyttj").render(facts())
        for block in section.blocks
        if block.kind is BlockKind.SLOT
    ]
    assert slots == ["observations", "photos", "recipients", "signatures"]


BY_THE_BOARD = {
    "decided_by": "board",
    "delegation_point": None,
    "minutes_reference": "§ 114",
    "minutes_on": date(2026, 11, 24),
}


def test_a_delegate_may_not_set_a_fine() -> None:
    template = law.template("lso-nyttj")
    assert template.problems(facts(fine=50000)) == (Problem("fine", "fine-needs-board"),)
    assert template.problems(facts(fine=50000, **BY_THE_BOARD)) == ()
    assert "50 000 kr" in plain(whole(template, facts(fine=50000, **BY_THE_BOARD)))
    sentence = next(rule.sentence_sv for rule in template.forbidden if rule.problem == "fine-needs-board")
    assert plain(sentence).endswith("(3 kap. 13 § LSO).")


@pytest.mark.parametrize(
    ("over", "problem"),
    [
        ({"party": None}, Problem("party", "missing")),
        ({"party": "   "}, Problem("party", "wrong-type")),
        ({"decided_on": "2026-11-15"}, Problem("decided_on", "wrong-type")),
        ({"effective_at": datetime(2026, 11, 15)}, Problem("effective_at", "wrong-type")),  # noqa: DTZ001
        ({"mode": "nobody"}, Problem("mode", "wrong-type")),
        ({"mode": "max_persons"}, Problem("max_persons", "missing")),
        ({"max_persons": 0}, Problem("max_persons", "wrong-type")),
        ({"immediate_reasons": None}, Problem("immediate_reasons", "missing")),
        ({"statement": "Dörren var låst."}, Problem("statement_assessment", "missing")),
        ({"colour": "röd"}, Problem("colour", "unknown-fact")),
    ],
)
def test_missing_wrong_and_unknown_facts_are_named(over: dict[str, Any], problem: Problem) -> None:
    template = law.template("lso-nyttj")
    assert problem in template.problems(facts(**over))
    with pytest.raises(Invalid):
        template.render(facts(**over))


def test_braces_that_somebody_typed_are_printed_and_never_filled() -> None:
    text = whole(law.template("lso-nyttj"), facts(proportionality="Enligt skylten {party} gäller annat."))
    assert "Enligt skylten {party} gäller annat." in text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Till {nobody}", "names no declared fact"),
        ("Till {party|shout}", "names no declared fact"),
        ("Enligt {§LSO-99-9}", "LSO-99-9"),
        ("Till {party", "brace is left open"),
    ],
)
def test_a_template_with_an_unknown_placeholder_is_refused_when_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str
) -> None:
    content = f'''
id = "prov"
version = 1
name_sv = "Prov"
reviewed = false
review_note_sv = "Prov."
[[fact]]
name = "party"
type = "text"
label_sv = "Part"
[[section]]
id = "one"
[[section.blocks]]
kind = "paragraph"
text = "{text}"
'''
    law.references()
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "prov.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr("krogkoll.law.tables.resource", tmp_path.joinpath)
    with pytest.raises(BrokenTable, match=problem):
        load("prov")
    table.cache_clear()


def test_no_template_claims_to_be_reviewed() -> None:
    for name in NAMES:
        assert not law.template(name).reviewed
        assert "ska granskas av myndighetens jurist" in law.template(name).review_note_sv
