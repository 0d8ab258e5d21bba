"""A decision in which two people wrote different things leads to where one of them is chosen."""

from dataclasses import replace

from ui.decisions.words import ELSEWHERE, gate_link

from .decision_scene import full, rest


def test_the_gap_of_a_conflict_leads_to_the_page_where_it_is_settled(qtbot, beslut):
    def disputed(workspace):
        made = full(workspace)
        workspace.decisions.edit(made, replace(made, proportionality="Ett mildare krav hade räckt."))
        workspace.decisions.edit(made, replace(made, proportionality="Inget annat räcker."))  # as it was seen before
        return made

    window, page, made = beslut(disputed)
    page.open(made.id)
    rest(qtbot, window)
    (gap,) = [gap for gap in page.editor.gate.gaps if gap.code == "open-conflict"]
    assert gate_link(gap) == ELSEWHERE["open-conflict"][0] == "Välj vad som gäller"
    page.editor._mend(gap)
    qtbot.waitUntil(lambda: "sync" in window.shell.pages and window.shell.pages["sync"].isVisible())
    rest(qtbot, window)
    conflicts = window.session.workspace.sync.conflicts()
    assert [one.record_id for one in conflicts] == [made.id]
