"""What a file of issuers' certificates says of itself, before anybody decides to trust it."""

from dataclasses import dataclass, field
from datetime import date

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from krogkoll.kernel.clock import local
from krogkoll.signing.certificates import common_name, fingerprint, load_certificates, organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """One certificate of the file. issues: whether it may issue others (basic constraints, RFC 5280, 4.2.1.9)."""

    name: str
    organisation: str
    fingerprint: str
    valid_from: date
    valid_until: date
    issues: bool
    der: bytes = field(repr=False)


def issuers_in(content: bytes) -> tuple[Issuer, ...]:
    """Every certificate of a PEM or DER file, each once. Raises SigningTrouble "damaged"."""
    found = {fingerprint(one): _issuer(one) for one in load_certificates(content)}
    return tuple(found.values())


def _issuer(certificate: x509.Certificate) -> Issuer:
    return Issuer(
        name=common_name(certificate),
        organisation=organisation(certificate),
        fingerprint=fingerprint(certificate),
        valid_from=local(certificate.not_valid_before_utc).date(),
        valid_until=local(certificate.not_valid_after_utc).date(),
        issues=_may_issue(certificate),
        der=certificate.public_bytes(Encoding.DER),
    )


def _may_issue(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False
