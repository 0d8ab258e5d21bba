"""Swedish words for times, sums and names on paper."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.kernel.swedish import NBSP
from krogkoll.law import wording


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-11-14T20:00", "2026-11-14T21:30", "den 14 november 2026 kl. 21.00–22.30"),
        ("2026-11-14T22:11", "2026-11-14T23:45", "natten mellan den 14 och 15 november 2026, kl. 23.11–00.45"),
        (
            "2026-10-31T22:30",
            "2026-11-01T00:10",
            "natten mellan den 31 oktober och 1 november 2026, kl. 23.30–01.10",
        ),
        (
            "2026-11-14T20:00",
            "2026-11-16T21:00",
            "från den 14 november 2026 kl. 21.00 till den 16 november 2026 kl. 22.00",
        ),
        (
            "2026-10-25T00:30",
            "2026-10-25T01:30",
            "den 25 oktober 2026 kl. 02.30 sommartid–kl. 02.30 normaltid",
        ),
    ],
)
def test_a_period_says_the_night_and_the_hour_that_comes_twice(start: str, end: str, words: str) -> None:
    assert plain(wording.period(at(start), at(end))) == words


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends after"):
        wording.period(at("2026-11-14T22:11"), at("2026-11-14T22:10"))


def test_only_the_hour_of_the_change_is_marked() -> None:
    assert plain(wording.time_of_day(at("2026-10-25T01:59"))) == "kl. 02.59 normaltid"
    assert plain(wording.time_of_day(at("2026-10-25T02:00"))) == "kl. 03.00"


def test_names_sums_and_lists() -> None:
    assert wording.genitive("föreningen") == "föreningens"
    assert wording.genitive("Kajhus") == "Kajhus"
    assert wording.upper_first("källaren på Ön") == "Källaren på Ön"
    assert wording.joined(["a", "b", "c"]) == "a, b och c"
    assert wording.joined(["a"]) == "a"
    assert plain(wording.money(1250000)) == "1 250 000 kr"
    assert plain(wording.points(2, 5)) == "punkterna 2–5"
    assert plain(wording.points(2, 2)) == "punkt 2"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("stod i källaren", "stod i_källaren"),
        ("å ena sidan", "å_ena sidan"),
        ("(i lokalen)", "(i_lokalen)"),
        ("kl. 23.31", "kl._23.31"),
        ("78 cm fri bredd", "78_cm fri bredd"),
        ("cirka 110 m²", "cirka 110_m²"),
        ("12 500 kr", "12_500_kr"),
        ("261 80 Landskrona", "261_80 Landskrona"),
        ("den 5 maj 2026", "den 5_maj_2026"),
        ("8 kap. 1 a § alkohollagen", "8_kap._1_a_§ alkohollagen"),
        ("44 § FL", "44_§_FL"),
        ("punkt 4 och nr 12", "punkt_4 och nr_12"),
        ("trappan  mot\ngatan ", "trappan mot gatan"),
        ("Avd. B ska inte nämnas", "Avd. B_ska inte nämnas"),
        ("t.ex. i dag", "t.ex. i_dag"),
        ("en i-länk", "en i-länk"),
        ("hen sade ja", "hen sade ja"),
    ],
)
def test_what_swedish_keeps_together_is_bound_and_nothing_else(text: str, kept: str) -> None:
    assert wording.bound(text) == kept.replace("_", NBSP)


@given(st.text(alphabet="aiåB 0123456789.§()kr\n", max_size=40))
def test_binding_changes_nothing_but_spaces_and_is_done_once(text: str) -> None:
    bound = wording.bound(text)
    assert plain(bound).split() == text.split()
    assert wording.bound(bound) == bound


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("dörren var låst", "Dörren var låst."),
        ("Dörren var låst.", "Dörren var låst."),
        ("  var den låst?  ", "Var den låst?"),
        ("se 44 § FL (bilaga 1)", "Se 44 § FL (bilaga 1)."),
        ("han sade: ”Gå.”", "Han sade: ”Gå.”"),
        ("", ""),
    ],
)
def test_what_somebody_typed_becomes_a_sentence(typed: str, written: str) -> None:
    assert wording.sentence(typed) == written
