"""Why the hub refuses a request, as RFC 9457 problem documents, and the base that all messages share."""

from __future__ import annotations

from enum import StrEnum

import msgspec

PROBLEM_TYPE = "application/problem+json"
PROBLEM_BASE = "urn:krogkoll:problem:"


class Code(StrEnum):
    """Why a whole request is refused; the last part of a problem's `type`."""

    MALFORMED = "malformed"  # 400: not a message of this kind, or cut off
    TOO_LARGE = "too-large"  # 413: more bytes or changes than a request may hold
    VERSION = "version"  # 426: another version of the protocol
    UNKNOWN_CODE = "unknown-code"  # 403: the invitation is wrong, used or too old
    SESSION = "session"  # 401: no session, or one that has ended: sign a new challenge
    REVOKED = "revoked"  # 403: the device or its member has been shut out: wipe
    FOREIGN = "foreign-compartment"  # 403: a change of another authority
    REPLICA = "foreign-replica"  # 403: another member's replica, or a key that is not this replica's
    SIGNATURE = "bad-signature"  # 422: the chain does not end where the signature says
    GAP = "gap"  # 409: `expected` says which n must come next
    FORK = "fork"  # 409: another change with this n is here already: a copied workspace
    NOT_FOUND = "not-found"  # 404: not here, or not for you; the two look the same
    OFFSET = "offset"  # 409: the chunk does not start where the upload stands; `expected` says where
    HASH = "wrong-hash"  # 422: the file is not what its name says
    STORAGE = "storage"  # 507: the hub's disk is full; nothing was taken
    BUSY = "busy"  # 503: try again soon
    INTERNAL = "internal"  # 500: a fault of the hub; nothing was taken
    UNKNOWN = "unknown"  # a code of a newer hub


STATUS = {
    Code.MALFORMED: 400,
    Code.TOO_LARGE: 413,
    Code.VERSION: 426,
    Code.UNKNOWN_CODE: 403,
    Code.SESSION: 401,
    Code.REVOKED: 403,
    Code.FOREIGN: 403,
    Code.REPLICA: 403,
    Code.SIGNATURE: 422,
    Code.GAP: 409,
    Code.FORK: 409,
    Code.NOT_FOUND: 404,
    Code.OFFSET: 409,
    Code.HASH: 422,
    Code.STORAGE: 507,
    Code.BUSY: 503,
    Code.INTERNAL: 500,
    Code.UNKNOWN: 500,
}
"""The HTTP status that each code is sent with."""


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all messages have in common: unknown fields are ignored, so that a newer colleague may say more."""


class Problem(Message, frozen=True, kw_only=True, omit_defaults=True):
    """An error as RFC 9457 wants it; `type` is PROBLEM_BASE + a `Code`. expected, replica: what to send next."""

    type: str
    title: str
    status: int
    detail: str = ""
    expected: int | None = None
    replica: str = ""

    @property
    def code(self) -> Code:
        """The code; UNKNOWN for one of a newer hub."""
        name = self.type.removeprefix(PROBLEM_BASE)
        return Code(name) if name in set(Code) else Code.UNKNOWN


class Refused(Exception):
    """A request that the hub does not take; `problem` is what it says."""

    def __init__(self, code: Code, detail: str = "", *, expected: int | None = None, replica: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        title = code.value.replace("-", " ").capitalize()
        self.code = code
        self.problem = Problem(
            type=PROBLEM_BASE + code,
            title=title,
            status=STATUS[code],
            detail=detail,
            expected=expected,
            replica=replica,
        )
