"""The report: made from the visit alone, shown byte for byte, signed once, and then closed for ever."""

import json
from dataclasses import replace

import pytest

from krogkoll.cases import DeskService, MarkingDraft
from krogkoll.documents import Bullets, Letterhead, Photos, Table, problems, text_of
from krogkoll.inspections import AnswerDraft, EntryDraft, FindingDraft, Making, StatementDraft, report_document
from krogkoll.inspections.printing import Author
from krogkoll.kernel.errors import NotAllowed, SigningTrouble
from krogkoll.signing import Outcome, check
from krogkoll.store import anchors_in
from tests.factories import audited
from tests.inspections.night import FIRE_ACTOR, START, begun, carried_out, closed, night, photo


def making(**over):
    from krogkoll.inspections import own_kinds

    base = Making(
        authority="rtj.landskrona",
        letterhead=Letterhead(authority="Räddningstjänsten Öresund (exempel)"),
        kinds=own_kinds(FIRE_ACTOR),
        practice=True,
        made_at=START,
        anchors=(),
        photos={},
    )
    return replace(base, **over)


def tables(document):
    return {block.headers[1]: block for block in document.blocks if isinstance(block, Table)}


def test_everything_written_in_the_visit_is_in_the_report_and_nothing_else(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        answers, findings = carried_out(a_night, visit)
        closed(a_night, visit)
        whole = a_night.inspections.visit(visit.id)
        document = report_document(whole, Author(name="Johan Ek", title="Brandinspektör"), making())
        assert problems(document) == ()
        by_header = tables(document)
        assert [row[2] for row in by_header["Kl."].rows] == [finding.text for finding in findings]
        assert len(by_header["Fråga"].rows) == len(answers)
        assert by_header["Vem"].rows[0][2] == "Hänglåset sattes dit efter ett inbrott. (sammanfattat)"
        assert [row[0] for row in by_header["Myndighet"].rows] == ["Johan Ek", "Maria Berg", "Anna Lindqvist"]
        unchecked = next(block for block in document.blocks if isinstance(block, Bullets))
        assert any(str(one).startswith("Fråga 43:") for one in unchecked.items)
        assert not any(str(one).startswith("Fråga 36:") for one in unchecked.items)


def test_a_weak_or_missing_ground_is_said_aloud(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        a_night.inspections.choose_entry(
            EntryDraft(inspection_id=visit.id, ground_id="lso-5-2", answers={}, reason="Larm under natten.")
        )
        closed(a_night, visit)
        whole = a_night.inspections.visit(visit.id)
        author = Author(name="Johan Ek", title="")
        weak = next(block for block in report_document(whole, author, making()).blocks if isinstance(block, Bullets))
        assert "Skäl för att ändå gå in: Larm under natten." in weak.items
        without = report_document(replace(whole, entry=None), author, making())
        said = [str(getattr(block, "text", "")) for block in without.blocks]
        assert "Ingen tillträdesgrund är antecknad för räddningstjänsten." in said


def test_an_officer_of_another_authority_is_heard_and_never_counted_as_our_own(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        a_night.inspections.hear(
            StatementDraft(
                inspection_id=visit.id,
                at=START,
                who="Maria Berg",
                authority="p.syd.landskrona",
                verbatim=True,
                text="Vi räknade till 62.",
            )
        )
        closed(a_night, visit)
        document = report_document(a_night.inspections.visit(visit.id), Author(name="J", title=""), making())
        row = tables(document)["Vem"].rows[0]
        assert "Polismyndigheten" in row[1]
        assert row[2] == "”Vi räknade till 62.” (ordagrant)"
        assert "Kl." not in tables(document)


def test_only_cleared_photos_are_printed_and_the_others_are_counted(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        first = a_night.inspections.observe(FindingDraft(inspection_id=visit.id, at=START, text="Hänglås."))
        second = a_night.inspections.observe(FindingDraft(inspection_id=visit.id, at=START, text="Gäster."))
        photo(a_night, tmp_path, first)
        photo(a_night, tmp_path, second, cleared=False)
        closed(a_night, visit)
        shown = a_night.reports.show(visit.id, title="Brandinspektör")
        from krogkoll.documents import text_of

        text = " ".join(text_of(shown.pdf).split())
        assert "Foto 1. Hänglås på gårdsutgången, kl. 23.11." in text
        assert "Ett foto visas inte här" in text
        assert "Foto 2." not in text
        assert "Fotona är kopior" in text
        whole = a_night.inspections.visit(visit.id)
        none_shown = report_document(whole, Author(name="J", title=""), making())
        assert "Fotona är kopior" not in str(none_shown.blocks), "no photo is shown, so nothing is said of copies"


def test_the_signed_report_begins_with_the_shown_bytes_and_seals_the_visit(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        answers, findings = carried_out(a_night, visit)
        done = closed(a_night, visit)
        shown = a_night.reports.show(visit.id, title="Brandinspektör")
        signed = a_night.reports.sign(shown.paper, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
        assert signed.pdf.startswith(shown.pdf)
        assert signed.paper.sealed
        assert check(signed.pdf, trust=[a_night.issuer.ca_pem], at=a_night.clock.now()).outcome is Outcome.HOLDS
        assert a_night.reports.report_of(visit.id) == signed.paper
        assert a_night.reports.read(signed.paper.id).pdf == signed.pdf
        whole = a_night.inspections.visit(visit.id)
        for record in (whole.inspection, whole.entry, *whole.answers, *whole.findings, *whole.statements):
            assert record.sealed
        with pytest.raises(NotAllowed, match="sealed"):
            a_night.inspections.answer(AnswerDraft(inspection_id=visit.id, item_id="tillsyn-36", value="yes"))
        with pytest.raises(NotAllowed, match="sealed"):
            a_night.inspections.reopen(done, "Ångrat.")
        with pytest.raises(NotAllowed, match="sealed"):
            a_night.reports.show(visit.id)
        with pytest.raises(NotAllowed, match="sealed"):
            a_night.reports.withdraw(signed.paper, "Ångrat.")
        assert (len(answers), len(findings)) == (len(whole.answers), len(whole.findings))


def test_even_a_direct_write_to_a_sealed_answer_is_refused_by_the_database(tmp_path) -> None:
    from krogkoll.inspections.rows import AnswerRow
    from krogkoll.security import Permission

    with night(tmp_path) as a_night:
        visit = begun(a_night)
        answers, _ = carried_out(a_night, visit)
        closed(a_night, visit)
        shown = a_night.reports.show(visit.id)
        a_night.reports.sign(shown.paper, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
        with (
            pytest.raises(NotAllowed, match="sealed"),
            a_night.store.transaction(Permission.CARRY_OUT_INSPECTIONS) as tx,
        ):
            tx.change(AnswerRow, answers[0].id, seen=answers[0].seen, value="no", note="ändrat")


def test_hash_heads_and_key_are_in_the_log_and_the_heads_on_the_paper(tmp_path) -> None:
    from krogkoll.documents import text_of

    with night(tmp_path) as a_night:
        visit = begun(a_night)
        closed(a_night, visit)
        shown = a_night.reports.show(visit.id)
        signed = a_night.reports.sign(shown.paper, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
        log = audited(a_night.store)
        printed = next(one for one in log if one["act"] == "printed")
        used = next(one for one in log if one["act"] == "key-used")
        assert printed["detail"]["sha256"] == shown.sha256
        assert (used["detail"]["before"], used["detail"]["sha256"]) == (shown.sha256, signed.sha256)
        anchors = list(anchors_in(text_of(signed.pdf)))
        assert {anchor.replica for anchor in anchors} == {a_night.store.replica_id}
        assert len({anchor.chain for anchor in anchors}) == 2
        assert json.dumps(signed.paper.signatures)


def test_the_wrong_person_key_bytes_or_moment_cannot_sign(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        done = closed(a_night, visit)
        shown = a_night.reports.show(visit.id)
        right = a_night.signer("Johan Ek")
        with pytest.raises(NotAllowed, match="other-signer"):
            a_night.reports.sign(shown.paper, a_night.signer("Helena Strand"), shown_sha256=shown.sha256)
        with pytest.raises(NotAllowed, match="not-what-was-shown"):
            a_night.reports.sign(shown.paper, right, shown_sha256="0" * 64)
        a_night.inspections.reopen(done, "En fråga glömdes.")
        with pytest.raises(NotAllowed, match="not-closed"):
            a_night.reports.sign(shown.paper, right, shown_sha256=shown.sha256)
        a_night.inspections.close(a_night.inspections.visit(visit.id).inspection)
        with pytest.raises(NotAllowed, match="withdrawn"):
            a_night.reports.sign(shown.paper, right, shown_sha256=shown.sha256)
        again = a_night.reports.show(visit.id)
        assert a_night.reports.sign(again.paper, right, shown_sha256=again.sha256).paper.sealed


def test_a_practice_key_signs_no_real_report(tmp_path) -> None:
    with night(tmp_path, practice=False) as a_night:
        visit = begun(a_night)
        closed(a_night, visit)
        shown = a_night.reports.show(visit.id)
        with pytest.raises(SigningTrouble, match="practice-key"):
            a_night.reports.sign(shown.paper, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)


def test_an_open_visit_has_no_report_yet(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        with pytest.raises(NotAllowed, match="not-closed"):
            a_night.reports.show(visit.id)
        assert a_night.reports.report_of(visit.id) is None


def test_the_report_has_no_photo_section_without_photos(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        closed(a_night, visit)
        document = report_document(a_night.inspections.visit(visit.id), Author(name="J", title=""), making())
        assert not any(isinstance(block, Photos) for block in document.blocks)


def test_a_marking_of_the_visit_stands_at_the_head_of_its_report(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        closed(a_night, visit)
        marks = MarkingDraft(subject_kind="inspection", subject_id=visit.id, provision="OSL-30-20")
        DeskService(a_night.store).mark_secret(marks)
        pdf = a_night.reports.show(visit.id).pdf
        assert "Sekretessmarkering 2026-11-" in text_of(pdf)
        assert "30 kap. 20 § OSL" in text_of(pdf).replace("\u00a0", " ")
