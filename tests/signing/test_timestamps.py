"""A trusted timestamp proves that a signature is older than its certificate's end; an unknown one does not."""

from datetime import timedelta
from functools import cache
from io import BytesIO

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from krogkoll.signing import Note, Outcome, PracticeAuthority, Reason, check, report_lines, sign
from krogkoll.signing.practice import new_private_key
from krogkoll.signing.writer import ArchivalWriter
from tests.signing.material import AT, material, signer

STAMPED = AT + timedelta(hours=2)
LONG_AFTER = AT + timedelta(days=1500)


def stamped(pdf, authority, at=STAMPED, *, days=9000, field="tid"):
    """The file with a document timestamp by a timestamping key that `authority` has certified for some days."""
    writer = ArchivalWriter.for_signing(pdf, b"stamp")
    output = BytesIO()
    client, _ = timestamper(authority, at, days)
    PdfTimeStamper(client, field_name=field).timestamp_pdf(writer, "sha256", output=output)
    return lower_case(output.getvalue())


@cache
def stamping_key():
    """One RSA key for all timestamps: pyHanko's authority for tests knows no other kind, and making one is slow."""
    return new_private_key("rsa")


def timestamper(authority, at, days=9000):
    key = stamping_key()
    start = AT - timedelta(days=1)
    certificate = authority.certify(
        key, name="Tid", organisation="X", valid_from=start, valid_to=AT + timedelta(days=days), timestamping=True
    )
    client = DummyTimeStamper(
        tsa_cert=asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        tsa_key=keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        certs_to_embed=SimpleCertificateStore(),
        fixed_dt=at,
    )
    return client, certificate


def lower_case(pdf):
    """The canonical form of the last /Contents, as the writer of document timestamps must give it."""
    from krogkoll.signing.ranges import signed_ranges

    seal = signed_ranges(pdf)[-1]
    return pdf[: seal.gap_start + 1] + seal.digits.lower() + pdf[seal.gap_end - 1 :]


@pytest.fixture(scope="module")
def with_time():
    return stamped(material().two, material().authority)


def judged(pdf, at=LONG_AFTER, trust=None):
    return check(pdf, trust=trust or [material().authority.certificate], at=at)


def test_signatures_outlive_their_certificates_under_a_trusted_timestamp(with_time):
    assert judged(material().two).outcome is Outcome.EXPIRED_SINCE
    report = judged(with_time)
    assert report.holds, report.reasons
    assert [each.trusted_at for each in report.signers] == [STAMPED, STAMPED, STAMPED]
    assert [each.timestamp for each in report.signers] == [False, False, True]
    assert any("Bevisad tid: senast" in line for line in report_lines(report))


def test_a_timestamp_by_an_unknown_authority_proves_nothing():
    stranger = PracticeAuthority.create(AT)
    report = judged(stamped(material().two, stranger))
    assert report.outcome is Outcome.UNKNOWN_SIGNER
    assert [each.trusted_at for each in report.signers] == [None, None, None]


def test_a_timestamp_set_after_the_end_proves_nothing():
    report = judged(stamped(material().two, material().authority, at=AT + timedelta(days=900)))
    assert (report.outcome, report.reasons) == (Outcome.EXPIRED_SINCE, (Reason.EXPIRED_SINCE,))


def test_a_timestamp_older_than_the_claim_disproves_the_claim():
    report = judged(stamped(material().two, material().authority, at=AT - timedelta(hours=1)), at=STAMPED)
    assert Note.CLAIMED_AFTER_PROOF in report.signers[0].notes
    assert report.signers[0].trusted_at == AT - timedelta(hours=1)


def test_a_flip_under_or_in_the_timestamp_is_an_alteration(with_time):
    from krogkoll.signing.ranges import signed_ranges

    gap = signed_ranges(with_time)[-1]
    for position in (500, len(material().two) + 50, gap.gap_start + 201, gap.gap_end + 30):
        altered = bytearray(with_time)
        altered[position] ^= 1
        assert judged(bytes(altered)).outcome is Outcome.ALTERED, position


def test_an_old_timestamp_must_be_renewed_before_it_ends():
    made = material()
    short = stamped(made.two, made.authority, days=900)
    ended = judged(short)
    assert (ended.outcome, ended.reasons) == (Outcome.EXPIRED_SINCE, (Reason.EXPIRED_SINCE,))
    too_late = stamped(short, made.authority, at=AT + timedelta(days=950), field="tid2")
    assert judged(too_late).outcome is Outcome.EXPIRED_SINCE
    in_time = stamped(short, made.authority, at=AT + timedelta(days=850), field="tid2")
    report = judged(in_time)
    assert report.holds, report.reasons
    assert [each.trusted_at for each in report.signers][:2] == [STAMPED, STAMPED]


def test_a_revoked_timestamping_key_proves_nothing_any_more():
    authority = PracticeAuthority.create(AT)
    one = sign(material().unsigned, field="presenter", signer=signer(authority, "Moa"), at=AT, certify=True)
    client, certificate = timestamper(authority, STAMPED)
    output = BytesIO()
    PdfTimeStamper(client, field_name="tid").timestamp_pdf(
        ArchivalWriter.for_signing(one, b""), "sha256", output=output
    )
    pdf, trust = lower_case(output.getvalue()), [authority.certificate]
    assert judged(pdf, trust=trust).holds
    authority.revoke(certificate, STAMPED + timedelta(days=1))
    lists = [authority.revocation_list(STAMPED + timedelta(days=2))]
    assert check(pdf, trust=trust, at=LONG_AFTER, revocation_lists=lists).outcome is Outcome.EXPIRED_SINCE


def signed_with_own_stamp(authority, at=STAMPED, days=9000):
    """A foreign signature that carries its timestamp token inside (PAdES B-T)."""
    content = material().authority.issue(name="Nils", organisation="X", passphrase="x", valid_from=AT)
    simple = signers.SimpleSigner.load_pkcs12_data(content, [], b"x")
    client, _ = timestamper(authority, at, days)
    metadata = signers.PdfSignatureMetadata(
        field_name="presenter", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    writer = ArchivalWriter.for_signing(blank_with_field(), b"")
    return signers.sign_pdf(writer, metadata, simple, timestamper=client).getvalue()


def blank_with_field():
    """A PDF that is not ours, with one empty signature field."""
    import pikepdf

    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    widget = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T=pikepdf.String("presenter"),
            Rect=pikepdf.Array([0, 0, 0, 0]), F=132, P=page.obj,
        )
    )  # fmt: skip
    page.Annots = pikepdf.Array([widget])
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array([widget])))
    output = BytesIO()
    pdf.save(output)
    return output.getvalue()


def test_a_foreign_signature_with_its_own_token_outlives_its_certificate():
    report = judged(signed_with_own_stamp(material().authority))
    assert not report.marked
    assert report.holds, report.reasons
    assert report.signers[0].trusted_at == STAMPED


def test_a_foreign_signature_whose_token_has_ended_or_is_unknown_does_not():
    ended = judged(signed_with_own_stamp(material().authority, days=900))
    assert (ended.outcome, ended.reasons) == (Outcome.EXPIRED_SINCE, (Reason.EXPIRED_SINCE,))
    unknown = judged(signed_with_own_stamp(PracticeAuthority.create(AT)))
    assert unknown.outcome is Outcome.UNKNOWN_SIGNER
