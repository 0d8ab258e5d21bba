"""One parsed signature judged: pyHanko's bottom line and difference analysis first, then our own questions of time.

Heavy at first use: pyHanko is imported inside the functions.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from krogkoll.signing.reading import ReadField, Reading
from krogkoll.signing.report import Note, Reason
from krogkoll.signing.revocation import read_lists, revoked_at

_OUT_OF_TIME = ("EXPIRED", "NOT_YET_VALID", "OUT_OF_BOUNDS_NO_POE", "OUT_OF_BOUNDS_NOT_REVOKED")
_TRUST_PROBLEMS = {
    "NO_CERTIFICATE_CHAIN_FOUND": Reason.ISSUER_UNKNOWN,
    "CHAIN_CONSTRAINTS_FAILURE": Reason.KEY_USAGE,
    "CRYPTO_CONSTRAINTS_FAILURE": Reason.WEAK_ALGORITHM,
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": Reason.WEAK_ALGORITHM,
}


@dataclass(slots=True)
class Judgement:
    """What was found about one signature; `findings` is empty when nothing speaks against it."""

    findings: list[Reason] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    signer: x509.Certificate | None = None
    path: tuple[x509.Certificate, ...] = ()
    """The certificates from a trusted root down to the signer, the root left out; empty where there is no such path."""
    signed_at: datetime | None = None
    trusted_at: datetime | None = None
    revoked_at: datetime | None = None
    certifies: bool = False
    timestamp: bool = False
    covers_whole_file: bool = False


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a judgement rests on besides the file."""

    trust: tuple[x509.Certificate, ...]
    at: datetime
    revocation_lists: tuple[x509.CertificateRevocationList, ...]
    strict: bool
    """True for a file with our mark: nothing but signatures may have been added to it."""


async def judge_all(reading: Reading, grounds: Grounds) -> dict[str, Judgement]:
    """The judgement of every filled field, by the field's name."""
    lists = (*grounds.revocation_lists, *read_lists(reading.revocation_lists))
    grounds = Grounds(grounds.trust, grounds.at, lists, grounds.strict)
    judged = {each.name: await _judge(each, grounds) for each in reading.filled if each.signature is not None}
    _judge_present(reading, judged, grounds)
    return judged


async def _judge(field_: ReadField, grounds: Grounds) -> Judgement:
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY
    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature, async_validate_pdf_timestamp

    embedded = field_.signature
    policy = strict_policy() if grounds.strict else DEFAULT_DIFF_POLICY
    judgement = Judgement(signer=_certificate(embedded.signer_cert), timestamp=_is_timestamp(embedded))
    status: Any
    if judgement.timestamp:
        judgement.signed_at = _stamped_at(embedded.signed_data)
        context = _context(grounds, judgement.signed_at)
        status = await async_validate_pdf_timestamp(embedded, validation_context=context, diff_policy=policy)
    else:
        judgement.signed_at = embedded.self_reported_timestamp
        status = await async_validate_pdf_signature(
            embedded,
            _context(grounds, judgement.signed_at or grounds.at),
            ts_validation_context=_context(grounds, _own_stamp(embedded) or grounds.at),
            diff_policy=policy,
        )
        judgement.certifies = _certifies(embedded)
        judgement.trusted_at = _own_proof(status.timestamp_validity, grounds)
    judgement.covers_whole_file = embedded.coverage.name == "ENTIRE_FILE"
    _judge_bytes(judgement, status)
    _judge_trust(judgement, status, grounds)
    if not judgement.findings and not judgement.timestamp and not status.bottom_line:
        judgement.findings.append(Reason.NOT_ACCEPTED)
    return judgement


def _stamped_at(token: Any) -> datetime:
    """The time that a timestamp token states."""
    moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return moment


def _own_stamp(embedded: Any) -> datetime | None:
    """The time of the token that the signature itself carries, if it carries one."""
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

    return next((_stamped_at(token) for token in extract_tst_data_iter(embedded.signer_info, signed=False)), None)


def _own_proof(status: Any, grounds: Grounds) -> datetime | None:
    """The time that the signature's own token proves; nothing once the token's certificate has ended."""
    if status is None or not (status.intact and status.valid and status.trusted):
        return None
    authority = _certificate(status.signing_cert)
    revoked = revoked_at([authority], grounds.trust, grounds.revocation_lists)
    moment: datetime = status.timestamp
    return moment if authority.not_valid_after_utc >= grounds.at and revoked is None else None


def strict_policy(*, from_unsigned: bool = False) -> Any:
    """The library's rules without the licence to rewrite Info and XMP after signing, which our writer never uses.

    from_unsigned: the older revision may be one that nobody has signed, so that the first signature sets the flags of
    the form and the permissions of the file.
    """
    from pyhanko.sign import diff_analysis as analysis
    from pyhanko.sign.diff_analysis import constants

    later = analysis.ModificationLevel.LTA_UPDATES
    return analysis.StandardDiffPolicy(
        global_rules=[
            analysis.CatalogModificationRule(
                ignored_keys=constants.ROOT_EXEMPT_STRICT_COMPARISON | ({"/Perms"} if from_unsigned else set())
            ),
            analysis.XrefStreamRule().as_qualified(later),
            analysis.ObjectStreamRule().as_qualified(later),
            analysis.DSSCompareRule().as_qualified(later),
        ],
        form_rule=analysis.FormUpdatingRule(
            field_rules=[
                analysis.SigFieldCreationRule(),
                analysis.SigFieldModificationRule(),
            ],
            ignored_acroform_keys=constants.ACROFORM_EXEMPT_STRICT_COMPARISON
            | ({"/SigFlags"} if from_unsigned else set()),
        ),
    )


def _context(grounds: Grounds, moment: datetime) -> Any:
    """A validation context that knows our trust anchors only, and no network."""
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.registry import SimpleTrustManager

    anchors = SimpleTrustManager.build(trust_roots=[_asn1(each) for each in grounds.trust])
    return ValidationContext(
        trust_manager=anchors, moment=moment, allow_fetching=False, revocation_mode="soft-fail", crls=[], ocsps=[]
    )


def _judge_bytes(judgement: Judgement, status: Any) -> None:
    from pyhanko.sign.diff_analysis import DiffResult

    if not status.intact or not status.valid:
        judgement.findings.append(Reason.DIGEST)
    if judgement.timestamp:
        if not isinstance(status.diff_result, DiffResult):
            judgement.findings.append(Reason.CHANGED_AFTER)
    elif not status.docmdp_ok or not isinstance(status.diff_result, DiffResult):
        judgement.findings.append(Reason.CHANGED_AFTER)
    elif status.seed_value_constraint_error is not None:
        judgement.findings.append(Reason.SEED_VALUES)


def _judge_trust(judgement: Judgement, status: Any, grounds: Grounds) -> None:
    """Chain and validity at the claimed time, then what the revocation lists say of that time."""
    found = status.validation_path
    path = tuple(_certificate(each) for each in found.iter_certs(include_root=False)) if found else ()
    judgement.path = path
    problem = status.trust_problem_indic
    moment = judgement.signed_at or grounds.at
    if problem is not None:
        expired = problem.name in _OUT_OF_TIME or any(not _valid_at(each, moment) for each in path)
        if expired:
            judgement.findings.append(Reason.NOT_VALID_THEN)
        else:
            judgement.findings.append(_TRUST_PROBLEMS.get(problem.name, Reason.PATH_BROKEN))
    issuers = (*grounds.trust, *path)
    judgement.revoked_at = revoked_at(path, issuers, grounds.revocation_lists) if path else None
    if judgement.revoked_at is not None and judgement.revoked_at <= moment:
        judgement.findings.append(Reason.REVOKED_THEN)
    if problem is None and not any(each.issuer == entry.issuer for each in path for entry in grounds.revocation_lists):
        judgement.notes.append(Note.REVOCATION_NOT_CHECKED)


def _judge_present(reading: Reading, judged: dict[str, Judgement], grounds: Grounds) -> None:
    """What has happened since: from the last signature to the first, for a later timestamp proves the earlier ones."""
    proved: datetime | None = None
    for each in reversed(reading.filled):
        judgement = judged.get(each.name)
        if judgement is None:
            continue
        known = [moment for moment in (judgement.trusted_at, proved) if moment is not None]
        judgement.trusted_at = min(known, default=None)
        _judge_since(judgement, grounds.at)
        if judgement.timestamp:
            judgement.trusted_at = None if judgement.findings else judgement.signed_at
            proved = judgement.trusted_at or proved


def _judge_since(judgement: Judgement, at: datetime) -> None:
    """Without a trusted timestamp nobody knows which came first, the signature or the end of its certificate."""
    signer, claimed, proved = judgement.signer, judgement.signed_at, judgement.trusted_at
    if judgement.findings or signer is None:
        return
    ended, revoked = signer.not_valid_after_utc, judgement.revoked_at
    if ended < at and (proved is None or proved > ended):
        judgement.findings.append(Reason.EXPIRED_SINCE)
    if revoked is not None and (proved is None or proved > revoked):
        judgement.findings.append(Reason.REVOKED_SINCE)
    if claimed is None:
        judgement.notes.append(Note.NO_CLAIMED_TIME)
    elif proved is not None and claimed > proved:
        judgement.notes.append(Note.CLAIMED_AFTER_PROOF)
    if claimed is not None and claimed > at:
        judgement.notes.append(Note.CLAIMED_IN_FUTURE)


def _valid_at(certificate: x509.Certificate, moment: datetime) -> bool:
    return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc


def _is_timestamp(embedded: Any) -> bool:
    return bool(embedded.sig_object_type == "/DocTimeStamp")


def _certifies(embedded: Any) -> bool:
    references = embedded.sig_object.get("/Reference", ())
    return any(each.get_object().get("/TransformMethod") == "/DocMDP" for each in references)


def _certificate(certificate: Any) -> x509.Certificate:
    return x509.load_der_x509_certificate(certificate.dump())


def _asn1(certificate: x509.Certificate) -> Any:
    from asn1crypto import x509 as asn1_x509

    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
