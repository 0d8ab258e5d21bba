"""Nights and the supervision plan on screen: they fit, can be heard, and each act ends in the store."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from krogkoll.inspections import Attendance, CopyState, OperationStatus, RiskFactor, open_gaps
from krogkoll.security import Role
from tests.inspections.planning_scene import fill
from ui.operations.finder import find_nights
from ui.operations.form_dialog import FormDialog
from ui.operations.tour import plan_states, states
from ui.theme import DENSITIES

from .test_every_screen import check


@pytest.fixture
def scene(qtbot, window_of):
    """The window on a night that is being planned; gives window, view and workspace."""

    def make(role=Role.MUNICIPAL_INSPECTOR, locked=False):
        made = {}

        def write(workspace):
            night = made["night"] = fill(workspace)
            if locked:
                for gap in open_gaps(workspace.planning.plan_of(night.id)):
                    workspace.planning.accept_gap(night.id, gap.key, "Reds ut på plats")
                workspace.operations.move(workspace.operations.operation(night.id), OperationStatus.LOCKED)

        window = window_of(0, fill=write, role=Role.MUNICIPAL_INSPECTOR, practice=True)
        window.shell.go("supervision", f"operations:{made['night'].id}")
        view = window.shell.pages["supervision"].pages["operations"].view
        qtbot.waitUntil(lambda: view.plan is not None)
        return window, view, window.session.workspace

    return make


def dialog(qtbot, kind=FormDialog):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def done(qtbot):
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)], ids=["1366x768", "1024x640"])
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_of_a_night_and_of_the_plan_fits_and_can_be_heard(qtbot, scene, theme, density, size):
    theme.use("light", density)
    window, _, _ = scene()
    window.resize(*size)
    tabbed = window.shell.pages["supervision"]
    tabbed.pages["operations"].back()

    def settle(until=lambda: True):
        qtbot.waitUntil(until, timeout=15_000)

    seen = []
    for tab, walk in (("operations", states), ("plan", plan_states)):
        tabbed.go(f"{tab}:")
        for state, root in walk(tabbed.pages[tab], settle):
            root.grab()
            check(state, root, density)
            assert (window.width(), window.height()) == size, state
            seen.append(state)
    assert {"operation-entry", "plan-night"} <= set(seen)


def test_a_new_night_is_written_and_comes_back_after_the_lock(qtbot, scene):
    window, view, _ = scene()
    page = window.shell.pages["supervision"].pages["operations"]
    page.deeds()["new"]()
    form = dialog(qtbot)
    form.save()
    assert form.problem("title")
    assert form.problem("day")
    for name, text in {
        "title": "Lucia",
        "purpose": "Tillsyn",
        "day": "2026-12-12",
        "starts": "2230",
        "ends": "01.30",
    }.items():
        form.put(name, text)
    form.save()
    done(qtbot)
    qtbot.waitUntil(lambda: view.plan is not None and view.plan.operation.title == "Lucia")
    night = view.plan.operation
    assert (night.ends_at - night.starts_at).total_seconds() == 3 * 3600
    assert window.shell.where() == ("supervision", f"operations:{night.id}")


def test_what_is_typed_is_kept_as_a_draft_and_offered_again(qtbot, scene):
    _, view, workspace = scene()
    view.deeds.edit_operation()
    form = dialog(qtbot)
    form.put("rendezvous", "Hamnen")
    qtbot.waitUntil(lambda: workspace.drafts.load(f"operation:{view.operation_id}") is not None, timeout=3000)
    form.reject()
    done(qtbot)
    view.deeds.edit_operation()
    form = dialog(qtbot)
    qtbot.waitUntil(lambda: form.raw()["rendezvous"] == "Hamnen")
    assert "kvar" in form.banner.text
    form.save()
    done(qtbot)
    qtbot.waitUntil(lambda: view.plan.operation.rendezvous == "Hamnen")
    qtbot.waitUntil(lambda: workspace.drafts.load(f"operation:{view.operation_id}") is None)


def test_stops_move_by_key_and_times_follow(qtbot, scene):
    _, view, _ = scene()
    before = [stop.venue_id for stop in view.plan.stops]
    view.stops.handles[0].setFocus()
    qtbot.keyClick(view.stops.handles[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [stop.venue_id for stop in view.plan.stops] == [before[1], before[0], *before[2:]])
    assert view.plan.stops[0].starts_at == view.plan.operation.starts_at
    view.stops.best.click()
    qtbot.waitUntil(lambda: [stop.venue_id for stop in view.plan.stops] != [before[1], before[0], *before[2:]])


def test_the_stop_rule_is_shown_from_the_risks_and_only_the_leader_may_lift_it(qtbot, scene):
    _, view, _ = scene()
    place = view.plan.stops[1].venue_id
    view.pick(place)
    view.deeds.judge(place)
    form = dialog(qtbot)
    form.save()
    assert not form.isHidden()
    form.put(RiskFactor.WEAPONS.value, "1,2")
    form.save()
    done(qtbot)
    qtbot.waitUntil(lambda: place in view.plan.risks)
    assert view.plan.stop_rule(place).stands
    assert not view.deeds.leads(view.plan)
    names = [
        button.accessibleName() for button in view.risks.findChildren(type(view.risks.change)) if button.isVisible()
    ]
    assert "Låt personalen gå in trots regeln" not in names


def test_somebody_who_says_no_needs_a_reason_and_the_night_says_what_it_lacks(qtbot, scene):
    _, view, _ = scene()
    johan = next(one for one in view.plan.participants if one.name == "Johan Ek")
    view.deeds.edit_person(johan)
    form = dialog(qtbot)
    form.put("attendance", Attendance.DECLINED.value)
    form.save()
    assert form.problem("reason")
    form.put("reason", "Larm")
    form.save()
    done(qtbot)
    qtbot.waitUntil(lambda: f"declined:{johan.id}" in {gap.key for gap in view.gaps.open})
    under = next(gap.under for gap in view.gaps.open if gap.key == f"declined:{johan.id}")
    assert "skydd mot olyckor" in under or "LSO" in under


def test_each_gap_opens_where_it_is_mended(qtbot, scene):
    _, view, _ = scene()
    for gap in view.gaps.open:
        view.mend(gap)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        QApplication.activeModalWidget().reject()
        done(qtbot)


def test_the_plan_is_locked_when_each_gap_is_accepted_and_sheets_are_handed_out(qtbot, scene, tmp_path):
    _, view, workspace = scene()
    assert not view.head.lock.isEnabled()
    view.gaps.wanted_accept.emit(view.gaps.open[0])
    form = dialog(qtbot)
    form.save()
    assert form.problem("reason")
    form.put("reason", "Reds ut på plats")
    form.save()
    done(qtbot)
    for gap in open_gaps(workspace.planning.plan_of(view.operation_id)):
        workspace.planning.accept_gap(view.operation_id, gap.key, "Godtas")
    qtbot.waitUntil(view.head.lock.isEnabled)
    view.head.lock.click()
    qtbot.waitUntil(lambda: view.plan.operation.status is OperationStatus.LOCKED)
    view.deeds.open_sheet()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().hand_out(str(tmp_path))
    qtbot.waitUntil(lambda: len(view.copies) == 4, timeout=20_000)
    assert len(list(tmp_path.glob("insatsblad-*.pdf"))) == 4
    page = view.parentWidget()
    view.deeds.move(OperationStatus.HELD)
    qtbot.waitUntil(lambda: page.list.banner.text.startswith("4 insatsblad"))
    view.deeds.account(view.copies[0])
    form = dialog(qtbot)
    form.put("state", CopyState.LOST.value)
    form.save()
    assert form.problem("note")
    form.put("note", "Glömt i bilen")
    form.save()
    done(qtbot)
    qtbot.waitUntil(lambda: view.copies[0].state is CopyState.LOST)


def test_a_calendar_file_says_only_duty_unless_somebody_ticks_more(qtbot, scene, tmp_path):
    _, view, _ = scene()
    view.deeds.save_calendar()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    box = QApplication.activeModalWidget()
    assert not any(check.isChecked() for check in box.checks.values())
    box.save(str(tmp_path / "a.ics"))
    done(qtbot)
    assert "Källaren" not in (tmp_path / "a.ics").read_text(encoding="utf-8")


def test_a_place_of_the_plan_goes_into_a_night(qtbot, scene, tmp_path):
    window, view, workspace = scene()
    night = view.operation_id
    workspace.planning.remove_stop(view.plan.stops[3])
    window.shell.go("supervision", "plan:")
    page = window.shell.pages["supervision"].pages["plan"]
    qtbot.waitUntil(lambda: page.found is not None and page.table.rows.rowCount() == 1)
    assert not page.put.isEnabled()
    page.table.selectRow(0)
    page.put.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    box = QApplication.activeModalWidget()
    qtbot.waitUntil(lambda: len(box.buttons) == 1)
    box.buttons[0].click()
    done(qtbot)
    qtbot.waitUntil(lambda: len(workspace.operations.operation(night).venue_ids) == 4)
    page.edit()
    form = dialog(qtbot)
    form.put("visits_low", "många")
    form.save()
    assert form.problem("visits_low")
    form.put("visits_low", "2")
    form.save()
    done(qtbot)
    qtbot.waitUntil(lambda: page.found.stored is not None and page.table.rows.rowCount() == 4)
    name = page.found.places[0].name
    page.deeds()["filter"]()
    page.search.setText(f"{name.upper()} finns inte")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 0)
    page.search.setText(name.upper())
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    page.search.clear()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 4)
    page.save("csv", str(tmp_path / "plan.csv"))
    qtbot.waitUntil((tmp_path / "plan.csv").exists)


def test_the_search_field_finds_a_night_by_its_name(scene):
    _, view, workspace = scene()
    (hit,) = find_nights(workspace, "fredag insats")
    assert (hit.title, hit.where) == ("Insats fredag 27 november", f"operations:{view.operation_id}")
    assert hit.under == "fredag 27\u00a0november, planeras"
    assert find_nights(workspace, " ") == []


def test_a_role_that_only_reads_sees_no_way_to_write(qtbot, window_of, templates):
    window = window_of(0, fill=None, role=Role.DECISION_MAKER)
    window.shell.go("supervision", "operations:")
    page = window.shell.pages["supervision"].pages["operations"]
    qtbot.waitUntil(lambda: page.list.read_once)
    assert not page.list.new_button.isVisible()
    assert page.deeds() == {}
