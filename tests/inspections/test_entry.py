"""Entry grounds: our own only, weak ones flagged, no consent in a dwelling, and never a closed door for the record."""

from dataclasses import replace

import pytest

from krogkoll.inspections import EntryDraft, entry_facts, entry_flags, entry_problems, ground_words, moment_answer
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.kernel.swedish import NBSP
from krogkoll.venues import PlaceKind
from tests.factories import ALCOHOL_BOARD, NOW, actor, venue_draft
from tests.inspections.night import begun, night

CONSENT = EntryDraft(
    venue_id="a-venue",
    ground_id="consent",
    answers={
        "consent_by": "Kim Sandell, företrädare",
        "consent_at": moment_answer(NOW),
        "told_no_consequence": True,
        "told_withdrawable": True,
        "not_dwelling": True,
    },
)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_a_ground_with_all_its_facts_has_nothing_to_flag() -> None:
    assert entry_problems(CONSENT) == ()
    assert entry_flags(CONSENT) == ()
    assert plain(ground_words(CONSENT)) == (
        "samtycke av Kim Sandell, företrädare den 22 november 2026 kl. 14.00. "
        "Personen fick veta att ett nej inte får några följder och att samtycket kan återkallas"
    )
    assert ("Är det klart att lokalen inte är en bostad?", "Ja") in entry_facts(CONSENT)


def test_a_missing_fact_asks_for_a_reason_and_stands_in_the_report() -> None:
    weak = EntryDraft(
        venue_id="a-venue",
        ground_id="al-9-13",
        answers={"serving_permit": False},
        known="inget tillstånd i registret av den 3 nov 2026",
    )
    assert entry_problems(weak) == (Problem("reason", "missing-facts-need-reason"),)
    reasoned = replace(weak, reason="Föreståndaren uppgav att tillstånd finns.")
    assert entry_problems(reasoned) == ()
    assert entry_flags(reasoned) == (
        "Finns ett serveringstillstånd på adressen? Nej.",
        "Känt när grunden valdes: inget tillstånd i registret av den 3 nov 2026.",
        "Skäl för att ändå gå in: Föreståndaren uppgav att tillstånd finns.",
    )


def test_consent_opens_no_dwelling_whatever_the_reason() -> None:
    no = replace(CONSENT, answers={**CONSENT.answers, "not_dwelling": False}, reason="Dörren stod öppen.")
    assert Problem("ground_id", "no-consent-in-dwelling") in entry_problems(no)
    assert Problem("ground_id", "no-consent-in-dwelling") in entry_problems(CONSENT, dwelling=True)


def test_unknown_conditions_and_missing_choices_are_named() -> None:
    assert Problem("answers", "unknown-condition") in entry_problems(replace(CONSENT, answers={"colour": "red"}))
    assert entry_problems(EntryDraft()) == (Problem("venue_id", "missing"), Problem("ground_id", "missing"))


def test_the_ground_of_another_authority_is_neither_offered_nor_taken(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        assert {one.id for one in a_night.operations.offered_grounds()} == {"lso-5-2"}
        for ground, answers in (("consent", CONSENT.answers), ("ol-2-21", {"public_event": "x", "decided_by": "y"})):
            with pytest.raises(NotAllowed, match="other-authority-ground"):
                a_night.inspections.choose_entry(EntryDraft(inspection_id=visit.id, ground_id=ground, answers=answers))
        assert a_night.inspections.visit(visit.id).entry.ground_id == "lso-5-2"


def test_what_our_register_says_is_written_down_with_the_choice(tmp_path) -> None:
    with night(tmp_path, actor(authority=ALCOHOL_BOARD)) as a_night:
        place = a_night.venues.register(venue_draft())
        operation_less = EntryDraft(
            venue_id=place.id, operation_id="an-operation", ground_id="al-9-13", answers={}, reason="Enligt uppgift."
        )
        entry = a_night.operations.choose_entry(operation_less)
        assert entry.known == "tillståndet är inte kontrollerat i registret"
        assert entry.authority == ALCOHOL_BOARD
        assert a_night.operations.entries("an-operation") == {place.id: entry}


def test_a_known_dwelling_refuses_consent_in_the_service_too(tmp_path) -> None:
    with night(tmp_path, actor(authority=ALCOHOL_BOARD)) as a_night:
        place = a_night.venues.register(venue_draft(place=PlaceKind.DWELLING))
        with pytest.raises(Invalid) as refused:
            a_night.operations.choose_entry(replace(CONSENT, venue_id=place.id))
        assert refused.value.problems == (Problem("ground_id", "no-consent-in-dwelling"),)


def test_the_last_choice_stands_and_the_first_is_kept(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        second = EntryDraft(inspection_id=visit.id, ground_id="lso-5-2", answers={}, reason="Syftet glömdes.")
        chosen = a_night.inspections.choose_entry(second)
        assert a_night.inspections.visit(visit.id).entry == chosen
        assert a_night.inspections.visit(visit.id).entry.reason == "Syftet glömdes."
