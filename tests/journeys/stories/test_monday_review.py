"""Monday morning: last week's visits get their outcome by one key each, one of them becomes a case, all is done."""

from krogkoll.inspections import Outcome
from tests.ui.week import last_week


def test_last_weeks_visits_get_their_outcome_by_one_key_each(qtbot, at_the_keyboard):
    window, keys = at_the_keyboard(qtbot, fill=last_week)
    workspace = window.session.workspace
    keys.press("Ctrl+5")
    keys.tab_to("Insatser")
    keys.press("Right", "Right", "Right")
    assert keys.name == "Måndagsgenomgång", "who walks the tabs stays on them"
    page = window.shell.pages["supervision"].pages["review"]
    keys.wait(lambda: bool(page.visits))
    keys.tab_to("Veckans besök")
    keys.press("2")
    keys.wait(lambda: page.visits[0].outcome is Outcome.REMARK)

    keys.push("Öppna ärende")
    keys.wait(lambda: page.visits[0].review.case_id != "")

    keys.tab_to("Veckans besök", back=True)
    keys.press("Down", "3")
    keys.wait(lambda: keys.name == "Skäl")
    keys.press("Ctrl+S")
    keys.see("Skriv varför utfallet är ett annat än förslaget.")
    keys.type("Ägaren serverade en femtonåring.")
    keys.press("Ctrl+S")
    keys.wait(lambda: page.visits[1].outcome is Outcome.SERIOUS)
    keys.wait(lambda: keys.name == "Veckans besök")
    assert page.progress.text() == "Alla besök har ett utfall. 2 protokoll är inte undertecknade."

    first, second = workspace.reviews.week(page.monday)
    (case,) = workspace.cases.open_cases()
    assert (first.outcome, first.review.case_id) == (Outcome.REMARK, case.id)
    assert (second.outcome, second.review.reason) == (Outcome.SERIOUS, "Ägaren serverade en femtonåring.")
    assert second.review.decided_by == "Anna Lindqvist"
