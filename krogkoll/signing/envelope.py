"""The CMS inside a signature: read, verified on its own, and compared with the only form we write it in.

Independent of pyHanko's verdict on purpose: nothing here knows of PDF objects, so a damaged cross-reference cannot
hide a damaged byte, and thousands of altered copies can be judged per minute.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.boundary import decoder_boundary
from krogkoll.signing.der import der_length

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


@dataclass(frozen=True, slots=True)
class Envelope:
    """One parsed CMS signature with what follows it in the reserved space."""

    der: bytes
    rest: bytes
    signed_data: Any
    signer_info: Any
    certificates: tuple[x509.Certificate, ...]
    """Every certificate inside, the signer's first where it was found."""
    digest: str
    """The name of the digest, for example "sha256"."""


def read_envelope(content: bytes) -> Envelope:
    """Parse the bytes of /Contents. Raises SigningTrouble "unreadable-signature"."""
    from asn1crypto import cms

    size = _outer_length(content)
    with decoder_boundary("unreadable-signature"):
        outer = cms.ContentInfo.load(content[:size], strict=True)
        signed_data = outer["content"]
        (signer_info,) = signed_data["signer_infos"]
        certificates = _certificates(signed_data, signer_info)
        digest = str(signer_info["digest_algorithm"]["algorithm"].native)
        return Envelope(content[:size], content[size:], signed_data, signer_info, certificates, digest)


def _outer_length(content: bytes) -> int:
    """The length of the outermost value, from its header alone."""
    if len(content) < 2 or content[0] != 0x30:
        raise SigningTrouble("unreadable-signature")
    if content[1] < 0x80:
        return 2 + content[1]
    size = content[1] & 0x7F
    length = 2 + size + int.from_bytes(content[2 : 2 + size], "big")
    if not 1 <= size <= 4 or length > len(content):
        raise SigningTrouble("unreadable-signature")
    return length


def _certificates(signed_data: Any, signer_info: Any) -> tuple[x509.Certificate, ...]:
    found = []
    for choice in signed_data["certificates"]:
        if choice.name == "certificate":
            found.append(x509.load_der_x509_certificate(choice.chosen.dump()))
    identity = signer_info["sid"]
    if identity.name == "issuer_and_serial_number":
        serial, issuer = identity.chosen["serial_number"].native, identity.chosen["issuer"].dump()
        found.sort(key=lambda each: (each.serial_number, each.issuer.public_bytes()) != (serial, issuer))
    return tuple(found)


def is_canonical(envelope: Envelope, digits: bytes) -> bool:
    """True if `digits` are the one way in which we write this signature.

    Lower-case hex, only zeros after the DER, strict DER throughout, and a CMS that is equal, byte for byte, to one
    rebuilt from nothing but what the signature protects: so no bit of it is free. A document timestamp is shaped by
    its authority and not by us, so it is not rebuilt.
    """
    if digits != digits.lower() or envelope.rest.strip(b"\x00"):
        return False
    try:
        with decoder_boundary("not-der"):
            strict = der_length(envelope.der) == len(envelope.der)
            return strict and (_is_timestamp(envelope) or _rebuilt(envelope) == envelope.der)
    except SigningTrouble:
        return False


def _is_timestamp(envelope: Envelope) -> bool:
    return bool(envelope.signed_data["encap_content_info"]["content_type"].native == "tst_info")


def _rebuilt(envelope: Envelope) -> bytes:
    """The CMS as we would write it around the same signed attributes, signature and certificates."""
    from asn1crypto import cms

    signer, info = envelope.certificates[0], envelope.signer_info
    identity = cms.IssuerAndSerialNumber({"issuer": _asn1(signer).issuer, "serial_number": signer.serial_number})
    signer_info = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": identity}),
        "digest_algorithm": _digest_algorithm(info, envelope.digest),
        "signed_attrs": info["signed_attrs"],
        "signature_algorithm": _signature_algorithm(info, signer, envelope.digest),
        "signature": info["signature"].native,
    }
    if info["unsigned_attrs"]:
        if [attribute["type"].native for attribute in info["unsigned_attrs"]] != ["signature_time_stamp_token"]:
            return b""
        signer_info["unsigned_attrs"] = info["unsigned_attrs"]
    signed_data = {
        "version": "v1",
        "digest_algorithms": [signer_info["digest_algorithm"]],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices({"certificate": _asn1(each)}) for each in envelope.certificates],
        "signer_infos": [signer_info],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed_data}).dump())


def _digest_algorithm(info: Any, digest: str) -> Any:
    """The digest's identifier as it stands if its parameters are absent or null, else without parameters."""
    from asn1crypto import algos

    if digest not in _HASHES:
        raise ValueError(digest)
    fresh = algos.DigestAlgorithm({"algorithm": digest})
    plain = algos.DigestAlgorithm({"algorithm": digest, "parameters": None})
    return plain if info["digest_algorithm"].dump() == plain.dump() else fresh


def _signature_algorithm(info: Any, signer: x509.Certificate, digest: str) -> Any:
    """The only identifier that fits the signer's key and the digest; RSASSA-PSS stays as written."""
    from asn1crypto import algos

    written = info["signature_algorithm"]
    if written["algorithm"].native == "rsassa_pss":
        return written
    kind = "ecdsa" if isinstance(signer.public_key(), ec.EllipticCurvePublicKey) else "rsa"
    fresh = algos.SignedDigestAlgorithm({"algorithm": f"{digest}_{kind}"})
    plain = algos.SignedDigestAlgorithm({"algorithm": f"{digest}_{kind}", "parameters": None})
    return plain if written.dump() == plain.dump() else fresh


def _asn1(certificate: x509.Certificate) -> Any:
    from asn1crypto import x509 as asn1_x509

    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def holds_over(envelope: Envelope, first: memoryview, second: memoryview) -> bool | None:
    """Whether the signature is right for the two stretches of the file, by its own certificate.

    None where the algorithm is not one that we verify ourselves (foreign files); pyHanko decides then. A document
    timestamp is judged by pyHanko too.
    """
    try:
        with decoder_boundary("unreadable-signature"):
            return _holds_over(envelope, first, second)
    except SigningTrouble:
        return False


def _holds_over(envelope: Envelope, first: memoryview, second: memoryview) -> bool | None:
    if envelope.digest not in _HASHES or not envelope.certificates:
        return None
    if envelope.signed_data["encap_content_info"]["content_type"].native != "data":
        return None
    file_digest = hashlib.new(envelope.digest, first)
    file_digest.update(second)
    attributes = {each["type"].native: each["values"] for each in envelope.signer_info["signed_attrs"]}
    if attributes["message_digest"][0].native != file_digest.digest():
        return False
    if not _names_certificate(attributes, envelope.certificates[0]):
        return False
    return _verified(envelope)


def _names_certificate(attributes: dict[str, Any], signer: x509.Certificate) -> bool:
    """True if the signed attributes name this very certificate (ESS signing-certificate-v2), or name none."""
    named = attributes.get("signing_certificate_v2")
    if named is None:
        return True
    first = named[0]["certs"][0]
    algorithm = first["hash_algorithm"]["algorithm"].native
    return bool(hashlib.new(algorithm, signer.public_bytes(Encoding.DER)).digest() == first["cert_hash"].native)


def _verified(envelope: Envelope) -> bool | None:
    key = envelope.certificates[0].public_key()
    info = envelope.signer_info
    signature, algorithm = info["signature"].native, info["signature_algorithm"]["algorithm"].native
    content = info["signed_attrs"].untag().dump()
    digest = _HASHES[envelope.digest]()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey) and algorithm.endswith("_ecdsa"):
            key.verify(signature, content, ec.ECDSA(digest))
        elif isinstance(key, rsa.RSAPublicKey) and algorithm != "rsassa_pss":
            key.verify(signature, content, padding.PKCS1v15(), digest)
        else:
            return None
    except InvalidSignature:
        return False
    except UnsupportedAlgorithm:
        return None
    return True
