"""Every paper in every permitted shape: whole sentences, nothing left to fill in, nothing parted at the wrong place."""

import itertools
import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from krogkoll import law
from krogkoll.kernel.swedish import NBSP
from krogkoll.law import Addressee, BlockKind, Fact, FactType, Group, RenderedSection, Template

VALUES: dict[FactType, Any] = {
    FactType.TEXT: "provet i ett fat",
    FactType.TEXTS: ("provet i ett fat", "Andra provet, 5 kr."),
    FactType.DATE: date(2026, 11, 15),
    FactType.MOMENT: datetime(2026, 11, 15, 0, 10, tzinfo=UTC),
    FactType.PERIOD: (datetime(2026, 11, 14, 22, 11, tzinfo=UTC), datetime(2026, 11, 14, 23, 45, tzinfo=UTC)),
    FactType.COUNT: 3,
    FactType.MONEY: 12500,
    FactType.FLAG: True,
}
NAMED: dict[str, Any] = {
    "joint_with": ("nämnden", "Polismyndigheten"),
    "others": ("alkoholhandläggare Anna Berg", "jurist Bo Ek"),
    "received_on": date(2026, 10, 20),
    "last_day": date(2026, 11, 10),
    "came_in_on": date(2026, 11, 12),
}
"""Lists of names that stand inside a sentence (every other list is of whole sentences), and days in their order."""
TYPES = tuple(one for one in law.all_decision_types().values() if one.template)
IDS = [one.code for one in TYPES]
DRAWS = 250
PARTED = (
    (r"(?<![\w.§-])[A-Za-zåäöÅÄÖ] (?=\S)", "a word of one letter from the next word"),
    (r"\d (?:kr|cm|m|kap\.|§)(?!\w)", "a number from its unit"),
    (r"(?:kl\.|kap\.|§|nr|punkt) \d", "a sign from its number"),
    (r"\d (?:januari|november|december)|(?:november|december) \d{4}", "the parts of a day"),
)
BROKEN = (
    (r"[{}]", "a placeholder is left"),
    (r"\bNone\b|\bTrue\b|\bFalse\b", "a value that is no word"),
    (r"  |\n", "a double space or a line break"),
    (r" [,.;:)]|\( ", "a space before a mark"),
    (r"(?<!\.)\.\.(?!\.)|,,|\. \.|\(\)|,\.", "an empty sentence or a double mark"),
    (r"[a-zåäö]\. [a-zåäö]", "a sentence that begins with a small letter"),
)


def value(fact: Fact) -> Any:
    """Something that fits the fact, written as carelessly as people write."""
    return NAMED.get(fact.name, VALUES[fact.type])


def wheels(template: Template) -> list[list[tuple[str, Any]]]:
    """For each fact that changes the shape of the text: its possible values."""
    found: list[list[tuple[str, Any]]] = []
    for fact in template.facts.values():
        if fact.type is FactType.CHOICE:
            choices = [*fact.choices] if fact.required else [*fact.choices, None]
            found.append([(fact.name, choice) for choice in choices])
        elif not fact.required or fact.when:
            found.append([(fact.name, value(fact)), (fact.name, None)])
    return found


def permitted(template: Template) -> Iterator[dict[str, Any]]:
    """Combinations drawn at random, then one for each pair of positions that did not come up and is permitted."""
    draw = random.Random(1)
    turning = wheels(template)
    base = {one.name: value(one) for one in template.facts.values() if one.required and not one.choices}
    pairs = {
        frozenset({left, right})
        for one, other in itertools.combinations(turning, 2)
        for left, right in itertools.product(one, other)
    }
    found = 0
    for _ in range(DRAWS * 20):
        drawn = [draw.choice(wheel) for wheel in turning]
        facts = base | dict(drawn)
        if not template.problems(facts):
            found += 1
            pairs.difference_update(map(frozenset, itertools.combinations(drawn, 2)))
            yield facts
        if found >= DRAWS:
            break
    for pair in sorted(pairs, key=repr):
        for _ in range(30):
            facts = base | dict(draw.choice(wheel) for wheel in turning) | dict(pair)
            if not template.problems(facts):
                yield facts
                break


def texts(sections: tuple[RenderedSection, ...]) -> Iterator[tuple[str, str]]:
    """Each text with where it stands; the title is the one text that is no sentence."""
    for section in sections:
        for number, block in enumerate(section.blocks):
            for text in block.texts:
                yield ("lead" if section.id == "title" and number else section.id), text


@pytest.mark.parametrize("kind", TYPES, ids=IDS)
def test_every_permitted_combination_is_good_swedish_from_end_to_end(kind: law.DecisionType) -> None:
    template = law.template(kind.template)
    seen: set[str] = set()
    count = 0
    for facts in permitted(template):
        count += 1
        for place, text in texts(template.render(facts)):
            if (key := f"{place} {text}") in seen:
                continue
            seen.add(key)
            for pattern, trouble in (*BROKEN, *((pattern, f"parts {what}") for pattern, what in PARTED)):
                assert not re.search(pattern, text), f"{place}: {trouble}: {text!r}"
            assert text[0].isupper() or text[0] == "”", f"{place}: begins with a small letter: {text!r}"
            if place != "title":
                assert text.endswith((".", ":", ".)")), f"{place}: no end mark: {text!r}"
            else:
                assert not text.endswith(".")
    assert count >= DRAWS / 2, "hardly anything is permitted"


@pytest.mark.parametrize("kind", TYPES, ids=IDS)
def test_every_paper_says_first_what_it_is_and_ends_with_who_signs(kind: law.DecisionType) -> None:
    template = law.template(kind.template)
    for facts in itertools.islice(permitted(template), 20):
        sections = template.render(facts)
        title, lead = sections[0].blocks
        assert sections[0].id == "title"
        assert (len(title.texts), len(lead.texts)) == (1, 1)
        assert lead.kind is BlockKind.LEAD
        assert [block.slot for block in sections[-1].blocks] == ["signatures"]
        assert all(section.heading for section in sections[1:])
        ids = [section.id for section in sections]
        assert len(set(ids)) == len(ids)
        assert ("appeal" in ids) == (kind.appeal is not law.Appeal.NONE)
        assert ("recipients" in ids) == (kind.group is Group.DECISION)


@pytest.mark.parametrize("kind", TYPES, ids=IDS)
def test_every_fact_that_belongs_to_the_type_can_be_asked_for_in_a_form(kind: law.DecisionType) -> None:
    template = law.template(kind.template)
    for fact in template.type_facts:
        assert fact.group_sv, fact.name
        assert fact.label_sv[0].isupper()
        assert not fact.label_sv.endswith((".", ":")), fact.name
        assert not fact.help_sv or fact.help_sv.endswith("."), fact.name
        assert len(fact.choice_words) == len(fact.choices), fact.name
        assert fact.required or fact.type is not FactType.CHOICE, f"{fact.name}: a choice is made"
        if fact.type is FactType.FLAG:
            assert not fact.required, f"{fact.name}: a flag that must be set is no question"


@pytest.mark.parametrize("kind", TYPES, ids=IDS)
def test_each_heading_of_the_form_comes_once(kind: law.DecisionType) -> None:
    headings = [fact.group_sv for fact in law.template(kind.template).type_facts]
    assert len([heading for heading, _ in itertools.groupby(headings)]) == len(set(headings))


@pytest.mark.parametrize("kind", TYPES, ids=IDS)
def test_what_stands_on_the_paper_rests_on_provisions_that_hold_and_were_not_guessed(kind: law.DecisionType) -> None:
    template = law.template(kind.template)
    lines = [line.text for section in template.sections for block in section.blocks for line in block.lines]
    cited = {one for text in lines for found in re.findall(r"\{§([A-Za-z0-9+-]+)", text) for one in found.split("+")}
    cited |= set(kind.references)
    for one in cited:
        reference = law.reference(one)
        assert reference.offered(date(2026, 11, 25)), one
        assert reference.source.read, f"{one} has not been read in the statute"


def test_no_alcohol_paper_knows_a_fine_and_only_the_police_speak_as_the_police() -> None:
    for kind in TYPES:
        template = law.template(kind.template)
        words = " ".join(line.text for one in template.sections for block in one.blocks for line in block.lines)
        if kind.code.startswith(("AL-", "OL-", "FL-")):
            assert "vite" not in words.casefold(), kind.code
        if kind.code.startswith("OL-"):
            assert "Polismyndigheten" in words


def test_a_reminder_or_a_warning_is_for_the_holder_of_a_permit_and_says_which_breach() -> None:
    for code in ("AL-ERINRAN", "AL-VARNING"):
        kind = law.decision_type(code)
        assert kind.addressee is Addressee.PERMIT_HOLDER
        assert kind.needs_permit == "serving_permit"
        template = law.template(kind.template)
        facts = next(iter(permitted(template)))
        bare = {name: value for name, value in facts.items() if not name.startswith("breach_") or name == "breach_on"}
        assert template.problems(bare | {"breach_other": "Något annat förekom."}) == ()
        assert [one.field for one in template.problems(bare)] == ["breach_responsible"]
        assert [one.field for one in template.problems(facts | {"permit_number": None})] == ["permit_number"]


def test_an_officer_proposes_no_sanction_against_a_place_without_a_permit() -> None:
    template = law.template("tjskr")
    facts = next(one for one in permitted(template) if one["proposal_kind"] == "other") | {"permit_number": None}
    assert template.problems(facts) == ()
    for sanction in ("reminder", "warning", "revocation"):
        problems = template.problems(facts | {"proposal_kind": sanction})
        assert [one.problem for one in problems] == ["needs-permit"]
        assert template.problems(facts | {"proposal_kind": sanction, "permit_number": "2024-17"}) == ()


def test_an_order_with_a_fine_is_for_the_board_alone() -> None:
    template = law.template("lso-forelagg")
    facts = next(one for one in permitted(template) if one["decided_by"] == "board" and one["fine"])
    for by in ("officer", "chair"):
        problems = template.problems(facts | {"decided_by": by, "delegation_point": "punkt 4.3"})
        assert [one.problem for one in problems] == ["fine-needs-board"]


def test_disorder_and_danger_are_reasons_to_dissolve_and_not_to_cancel() -> None:
    template = law.template("ol-upplos")
    facts = next(one for one in permitted(template) if one["measure"] == "cancelled")
    assert facts["ground_unlawful"]
    assert [one.problem for one in template.problems(facts | {"ground_danger": True})] == ["ground-not-permitted"]
    assert template.problems(facts | {"ground_danger": True, "measure": "dissolved"}) == ()


def test_a_number_alone_becomes_the_point_or_paragraph_that_it_is() -> None:
    template = law.template("al-avskriv")
    facts = next(one for one in permitted(template) if one["decided_by"] == "officer")
    for typed in ("2.4", "punkt 2.4"):
        said = " ".join(text for _, text in texts(template.render(facts | {"delegation_point": typed})))
        assert f"enligt punkt{NBSP}2.4 i{NBSP}delegationsordningen" in said
    facts = next(one for one in permitted(template) if one["decided_by"] == "board")
    for typed in ("61", "§ 61"):
        said = " ".join(text for _, text in texts(template.render(facts | {"minutes_reference": typed})))
        assert f"framgår av protokollet, §{NBSP}61." in said


def test_days_stand_in_their_order() -> None:
    ban = law.template("ol-forbud")
    facts = next(iter(permitted(ban))) | {"ban_from": date(2026, 12, 1), "ban_to": date(2026, 12, 1)}
    assert ban.problems(facts) == ()
    assert [one.problem for one in ban.problems(facts | {"ban_to": date(2026, 11, 30)})] == ["out-of-order"]
    late = law.template("fl-avvis")
    facts = next(iter(permitted(late)))
    assert [one.problem for one in late.problems(facts | {"came_in_on": date(2026, 11, 10)})] == ["in-time"]
    assert [one.field for one in late.problems(facts | {"came_in_on": None})] == ["came_in_on"]
    order = law.template("lso-forelagg")
    facts = next(iter(permitted(order)))
    assert [one.field for one in order.problems(facts | {"remedy_by": date(2026, 11, 14)})] == ["remedy_by"]


def test_what_the_landlord_gets_holds_no_secrecy_test_no_findings_and_no_urging() -> None:
    template = law.template("hyrv-info")
    facts = next(iter(permitted(template))) | {"secrecy_test": "Prövat mot paragrafen om tipsaren Kim."}
    sections = template.render(facts)
    words = " ".join(text for _, text in texts(sections)).replace(NBSP, " ")
    assert "Kim" not in words
    assert "observations" not in {block.slot for one in sections for block in one.blocks}
    assert "12 kap. 42 § jordabalken, punkt 12" in words
    assert "två månader" in words
    for urging in ("måste säga upp", "bör säga upp", "ska säga upp avtalet."):
        assert urging not in words
    for missing in ("secrecy_test", "manager_approval", "manager_approval_on"):
        assert [one.field for one in template.problems(facts | {missing: None})] == [missing]


def test_a_report_to_the_police_tells_its_ground_and_judges_nobody() -> None:
    template = law.template("pol-anm")
    facts = next(one for one in permitted(template) if one["disclosure_ground"] == "duty")
    words = " ".join(text for _, text in texts(template.render(facts))).replace(NBSP, " ")
    assert "6 § lagen (2025:170) om skyldighet att lämna uppgifter" in words
    assert "10 kap. 28 § offentlighets- och sekretesslagen" in words
    assert "ingen bedömning av om någon har begått brott" in words


def test_the_police_are_asked_for_help_with_a_reason_of_its_own() -> None:
    template = law.template("al-handr")
    facts = next(iter(permitted(template)))
    assert [one.field for one in template.problems(facts | {"circumstances": ()})] == ["circumstances"]
    words = " ".join(text for _, text in texts(template.render(facts | {"help_ground": "force"})))
    assert "särskilda befogenheter" in words


def test_a_fact_that_is_not_asked_for_is_not_missed() -> None:
    template = law.template("al-varning")
    facts = next(one for one in permitted(template) if one["severity"] == "serious") | {"earlier": None}
    assert not template.asked("earlier", facts)
    assert template.problems(facts) == ()
    assert [one.field for one in template.problems(facts | {"severity": "repeated"})] == ["earlier"]
    assert template.asked("earlier", facts | {"severity": "repeated"})


def test_no_two_papers_have_one_text() -> None:
    papers = {law.template(kind.template).sha256 for kind in TYPES}
    assert len(papers) == len(TYPES)
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in papers)
