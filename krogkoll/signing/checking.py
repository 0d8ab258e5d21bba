"""The verdict on a signed PDF: stricter than its library, indifferent to hostile bytes, and always without network.

Order of questions: what the raw bytes say (ranges, hex, CMS, digest), then what the parser and pyHanko say, then
whether both speak of the same signatures.
"""

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509

from krogkoll.kernel.clock import SystemClock
from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.boundary import decoder_boundary
from krogkoll.signing.certificates import (
    as_certificates,
    common_name,
    fingerprint,
    is_practice,
    issuer_name,
    organisation,
)
from krogkoll.signing.envelope import Envelope, holds_over, is_canonical, read_envelope
from krogkoll.signing.judging import Grounds, Judgement, judge_all
from krogkoll.signing.ranges import (
    MAX_SIGNATURES,
    SignedRange,
    carries_mark,
    has_loose_signature,
    made_here,
    signed_ranges,
)
from krogkoll.signing.reading import ReadField, Reading, read_pdf
from krogkoll.signing.report import Holder, Reason, Report, SignerVerdict, outcome_of
from krogkoll.signing.revocation import read_lists


@dataclass(frozen=True, slots=True)
class _Seal:
    """One well-formed range with what its CMS says on its own."""

    where: SignedRange
    envelope: Envelope | None
    finding: Reason | None
    exact: bool
    """Whether every byte must be as we write it: our own signatures in our own files."""


@dataclass(frozen=True, slots=True)
class _File:
    """The file under judgement and what was clear of it from the start."""

    pdf: bytes
    marked: bool
    at: datetime

    def report(
        self, findings: Iterable[Reason], signers: Iterable[SignerVerdict] = (), unsigned: Iterable[str] = ()
    ) -> Report:
        """The report of these findings."""
        reasons = tuple(dict.fromkeys(findings))
        return Report(
            outcome=outcome_of(reasons),
            reasons=reasons,
            signers=tuple(signers),
            unsigned_fields=tuple(unsigned),
            whole_file_sha256=hashlib.sha256(self.pdf).hexdigest(),
            size=len(self.pdf),
            marked=self.marked,
            checked_at=self.at,
        )


def check(
    pdf: bytes,
    *,
    trust: Sequence[x509.Certificate | bytes],
    at: datetime | None = None,
    revocation_lists: Sequence[bytes] = (),
) -> Report:
    """Judge every signature in `pdf` and the file as a whole; never raises on account of the file's contents.

    `trust` are the roots to rely on (certificates, or PEM/DER files; SigningTrouble "damaged" if one of those cannot be
    read), `at` is the moment of the check (now), `revocation_lists` are CRLs in DER or PEM. Nothing is ever fetched.
    """
    file = _File(pdf, carries_mark(pdf), at or SystemClock().now())
    grounds = Grounds(as_certificates(trust), file.at, read_lists(revocation_lists), file.marked)
    ranges = signed_ranges(pdf)
    if len(ranges) >= MAX_SIGNATURES:
        return file.report([Reason.TOO_MANY_SIGNATURES])
    seals = tuple(_seal(file, each) for each in ranges if each.well_formed)
    broken = [seal.finding for seal in seals if seal.finding]
    if has_loose_signature(pdf, ranges) or any(each.broken for each in ranges):
        broken.append(Reason.BYTE_RANGE)
    if broken:
        return file.report(broken, (_bare_verdict(seal) for seal in seals))
    return _with_parser(file, grounds, ranges, seals)


def _seal(file: _File, where: SignedRange) -> _Seal:
    """Judge one range by the bytes alone, the cheapest questions first."""
    exact = file.marked and made_here(file.pdf, where)
    if exact and where.digits != where.digits.lower():
        return _Seal(where, None, Reason.NOT_CANONICAL, exact)
    try:
        envelope = read_envelope(bytes.fromhex(where.digits.decode("ascii")))
    except SigningTrouble:
        return _Seal(where, None, Reason.UNREADABLE_SIGNATURE, exact)
    if file.marked and envelope.rest.strip(b"\x00"):
        return _Seal(where, envelope, Reason.NOT_CANONICAL, exact)
    if exact and not is_canonical(envelope, where.digits):
        return _Seal(where, envelope, Reason.NOT_CANONICAL, exact)
    content = memoryview(file.pdf)
    if holds_over(envelope, content[: where.gap_start], content[where.gap_end : where.end]) is False:
        return _Seal(where, envelope, Reason.DIGEST, exact)
    return _Seal(where, envelope, None, exact)


def _with_parser(file: _File, grounds: Grounds, ranges: tuple[SignedRange, ...], seals: tuple[_Seal, ...]) -> Report:
    """Go on with the parser's view of a file whose raw bytes are in order."""
    findings: list[Reason] = []
    if seals and seals[-1].where.end != len(file.pdf):
        findings.append(Reason.BYTES_AFTER_SIGNATURE)
    try:
        reading = read_pdf(file.pdf)
        with decoder_boundary("unreadable"):
            judged = asyncio.run(judge_all(reading, grounds))
    except SigningTrouble as trouble:
        if any(not each.well_formed for each in ranges):
            findings.append(Reason.BYTE_RANGE)
        elif not findings:
            spent = Reason.TOO_COMPLEX if trouble.reason == "too-complex" else Reason.UNREADABLE
            findings.append(spent if ranges else Reason.NOT_A_PDF)
        return file.report(findings, (_bare_verdict(seal) for seal in seals))
    return _compare(file, reading, judged, seals, findings)


def _compare(
    file: _File, reading: Reading, judged: dict[str, Judgement], seals: tuple[_Seal, ...], findings: list[Reason]
) -> Report:
    """Put both views of the file together; a signature that only one of them sees is a finding."""
    unseen = {seal.where.numbers: seal for seal in seals}
    verdicts = []
    for field in reading.filled:
        judgement = judged.get(field.name) or Judgement()
        seal = unseen.pop(_numbers(field), None)
        if field.signature is None or seal is None:
            judgement.findings.append(Reason.BYTE_RANGE)
        elif field.signature.pkcs7_content != bytes.fromhex(seal.where.digits.decode("ascii")):
            judgement.findings.append(Reason.CONTENTS)
        elif seal.exact and _idle_certificates(seal, judgement):
            judgement.findings.append(Reason.NOT_CANONICAL)
        findings.extend(judgement.findings)
        verdicts.append(_verdict(field, judgement, reading))
    if unseen:
        findings.append(Reason.SIGNATURE_HIDDEN)
    if not verdicts and not findings:
        findings.append(Reason.NO_SIGNATURE)
    empty = tuple(field.label or field.name for field in reading.fields if not field.filled)
    return file.report(findings, verdicts, empty)


def _numbers(field: ReadField) -> tuple[int, int, int, int]:
    """The four numbers of the parser's /ByteRange; zeros, which no range has, where there are no four."""
    try:
        first, second, third, fourth = (int(number) for number in field.signature.byte_range)
    except (AttributeError, TypeError, ValueError):
        return 0, 0, 0, 0
    return first, second, third, fourth


def _idle_certificates(seal: _Seal, judgement: Judgement) -> bool:
    """True if the CMS carries a certificate outside the signer's path: nothing would notice if its bytes changed."""
    if seal.envelope is None or not judgement.path:
        return False
    return any(each not in judgement.path for each in seal.envelope.certificates)


def _verdict(field: ReadField, judgement: Judgement, reading: Reading) -> SignerVerdict:
    return SignerVerdict(
        holder=_holder(judgement.signer),
        outcome=outcome_of(judgement.findings),
        reasons=tuple(dict.fromkeys(judgement.findings)),
        notes=tuple(judgement.notes),
        field=field.name,
        label=field.label,
        signed_at=_utc(judgement.signed_at),
        trusted_at=_utc(judgement.trusted_at),
        revoked_at=judgement.revoked_at,
        certifies=judgement.certifies,
        timestamp=judgement.timestamp,
        revision=field.signature.signed_revision + 1 if field.signature is not None else 0,
        revisions=reading.revisions,
        covers_whole_file=judgement.covers_whole_file,
    )


def _bare_verdict(seal: _Seal) -> SignerVerdict:
    """What can be said of a signature in a file that is broken before the parser gets to it."""
    signer = seal.envelope.certificates[0] if seal.envelope and seal.envelope.certificates else None
    reason = seal.finding or Reason.NOT_JUDGED
    return SignerVerdict(holder=_holder(signer), outcome=reason.outcome, reasons=(reason,))


def _holder(signer: x509.Certificate | None) -> Holder:
    """What the certificate says; nothing, where it is missing or its fields cannot be read."""
    if signer is None:
        return Holder()
    try:
        with decoder_boundary("unreadable-signature"):
            return Holder(
                name=common_name(signer),
                organisation=organisation(signer),
                issuer=issuer_name(signer),
                practice=is_practice(signer),
                valid_from=signer.not_valid_before_utc,
                valid_to=signer.not_valid_after_utc,
                sha256=fingerprint(signer),
            )
    except SigningTrouble:
        return Holder()


def _utc(moment: datetime | None) -> datetime | None:
    """The moment in UTC; a claimed time without an offset is read as UTC."""
    if moment is None:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
