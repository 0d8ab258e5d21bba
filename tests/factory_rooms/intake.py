"""Drafts of what comes in from outside."""

from datetime import UTC, datetime

from krogkoll.evidence import DocumentDraft


def document_draft() -> DocumentDraft:
    """A letter from the landlord."""
    return DocumentDraft(
        title="Hyresavtal för källaren",
        sender="Kajhuset AB (exempel)",
        received_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    )
