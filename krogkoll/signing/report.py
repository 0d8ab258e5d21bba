"""What a check of a signed PDF found, as plain data: for the screen, the command line and the drill alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from krogkoll.kernel.clock import to_iso


class Outcome(IntEnum):
    """The verdict; the numbers are the exit codes of `krogkoll verify`."""

    HOLDS = 0
    NOT_SIGNED = 4
    ALTERED = 5
    CHANGED = 6
    UNKNOWN_SIGNER = 7
    INVALID_CERTIFICATE = 8
    EXPIRED_SINCE = 9


_SEVERITY = (
    Outcome.HOLDS,
    Outcome.EXPIRED_SINCE,
    Outcome.INVALID_CERTIFICATE,
    Outcome.UNKNOWN_SIGNER,
    Outcome.CHANGED,
    Outcome.ALTERED,
    Outcome.NOT_SIGNED,
)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The gravest of several outcomes; HOLDS if there are none."""
    return max(outcomes, key=_SEVERITY.index, default=Outcome.HOLDS)


class Reason(StrEnum):
    """What speaks against a signature or a file; each belongs to exactly one outcome."""

    NOT_A_PDF = "not-a-pdf"
    NO_SIGNATURE = "no-signature"
    DIGEST = "digest"
    NOT_CANONICAL = "not-canonical"
    UNREADABLE = "unreadable"
    UNREADABLE_SIGNATURE = "unreadable-signature"
    BYTE_RANGE = "byte-range"
    CONTENTS = "contents"
    TOO_MANY_SIGNATURES = "too-many-signatures"
    BYTES_AFTER_SIGNATURE = "bytes-after-signature"
    CHANGED_AFTER = "changed-after"
    SIGNATURE_HIDDEN = "signature-hidden"
    SEED_VALUES = "seed-values"
    ISSUER_UNKNOWN = "issuer-unknown"
    PATH_BROKEN = "path-broken"
    WEAK_ALGORITHM = "weak-algorithm"
    KEY_USAGE = "key-usage"
    NOT_ACCEPTED = "not-accepted"
    NOT_JUDGED = "not-judged"
    TOO_COMPLEX = "too-complex"
    NOT_VALID_THEN = "not-valid-then"
    REVOKED_THEN = "revoked-then"
    EXPIRED_SINCE = "expired-since"
    REVOKED_SINCE = "revoked-since"

    @property
    def outcome(self) -> Outcome:
        """The outcome that this reason leads to."""
        return next(outcome for outcome, reasons in _REASONS.items() if self in reasons)


_REASONS: dict[Outcome, tuple[Reason, ...]] = {
    Outcome.NOT_SIGNED: (Reason.NOT_A_PDF, Reason.NO_SIGNATURE),
    Outcome.ALTERED: (
        Reason.DIGEST,
        Reason.NOT_CANONICAL,
        Reason.UNREADABLE,
        Reason.UNREADABLE_SIGNATURE,
        Reason.BYTE_RANGE,
        Reason.CONTENTS,
        Reason.TOO_MANY_SIGNATURES,
    ),
    Outcome.CHANGED: (
        Reason.BYTES_AFTER_SIGNATURE,
        Reason.CHANGED_AFTER,
        Reason.SIGNATURE_HIDDEN,
        Reason.SEED_VALUES,
    ),
    Outcome.UNKNOWN_SIGNER: (
        Reason.ISSUER_UNKNOWN,
        Reason.PATH_BROKEN,
        Reason.WEAK_ALGORITHM,
        Reason.KEY_USAGE,
        Reason.NOT_ACCEPTED,
        Reason.NOT_JUDGED,
        Reason.TOO_COMPLEX,
    ),
    Outcome.INVALID_CERTIFICATE: (Reason.NOT_VALID_THEN, Reason.REVOKED_THEN),
    Outcome.EXPIRED_SINCE: (Reason.EXPIRED_SINCE, Reason.REVOKED_SINCE),
}


class Note(StrEnum):
    """What is worth knowing of a signature without speaking against it."""

    REVOCATION_NOT_CHECKED = "revocation-not-checked"
    CLAIMED_IN_FUTURE = "claimed-in-future"
    NO_CLAIMED_TIME = "no-claimed-time"
    CLAIMED_AFTER_PROOF = "claimed-after-proof"


def outcome_of(reasons: Iterable[Reason]) -> Outcome:
    """The gravest outcome among the reasons; HOLDS if there are none."""
    return worst(reason.outcome for reason in reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """What the certificate of a signature says of itself; empty where none could be read."""

    name: str = ""
    organisation: str = ""
    issuer: str = ""
    practice: bool = False
    """True for a practice key: the document is no decision, however well its signature holds."""
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerVerdict:
    """One signature: who, when, what it covers, and whether it holds."""

    holder: Holder
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()
    field: str = ""
    label: str = ""
    """The field's own words for what this signature is (its tooltip), for example role and name."""
    signed_at: datetime | None = None
    """The time the signer claims; nothing but a trusted timestamp proves it."""
    trusted_at: datetime | None = None
    """The time that a trusted timestamp proves, if there is one."""
    revoked_at: datetime | None = None
    certifies: bool = False
    timestamp: bool = False
    """True for a document timestamp, which is a machine's signature and not a person's."""
    revision: int = 0
    """Which revision of the file was signed, the first being 1; 0 where the file could not be read so far."""
    revisions: int = 0
    covers_whole_file: bool = False

    @property
    def holds(self) -> bool:
        """True if nothing speaks against this signature."""
        return self.outcome is Outcome.HOLDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole file's verdict; `signers` are in the order in which they signed."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    signers: tuple[SignerVerdict, ...]
    unsigned_fields: tuple[str, ...]
    """The words of prepared fields that nobody has signed yet."""
    whole_file_sha256: str
    size: int
    marked: bool
    """True for a file that Krogkoll made, which is held to the stricter rules."""
    checked_at: datetime

    @property
    def holds(self) -> bool:
        """True if every signature in the file holds."""
        return self.outcome is Outcome.HOLDS

    @property
    def practice(self) -> bool:
        """True if any signature was made with a practice key."""
        return any(signer.holder.practice for signer in self.signers)


def report_to_json(report: Report) -> dict[str, object]:
    """The report as JSON values with stable keys; times are ISO 8601 in UTC, codes are lower-case English."""
    return {
        "outcome": report.outcome.name.lower().replace("_", "-"),
        "exit_code": int(report.outcome),
        "reasons": [str(reason) for reason in report.reasons],
        "whole_file_sha256": report.whole_file_sha256,
        "size": report.size,
        "made_by_krogkoll": report.marked,
        "practice": report.practice,
        "checked_at": to_iso(report.checked_at),
        "unsigned_fields": list(report.unsigned_fields),
        "signers": [_signer_to_json(signer) for signer in report.signers],
    }


def _signer_to_json(signer: SignerVerdict) -> dict[str, object]:
    return {
        "field": signer.field,
        "label": signer.label,
        "name": signer.holder.name,
        "organisation": signer.holder.organisation,
        "issuer": signer.holder.issuer,
        "practice": signer.holder.practice,
        "signed_at_claimed": _iso(signer.signed_at),
        "signed_at_proved": _iso(signer.trusted_at),
        "certifies": signer.certifies,
        "document_timestamp": signer.timestamp,
        "revision": signer.revision,
        "revisions": signer.revisions,
        "covers_whole_file": signer.covers_whole_file,
        "certificate_valid_from": _iso(signer.holder.valid_from),
        "certificate_valid_to": _iso(signer.holder.valid_to),
        "certificate_revoked_at": _iso(signer.revoked_at),
        "certificate_sha256": signer.holder.sha256,
        "outcome": signer.outcome.name.lower().replace("_", "-"),
        "exit_code": int(signer.outcome),
        "reasons": [str(reason) for reason in signer.reasons],
        "notes": [str(note) for note in signer.notes],
    }


def _iso(moment: datetime | None) -> str | None:
    return to_iso(moment) if moment else None
