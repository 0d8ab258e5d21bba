"""Sessions bound to a device's key: a challenge is signed, and membership is looked up anew at each request."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading

from krogkoll.hub.database import Database, Hands
from krogkoll.hub.exchange import checkpoint, hub_key, meta
from krogkoll.hub.registry import Member, enrol, holds, member_of
from krogkoll.hub.tree import Log
from krogkoll.kernel.clock import Clock, to_iso
from krogkoll.sync import (
    CHALLENGE_SECONDS,
    SESSION_SECONDS,
    VERSION,
    Challenge,
    ChallengeRequest,
    Code,
    Enrolled,
    EnrolRequest,
    Refused,
    Session,
    SessionRequest,
    session_text,
)


class Door:
    """Lets devices in. Tokens and challenges carry the hub's own mark, so that a restarted hub still knows them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._used: dict[str, int] = {}
        self._lock = threading.Lock()
        with database.reading() as hands:
            self._secret = bytes.fromhex(meta(hands, "session"))

    def enrol(self, request: EnrolRequest) -> Enrolled:
        """Use an invitation up. Raises Refused VERSION, UNKNOWN_CODE, SIGNATURE."""
        if request.version != VERSION:
            raise Refused(Code.VERSION, expected=VERSION)
        now = self._clock.now()
        with self._database.writing() as hands:
            device, member, authority = enrol(hands, request, now)
            return Enrolled(
                device=device,
                hub_key=hub_key(hands).public_key().public_bytes_raw().hex(),
                epoch=meta(hands, "epoch"),
                authority=authority.id,
                authority_name=authority.name,
                member=member.id,
                member_name=member.name,
                role=member.role.value,
                compartments=member.compartments,
                administrator=authority.administrator,
                membership=member.signature,
                checkpoint=checkpoint(hands, Log(hands, authority.id), authority.id, to_iso(now)),
                time=to_iso(now),
            )

    def challenge(self, request: ChallengeRequest) -> Challenge:
        """Something to sign; given for unknown devices too, so that it tells nothing about them."""
        now = self._clock.now()
        text = f"{int(now.timestamp())}.{secrets.token_hex(16)}"
        return Challenge(nonce=f"{text}.{self._mark('nonce', request.device, text)}", time=to_iso(now))

    def open(self, request: SessionRequest) -> Session:
        """A session for a signed challenge. Raises Refused SESSION, REVOKED."""
        text, _, mark = request.nonce.rpartition(".")
        started = text.partition(".")[0]
        now = int(self._clock.now().timestamp())
        genuine = hmac.compare_digest(mark.encode(), self._mark("nonce", request.device, text).encode())
        if not genuine or not 0 <= now - int(started) <= CHALLENGE_SECONDS:
            raise Refused(Code.SESSION, "challenge")
        with self._database.reading() as hands:
            row = hands.one("select key from device where id = ?", request.device)
            if row is None or not holds(row[0], request.signature, session_text(request.device, request.nonce)):
                raise Refused(Code.SESSION, "signature")
            _member(hands, request.device)
        self._use(text, now)
        text = f"{request.device}.{now + SESSION_SECONDS}"
        return Session(token=f"{text}.{self._mark('token', text)}")

    def member(self, authorization: str) -> tuple[str, Member]:
        """(device, member) behind an `Authorization` header. Raises Refused SESSION, REVOKED."""
        scheme, _, token = authorization.partition(" ")
        text, _, mark = token.rpartition(".")
        device, _, until = text.partition(".")
        genuine = hmac.compare_digest(mark.encode(), self._mark("token", text).encode())
        if scheme != "Bearer" or not genuine or int(until) < self._clock.now().timestamp():
            raise Refused(Code.SESSION)
        with self._database.reading() as hands:
            return device, _member(hands, device)

    def seen(self, device: str) -> None:
        """Note that a device was here."""
        at = to_iso(self._clock.now())
        with self._database.writing() as hands:
            # To the minute, and only when it moved: an idle device must not make the hub write.
            hands.do("update device set seen_at = ? where id = ? and substr(seen_at, 1, 16) <> ?", at, device, at[:16])

    def _use(self, nonce: str, now: int) -> None:
        with self._lock:
            self._used = {one: at for one, at in self._used.items() if now - at <= CHALLENGE_SECONDS}
            if nonce in self._used:
                raise Refused(Code.SESSION, "challenge")
            self._used[nonce] = now

    def _mark(self, *parts: str) -> str:
        return hmac.new(self._secret, "\n".join(parts).encode(), hashlib.sha256).hexdigest()


def _member(hands: Hands, device: str) -> Member:
    row = hands.one("select member, revoked_at from device where id = ?", device)
    if row is None:
        raise Refused(Code.SESSION)
    member = member_of(hands, row[0])
    if row[1] or member.removed_at:
        raise Refused(Code.REVOKED)
    return member
