"""Valid rows and drafts of what an authority has decided about itself."""

from datetime import date

from krogkoll.house import (
    DelegationDraft,
    DocketPatternDraft,
    Holder,
    LetterheadDraft,
    TemplateView,
    readable,
)
from krogkoll.house.approval_service import ApprovalState
from krogkoll.house.rows import DelegationRow, DocketPatternRow, LetterheadRow, TemplateApprovalRow, TrustedIssuerRow
from krogkoll.kernel.record import fields_of
from krogkoll.law import template

TEMPLATE = "lso-nyttj"


def letterhead_draft():
    """A made-up fire authority."""
    return LetterheadDraft(
        organisation="Räddningstjänsten Övningsköping",
        unit="Enheten för tillsyn",
        board="förbundsdirektionen",
        postal_address="Box 80, 261 80 Övningsköping",
        visiting_address="Brandvaktsplatsen 1, Övningsköping",
        telephone="040-628 04 10",
        email="rtj@ovningskoping.example",
        web="ovningskoping.example",
    )


def delegation_draft():
    """Fire engineers decide on orders without a fine."""
    return DelegationDraft(
        point="4.2",
        text="Föreläggande och förbud enligt lagen om skydd mot olyckor, utan vite.",
        type_codes=("LSO-NYTTJ", "LSO-FORELAGG"),
        holder=Holder.FUNCTION,
        function="Brandingenjör",
        valid_from=date(2026, 1, 1),
        reference="Direktionen 2025-12-10, § 88",
    )


def docket_pattern_draft():
    """As the boards of a municipality often write."""
    return DocketPatternDraft(pattern="{board}/{year}:{number}", board="ALN")


def template_view_draft():
    """A template as the screen shows it before it is approved."""
    return TemplateView(
        id=TEMPLATE,
        name="Föreläggande",
        version=1,
        reviewed=False,
        review_note="",
        sha256=template(TEMPLATE).sha256,
        text=readable(TEMPLATE),
        types=(),
        state=ApprovalState.NOT_APPROVED,
        last=None,
        changes=(),
    )


FACTORIES = {
    "letterhead": lambda **over: LetterheadRow(**fields_of(letterhead_draft()) | over),
    "delegation": lambda **over: DelegationRow(**fields_of(delegation_draft()) | over),
    "docket_pattern": lambda **over: DocketPatternRow(**fields_of(docket_pattern_draft()) | over),
    "template_approval": lambda **over: TemplateApprovalRow(
        **{
            "template_id": TEMPLATE,
            "version": 1,
            "sha256": template(TEMPLATE).sha256,
            "text": "Text.\n",
            "approved_by": "Förbundsdirektionen",
            "approved_on": date(2026, 11, 2),
            "reference": "Direktionen 2026-11-02, § 71",
        }
        | over
    ),
    "trusted_issuer": lambda **over: TrustedIssuerRow(
        **{"name": "Övningens utfärdare", "certificate": "AA==", "fingerprint": "0" * 64, "why": "Övning."} | over
    ),
}
