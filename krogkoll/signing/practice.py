"""Certificates for practice and tests: a home-made issuer whose keys can never pass for real ones."""

from datetime import datetime, timedelta
from typing import Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.certificates import PRACTICE_MARK

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def new_private_key(kind: str = "ec") -> PrivateKey:
    """A fresh key: "ec" (P-256), "ec384" (P-384) or "rsa" (3072 bits)."""
    if kind == "rsa":
        return rsa.generate_private_key(public_exponent=65537, key_size=3072)
    return ec.generate_private_key(ec.SECP384R1() if kind == "ec384" else ec.SECP256R1())


class PracticeAuthority:
    """Issues practice certificates, revokes them, and says so in a revocation list."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
        self._key = key
        self.certificate = certificate
        self._revoked: dict[int, datetime] = {}

    @classmethod
    def create(cls, at: datetime, *, years: int = 10) -> Self:
        """A new issuer whose root certificate is valid from the day before `at`."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name(f"{PRACTICE_MARK} Krogkoll", f"{PRACTICE_MARK} Krogkolls övningsutfärdare")
        start = at - timedelta(days=1)
        builder = _builder(name, name, key.public_key(), start, start + timedelta(days=365 * years))
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        builder = builder.add_extension(_usage(issuer=True), critical=True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        return cls(key, builder.sign(key, hashes.SHA256()))

    @property
    def ca_pem(self) -> bytes:
        """The root certificate as PEM, for whoever is to check practice signatures."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def certify(
        self,
        key: PrivateKey,
        *,
        name: str,
        organisation: str,
        valid_from: datetime,
        valid_to: datetime,
        timestamping: bool = False,
    ) -> x509.Certificate:
        """A certificate for a key; the organisation gets the practice mark whether asked for or not."""
        subject = _name(f"{PRACTICE_MARK} {organisation}".strip(), name)
        builder = _builder(subject, self.certificate.subject, key.public_key(), valid_from, valid_to)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(_usage(issuer=False), critical=True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = builder.add_extension(issuer_key, critical=False)
        if timestamping:
            purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(purpose, critical=True)
        return builder.sign(self._key, hashes.SHA256())

    def issue(
        self,
        *,
        name: str,
        organisation: str,
        passphrase: str,
        valid_from: datetime,
        valid_to: datetime | None = None,
        kind: str = "ec",
    ) -> bytes:
        """A person's practice key and certificate as a PKCS#12 file, valid for two years if not told otherwise."""
        key = new_private_key(kind)
        certificate = self.certify(
            key,
            name=name,
            organisation=organisation,
            valid_from=valid_from,
            valid_to=valid_to or valid_from + timedelta(days=730),
        )
        lock = serialization.BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, [self.certificate], lock)

    def revoke(self, certificate: x509.Certificate, at: datetime) -> None:
        """Count a certificate as revoked from the moment `at` in every list made from now on.

        Raises SigningTrouble "not-issued-here".
        """
        try:
            certificate.verify_directly_issued_by(self.certificate)
        except (ValueError, TypeError, InvalidSignature) as error:
            raise SigningTrouble("not-issued-here") from error
        self._revoked[certificate.serial_number] = at

    def revocation_list(self, at: datetime, *, days: int = 30) -> bytes:
        """The revocation list as of `at`, in DER, signed by this issuer."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(at).next_update(at + timedelta(days=days))
        issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = builder.add_extension(issuer_key, critical=False)
        builder = builder.add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
        for serial, moment in sorted(self._revoked.items()):
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment)
            reason = x509.CRLReason(x509.ReasonFlags.key_compromise)
            builder = builder.add_revoked_certificate(entry.add_extension(reason, critical=False).build())
        return builder.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def to_pkcs12(self, passphrase: str) -> bytes:
        """The issuer itself, to be kept by a practice workspace and opened again with `load`."""
        lock = serialization.BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(b"practice", self._key, self.certificate, None, lock)

    @classmethod
    def load(cls, content: bytes, passphrase: str) -> Self:
        """The inverse of `to_pkcs12` (its revocations are not kept). Raises SigningTrouble "damaged"."""
        try:
            key, certificate, _ = pkcs12.load_key_and_certificates(content, passphrase.encode())
        except ValueError as error:
            raise SigningTrouble("damaged") from error
        if certificate is None or not isinstance(key, ec.EllipticCurvePrivateKey):
            raise SigningTrouble("no-key")
        return cls(key, certificate)


def _name(organisation: str, common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number())
    return builder.not_valid_before(start).not_valid_after(end)


def _usage(*, issuer: bool) -> x509.KeyUsage:
    """What the key may do: issue and revoke, or sign so that the signer stands by it (nonRepudiation)."""
    return x509.KeyUsage(
        digital_signature=not issuer,
        content_commitment=not issuer,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issuer,
        crl_sign=issuer,
        encipher_only=False,
        decipher_only=False,
    )
