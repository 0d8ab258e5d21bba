"""Signing before anything is written: a card or a service may take its time, and a store must not wait for it."""

from datetime import datetime

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.pades import sign
from krogkoll.signing.ranges import signed_ranges
from krogkoll.signing.signer import Signer


class AnsweredSigner:
    """One signature that has been made, over one content, at one moment; it can sign nothing else. See `Signer`."""

    def __init__(self, signer: Signer, content: bytes, signature: bytes, at: datetime) -> None:
        self.certificate = signer.certificate
        self.chain = signer.chain
        self.name = signer.name
        self.organisation = signer.organisation
        self.practice = signer.practice
        self.signed_at: datetime | None = at
        self._content, self._signature = content, signature

    def signature_of(self, content: bytes) -> bytes:
        """The signature that was made. Raises SigningTrouble "other-content" for any other content."""
        if not self._signature or content != self._content:
            raise SigningTrouble("other-content")
        return self._signature

    def forget(self) -> None:
        """Drop the signature."""
        self._content = self._signature = b""


class _Recorder:
    """Passes everything on to a signer and remembers what it was asked and what it answered."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer
        self.certificate = signer.certificate
        self.chain = signer.chain
        self.name = signer.name
        self.organisation = signer.organisation
        self.practice = signer.practice
        self.signed_at: datetime | None = None
        self.content = self.signature = b""

    def signature_of(self, content: bytes) -> bytes:
        self.content, self.signature = content, self._signer.signature_of(content)
        return self.signature

    def forget(self) -> None:
        self._signer.forget()


def sign_ahead(pdf: bytes, *, field: str, signer: Signer, at: datetime) -> AnsweredSigner:
    """Let the signer sign `pdf` in the field as of the moment `at`, and keep the answer alone.

    Signing the same bytes with the answer gives the same file again, whatever time it is then. Raises as `sign`.
    """
    recorder = _Recorder(signer)
    sign(pdf, field=field, signer=recorder, at=at, certify=not signed_ranges(pdf), uncertified=True)
    return AnsweredSigner(signer, recorder.content, recorder.signature, at)
