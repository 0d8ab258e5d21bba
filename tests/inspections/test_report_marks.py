"""The drawn mark in the report, what is masked, the additions that come later, and the copy that is left behind."""

from dataclasses import replace

import pytest

from krogkoll.documents import DrawnMark, Paragraph, text_of
from krogkoll.inspections import (
    AddendumService,
    InspectionDraft,
    StatementDraft,
    acknowledgement_problems,
    code_squares,
    code_text,
    masked,
    open_key,
    page_pictures,
    practice_key,
)
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed, Problem, SigningTrouble
from krogkoll.people import PeopleService
from krogkoll.signing import Outcome, check
from tests.documents.sample import document
from tests.factories import audited, person_draft, venue_draft
from tests.factory_rooms.goods import STROKES, acknowledgement_draft, addendum_draft
from tests.inspections.night import START, begun, carried_out, closed, night


def signed_report(a_night, visit):
    shown = a_night.reports.show(visit.id, title="Brandinspektör")
    return a_night.reports.sign(shown.paper, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)


def said(pdf):
    return " ".join(text_of(pdf).split())


def test_a_drawn_mark_is_kept_with_its_strokes_and_stands_in_the_report_as_a_drawn_mark(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        closed(a_night, visit)
        before = a_night.reports.show(visit.id)
        draft = acknowledgement_draft(inspection_id=visit.id, shown_sha256=before.sha256)
        kept = a_night.reports.acknowledge(draft)
        assert [len(stroke) for stroke in kept.strokes] == [len(stroke) for stroke in STROKES]
        assert kept.shown_sha256 == before.sha256
        signed = signed_report(a_night, visit)
        assert "Ritad namnteckning: Kim Sandell" in said(signed.pdf)
        assert "Den är ingen elektronisk underskrift." in said(signed.pdf)
        assert a_night.reports.acknowledgement_of(visit.id).sealed
        with pytest.raises(NotAllowed, match="sealed"):
            a_night.reports.acknowledge(draft)


def test_the_strokes_are_drawn_as_lines_with_a_spoken_text(tmp_path) -> None:
    from io import BytesIO

    import pikepdf

    from krogkoll.documents import build, verify

    mark = DrawnMark(
        strokes=(((0.1, 0.1, 0.5), (0.4, 0.2, 0.9)), ((0.6, 0.1, 0.5),)),
        alt="Ritad namnteckning av Kim Sandell",
        caption="Ritad namnteckning: Kim Sandell",
    )
    built = build(document(mark))
    assert verify(built.pdf, built) == ()
    with pikepdf.Pdf.open(BytesIO(built.pdf)) as pdf:
        content = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert content.count(b" 1 J 1 j ") == 2
    with pytest.raises(Invalid):
        build(document(replace(mark, alt=" ")))
    with pytest.raises(Invalid):
        build(document(replace(mark, strokes=())))


def test_a_refusal_stands_there_with_its_reason_and_witness(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        closed(a_night, visit)
        a_night.reports.acknowledge(
            acknowledgement_draft(
                inspection_id=visit.id,
                refused=True,
                strokes=(),
                reason="Ville tala med ett ombud",
                witness="Maria Berg",
            )
        )
        text = said(a_night.reports.show(visit.id).pdf)
        assert "ville inte rita sin namnteckning" in text
        assert "Skäl: Ville tala med ett ombud." in text
        assert "Vittne till detta: Maria Berg." in text


def test_a_mark_from_before_the_visit_was_reopened_does_not_count(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        done = closed(a_night, visit)
        a_night.reports.acknowledge(acknowledgement_draft(inspection_id=visit.id))
        a_night.inspections.reopen(done, "En fråga glömdes.")
        a_night.inspections.close(a_night.inspections.visit(visit.id).inspection)
        assert a_night.reports.acknowledgement_of(visit.id) is None
        assert "Ritad namnteckning" not in said(a_night.reports.show(visit.id).pdf)


@pytest.mark.parametrize(
    ("over", "problem"),
    [
        ({"name": " "}, Problem("name", "missing")),
        ({"name": "x" * 501}, Problem("name", "too-long")),
        ({"strokes": ()}, Problem("strokes", "missing")),
        ({"strokes": ((),)}, Problem("strokes", "out-of-range")),
        ({"strokes": (((2.0, 0.1, 0.0, 0.5),),)}, Problem("strokes", "out-of-range")),
        ({"strokes": (((0.2, 0.5, 0.0, 0.5),),)}, Problem("strokes", "out-of-range")),
        ({"strokes": (((float("nan"), 0.1, 0.0, 0.5),),)}, Problem("strokes", "out-of-range")),
        ({"strokes": (((0.1, 0.1, 0.0),),)}, Problem("strokes", "out-of-range")),
        ({"strokes": (((0.1, 0.1, 0.0, 0.5),) * 20_001,)}, Problem("strokes", "out-of-range")),
        ({"refused": True, "reason": "x", "witness": "y"}, Problem("strokes", "refused")),
        ({"refused": True, "strokes": (), "witness": "y"}, Problem("reason", "missing")),
        ({"refused": True, "strokes": (), "reason": "x"}, Problem("witness", "missing")),
    ],
)
def test_a_mark_that_is_none_is_refused(over, problem) -> None:
    assert problem in acknowledgement_problems(acknowledgement_draft(**over))
    assert acknowledgement_problems(acknowledgement_draft()) == ()


def test_a_person_with_protected_identity_is_named_nowhere_on_the_paper(tmp_path) -> None:
    with night(tmp_path) as a_night:
        people = PeopleService(a_night.store)
        people.register_person(
            person_draft(name="Kim Sandell", protected=True, street="", postal_code="", city="", number_reason="part")
        )
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        a_night.reports.acknowledge(acknowledgement_draft(inspection_id=visit.id))
        text = said(a_night.reports.show(visit.id).pdf)
        assert "Sandell" not in text
        assert "[skyddad identitet]" in text


def test_masking_follows_case_spacing_and_genitive_and_leaves_longer_names(tmp_path) -> None:
    before = document(Paragraph(text="kim  SANDELL sa att Kim Sandells lokal är Kim Sandellius."))
    after = masked(before, {"Kim Sandell": "X"})
    assert after.blocks[0].text == "X sa att Xs lokal är Kim Sandellius."
    assert after.letterhead == before.letterhead
    assert masked(before, {}) is before


def test_an_addition_is_numbered_names_the_hash_and_is_signed_on_its_own_paper(tmp_path) -> None:
    with night(tmp_path) as a_night:
        addenda = AddendumService(a_night.store, a_night.vault, practice=True)
        visit = begun(a_night)
        closed(a_night, visit)
        draft = addendum_draft(inspection_id=visit.id)
        with pytest.raises(NotAllowed, match="not-signed"):
            addenda.write(draft)
        report = signed_report(a_night, visit)
        first, second = addenda.write(draft), addenda.write(draft)
        assert (first.number, second.number) == (1, 2)
        assert first.report_sha256 == report.sha256
        with pytest.raises(Invalid):
            addenda.write(replace(draft, reason=" "))
        shown = addenda.show(first.id, title="Brandinspektör")
        assert report.sha256 in "".join(said(shown.pdf).split()), "however the long number is broken into lines"
        assert "82 centimeter" in said(shown.pdf)
        signed = addenda.sign(shown.paper, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
        assert check(signed.pdf, trust=[a_night.issuer.ca_pem], at=a_night.clock.now()).outcome is Outcome.HOLDS
        (one, paper), (other, none) = addenda.of_visit(visit.id)
        assert (one.sealed, paper.sealed, other.sealed, none) == (True, True, False, None)
        with pytest.raises(NotAllowed, match="sealed"):
            addenda.show(first.id)
        assert a_night.reports.read(report.paper.id).pdf == report.pdf


def test_the_copy_left_behind_is_the_signed_file_or_one_without_other_peoples_names(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        shown = a_night.reports.show(visit.id)
        with pytest.raises(NotAllowed, match="not-signed"):
            a_night.reports.leave_copy(shown.paper.id, to="Kim Sandell")
        signed = a_night.reports.sign(shown.paper, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
        target = tmp_path / "kopia.pdf"
        copy = a_night.reports.leave_copy(signed.paper.id, to="Kim Sandell", target=target)
        assert (copy.masked, copy.pdf, target.read_bytes()) == (False, signed.pdf, signed.pdf)
        with pytest.raises(EvidenceTrouble, match="exists"):
            a_night.reports.leave_copy(signed.paper.id, to="Kim Sandell", target=target)
        told = [entry for entry in audited(a_night.store) if entry["act"] == "disclosed"]
        assert [(one["to"], one["detail"]["sha256"]) for one in told] == [("Kim Sandell", signed.sha256)]


def test_what_a_guest_has_said_is_left_behind_without_the_guests_name(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        a_night.inspections.hear(
            StatementDraft(inspection_id=visit.id, at=START, who="Tuva Testberg", role="gäst", text="Öl kostar 45 kr.")
        )
        closed(a_night, visit)
        signed = signed_report(a_night, visit)
        assert "Tuva Testberg" in said(signed.pdf)
        copy = a_night.reports.leave_copy(signed.paper.id, to="Kim Sandell")
        assert copy.masked
        assert "Tuva" not in said(copy.pdf)
        assert "[annan person], gäst" in said(copy.pdf)
        assert "Öl kostar 45 kr." in said(copy.pdf)
        assert signed.sha256 in "".join(said(copy.pdf).split())
        assert "ÖVNING" in said(copy.pdf)


def test_pages_become_pictures_and_the_hash_a_code_without_names(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        closed(a_night, visit)
        shown = a_night.reports.show(visit.id)
        pages = page_pictures(shown.pdf, 400)
        assert {page.width for page in pages} == {400}
        assert all(len(page.pixels) == page.stride * page.height for page in pages)
        assert len(set(pages[0].pixels)) > 20
        text = code_text(shown.paper, "Räddningstjänsten Öresund (exempel)", shown.sha256)
        assert shown.sha256 in text
        assert text.startswith("ÖVNING.")
        assert "Sandell" not in text
        squares = code_squares(text)
        assert len(squares) == len(squares[0])
        assert not any(squares[0])


def test_a_key_is_read_from_its_file_and_a_practice_key_is_good_for_practice_only(tmp_path) -> None:
    with night(tmp_path) as a_night:
        now = a_night.clock.now()
        key = practice_key("Johan Ek", "Räddningstjänsten", now)
        assert (key.name, key.practice) == ("Johan Ek", True)
        with pytest.raises(EvidenceTrouble, match="unreadable"):
            open_key(tmp_path / "saknas.p12", "x", now)
        broken = tmp_path / "trasig.p12"
        broken.write_bytes(b"ingen nyckel")
        with pytest.raises(SigningTrouble, match="damaged"):
            open_key(broken, "x", now)
        broken.write_bytes(bytes(1024 * 1024 + 1))
        with pytest.raises(EvidenceTrouble, match="too-large"):
            open_key(broken, "x", now)


def test_what_was_seized_stands_in_the_report_with_its_totals(tmp_path) -> None:
    from krogkoll.evidence import SeizureService
    from krogkoll.security import Role
    from tests.factories import POLICE, actor
    from tests.factory_rooms.goods import item_draft, seizure_draft

    with night(tmp_path, actor(Role.POLICE_INSPECTOR, POLICE, name="Maria Berg")) as a_night:
        place = a_night.venues.register(venue_draft())
        visit = a_night.inspections.start(
            InspectionDraft(venue_id=place.id, premises="källaren", started_at=START, ended_at=START)
        )
        a_night.inspections.close(visit)
        items = [item_draft(), item_draft(strength="")]
        SeizureService(a_night.store).seize(seizure_draft(inspection_id=visit.id), items)
        text = said(a_night.reports.show(visit.id).pdf)
        assert "Beslag B-2026-0114-1: 2 varuslag, sammanlagt 16,80 l, varav ren alkohol 3,15 l." in text
        assert "En vara saknar uppgift om styrka. Se särskilt beslagsprotokoll." in text
