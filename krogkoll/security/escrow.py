"""The authority's escrow key: two people keep its private half in a safe; every workspace knows the public half."""

from typing import TYPE_CHECKING

from krogkoll.kernel.errors import AccessTrouble

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

_LEAST_PASSPHRASE = 15


def make_pair(passphrase: str) -> tuple[bytes, bytes]:
    """A fresh pair as PEM: (public, private encrypted with the passphrase). The private half never goes to a laptop.

    Raises AccessTrouble "passphrase-too-short" under 15 characters.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
        PublicFormat,
    )

    if len(passphrase) < _LEAST_PASSPHRASE:
        raise AccessTrouble("passphrase-too-short", least=_LEAST_PASSPHRASE)
    private = X25519PrivateKey.generate()
    return (
        private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())),
    )


def public_bytes(public_pem: bytes) -> bytes:
    """The 32 bytes of a public escrow key. Raises AccessTrouble "bad-escrow-key"."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        public = load_pem_public_key(public_pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise AccessTrouble("bad-escrow-key") from error
    if not isinstance(public, X25519PublicKey):
        raise AccessTrouble("bad-escrow-key")
    return public.public_bytes_raw()


def fingerprint(public_pem: bytes) -> str:
    """Eight groups of four hex digits that two people can compare: the first half of SHA-256 of the key."""
    import hashlib

    digest = hashlib.sha256(public_bytes(public_pem)).hexdigest()[:32]
    return " ".join(digest[start : start + 4] for start in range(0, 32, 4))


def load_private(private_pem: bytes, passphrase: str | None) -> "X25519PrivateKey":
    """The private half. Raises AccessTrouble "bad-escrow-key" or "wrong-escrow-passphrase"."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(private_pem, passphrase.encode() if passphrase else None)
    except TypeError as error:  # a passphrase is needed, or given for a key without
        raise AccessTrouble("wrong-escrow-passphrase") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        looks_right = b"-----BEGIN ENCRYPTED PRIVATE KEY-----" in private_pem
        raise AccessTrouble("wrong-escrow-passphrase" if looks_right else "bad-escrow-key") from error
    if not isinstance(private, X25519PrivateKey):
        raise AccessTrouble("bad-escrow-key")
    return private
