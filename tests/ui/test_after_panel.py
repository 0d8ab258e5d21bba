"""After a decision, as the desk meets it: service, dispatch, appeals and the landlord, with real forms."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from krogkoll.decisions import Method, Result, Stage, State
from ui.decisions_after import dispatch_acts, forms
from ui.theme import DENSITIES
from ui.widgets.blocks import Scrolling, column
from ui.widgets.button import Button

from .after_room import PARTY, taken
from .test_every_screen import check


@pytest.fixture
def after(qtbot, window_of):
    """The panel on a page of its own, scrolling as the page of decisions does, on one decision."""

    def make(type_code="AL-VARNING", **over):
        ids = []
        window = window_of(practice=True, fill=lambda workspace: ids.append(taken(workspace, type_code, **over)))
        qtbot.waitUntil(lambda: window.shell is not None)
        context = window.shell._context
        panel = context.parts.after_panel()
        body = QWidget()
        inside = column(body, (24, 16, 24, 24))
        inside.addWidget(panel.widget)
        inside.addStretch(1)
        holder = Scrolling(body)
        window.shell._stack.addWidget(holder)
        window.shell._stack.setCurrentWidget(holder)
        panel.read((("decision", ids[0]),))
        qtbot.waitUntil(lambda: panel.state is not None)
        return context.workspace, panel

    return make


def form(qtbot):
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()


def fill(asked, **values):
    for name, value in values.items():
        editor = asked.fields[name].editor
        if hasattr(editor, "findData"):
            editor.setCurrentIndex(editor.findData(value))
        else:
            (editor.setPlainText if hasattr(editor, "setPlainText") else editor.setText)(value)


def words(root):
    said = " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root))
    return said.replace("\u00a0", " ")


def press(qtbot, panel, text):
    """Press a button by what it says, or by its whole name."""

    def there():
        return [one for one in panel.findChildren(Button) if text in (one.text(), one.accessibleName())]

    qtbot.waitUntil(lambda: any(one.isVisible() for one in there()))
    next(one for one in there() if one.isVisible()).click()


def handed_over(qtbot, panel):
    press(qtbot, panel, "Ny delgivning")
    asked = form(qtbot)
    fill(asked, method=Method.HANDED, sent_at="2026-11-16 14:05", received_by="Kim Sandell", proof="Kvitto")
    asked.try_now()
    qtbot.waitUntil(lambda: panel.state.after.standing.stage is Stage.APPEAL_TIME)


def test_handing_over_serves_at_once_and_says_the_last_day(qtbot, after):
    _, panel = after()
    assert "Beslutet är inte delgivet" in words(panel)
    handed_over(qtbot, panel)
    qtbot.waitUntil(lambda: "Beslutet kan överklagas till och med måndag 7 december 2026." in words(panel))
    assert "Togs emot av Kim Sandell." in words(panel)


def test_the_form_asks_only_for_what_the_method_needs(qtbot, after):
    _, panel = after("AL-ERINRAN")
    press(qtbot, panel, "Ny delgivning")
    asked = form(qtbot)
    seen = {}
    for method in (Method.RECEIPT, Method.HANDED, Method.SIMPLIFIED):
        fill(asked, method=method)
        seen[method] = {name for name in forms.SHOWN_FOR if asked.fields[name].isVisible()}
    assert seen == {
        Method.RECEIPT: set(),
        Method.HANDED: {"received_by", "proof"},
        Method.SIMPLIFIED: {"informed_on"},
    }
    fill(asked, method=Method.SIMPLIFIED)
    asked.try_now()
    wanted = "Skriv när parten fick veta att förenklad delgivning kan användas."
    qtbot.waitUntil(lambda: asked.fields["informed_on"].problem == wanted)
    asked.reject()


def test_a_result_is_written_and_put_right_with_a_reason(qtbot, after):
    _, panel = after()
    press(qtbot, panel, "Ny delgivning")
    asked = form(qtbot)
    fill(asked, sent_at="2026-11-16 14:05")
    asked.try_now()
    qtbot.waitUntil(lambda: len(panel.state.after.attempts) == 1)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    press(qtbot, panel, "Anteckna resultat")
    asked = form(qtbot)
    asked.try_now()
    qtbot.waitUntil(lambda: asked.fields["served_on"].problem == "Fyll i det här.")
    fill(asked, served_on="2026-11-20", received_by="Kim Sandell", proof="Kvittot i akten")
    asked.try_now()
    qtbot.waitUntil(lambda: panel.state.after.attempts[0].result is Result.SERVED)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    press(qtbot, panel, "Rätta uppgiften")
    asked = form(qtbot)
    fill(asked, served_on="2026-11-19")
    asked.try_now()
    qtbot.waitUntil(lambda: asked.fields["correction"].problem == "Fyll i det här.")
    fill(asked, correction="Kvittot säger den 19 november")
    asked.try_now()
    qtbot.waitUntil(lambda: "10 december 2026" in words(panel))


def test_the_list_follows_the_act_and_each_dispatch_is_written(qtbot, after):
    workspace, panel = after()
    for who in ("Folkhälsomyndigheten", "Länsstyrelsen Skåne", "Polismyndigheten"):
        assert who in words(panel)
    assert words(panel).count("Följer av 9 kap. 7 § alkohollagen.") == 3
    press(qtbot, panel, "Anteckna som skickad: Folkhälsomyndigheten")
    asked = form(qtbot)
    assert asked.fields["ground"].editor.currentData() == "al-9-7"
    asked.try_now()
    qtbot.waitUntil(lambda: bool(asked.fields["way"].problem))
    fill(asked, way="post")
    asked.try_now()
    qtbot.waitUntil(lambda: len(panel.state.after.expedition.dispatches) == 1)
    register = workspace.disclosures.entries(panel.state.after.decision.case_id)
    assert [(one.receiver_name, one.ground) for one in register] == [("Folkhälsomyndigheten", "al-9-7")]


def test_the_exact_bytes_are_saved_and_printed(qtbot, after, tmp_path, monkeypatch):
    _, panel = after()
    target = tmp_path / "beslut.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    press(qtbot, panel, "Spara som PDF …")
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == b"%PDF-1.7 undertecknat"
    printed = []
    monkeypatch.setattr(dispatch_acts, "page_images", lambda pdf, _: [pdf])
    monkeypatch.setattr(dispatch_acts, "print_images", lambda _, images: printed.extend(images) or True)
    press(qtbot, panel, "Skriv ut")
    qtbot.waitUntil(lambda: printed == [b"%PDF-1.7 undertecknat"])


def test_an_appeal_in_time_is_forwarded_to_the_court(qtbot, after):
    _, panel = after()
    handed_over(qtbot, panel)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    press(qtbot, panel, "Ta emot överklagande")
    asked = form(qtbot)
    fill(asked, came_in_on="2026-11-20", came_by="post", note="Varningen ska upphävas.")
    asked.try_now()
    qtbot.waitUntil(lambda: panel.state.after.standing.stage is Stage.APPEALED)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    press(qtbot, panel, "Lämna vidare")
    asked = form(qtbot)
    assert asked.fields["forwarded_to"].editor.text() == "Förvaltningsrätten i Malmö"
    asked.try_now()
    qtbot.waitUntil(lambda: panel.state.after.standing.stage is Stage.FORWARDED)


def test_the_day_goes_into_the_calendar(qtbot, after, tmp_path, monkeypatch):
    _, panel = after()
    handed_over(qtbot, panel)
    target = tmp_path / "frister"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    press(qtbot, panel, "Spara fristen i kalendern …")
    qtbot.waitUntil(target.with_suffix(".ics").exists)
    assert b"20261207" in target.with_suffix(".ics").read_bytes()


def test_a_landlord_is_followed_from_the_letter_to_the_end(qtbot, after):
    _, panel = after("HYRV-INFO", party_name="Kajhuset AB (exempel)")
    assert "Delgivning" not in [one.text() for one in panel.findChildren(QLabel)]
    press(qtbot, panel, "Följ upp hyresvärden")
    asked = form(qtbot)
    fill(asked, knowledge_on="2026-11-18")
    asked.try_now()
    qtbot.waitUntil(lambda: "till och med den 18 januari 2027" in words(panel))
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    press(qtbot, panel, "Anteckna vad som hände")
    asked = form(qtbot)
    asked.try_now()
    qtbot.waitUntil(lambda: "Hyresvärden har sagt upp avtalet." in words(panel))


def test_a_draft_has_nothing_after_it(qtbot, after):
    _, panel = after(state=State.DRAFT)
    assert "när det är undertecknat" in words(panel)
    assert not panel.findChildren(Button)


def test_a_correction_is_begun_and_linked_both_ways(qtbot, after):
    workspace, panel = after()
    first = panel.state.after.decision
    gone = []
    panel._open = gone.append
    press(qtbot, panel, "Rätta beslutet")
    qtbot.waitUntil(lambda: bool(gone))
    assert workspace.decisions.decision(gone[0]).supersedes == first.id
    qtbot.waitUntil(lambda: "Rättas eller ersätts av" in words(panel))


def test_a_late_appeal_leads_to_the_decision_that_dismisses_it(qtbot, after, clock):
    workspace, panel = after()
    handed_over(qtbot, panel)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    clock.move(timedelta(days=30))
    press(qtbot, panel, "Ta emot överklagande")
    asked = form(qtbot)
    fill(asked, came_in_on="2026-12-08", came_by="post")
    asked.try_now()
    qtbot.waitUntil(lambda: panel.state.after.standing.stage is Stage.LATE_APPEAL)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    gone = []
    panel._open = gone.append
    press(qtbot, panel, "Skriv avvisningsbeslut")
    qtbot.waitUntil(lambda: bool(gone))
    begun = workspace.decisions.decision(gone[0])
    assert begun.type_code == "FL-AVVIS"
    assert begun.party_name == PARTY
    assert begun.facts["last_day"] == "2026-12-07"
    assert begun.facts["came_in_on"] == "2026-12-08"
    assert begun.facts["appealed_docket"] == "ALK-2026-0412"


def test_the_receipt_is_taken_in_and_can_be_chosen_as_proof(qtbot, after, tmp_path, monkeypatch):
    _, panel = after()
    press(qtbot, panel, "Ny delgivning")
    asked = form(qtbot)
    fill(asked, sent_at="2026-11-16 14:05")
    asked.try_now()
    qtbot.waitUntil(lambda: len(panel.state.after.attempts) == 1)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    receipt = tmp_path / "kvitto.pdf"
    receipt.write_bytes(b"%PDF-1.7 kvitto")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(receipt), ""))
    press(qtbot, panel, "Lägg till kvitto …")
    qtbot.waitUntil(lambda: [one[0] for one in panel.state.receipts] == ["Delgivningskvitto"])
    press(qtbot, panel, "Anteckna resultat")
    asked = form(qtbot)
    fill(asked, served_on="2026-11-20", received_by="Kim Sandell", receipt_id=panel.state.receipts[0][1])
    asked.try_now()
    qtbot.waitUntil(lambda: panel.state.after.attempts[0].receipt_id == panel.state.receipts[0][1])


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_of_the_panel_fits_a_small_window_and_can_be_heard(qtbot, after, theme, density):
    _, panel = after()
    theme.use("light", density)
    panel.window().resize(1024, 640)
    check("new", panel.window(), density)
    for text in ("Ny delgivning", "Anteckna som skickad", "Annan mottagare", "Ta emot överklagande"):
        press(qtbot, panel, text)
        asked = form(qtbot)
        check(text, asked, density)
        asked.reject()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    handed_over(qtbot, panel)
    check("served", panel.window(), density)
    assert PARTY in words(panel)
