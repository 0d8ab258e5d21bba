"""A signing service elsewhere: the digest goes out, the signature comes back, the document never leaves the house."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from krogkoll.kernel.clock import Clock, SystemClock
from krogkoll.kernel.errors import SigningTrouble
from krogkoll.kernel.ids import new_id
from krogkoll.signing.certificates import common_name, digest_name, digest_of, hash_of, is_practice, organisation
from krogkoll.signing.practice import PracticeAuthority, new_private_key

PATIENCE = timedelta(minutes=3)
"""How long a person has to confirm in the service's own app."""
_BETWEEN = 1.0


class RemoteState(StrEnum):
    """How an errand at the service stands."""

    WAITING = "waiting"
    SIGNED = "signed"
    REFUSED = "refused"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteAnswer:
    """The state of an errand, and the raw signature once there is one."""

    state: RemoteState
    signature: bytes = b""


class RemoteService(Protocol):
    """What a signing service must offer. Each call may raise HubTrouble "unreachable"."""

    def certificates_of(self, person: str) -> tuple[x509.Certificate, ...]:
        """The person's certificate, and after it those of its issuers. Raises SigningTrouble "no-key"."""

    def start(self, person: str, digest: bytes, digest_name: str, words: str) -> str:
        """Ask the person to sign a digest; `words` is what they are shown. Gives the errand's name."""

    def poll(self, errand: str) -> RemoteAnswer:
        """How the errand stands."""

    def cancel(self, errand: str) -> None:
        """Take the errand back; one that is over stays as it is."""


class RemoteSigner:
    """A person's key at a service. Waits where it is used: never within a transaction, see `sign_ahead`."""

    signed_at = None

    def __init__(
        self,
        service: RemoteService,
        person: str,
        words: str,
        *,
        clock: Clock | None = None,
        pause: Callable[[float], object] = time.sleep,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """words: what the person is shown. pause: waits so many seconds. stopped: whether somebody has had enough."""
        self._service, self._person, self._words = service, person, words
        self._clock, self._pause, self._stopped = clock or SystemClock(), pause, stopped
        self.certificate, *rest = service.certificates_of(person)
        self.chain = tuple(one for one in rest if one.issuer != one.subject)
        self.name = common_name(self.certificate)
        self.organisation = organisation(self.certificate)
        self.practice = is_practice(self.certificate)

    def signature_of(self, content: bytes) -> bytes:
        """The raw signature of `content`, when the person has confirmed.

        Raises SigningTrouble "remote-refused", "remote-timeout", "remote-cancelled".
        """
        name = digest_name(self.certificate)
        errand = self._service.start(self._person, digest_of(self.certificate, content), name, self._words)
        until = self._clock.now() + PATIENCE
        while True:
            answer = self._service.poll(errand)
            if answer.state is RemoteState.SIGNED:
                return answer.signature
            if answer.state is RemoteState.EXPIRED or self._clock.now() >= until:
                self._service.cancel(errand)
                raise SigningTrouble("remote-timeout")
            if answer.state is not RemoteState.WAITING:
                raise SigningTrouble("remote-refused")
            if self._stopped():
                self._service.cancel(errand)
                raise SigningTrouble("remote-cancelled")
            self._pause(_BETWEEN)

    def forget(self) -> None:
        """Nothing of the key is here."""


class PracticeRemote:
    """A signing service for practice: it confirms by itself, with practice keys, which no real paper takes."""

    def __init__(self, organisation_name: str, at: datetime, *, polls: int = 2) -> None:
        """polls: how many times it says that it waits for the person before it signs."""
        self._issuer = PracticeAuthority.create(at - timedelta(days=2))
        self._organisation, self._at, self._polls = organisation_name, at, polls
        self._keys: dict[str, tuple[ec.EllipticCurvePrivateKey, x509.Certificate]] = {}
        self._errands: dict[str, tuple[str, bytes, int]] = {}
        self._over: dict[str, RemoteState] = {}

    def certificates_of(self, person: str) -> tuple[x509.Certificate, ...]:
        """A practice certificate in this name; the same one each time."""
        if person not in self._keys:
            key = new_private_key("ec")
            if not isinstance(key, ec.EllipticCurvePrivateKey):
                raise SigningTrouble("no-key")
            certificate = self._issuer.certify(
                key,
                name=person,
                organisation=self._organisation,
                valid_from=self._at - timedelta(days=1),
                valid_to=self._at + timedelta(days=30),
            )
            self._keys[person] = key, certificate
        return self._keys[person][1], self._issuer.certificate

    def start(self, person: str, digest: bytes, digest_name: str, words: str) -> str:
        """Begin an errand. Raises SigningTrouble "no-key" for somebody unknown, "remote-refused" for another digest."""
        if person not in self._keys:
            raise SigningTrouble("no-key")
        if len(digest) != hashlib.new(digest_name).digest_size or not words.strip():
            raise SigningTrouble("remote-refused")
        errand = new_id()
        self._errands[errand] = person, digest, self._polls
        return errand

    def refuse(self, errand: str) -> None:
        """As a person who says no in the app."""
        self._over[errand] = RemoteState.REFUSED

    def poll(self, errand: str) -> RemoteAnswer:
        """Waiting a few times, then signed."""
        if errand in self._over or errand not in self._errands:
            return RemoteAnswer(state=self._over.get(errand, RemoteState.EXPIRED))
        person, digest, left = self._errands[errand]
        if left > 0:
            self._errands[errand] = person, digest, left - 1
            return RemoteAnswer(state=RemoteState.WAITING)
        key, certificate = self._keys[person]
        signature = key.sign(digest, ec.ECDSA(Prehashed(hash_of(certificate))))
        return RemoteAnswer(state=RemoteState.SIGNED, signature=signature)

    def cancel(self, errand: str) -> None:
        """The person is no longer asked."""
        self._over[errand] = RemoteState.EXPIRED
