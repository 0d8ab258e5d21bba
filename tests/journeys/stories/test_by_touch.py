"""In gloves at the door: a visit is begun and carried on by touch alone, in the dark, with targets that can be hit."""

from krogkoll.inspections import MarkState


def test_a_visit_is_begun_answered_marked_and_darkened_by_touch_alone(qtbot, at_the_screen):
    window, finger = at_the_screen(qtbot, places=7)
    finger.tap(finger.find("Tillsyn"))
    tabs = window.shell.pages["supervision"].strip
    finger.tap(tabs, tabs.tabRect(1))
    finger.wait(lambda: "visits" in window.shell.pages["supervision"].pages)
    page = window.shell.pages["supervision"].pages["visits"]
    finger.wait(lambda: page.list.counted)
    finger.tap(finger.find("Starta tillsyn"))
    finger.see("Välj ")
    finger.tap(finger.find("Välj "))
    finger.wait(lambda: page.form.place is not None)
    finger.tap(finger.find("Starta nu"))
    field = page.field
    finger.wait(lambda: field.read is not None and field.step == "grund")

    for answer in ("Ja", "Nej", "Ej kontrollerat"):
        finger.tap(finger.find("Nästa steg"))
        finger.tap(finger.find(f"{answer}: "))
    finger.wait(lambda: field.steps.keeper.at_rest)
    finger.tap(finger.find("Sätt ett tidsmärke"))
    finger.wait(lambda: bool(field.read.visit.log.open_marks))

    finger.tap(finger.find("Släck skärmen"))
    assert field.darkness.geometry() == window.rect()
    finger.tap(field.darkness)
    assert field.darkness is None
    steps = field.step
    finger.tap(finger.find("Föregående"))
    finger.wait(lambda: field.step != steps)
    finger.tap(finger.find("Till listan"))
    finger.wait(lambda: page.list.isVisible() and page.list.model.rowCount() == 1)
    row = page.list.rows.visualRect(page.list.model.index(0))
    finger.tap(page.list.rows.viewport(), row)
    finger.wait(page.field.isVisible)

    (visit,) = window.session.workspace.inspections.visits()
    read = window.session.workspace.inspections.visit(visit.id)
    assert [one.value for one in read.answers] == ["yes", "no", "not_checked"]
    assert [one.state for one in read.log.marks] == [MarkState.OPEN]
