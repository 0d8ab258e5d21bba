"""Signing PDFs as PAdES B-B, and judging signed ones more strictly than the library underneath does."""

from krogkoll.signing.additions import allows_more, only_signed
from krogkoll.signing.ahead import AnsweredSigner, sign_ahead
from krogkoll.signing.card import CardSigner
from krogkoll.signing.card_reading import CardCertificate, card_certificates
from krogkoll.signing.certificates import (
    PRACTICE_MARK,
    fingerprint,
    is_practice,
    load_certificates,
    require_key_kind,
)
from krogkoll.signing.checking import check
from krogkoll.signing.issuers import Issuer, issuers_in
from krogkoll.signing.messages import report_lines, signature_lines
from krogkoll.signing.pades import sign
from krogkoll.signing.practice import PracticeAuthority
from krogkoll.signing.ranges import carries_mark
from krogkoll.signing.remote import PracticeRemote, RemoteAnswer, RemoteService, RemoteSigner, RemoteState
from krogkoll.signing.report import Holder, Note, Outcome, Reason, Report, SignerVerdict, report_to_json, worst
from krogkoll.signing.revocation import is_revocation_list
from krogkoll.signing.signer import Pkcs12Signer, Signer
from krogkoll.signing.telling import Told, ToldSigner, tell

__all__ = [
    "PRACTICE_MARK",
    "AnsweredSigner",
    "CardCertificate",
    "CardSigner",
    "Holder",
    "Issuer",
    "Note",
    "Outcome",
    "Pkcs12Signer",
    "PracticeAuthority",
    "PracticeRemote",
    "Reason",
    "RemoteAnswer",
    "RemoteService",
    "RemoteSigner",
    "RemoteState",
    "Report",
    "Signer",
    "SignerVerdict",
    "Told",
    "ToldSigner",
    "allows_more",
    "card_certificates",
    "carries_mark",
    "check",
    "fingerprint",
    "is_practice",
    "is_revocation_list",
    "issuers_in",
    "load_certificates",
    "only_signed",
    "report_lines",
    "report_to_json",
    "require_key_kind",
    "sign",
    "sign_ahead",
    "signature_lines",
    "tell",
    "worst",
]
