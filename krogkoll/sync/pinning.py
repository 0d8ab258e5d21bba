"""Speaks TLS with one hub and no other: the key that the invitation named, whatever certificate is around it."""

from __future__ import annotations

import hashlib
import hmac
import ssl


class WrongKey(ssl.SSLCertVerificationError):
    """Somebody else answers at the hub's address."""


def pinned_context(pin: bytes) -> ssl.SSLContext:
    """A TLS context that ends the handshake, before a byte is sent, unless the other side has the key of this pin.

    pin: first 16 bytes of SHA-256 of the public key (SubjectPublicKeyInfo, DER).
    """

    class PinnedSocket(ssl.SSLSocket):
        """Looks at the key as soon as the handshake is done."""

        def do_handshake(self, block: bool = False) -> None:
            super().do_handshake(block)
            if not hmac.compare_digest(_pin_of(self.getpeercert(binary_form=True)), pin):
                raise WrongKey("another key than the invitation named")

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # The hub makes its own certificate: nobody vouches for it but the pin.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.sslsocket_class = PinnedSocket
    return context


def _pin_of(certificate: bytes | None) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    if not certificate:
        return b""
    key = x509.load_der_x509_certificate(certificate).public_key()
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()[:16]
