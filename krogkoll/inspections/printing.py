"""What reports and decisions share on paper: letterhead, tables of findings, sections as blocks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from krogkoll.documents import Block, Bullets, Heading, Lead, Letterhead, Orders, Paragraph, Photo, Table
from krogkoll.evidence import Photo as EvidencePhoto
from krogkoll.evidence import Sample, SeizureFile, StoredDocument
from krogkoll.inspections.model import Answer, Finding, FindingKind, swedish_inspection
from krogkoll.inspections.operations import Attendance
from krogkoll.inspections.report_marks import Acknowledgement
from krogkoll.inspections.steps import authority_words
from krogkoll.inspections.visit import Visit
from krogkoll.kernel.identifiers import shown_organisation
from krogkoll.kernel.swedish import NBSP
from krogkoll.law import (
    AnswerType,
    AuthorityKind,
    BlockKind,
    RenderedSection,
    cite_all,
    find_authority,
    item,
    time_of_day,
)

SIGNED_INTRO = "Undertecknat elektroniskt, ännu utan tidsstämpel. Äktheten kontrolleras i den digitala filen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who writes or signs a document."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What a document needs beside its content.

    pictures: every photo of the visit, printed or not. papers: the files that came in at the visit.
    """

    authority: str
    letterhead: Letterhead
    kinds: tuple[AuthorityKind, ...]
    practice: bool
    made_at: datetime
    anchors: tuple[str, ...]
    photos: Mapping[str, Photo]  # by evidence id, numbered in the order of the findings
    seizures: tuple[SeizureFile, ...] = ()
    samples: tuple[Sample, ...] = ()
    acknowledgement: Acknowledgement | None = None
    pictures: tuple[EvidencePhoto, ...] = ()
    papers: tuple[StoredDocument, ...] = ()
    secrecy: str = ""  # the markings of the visit and its case, for the head of each page


def clock_words(moment: datetime) -> str:
    """The clock alone, for a column of times: "23.21", in the hour that comes twice "02.30 sommartid"."""
    return time_of_day(moment).removeprefix(f"kl.{NBSP}")


def answer_words(answer: Answer) -> str:
    """An answer in words, with its unit and what was added."""
    asked = answer.item
    if not answer.checked:
        return "Ej kontrollerat"
    words = answer.value
    if asked.answer is AnswerType.YES_NO:
        words = "Ja" if answer.value == "yes" else "Nej"
    elif asked.answer is AnswerType.CHOICE:
        words = next((choice.text_sv for choice in asked.choices if choice.id == answer.value), answer.value)
    elif asked.answer is AnswerType.NUMBER:
        words = f"{answer.value} {asked.unit_sv}"
    return ". ".join(part.rstrip(". ") for part in (words, answer.addition, answer.note) if part.strip()) + "."


def findings_table(findings: Sequence[Finding], photos: Mapping[str, Photo], *, kinds: bool) -> Table:
    """Findings in the order of time, numbered, with what each rests on. kinds: say which are assessments."""
    rows = []
    for number, finding in enumerate(findings, start=1):
        text = finding.text
        if kinds and finding.kind is FindingKind.ASSESSMENT:
            text = f"{swedish_inspection(FindingKind.ASSESSMENT)}: {text}"
        rows.append((str(number), clock_words(finding.at), text, _basis(finding, photos)))
    return Table(
        headers=("Nr", "Kl.", "Iakttagelse", "Fråga, underlag"), rows=tuple(rows), widths=(0.07, 0.1, 0.55, 0.28)
    )


def _basis(finding: Finding, photos: Mapping[str, Photo]) -> str:
    parts = []
    if finding.item_id:
        parts.append(f"fråga {item(finding.item_id, finding.item_version).number}")
    parts += [f"foto {photos[photo].number}" for photo in finding.photo_ids if photo in photos]
    if finding.provisions:
        parts.append(cite_all(finding.provisions, short=True))
    return ", ".join(parts) or "egen iakttagelse"


def blocks_of(
    sections: Iterable[RenderedSection], slots: Mapping[str, Sequence[Block]], *, skip: Iterable[str] = ()
) -> tuple[Block, ...]:
    """Rendered sections as blocks of a document; an empty slot leaves its section's other texts standing."""
    blocks: list[Block] = []
    for section in sections:
        if section.id in set(skip):
            continue
        if section.heading:
            blocks.append(Heading(level=section.level, text=section.heading))
        for block in section.blocks:
            if block.kind is BlockKind.SLOT:
                blocks.extend(slots.get(block.slot, ()))
            elif block.kind is BlockKind.ORDERS:
                blocks.append(Orders(items=block.texts))
            elif block.kind is BlockKind.BULLETS:
                blocks.append(Bullets(items=block.texts))
            else:
                make = Lead if block.kind is BlockKind.LEAD else Paragraph
                blocks.extend(make(text=text) for text in block.texts)
    return tuple(blocks)


def shown_photos(photo_ids: Iterable[str], photos: Mapping[str, Photo]) -> tuple[Photo, ...]:
    """The photos that may be printed, in the order of their numbers."""
    chosen = {photo for photo in photo_ids if photo in photos}
    return tuple(sorted((photos[photo] for photo in chosen), key=lambda photo: photo.number))


def short_authority(authority_id: str) -> str:
    """An authority in running text: "räddningstjänsten"."""
    found = find_authority(authority_id)
    return authority_id if found is None else found.short_sv


def joint_with(visit: Visit, own: str) -> tuple[str, ...]:
    """The other authorities that were there, each once."""
    there = (one for one in visit.participants if one.attendance is Attendance.PRESENT and one.authority != own)
    return tuple(dict.fromkeys(authority_words(one.authority) for one in there))


def lines(*texts: str) -> tuple[str, ...]:
    """The texts that say something."""
    return tuple(text for text in texts if text.strip())


def property_words(designation: str) -> str:
    """A property as it is named on paper."""
    return f"Fastigheten {designation}" if designation else ""


def number_words(number: str) -> str:
    """An organisation number as it is named on paper: "Org.nr 809999-0015"; other writing stays as it is."""
    plain = len(number) == 10 and number.isascii() and number.isdigit()
    return f"Org.nr {shown_organisation(number) if plain else number}" if number else ""
