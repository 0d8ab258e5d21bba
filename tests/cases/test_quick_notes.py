"""Quick notes: caught in the field, sorted where they belong, never sorted twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from krogkoll.cases import (
    CaseService,
    DeskService,
    EventKind,
    NoteChannel,
    NoteState,
    QuickNoteService,
    quick_note_problems,
)
from krogkoll.kernel.errors import Conflict, Invalid, NotFound
from krogkoll.venues import VenueService
from tests.factories import NOW, actor, audited, case_draft, venue_draft
from tests.factory_rooms.cases import quick_note_draft


@pytest.fixture
def notes(store):
    return QuickNoteService(store)


def test_a_note_waits_until_it_is_sorted_and_its_reading_is_logged(notes, store):
    first = notes.write(quick_note_draft())
    second = notes.write(quick_note_draft(text="  Ny skylt.  "))
    assert second.text == "Ny skylt."
    assert first.at >= NOW
    assert (first.by, first.state) == ("Anna Lindqvist", NoteState.UNFILED)
    assert notes.unfiled() == (second, first)
    assert audited(store)[-1]["ids"] == [second.id, first.id]


def test_somebody_elses_notes_are_theirs_to_sort(notes, store):
    notes.write(quick_note_draft())
    store.act_as(actor(user_id="6f0c1f5e-6d0c-4d33-9a3d-222222222222"))
    assert notes.unfiled() == ()


def test_an_edit_changes_what_was_changed_and_keeps_the_moment(notes):
    shown = notes.write(quick_note_draft())
    later = notes.edit(shown, replace(quick_note_draft(), text="Två vakter.", at=None))
    assert (later.text, later.at, later.state) == ("Två vakter.", shown.at, NoteState.UNFILED)
    assert notes.edit(later, later) == later


def test_in_a_case_it_becomes_an_official_note_with_its_photos_and_moment(notes, store):
    case = CaseService(store).open_case(case_draft())
    note = notes.write(quick_note_draft(photo_ids=("a-photo",), at=NOW - timedelta(hours=2)))
    official = notes.file_in_case(note, case.id)
    assert (official.text, official.at, official.photo_ids) == (note.text, note.at, ("a-photo",))
    assert official.channel is NoteChannel.OBSERVATION
    assert DeskService(store).notes_of(case.id) == (official,)
    assert notes.unfiled() == ()


def test_at_a_place_it_stands_in_the_history(notes, store):
    venue = VenueService(store).register(venue_draft())
    note = notes.write(quick_note_draft())
    filed = notes.file_at_venue(note, venue.id)
    assert (filed.state, filed.filed_kind, filed.filed_id) == (NoteState.AT_VENUE, "venue", venue.id)
    (event,) = CaseService(store).timeline(venue_id=venue.id)
    assert (event.kind, event.text, event.subject_id) == (EventKind.NOTE, note.text, note.id)


def test_as_a_tip_it_remembers_which(notes):
    filed = notes.file_as_tip(notes.write(quick_note_draft()), "a-tip")
    assert (filed.state, filed.filed_id) == (NoteState.AS_TIP, "a-tip")


def test_it_is_thrown_away_with_a_reason_only(notes):
    note = notes.write(quick_note_draft())
    with pytest.raises(Invalid):
        notes.discard(note, "  ")
    gone = notes.discard(note, "skrivet två gånger")
    assert (gone.state, gone.state_reason, notes.unfiled()) == (NoteState.DISCARDED, "skrivet två gånger", ())


def test_what_is_sorted_is_not_sorted_again_nor_changed(notes, store):
    case = CaseService(store).open_case(case_draft())
    note = notes.write(quick_note_draft())
    notes.file_in_case(note, case.id)
    for again in (
        lambda: notes.file_in_case(note, case.id),
        lambda: notes.edit(note, quick_note_draft(text="annat")),
        lambda: notes.discard(note, "fel"),
        lambda: notes.file_as_tip(note, "a-tip"),
    ):
        with pytest.raises(Conflict, match="note-filed"):
            again()
    assert len(DeskService(store).notes_of(case.id)) == 1


def test_a_case_or_place_that_is_not_here_leaves_the_note_where_it_was(notes):
    note = notes.write(quick_note_draft())
    with pytest.raises(NotFound):
        notes.file_in_case(note, "saknas")
    with pytest.raises(NotFound):
        notes.file_at_venue(note, "saknas")
    assert notes.unfiled() == (note,)


def test_a_note_needs_words_or_a_photo_and_a_past():
    assert quick_note_problems(quick_note_draft()) == ()
    assert quick_note_problems(quick_note_draft(text=" ", photo_ids=("a-photo",))) == ()
    found = quick_note_problems(quick_note_draft(text=" ", at=NOW + timedelta(days=1)), NOW)
    assert [one.field for one in found] == ["at", "text"]
    assert quick_note_problems(quick_note_draft(text="x" * 20_001))[0].problem == "too-long"
