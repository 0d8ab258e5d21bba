"""Seizures: for the police only, counted exactly, with every hand-over, and closed by the signed record."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.documents import text_of
from krogkoll.evidence import (
    CustodyAct,
    CustodyDraft,
    CustodyService,
    GoodsClass,
    SampleService,
    SeizureService,
    StepKind,
    Vault,
    decimal_in,
    item_problems,
    litre_words,
    may_seize,
    sample_grounds,
    sample_problems,
    seizure_problems,
    step_problems,
    total_litres,
)
from krogkoll.evidence.seizure_rows import SeizureRow
from krogkoll.inspections import GoodsPaperService, practice_key
from krogkoll.kernel.clock import SteppingClock
from krogkoll.kernel.errors import Invalid, KrogkollError, NotAllowed, Problem
from krogkoll.law import authorities
from krogkoll.security import Permission, Role
from tests.factories import ALCOHOL_BOARD, FIRE, NOW, POLICE, actor, workspace
from tests.factory_rooms.goods import item_draft, sample_draft, seizure_draft, step_draft

OFFICER = actor(Role.POLICE_INSPECTOR, POLICE, name="Maria Berg")
INSPECTOR = actor()


@contextmanager
def desk(folder, who=OFFICER):
    with workspace(folder / "w", who, SteppingClock(NOW, timedelta(seconds=1))) as store:
        vault = Vault(folder / "vault", bytearray(32))
        try:
            yield store, vault
        finally:
            vault.close()


def test_a_seizure_is_whole_with_items_custody_and_totals(tmp_path) -> None:
    with desk(tmp_path) as (store, _):
        seizures = SeizureService(store)
        beer = item_draft(goods=GoodsClass.STRONG_BEER, label="Öl Exempel", container_ml=330, count=48, strength="5,2")
        made = seizures.seize(seizure_draft(), [item_draft(), beer])
        (one,) = seizures.of_visit("a-visit")
        assert one.seizure == made
        assert [item.point for item in one.items] == [1, 2]
        assert [litre_words(item.litres) for item in one.items] == ["8,40 l", "15,84 l"]
        assert [item.pure_alcohol for item in one.items] == [Decimal("3.15"), Decimal("0.82")]
        assert total_litres(one.items) == (Decimal("24.24"), Decimal("3.97"), 0)
        (taken,) = one.custody
        assert (taken.act, taken.from_who, taken.to_who) == (CustodyAct.TAKEN, "Kim Sandell", "Maria Berg")


def test_a_large_seizure_may_be_described_jointly_but_never_be_empty(tmp_path) -> None:
    with desk(tmp_path) as (store, _):
        seizures = SeizureService(store)
        with pytest.raises(Invalid, match="items: missing"):
            seizures.seize(seizure_draft(), [])
        assert seizures.seize(seizure_draft(collective="Omkring 400 burkar öl av blandade märken."), []).collective


def test_an_item_can_be_added_and_corrected_until_the_record_is_signed(tmp_path) -> None:
    with desk(tmp_path) as (store, vault):
        seizures, papers = SeizureService(store), GoodsPaperService(store, vault, practice=True)
        made = seizures.seize(seizure_draft(), [item_draft()])
        added = seizures.add_item(item_draft(seizure_id=made.id, label="Rom Exempel"))
        assert added.point == 2
        fixed = seizures.edit_item(added, replace(added, count=3), "Räknat om.")
        assert fixed.count == 3
        edited = seizures.edit(made, replace(made, from_whom="Okänd gäst"))
        shown = papers.show_seizure(made.id, title="Polisinspektör")
        words = " ".join(text_of(shown.pdf).split())
        for said in ("Vodka Exempel", "37,5 %, enligt etikett", "Sammanlagt 10,50 l", "Okänd gäst", "27 kap. 1 §"):
            assert said in words
        signer = practice_key("Maria Berg", "Polisen", NOW)
        signed = papers.sign_seizure(shown.paper, signer, shown_sha256=shown.sha256)
        assert signed.paper.sealed
        (one,) = seizures.of_visit("a-visit")
        assert one.seizure.sealed
        assert all(item.sealed for item in one.items)
        for act in (
            lambda: seizures.edit(edited, replace(edited, crime="annat")),
            lambda: seizures.add_item(item_draft(seizure_id=made.id)),
            lambda: seizures.edit_item(fixed, replace(fixed, count=1)),
            lambda: papers.show_seizure(made.id),
        ):
            with pytest.raises(NotAllowed, match="sealed"):
                act()
        assert seizures.note_step(step_draft(seizure_id=made.id)).kind is StepKind.STORED
        assert papers.paper_of("seizure", made.id) == signed.paper
        assert papers.read(signed.paper.id).pdf == signed.pdf


def test_steps_are_links_of_the_chain_and_a_gap_is_found(tmp_path) -> None:
    with desk(tmp_path) as (store, vault):
        seizures, custody = SeizureService(store), CustodyService(store, vault)
        made = seizures.seize(seizure_draft(), [item_draft()])
        seizures.note_step(step_draft(seizure_id=made.id))
        (whole,) = seizures.of_visit("a-visit")
        assert [event.to_who for event in whole.custody] == ["Maria Berg", "Per Alm"]
        assert whole.gaps == ()
        later = whole.custody[-1].at + timedelta(hours=1)
        custody.record(
            CustodyDraft(
                item_kind="seizure", item_id=made.id, act=CustodyAct.HANDED_OVER, at=later, from_who="Ida", to_who="Bo"
            )
        )
        (broken,) = seizures.of_visit("a-visit")
        assert [(before.to_who, after.from_who) for before, after in broken.gaps] == [("Per Alm", "Ida")]


def test_destroying_needs_who_decided_the_ground_the_way_and_a_witness() -> None:
    draft = step_draft(kind=StepKind.DESTROYED, place="", to_whom="")
    missing = {problem.field for problem in step_problems(draft, NOW)}
    assert missing == {"decided_by", "ground", "method", "place", "witness"}
    full = replace(draft, decided_by="A", ground=("LFF-2",), method="Hälldes ut", place="Stationen", witness="B")
    assert step_problems(full, NOW) == ()
    assert step_problems(replace(full, at=NOW + timedelta(hours=1)), NOW) == (Problem("at", "in-the-future"),)


@pytest.mark.parametrize("field", ["number", "place", "seized_by", "decided_by", "crime", "reason", "ground"])
def test_what_a_seizure_must_say_is_asked_for(field) -> None:
    empty = () if field == "ground" else "  "
    assert Problem(field, "missing") in seizure_problems(seizure_draft(**{field: empty}), NOW)
    assert seizure_problems(seizure_draft(), NOW) == ()


@pytest.mark.parametrize(
    ("over", "problem"),
    [
        ({"label": ""}, Problem("label", "missing")),
        ({"count": 0}, Problem("count", "out-of-range")),
        ({"count": 100_001}, Problem("count", "out-of-range")),
        ({"container_ml": -1}, Problem("container_ml", "out-of-range")),
        ({"fill_percent": 101}, Problem("fill_percent", "out-of-range")),
        ({"strength": "stark"}, Problem("strength", "not-a-number")),
        ({"strength": "101"}, Problem("strength", "not-a-number")),
        ({"goods": GoodsClass.BEER, "strength": "3,6"}, Problem("strength", "not-that-class")),
        ({"goods": GoodsClass.BEER, "strength": "2,25"}, Problem("strength", "not-that-class")),
        ({"goods": GoodsClass.STRONG_BEER, "strength": "3,5"}, Problem("strength", "not-that-class")),
        ({"goods": GoodsClass.UNKNOWN}, Problem("goods", "unknown-value")),
        ({"condition": "x" * 20_001}, Problem("condition", "too-long")),
    ],
)
def test_an_item_that_cannot_be_is_refused(over, problem) -> None:
    assert problem in item_problems(item_draft(**over))
    assert item_problems(item_draft(goods=GoodsClass.BEER, strength="3,5")) == ()
    assert item_problems(item_draft(strength="")) == ()


@given(st.integers(0, 1_000_000), st.integers(1, 100_000), st.integers(0, 100), st.decimals(0, 100, places=2))
def test_litres_are_rounded_once_from_the_exact_amount(millilitres, count, fill, strength) -> None:
    item = item_draft(
        container_ml=millilitres, count=count, fill_percent=fill, strength=str(strength).replace(".", ",")
    )
    exact = Decimal(millilitres) * count * fill / 100_000
    assert abs(item.litres - exact) <= Decimal("0.005")
    assert abs(item.pure_alcohol - exact * strength / 100) <= Decimal("0.005")
    assert Decimal(0) <= item.pure_alcohol <= item.litres + Decimal("0.01")


@given(st.text(max_size=12))
def test_a_number_is_read_as_it_is_written_or_not_at_all(text) -> None:
    read = decimal_in(text)
    assert read is None or (read >= 0 and read.is_finite())


def test_halves_are_rounded_up_and_nothing_is_guessed() -> None:
    assert item_draft(container_ml=5, count=1, strength="").litres == Decimal("0.01")
    assert item_draft(container_ml=5, count=1, strength="50").pure_alcohol == Decimal("0.00")
    assert item_draft(strength="").pure_alcohol is None
    assert total_litres((item_draft(strength=""), item_draft()))[2] == 1


AUTHORITIES = [*authorities(), "En egen myndighet"]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(list(Role)), st.sampled_from(AUTHORITIES))
def test_nobody_outside_the_police_can_make_a_seizure_by_any_public_method(tmp_path_factory, role, authority) -> None:
    who = actor(role, authority)
    police = role is Role.POLICE_INSPECTOR and (authority.startswith("p.") or authority == "En egen myndighet")
    assert may_seize(who) == police
    if police:
        return
    with desk(tmp_path_factory.mktemp("x"), who) as (store, vault):
        seizures, papers = SeizureService(store), GoodsPaperService(store, vault, practice=True)
        acts = (
            lambda: seizures.seize(seizure_draft(), [item_draft()]),
            lambda: seizures.add_item(item_draft(seizure_id="x")),
            lambda: seizures.note_step(step_draft(seizure_id="x")),
            lambda: papers.show_seizure("x"),
        )
        for act in acts:
            with pytest.raises(NotAllowed):
                act()
        for draft in (sample_draft(), sample_draft(ground="LIVS-20")):
            try:
                SampleService(store).take(draft)
            except KrogkollError:
                continue
        with store.raw() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM seizure").scalar_one() == 0


def test_a_police_role_at_a_board_cannot_seize_either(tmp_path) -> None:
    with desk(tmp_path, actor(Role.POLICE_INSPECTOR, ALCOHOL_BOARD)) as (store, _):
        with pytest.raises(NotAllowed, match="seizure-police-only"):
            SeizureService(store).seize(seizure_draft(), [item_draft()])
        with store.transaction(Permission.READ_EVIDENCE) as tx:
            assert tx.find(SeizureRow, "x") is None


def test_a_board_takes_samples_on_its_own_ground_and_the_word_for_seizing_is_never_used(tmp_path) -> None:
    with desk(tmp_path, INSPECTOR) as (store, vault):
        samples, papers = SampleService(store), GoodsPaperService(store, vault, practice=True)
        with pytest.raises(Invalid, match="ground: not-yours"):
            samples.take(sample_draft(ground="RB-27-1"))
        made = samples.take(sample_draft(ground=""))
        assert made.ground == "AL-9-13"
        edited = samples.edit(made, replace(made, sent_to="Laboratoriet"))
        assert samples.of_visit("a-visit") == (edited,)
        shown = papers.show_sample(made.id, title="Alkoholhandläggare")
        words = text_of(shown.pdf)
        assert "9 kap. 13 § alkohollagen" in " ".join(words.split())
        assert "beslag" not in words.casefold()
        signer = practice_key("Anna Lindqvist", "Landskrona", NOW)
        assert papers.sign_sample(shown.paper, signer, shown_sha256=shown.sha256).paper.sealed
        with pytest.raises(NotAllowed, match="sealed"):
            samples.edit(edited, replace(edited, label="annan"))


def test_an_authority_without_the_right_takes_no_sample(tmp_path) -> None:
    fire = actor(Role.FIRE_INSPECTOR, FIRE)
    assert sample_grounds(fire) == ()
    with desk(tmp_path, fire) as (store, _), pytest.raises(NotAllowed, match="no-samples"):
        SampleService(store).take(sample_draft())


def test_a_sample_says_what_where_from_whom_and_why() -> None:
    bare = sample_draft(number="", taken_by="", from_whom="", place="", purpose="", label="", taken_at=None)
    assert {problem.field for problem in sample_problems(bare, NOW)} == {
        *("number", "taken_by", "from_whom", "place", "purpose", "label", "taken_at"),
    }
    assert sample_problems(sample_draft(remark="x" * 20_001), NOW) == (Problem("remark", "too-long"),)
    assert sample_problems(sample_draft(strength="mycket"), NOW) == (Problem("strength", "not-a-number"),)
