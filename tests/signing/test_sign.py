"""A signature is appended to the document and changes nothing else in it; what may not be signed is refused."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing import PracticeAuthority, carries_mark, check, sign
from krogkoll.signing.practice import new_private_key
from krogkoll.signing.ranges import signed_ranges
from tests.signing import attacks
from tests.signing.material import AT, CHECKED, LATER, decision, material, signer


def refusal(pdf, **changes):
    given = {"field": "presenter", "signer": material().presenter, "at": AT, "certify": True, **changes}
    with pytest.raises(SigningTrouble) as caught:
        sign(pdf, **given)
    return caught.value.reason


def objects(pdf):
    return pikepdf.open(BytesIO(pdf))


class RemoteKey:
    """Stands for a card or a service: it has no more than what the protocol asks for."""

    def __init__(self, authority: PracticeAuthority, kind: str):
        self._key = new_private_key(kind)
        self.certificate = authority.certify(
            self._key, name="Gun Hed", organisation="X", valid_from=AT, valid_to=AT + timedelta(days=9)
        )
        self.chain: tuple[x509.Certificate, ...] = ()
        self.name, self.organisation, self.practice = "Gun Hed", "ÖVNING X", True

    def signature_of(self, content: bytes) -> bytes:
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return self._key.sign(content, ec.ECDSA(hashes.SHA384()))
        return self._key.sign(content, padding.PKCS1v15(), hashes.SHA256())


def test_the_signed_file_begins_with_exactly_the_unsigned_one():
    made = material()
    assert made.one.startswith(made.unsigned)
    assert made.two.startswith(made.one)
    assert len(made.two) - len(made.one) < 40_000


def test_the_same_signature_gives_the_same_bytes():
    made = material()
    assert sign(made.unsigned, field="presenter", signer=made.presenter, at=AT, certify=True) == made.one
    other = sign(made.unsigned, field="presenter", signer=made.presenter, at=LATER, certify=True)
    assert other != made.one


def test_the_first_signature_certifies_and_the_second_approves():
    made = material()
    first, second = (each.certifies for each in check(made.two, trust=[made.authority.certificate], at=CHECKED).signers)
    assert (first, second) == (True, False)
    document = objects(made.two)
    permission = document.Root.Perms.DocMDP.Reference[0].TransformParams.P
    assert permission == MDPPerm.FILL_FORMS.value


def test_catalogue_version_metadata_and_info_stay_as_they_were():
    made = material()
    before, after = objects(made.unsigned), objects(made.two)
    assert "/Version" not in after.Root
    assert after.Root.Metadata.read_raw_bytes() == before.Root.Metadata.read_raw_bytes()
    assert {key: str(value) for key, value in after.docinfo.items()} == {
        key: str(value) for key, value in before.docinfo.items()
    }
    assert list(after.Root.Extensions.keys()) == ["/ESIC"]


def test_the_uncured_writer_would_have_changed_them():
    made = material()
    signed = signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(made.unsigned)),
        signers.PdfSignatureMetadata(field_name="presenter"),
        signers.SimpleSigner.load_pkcs12_data(
            made.authority.issue(name="X", organisation="X", passphrase="x", valid_from=AT), [], b"x"
        ),
    ).getvalue()
    assert objects(signed).Root.Metadata.read_raw_bytes() != objects(made.unsigned).Root.Metadata.read_raw_bytes()


def test_the_claimed_time_stands_in_the_dictionary_and_not_in_the_cms():
    made = material()
    reader = PdfFileReader(BytesIO(made.one))
    (embedded,) = reader.embedded_regular_signatures
    assert str(embedded.sig_object["/M"]) == "D:20261103140500+01'00'"
    attributes = {each["type"].native for each in embedded.signer_info["signed_attrs"]}
    assert attributes >= {"message_digest", "content_type", "signing_certificate_v2"}
    assert "signing_time" not in attributes
    assert str(embedded.sig_object["/SubFilter"]) == "/ETSI.CAdES.detached"


def test_contents_are_lower_case_hex_with_room_to_spare():
    (seal,) = signed_ranges(material().one)
    assert seal.well_formed
    assert seal.digits == seal.digits.lower()
    assert seal.digits.endswith(b"0" * 20)


def test_what_is_shown_is_drawn_in_embedded_fonts_without_transparency():
    made = material()
    document = objects(made.one)
    shown = document.Root.AcroForm.Fields[0].AP.N
    assert [float(each) for each in shown.BBox][2] > 100
    inner = next(iter(shown.Resources.XObject.values()))
    fonts = [font for font in inner.Resources.Font.values() if "/FontDescriptor" in font]
    assert {str(font.BaseFont).split("+")[1] for font in fonts} == {"SourceSans3-Regular", "SourceSans3-SemiBold"}
    assert all("/FontFile2" in font.FontDescriptor for font in fonts)
    assert all(float(state.ca) == 1.0 for state in shown.Resources.ExtGState.values())


def test_a_second_signature_carries_nothing_of_the_first_one_along():
    made = material()
    first, second = len(made.one) - len(made.unsigned), len(made.two) - len(made.one)
    assert abs(first - second) < 1500


@pytest.mark.parametrize("kind", ["ec384", "rsa"])
def test_any_key_behind_the_protocol_signs(kind):
    made = material()
    remote = RemoteKey(made.authority, kind)
    signed = sign(made.unsigned, field="presenter", signer=remote, at=AT, certify=True, lines=("Gun Hed",))
    report = check(signed, trust=[made.authority.certificate], at=CHECKED)
    assert report.holds
    assert report.signers[0].holder.name == "Gun Hed"


def test_an_intermediate_issuer_travels_with_the_signature_and_a_root_does_not():
    made = material()
    key, middle_key = new_private_key(), new_private_key()
    root = PracticeAuthority.create(AT)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Mellanled")])
    start, end = AT - timedelta(days=1), AT + timedelta(days=300)
    builder = x509.CertificateBuilder().issuer_name(made.authority.certificate.subject).subject_name(name)
    builder = builder.public_key(middle_key.public_key()).serial_number(9).not_valid_before(start).not_valid_after(end)
    middle = builder.add_extension(x509.BasicConstraints(True, None), True).sign(root._key, hashes.SHA256())
    under = PracticeAuthority(middle_key, middle)
    leaf = under.certify(key, name="Hans Is", organisation="X", valid_from=start, valid_to=end)
    person = RemoteKey(made.authority, "ec")
    person._key, person.certificate, person.chain = key, leaf, (middle,)
    person.signature_of = lambda content: key.sign(content, ec.ECDSA(hashes.SHA256()))
    signed = sign(made.unsigned, field="presenter", signer=person, at=AT, certify=True)
    (embedded,) = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    assert len(embedded.signed_data["certificates"]) == 2
    unlimited = _root_without_limit(root)
    assert check(signed, trust=[unlimited], at=CHECKED).holds
    der = middle.public_bytes(serialization.Encoding.DER).hex().encode()
    altered = signed.replace(der, der[:-1] + (b"0" if der[-1:] != b"0" else b"1"))
    assert altered != signed
    assert not check(altered, trust=[unlimited], at=CHECKED).holds


def _root_without_limit(root: PracticeAuthority) -> x509.Certificate:
    """The practice root again, allowed to have issuers under it."""
    old = root.certificate
    builder = x509.CertificateBuilder().subject_name(old.subject).issuer_name(old.issuer).public_key(old.public_key())
    builder = builder.serial_number(3).not_valid_before(old.not_valid_before_utc)
    builder = builder.not_valid_after(old.not_valid_after_utc)
    return builder.add_extension(x509.BasicConstraints(True, None), True).sign(root._key, hashes.SHA256())


def test_fields_are_found_and_never_made():
    assert refusal(material().unsigned, field="nobody") == "no-field"


def test_nobody_signs_the_same_field_twice():
    assert refusal(material().one, certify=False) == "field-signed"


def test_the_first_signature_must_certify_and_only_the_first_may():
    made = material()
    assert refusal(made.unsigned, certify=False) == "not-certified"
    assert refusal(made.one, field="decider") == "already-certified"


def test_a_document_with_all_its_fields_signed_is_final():
    made = material()
    whole = sign(decision(fields=("presenter",)), field="presenter", signer=made.presenter, at=AT, certify=True)
    assert refusal(whole, field="decider", certify=False) == "no-field"
    assert refusal(whole, certify=False) == "field-signed"


def test_a_certification_that_allows_nothing_more_is_respected():
    made = material()
    writer = IncrementalPdfFileWriter(BytesIO(made.unsigned))
    metadata = signers.PdfSignatureMetadata(field_name="presenter", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    content = made.authority.issue(name="X", organisation="X", passphrase="x", valid_from=AT)
    locked = signers.sign_pdf(writer, metadata, signers.SimpleSigner.load_pkcs12_data(content, [], b"x")).getvalue()
    assert refusal(locked, field="decider", certify=False) == "final"


@pytest.mark.parametrize("attack", sorted(set(attacks.APPENDED) - {"the form removed", "a signature removed"}))
def test_nobody_signs_on_top_of_a_changed_document(attack):
    assert refusal(attacks.APPENDED[attack](material().one), field="decider", certify=False) == "altered"


def test_nobody_signs_on_top_of_a_flipped_byte():
    altered = bytearray(material().one)
    altered[len(material().unsigned) // 2] ^= 1
    assert refusal(bytes(altered), field="decider", certify=False) in ("altered", "not-a-pdf")


def test_a_key_outside_its_time_or_purpose_does_not_sign():
    made = material()
    assert refusal(made.unsigned, at=AT - timedelta(days=9)) == "not-yet-valid"
    assert refusal(made.unsigned, at=AT + timedelta(days=9999)) == "expired"
    stamping = RemoteKey(made.authority, "ec")
    stamping.certificate = made.authority.certificate
    assert refusal(made.unsigned, signer=stamping) == "wrong-key-usage"


@pytest.mark.parametrize("other", [b"", b"junk", b"%PDF-1.7\n%%EOF\n", b"\x89PNG\r\n"])
def test_what_is_no_pdf_is_not_signed(other):
    assert refusal(other) == "not-a-pdf"


def test_an_encrypted_pdf_is_not_signed():
    target = BytesIO()
    objects(material().unsigned).save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refusal(target.getvalue()) == "not-a-pdf"


def test_a_signing_time_without_zone_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="time zone"):
        sign(
            material().unsigned,
            field="presenter",
            signer=material().presenter,
            at=AT.replace(tzinfo=None),
            certify=True,
        )


def test_our_files_carry_our_mark_signed_or_not():
    from krogkoll.documents.assemble import MARK as WRITTEN
    from krogkoll.signing.ranges import MARK as READ

    assert WRITTEN.encode() == READ
    made = material()
    assert carries_mark(made.unsigned)
    assert carries_mark(made.two)
    foreign = pikepdf.new()
    foreign.add_blank_page()
    target = BytesIO()
    foreign.save(target)
    assert not carries_mark(target.getvalue())
    assert not carries_mark(b"no pdf at all")


def test_a_practice_key_shows_its_mark_even_if_not_asked_to(monkeypatch):
    drawn = []
    from krogkoll.signing import pades

    draw = pades.draw_appearance
    monkeypatch.setattr(pades, "draw_appearance", lambda lines, *size: drawn.append(lines) or draw(lines, *size))
    made = material()
    sign(made.unsigned, field="presenter", signer=made.presenter, at=AT, certify=True, lines=("Anna Ek",))
    sign(made.unsigned, field="presenter", signer=made.presenter, at=AT, certify=True)
    assert drawn[0] == ["Anna Ek", "ÖVNING"]
    assert drawn[1][0] == "Undertecknat av Anna Ek"
    assert drawn[1][1].startswith("ÖVNING")
    assert drawn[1][2].replace("\u00a0", " ") == "3 november 2026 kl. 14.05"


def test_a_stranger_is_not_made_known_by_signing():
    stranger = signer(PracticeAuthority.create(AT), "Främling")
    signed = sign(material().unsigned, field="presenter", signer=stranger, at=AT, certify=True)
    assert not check(signed, trust=[material().authority.certificate], at=CHECKED).holds
