"""The sheet is numbered, in named hands, marked as secret, says what everybody must know, and is asked back."""

from dataclasses import replace

import pytest
from icalendar import Calendar

from krogkoll.documents import Letterhead, build, text_of, verify
from krogkoll.inspections import (
    Attendance,
    BriefingService,
    CopyState,
    EntryDraft,
    OperationStatus,
    Revealed,
    RiskDraft,
    StopDraft,
    briefing_document,
    open_gaps,
)
from krogkoll.kernel.errors import DocumentTrouble, Invalid, NotAllowed
from tests.factories import NOW, audited

from .planning import desk


def locked_night(at, *places):
    night = at.night(*places)
    maria, _, johan = at.company(night)
    at.operations.note_attendance(johan, Attendance.DECLINED, reason="Larm")
    at.operations.note_attendance(maria, Attendance.CONFIRMED)
    shown = at.operations.operation(night.id)
    at.operations.edit(shown, replace(shown, rendezvous="Polishusets garage"))
    at.planning.assess(RiskDraft(operation_id=night.id, venue_id=places[0].id, scores={"exits": (3, 3)}))
    answers = {"public_event": "Musik och entré", "decided_by": "Maria Berg"}
    at.operations.choose_entry(
        EntryDraft(venue_id=places[0].id, operation_id=night.id, ground_id="ol-2-21", answers=answers)
    )
    for gap in open_gaps(at.planning.plan_of(night.id)):
        at.planning.accept_gap(night.id, gap.key, "Reds ut på plats")
    return at.operations.move(at.operations.operation(night.id), OperationStatus.LOCKED)


def test_the_sheet_says_what_everybody_must_know_and_no_more(tmp_path):
    with desk(tmp_path) as at:
        place = at.place("Källaren", notes="Grannen Gudrun ringde om detta")
        night = locked_night(at, place)
        at.planning.add_stop(StopDraft(operation_id=night.id, venue_id=at.place("Lokal 7").id))
        plan = at.planning.plan_of(night.id)
        built = build(
            briefing_document(
                plan, Letterhead(authority="A"), number=3, holder="Maria Berg", made_at=NOW, practice=True
            )
        )
        assert not verify(built.pdf, built)
        text = " ".join(text_of(built.pdf).split())
        for said in (
            "17 kap. 1 § offentlighets- och sekretesslagen",
            "Exemplar 3",
            "Maria Berg",
            "väntar utanför tills polisen har meddelat säkrat",
            "Polishusets garage",
            "Nytt stopp: Lokal 7.",
            "Reds ut på plats",
            "ÖVNING",
            "2 kap. 21",
        ):
            assert said in text, said
        assert "Johan Ek, " not in text.replace("Johan Ek, räddningstjänsten", "")
        assert "Gudrun" not in text


def test_copies_are_numbered_on_and_stay_out_until_each_is_accounted_for(tmp_path):
    with desk(tmp_path) as at:
        briefings = BriefingService(at.store, practice=True)
        night = locked_night(at, at.place("Källaren"))
        folder = tmp_path / "ut"
        folder.mkdir()
        first = briefings.hand_out(night.id, ("Maria Berg", "  Anna   Lindqvist ", "Maria Berg"), folder)
        assert [(one.number, one.holder) for one in first] == [(1, "Maria Berg"), (2, "Anna Lindqvist")]
        (third,) = briefings.hand_out(night.id, ("Omar Haddad",), folder)
        assert third.number == 3
        assert sorted(path.name for path in folder.iterdir()) == [
            f"insatsblad-2026-11-27-exemplar-{number}.pdf" for number in (1, 2, 3)
        ]
        assert any(entry.get("act") == "printed" and entry.get("to") == "Omar Haddad" for entry in audited(at.store))
        with pytest.raises(Invalid):
            briefings.account(first[0], CopyState.LOST)
        with pytest.raises(Invalid):
            briefings.account(first[0], CopyState.OUT)
        briefings.account(first[0], CopyState.LOST, "Glömt i bilen")
        briefings.account(first[1], CopyState.RETURNED)
        assert [one.number for one in briefings.unaccounted()] == [3]
        briefings.account(third, CopyState.DESTROYED)
        assert briefings.unaccounted() == ()
        assert [one.state for one in briefings.copies(night.id)] == [
            CopyState.LOST,
            CopyState.RETURNED,
            CopyState.DESTROYED,
        ]


def test_nothing_is_handed_out_of_an_open_plan_or_over_another_file_or_by_half(tmp_path):
    with desk(tmp_path) as at:
        briefings = BriefingService(at.store, practice=True)
        with pytest.raises(NotAllowed, match="plan-not-locked"):
            briefings.hand_out(at.night().id, ("Maria Berg",), tmp_path)
        night = locked_night(at, at.place("Källaren"))
        with pytest.raises(Invalid):
            briefings.hand_out(night.id, (" ",), tmp_path)
        in_the_way = tmp_path / "insatsblad-2026-11-27-exemplar-2.pdf"
        in_the_way.write_bytes(b"another")
        with pytest.raises(DocumentTrouble, match="file-exists"):
            briefings.hand_out(night.id, ("Maria Berg", "Anna Lindqvist"), tmp_path)
        assert in_the_way.read_bytes() == b"another"
        assert not (tmp_path / "insatsblad-2026-11-27-exemplar-1.pdf").exists()
        assert briefings.copies(night.id) == ()


def test_the_calendar_says_only_that_there_is_duty(tmp_path):
    with desk(tmp_path) as at:
        briefings = BriefingService(at.store, practice=True)
        night = locked_night(at, at.place("Källaren"))
        target = tmp_path / "tjanst.ics"
        briefings.save_calendar(night.id, target)
        content = target.read_text(encoding="utf-8")
        for secret in ("Källaren", "garage", "Insats", "Sillkajsgatan", "Maria", "Gemensam"):
            assert secret not in content
        (event,) = Calendar.from_ical(content).walk("VEVENT")
        assert str(event["summary"]) == "Tjänst"
        assert event.decoded("dtstart") == night.starts_at
        assert event.decoded("dtend") == night.ends_at
        briefings.save_calendar(night.id, target, (Revealed.TITLE, Revealed.RENDEZVOUS, Revealed.PLACES))
        (event,) = Calendar.from_ical(target.read_text(encoding="utf-8")).walk("VEVENT")
        assert str(event["location"]) == "Polishusets garage"
        assert "Källaren" in str(event["description"])
        assert str(event["summary"]) == "Insats fredag 27 november"
        assert any(entry.get("act") == "exported" for entry in audited(at.store))
