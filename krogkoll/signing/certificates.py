"""What the rest of signing asks of a certificate: whose it is, when it holds, and whether it is only for practice."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.kernel.swedish import nfc

PRACTICE_MARK = "ÖVNING"


def _attribute(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    return nfc(str(found[0].value)) if found else ""


def common_name(certificate: x509.Certificate) -> str:
    """The holder's name as the certificate gives it; the whole subject where it has no common name."""
    return _attribute(certificate.subject, NameOID.COMMON_NAME) or certificate.subject.rfc4514_string()


def organisation(certificate: x509.Certificate) -> str:
    """The holder's organisation, empty when the certificate names none."""
    return _attribute(certificate.subject, NameOID.ORGANIZATION_NAME)


def issuer_name(certificate: x509.Certificate) -> str:
    """The name of the one who issued the certificate."""
    return _attribute(certificate.issuer, NameOID.COMMON_NAME) or certificate.issuer.rfc4514_string()


def is_practice(certificate: x509.Certificate) -> bool:
    """True for a key that must never sign anything real: its organisation begins with ÖVNING."""
    organisations = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return any(nfc(str(value.value)).upper().startswith(PRACTICE_MARK) for value in organisations)


def require_key_kind(certificate: x509.Certificate, *, practice: bool) -> None:
    """Let practice workspaces use practice keys only, and real ones real keys only.

    Raises SigningTrouble "practice-key" or "real-key", named after the key that was offered.
    """
    if is_practice(certificate) != practice:
        raise SigningTrouble("real-key" if practice else "practice-key", organisation=organisation(certificate))


def require_valid_at(certificate: x509.Certificate, at: datetime) -> None:
    """Refuse a certificate outside its time: SigningTrouble "expired" or "not-yet-valid"."""
    if at > certificate.not_valid_after_utc:
        raise SigningTrouble("expired", since=certificate.not_valid_after_utc)
    if at < certificate.not_valid_before_utc:
        raise SigningTrouble("not-yet-valid", until=certificate.not_valid_before_utc)


def require_may_sign(certificate: x509.Certificate) -> None:
    """Refuse a certificate whose key usage forbids signing documents (SigningTrouble "wrong-key-usage").

    A certificate without the extension may sign (RFC 5280, 4.2.1.3).
    """
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.content_commitment or usage.digital_signature):
        raise SigningTrouble("wrong-key-usage")


def digest_name(certificate: x509.Certificate) -> str:
    """The digest that fits the strength of the certificate's key, in the names of CMS.

    Raises SigningTrouble "unsupported-key" for keys that common readers cannot verify.
    """
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048:
        return "sha256"
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _EC_DIGESTS:
        return _EC_DIGESTS[key.curve.name]
    raise SigningTrouble("unsupported-key")


_EC_DIGESTS = {"secp256r1": "sha256", "secp384r1": "sha384", "secp521r1": "sha512"}
_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""The head of a DigestInfo with SHA-256 (RFC 8017, 9.2, note 1)."""


def hash_of(certificate: x509.Certificate) -> hashes.HashAlgorithm:
    """The digest of `digest_name`, for the library that computes it."""
    return _HASHES[digest_name(certificate)]()


def digest_of(certificate: x509.Certificate, content: bytes) -> bytes:
    """The digest of `content` that a signature with this certificate's key is made over."""
    return hashlib.new(digest_name(certificate), content).digest()


def digest_info(content: bytes) -> bytes:
    """What a card that only pads is given to sign with RSA: the DigestInfo of SHA-256 (RFC 8017, 9.2)."""
    return _SHA256_INFO + hashlib.sha256(content).digest()


def signature_size(certificate: x509.Certificate) -> int:
    """The most bytes that a signature with this certificate's key can take."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return (key.key_size + 7) // 8
    if isinstance(key, ec.EllipticCurvePublicKey):
        # Two integers of the curve's size with their headers and sign bytes (RFC 3279, 2.2.3).
        return 2 * ((key.curve.key_size + 7) // 8 + 3) + 4
    raise SigningTrouble("unsupported-key")


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate in lower-case hex, to compare by eye or in a log."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def is_self_issued(certificate: x509.Certificate) -> bool:
    """True where issuer and subject are the same, as in a root."""
    return certificate.issuer == certificate.subject


def load_certificates(content: bytes) -> tuple[x509.Certificate, ...]:
    """All certificates of a PEM or DER file; SigningTrouble "damaged" where there is none to read."""
    try:
        if b"-----BEGIN" in content:
            return tuple(x509.load_pem_x509_certificates(content))
        return (x509.load_der_x509_certificate(content),)
    except ValueError as error:
        raise SigningTrouble("damaged") from error


def without_roots(certificates: Iterable[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The intermediates among certificates: roots are trusted by choice, never because a file carries them."""
    return tuple(certificate for certificate in certificates if not is_self_issued(certificate))


def as_certificates(trust: Sequence[x509.Certificate | bytes]) -> tuple[x509.Certificate, ...]:
    """Trusted roots given as certificates, or as PEM or DER files (SigningTrouble "damaged")."""
    found: list[x509.Certificate] = []
    for each in trust:
        found.extend(load_certificates(each) if isinstance(each, bytes) else (each,))
    return tuple(found)
