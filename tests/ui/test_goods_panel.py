"""Goods in a visit: the police see seizures, a board sees samples and never the other word, others nothing."""

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QLabel

from krogkoll.evidence import CustodyAct, CustodyDraft, Persons, Subject
from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.security import FLOOR_COST, MemoryKeyStore, Role
from ui.access.folder_gate import FolderGate
from ui.access.gate import Opened
from ui.theme import DENSITIES

from .conftest import PASSPHRASE
from .test_every_screen import check
from .week import last_week

POLICE = (Role.POLICE_INSPECTOR, "p.syd.landskrona")
BOARD = (Role.MUNICIPAL_INSPECTOR, "k1282.alkohol")
FIRE = (Role.FIRE_INSPECTOR, "rtj.landskrona")


@pytest.fixture
def goods(qtbot, show, tmp_path, clock):
    def make(role, authority):
        new = NewWorkspace(name="Maria Berg", role=role, authority=authority, practice=True, title="inspektör")
        workspace, _ = create_workspace(tmp_path / "w", new, PASSPHRASE, clock=clock, cost=FLOOR_COST)
        ids = last_week(workspace)
        keys = MemoryKeyStore()
        window = show(FolderGate(tmp_path / "w", practice=True, clock=clock, key_store=keys, cost=FLOOR_COST))
        window.session.let_in(Opened(workspace))
        qtbot.waitUntil(lambda: window.shell is not None)
        panel = window.shell._context.parts.goods_panel()
        window.shell._stack.addWidget(panel.widget)
        window.shell._stack.setCurrentWidget(panel.widget)
        panel.read((("inspection", ids[0]),))
        if panel.way:
            qtbot.waitUntil(lambda: panel.state is not None)
        return workspace, panel

    return make


def form(qtbot):
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()


def fill(asked, **texts):
    for name, text in texts.items():
        editor = asked.fields[name].editor
        (editor.setPlainText if hasattr(editor, "setPlainText") else editor.setText)(text)


def words(root):
    return " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root))


def seized(qtbot, panel):
    panel.new.click()
    asked = form(qtbot)
    fill(asked, number="B-1", crime="olovlig försäljning", reason="Stod framme.", item_label="Vodka", item_count="12")
    fill(asked, item_strength="37,5")
    asked.try_now()
    qtbot.waitUntil(lambda: bool(panel.state.seizures))
    return panel.state.seizures[0].seizure


def test_a_seizure_is_written_shown_with_litres_and_signed(qtbot, goods):
    _, panel = goods(*POLICE)
    made = seized(qtbot, panel)
    qtbot.waitUntil(lambda: "8,40 l, ren 3,15 l" in words(panel))
    panel.show_paper("seizure", made.id)
    qtbot.waitUntil(lambda: panel.pane.view.pages > 0)
    panel.pane.ask()
    form(qtbot).button.click()
    qtbot.waitUntil(lambda: panel.state.seizures[0].seizure.sealed)
    assert not panel.pane.sign.isVisible()
    panel.pane.back.click()
    qtbot.waitUntil(
        lambda: (
            "Protokoll undertecknat"
            in [one.accessibleName() for one in panel.findChildren(object) if hasattr(one, "accessibleName")]
        )
    )


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(qtbot, goods):
    _, panel = goods(*POLICE)
    panel.new.click()
    asked = form(qtbot)
    fill(asked, seized_at="i natt", item_count="många", item_strength="stark", item_label="Vodka")
    asked.try_now()
    assert asked.fields["seized_at"].problem == "Skriv dag och tid som 2026-11-15 00:20."
    assert asked.fields["item_count"].problem == "Talet är inte möjligt. Kontrollera det."
    assert asked.fields["item_strength"].problem == "Skriv ett tal, till exempel 37,5."
    assert asked.fields["number"].problem == "Fyll i det här."
    asked._typing.keep()
    asked.reject()
    panel.new.click()
    again = form(qtbot)
    qtbot.waitUntil(lambda: again.fields["item_label"].editor.text() == "Vodka")
    again.reject()


def test_a_gap_in_the_chain_stands_there_in_red(qtbot, goods):
    workspace, panel = goods(*POLICE)
    made = seized(qtbot, panel)
    workspace.custody.record(
        CustodyDraft(
            item_kind="seizure",
            item_id=made.id,
            act=CustodyAct.HANDED_OVER,
            at=workspace.store.clock.now(),
            from_who="Ida Ek",
            to_who="Bo Alm",
        )
    )
    qtbot.waitUntil(lambda: "Lucka: Maria Berg hade varorna, men nästa överlämning är från Ida Ek." in words(panel))
    qtbot.waitUntil(lambda: "Bo Alm" in words(panel))
    red = next(label for label in panel.findChildren(QLabel) if label.text().startswith("Lucka"))
    assert red.property("tone") == "danger"


def test_a_board_takes_a_sample_and_never_reads_the_word_for_seizing(qtbot, goods):
    _, panel = goods(*BOARD)
    panel.new.click()
    asked = form(qtbot)
    assert "beslag" not in words(asked).casefold()
    fill(asked, number="P-1", purpose="Kontroll av styrka", label="Vodka", strength="37,5")
    asked.try_now()
    qtbot.waitUntil(lambda: bool(panel.state.samples))
    qtbot.waitUntil(lambda: "9 kap. 13 § alkohollagen" in words(panel).replace("\u00a0", " "))
    assert "beslag" not in words(panel).casefold()
    panel.show_paper("sample", panel.state.samples[0].id)
    qtbot.waitUntil(lambda: panel.pane.view.pages > 0)
    panel.pane.ask()
    form(qtbot).button.click()
    qtbot.waitUntil(lambda: panel.state.samples[0].sealed)


def test_an_authority_that_takes_nothing_is_told_so(qtbot, goods):
    _, panel = goods(*FIRE)
    assert panel.way == ""
    assert "Här tas inga varor" in words(panel)


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_of_the_goods_fits_a_small_window_and_can_be_heard(qtbot, goods, theme, density):
    _, panel = goods(*POLICE)
    theme.use("light", density)
    panel.window().resize(1024, 640)
    check("empty", panel.window(), density)
    panel.new.click()
    check("form", form(qtbot), density)
    form(qtbot).try_now()
    check("problems", form(qtbot), density)
    form(qtbot).reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    made = seized(qtbot, panel)
    check("card", panel.window(), density)
    panel.note_step(made.id)
    check("step", form(qtbot), density)
    form(qtbot).reject()
    panel.show_paper("seizure", made.id)
    qtbot.waitUntil(lambda: panel.pane.view.pages > 0)
    check("paper", panel.window(), density)


def test_photos_of_the_visit_are_tied_to_an_item_and_only_cleared_ones_are_printed(qtbot, goods, tmp_path):
    workspace, panel = goods(*POLICE)
    files = []
    for number in range(2):
        files.append(tmp_path / f"flaskor{number}.jpg")
        Image.new("RGB", (640, 480), (90, 60 + number, 40)).save(files[-1], "JPEG")
    subject = Subject("inspection", panel.state.visit.id)
    taken = workspace.evidence.import_files(files, subject=subject, thorough=True).photos
    workspace.evidence.review(taken[0], Persons.NONE)
    seized(qtbot, panel)
    panel.item_photos(panel.state.seizures[0].items[0])
    asked = form(qtbot)
    qtbot.waitUntil(lambda: len(asked.boxes) == 2)
    for box in asked.boxes.values():
        box.setChecked(True)
    asked.button.click()
    qtbot.waitUntil(lambda: len(panel.state.seizures[0].items[0].photo_ids) == 2)
    panel.show_paper("seizure", panel.state.seizures[0].seizure.id)
    qtbot.waitUntil(lambda: panel.pane.view.pages > 0)
    said = " ".join(panel.pane.view.scroller.accessibleDescription().split())
    assert "Foto 1. Vodka" in said
    assert "Ett foto visas inte här" in said
