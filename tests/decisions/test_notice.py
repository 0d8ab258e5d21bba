"""The notice with names withheld: the same words, and not one of the names anywhere in the file."""

import subprocess
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from krogkoll.cases import SentBy
from krogkoll.decisions import DispatchDraft, DispatchService, NoticeService, ReceiverRole, Rendering
from krogkoll.decisions.notice import names_inside, surnames_left
from krogkoll.documents import text_of
from krogkoll.evidence import DocumentService, PhotoDraft, Subject
from krogkoll.kernel.errors import Invalid, NotAllowed
from tests.inspections.night import begun, carried_out, closed, decision_maker, night, photo, written

NAMES = ("Johan Ek", "Helena Strand", "Sara Ceder", "Maria Berg", "Anna Lindqvist")


def decided(a_night, tmp_path, **over):
    visit = begun(a_night)
    _, findings = carried_out(a_night, visit)
    photo(a_night, tmp_path, findings[2])
    closed(a_night, visit)
    boss = decision_maker(a_night)
    decision = written(a_night, visit, boss, others=("brandingenjör Sara Ceder",), **over)
    told = f"{decision.proportionality} Mätningen gjordes av Johan Ek och Helena Strand."
    named = replace(decision, others=("brandingenjör Sara Ceder",), proportionality=told)
    decision = a_night.decisions.edit(decision, named)
    shown = a_night.decisions.submit(_answered(a_night, decision))
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    last = a_night.signatures.decide(
        decision, a_night.signer("Helena Strand"), shown_sha256=first.sha256, guest=boss.actor()
    )
    return a_night.decisions.decision(decision.id), last.pdf


def _answered(a_night, decision):
    from krogkoll.security import Role
    from tests.factories import FIRE, actor

    third = actor(Role.FIRE_INSPECTOR, FIRE, name="Sara Ceder")
    third = replace(third, name="brandingenjör Sara Ceder")
    return a_night.decisions.declare(decision, conflict=False, guest=third)


@pytest.fixture
def here(tmp_path):
    with night(tmp_path) as a_night:
        decision, pdf = decided(a_night, tmp_path)
        yield a_night, NoticeService(a_night.store, a_night.vault, practice=True), decision, pdf


def everything(pdf, tmp_path):
    """The file as qpdf writes it out, nothing packed, and what each stream holds."""
    packed, plain = tmp_path / "in.pdf", tmp_path / "ut.pdf"
    packed.write_bytes(pdf)
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(packed), str(plain)], check=True)
    parts = [plain.read_bytes()]
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Stream):
                try:
                    parts.append(one.read_bytes())
                except pikepdf.PdfError:
                    parts.append(one.read_raw_bytes())
            parts.append(repr(one).encode())
        parts.append(str(opened.docinfo).encode())
        parts.append(opened.Root.Metadata.read_bytes())
    return b"\n".join(parts)


def test_the_sealed_decision_holds_the_names_and_the_notice_holds_none(here, tmp_path) -> None:
    _, notices, decision, sealed = here
    made = notices.preview(decision.id)
    assert set(NAMES[:3]) <= set(made.withheld)
    assert set(names_inside(sealed, NAMES[:3])) == set(NAMES[:3]), "the search finds them where they are"
    inside = everything(made.pdf, tmp_path)
    for name in made.withheld:
        for spelling in (name, name.upper()):
            for code in ("utf-8", "latin-1", "utf-16-be"):
                assert spelling.encode(code) not in inside
                assert spelling.encode(code).hex().encode() not in inside.lower()
        assert name not in text_of(made.pdf)
    assert b"/Sig" not in inside, "no certificate of a person is in it"
    assert b"/ByteRange" not in inside


def test_all_else_is_said_and_the_reader_is_told_what_it_is(here) -> None:
    _, notices, decision, _ = here
    told = text_of(notices.preview(decision.id).pdf)
    for words in (decision.party_name, decision.reasons[0], decision.docket_number):
        assert words.rstrip(".") in told
    assert "en behörig beslutsfattare" in told
    assert "Mätningen gjordes av en handläggare och en behörig beslutsfattare." in told
    assert "33 § förvaltningslagen (2017:900)" in told
    assert "Så här överklagar du" in told
    assert "ÖVNING" in told


def test_what_is_no_longer_as_it_was_signed_gives_no_notice(here) -> None:
    a_night, notices, decision, _ = here
    place = a_night.inspections.visit(decision.inspection_id)
    picture = next(one for found in place.findings for one in found.photo_ids)
    shown = a_night.evidence.photo(picture)
    a_night.evidence.edit_photo(shown, PhotoDraft(caption="En helt annan bild", alt="En annan bild."))
    with pytest.raises(NotAllowed, match="content-changed"):
        notices.preview(decision.id)


def test_it_is_kept_sealed_beside_the_decision_with_the_reason(here) -> None:
    a_night, notices, decision, _ = here
    with pytest.raises(Invalid):
        notices.make(decision.id, " ")
    seen = {"surnames_seen": bool(notices.preview(decision.id).left)}
    kept = notices.make(decision.id, "Hot mot handläggaren efter tillsynen.", **seen)
    assert kept.sealed
    assert notices.notice(decision.id) == kept
    papers = DocumentService(a_night.store, a_night.vault).documents([Subject("decision", decision.id)])
    assert [(one.id, one.sealed) for one in papers] == [(kept.document_id, True)]
    dispatches = DispatchService(a_night.store, a_night.vault)
    assert dispatches.print_out(decision.id, Rendering.NOTICE) == notices.read(decision.id)
    sent = dispatches.send(
        DispatchDraft(
            decision_id=decision.id,
            to=decision.party_name,
            role=ReceiverRole.PARTY,
            way=SentBy.POST,
            rendering=Rendering.NOTICE,
        )
    )
    assert sent.sha256 == kept.sha256
    assert a_night.decisions.decision(decision.id) == decision


def test_only_a_decision_that_is_taken_has_a_notice(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        draft = written(a_night, visit, decision_maker(a_night))
        notices = NoticeService(a_night.store, a_night.vault, practice=True)
        with pytest.raises(NotAllowed, match="not-taken"):
            notices.preview(draft.id)
        with pytest.raises(NotAllowed, match="no-notice"):
            notices.read(draft.id)


def test_a_surname_that_somebody_else_may_bear_is_shown_before_it_is_kept() -> None:
    assert surnames_left("Lokalen vid Strand ägs av Strands fastigheter.", ["Helena Strand"]) == ("Strand",)
    assert surnames_left("Strandgatan och Eken", ["Helena Strand", "Johan Ek"]) == ()
