"""The ways to sign outside the program: what is taken for the signed paper, what is kept aside, and why."""

from datetime import timedelta

import pytest

from krogkoll.decisions import State
from krogkoll.documents import text_of
from krogkoll.evidence import DocumentService, Subject
from krogkoll.inspections import Objection, objections, signed_words, swedish_objection
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed, SigningTrouble
from krogkoll.people import MemberDraft
from krogkoll.security import Role
from krogkoll.signing import Outcome, check, sign_ahead
from krogkoll.signing.ranges import signed_ranges
from tests.decisions.elsewhere import BOTH, PRINTED, by, exported, handed_in, scan
from tests.factories import FIRE, actor, audited
from tests.inspections.night import begun, carried_out, closed, night, written
from tests.signing.attacks import APPENDED


def test_the_exported_file_is_the_exact_bytes_and_the_log_knows(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    target = exported(a_night, decision, shown, tmp_path)
    assert target.read_bytes() == shown.pdf
    (entry,) = [one for one in audited(a_night.store) if one["act"] == "exported"]
    assert entry["detail"]["sha256"] == shown.sha256
    with pytest.raises(EvidenceTrouble, match="exists"):
        a_night.signatures.export_for_signature(decision, target, shown_sha256=shown.sha256)
    with pytest.raises(NotAllowed, match="not-what-was-shown"):
        a_night.signatures.export_for_signature(decision, tmp_path / "2.pdf", shown_sha256="0" * 64)
    assert not (tmp_path / "2.pdf").exists()


def test_two_signatures_from_another_program_decide_and_seal(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    pdf = exported(a_night, decision, shown, tmp_path).read_bytes()
    pdf = by(a_night, by(a_night, pdf, "Johan Ek", "presenter"), "Helena Strand", "decision_maker")
    done = handed_in(a_night, decision, shown, tmp_path, pdf)
    assert done.accepted
    assert done.shown.pdf == pdf
    sealed = a_night.decisions.decision(decision.id)
    assert (sealed.state, sealed.sealed, done.shown.paper.sealed) == (State.DECIDED, True, True)
    assert signed_words(done.shown.paper) == (
        "Undertecknat i ett annat program av Johan Ek den 15\xa0november\xa02026.",
        "Undertecknat i ett annat program av Helena Strand den 15\xa0november\xa02026.",
    )
    report = check(pdf, trust=[a_night.issuer.ca_pem], at=a_night.clock.now())
    assert report.outcome is Outcome.HOLDS
    taken = [one for one in audited(a_night.store) if one["act"] == "collected" and one["kind"] == "paper"]
    assert taken[-1]["detail"]["sha256"] == report.whole_file_sha256
    assert taken[-1]["detail"]["before"] == shown.sha256


def test_one_may_sign_elsewhere_and_the_other_here(waiting, tmp_path) -> None:
    a_night, boss, decision, shown = waiting
    first = handed_in(a_night, decision, shown, tmp_path, by(a_night, shown.pdf, "Johan Ek", "presenter"))
    assert first.accepted
    assert a_night.decisions.decision(decision.id).state is State.PRESENTED
    last = a_night.signatures.decide(
        decision, a_night.signer("Helena Strand"), shown_sha256=first.shown.sha256, guest=boss.actor()
    )
    assert last.pdf.startswith(first.shown.pdf)
    assert check(last.pdf, trust=[a_night.issuer.ca_pem], at=a_night.clock.now()).holds


def test_here_first_and_elsewhere_then(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    pdf = by(a_night, first.pdf, "Helena Strand", "decision_maker")
    assert handed_in(a_night, decision, first, tmp_path, pdf).accepted
    assert a_night.decisions.decision(decision.id).state is State.DECIDED


def flipped(pdf, *, after_digits=0):
    """One bit of the signature's zeros, or of what is written after it."""
    altered = bytearray(pdf)
    altered[signed_ranges(pdf)[-1].gap_end - 20 + after_digits] ^= 1
    return bytes(altered)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda n, pdf: flipped(by(n, pdf, "Johan Ek", "presenter")), Objection.DOES_NOT_HOLD),
        (lambda n, pdf: flipped(by(n, pdf, "Johan Ek", "presenter"), after_digits=40), Objection.DOES_NOT_HOLD),
        (lambda n, pdf: b"%PDF-1.7 nothing of ours %%EOF", Objection.OTHER_FILE),
        (lambda n, pdf: by(n, pdf, "Johan Ek", "presenter").replace(b"%PDF-1.7", b"%PDF-1.6", 1), Objection.OTHER_FILE),
        (lambda n, pdf: by(n, pdf, "Helena Strand", "presenter"), Objection.OTHER_PERSON),
        (lambda n, pdf: by(n, pdf, "Johan Ek", "decision_maker"), Objection.OTHER_FIELD),
        (lambda n, pdf: by(n, pdf, "Johan Ek", "presenter", final=True), Objection.CLOSED),
        (
            lambda n, pdf: by(n, pdf, "Johan Ek", "presenter", at=n.clock.now() + timedelta(hours=1)),
            Objection.IN_FUTURE,
        ),
        (
            lambda n, pdf: by(
                n,
                by(n, pdf, "Johan Ek", "presenter"),
                "Helena Strand",
                "decision_maker",
                at=n.clock.now() - timedelta(hours=2),
            ),
            Objection.OTHER_DAY,
        ),
        *[
            (lambda n, pdf, attack=attack: by(n, attack(pdf), "Johan Ek", "presenter"), Objection.CHANGED)
            for name, attack in APPENDED.items()
            if name in ("a page edit", "a new title", "a page put in front")
        ],
        (lambda n, pdf: APPENDED["a page edit"](by(n, pdf, "Johan Ek", "presenter")), Objection.DOES_NOT_HOLD),
        (lambda n, pdf: APPENDED["a page edit"](pdf), Objection.DOES_NOT_HOLD),
    ],
)
def test_what_is_not_the_signed_paper_is_kept_beside_it_with_the_reason(waiting, tmp_path, make, why) -> None:
    a_night, _, decision, shown = waiting
    pdf = make(a_night, shown.pdf)
    done = handed_in(a_night, decision, shown, tmp_path, pdf)
    assert why in done.objections
    assert not done.accepted
    assert done.shown.sha256 == shown.sha256
    assert a_night.decisions.decision(decision.id).state is State.READY
    (kept,) = DocumentService(a_night.store, a_night.vault).documents([Subject("decision", decision.id)])
    assert (kept.id, kept.size, kept.name) == (done.document_id, len(pdf), "undertecknat.pdf")
    assert kept.title == f"{shown.paper.title}: inläst fil som inte godtogs"
    assert swedish_objection(why).endswith(".")


def test_our_own_bytes_without_a_new_signature_are_not_kept_twice(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    done = handed_in(a_night, decision, shown, tmp_path, shown.pdf)
    assert (done.objections, done.document_id) == ((Objection.NOTHING_NEW,), "")


def test_a_file_that_is_missing_empty_or_no_file_is_an_error_and_changes_nothing(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    empty = tmp_path / "tom.pdf"
    empty.touch()
    for source, reason in ((tmp_path / "saknas.pdf", "vanished"), (empty, "empty"), (tmp_path, "unreadable")):
        with pytest.raises(EvidenceTrouble, match=reason):
            a_night.signatures.read_in_signed(decision, source, shown_sha256=shown.sha256)


def test_a_paper_signed_by_hand_seals_the_shown_bytes_and_the_scan(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    done = a_night.signatures.signed_on_paper(decision, scan(tmp_path), BOTH, PRINTED, shown_sha256=shown.sha256)
    assert done.pdf == shown.pdf
    sealed = a_night.decisions.decision(decision.id)
    assert (sealed.state, sealed.sealed, done.paper.sealed) == (State.DECIDED, True, True)
    assert signed_words(done.paper)[1] == (
        "Underskrivet på papper av Helena Strand den 15\xa0november\xa02026. Originalet är inskannat."
    )
    (kept,) = DocumentService(a_night.store, a_night.vault).documents([Subject("decision", decision.id)])
    assert kept.sealed
    assert {mark["scan"] for mark in done.paper.signatures} == {kept.id}
    log = [one.get("detail", {}) for one in audited(a_night.store) if one["act"] == "collected"]
    assert [one["scan_sha256"] for one in log if one.get("way") == "paper"] == [kept.sha256] * 2


def test_what_the_presenter_signed_here_the_decision_maker_may_sign_on_paper(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    done = a_night.signatures.signed_on_paper(
        decision, scan(tmp_path), ["Helena Strand"], PRINTED, shown_sha256=first.sha256
    )
    assert done.pdf == first.pdf
    assert [mark["way"] for mark in done.paper.signatures] == ["key", "paper"]


def test_a_paper_is_refused_with_other_names_another_day_unseen_bytes_or_no_scan(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    paper, on_paper, sha = scan(tmp_path), a_night.signatures.signed_on_paper, shown.sha256
    for who in (["Helena Strand", "Johan Ek"], ["Johan Ek"], [], ["Johan Ek", "Petra Nyman"]):
        with pytest.raises(NotAllowed, match="other-signer"):
            on_paper(decision, paper, who, PRINTED, shown_sha256=sha)
    with pytest.raises(NotAllowed, match="other-day"):
        on_paper(decision, paper, BOTH, PRINTED - timedelta(days=1), shown_sha256=sha)
    with pytest.raises(Invalid):
        on_paper(decision, paper, BOTH, PRINTED + timedelta(days=1), shown_sha256=sha)
    with pytest.raises(NotAllowed, match="not-what-was-shown"):
        on_paper(decision, paper, BOTH, PRINTED, shown_sha256="0" * 64)
    program = tmp_path / "skannat.exe"
    program.write_bytes(b"MZ" + bytes(100))
    with pytest.raises(EvidenceTrouble, match="not-a-scan"):
        on_paper(decision, program, BOTH, PRINTED, shown_sha256=sha)
    assert a_night.decisions.decision(decision.id).state is State.READY


def test_a_draft_is_neither_exported_nor_read_in_nor_signed_on_paper(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    signed = by(a_night, shown.pdf, "Johan Ek", "presenter")
    a_night.decisions.send_back(decision, "Skrivfel.")
    for act in (
        lambda: exported(a_night, decision, shown, tmp_path),
        lambda: handed_in(a_night, decision, shown, tmp_path, signed),
        lambda: a_night.signatures.signed_on_paper(decision, scan(tmp_path), BOTH, PRINTED, shown_sha256=shown.sha256),
        lambda: a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256),
    ):
        with pytest.raises(NotAllowed, match="no-such-step"):
            act()


def test_only_those_who_take_part_hand_in_what_was_signed_outside(waiting, tmp_path, monkeypatch) -> None:
    a_night, _, decision, shown = waiting
    signed = by(a_night, shown.pdf, "Johan Ek", "presenter")
    monkeypatch.setattr(a_night.store, "_actor", actor(Role.FIRE_INSPECTOR, FIRE, name="Petra Nyman", user_id="petra"))
    with pytest.raises(NotAllowed, match="takes-no-part"):
        a_night.signatures.signed_on_paper(decision, scan(tmp_path), BOTH, PRINTED, shown_sha256=shown.sha256)
    with pytest.raises(NotAllowed, match="takes-no-part"):
        handed_in(a_night, decision, shown, tmp_path, signed)


def test_a_colleague_who_may_not_decide_has_not_decided_on_paper_either(tmp_path) -> None:
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        mate = a_night.members.welcome_guest(
            MemberDraft(name="Helena Strand", title="Inspektör", role=Role.FIRE_INSPECTOR, authority=FIRE)
        )
        decision = written(a_night, visit, mate)
        shown = a_night.decisions.submit(decision)
        with pytest.raises(NotAllowed, match="not-the-decision-maker"):
            a_night.signatures.signed_on_paper(decision, scan(tmp_path), BOTH, PRINTED, shown_sha256=shown.sha256)


def test_the_text_of_the_paper_is_the_same_however_it_was_signed(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    done = a_night.signatures.signed_on_paper(decision, scan(tmp_path), BOTH, PRINTED, shown_sha256=shown.sha256)
    assert text_of(done.pdf) == text_of(a_night.decisions.read(decision.id).pdf)


def test_a_signature_made_ahead_counts_for_an_hour_and_for_no_other_bytes(waiting) -> None:
    a_night, _, decision, shown = waiting
    at = a_night.clock.now()
    ahead = sign_ahead(shown.pdf, field="presenter", signer=a_night.signer("Johan Ek"), at=at)
    early = sign_ahead(
        shown.pdf, field="presenter", signer=a_night.signer("Johan Ek"), at=at - timedelta(hours=1, minutes=1)
    )
    with pytest.raises(SigningTrouble, match="too-late"):
        a_night.signatures.present(decision, early, shown_sha256=shown.sha256)
    done = a_night.signatures.present(decision, ahead, shown_sha256=shown.sha256)
    assert done.paper.signatures[0]["at"] == at.isoformat()
    assert check(done.pdf, trust=[a_night.issuer.ca_pem], at=a_night.clock.now()).signers[0].signed_at == at.replace(
        microsecond=0
    )


def test_a_signature_made_before_midnight_does_not_decide_on_the_day_after(waiting) -> None:
    a_night, boss, decision, shown = waiting
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    # The clock is at 00.50 local time: an hour ago it was the day before.
    late = a_night.clock.now() - timedelta(minutes=55)
    ahead = sign_ahead(first.pdf, field="decision_maker", signer=a_night.signer("Helena Strand"), at=late)
    with pytest.raises(NotAllowed, match="other-day"):
        a_night.signatures.decide(decision, ahead, shown_sha256=first.sha256, guest=boss.actor())


@pytest.mark.parametrize(("known_only", "against"), [(True, [Objection.UNKNOWN_ISSUER]), (False, [])])
def test_where_the_authority_has_said_whom_it_trusts_nobody_elses_certificate_counts(
    waiting, known_only, against
) -> None:
    a_night, _, decision, shown = waiting
    pdf = by(a_night, shown.pdf, "Johan Ek", "presenter")
    report = check(pdf, trust=(), at=a_night.clock.now())
    day = "decision_maker", decision.decided_on
    assert objections(shown.paper, report, now=a_night.clock.now(), deciding=day, known_only=known_only) == against
