"""A received paper or file, and the rules for what a person writes about it."""

from dataclasses import dataclass
from datetime import datetime

from krogkoll.evidence.model import Refusal, StoredDocument
from krogkoll.kernel.errors import Problem

TITLE_LIMIT = 300
MAX_DOCUMENT = 200 * 1024 * 1024
"""Largest file that is received, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """What a person writes about a received file. received_at: when it reached us (tryckfrihetsförordningen 2:9).

    disclosed: another authority let us have it, so somebody must look at it and at what secrecy follows with it.
    """

    title: str = ""
    sender: str = ""
    received_at: datetime | None = None
    disclosed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTwin:
    """A file that is here already, for the same matter, and the record that has it."""

    name: str
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of each file; every one is in exactly one of the three."""

    documents: tuple[StoredDocument, ...] = ()
    duplicates: tuple[DocumentTwin, ...] = ()
    refused: tuple[Refusal, ...] = ()


def document_problems(draft: DocumentDraft, now: datetime) -> tuple[Problem, ...]:
    """What is wrong with what somebody wrote about a file."""
    found = [Problem(name, "too-long") for name in ("title", "sender") if len(getattr(draft, name)) > TITLE_LIMIT]
    if draft.received_at is not None and draft.received_at > now:
        found.append(Problem("received_at", "in-the-future"))
    return tuple(found)
