"""The key a person signs with: opened from the issuer's file, or in practice made for the moment and never kept."""

from datetime import datetime, timedelta
from pathlib import Path

from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.signing import Pkcs12Signer, PracticeAuthority

_LARGEST = 1024 * 1024
_ONCE = "övning"


def open_key(path: Path, passphrase: str, at: datetime) -> Pkcs12Signer:
    """The key in a PKCS#12 file. Raises EvidenceTrouble "unreadable", "too-large"; SigningTrouble."""
    try:
        if path.stat().st_size > _LARGEST:
            raise EvidenceTrouble("too-large", file=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise EvidenceTrouble("unreadable", file=path.name) from error
    return Pkcs12Signer.load(content, passphrase, at=at)


def practice_key(name: str, organisation: str, at: datetime) -> Pkcs12Signer:
    """A practice key in this name, for practice workspaces only: no real paper takes it."""
    issuer = PracticeAuthority.create(at - timedelta(days=2))
    content = issuer.issue(name=name, organisation=organisation, passphrase=_ONCE, valid_from=at - timedelta(days=1))
    return Pkcs12Signer.load(content, _ONCE, at=at)
