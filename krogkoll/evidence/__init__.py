"""Photos and papers as evidence: kept as they came, looked at only at arm's length.

What is exported is loaded when first used: the decoder's child process comes through here and must not load the store.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "COPIES",
    "SAMPLE_GROUNDS",
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
    "DocumentDraft",
    "DocumentService",
    "DocumentTwin",
    "Duplicate",
    "EvidenceService",
    "FolderWatch",
    "GoodsClass",
    "Imported",
    "Kept",
    "Looked",
    "MarkReader",
    "Outside",
    "PaperFile",
    "Pasted",
    "Persons",
    "Photo",
    "PhotoDraft",
    "Picture",
    "Purpose",
    "Received",
    "Refusal",
    "Removed",
    "RenditionKind",
    "Sample",
    "SampleDraft",
    "SampleService",
    "SeizedItem",
    "SeizedItemDraft",
    "Seizure",
    "SeizureDraft",
    "SeizureFile",
    "SeizureService",
    "SeizureStep",
    "SeizureStepDraft",
    "Sorted",
    "Source",
    "Standing",
    "StepKind",
    "StoredDocument",
    "StoredObject",
    "StrengthBasis",
    "Subject",
    "Swept",
    "TravellingFile",
    "Vault",
    "Verdict",
    "box_problems",
    "chain_of",
    "check_objects",
    "clock_ahead",
    "count_waiting_documents",
    "custody_problems",
    "decimal_in",
    "document_problems",
    "doubts",
    "gaps",
    "gps_moment",
    "is_program",
    "item_problems",
    "kept_document",
    "litre_words",
    "may_seize",
    "open_file",
    "papers_of",
    "photo_files",
    "photo_ids_of",
    "photo_problems",
    "photos_of",
    "position_claim",
    "print_picture",
    "put_document",
    "read_document",
    "read_paper_file",
    "read_photo",
    "read_sample",
    "read_seizure",
    "record_custody",
    "sample_grounds",
    "sample_problems",
    "samples_of",
    "seal_document",
    "seal_sample",
    "seal_seizure",
    "sealed_papers",
    "seizure_problems",
    "seizures_of",
    "step_problems",
    "swedish",
    "swedish_format",
    "swedish_goods",
    "take_file",
    "taken_at",
    "time_claims",
    "total_litres",
    "travelling_files",
    "waiting_documents",
]


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
    from krogkoll.evidence.copies import COPIES
    from krogkoll.evidence.counting import photo_ids_of
    from krogkoll.evidence.custody import CustodyService, record_custody
    from krogkoll.evidence.darkroom import DarkroomService
    from krogkoll.evidence.documents import DocumentService, papers_of
    from krogkoll.evidence.documents_kinds import is_program, swedish_format
    from krogkoll.evidence.documents_model import DocumentDraft, DocumentTwin, Received, document_problems
    from krogkoll.evidence.dropped import Sorted
    from krogkoll.evidence.importing import Pasted, photo_files
    from krogkoll.evidence.marks import MarkReader
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
    from krogkoll.evidence.objects import (
        check_objects,
        kept_document,
        put_document,
        read_document,
        seal_document,
        sealed_papers,
    )
    from krogkoll.evidence.outside import FolderWatch, Kept, Looked, Outside, Removed, Standing
    from krogkoll.evidence.paper_files import PaperFile, read_paper_file
    from krogkoll.evidence.protocol import Box, RenditionKind
    from krogkoll.evidence.renditions import Decoder, Picture
    from krogkoll.evidence.sample import SAMPLE_GROUNDS, Sample, SampleDraft, sample_problems
    from krogkoll.evidence.sample_service import SampleService, read_sample, sample_grounds, samples_of, seal_sample
    from krogkoll.evidence.seizure import (
        GoodsClass,
        Purpose,
        SeizedItem,
        SeizedItemDraft,
        Seizure,
        SeizureDraft,
        SeizureStep,
        SeizureStepDraft,
        StepKind,
        StrengthBasis,
        decimal_in,
        item_problems,
        litre_words,
        seizure_problems,
        step_problems,
        swedish_goods,
        total_litres,
    )
    from krogkoll.evidence.seizure_service import (
        SeizureFile,
        SeizureService,
        chain_of,
        may_seize,
        read_seizure,
        seal_seizure,
        seizures_of,
    )
    from krogkoll.evidence.service import EvidenceService, photos_of, print_picture, read_photo
    from krogkoll.evidence.travelling import TravellingFile, open_file, take_file, travelling_files
    from krogkoll.evidence.vault import StoredObject, Swept, Vault
    from krogkoll.evidence.waiting import count_waiting_documents, waiting_documents

_ROOMS = {
    "travelling": ("TravellingFile", "open_file", "take_file", "travelling_files"),
    "card_service": ("CardService",),
    "copies": ("COPIES",),
    "counting": ("photo_ids_of",),
    "custody": ("CustodyService", "record_custody"),
    "documents": ("DocumentService", "papers_of"),
    "waiting": ("count_waiting_documents", "waiting_documents"),
    "documents_kinds": ("is_program", "swedish_format"),
    "documents_model": ("DocumentDraft", "DocumentTwin", "Received", "document_problems"),
    "claims": ("Claim", "Source", "Verdict", "clock_ahead", "doubts", "gps_moment", "position_claim", "time_claims"),
    "darkroom": ("DarkroomService",),
    "dropped": ("Sorted",),
    "importing": ("Pasted", "photo_files"),
    "marks": ("MarkReader",),
    "model": (
        *("CustodyAct", "CustodyDraft", "CustodyEvent", "Developed", "Duplicate", "Imported", "Persons", "Photo"),
        *("PhotoDraft", "Refusal", "StoredDocument", "Subject", "box_problems", "custody_problems", "gaps"),
        *("photo_problems", "swedish", "taken_at"),
    ),
    "objects": (
        "check_objects",
        "kept_document",
        "put_document",
        "read_document",
        "seal_document",
        "sealed_papers",
    ),
    "paper_files": ("PaperFile", "read_paper_file"),
    "outside": ("FolderWatch", "Kept", "Looked", "Outside", "Removed", "Standing"),
    "protocol": ("Box", "RenditionKind"),
    "renditions": ("Decoder", "Picture"),
    "sample": ("SAMPLE_GROUNDS", "Sample", "SampleDraft", "sample_problems"),
    "sample_service": ("SampleService", "read_sample", "sample_grounds", "samples_of", "seal_sample"),
    "seizure": (
        "GoodsClass",
        "Purpose",
        "SeizedItem",
        "SeizedItemDraft",
        "Seizure",
        "SeizureDraft",
        "SeizureStep",
        "SeizureStepDraft",
        "StepKind",
        "StrengthBasis",
        "decimal_in",
        "item_problems",
        "litre_words",
        "seizure_problems",
        "step_problems",
        "swedish_goods",
        "total_litres",
    ),
    "seizure_service": (
        "SeizureFile",
        "SeizureService",
        "chain_of",
        "may_seize",
        "read_seizure",
        "seal_seizure",
        "seizures_of",
    ),
    "service": ("EvidenceService", "photos_of", "print_picture", "read_photo"),
    "vault": ("StoredObject", "Swept", "Vault"),
}
_WHERE = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
