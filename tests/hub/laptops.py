"""A laptop that speaks the protocol itself, so that the hub is tested without the program's own client."""

import hashlib
import secrets

import httpx2
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from krogkoll.store import Chain, ChainHead, link, signed_text, start_of
from krogkoll.sync import (
    VERSION,
    Batch,
    Challenge,
    ChallengeRequest,
    Change,
    Enrolled,
    EnrolRequest,
    Problem,
    Session,
    SessionRequest,
    SyncReply,
    SyncRequest,
    decoded,
    device_id,
    enrol_text,
    packed,
    plain,
    read_invitation,
    session_text,
    unpacked,
)

AT = "2026-11-21T22:14:03.120000Z"


class RefusedHere(Exception):
    """The hub refused; carries its problem document."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.code = problem.code


class Laptop:
    """One device with one replica: writes changes into its chain and sends them."""

    def __init__(self, url: str, authority: str = "k1282.alkohol") -> None:
        self.authority = authority
        self.device_key = Ed25519PrivateKey.generate()
        self.replica_key = Ed25519PrivateKey.generate()
        self.replica = device_id(self.replica_key.public_key().public_bytes_raw())
        self.head = start_of(Chain.CHANGES, self.replica, "")
        self.log: list[Change] = []
        self.hashes = [self.head.hash]
        self.cursors: dict[str, int] = {}
        self.states: dict[tuple[str, str], object] = {}
        self.received: list[bytes] = []
        self.token = ""
        self.enrolled: Enrolled | None = None
        self.epoch = ""
        self.http = httpx2.Client(base_url=url, timeout=30)
        self.clock = 0

    # What the wire carries

    def post(self, path, message, reply):
        headers = {"content-type": "application/json", "content-encoding": "zstd", "accept-encoding": "zstd"}
        return self.send(path, packed(message), reply, headers)

    def send(self, path, body, reply, headers):
        if self.token:
            headers = headers | {"authorization": f"Bearer {self.token}"}
        with self.http.stream("POST", path, content=body, headers=headers) as response:
            raw = b"".join(response.iter_raw())
        self.received.append(repr(response.headers.raw).encode() + raw)
        if response.headers.get("content-encoding") == "zstd":
            raw = plain(raw)
            self.received.append(raw)
        if response.status_code != 200:
            problem = decoded(Problem, raw)
            assert problem.status == response.status_code
            assert response.headers["content-type"] == "application/problem+json"
            raise RefusedHere(problem)
        return decoded(reply, raw)

    def enrol(self, invitation, name="Bärbar 1"):
        code, _ = read_invitation(invitation)
        key = self.device_key.public_key().public_bytes_raw().hex()
        signature = self.device_key.sign(enrol_text(code, key)).hex()
        request = EnrolRequest(version=VERSION, code=code, key=key, name=name, signature=signature)
        self.enrolled = self.post("/v1/enrol", request, Enrolled)
        self.cursors = dict.fromkeys(self.enrolled.compartments, 0)
        return self.enrolled

    def log_in(self):
        device = self.enrolled.device
        nonce = self.post("/v1/challenge", ChallengeRequest(device=device), Challenge).nonce
        signature = self.device_key.sign(session_text(device, nonce)).hex()
        request = SessionRequest(device=device, nonce=nonce, signature=signature)
        self.token = self.post("/v1/session", request, Session).token
        return request

    def sync(self, *batches, **more):
        request = SyncRequest(version=VERSION, epoch=self.epoch, push=batches, cursors=self.cursors, **more)
        reply = self.post("/v1/sync", request, SyncReply)
        self.epoch = reply.epoch
        for cmp, page in reply.pages.items():
            self.cursors[cmp] = page.next
            self.states |= {(cmp, state.rid): state for state in page.records}
        return reply

    def push(self, first=1, last=None, **more):
        """Send changes first..last."""
        return self.sync(self.batch(first, last), **more)

    # What is written

    def say(self, what, rid, kind="venue", part="std", **content):
        """Append one change; gives its dot."""
        n = self.head.n + 1
        self.clock += 1
        said = {"v": 1, "rep": self.replica, "n": n, "salt": secrets.token_hex(16), "at": AT, "usr": "u1", "what": what}
        said |= {"kind": kind, "rid": rid, "cmp": f"{self.authority}.{part}", "sv": 1}
        said |= {"hlc": f"{self.clock:013d}-000000"} | content
        return self.append(Change(n=n, said=msgspec.json.encode(said).decode()))

    def append(self, change):
        hashed = (
            bytes.fromhex(change.content_hash) if change.said is None else hashlib.sha256(change.said.encode()).digest()
        )
        self.head = ChainHead(change.n, link(self.head.hash, hashed))
        self.hashes.append(self.head.hash)
        self.log.append(change)
        return f"{self.replica}:{change.n}"

    def new(self, rid, part="std", kind="venue", **groups):
        said = {group: {"v": value, "p": []} for group, value in groups.items()}
        return self.say("new", rid, kind, part, f=said, by="u1", on=AT)

    def edit(self, rid, group, value, seen, what="set", part="std"):
        return self.say(what, rid, part=part, f={group: {"v": value, "p": seen}})

    def batch(self, first=1, last=None):
        last = self.head.n if last is None else last
        head = ChainHead(last, self.hashes[last])
        return Batch(
            replica=self.replica,
            key=self.replica_key.public_key().public_bytes_raw().hex(),
            changes=tuple(self.log[first - 1 : last]),
            signature=self.replica_key.sign(signed_text(Chain.CHANGES, self.replica, head)).hex(),
        )


class NearLaptop(Laptop):
    """A laptop that hands its messages to the hub's own objects, packed as always, but without HTTP."""

    def __init__(self, door, exchange, authority="k1282.alkohol"):
        super().__init__("http://near.example", authority)
        self.http.close()
        self.door, self.exchange = door, exchange

    def post(self, path, message, reply):
        kind = type(message)
        message = unpacked(kind, packed(message))
        if kind is SyncRequest:
            device, member = self.door.member(f"Bearer {self.token}")
            return decoded(reply, self.exchange.sync(member, device, message))
        act = {EnrolRequest: self.door.enrol, ChallengeRequest: self.door.challenge, SessionRequest: self.door.open}
        return act[kind](message)
