"""The desk: the queue, the page as it will be, and values whose sources have changed since."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from krogkoll import law
from krogkoll.cases import DeskService, MarkingDraft
from krogkoll.decisions import DecisionDraft, QueueGroup, swedish_queue
from krogkoll.documents import text_of
from krogkoll.evidence import DocumentDraft, DocumentService, Persons, Subject
from krogkoll.inspections import InspectionDraft
from krogkoll.kernel.errors import Invalid, NotAllowed, NotFound
from krogkoll.people import PROTECTED_ON_PAPER, PeopleService
from krogkoll.security import Role
from krogkoll.venues import PermitState
from tests.decisions.board_desk import BOARD_ACTOR, board_night, case_about, desk_of, place
from tests.factories import FIRE, POLICE, actor, audited, person_draft
from tests.inspections.night import START, begun, carried_out, closed, decision_maker, night, photo, written

WRITERS = {"k1282.alkohol": BOARD_ACTOR, "p.syd.landskrona": actor(Role.POLICE_INSPECTOR, POLICE)}
FIRE_WRITER = actor(Role.FIRE_INSPECTOR, FIRE, name="Johan Ek")


@pytest.fixture
def visited(tmp_path):
    """The fire authority's night with a closed visit and two cleared photos."""
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        _, findings = carried_out(a_night, visit)
        for finding in findings[2:4]:
            photo(a_night, tmp_path, finding)
        closed(a_night, visit)
        yield a_night, visit


def words(pdf):
    return " ".join(text_of(pdf).split())


def templates_of(authority):
    kinds = law.authority(authority).kinds
    return [one for one in law.all_decision_types().values() if one.template and one.competent(kinds)]


def test_the_page_of_an_empty_draft_says_what_is_missing_and_that_it_is_a_draft(visited):
    a_night, visit = visited
    draft = a_night.decisions.begin("LSO-NYTTJ", inspection_id=visit.id)
    empty = replace(draft, party_name="", docket_number="")
    seen = desk_of(a_night).preview(draft, empty)
    text = words(seen.pdf)
    for said in (
        "[Adressat saknas]",
        "[Hur användningen begränsas saknas]",
        "ÖVNING UTKAST",
        "[Proportionalitet saknas]",
    ):
        assert said in text, said
    codes = [gap.code for gap in seen.gaps]
    assert {"addressee-name", "content", "docket-number", "conflict-undeclared"} <= set(codes)
    with pikepdf.Pdf.open(BytesIO(seen.pdf)) as opened:
        assert len(opened.pages) == seen.pages


def test_a_preview_stores_nothing_and_logs_that_it_was_read(visited):
    a_night, visit = visited
    draft = a_night.decisions.begin("LSO-NYTTJ", inspection_id=visit.id)
    desk_of(a_night).preview(draft, replace(draft, proportionality="Bara på skärmen."))
    assert a_night.decisions.decision(draft.id).proportionality == ""
    assert a_night.decisions.decision(draft.id).seen == draft.seen
    read = [one for one in audited(a_night.store) if one["act"] == "read" and draft.id in one["ids"]]
    assert read


def test_a_complete_draft_looks_as_the_finished_paper_but_for_the_word_draft(visited):
    a_night, visit = visited
    decision = written(a_night, visit, decision_maker(a_night))
    seen = desk_of(a_night).preview(decision, decision)
    assert seen.gaps == ()
    before = words(seen.pdf)
    shown = words(a_night.decisions.submit(decision).pdf)
    assert "saknas]" not in before
    anchored = shown[: shown.index("Kedjeändar")] if "Kedjeändar" in shown else shown
    assert before.replace("ÖVNING UTKAST", "ÖVNING")[:4000] == anchored[:4000]


def test_each_picture_is_read_from_the_vault_once_and_one_that_is_no_longer_cleared_goes(visited):
    a_night, visit = visited
    desk = desk_of(a_night)
    draft = a_night.decisions.begin("LSO-NYTTJ", inspection_id=visit.id)
    first = words(desk.preview(draft, draft).pdf)
    assert "Foto 1" in first
    assert "Foto 2" in first
    printed = [one for one in audited(a_night.store) if one["act"] == "printed"]
    desk.preview(draft, draft)
    assert [one for one in audited(a_night.store) if one["act"] == "printed"] == printed
    shown = a_night.evidence.photo(next(iter(a_night.inspections.visit(visit.id).findings[2].photo_ids)))
    a_night.evidence.review(shown, Persons.SHOWN)
    later = words(desk.preview(draft, draft).pdf)
    assert "Foto 2" not in later


@pytest.mark.parametrize("authority", ["k1282.alkohol", "p.syd.landskrona", "rtj.landskrona"])
def test_no_draft_of_any_type_is_too_empty_or_too_strange_to_look_at(tmp_path, authority):
    with board_night(tmp_path, WRITERS.get(authority, FIRE_WRITER)) as a_night:
        bar = place(a_night, PermitState.VALID)
        visit = a_night.inspections.start(begun_draft(bar))
        desk = desk_of(a_night)
        for kind in templates_of(authority):
            if kind.code == "FL-RATTELSE":
                continue
            draft = a_night.decisions.begin(kind.code, inspection_id=visit.id)
            nothing = DecisionDraft(inspection_id=visit.id)
            assert "UTKAST" in words(desk.preview(draft, nothing).pdf)
            odd = {fact.name: {"x": 1} for fact in law.template(kind.template).type_facts}
            assert "saknas]" in words(desk.preview(draft, replace(nothing, facts=odd)).pdf)


def begun_draft(venue):
    return InspectionDraft(venue_id=venue.id, premises="krogen", started_at=START)


def test_a_changed_source_is_shown_and_never_taken_by_itself(tmp_path):
    with board_night(tmp_path) as a_night:
        bar = place(a_night, PermitState.VALID)
        draft = a_night.decisions.begin("AL-VARNING", venue_id=bar.id)
        desk = desk_of(a_night)
        assert not any(one.changed for one in desk.sources(draft))
        a_night.venues.edit(bar, replace(bar, operator_name="Nya Krogbolaget AB (exempel)", permit_number="ALK-S-200"))
        changed = {one.name: one for one in desk.sources(draft) if one.changed}
        assert set(changed) == {"party_name", "permit_number"}
        assert changed["party_name"].value == "Krogbolaget AB (exempel)"
        assert changed["party_name"].now == "Nya Krogbolaget AB (exempel)"
        assert a_night.decisions.decision(draft.id).party_name == "Krogbolaget AB (exempel)"

        taken = a_night.decisions.take_from_source(draft, ["permit_number"])
        assert taken.facts["permit_number"] == "ALK-S-200"
        assert taken.party_name == "Krogbolaget AB (exempel)"
        assert {one.name for one in desk.sources(taken) if one.changed} == {"party_name"}
        with pytest.raises(NotFound, match="no-such-source"):
            a_night.decisions.take_from_source(taken, ["dissent"])


def test_sources_of_a_visit_follow_the_visit(visited):
    a_night, visit = visited
    draft = a_night.decisions.begin("LSO-NYTTJ", inspection_id=visit.id)
    reopened = a_night.inspections.reopen(a_night.inspections.visit(visit.id).inspection, "Fel namn.")
    a_night.inspections.edit(reopened, replace(reopened, operator_name="Föreningen Framfickan", operator_number=""))
    changed = {one.name: one for one in desk_of(a_night).sources(draft) if one.changed}
    assert {name: one.now for name, one in changed.items()} == {
        "party_name": "Föreningen Framfickan",
        "party_number": "",
    }
    assert all(one.label_sv for one in desk_of(a_night).sources(draft))


def test_nothing_is_taken_from_a_source_into_what_is_no_draft(visited):
    a_night, visit = visited
    decision = written(a_night, visit, decision_maker(a_night))
    a_night.decisions.submit(decision)
    with pytest.raises(NotAllowed, match="not-a-draft"):
        a_night.decisions.take_from_source(decision, ["party_name"])


def test_the_queue_has_a_line_for_each_in_its_group_and_none_for_what_was_given_up(visited):
    a_night, visit = visited
    boss = decision_maker(a_night)
    ready = written(a_night, visit, boss)
    draft = a_night.decisions.begin("LSO-FORELAGG", inspection_id=visit.id)
    gone = a_night.decisions.begin("LSO-NYTTJ", inspection_id=visit.id)
    a_night.decisions.discard(gone, "Skrevs två gånger.")
    shown = a_night.decisions.submit(ready)
    lines = desk_of(a_night).queue()
    assert [(line.id, line.group) for line in lines] == [(draft.id, QueueGroup.DRAFT), (ready.id, QueueGroup.READY)]
    first = a_night.signatures.present(ready, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    assert [line.group for line in desk_of(a_night).queue()] == [QueueGroup.DRAFT, QueueGroup.TO_SIGN]
    key = a_night.signer("Helena Strand")
    a_night.signatures.decide(ready, key, shown_sha256=first.sha256, guest=boss.actor())
    last = desk_of(a_night).queue()[-1]
    assert (last.group, last.name_sv, last.days) == (QueueGroup.SEALED, "Föreläggande att inte använda lokal", 0)
    assert [swedish_queue(group) for group in QueueGroup] == ["Utkast", "Att granska", "Att signera", "Beslutade"]


def test_nobody_with_protected_identity_stands_in_a_paper_but_the_one_it_is_directed_to(visited):
    a_night, visit = visited
    people = PeopleService(a_night.store)
    people.register_person(person_draft(name="Örjan Testsson", protected=True, street="", postal_code="", city=""))
    decision = written(
        *(a_night, visit, decision_maker(a_night)), reasons=("Örjan Testsson låste utgången.",), party_name="Öjvind Ek"
    )
    for pdf in (desk_of(a_night).preview(decision, decision).pdf, a_night.decisions.submit(decision).pdf):
        assert "Testsson" not in words(pdf)
        assert f"{PROTECTED_ON_PAPER} låste utgången" in words(pdf)
    back = a_night.decisions.send_back(decision, "Fel part.")
    own = a_night.decisions.edit(back, replace(back, party_name="Örjan Testsson"))
    assert "Örjan Testsson låste utgången" in words(a_night.decisions.submit(own).pdf)


def test_a_page_shows_six_photos_again_after_each_letter(tmp_path):
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        _, findings = carried_out(a_night, visit)
        for finding in findings[:6]:
            photo(a_night, tmp_path, finding)
        closed(a_night, visit)
        draft = a_night.decisions.begin("LSO-NYTTJ", inspection_id=visit.id)
        desk = desk_of(a_night)
        assert words(desk.preview(draft, draft).pdf).count("Foto ") == 6
        for letters in ("E", "En", "En bokstav till."):
            again = desk.preview(draft, replace(draft, proportionality=letters))
            assert letters in words(again.pdf)
            assert words(again.pdf).count("Foto ") == 6


def test_a_marked_case_must_be_weighed_and_stands_at_the_head_of_the_paper(visited):
    a_night, visit = visited
    decision = written(a_night, visit, decision_maker(a_night))
    assert a_night.decisions.gaps(decision.id) == ()
    marking = MarkingDraft(subject_kind="inspection", subject_id=visit.id, provision="OSL-30-20")
    DeskService(a_night.store).mark_secret(marking)
    assert [gap.code for gap in a_night.decisions.gaps(decision.id)] == ["secrecy-unchecked"]
    weighed = a_night.decisions.edit(decision, replace(decision, secrecy_checked=True))
    text = words(a_night.decisions.submit(weighed).pdf)
    assert "Sekretessmarkering 2026-11-15: 30 kap. 20 § OSL" in text


def test_what_two_people_wrote_differently_stops_the_decision_until_somebody_chooses(visited):
    a_night, visit = visited
    decision = written(a_night, visit, decision_maker(a_night))
    a_night.decisions.edit(decision, replace(decision, dissent="Förbudet borde ha gällt hela huset."))
    a_night.decisions.edit(decision, replace(decision, dissent="Förbudet borde ha gällt kortare tid."))
    assert [gap.code for gap in a_night.decisions.gaps(decision.id)] == ["open-conflict"]
    with pytest.raises(Invalid, match="open-conflict"):
        a_night.decisions.submit(decision)


def test_a_paper_that_is_no_decision_reads_the_received_documents_it_rests_on(tmp_path):
    with board_night(tmp_path) as a_night:
        case = case_about(a_night, place(a_night))
        came = tmp_path / "avtal.txt"
        came.write_text("Avtal", encoding="utf-8")
        papers = DocumentService(a_night.store, a_night.vault)
        draft = DocumentDraft(title="Hyresavtal 1 augusti 2026", sender="Värden")
        kept = papers.receive([came], subject=Subject("case", case.id), draft=draft).documents[0]
        report = a_night.decisions.begin("TJSKR", case_id=case.id)
        seen = desk_of(a_night).preview(report, replace(report, document_ids=(kept.id, "gone")))
        assert "Hyresavtal 1 augusti 2026" in words(seen.pdf)
