"""The page Synk: says how it stands, takes the code, and lets a person settle what several wrote."""

import pytest

from krogkoll.kernel.errors import HubTrouble
from krogkoll.people import CompanyDraft
from krogkoll.security import Permission
from krogkoll.sync import Claim, Dispute, SyncState
from krogkoll.sync.home import keep_home
from tests.sync.conftest import START, home
from tests.sync.model_hub import ModelHub
from ui.sync.conflict_card import ConflictCard

from .test_every_screen import check


class Line(ModelHub):
    """The hub in memory, or a line that is down."""

    down = False

    def sync(self, request):
        if self.down:
            raise HubTrouble("unreachable")
        return super().sync(request)

    def enrol(self, request):
        raise HubTrouble("hub-unknown-code")

    def close(self):
        pass


@pytest.fixture
def sync_page(qtbot, window_of):
    def make(enrolled=True, fill=None, **more):
        window = window_of(0, fill=fill, practice=True, **more)
        workspace, line = window.session.workspace, Line()
        workspace.sync._connect = lambda *_: line
        if enrolled:
            with workspace.store.transaction(Permission.UNLOCK) as tx:
                keep_home(tx, home("Anna"))
        window.shell.go("sync", "")
        page = window.shell.pages["sync"]
        qtbot.waitUntil(lambda: page.standing is not None and window.session.jobs.idle)
        return window, page, line

    return make


def test_a_workspace_without_a_hub_says_so_and_asks_for_address_and_code(qtbot, sync_page):
    window, page, _ = sync_page(enrolled=False)
    assert page.state is SyncState.ALONE
    assert page.enrol.isVisible()
    assert not page.button.isVisible()
    page.enrol.try_enrol()
    assert [field.problem for field in page.enrol.fields[:2]] == ["Skriv navets adress.", "Skriv koden."]
    page.enrol.url.setText("http://127.0.0.1:9")
    page.enrol.code.setText("FEL")
    page.enrol.try_enrol()
    qtbot.waitUntil(lambda: window.session.jobs.idle and page.banner.isVisible())
    assert page.banner.text.startswith("Koden stämmer inte.")
    assert page.enrol.button.isEnabled()


def test_synka_nu_sends_what_waits_and_says_that_all_is_there(qtbot, sync_page):
    window, page, line = sync_page()
    assert page.state is SyncState.WAITING
    assert "väntar på att skickas" in page.title.text()
    page.meet()
    qtbot.waitUntil(lambda: page.state is SyncState.ALL_THERE and window.session.jobs.idle)
    assert line.chains
    assert page.title.text() == "Allt är framme"


def test_without_a_network_it_says_that_nothing_is_lost(qtbot, sync_page):
    window, page, line = sync_page()
    line.down = True
    page.meet()
    qtbot.waitUntil(lambda: page.state is SyncState.OFFLINE and window.session.jobs.idle)
    assert page.title.text() == "Ingen kontakt med navet"
    assert not page.banner.isVisible()
    assert page.told.text().startswith("Allt är sparat på den här datorn.")
    line.down = False
    page.meet()
    qtbot.waitUntil(lambda: page.state is SyncState.ALL_THERE and window.session.jobs.idle)


def test_a_conflict_is_settled_by_choosing_a_value(qtbot, sync_page):
    window, page, _ = sync_page()
    people = window.session.workspace.people
    made = people.register_company(CompanyDraft(name="Bakfickan AB", city="Landskrona"))
    for city in ("Lund", "Malmö"):
        people.edit_company(made, CompanyDraft(name="Bakfickan AB", city=city))
    qtbot.waitUntil(lambda: len(page.cards) == 1 and window.session.jobs.idle)
    (card,) = page.cards
    lund = next(claim for claim in card.dispute.claims if claim.fields["city"] == "Lund")
    card.why.setText("besökt platsen")
    card.choose(lund)
    qtbot.waitUntil(lambda: page.cards == [] and window.session.jobs.idle)
    assert people.company(made.id).city == "Lund"


@pytest.mark.parametrize(("scheme", "density"), [("light", "desk"), ("dark", "field")])
def test_every_state_fits_a_small_window_and_can_be_heard(qtbot, sync_page, theme, scheme, density):
    theme.use(scheme, density)
    window, page, line = sync_page()
    window.resize(1024, 640)
    people = window.session.workspace.people
    made = people.register_company(CompanyDraft(name="Föreningen Bakfickan i Landskrona", city="Landskrona"))
    page.meet()
    qtbot.waitUntil(lambda: page.state is SyncState.ALL_THERE and window.session.jobs.idle)
    check("sync-all-there", page.window(), density)
    for city in ("Lund", "Malmö"):
        people.edit_company(made, CompanyDraft(name="Föreningen Bakfickan i Landskrona", city=city))
    line.down = True
    page.meet()
    qtbot.waitUntil(lambda: page.state is SyncState.OFFLINE and len(page.cards) == 1 and window.session.jobs.idle)
    check("sync-offline", page.window(), density)


def test_a_sealed_record_offers_no_choice_and_says_why(qtbot, theme):
    claims = tuple(
        Claim(dot=f"a:{n}", fields={"city": city}, user="", at="", mine=False) for n, city in enumerate("ab")
    )
    dispute = Dispute(
        kind="company",
        swedish="Företag",
        record_id="x",
        title="Bakfickan AB",
        group="contact",
        sealed=True,
        base=None,
        claims=claims,
        seen={},
    )
    card = ConflictCard(theme, dispute, START, lambda _: None, may=False)
    qtbot.addWidget(card)
    assert card.buttons == []
