"""A smart card in software (SoftHSM2), with its own folder for each test: real PKCS#11 calls, real keys."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from krogkoll.signing.practice import PrivateKey, new_private_key
from tests.signing.material import AT, ORGANISATION, material

MODULE = next(
    place
    for folder in ("/usr/lib/softhsm", "/usr/lib64/softhsm", "/usr/lib64/pkcs11", "/usr/local/lib/softhsm")
    if (place := Path(folder) / "libsofthsm2.so").is_file()
)
PIN = "246813"


@dataclass(frozen=True, slots=True)
class Card:
    """One card in a reader, its keys still to come. folder: what to take away to pull it out."""

    folder: Path

    def put(self, name: str, kind: str = "rsa", *, key: PrivateKey | None = None, issuer: bool = True) -> None:
        """Lay a key and a certificate for signing onto the card, and the issuer's certificate beside it."""
        key = key or new_private_key(kind)
        authority = material().authority
        year = AT.replace(year=AT.year + 1)
        certificate = authority.certify(
            key, name=name, organisation=ORGANISATION, valid_from=AT.replace(year=AT.year - 1), valid_to=year
        )
        self.import_key(key, certificate)
        self.put_certificate(certificate)
        if issuer:
            self.put_certificate(authority.certificate, key_id=b"\x99")

    def import_key(self, key: PrivateKey, certificate: x509.Certificate) -> None:
        """The private key alone."""
        path = self.folder.parent / "key.pem"
        path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        options = ("--id", identity(certificate).hex(), "--label", "nyckel", "--token", "Tjänstekort", "--pin", PIN)
        util("--import", str(path), *options)
        path.unlink()

    def put_certificate(self, certificate: x509.Certificate, key_id: bytes = b"") -> None:
        """A certificate alone."""
        import pkcs11
        from pkcs11 import Attribute, CertificateType, ObjectClass

        fresh_module()
        token = pkcs11.lib(str(MODULE)).get_token(token_label="Tjänstekort")
        with token.open(rw=True, user_pin=PIN) as session:
            session.create_object(
                {
                    Attribute.CLASS: ObjectClass.CERTIFICATE,
                    Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                    Attribute.TOKEN: True,
                    Attribute.ID: key_id or identity(certificate),
                    Attribute.SUBJECT: certificate.subject.public_bytes(),
                    Attribute.VALUE: certificate.public_bytes(Encoding.DER),
                }
            )
        fresh_module()


def identity(certificate: x509.Certificate) -> bytes:
    """The name by which key and certificate find each other on the card."""
    return certificate.serial_number.to_bytes(20)[-8:]


def util(*words: str) -> None:
    """Run SoftHSM's own tool."""
    done = subprocess.run(("softhsm2-util", *words), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def fresh_module() -> None:
    """Load the module anew, so that it sees the folder as it is now."""
    import pkcs11

    pkcs11.unload(str(MODULE))


@contextmanager
def reader(folder: Path, *, card: bool = True) -> Iterator[Card]:
    """A reader, with an empty card in it unless said otherwise."""
    tokens = folder / "cards"
    tokens.mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
    with mock.patch.dict(os.environ, {"SOFTHSM2_CONF": str(settings)}):
        fresh_module()
        if card:
            util("--init-token", "--free", "--label", "Tjänstekort", "--so-pin", "87654321", "--pin", PIN)
        try:
            yield Card(tokens)
        finally:
            fresh_module()
