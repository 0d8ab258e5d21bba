"""The practice issuer is a proper issuer to OpenSSL, and everything from it says that it is practice."""

import subprocess
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing import Pkcs12Signer, PracticeAuthority
from krogkoll.signing.practice import new_private_key
from tests.signing.material import AT, PASSPHRASE, material, signer


def verified(tmp_path, certificate, *options):
    """What `openssl verify` says of a certificate under the practice root at the time of the tests."""
    (tmp_path / "ca.pem").write_bytes(material().authority.ca_pem)
    (tmp_path / "one.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    command = ["openssl", "verify", "-x509_strict", "-attime", str(int(AT.timestamp())), "-CAfile", "ca.pem"]
    done = subprocess.run([*command, *options, "one.pem"], cwd=tmp_path, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def test_openssl_accepts_what_the_issuer_certifies_and_nobody_elses(tmp_path):
    accepted, words = verified(tmp_path, material().presenter.certificate)
    assert accepted, words
    stranger = signer(PracticeAuthority.create(AT), "Främling")
    assert not verified(tmp_path, stranger.certificate)[0]


def test_openssl_sees_a_revocation_in_the_issuers_list(tmp_path):
    authority = material().authority
    revoked, kept = signer(authority, "Spärrad"), signer(authority, "Kvar")
    authority.revoke(revoked.certificate, AT - timedelta(hours=1))
    listed = x509.load_der_x509_crl(authority.revocation_list(AT - timedelta(minutes=1)))
    (tmp_path / "list.pem").write_bytes(listed.public_bytes(Encoding.PEM))
    options = ("-crl_check", "-CRLfile", "list.pem")
    assert verified(tmp_path, kept.certificate, *options)[0]
    accepted, words = verified(tmp_path, revoked.certificate, *options)
    assert not accepted
    assert "revoked" in words


def test_a_signers_key_may_sign_and_nothing_else_and_the_root_may_only_issue():
    person = material().presenter.certificate.extensions.get_extension_for_class(x509.KeyUsage)
    root = material().authority.certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert person.critical
    assert (person.value.digital_signature, person.value.content_commitment) == (True, True)
    assert (person.value.key_cert_sign, person.value.key_encipherment) == (False, False)
    assert (root.value.key_cert_sign, root.value.crl_sign, root.value.digital_signature) == (True, True, False)


def test_every_certificate_is_marked_whatever_organisation_is_asked_for():
    authority = material().authority
    for organisation in ("", "Polismyndigheten", "övning redan"):
        certificate = authority.certify(
            new_private_key(), name="X", organisation=organisation, valid_from=AT, valid_to=AT + timedelta(days=1)
        )
        assert "O=ÖVNING" in certificate.subject.rfc4514_string()


def test_an_issuer_can_be_put_away_and_taken_out_again():
    kept = material().authority.to_pkcs12(PASSPHRASE)
    again = PracticeAuthority.load(kept, PASSPHRASE)
    assert again.ca_pem == material().authority.ca_pem
    person = again.issue(name="Ny", organisation="O", passphrase="x", valid_from=AT)
    assert Pkcs12Signer.load(person, "x", at=AT).certificate.issuer == again.certificate.subject
    with pytest.raises(SigningTrouble, match="damaged"):
        PracticeAuthority.load(kept, "fel")


def test_an_issuer_revokes_only_its_own_even_where_names_are_alike():
    stranger = PracticeAuthority.create(AT)
    assert stranger.certificate.subject == material().authority.certificate.subject
    with pytest.raises(SigningTrouble, match="not-issued-here"):
        stranger.revoke(material().presenter.certificate, AT)
