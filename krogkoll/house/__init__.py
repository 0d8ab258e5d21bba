"""What the authority itself has decided: letterhead, delegation order, docket pattern, approved templates, trust."""

from krogkoll.house.approval_service import ApprovalState, TemplateApprovalService, TemplateView, changes_between
from krogkoll.house.delegation_service import DelegationService
from krogkoll.house.docket import example, fits, pattern_problems, written
from krogkoll.house.model import (
    DelegationDraft,
    DelegationPoint,
    DocketPattern,
    DocketPatternDraft,
    Holder,
    LetterheadDraft,
    Mandate,
    OwnLetterhead,
    TemplateApproval,
    TrustedIssuer,
    delegation_problems,
    letterhead_problems,
    swedish_holder,
)
from krogkoll.house.service import HouseService, LetterheadView
from krogkoll.house.steps import (
    approved,
    docket_fits,
    docket_pattern_of,
    letterhead_of,
    may_decide,
    own_letterhead,
    printed,
    shipped_letterhead,
    trusted_issuers,
)
from krogkoll.house.template_texts import readable, template_hash
from krogkoll.house.trust_service import TrustService

__all__ = [
    "ApprovalState",
    "DelegationDraft",
    "DelegationPoint",
    "DelegationService",
    "DocketPattern",
    "DocketPatternDraft",
    "Holder",
    "HouseService",
    "LetterheadDraft",
    "LetterheadView",
    "Mandate",
    "OwnLetterhead",
    "TemplateApproval",
    "TemplateApprovalService",
    "TemplateView",
    "TrustService",
    "TrustedIssuer",
    "approved",
    "changes_between",
    "delegation_problems",
    "docket_fits",
    "docket_pattern_of",
    "example",
    "fits",
    "letterhead_of",
    "letterhead_problems",
    "may_decide",
    "own_letterhead",
    "pattern_problems",
    "printed",
    "readable",
    "shipped_letterhead",
    "swedish_holder",
    "template_hash",
    "trusted_issuers",
    "written",
]
