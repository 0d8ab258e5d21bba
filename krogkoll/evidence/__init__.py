"""Photos and papers as evidence: kept as they came, looked at only at arm's length.

What is exported is loaded when first used: the decoder's child process comes through here and must not load the store.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from krogkoll.evidence.card_service import CardService
    from krogkoll.evidence.claims import (
        Claim,
        Source,
        Verdict,
        clock_ahead,
        doubts,
        gps_moment,
        position_claim,
        time_claims,
    )
    from krogkoll.evidence.custody import CustodyService, record_custody
    from krogkoll.evidence.darkroom import DarkroomService
    from krogkoll.evidence.importing import Pasted, photo_files
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
    from krogkoll.evidence.outside import FolderWatch, Kept, Looked, Outside, Removed, Standing
    from krogkoll.evidence.protocol import Box, RenditionKind
    from krogkoll.evidence.renditions import Decoder, Picture
    from krogkoll.evidence.service import EvidenceService, photos_of, print_picture, read_photo
    from krogkoll.evidence.vault import StoredObject, Swept, Vault

_ROOMS = {
    "card_service": ("CardService",),
    "claims": ("Claim", "Source", "Verdict", "clock_ahead", "doubts", "gps_moment", "position_claim", "time_claims"),
    "custody": ("CustodyService", "record_custody"),
    "darkroom": ("DarkroomService",),
    "importing": ("Pasted", "photo_files"),
    "model": (
        *("CustodyAct", "CustodyDraft", "CustodyEvent", "Developed", "Duplicate", "Imported", "Persons", "Photo"),
        *("PhotoDraft", "Refusal", "StoredDocument", "Subject", "box_problems", "custody_problems", "gaps"),
        *("photo_problems", "swedish", "taken_at"),
    ),
    "objects": ("check_objects", "put_document", "read_document", "seal_document", "sealed_papers"),
    "outside": ("FolderWatch", "Kept", "Looked", "Outside", "Removed", "Standing"),
    "protocol": ("Box", "RenditionKind"),
    "renditions": ("Decoder", "Picture"),
    "service": ("EvidenceService", "photos_of", "print_picture", "read_photo"),
    "vault": ("StoredObject", "Swept", "Vault"),
}
_WHERE = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Box",
    "CardService",
    "Claim",
    "CustodyAct",
    "CustodyDraft",
    "CustodyEvent",
    "CustodyService",
    "DarkroomService",
    "Decoder",
    "Developed",
    "Duplicate",
    "EvidenceService",
    "FolderWatch",
    "Imported",
    "Kept",
    "Looked",
    "Outside",
    "Pasted",
    "Persons",
    "Photo",
    "PhotoDraft",
    "Picture",
    "Refusal",
    "Removed",
    "RenditionKind",
    "Source",
    "Standing",
    "StoredDocument",
    "StoredObject",
    "Subject",
    "Swept",
    "Vault",
    "Verdict",
    "box_problems",
    "check_objects",
    "clock_ahead",
    "custody_problems",
    "doubts",
    "gaps",
    "gps_moment",
    "photo_files",
    "photo_problems",
    "photos_of",
    "position_claim",
    "print_picture",
    "put_document",
    "read_document",
    "read_photo",
    "record_custody",
    "seal_document",
    "sealed_papers",
    "swedish",
    "taken_at",
    "time_claims",
]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
