"""Beredskapskontroll: one whole night on this computer, in workspaces that are thrown away, with every step checked.

It answers the question that a team asks before it goes out: does this laptop, as it is now, keep what we write and
photograph, and do the papers that it makes hold?
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from krogkoll.drill_proofs import forge, scan
from krogkoll.drill_report import DrillReport, Failed, Step
from krogkoll.drill_room import drill_room
from krogkoll.kernel.clock import SteppingClock
from krogkoll.kernel.errors import KrogkollError
from krogkoll.kernel.platform import write_durably
from krogkoll.messages import message_for

if TYPE_CHECKING:
    from krogkoll.cases import Case
    from krogkoll.evidence import Imported, Photo, Subject
    from krogkoll.inspections import Inspection
    from krogkoll.signing import Pkcs12Signer
    from krogkoll.venues import Venue
    from krogkoll.workspace import Workspace

PAPERS = ("tillsynsprotokoll.pdf", "beslut.pdf", "ovning-ca.pem", "drill.json")


def run_drill(out: Path, photos: Path | None, say: Callable[[str], object]) -> DrillReport:
    """Carry the drill out and write its papers and drill.json to `out`.

    photos: a folder of real photos, else invented pictures are drawn. say: told each step in Swedish.
    Raises StoreTrouble where `out` cannot be written; what fails inside a step is in the report.
    """
    from krogkoll.store import translated

    with translated():
        out.mkdir(parents=True, exist_ok=True)
        for name in PAPERS:  # an earlier drill's papers must not pass for this one's
            (out / name).unlink(missing_ok=True)
    with drill_room() as room:
        drill = _Drill(out, room, photos, say)
        try:
            drill.carry_out()
        finally:
            drill.leave()
    told = json.dumps(drill.report.as_json(), ensure_ascii=False, indent=2) + "\n"
    with translated():
        write_durably(out / "drill.json", told.encode())
    say(f"Resultatet finns i {out}. " + ("Allt höll." if drill.report.passed else "Kontrollen misslyckades."))
    return drill.report


class _Drill:
    """The steps in order; the first that fails ends the drill, for the rest build on it."""

    def __init__(self, out: Path, room: Path, photos: Path | None, say: Callable[[str], object]) -> None:
        self.report = DrillReport()
        self._out, self._room, self._photos, self._say = out, room, photos, say
        self._open: list[Workspace] = []
        self._signers: dict[str, Pkcs12Signer] = {}
        # Of this drill only: what a killed drill leaves behind opens for nobody.
        self._password = secrets.token_urlsafe(24)
        self._clock = SteppingClock(datetime(2026, 1, 1, tzinfo=UTC), timedelta(seconds=1))

    def leave(self) -> None:
        """Close what is open."""
        for workspace in self._open:
            workspace.close()

    def carry_out(self) -> None:
        """Every step until one fails."""
        try:
            self._carry_out()
        except _Stopped:
            return

    def _carry_out(self) -> None:
        from krogkoll import night

        with self._step("Skapa krypterad arbetsyta") as step:
            workspace = self._prepare(step)
        venue, case, closed, taken = self._visit(workspace)
        with self._step("Tillsynsprotokoll") as step:
            self._clock.move_to(night.at("00.55"))
            self._make_report(step, workspace, closed)
        with self._step("Beslut av två") as step:
            self._clock.move_to(night.at("01.05"))
            self._make_decision(step, workspace, case, closed)
        with self._step("Förfalskningar avslöjas") as step:
            forge(step, (self._out / "beslut.pdf").read_bytes(), self._authority)
        with self._step("Säkerhetskopia och återställning") as step:
            self._bring_back(step, workspace, venue.id, taken.photos)
        with self._step("Loggar, sigill och filer") as step:
            found = workspace.check()
            step.check(
                found.holds, f"{found.database.changes} ändringar och {found.database.audit_entries} loggposter stämmer"
            )
            step.check(found.anchors >= 4, "kedjeändarna på papperen finns i loggen")
            step.check(found.files >= len(taken.photos), f"{found.files} filer är oskadade")
        with self._step("Ingen klartext på disken") as step:
            workspace.store.checkpoint()
            scan(step, self._room, ("Bakfickan", "Sillkajsgatan", self._password))

    def _visit(self, workspace: Workspace) -> tuple[Venue, Case, Inspection, Imported]:
        """From the tip to the closed visit."""
        from krogkoll import night, night_field

        with self._step("Tips blir plats") as step:
            tip, venue = night.receive_tip(workspace)
            step.check(workspace.tips.tip(tip.id).grade == tip.grade, "tipset är graderat 3x5x2 och sparat")
            step.check(workspace.risks.risk(venue.id).score.danger, "poängen visar fara")
        with self._step("Ärende och planerad insats") as step:
            case = night.open_case(workspace, venue)
            step.check(case.number == night.DOCKET, "diarienumret är antecknat")
            operation = night.plan(workspace, venue)
            step.check(venue.id in workspace.operations.entries(operation.id), "tillträdesgrund är vald före inträdet")
        with self._step("Riskbedömning med stoppregel") as step:
            night_field.assess(workspace, operation, venue, step.check)
        with self._step("Tillsynsbesök börjar") as step:
            self._clock.move_to(night.at("23.11"))
            inspection = night.visit(workspace, venue, case, operation)
            step.check(workspace.inspections.visit(inspection.id).entry, "besöket har sin tillträdesgrund")
        with self._step("Säkrat före inträde") as step:
            self._clock.move_to(night.at("23.13"))
            night_field.wait_and_enter(workspace, inspection, step.check)
        with self._step("Foton läses in") as step:
            taken = self._import(step, workspace, night.of_visit(inspection))
        with self._step("Foton granskas och maskeras") as step:
            cleared = night.clear_photos(workspace, inspection, taken.photos[: night.IN_PAPER])
            step.check(len(cleared) == min(len(taken.photos), night.IN_PAPER), f"{len(cleared)} foton får användas")
        with self._step("Svar, iakttagelser och avslut") as step:
            self._clock.move_to(night.at("00.50"))
            findings = night.observe(workspace, inspection, "fire_authority", cleared)
            step.check(len(findings) >= 6, f"{len(findings)} iakttagelser är antecknade")
            night_field.note(workspace, inspection, step.check)
            closed = night.close(workspace, inspection)
        with self._step("Snabbanteckning blir tjänsteanteckning") as step:
            night_field.catch(workspace, case, step.check)
        return venue, case, closed, taken

    def _prepare(self, step: Step) -> Workspace:
        from krogkoll import night
        from krogkoll.founding import NewWorkspace, create_workspace
        from krogkoll.security import FLOOR_COST, Role
        from krogkoll.signing import Pkcs12Signer, PracticeAuthority
        from krogkoll.workspace import DATABASE

        self._clock.move_to(night.at("22.10"))
        new = NewWorkspace(
            name="Johan Ek", title="brandinspektör", role=Role.FIRE_INSPECTOR, authority="rtj.landskrona", practice=True
        )
        workspace, recovery = create_workspace(
            self._room / "raddning", new, self._password, clock=self._clock, cost=FLOOR_COST
        )
        recovery.wipe()
        self._open.append(workspace)
        head = (workspace.folder / DATABASE).read_bytes()[:16]
        step.check(not head.startswith(b"SQLite"), "databasen är krypterad från första byten")
        began, today = night.at("12.00"), datetime.now(UTC)  # dated to the night, but to hold today
        self._authority = PracticeAuthority.create(began, years=10 + max(0, today.year - began.year))
        for name in ("Johan Ek", "Helena Strand"):
            key = self._authority.issue(
                name=name,
                organisation=workspace.authority_name,
                passphrase=self._password,
                valid_from=began - timedelta(days=1),
                valid_to=max(began, today) + timedelta(days=730),
            )
            self._signers[name] = Pkcs12Signer.load(key, self._password, at=night.at("12.00"))
        self._write("ovning-ca.pem", self._authority.ca_pem)
        step.check(True, "övningsnycklar för två personer är utfärdade")
        return workspace

    def _import(self, step: Step, workspace: Workspace, subject: Subject) -> Imported:
        paths = self._paths()
        step.check(paths, "det finns filer att läsa in")
        taken = workspace.evidence.import_files(paths, subject=subject, photographer="Johan Ek", thorough=True)
        self.report.imported = [photo.name for photo in taken.photos]
        self.report.duplicates = [duplicate.name for duplicate in taken.duplicates]
        for refusal in taken.refused:
            said = message_for(_trouble(refusal.reason))
            self.report.refused.append({"file": refusal.name, "reason": refusal.reason, "text": said.text})
        told = len(taken.photos) + len(taken.duplicates) + len(taken.refused)
        step.check(told == len(paths), f"alla {told} filer är antingen inlästa eller avvisade med skäl")
        step.check(taken.photos, f"{len(taken.photos)} foton inlästa, {len(taken.refused)} avvisade")
        return taken

    def _make_report(self, step: Step, workspace: Workspace, inspection: Inspection) -> None:
        from krogkoll import night_field

        shown = night_field.show_to_responsible(workspace, inspection, step.check)
        signed = workspace.reports.sign(shown.paper, self._signers["Johan Ek"], shown_sha256=shown.sha256)
        step.check(signed.pdf.startswith(shown.pdf), "det undertecknade börjar med exakt det som visades")
        self._judge(step, signed.pdf, signers=1)
        self._write("tillsynsprotokoll.pdf", signed.pdf)
        step.check(workspace.inspections.visit(inspection.id).inspection.sealed, "besöket är förseglat")

    def _make_decision(self, step: Step, workspace: Workspace, case: Case, inspection: Inspection) -> None:
        from krogkoll import night_decision

        signed = night_decision.decide(workspace, case, inspection, self._signers, step.check)
        self._judge(step, signed, signers=2)
        self._write("beslut.pdf", signed)

    def _judge(self, step: Step, pdf: bytes, *, signers: int) -> None:
        from krogkoll import night
        from krogkoll.signing import Outcome, check

        found = check(pdf, trust=[self._authority.certificate], at=night.at("03.00"))
        step.check(found.outcome is Outcome.HOLDS, "underskrifterna håller")
        step.check(len(found.signers) == signers, f"{signers} har undertecknat")

    def _bring_back(self, step: Step, workspace: Workspace, venue_id: str, photos: Sequence[Photo]) -> None:
        from krogkoll.founding import restore_workspace

        usb = self._room / "usb"
        usb.mkdir()
        step.check(workspace.backups.state().changes, "programmet vet att inget är säkerhetskopierat än")
        made = workspace.backups.make(usb)
        step.check(made.report.objects > 0, f"säkerhetskopian har {made.report.objects} filer")
        step.check(not made.lacking, "kopian är öppnad och hel")
        step.check(workspace.backups.state().verified_at, "programmet vet när kopian är prövad")
        restored = restore_workspace(
            made.report.folder, self._room / "aterlast", lambda slots: slots.unlock_with_password(self._password)
        )
        self._open.append(restored)
        step.check(restored.venues.venue(venue_id).id == venue_id, "platsen finns i den återställda arbetsytan")
        kept = [restored.evidence.photo(photo.id).sha256 == photo.sha256 for photo in photos]
        step.check(all(kept), f"{len(kept)} foton finns i den återställda arbetsytan")
        step.check(restored.store.replica_id != workspace.store.replica_id, "den återställda är en ny enhet")

    def _paths(self) -> list[Path]:
        from krogkoll.evidence import photo_files

        if self._photos is not None:
            return list(photo_files(self._photos))
        from krogkoll.practice_pictures import draw_pictures

        return draw_pictures(self._room / "kamera")

    def _write(self, name: str, content: bytes) -> None:
        from krogkoll.store import translated

        with translated():
            write_durably(self._out / name, content)
        self.report.files.append(name)

    @contextmanager
    def _step(self, name: str) -> Iterator[Step]:
        """One step: timed, told, and ended with its reason where it fails."""
        step = Step(name)
        self.report.steps.append(step)
        started = time.perf_counter()
        try:
            yield step
        except Failed as error:
            step.problem = str(error.details["words"])
        except KrogkollError as error:
            said = message_for(error)
            step.problem = f"{said.text} ({error})"
        finally:
            step.seconds = time.perf_counter() - started
        self._say(
            f"{'FEL ' if step.problem else 'OK  '} {step.seconds:6.2f} s  {name}"
            + (f": {step.problem}" if step.problem else "")
        )
        if step.problem:
            raise _Stopped


class _Stopped(Exception):
    """A step failed; the drill ends here."""


def _trouble(reason: str) -> KrogkollError:
    from krogkoll.kernel.errors import EvidenceTrouble

    return EvidenceTrouble(reason)
