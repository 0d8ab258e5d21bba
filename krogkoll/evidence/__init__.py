"""Photos and papers as evidence: kept as they came, looked at only at arm's length.

What is exported is loaded when first used: the decoder's child process comes through here and must not load the store.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from krogkoll.evidence.custody import CustodyService, record_custody
    from krogkoll.evidence.documents import DocumentService
    from krogkoll.evidence.documents_kinds import is_program, swedish_format
    from krogkoll.evidence.documents_model import DocumentDraft, DocumentTwin, Received, document_problems
    from krogkoll.evidence.importing import photo_files
    from krogkoll.evidence.model import (
        CustodyAct,
        CustodyDraft,
        CustodyEvent,
        Developed,
        Duplicate,
        Imported,
        Persons,
        Photo,
        PhotoDraft,
        Refusal,
        StoredDocument,
        Subject,
        box_problems,
        custody_problems,
        gaps,
        photo_problems,
        swedish,
        taken_at,
    )
    from krogkoll.evidence.objects import check_objects, put_document, read_document, seal_document, sealed_papers
    from krogkoll.evidence.protocol import Box, RenditionKind
    from krogkoll.evidence.renditions import Decoder, Picture
    from krogkoll.evidence.service import EvidenceService, photos_of, print_picture, read_photo
    from krogkoll.evidence.vault import StoredObject, Swept, Vault

_ROOMS = {
    "custody": ("CustodyService", "record_custody"),
    "documents": ("DocumentService",),
    "documents_kinds": ("is_program", "swedish_format"),
    "documents_model": ("DocumentDraft", "DocumentTwin", "Received", "document_problems"),
    "importing": ("photo_files",),
    "model": (
        *("CustodyAct", "CustodyDraft", "CustodyEvent", "Developed", "Duplicate", "Imported", "Persons", "Photo"),
        *("PhotoDraft", "Refusal", "StoredDocument", "Subject", "box_problems", "custody_problems", "gaps"),
        *("photo_problems", "swedish", "taken_at"),
    ),
    "objects": ("check_objects", "put_document", "read_document", "seal_document", "sealed_papers"),
    "protocol": ("Box", "RenditionKind"),
    "renditions": ("Decoder", "Picture"),
    "service": ("EvidenceService", "photos_of", "print_picture", "read_photo"),
    "vault": ("StoredObject", "Swept", "Vault"),
}
_WHERE = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Box",
    "CustodyAct",
    "CustodyDraft",
    "CustodyEvent",
    "CustodyService",
    "Decoder",
    "Developed",
    "DocumentDraft",
    "DocumentService",
    "DocumentTwin",
    "Duplicate",
    "EvidenceService",
    "Imported",
    "Persons",
    "Photo",
    "PhotoDraft",
    "Picture",
    "Received",
    "Refusal",
    "RenditionKind",
    "StoredDocument",
    "StoredObject",
    "Subject",
    "Swept",
    "Vault",
    "box_problems",
    "check_objects",
    "custody_problems",
    "document_problems",
    "gaps",
    "is_program",
    "photo_files",
    "photo_problems",
    "photos_of",
    "print_picture",
    "put_document",
    "read_document",
    "read_photo",
    "record_custody",
    "seal_document",
    "sealed_papers",
    "swedish",
    "swedish_format",
    "taken_at",
]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
