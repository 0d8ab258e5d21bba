"""What the authority itself has decided: letterhead, delegation order, docket pattern, approved templates, trust."""

from krogkoll.house.approval_service import ApprovalState, TemplateApprovalService, TemplateView, changes_between
from krogkoll.house.delegation_service import DelegationService
from krogkoll.house.device import (
    LONGEST_IDLE,
    SHORTEST_IDLE,
    DeviceFacts,
    DeviceService,
    DeviceSettings,
    device_problems,
    device_settings,
)
from krogkoll.house.docket import example, fits, pattern_problems, written
from krogkoll.house.files import read_chosen_file
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
from krogkoll.house.template_texts import readable
from krogkoll.house.trust_service import TrustService

__all__ = [
    "LONGEST_IDLE",
    "SHORTEST_IDLE",
    "ApprovalState",
    "DelegationDraft",
    "DelegationPoint",
    "DelegationService",
    "DeviceFacts",
    "DeviceService",
    "DeviceSettings",
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
    "device_problems",
    "device_settings",
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
    "read_chosen_file",
    "readable",
    "shipped_letterhead",
    "swedish_holder",
    "trusted_issuers",
    "written",
]
