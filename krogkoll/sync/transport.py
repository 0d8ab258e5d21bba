"""Carries messages to the hub over HTTP and takes its answers without trusting their size or shape."""

from __future__ import annotations

import io
import ipaddress
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from krogkoll.kernel.errors import HubTrouble
from krogkoll.sync.packing import decoded, packed, plain, unpacked
from krogkoll.sync.pinning import WrongKey, pinned_context
from krogkoll.sync.problems import Code, Message, Problem, Refused
from krogkoll.sync.protocol import (
    JSON_TYPE,
    MAX_BODY,
    MAX_CHUNK,
    Challenge,
    ChallengeRequest,
    Enrolled,
    EnrolRequest,
    Receipt,
    Session,
    SessionRequest,
    SyncReply,
    SyncRequest,
)
from krogkoll.sync.signed import NO_PIN, session_text

if TYPE_CHECKING:
    import httpx2

M = TypeVar("M", bound=Message)
T = TypeVar("T")
_CONNECT, _READ = 10.0, 60.0
"""Seconds."""


class Answer(NamedTuple):
    """What the hub said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class ArrivingFile(io.RawIOBase):
    """A file that comes over the line, as a stream to read from; a line that breaks is an OSError."""

    def __init__(self, response: httpx2.Response) -> None:
        super().__init__()
        self._response = response
        self._pieces = response.iter_raw()
        self._rest = b""

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        if not self._rest:
            try:
                self._rest = _translated(lambda: next(self._pieces, b""))
            except HubTrouble as error:
                raise OSError("cut off") from error
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count

    def close(self) -> None:
        """Let go of the line."""
        self._response.close()
        super().close()


class HubClient:
    """One hub as this device meets it. Close it; a token is asked for when it is needed and never kept on disk."""

    def __init__(self, url: str, pin: bytes, device: str = "", key: bytes = b"") -> None:
        """key: the device's private Ed25519 key. Raises HubTrouble "plain-http", "no-pin", "bad-url"."""
        self._url = address(url, pin)
        self._pin = pin
        self._device = device
        self._key = key
        self._token = ""
        self._client: httpx2.Client | None = None

    def enrol(self, request: EnrolRequest) -> Enrolled:
        """Hand in an invitation. Raises HubTrouble, Refused."""
        return self._said(Enrolled, self._call("POST", "/v1/enrol", packed(request)))

    def sync(self, request: SyncRequest) -> SyncReply:
        """Push and pull. Raises HubTrouble, Refused."""
        body = packed(request)
        if len(body) > MAX_BODY:
            raise HubTrouble("hub-too-large")
        return self._said(SyncReply, self._authorised("POST", "/v1/sync", body))

    def file_offset(self, compartment: str, sha256: str) -> tuple[int, bool]:
        """How many bytes of a file the hub has, and whether that is all of it. Raises HubTrouble, Refused."""
        try:
            answer = self._authorised("HEAD", f"/v1/blobs/{compartment}/{sha256}", None)
        except Refused as error:
            if error.code is Code.NOT_FOUND:
                return 0, False
            raise
        return _number(answer.headers, "upload-offset"), answer.headers.get("upload-complete", "") in {
            "?1",
            "1",
            "true",
        }

    def send_chunk(self, compartment: str, sha256: str, offset: int, size: int, chunk: bytes) -> Receipt | None:
        """Send a piece of a file of `size` bytes; the last one is answered with the hub's receipt.

        Raises HubTrouble, Refused (OFFSET: go on elsewhere).
        """
        headers = {
            "Upload-Offset": str(offset),
            "Upload-Length": str(size),
            "Content-Type": "application/partial-upload",
        }
        answer = self._authorised("PATCH", f"/v1/blobs/{compartment}/{sha256}", chunk, headers)
        return self._said(Receipt, answer) if offset + len(chunk) >= size else None

    def fetch(self, compartment: str, sha256: str) -> BinaryIO:
        """A file's bytes as they come; close it. Raises HubTrouble, Refused (NOT_FOUND where nobody sent it yet)."""
        if not self._token:
            self._open_session()
        path = f"/v1/blobs/{compartment}/{sha256}"
        try:
            return self._opened_file(path)
        except Refused as error:
            if error.code is not Code.SESSION:
                raise
        self._open_session()
        return self._opened_file(path)

    def close(self) -> None:
        """Let go of the connection."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _authorised(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        fresh = not self._token
        if fresh:
            self._open_session()
        try:
            return self._call(method, path, body, {**(headers or {}), "Authorization": f"Bearer {self._token}"})
        except Refused as error:
            if error.code is not Code.SESSION or fresh:
                raise
        self._open_session()
        return self._call(method, path, body, {**(headers or {}), "Authorization": f"Bearer {self._token}"})

    def _opened_file(self, path: str) -> BinaryIO:
        headers = {"Accept-Encoding": "identity", "Authorization": f"Bearer {self._token}"}
        client = self._open()
        response = _translated(
            lambda: client.send(client.build_request("GET", self._url + path, headers=headers), stream=True)
        )
        if response.status_code == 200:
            return io.BufferedReader(ArrivingFile(response), MAX_CHUNK)
        response.close()
        codes = {401: Code.SESSION, 404: Code.NOT_FOUND, 503: Code.BUSY}
        raise Refused(codes[response.status_code]) if response.status_code in codes else HubTrouble("hub-nonsense")

    def _open_session(self) -> None:
        asked = packed(ChallengeRequest(device=self._device))
        challenge = self._said(Challenge, self._call("POST", "/v1/challenge", asked))
        signature = Ed25519PrivateKey.from_private_bytes(self._key).sign(session_text(self._device, challenge.nonce))
        request = SessionRequest(device=self._device, nonce=challenge.nonce, signature=signature.hex())
        self._token = self._said(Session, self._call("POST", "/v1/session", packed(request))).token

    def _call(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str] | None = None) -> Answer:
        """One request. Raises HubTrouble where there is no sensible answer, Refused where the hub says no."""
        sent = {"Content-Type": JSON_TYPE, "Accept-Encoding": "zstd", **(headers or {})}
        if body is not None and "Upload-Offset" not in sent:
            sent["Content-Encoding"] = "zstd"
        answer = _translated(lambda: self._send(method, path, body, sent))
        if answer.status < 300:
            return answer
        raise _refusal(answer)

    def _send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        with self._open().stream(method, self._url + path, content=body, headers=dict(headers)) as response:
            found = bytearray()
            for piece in response.iter_raw():
                found += piece
                if len(found) > MAX_BODY:
                    raise HubTrouble("hub-nonsense")
            return Answer(response.status_code, response.headers, bytes(found))

    def _open(self) -> httpx2.Client:
        if self._client is None:
            import httpx2

            verify: Any = True if self._pin == NO_PIN else pinned_context(self._pin)
            timeout = httpx2.Timeout(_READ, connect=_CONNECT)
            self._client = httpx2.Client(verify=verify, timeout=timeout, follow_redirects=False, trust_env=False)
        return self._client

    @staticmethod
    def _said(kind: type[M], answer: Answer) -> M:
        try:
            return unpacked(kind, answer.body, compressed=answer.headers.get("content-encoding") == "zstd")
        except Refused as error:
            raise HubTrouble("hub-nonsense") from error


def _translated(act: Callable[[], T]) -> T:
    """What can go wrong on a line, in the program's own words. Raises HubTrouble "hub-wrong-key", "unreachable"."""
    import httpx2

    try:
        return act()
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError) as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, WrongKey):
                raise HubTrouble("hub-wrong-key") from error
            cause = cause.__cause__ or cause.__context__
        raise HubTrouble("unreachable") from error


def address(url: str, pin: bytes) -> str:
    """The hub's address without what hangs on it; plain http on this computer only, elsewhere TLS with a pin.

    Raises HubTrouble "plain-http", "no-pin", "bad-url".
    """
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise HubTrouble("bad-url") from error
    if parts.scheme not in {"http", "https"} or not host or parts.username or parts.query:
        raise HubTrouble("bad-url")
    if parts.scheme == "http" and not _is_here(host):
        raise HubTrouble("plain-http")
    if parts.scheme == "https" and pin == NO_PIN:
        raise HubTrouble("no-pin")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refusal(answer: Answer) -> Exception:
    try:
        body = plain(answer.body) if answer.headers.get("content-encoding") == "zstd" else answer.body
        problem = decoded(Problem, body)
    except Refused:
        if answer.headers.get("content-type", "").startswith("application/problem"):
            return HubTrouble("hub-nonsense")
        # A HEAD has no body, and a proxy speaks no problems.
        codes = {401: Code.SESSION, 404: Code.NOT_FOUND, 503: Code.BUSY}
        return Refused(codes[answer.status]) if answer.status in codes else HubTrouble("not-a-hub")
    return Refused(problem.code, problem.detail, expected=problem.expected, replica=problem.replica)


def _number(headers: Mapping[str, str], name: str) -> int:
    text = headers.get(name, "0")
    if not text.isdecimal() or len(text) > 15:
        raise HubTrouble("hub-nonsense")
    return int(text)
