"""One grave act in a process of its own, between "ready" and what it came to; whoever kills it holds it to that.

python one_act.py found|migrate|backup|close|seal FOLDER ...
"""

import hashlib
import json
import sys
from datetime import timedelta
from pathlib import Path

from krogkoll import night, night_decision
from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.kernel.clock import SteppingClock
from krogkoll.security import FLOOR_COST, Role
from krogkoll.signing import Pkcs12Signer, PracticeAuthority
from krogkoll.store import schema
from krogkoll.venues import VenueDraft
from krogkoll.workspace import open_with_password

PASSWORD = "fyra korrekta hästar stampar"
JOHAN = NewWorkspace(
    name="Johan Ek", title="brandinspektör", role=Role.FIRE_INSPECTOR, authority="rtj.landskrona", practice=True
)
PLANTED = '''"""Remember a nickname."""

import sqlalchemy as sa
from alembic import op

revision = "planted"
down_revision = "{head}"


def upgrade() -> None:
    """Add two columns, and fill one."""
    op.add_column("company", sa.Column("nickname", sa.Text(), server_default="", nullable=False))
    op.add_column("venue", sa.Column("nickname", sa.Text(), server_default="", nullable=False))
    op.create_index("venue_nickname", "venue", ["nickname", "name"])
'''


def say(**what) -> None:
    """One line of the journal; a pipe takes it whole."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def night_clock(moment: str) -> SteppingClock:
    """A clock of the invented night."""
    return SteppingClock(night.at(moment), timedelta(milliseconds=200))


def plant(migrations: Path) -> None:
    """Make this process a program one migration newer; `migrations` is a folder of its own."""
    import shutil

    if not migrations.exists():
        shutil.copytree(schema.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
        text = PLANTED.format(head=schema.HEAD)
        (migrations / "versions" / "planted.py").write_text(text, encoding="utf-8")
    run = schema.run_migrations
    schema.HEAD = "planted"
    schema.run_migrations = lambda connection: run(connection, migrations)


def found(folder: Path) -> None:
    say(ready=True)
    workspace, recovery = create_workspace(folder, JOHAN, PASSWORD, cost=FLOOR_COST)
    say(made=True, recovery=recovery.text)
    workspace.venues.register(VenueDraft(name="Den första", city="Landskrona"))
    say(first=True)
    workspace.close()


def migrate(folder: Path, migrations: Path) -> None:
    plant(migrations)
    say(ready=True)
    workspace = open_with_password(folder, PASSWORD)
    say(migrated=True)
    workspace.close()


def backup(folder: Path, target: Path) -> None:
    workspace = open_with_password(folder, PASSWORD)
    made = workspace.venues.register(VenueDraft(name="Före kopian", city="Landskrona"))
    say(ready=True, venue=made.id)
    saved = workspace.back_up(target)
    say(backup=saved.folder.name)
    workspace.close()


def close(folder: Path) -> None:
    say(ready=True)
    while True:
        workspace = open_with_password(folder, PASSWORD)
        made = workspace.venues.register(VenueDraft(name="Just före låset", city="Landskrona"))
        workspace.drafts.save("venue:new", {"raw": made.id})
        say(venue=made.id)
        workspace.close()
        say(closed=True)


def visited(folder: Path, photos: list[Path]):
    """A new workspace with a closed visit, ready for its papers; closed again. Gives visit and case."""
    clock = night_clock("22.10")
    workspace, _ = create_workspace(folder, JOHAN, PASSWORD, clock=clock, cost=FLOOR_COST)
    _, venue = night.receive_tip(workspace)
    case = night.open_case(workspace, venue)
    operation = night.plan(workspace, venue)
    clock.move_to(night.at("23.11"))
    visit = night.visit(workspace, venue, case, operation)
    taken = workspace.evidence.import_files(photos, subject=night.of_visit(visit), thorough=True)
    cleared = night.clear_photos(workspace, visit, taken.photos)
    clock.move_to(night.at("00.46"))
    night.observe(workspace, visit, "fire_authority", cleared)
    closed = night.close(workspace, visit)
    workspace.close()
    return closed.id, case.id


def seal(folder: Path, visit_id: str, case_id: str) -> None:
    """Report and decision of a closed visit, from wherever an earlier try was killed."""
    clock = night_clock("00.55")
    workspace = open_with_password(folder, PASSWORD, clock=clock)
    authority = PracticeAuthority.create(night.at("12.00"))
    signers = {}
    for name in (night_decision.PRESENTER, night_decision.DECISION_MAKER):
        key = authority.issue(
            name=name, organisation="X", passphrase=PASSWORD, valid_from=night.at("12.00") - timedelta(days=1)
        )
        signers[name] = Pkcs12Signer.load(key, PASSWORD, at=night.at("12.00"))
    say(ready=True)
    visit = workspace.inspections.visit(visit_id).inspection
    if not visit.sealed:
        shown = workspace.reports.show(visit_id, title="brandinspektör")
        signed = workspace.reports.sign(shown.paper, signers[night_decision.PRESENTER], shown_sha256=shown.sha256)
        say(report=signed.paper.id, sha256=signed.sha256)
    clock.move_to(night.at("01.05"))
    pdf = night_decision.decide(workspace, workspace.cases.case(case_id), visit, signers, _insist)
    say(decision=hashlib.sha256(pdf).hexdigest())
    workspace.close()


def _insist(holds: object, words: str) -> None:
    if not holds:
        raise AssertionError(words)


def main() -> None:
    act, folder, *rest = sys.argv[1:]
    acts = {"found": found, "migrate": migrate, "backup": backup, "close": close, "seal": seal}
    places = [word if act == "seal" else Path(word) for word in rest]
    acts[act](Path(folder), *places)


if __name__ == "__main__":
    main()
