"""What a day's work costs at the window: the pages of what waits, a visit, the plan of the year, all pages together."""

import time
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from bench_window import NAMES, PASSPHRASE, STREETS, until
from figures import figure, memory, shared

EACH = 250
PLANNED = 2_000
PAGES = ("overview", "inbox", "venues", "cases", "supervision")
TABS = ("operations:", "visits:", "plan:", "review:")


def _fill(workspace) -> None:
    """A thousand things that wait: tips, notes, open visits, and tasks of one case; one visit has every answer."""
    from krogkoll.cases import CaseDraft, QuickNoteDraft, TaskDraft
    from krogkoll.inspections import AnswerDraft, InspectionDraft, chapters, own_kinds
    from krogkoll.kernel.clock import local
    from krogkoll.law import AnswerType
    from krogkoll.venues import Channel, TipDraft, VenueDraft, VenueQuery

    now = workspace.store.clock.now()
    workspace.venues.register_many(
        VenueDraft(name=f"{NAMES[number % len(NAMES)]} {number}", street=f"{STREETS[number % 6]} {number + 1}")
        for number in range(EACH)
    )
    places = workspace.venues.find(VenueQuery())
    lines = workspace.venues.page(places)
    case = workspace.cases.open_case(CaseDraft(title_public="Tillsyn av servering", venue_id=lines[0].id))
    for number, line in enumerate(lines):
        text = f"Servering till midnatt, iakttagelse {number}"
        workspace.tips.register(TipDraft(text=text, received_at=now - timedelta(hours=number), channel=Channel.PHONE))
        workspace.notes.write(QuickNoteDraft(text=f"Ny skylt, anteckning {number}"))
        due_on = local(now).date() + timedelta(days=number % 20 - 5)
        workspace.desk.add_task(TaskDraft(case_id=case.id, title=f"Svara {number}", due_on=due_on))
        premises = f"lokalen {number}"
        made = workspace.inspections.start(InspectionDraft(venue_id=line.id, premises=premises, started_at=now))
    visit = workspace.inspections.visit(made.id)
    for chapter in chapters(visit, own_kinds(workspace.actor)):
        for item in chapter.items:
            value = "yes" if item.answer is AnswerType.YES_NO else "not_checked"
            draft = AnswerDraft(inspection_id=made.id, item_id=item.id, item_version=item.version, value=value)
            workspace.inspections.answer(draft)


def _made(name: str, fill) -> Path:
    """A closed workspace with that in it, made once for all figures of a run."""

    def make(folder: Path) -> None:
        from krogkoll.founding import NewWorkspace, create_workspace
        from krogkoll.security import FLOOR_COST, Role

        new = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol")
        opened, _ = create_workspace(folder, new, PASSPHRASE, cost=FLOOR_COST)
        fill(opened)
        opened.close()

    folder = shared(name, make)
    (folder / "tries.json").unlink(missing_ok=True)  # counted under another key store: it would have us wait
    return folder


@contextmanager
def window():
    """A window on what waits, unlocked, at its first page."""
    from PySide6.QtCore import QSettings

    from krogkoll.security import FLOOR_COST, MemoryKeyStore
    from ui.access.folder_gate import FolderGate
    from ui.app import make_application, make_theme
    from ui.window import Window

    folder = _made("waiting", _fill)
    app = make_application()
    settings = QSettings(str(folder.parent / "settings.ini"), QSettings.Format.IniFormat)
    gate = FolderGate(folder, practice=False, key_store=MemoryKeyStore(), cost=FLOOR_COST)
    made = Window(make_theme(app, settings), gate, settings)
    made.resize(1366, 768)
    made.show()
    until(made.access.edit.isEnabled)
    made.access.edit.setText(PASSPHRASE)
    made.access.try_now()
    until(lambda: made.shell is not None and made.shell.pages and made.session.jobs.idle)
    yield made
    made.close()


def opened(made, page: str, where: str, shown) -> float:
    """Milliseconds from asking for a page to its content painted; the page is built meanwhile."""
    started = time.perf_counter()
    made.shell.go(page, where)
    until(lambda: shown(made.shell.pages[page]))
    made.shell.pages[page].repaint()
    return (time.perf_counter() - started) * 1000


@figure("Översikt with 1,000 waiting things: opened again", unit="ms", at_most=300)
def overview() -> float:
    """As it is each time somebody goes back to it."""
    with window() as made:
        opened(made, "inbox", "", lambda page: page.list.lines.rowCount() > EACH)
        page = made.shell.pages["overview"]
        page.shown = None
        return opened(made, "overview", "", lambda page: page.shown is not None)


@figure("Inkommet with 1,000 waiting things: opened for the first time", unit="ms", at_most=500)
def inbox() -> float:
    """The page is built, the list read and painted."""
    with window() as made:
        return opened(made, "inbox", "", lambda page: page.list.lines.rowCount() > EACH)


@figure("a visit with every question answered: opened", unit="ms", at_most=500)
def visit() -> float:
    """The page is built, the visit read, its first step painted."""
    with window() as made:
        inspections = made.session.workspace.inspections
        full = max(inspections.visits(), key=lambda one: len(inspections.visit(one.id).answers))

        def shown(page) -> bool:
            field = page.pages["visits"].field
            return field.read is not None and field.step == "alkohol-9"

        return opened(made, "supervision", f"visits:{full.id}/alkohol-9", shown)


def _plan(workspace) -> None:
    from krogkoll.venues import PermitState, VenueDraft, VenueStatus

    workspace.venues.register_many(
        VenueDraft(
            name=f"{NAMES[number % len(NAMES)]} {number}",
            street=f"{STREETS[number % 6]} {number + 1}",
            permit=PermitState.VALID,
            permit_number=f"T-{number}",
            permit_checked_on=date(2026, 11, 2),
            status=VenueStatus.SUSPECTED,
        )
        for number in range(PLANNED)
    )


@figure("supervision plan of 2,000 places", unit="ms", at_most=300)
def plan() -> float:
    """Everything that is due in a year, read anew."""
    from krogkoll.workspace import open_with_password

    workspace = open_with_password(_made("planned", _plan), PASSPHRASE)
    try:
        workspace.supervision_plans.plan_of(2026)
        started = time.perf_counter()
        found = workspace.supervision_plans.plan_of(2026)
        taken = time.perf_counter() - started
    finally:
        workspace.close()
    if len(found.places) != PLANNED:
        raise AssertionError(f"{len(found.places)} places in the plan")
    return taken * 1000


@figure("all pages and tabs opened, 1,000 waiting things: memory of the whole program", unit="MB", at_most=220, runs=1)
def all_pages() -> float:
    """What somebody holds at the end of a day who has been everywhere."""
    with window() as made:
        for page in PAGES:
            for tab in TABS if page == "supervision" else ("",):
                made.shell.go(page, tab)
                until(lambda: made.session.jobs.idle)
        return memory()
