"""Photos as evidence, papers kept beside them, and who had what when: records and the rules for writing them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from krogkoll.evidence.protocol import Box
from krogkoll.kernel.clock import STOCKHOLM
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import Record

CAPTION_LIMIT = 500
ALT_LIMIT = 2_000
NAME_LIMIT = 200
_YEAR = 366 * 24 * 3600


class Persons(StrEnum):
    """What a human has seen of people in a photo; decides whether it may stand in a document."""

    NOT_REVIEWED = "not_reviewed"
    NONE = "none"
    SHOWN = "shown"
    CHILDREN = "children"
    UNKNOWN = "unknown"  # a value that only a newer program knows


class CustodyAct(StrEnum):
    """What happened to a piece of evidence."""

    TAKEN = "taken"
    HANDED_OVER = "handed_over"
    STORED = "stored"
    COPIED_OUT = "copied_out"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    UNKNOWN = "unknown"


_SWEDISH: Mapping[StrEnum, str] = {
    Persons.NOT_REVIEWED: "Inte granskat",
    Persons.NONE: "Inga personer",
    Persons.SHOWN: "Visar personer",
    Persons.CHILDREN: "Visar barn",
    Persons.UNKNOWN: "Okänt",
    CustodyAct.TAKEN: "Omhändertaget",
    CustodyAct.HANDED_OVER: "Överlämnat",
    CustodyAct.STORED: "Förvarat",
    CustodyAct.COPIED_OUT: "Kopia lämnad",
    CustodyAct.RETURNED: "Återlämnat",
    CustodyAct.DESTROYED: "Förstört",
    CustodyAct.UNKNOWN: "Okänt",
}


def swedish(value: Persons | CustodyAct) -> str:
    """The word for the value on screen and paper."""
    return _SWEDISH[value]


class Subject(NamedTuple):
    """What a photo belongs to: a kind of record (an inspection, a place, a case) and its id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoDraft:
    """What a person writes about a photo. clock_ahead_s: how many seconds the camera's clock was ahead."""

    caption: str = ""
    alt: str = ""
    photographer: str = ""
    clock_ahead_s: int | None = None
    clock_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Record):
    """One photo as evidence. Several may share one file (`sha256` of its exact bytes).

    What the file says of itself (taken_*, gps_time, position, camera, file_modified_at) are claims.
    Width and height are pixels as shown; 0 until the file has been examined. Position WGS 84, accuracy metres.
    """

    sha256: str
    size: int
    mime: str
    width: int
    height: int
    name: str
    taken_local: str
    taken_offset: str
    taken_source: str
    gps_time: str
    latitude: float | None
    longitude: float | None
    accuracy_m: float | None
    camera: str
    file_modified_at: datetime | None
    caption: str
    alt: str
    photographer: str
    clock_ahead_s: int | None
    clock_note: str
    subject_kind: str
    subject_id: str
    persons: Persons
    reviewed_by: str
    reviewed_at: datetime | None
    parent_id: str
    boxes: Sequence[Sequence[float]]

    @property
    def masked(self) -> bool:
        """Whether this is a copy in which parts are covered."""
        return bool(self.parent_id)

    @property
    def cleared(self) -> bool:
        """Whether it may stand in a document: free of persons by a human's word, or masked."""
        return self.masked or self.persons is Persons.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument(Record):
    """A paper kept byte for byte: a signed decision, a permit that somebody showed, a file that came in.

    mixed: the content can be taken for several formats. claimed_*: what an e-mail says of itself.
    disclosed: by another authority; it waits in the inbox until somebody has attended to it.
    """

    sha256: str
    size: int
    mime: str
    name: str
    title: str
    mixed: bool
    sender: str
    received_at: datetime | None
    disclosed: bool
    attended_at: datetime | None
    attended_by: str
    subject_kind: str
    subject_id: str
    claimed_subject: str
    claimed_sender: str
    claimed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyDraft:
    """One event in the life of a piece of evidence, as a person writes it down."""

    item_kind: str
    item_id: str
    act: CustodyAct
    at: datetime
    from_who: str = ""
    to_who: str = ""
    place: str = ""
    seal_before: str = ""
    seal_after: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEvent(Record):
    """One event in the life of a piece of evidence; never changed, only followed by another."""

    item_kind: str
    item_id: str
    act: CustodyAct
    at: datetime
    from_who: str
    to_who: str
    place: str
    seal_before: str
    seal_after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A file that was here already, and the photo that has it."""

    name: str
    photo_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that was not taken in, and why (a reason of EvidenceTrouble)."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of each file of an import; every file is in exactly one of the three."""

    photos: tuple[Photo, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Developed:
    """What making copies found: how many files got theirs, whose data is partly damaged, which give no picture."""

    made: int = 0
    flawed: tuple[str, ...] = ()
    failed: tuple[Refusal, ...] = ()


def taken_at(photo: Photo) -> datetime | None:
    """The best guess at when a photo was taken, from its claims; None without any.

    The camera's own offset is believed where it gives one; else its clock is read as Swedish time. What a person
    found out about the clock is taken off.
    """
    if not photo.taken_local:
        return None
    wall = datetime.fromisoformat(photo.taken_local)
    if photo.taken_offset:
        moment = datetime.fromisoformat(photo.taken_local + photo.taken_offset)
    else:
        moment = wall.replace(tzinfo=STOCKHOLM)
    return moment - timedelta(seconds=photo.clock_ahead_s or 0)


def photo_problems(draft: PhotoDraft) -> tuple[Problem, ...]:
    """What is wrong with what somebody wrote about a photo."""
    found = []
    for field, limit in (("caption", CAPTION_LIMIT), ("alt", ALT_LIMIT), ("photographer", NAME_LIMIT)):
        if len(getattr(draft, field)) > limit:
            found.append(Problem(field, "too-long"))
    if draft.clock_ahead_s is not None and abs(draft.clock_ahead_s) > 20 * _YEAR:
        found.append(Problem("clock_ahead_s", "out-of-range"))
    return tuple(found)


def box_problems(boxes: Sequence[Box]) -> tuple[Problem, ...]:
    """What is wrong with the boxes of a mask."""
    if not boxes:
        return (Problem("boxes", "missing"),)
    sound = (0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1 for box in boxes)
    return () if all(sound) else (Problem("boxes", "out-of-range"),)


def custody_problems(draft: CustodyDraft, now: datetime) -> tuple[Problem, ...]:
    """What is wrong with an event."""
    found = []
    if not draft.item_id:
        found.append(Problem("item_id", "missing"))
    if draft.at > now:
        found.append(Problem("at", "in-future"))
    if draft.act is CustodyAct.HANDED_OVER:
        found += [Problem(field, "missing") for field in ("from_who", "to_who") if not getattr(draft, field).strip()]
    return tuple(found)


def gaps(chain: Sequence[CustodyEvent]) -> tuple[tuple[CustodyEvent, CustodyEvent], ...]:
    """Pairs of events between which nobody says who had the thing: the one who gave it is not the one who got it."""
    return tuple(
        (before, after)
        for before, after in pairwise(chain)
        if after.from_who and before.to_who and after.from_who != before.to_who
    )
