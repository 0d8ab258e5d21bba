"""Keys come out of PKCS#12 files or are refused for a reason that a person can act on."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing import Pkcs12Signer, Signer, is_practice, load_certificates, require_key_kind
from krogkoll.signing.practice import new_private_key
from tests.signing.material import AT, ORGANISATION, PASSPHRASE, material


def pkcs12_file(key, organisation="Verkliga kommunen", usage=None, with_key=True):
    """A PKCS#12 file that no practice authority had a hand in."""
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, "Dag Falk"),
        ]
    )
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(7)
    builder = builder.public_key(key.public_key())
    builder = builder.not_valid_before(AT - timedelta(days=1)).not_valid_after(AT + timedelta(days=30))
    if usage is not None:
        builder = builder.add_extension(usage, critical=True)
    issuer = new_private_key()
    certificate = builder.sign(issuer, hashes.SHA256())
    lock = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"x", key if with_key else None, certificate, None, lock)


def usage(**allowed):
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{name: allowed.get(name, False) for name in names.split()})


def reason_of(content, passphrase=PASSPHRASE, at=AT):
    with pytest.raises(SigningTrouble) as caught:
        Pkcs12Signer.load(content, passphrase, at=at)
    return caught.value.reason


@pytest.fixture(scope="module")
def practice_file():
    return material().authority.issue(
        name="Erik Gran",
        organisation=ORGANISATION,
        passphrase=PASSPHRASE,
        valid_from=AT,
        valid_to=AT.replace(year=2027),
    )


def test_a_key_file_gives_its_holder_and_signs(practice_file):
    signer: Signer = Pkcs12Signer.load(practice_file, PASSPHRASE, at=AT)
    assert (signer.name, signer.organisation) == ("Erik Gran", f"ÖVNING {ORGANISATION}")
    assert signer.practice
    assert signer.chain == ()
    key = signer.certificate.public_key()
    key.verify(signer.signature_of(b"text"), b"text", ec.ECDSA(hashes.SHA256()))
    assert signer.signature_of(b"text") == signer.signature_of(b"text")


def test_an_rsa_key_signs_with_the_padding_that_cards_use():
    content = material().authority.issue(
        name="Erik Gran", organisation=ORGANISATION, passphrase=PASSPHRASE, valid_from=AT, kind="rsa"
    )
    signer = Pkcs12Signer.load(content, PASSPHRASE, at=AT)
    key = signer.certificate.public_key()
    key.verify(signer.signature_of(b"text"), b"text", padding.PKCS1v15(), hashes.SHA256())


@pytest.mark.parametrize("passphrase", ["", "fel", PASSPHRASE.upper()])
def test_a_wrong_passphrase_is_told_from_a_damaged_file(practice_file, passphrase):
    assert reason_of(practice_file, passphrase) == "wrong-passphrase"


@pytest.mark.parametrize("cut", [0, 1, 20, 500])
def test_a_cut_file_is_damaged(practice_file, cut):
    assert reason_of(practice_file[:cut]) == "damaged"


def test_other_files_are_damaged():
    assert reason_of(b"%PDF-1.7\n") == "damaged"
    assert reason_of(bytes(1000)) == "damaged"


def test_a_file_without_key_or_without_the_keys_certificate_is_refused():
    key = new_private_key()
    assert reason_of(pkcs12_file(key, with_key=False)) == "no-key"
    lock = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    others = [material().authority.certificate]
    assert reason_of(pkcs12.serialize_key_and_certificates(b"x", key, None, others, lock)) == "no-key"


def test_time_decides_whether_a_key_may_be_used(practice_file):
    assert reason_of(practice_file, at=AT - timedelta(seconds=1)) == "not-yet-valid"
    assert reason_of(practice_file, at=AT.replace(year=2027) + timedelta(seconds=1)) == "expired"
    assert Pkcs12Signer.load(practice_file, PASSPHRASE, at=AT.replace(year=2027)).practice


def test_key_usage_decides_whether_a_key_may_sign_documents():
    key = new_private_key()
    assert reason_of(pkcs12_file(key, usage=usage(key_agreement=True))) == "wrong-key-usage"
    for allowed in ("digital_signature", "content_commitment"):
        assert Pkcs12Signer.load(pkcs12_file(key, usage=usage(**{allowed: True})), PASSPHRASE, at=AT).name == "Dag Falk"


def test_keys_that_common_readers_cannot_verify_are_refused():
    weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    assert reason_of(pkcs12_file(weak)) == "unsupported-key"
    assert reason_of(pkcs12_file(ec.generate_private_key(ec.SECP256K1()))) == "unsupported-key"


def test_a_key_that_is_neither_rsa_nor_elliptic_counts_as_none():
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Dag Falk")])
    key = ed25519.Ed25519PrivateKey.generate()
    builder = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(7).public_key(key.public_key())
    )
    certificate = builder.not_valid_before(AT).not_valid_after(AT + timedelta(days=1)).sign(key, None)
    lock = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    assert reason_of(pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, lock)) == "no-key"


def test_practice_keys_and_real_keys_never_swap_places():
    real = Pkcs12Signer.load(pkcs12_file(new_private_key()), PASSPHRASE, at=AT)
    practice = material().presenter
    assert (is_practice(real.certificate), is_practice(practice.certificate)) == (False, True)
    require_key_kind(real.certificate, practice=False)
    require_key_kind(practice.certificate, practice=True)
    with pytest.raises(SigningTrouble, match="practice-key"):
        require_key_kind(practice.certificate, practice=False)
    with pytest.raises(SigningTrouble, match="real-key"):
        require_key_kind(real.certificate, practice=True)


def test_the_practice_mark_is_seen_however_it_is_written():
    decomposed = Pkcs12Signer.load(pkcs12_file(new_private_key(), "O\u0308vning X"), PASSPHRASE, at=AT)
    elsewhere = Pkcs12Signer.load(pkcs12_file(new_private_key(), "Företaget ÖVNING"), PASSPHRASE, at=AT)
    assert decomposed.practice
    assert not elsewhere.practice


def test_a_forgotten_key_signs_no_more(practice_file):
    signer = Pkcs12Signer.load(practice_file, PASSPHRASE, at=AT)
    signer.forget()
    with pytest.raises(SigningTrouble, match="forgotten"):
        signer.signature_of(b"text")


def test_certificates_are_read_from_pem_and_der_and_nothing_else():
    certificate = material().authority.certificate
    assert load_certificates(material().authority.ca_pem * 2) == (certificate, certificate)
    assert load_certificates(certificate.public_bytes(serialization.Encoding.DER)) == (certificate,)
    for other in (b"", b"%PDF-", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(SigningTrouble, match="damaged"):
            load_certificates(other)
