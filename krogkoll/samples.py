"""A worked example of every type of decision: signed practice papers, made by the whole program."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from krogkoll import __version__
from krogkoll.decisions import Communication, DecidedBy, DecisionDraft, Mode, PartyRole, ServiceWay, signing_fields
from krogkoll.drill_room import drill_room
from krogkoll.kernel.clock import SteppingClock
from krogkoll.kernel.platform import write_durably
from krogkoll.law import decision_type
from krogkoll.people import MemberDraft
from krogkoll.samples_scene import Scene, build_scene, examples_of, material
from krogkoll.security import Role

if TYPE_CHECKING:
    from krogkoll.decisions import Decision
    from krogkoll.inspections import Shown
    from krogkoll.people import Member
    from krogkoll.signing import Pkcs12Signer, PracticeAuthority
    from krogkoll.workspace import Workspace

LIST = "samples.json"
CA = "ovning-ca.pem"
_START = datetime(2026, 1, 7, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One paper that was made, as samples.json tells of it."""

    file: str
    type: str
    name: str
    authority: str
    signers: tuple[str, ...]
    sha256: str
    pages: int


def run_samples(out: Path, photos: Path | None, say: Callable[[str], object]) -> tuple[Sample, ...]:
    """Make one signed practice paper of every type that has a worked example, and samples.json, in `out`.

    photos: a folder of real photos, else invented pictures are drawn. say: told of each paper in Swedish. Raises
    StoreTrouble where `out` cannot be written; whatever the program refuses to make.
    """
    from krogkoll.store import translated

    made: list[Sample] = []
    with translated():
        out.mkdir(parents=True, exist_ok=True)
        for old in (*out.glob("*.pdf"), out / LIST, out / CA):
            if old.name in {LIST, CA, *(f"{row['type'].lower()}.pdf" for row in material()["example"])}:
                old.unlink(missing_ok=True)
    with drill_room() as room:
        studio = Studio(room, photos)
        for paper, pdf in studio.papers():
            with translated():
                write_durably(out / paper.file, pdf)
            made.append(paper)
            say(f"{paper.file}: {paper.name}, {paper.pages} sidor")
        told = {"program": f"Krogkoll {__version__}", "practice": True, "samples": [asdict(one) for one in made]}
        with translated():
            write_durably(out / CA, studio.issuer.ca_pem)
            write_durably(out / LIST, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())
    return tuple(made)


class Studio:
    """Practice workspaces in a room that is thrown away, and the papers that are made in them."""

    def __init__(self, room: Path, photos: Path | None) -> None:
        from krogkoll.signing import PracticeAuthority

        self._room, self._password = room, secrets.token_urlsafe(24)
        self._pictures = tuple(_pictures(room, photos))
        self.issuer: PracticeAuthority = PracticeAuthority.create(_START - timedelta(days=30), years=10)

    def papers(self) -> Iterator[tuple[Sample, bytes]]:
        """Every worked example, signed."""
        for authority in material()["authority"]:
            with self.opened(authority) as desk:
                for example in examples_of(authority["id"]):
                    yield desk.make(example)

    @contextmanager
    def opened(self, authority: Mapping[str, Any]) -> Iterator[Desk]:
        """The practice workspace of one authority with all its places."""
        from krogkoll.founding import NewWorkspace, create_workspace
        from krogkoll.security import FLOOR_COST

        clock = SteppingClock(_START, timedelta(seconds=1))
        who = NewWorkspace(
            name=authority["name"],
            title=authority["title"],
            role=Role(authority["role"]),
            authority=authority["id"],
            practice=True,
        )
        folder = self._room / authority["id"]
        workspace, recovery = create_workspace(folder, who, self._password, clock=clock, cost=FLOOR_COST)
        recovery.wipe()
        try:
            yield Desk(workspace, clock, authority, self)
        finally:
            workspace.close()

    def scene(self, workspace: Workspace, clock: SteppingClock, row: Mapping[str, Any]) -> Scene:
        """One place of the material."""
        return build_scene(workspace, clock, row, self._pictures, self._room)

    def key(self, name: str, organisation: str, at: datetime) -> Pkcs12Signer:
        """A practice key in somebody's name."""
        from krogkoll.signing import Pkcs12Signer

        content = self.issuer.issue(
            name=name,
            organisation=organisation,
            passphrase=self._password,
            valid_from=_START - timedelta(days=20),
            valid_to=max(at, datetime.now(UTC)) + timedelta(days=730),
        )
        return Pkcs12Signer.load(content, self._password, at=at)


class Desk:
    """One authority's desk, where its examples are written and signed."""

    def __init__(
        self, workspace: Workspace, clock: SteppingClock, authority: Mapping[str, Any], studio: Studio
    ) -> None:
        self.workspace = workspace
        self._clock, self._authority, self._studio = clock, authority, studio
        self._decided: dict[str, str] = {}
        self._scenes: dict[str, Scene] = {}
        decider = authority["decider"]
        self._boss: Member = workspace.members.welcome_guest(
            MemberDraft(
                name=decider["name"], title=decider["title"], role=Role.DECISION_MAKER, authority=authority["id"]
            )
        )

    def make(self, example: Mapping[str, Any]) -> tuple[Sample, bytes]:
        """Write, check, sign and seal one example. Raises Invalid with the codes of what it lacks."""
        decision = self.written(example)
        signed = self.sign(decision)
        kind = decision_type(decision.type_code)
        return (
            Sample(
                file=f"{kind.code.lower()}.pdf",
                type=kind.code,
                name=kind.name_sv,
                authority=self.workspace.authority_name,
                signers=tuple(one["name"] for one in signed.paper.signatures if "certificate" in one),
                sha256=hashlib.sha256(signed.pdf).hexdigest(),
                pages=_pages(signed.pdf),
            ),
            signed.pdf,
        )

    def written(self, example: Mapping[str, Any]) -> Decision:
        """The example as a complete draft, jäv declared by everybody who takes part."""
        scene = self._scene(example["place"])
        self._clock.move_to(example["at"])
        decisions = self.workspace.decisions
        decision = decisions.begin(example["type"], **self._about(example, scene))
        decision = decisions.edit(decision, self._draft(decision, example, scene))
        for guest in (None, self._boss.actor()):
            name = self._boss.name if guest else self.workspace.actor.name
            if name in decision.taking_part():
                decision = decisions.declare(decision, conflict=False, guest=guest)
        return decision

    def _scene(self, place: str) -> Scene:
        if place not in self._scenes:
            row = next(row for row in material()["place"] if row["id"] == place)
            self._scenes[place] = self._studio.scene(self.workspace, self._clock, row)
        return self._scenes[place]

    def _about(self, example: Mapping[str, Any], scene: Scene) -> dict[str, str]:
        if corrects := example.get("corrects"):
            return {"supersedes": self._decided[corrects]}
        match example["from"]:
            case "visit" if scene.inspection is not None:
                return {"inspection_id": scene.inspection.id}
            case "case":
                return {"case_id": scene.case.id}
            case _:
                return {"venue_id": scene.venue.id, "case_id": scene.case.id}

    def _draft(self, decision: Decision, example: Mapping[str, Any], scene: Scene) -> DecisionDraft:
        kind = decision_type(decision.type_code)
        draft = DecisionDraft(**{name: getattr(decision, name) for name in DecisionDraft.__dataclass_fields__})
        draft = replace(
            draft,
            presenter_title=self._authority["title"],
            document_ids=scene.document_ids,
            facts={**draft.facts, **{name: _stored(value) for name, value in example.get("facts", {}).items()}},
        )
        if "decision_maker" in kind.signatures:
            boss = self._boss
            draft = replace(
                draft, decision_maker_id=boss.id, decision_maker_name=boss.name, decision_maker_title=boss.title
            )
        return replace(draft, **{name: _typed(name, value) for name, value in example.get("draft", {}).items()})

    def sign(self, decision: Decision) -> Shown:
        """Submit a complete draft and let everybody whose place it has sign it, in order. Raises Invalid."""
        shown = self.workspace.decisions.submit(decision)
        signatures, at = self.workspace.signatures, self._clock.now()
        name = self.workspace.authority_name
        for field in signing_fields(decision):
            now = self.workspace.decisions.decision(decision.id)
            if field == "presenter":
                key = self._studio.key(decision.presenter_name, name, at)
                shown = signatures.present(now, key, shown_sha256=shown.sha256)
            else:
                key = self._studio.key(decision.decision_maker_name, name, at)
                shown = signatures.decide(now, key, shown_sha256=shown.sha256, guest=self._boss.actor())
        self._decided[decision.type_code] = decision.id
        now = self.workspace.decisions.decision(decision.id)
        if now.decided_by is DecidedBy.BOARD and now.minutes_on is not None:
            return signatures.decided_by_minutes(now, now.minutes_reference, now.minutes_on, shown_sha256=shown.sha256)
        return shown


_CHOICES: Mapping[str, Callable[[str], Any]] = {
    "party_role": PartyRole,
    "mode": Mode,
    "communication": Communication,
    "decided_by": DecidedBy,
    "service": ServiceWay,
}


def _typed(name: str, value: Any) -> Any:
    """A value of the material as the draft holds it."""
    if name in _CHOICES:
        return _CHOICES[name](value)
    return tuple(value) if isinstance(value, list) else value


def _stored(value: Any) -> Any:
    """A value of the material as a fact is stored."""
    if isinstance(value, list):
        return [_stored(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _pages(pdf: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def _pictures(room: Path, photos: Path | None) -> Sequence[Path]:
    from krogkoll.evidence import photo_files
    from krogkoll.practice_pictures import draw_pictures

    return list(photo_files(photos)) if photos is not None else draw_pictures(room / "kamera", bar=True)
