"""The goods, the papers and the report of a visit as steps of its page, read when they are seen."""

from dataclasses import replace

import pytest

from krogkoll.inspections import practice_key
from krogkoll.security import Role
from tests.factories import ALCOHOL_BOARD, FIRE, POLICE, actor
from ui.inspections.part_step import goods_title

from .conftest import NIGHT
from .test_visits_page import at_rest


def test_the_report_is_made_signed_and_read_again_where_the_visit_is(qtbot, visits):
    def fill(workspace, ids):
        shown = workspace.inspections.visit(ids[1]).inspection
        workspace.inspections.close(workspace.inspections.edit(shown, replace(shown, ended_at=NIGHT)))

    window, page, (_, visit_id) = visits(count=2, fill=fill, practice=True)
    page.open(visit_id)
    qtbot.waitUntil(lambda: page.field.step == "report")
    panel = page.field.steps.parts["report"].part
    qtbot.waitUntil(lambda: panel.state is not None and panel.first.button.isVisible())
    panel.first.button.click()
    qtbot.waitUntil(lambda: panel.state.paper is not None and panel.view.pages > 0, timeout=20_000)
    workspace = window.session.workspace
    key = practice_key(workspace.actor.name, "Landskrona", NIGHT)
    paper = workspace.reports.report_of(visit_id)
    workspace.reports.sign(paper, key, shown_sha256=paper.current_sha256)
    qtbot.waitUntil(lambda: panel.state.signed)
    at_rest(qtbot, window)
    page.show_list()
    page.open(visit_id)
    qtbot.waitUntil(lambda: page.field.read is not None and page.field.read.inspection.sealed)
    assert page.field.step == "report"
    for step in page.field.steps.list(page.field.read, page.field.steps.now(page.field.read)):
        page.field.open_step(step.key)
    at_rest(qtbot, window)


def test_nothing_of_a_part_is_read_before_it_is_seen(qtbot, visits):
    window, page, (visit_id,) = visits()
    at_rest(qtbot, window)
    parts = page.field.steps.parts
    assert list(parts) == ["goods", "papers", "report"]
    assert not any(part._told for part in parts.values())
    page.field.open_step("goods")
    assert [key for key, part in parts.items() if part._told == visit_id] == ["goods"]


@pytest.mark.parametrize(
    ("role", "authority", "title"),
    [
        (Role.POLICE_INSPECTOR, POLICE, "Beslag"),
        (Role.MUNICIPAL_INSPECTOR, ALCOHOL_BOARD, "Prover"),
        (Role.FIRE_INSPECTOR, FIRE, ""),
    ],
)
def test_only_who_may_take_goods_has_a_step_for_them(role, authority, title):
    assert goods_title(actor(role, authority)) == title
