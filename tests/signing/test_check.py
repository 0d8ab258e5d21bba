"""Each way in which a signed file can be wrong has its own outcome, and a right one holds."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing import Note, Outcome, PracticeAuthority, Reason, check, judging, pades, sign
from krogkoll.signing.ranges import signed_ranges
from tests.signing.attacks import APPENDED, new_title
from tests.signing.material import AT, CHECKED, LATER, decision, material, signer


def judged(pdf, **options):
    options = {"trust": [material().authority.certificate], "at": CHECKED, **options}
    return check(pdf, **options)


def signed_by(person, at=AT):
    return sign(material().unsigned, field="presenter", signer=person, at=at, certify=True)


def test_two_signatures_hold_and_the_report_says_who_when_and_what():
    report = judged(material().two)
    assert report.outcome is Outcome.HOLDS
    assert report.reasons == ()
    assert report.marked
    assert report.practice
    assert report.whole_file_sha256 == hashlib.sha256(material().two).hexdigest()
    assert report.unsigned_fields == ("Elektronisk underskrift: Cecilia Alm, Brandinspektör, undertecknare",)
    first, second = report.signers
    assert (first.holder.name, first.signed_at, first.revision, first.covers_whole_file) == ("Anna Ek", AT, 2, False)
    assert (second.holder.name, second.signed_at, second.revision, second.covers_whole_file) == (
        "Bo Ask",
        LATER,
        3,
        True,
    )
    assert (first.field, second.field) == ("presenter", "decider")
    assert first.label == "Elektronisk underskrift: Anna Ek, Brandinspektör, undertecknare"
    assert first.trusted_at is None
    assert first.notes == (Note.REVOCATION_NOT_CHECKED,)


def test_one_signature_holds_while_others_are_awaited():
    report = judged(material().one)
    assert report.holds
    assert len(report.unsigned_fields) == 2


def test_trust_can_be_given_as_files_and_a_broken_one_is_told():
    assert judged(material().two, trust=[material().authority.ca_pem]).holds
    with pytest.raises(SigningTrouble, match="damaged"):
        judged(material().two, trust=[b"junk"])


@pytest.mark.parametrize("pdf", [b"", b"junk", b"%PDF-1.7\n%%EOF\n", bytes(100_000), b"%PDF-1.7\n" * 1000])
def test_what_is_no_signed_pdf_is_called_so(pdf):
    report = judged(pdf)
    assert (report.outcome, report.reasons) == (Outcome.NOT_SIGNED, (Reason.NOT_A_PDF,))


def test_an_unsigned_pdf_is_not_signed():
    report = judged(material().unsigned)
    assert (report.outcome, report.reasons) == (Outcome.NOT_SIGNED, (Reason.NO_SIGNATURE,))
    assert len(report.unsigned_fields) == 3


@pytest.mark.parametrize("name", sorted(APPENDED))
def test_an_appended_change_is_a_change_after_signing(name):
    report = judged(APPENDED[name](material().two))
    assert report.outcome is Outcome.CHANGED
    assert Reason.BYTES_AFTER_SIGNATURE in report.reasons


@pytest.mark.parametrize("name", sorted(set(APPENDED) - {"the form removed", "a signature removed"}))
def test_a_change_that_somebody_has_signed_over_is_still_a_change(name, monkeypatch):
    monkeypatch.setattr(pades, "_require_untouched", lambda pdf: None)
    made = material()
    report = judged(sign(APPENDED[name](made.one), field="decider", signer=made.decider, at=LATER, certify=False))
    assert report.outcome is Outcome.CHANGED
    assert report.signers[0].reasons == (Reason.CHANGED_AFTER,)
    assert report.signers[1].holds


def test_without_our_stricter_rules_a_rewritten_title_would_pass(monkeypatch):
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY

    monkeypatch.setattr(judging, "strict_policy", lambda: DEFAULT_DIFF_POLICY)
    monkeypatch.setattr(pades, "_require_untouched", lambda pdf: None)
    made = material()
    over = sign(new_title(made.one), field="decider", signer=made.decider, at=LATER, certify=False)
    assert judged(over).holds


@pytest.mark.parametrize("junk", [b"\n", b"\0", b"%%EOF", b"junk" * 5000, b"\n%PDF-1.7\n"])
def test_anything_after_the_last_signature_is_a_change(junk):
    assert judged(material().two + junk).outcome is Outcome.CHANGED


def test_the_library_alone_would_let_a_tail_pass():
    import asyncio

    from krogkoll.signing.reading import read_pdf

    reading = read_pdf(material().two + b"\n% tail\n")
    grounds = judging.Grounds((material().authority.certificate,), CHECKED, (), strict=True)
    judged_by_library = asyncio.run(judging.judge_all(reading, grounds))
    assert all(not judgement.findings for judgement in judged_by_library.values())


def test_a_whole_unsigned_file_after_the_signed_one_is_a_change():
    assert judged(material().two + decision(fields=())).outcome is Outcome.CHANGED


def test_junk_before_the_file_breaks_every_signature():
    assert judged(b"\n" + material().two).outcome is Outcome.ALTERED


def test_a_cut_file_is_refused_wherever_it_is_cut():
    made = material()
    one_end, last = len(made.one), signed_ranges(made.two)[-1]
    for length in (
        *range(0, len(made.two), 997),
        one_end - 1,
        one_end + 1,
        last.gap_start,
        last.gap_end,
        len(made.two) - 1,
    ):
        report = judged(made.two[:length])
        assert not report.holds, length
        if length > last.gap_end + 300:
            assert report.outcome is Outcome.ALTERED, length
    assert judged(made.two[:one_end]).holds


def test_flips_and_holes_outside_the_signature_are_alterations():
    made = material()
    for position in (0, 9, 400, len(made.unsigned) - 20, len(made.one) - 5, len(made.two) - 3):
        altered = bytearray(made.two)
        altered[position] ^= 4
        assert judged(bytes(altered)).outcome is Outcome.ALTERED, position
    assert judged(made.two[:500] + made.two[501:]).outcome is Outcome.ALTERED


def test_a_signature_moved_to_another_document_is_an_alteration():
    made = material()
    (seal,) = signed_ranges(made.one)
    other = sign(made.unsigned, field="presenter", signer=made.presenter, at=LATER, certify=True)
    moved = made.one[: seal.gap_start + 1] + signed_ranges(other)[0].digits + made.one[seal.gap_end - 1 :]
    assert len(moved) == len(made.one)
    assert judged(moved).outcome is Outcome.ALTERED


def test_an_unknown_issuer_and_no_issuer_at_all_leave_the_signer_unknown():
    stranger = PracticeAuthority.create(AT)
    assert judged(material().two, trust=[]).outcome is Outcome.UNKNOWN_SIGNER
    report = judged(material().two, trust=[stranger.certificate])
    assert report.outcome is Outcome.UNKNOWN_SIGNER
    assert judged(signed_by(signer(stranger, "Främling"))).outcome is Outcome.UNKNOWN_SIGNER
    assert judged(signed_by(signer(stranger, "Främling")), trust=[stranger.certificate]).holds


def test_one_unknown_signer_is_enough():
    made = material()
    over = sign(
        made.one, field="decider", signer=signer(PracticeAuthority.create(AT), "Främling"), at=LATER, certify=False
    )
    report = judged(over)
    assert report.outcome is Outcome.UNKNOWN_SIGNER
    assert [each.outcome for each in report.signers] == [Outcome.HOLDS, Outcome.UNKNOWN_SIGNER]


def test_a_certificate_for_other_purposes_does_not_make_a_signer_known(monkeypatch):
    monkeypatch.setattr(pades, "require_may_sign", lambda certificate: None)
    made = material()
    person = signer(made.authority, "Iris")
    person.certificate = made.authority.certify(
        person._key, name="Iris", organisation="X", valid_from=AT, valid_to=AT + timedelta(days=9)
    )
    assert judged(signed_by(person)).holds
    monkeypatch.setattr("krogkoll.signing.practice._usage", _agreement_only)
    person.certificate = made.authority.certify(
        person._key, name="Iris", organisation="X", valid_from=AT, valid_to=AT + timedelta(days=9)
    )
    report = judged(signed_by(person))
    assert (report.outcome, report.reasons) == (Outcome.UNKNOWN_SIGNER, (Reason.KEY_USAGE,))


def _agreement_only(*, issuer):
    from cryptography import x509

    return x509.KeyUsage(False, False, False, False, True, False, False, False, False)


def test_a_certificate_outside_its_time_at_the_claimed_moment_is_invalid(monkeypatch):
    monkeypatch.setattr(pades, "require_valid_at", lambda certificate, at: None)
    person = signer(material().authority, "Jan", valid_to=AT + timedelta(days=2))
    for claimed in (AT + timedelta(days=3), AT - timedelta(days=3)):
        report = judged(signed_by(person, claimed), at=AT + timedelta(days=4))
        assert (report.outcome, report.reasons) == (Outcome.INVALID_CERTIFICATE, (Reason.NOT_VALID_THEN,))


def test_a_certificate_revoked_before_the_claimed_moment_is_invalid():
    authority = PracticeAuthority.create(AT)
    person = signer(authority, "Karl")
    signed = signed_by(person)
    clean = authority.revocation_list(CHECKED)
    authority.revoke(person.certificate, AT - timedelta(minutes=1))
    trust, listed = [authority.certificate], authority.revocation_list(CHECKED)
    assert judged(signed, trust=trust, revocation_lists=[clean]).signers[0].notes == ()
    assert judged(signed, trust=trust, revocation_lists=[clean]).holds
    report = judged(signed, trust=trust, revocation_lists=[listed])
    assert (report.outcome, report.reasons) == (Outcome.INVALID_CERTIFICATE, (Reason.REVOKED_THEN,))
    assert report.signers[0].revoked_at == AT - timedelta(minutes=1)


def test_a_certificate_revoked_since_needs_a_trusted_timestamp():
    authority = PracticeAuthority.create(AT)
    person = signer(authority, "Lena")
    signed = signed_by(person)
    authority.revoke(person.certificate, AT + timedelta(minutes=1))
    report = judged(signed, trust=[authority.certificate], revocation_lists=[authority.revocation_list(CHECKED)])
    assert (report.outcome, report.reasons) == (Outcome.EXPIRED_SINCE, (Reason.REVOKED_SINCE,))


def test_a_list_that_its_issuer_has_not_signed_counts_for_nothing():
    made, false = material(), PracticeAuthority.create(AT)
    false._revoked[made.presenter.certificate.serial_number] = AT - timedelta(days=1)
    report = judged(made.two, revocation_lists=[false.revocation_list(CHECKED), b"junk", b""])
    assert report.holds


def test_a_certificate_that_has_expired_since_needs_a_trusted_timestamp():
    report = judged(material().two, at=AT + timedelta(days=1500))
    assert (report.outcome, report.reasons) == (Outcome.EXPIRED_SINCE, (Reason.EXPIRED_SINCE,))


def test_a_claimed_time_in_the_future_is_noted():
    report = judged(material().two, at=AT - timedelta(hours=1))
    assert report.holds
    assert Note.CLAIMED_IN_FUTURE in report.signers[0].notes


def test_the_gravest_finding_decides():
    altered = bytearray(material().two)
    altered[400] ^= 1
    assert judged(bytes(altered), trust=[], at=AT + timedelta(days=1500)).outcome is Outcome.ALTERED
    assert judged(material().two + b"x", trust=[]).outcome is Outcome.CHANGED
    assert judged(material().two, trust=[], at=AT + timedelta(days=1500)).outcome is Outcome.UNKNOWN_SIGNER


def test_a_signed_file_inside_an_unsigned_one_does_not_sign_it():
    outer = pikepdf.new()
    outer.add_blank_page()
    outer.attachments["beslut.pdf"] = pikepdf.AttachedFileSpec(outer, material().two)
    target = BytesIO()
    outer.save(target, compress_streams=False)
    assert b"/ByteRange" in target.getvalue()
    assert judged(target.getvalue()).outcome is Outcome.NOT_SIGNED


def test_an_encrypted_file_is_not_opened():
    target = BytesIO()
    pikepdf.open(BytesIO(material().unsigned)).save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert judged(target.getvalue()).outcome is Outcome.NOT_SIGNED


def test_a_huge_file_is_not_opened(monkeypatch):
    monkeypatch.setattr("krogkoll.signing.reading.MAX_SIZE", 1000)
    assert judged(material().unsigned).outcome is Outcome.NOT_SIGNED


def test_too_many_signatures_are_refused_before_anything_is_computed():
    report = judged(b"%PDF-1.7\n" + b"/ByteRange [0 1 2 3] " * 100)
    assert report.reasons == (Reason.TOO_MANY_SIGNATURES,)


def test_nothing_is_said_in_the_log(caplog, capfd):
    judged(material().two, trust=[])
    judged(APPENDED["a page edit"](material().two))
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")
