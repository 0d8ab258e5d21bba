"""A fire authority's workspace with a closed visit, and a decision from it in any state."""

from dataclasses import replace
from datetime import timedelta

from krogkoll.decisions import Communication, Mode, PartyRole, ServiceWay
from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.inspections import EntryDraft, FindingDraft, InspectionDraft, StatementDraft, practice_key
from krogkoll.people import MemberDraft
from krogkoll.security import FLOOR_COST, MemoryKeyStore, Role
from krogkoll.venues import VenueDraft
from ui.access.folder_gate import FolderGate
from ui.access.gate import Opened

from .conftest import NIGHT, PASSPHRASE

BEGAN = NIGHT - timedelta(hours=3)
TEXTS = (
    "Utgången mot gården var låst med hänglås.",
    "I källaren fanns en bar, högtalare och 68 gäster.",
    "Ingen skylt visade hur många som får vara i lokalen.",
)


def closed_visit(workspace):
    """A visit with three observations and one statement, ended and closed."""
    place = workspace.venues.register(
        VenueDraft(name="Källaren Bakfickan", street="Sillkajsgatan 14", postal_code="26135", city="Landskrona")
    )
    visit = workspace.inspections.start(
        InspectionDraft(
            venue_id=place.id,
            premises="källarlokalen på Sillkajsgatan 14",
            address="Sillkajsgatan 14",
            started_at=BEGAN,
            operator_name="Föreningen Bakfickan",
            operator_number="8099990015",
            person_met="Kim Sandell",
            person_met_role="företrädare",
            docket_number="RTJ-2026-0207",
        )
    )
    workspace.inspections.choose_entry(
        EntryDraft(inspection_id=visit.id, ground_id="lso-5-2", answers={"own_purpose": "Brandskyddet i lokalen"})
    )
    for number, text in enumerate(TEXTS):
        at = BEGAN + timedelta(minutes=10 * number + 5)
        workspace.inspections.observe(FindingDraft(inspection_id=visit.id, at=at, text=text))
    workspace.inspections.hear(
        StatementDraft(
            inspection_id=visit.id,
            at=BEGAN + timedelta(hours=1),
            who="Kim Sandell",
            role="företrädare",
            text="Hänglåset sattes dit efter ett inbrott.",
        )
    )
    shown = workspace.inspections.visit(visit.id).inspection
    ended = workspace.inspections.edit(shown, replace(shown, ended_at=BEGAN + timedelta(hours=2)))
    return workspace.inspections.close(ended)


def boss(workspace):
    """The colleague who decides."""
    return workspace.members.welcome_guest(
        MemberDraft(
            name="Helena Strand",
            title="Brandingenjör i beredskap",
            role=Role.DECISION_MAKER,
            authority=workspace.actor.authority,
        )
    )


def drafted(workspace):
    """A decision that was just begun from a closed visit."""
    return workspace.decisions.begin("LSO-NYTTJ", inspection_id=closed_visit(workspace).id)


def full(workspace):
    """A decision that lacks nothing."""
    begun, chief = drafted(workspace), boss(workspace)
    edited = workspace.decisions.edit(
        begun,
        replace(
            begun,
            party_short="föreningen",
            party_address=("Sillkajsgatan 14", "261 35 Landskrona"),
            party_role=PartyRole.USER,
            party_basis="Föreningen hyr lokalen enligt ett hyresavtal som Kim Sandell visade.",
            mode=Mode.NO_VISITORS,
            effective_at=NIGHT + timedelta(hours=1),
            remedies=("Hänglåset på utgången mot gården ska vara borttaget.",),
            immediate_reasons="Risken för den som är i lokalen är akut.",
            reasons=("Den enda andra utgången var låst med hänglås.",),
            proportionality="Ett mildare krav räcker inte: gästerna kan inte ta sig ut vid en brand.",
            communication=Communication.ON_SITE,
            communication_text="Kim Sandell fick del av iakttagelserna på platsen klockan 22.30.",
            statement_assessment="Inbrottet ändrar inte att utgången var låst.",
            decision_maker_id=chief.id,
            decision_maker_name=chief.name,
            decision_maker_title=chief.title,
            delegation_point="4.3",
            presenter_title="Brandinspektör",
            service=ServiceWay.ON_SITE,
        ),
    )
    answered = workspace.decisions.declare(edited, conflict=False)
    return workspace.decisions.declare(answered, conflict=False, guest=chief.actor())


def decided(workspace):
    """A decision that both have signed."""
    made = full(workspace)
    shown = workspace.decisions.submit(made)
    for name, guest in (("Johan Ek", False), ("Helena Strand", True)):
        key = practice_key(name, workspace.authority_name, NIGHT - timedelta(hours=1))
        members = {one.name: one for one in workspace.members.members()}
        act = workspace.signatures.decide if guest else workspace.signatures.present
        who = members[name].actor() if guest else None
        shown = act(workspace.decisions.decision(made.id), key, shown_sha256=shown.sha256, guest=who)
        key.forget()
    return workspace.decisions.decision(made.id)


def decision_page(qtbot, tmp_path, clock, show, fill=drafted, role=Role.FIRE_INSPECTOR):
    """The page Beslut of a fire authority with what `fill` made; gives window, page and what it made."""
    folder = tmp_path / "arbetsyta"
    new = NewWorkspace(name="Johan Ek", role=Role.FIRE_INSPECTOR, authority="rtj.landskrona", practice=True)
    workspace, _ = create_workspace(folder, new, PASSPHRASE, clock=clock, cost=FLOOR_COST)
    made = fill(workspace) if fill is not None else None
    workspace.store.act_as(replace(workspace.actor, role=role))
    gate = FolderGate(folder, practice=True, clock=clock, key_store=MemoryKeyStore(), cost=FLOOR_COST)
    window = show(gate)
    window.session.let_in(Opened(workspace))
    window.resize(1366, 768)
    window.shell.go("decisions", "")
    page = window.shell.pages["decisions"]
    qtbot.waitUntil(lambda: page.decisions is not None or not page.may_read, timeout=15_000)
    rest(qtbot, window)
    return window, page, made


def rest(qtbot, window):
    """Wait until nothing is under way behind the window."""
    qtbot.waitUntil(lambda: window.session.jobs.idle, timeout=15_000)


def stored(window, decision):
    """The decision as the store has it now."""
    return window.session.workspace.decisions.decision(decision.id)
