"""What the authority says of itself is on every paper, and what no paper has room for is refused."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from krogkoll.documents import text_of
from krogkoll.house import LetterheadDraft, letterhead_of, letterhead_problems
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed
from tests.factories import audited
from tests.factory_rooms.house import letterhead_draft

from .conftest import GUEST, mark_png


def said(pdf):
    return " ".join(text_of(pdf).split())


def test_before_anybody_has_written_one_the_shipped_table_speaks(desk, asks):
    view = desk.house.letterhead()
    assert view.stored is None
    assert view.draft.organisation == "Räddningstjänsten Öresund (exempel)"
    head = asks(letterhead_of)
    assert head.authority == view.draft.organisation
    assert [column.label for column in head.columns] == ["Postadress", "Telefon och e-post", "Besöksadress"]
    assert head.mark is None


def test_what_is_written_is_on_paper_from_then_on(desk, asks):
    desk.house.set_letterhead(desk.house.letterhead(), letterhead_draft())
    head = asks(letterhead_of)
    assert head.authority == "Räddningstjänsten Övningsköping"
    assert head.unit == "Enheten för tillsyn"
    assert head.columns[-1].lines[-1] == "ovningskoping.example"
    view = desk.house.letterhead()
    assert view.stored is not None
    assert "Enheten för tillsyn" in said(desk.house.sample(view.draft))


def test_an_edit_changes_only_what_was_edited(desk):
    first = desk.house.set_letterhead(desk.house.letterhead(), letterhead_draft())
    second = desk.house.set_letterhead(first, replace(first.draft, telephone="040-628 04 99"))
    assert second.stored.id == first.stored.id
    assert second.stored.telephone == "040-628 04 99"
    assert second.stored.seen["sender"] if "sender" in second.stored.seen else second.stored.seen["*"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"organisation": " "}, ("organisation", "missing")),
        ({"postal_address": ""}, ("postal_address", "missing")),
        ({"unit": "x" * 121}, ("unit", "too-long")),
        ({"board": "a\nb"}, ("board", "one-line")),
        ({"email": "rtj.example"}, ("email", "not-an-address")),
        ({"appeal_email": "a b@c.example"}, ("appeal_email", "not-an-address")),
    ],
)
def test_each_broken_field_is_named(change, problem):
    found = letterhead_problems(replace(letterhead_draft(), **change))
    assert [(one.field, one.problem) for one in found] == [problem]
    assert letterhead_problems(letterhead_draft()) == ()


def test_what_no_page_has_room_for_is_refused_before_it_is_kept(desk):
    crowded = replace(
        letterhead_draft(), **dict.fromkeys(("postal_address", "visiting_address", "telephone"), "W" * 120)
    )
    with pytest.raises(Invalid) as caught:
        desk.house.set_letterhead(desk.house.letterhead(), crowded)
    assert [(one.field, one.problem) for one in caught.value.problems] == [("postal_address", "no-room")]
    assert desk.house.letterhead().stored is None


def test_a_character_that_cannot_be_printed_is_refused(desk):
    with pytest.raises(Invalid):
        desk.house.set_letterhead(
            desk.house.letterhead(), replace(letterhead_draft(), organisation="Räddning \U0001f692")
        )


def test_the_mark_is_a_small_picture_with_words_and_stays_when_the_words_change(desk, asks):
    view = desk.house.set_mark(desk.house.letterhead(), mark_png(), "Räddningstjänstens märke")
    head = asks(letterhead_of)
    assert head.mark.jpeg[:2] == b"\xff\xd8"
    assert (head.mark.width, head.mark.height) == (600, 240)
    desk.house.set_letterhead(view, letterhead_draft())
    assert asks(letterhead_of).mark == head.mark
    with pikepdf.open(BytesIO(desk.house.sample(letterhead_draft()))) as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert [str(one.Alt) for one in figures] == ["Räddningstjänstens märke"]


def test_a_mark_can_be_taken_away(desk, asks):
    view = desk.house.set_mark(desk.house.letterhead(), mark_png(), "Märke")
    desk.house.remove_mark(view)
    assert asks(letterhead_of).mark is None


@pytest.mark.parametrize(
    ("picture", "reason"),
    [(b"", "empty"), (b"<svg xmlns='x'/>", "not-a-photo"), (mark_png()[:200], "corrupt"), (b"%PDF-1.7", "not-a-photo")],
)
def test_what_is_no_picture_is_refused_and_nothing_is_kept(desk, picture, reason):
    with pytest.raises(EvidenceTrouble) as caught:
        desk.house.set_mark(desk.house.letterhead(), picture, "Märke")
    assert caught.value.reason == reason
    assert desk.house.letterhead().stored is None


@pytest.mark.parametrize(("alt", "code"), [(" ", "missing"), ("x" * 121, "too-long")])
def test_a_mark_needs_words_for_those_who_do_not_see_it(desk, alt, code):
    with pytest.raises(Invalid) as caught:
        desk.house.set_mark(desk.house.letterhead(), mark_png(), alt)
    assert caught.value.problems[0].problem == code


def test_an_inspector_reads_but_does_not_change(inspector_desk):
    desk = inspector_desk
    assert desk.house.letterhead().draft.organisation
    for act in (
        lambda: desk.house.set_letterhead(desk.house.letterhead(), letterhead_draft()),
        lambda: desk.house.set_mark(desk.house.letterhead(), mark_png(), "Märke"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_colleague_who_may_changes_it_here_as_guest_and_the_log_says_who(inspector_desk):
    view = inspector_desk.house.set_letterhead(inspector_desk.house.letterhead(), letterhead_draft(), guest=GUEST)
    assert view.stored.created_by == GUEST.user_id
    assert any(entry["act"] == "guest-act" for entry in audited(inspector_desk.store))


def test_a_letterhead_without_addresses_still_makes_a_page(desk):
    page = desk.house.sample(LetterheadDraft(organisation="Nämnden", postal_address="Box 1"))
    assert "Nämnden" in said(page)
