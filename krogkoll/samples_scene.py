"""The places and visits that the worked examples of decisions rest on, made through the services as officers would."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from krogkoll import night
from krogkoll.cases import CaseDraft, CaseKind
from krogkoll.evidence import DocumentDraft, Subject
from krogkoll.inspections import EntryDraft, FindingDraft, InspectionDraft, StatementDraft
from krogkoll.kernel.clock import local
from krogkoll.kernel.resources import resource
from krogkoll.venues import PermitState, VenueDraft

if TYPE_CHECKING:
    from krogkoll.cases import Case
    from krogkoll.evidence import Photo
    from krogkoll.inspections import Inspection
    from krogkoll.kernel.clock import SteppingClock
    from krogkoll.venues import Venue
    from krogkoll.workspace import Workspace

_OF_VENUE = (
    *("name", "street", "postal_code", "city", "municipality", "property_designation"),
    *("operator_name", "landlord_name", "permit_number"),
)
_OF_VISIT = (
    *("premises", "address", "property_designation", "operator_name", "operator_number"),
    *("person_met", "person_met_role", "started_at"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A place with its case, its closed visit where there was one, and the papers that came in."""

    venue: Venue
    case: Case
    inspection: Inspection | None
    document_ids: tuple[str, ...]


@cache
def material() -> Mapping[str, Any]:
    """The worked examples as data (resources/practice/decisions.toml)."""
    return tomllib.loads(resource("practice", "decisions.toml").read_text(encoding="utf-8"))


def examples_of(authority: str) -> Iterator[Mapping[str, Any]]:
    """The examples of one authority, in the order in which they are made."""
    own = {place["id"] for place in material()["place"] if place["authority"] == authority}
    return (example for example in material()["example"] if example["place"] in own)


def build_scene(
    workspace: Workspace, clock: SteppingClock, row: Mapping[str, Any], pictures: Sequence[Path], room: Path
) -> Scene:
    """One place of the material in an open practice workspace. pictures: what findings with a caption choose from."""
    if "started_at" in row:
        clock.move_to(row["started_at"])
    venue = workspace.venues.register(_venue(row, local(clock.now()).date()))
    case = workspace.cases.open_case(
        CaseDraft(
            title_public=row["case_title"],
            title_internal=row["case_title"],
            kind=CaseKind(row["case_kind"]),
            venue_id=venue.id,
            responsible=workspace.actor.user_id,
        )
    )
    case = workspace.cases.assign_docket(case, row["docket"])
    papers = tuple(_receive(workspace, case, title, room) for title in row.get("documents", ()))
    visit = _visit(workspace, clock, row, venue, case, pictures) if "ground" in row else None
    return Scene(venue=venue, case=case, inspection=visit, document_ids=papers)


def _venue(row: Mapping[str, Any], today: date) -> VenueDraft:
    known = {name: row[name] for name in _OF_VENUE if name in row}
    return VenueDraft(**known, permit=PermitState(row["permit"]), permit_checked_on=today - timedelta(days=11))


def _receive(workspace: Workspace, case: Case, title: str, room: Path) -> str:
    path = room / f"{case.id}-{abs(hash(title))}.txt"
    path.write_text(f"{title}\n\nÖvning: en påhittad handling.\n", encoding="utf-8")
    draft = DocumentDraft(title=title, sender="Övning")
    taken = workspace.documents.receive([path], subject=Subject("case", case.id), draft=draft)
    return taken.documents[0].id


def _visit(
    workspace: Workspace,
    clock: SteppingClock,
    row: Mapping[str, Any],
    venue: Venue,
    case: Case,
    pictures: Sequence[Path],
) -> Inspection:
    known = {name: row[name] for name in _OF_VISIT if name in row}
    draft = InspectionDraft(**known, venue_id=venue.id, case_id=case.id, docket_number=case.number)
    visit = workspace.inspections.start(draft)
    workspace.inspections.choose_entry(
        EntryDraft(inspection_id=visit.id, ground_id=row["ground"], answers=_answers(row["ground_answers"]))
    )
    clock.move_to(row["ended_at"])
    shown = [one for one in row["finding"] if "caption" in one]
    waiting = list(_photos(workspace, visit, _chosen(shown, pictures)))
    for one in row["finding"]:
        photo = waiting.pop(0) if "caption" in one and waiting else None
        if photo is not None:
            night.describe(workspace, photo, one["caption"])
        ids = (photo.id,) if photo is not None else ()
        workspace.inspections.observe(
            FindingDraft(inspection_id=visit.id, at=one["at"], text=one["text"], photo_ids=ids)
        )
    if row.get("statement"):
        workspace.inspections.hear(
            StatementDraft(
                inspection_id=visit.id,
                at=row["ended_at"] - timedelta(minutes=20),
                who=row["person_met"],
                role=row["person_met_role"],
                text=row["statement"],
            )
        )
    open_visit = workspace.inspections.visit(visit.id).inspection
    ended = replace(open_visit, ended_at=row["ended_at"])
    return workspace.inspections.close(workspace.inspections.edit(open_visit, ended))


def _chosen(findings: Sequence[Mapping[str, Any]], pictures: Sequence[Path]) -> list[Path]:
    """One picture for each finding: the one with the name of its motif, or the next of the row."""
    by_motif = {path.stem.partition("-")[2]: path for path in pictures}
    return [by_motif.get(one.get("picture", ""), pictures[place % len(pictures)]) for place, one in enumerate(findings)]


def _photos(workspace: Workspace, visit: Inspection, pictures: Sequence[Path]) -> tuple[Photo, ...]:
    if not pictures:
        return ()
    taken = workspace.evidence.import_files(pictures, subject=Subject("inspection", visit.id), thorough=True)
    return night.clear_photos(workspace, visit, taken.photos)


def _answers(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
