"""Whether and when a certificate was revoked, by revocation lists given or carried along: never by network."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa


def read_lists(contents: Iterable[bytes]) -> tuple[x509.CertificateRevocationList, ...]:
    """The lists among the given DER or PEM files; what is not a list is left out."""
    found = []
    for content in contents:
        load = x509.load_pem_x509_crl if content.startswith(b"-----BEGIN") else x509.load_der_x509_crl
        try:
            found.append(load(content))
        except ValueError:
            continue
    return tuple(found)


def is_revocation_list(content: bytes) -> bool:
    """Whether a file can be read as a revocation list; says nothing about who made it."""
    return bool(read_lists([content]))


def revoked_at(
    path: Sequence[x509.Certificate],
    issuers: Iterable[x509.Certificate],
    lists: Iterable[x509.CertificateRevocationList],
) -> datetime | None:
    """The earliest moment at which any certificate of the path was revoked, None if no list says so.

    A list counts only when its issuer, found among `issuers`, has signed it (RFC 5280, 6.3).
    """
    moments = []
    candidates = tuple(issuers)
    for entry in lists:
        if not any(_made(issuer, entry) for issuer in candidates):
            continue
        for certificate in path:
            revoked = _entry(entry, certificate)
            if revoked is not None:
                moments.append(revoked.revocation_date_utc)
    return min(moments, default=None)


def _entry(entry: x509.CertificateRevocationList, certificate: x509.Certificate) -> x509.RevokedCertificate | None:
    if entry.issuer != certificate.issuer:
        return None
    return entry.get_revoked_certificate_by_serial_number(certificate.serial_number)


def _made(issuer: x509.Certificate, entry: x509.CertificateRevocationList) -> bool:
    key = issuer.public_key()
    if issuer.subject != entry.issuer:
        return False
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey):
        return False
    try:
        return entry.is_signature_valid(key)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False
