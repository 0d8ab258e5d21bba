"""Who signs: one narrow protocol behind which a key file, a smart card or a remote service does the same thing."""

import warnings
from datetime import datetime
from typing import Protocol, Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from krogkoll.kernel.clock import SystemClock
from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.certificates import (
    common_name,
    hash_of,
    is_practice,
    organisation,
    require_may_sign,
    require_valid_at,
    without_roots,
)


class Signer(Protocol):
    """A person's key, wherever it lives.

    `signature_of` is the only thing done with the key: bytes in, raw signature out (RSA: PKCS#1 v1.5; EC: DER),
    made over the digest that `certificates.digest_name` gives. A card passes the bytes to its token, a remote
    service passes their digest on; both may raise SigningTrouble.
    """

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate that names the person."""
        ...

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """Intermediate certificates between the person and a root, the root left out."""
        ...

    @property
    def name(self) -> str:
        """The person's name as the certificate gives it."""
        ...

    @property
    def organisation(self) -> str:
        """The person's organisation as the certificate gives it."""
        ...

    @property
    def practice(self) -> bool:
        """True for a key that is only for practice."""
        ...

    @property
    def signed_at(self) -> datetime | None:
        """When the one signature that it holds was made; None for a key that makes one when asked."""
        ...

    def signature_of(self, content: bytes) -> bytes:
        """The raw signature of `content`."""
        ...

    def forget(self) -> None:
        """Let go of the key."""
        ...


class Pkcs12Signer:
    """A key that came out of a PKCS#12 file and lives in memory until `forget`."""

    signed_at = None

    def __init__(
        self,
        key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        chain: tuple[x509.Certificate, ...] = (),
    ) -> None:
        self._key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | None = key
        self._hash = hash_of(certificate)
        self.certificate = certificate
        self.chain = without_roots(chain)
        self.name = common_name(certificate)
        self.organisation = organisation(certificate)
        self.practice = is_practice(certificate)

    @classmethod
    def load(cls, content: bytes, passphrase: str, *, at: datetime | None = None) -> Self:
        """Open a PKCS#12 file for signing at the moment `at` (now, if not given).

        Raises SigningTrouble: "damaged" (not such a file, or broken), "wrong-passphrase", "no-key" (no key with a
        certificate that fits), "unsupported-key", "wrong-key-usage", "expired", "not-yet-valid".
        """
        from cryptography.hazmat.primitives.serialization import pkcs12

        try:
            with warnings.catch_warnings():
                # Key files from Windows and macOS are BER rather than DER; that is no news for the person.
                warnings.simplefilter("ignore", UserWarning)
                opened = pkcs12.load_pkcs12(content, passphrase.encode())
        except (ValueError, TypeError) as error:
            raise SigningTrouble("wrong-passphrase" if _looks_whole(content) else "damaged") from error
        key = opened.key
        if opened.cert is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
            raise SigningTrouble("no-key")
        certificate = opened.cert.certificate
        if key.public_key() != certificate.public_key():
            raise SigningTrouble("no-key")
        require_may_sign(certificate)
        require_valid_at(certificate, at or SystemClock().now())
        return cls(key, certificate, tuple(extra.certificate for extra in opened.additional_certs))

    def signature_of(self, content: bytes) -> bytes:
        """The raw signature of `content`; SigningTrouble "forgotten" after `forget`."""
        key = self._key
        if key is None:
            raise SigningTrouble("forgotten")
        if isinstance(key, rsa.RSAPrivateKey):
            return key.sign(content, padding.PKCS1v15(), self._hash)
        # RFC 6979: the same document signed at the same moment gives the same bytes, and no weak random number leaks.
        return key.sign(content, ec.ECDSA(self._hash, deterministic_signing=True))

    def forget(self) -> None:
        """Drop the key; the library frees its memory when nothing else holds it."""
        self._key = None


def _looks_whole(content: bytes) -> bool:
    """True if the outer shape is that of a whole PKCS#12 file, so that the passphrase must be what is wrong."""
    from asn1crypto import pkcs12

    try:
        outer = pkcs12.Pfx.load(content, strict=True)
        return outer["version"].native == "v3" and len(outer.authenticated_safe) > 0
    except (ValueError, TypeError, KeyError):
        return False
