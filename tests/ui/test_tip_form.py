"""The form of a tip: five cards, a score that follows along, a source that is never given away by accident."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from krogkoll.security import Role
from krogkoll.venues import (
    Channel,
    Handling,
    InformationGrade,
    SourceGrade,
    TipDraft,
    TipStatus,
    VenueDraft,
    VenueQuery,
)
from ui.widgets.text import Text

from .conftest import NIGHT, type_into
from .test_venues_page import with_tips


def grade(form, code="2BP"):
    form.grade.source.value, form.grade.information.value, form.grade.handling.value = code


def open_tip(qtbot, page, window):
    window.shell.go("venues", "/tip")
    assert page.tip.isVisible()
    assert not page.list.isVisible()
    return page.tip


def choose(qtbot, form, text):
    type_into(form.place.edit, text)
    qtbot.waitUntil(lambda: bool(form.place.offers))
    form.place.choose(form.place.offers[0].id, form.place.offers[0].name)
    qtbot.waitUntil(lambda: form._risk is not None)


def tips_of(window, name):
    line = next(one for one in window.session.workspace.venues.page(found(window, name)) if one.name == name)
    return window.session.workspace.tips.tips_of(line.id)


def found(window, text):
    return window.session.workspace.venues.find(VenueQuery(text=text))


def test_a_tip_about_a_new_place_is_registered_whole_with_ctrl_enter(qtbot, page_of):
    window, page = page_of(3)
    form = open_tip(qtbot, page, window)
    assert form.place.edit.hasFocus()
    type_into(form.place.edit, "Klubb Månsken, Tackelgränd 3 B, 261 35 Landskrona")
    form.place.ask()
    qtbot.waitUntil(lambda: "Månsken" in str([one.text() for one in form.place.findChildren(type(form.save_button))]))
    form.place.choose_new()
    form.told.day.setText("20 nov")
    form.told.hours.setText("23.30 till 2")
    form.told.text.setPlainText("Öl säljs från en bardisk.")
    form.source.channel.setCurrentIndex(form.source.channel.findData(Channel.NEIGHBOUR.value))
    form.source.kind.value = "known"
    form.source.name.setText("Gudrun Grannfeldt")
    grade(form)
    form.signs.chips["I1"].setChecked(True)
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.detail.name == "Klubb Månsken")
    qtbot.waitUntil(lambda: page.detail.tips.shown == 1)
    (tip,) = tips_of(window, "Klubb Månsken")
    assert (tip.channel, tip.status, tip.grade.code) == (Channel.NEIGHBOUR, TipStatus.ASSESSED, "2 B P")
    assert tip.observed_to - tip.observed_from == timedelta(hours=2, minutes=30)
    source = window.session.workspace.tips.source_of(tip.id, "prov")
    assert source.name == "Gudrun Grannfeldt"


def test_alt_and_a_figure_go_to_the_card(qtbot, page_of):
    window, page = page_of(1)
    form = open_tip(qtbot, page, window)
    for number, card in enumerate(form.cards, start=1):
        qtbot.keyClick(form, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
        assert card.isAncestorOf(QApplication.focusWidget()), number


def test_the_score_follows_line_by_line_what_is_chosen(qtbot, page_of):
    window, page = page_of(7, fill=with_tips)
    form = open_tip(qtbot, page, window)
    assert "Gradera tipset" in form.score.words
    choose(qtbot, form, "Studio 44")
    assert "Studio 44 hade 45" in form.score.words
    grade(form, "1AP")
    assert "Välj minst ett tecken." in form.score.words
    form.signs.chips["I3"].setChecked(True)
    assert "+20,0" in form.score.words
    assert "Två krävs" in form.score.words
    assert "Hög" in form.score.words


def test_the_same_eager_neighbour_is_not_two_sources(qtbot, page_of):
    window, page = page_of(7, fill=with_tips)
    form = open_tip(qtbot, page, window)
    choose(qtbot, form, "Studio 44")
    grade(form, "1AP")
    form.signs.chips["I3"].setChecked(True)
    form.source.same.setCurrentIndex(1)
    assert "Hög" not in form.score.words.splitlines()
    assert "En källa" in form.score.words


def test_the_grade_is_said_in_words_with_both_other_systems(qtbot, page_of):
    window, page = page_of(1)
    form = open_tip(qtbot, page, window)
    grade(form, "2CC")
    assert form.grade.tag.accessibleName() == "2 C C"
    assert "X4 i 4×4 och E4 i 5×5×5" in form.grade.said
    assert form.grade.conditions.isVisible()
    form.save()
    assert form.grade.problem == "Skriv villkoret för att få dela tipset."


def test_what_gives_the_source_away_is_marked_and_said_and_blocks_nothing(qtbot, page_of):
    window, page = page_of(1)
    form = open_tip(qtbot, page, window)
    form.told.text.setPlainText("Fest 🎉 igen, jag såg Gudrun betala")
    assert "”jag såg” (jag-form)" in form.told.said
    form.source.kind.value = "known"
    form.source.name.setText("Gudrun Grannfeldt")
    assert "”Gudrun” (står på källans kort)" in form.told.said
    marked = [spot.cursor.selectedText() for spot in form.told.text.extraSelections()]
    assert marked == ["jag såg", "Gudrun"]
    form.save()
    qtbot.waitUntil(lambda: not form.isVisible())


def test_a_tip_without_words_or_signs_goes_to_the_first_card_that_needs_something(qtbot, page_of):
    window, page = page_of(1)
    form = open_tip(qtbot, page, window)
    assert form.told.problem == ""
    form.save()
    assert form.told.problem == "Skriv vad som har setts, eller välj minst ett tecken."
    assert form.told.text.hasFocus()
    form.told.hours.setText("nån gång")
    assert form.told.problem == "Skriv tiden som 00:30–02:15."


def test_with_offers_on_the_table_somebody_must_say_which_place_it_is(qtbot, page_of):
    window, page = page_of(7)
    form = open_tip(qtbot, page, window)
    type_into(form.place.edit, "Studio 44")
    qtbot.waitUntil(lambda: bool(form.place.offers))
    form.told.text.setPlainText("Öl säljs.")
    form.save()
    assert form.place.problem.startswith("Välj ett av ställena")
    form.place.choose_new()
    assert form.place.problem == ""


def test_what_is_written_comes_back_after_leaving(qtbot, page_of):
    window, page = page_of(1)
    form = open_tip(qtbot, page, window)
    form.told.text.setPlainText("Halvfärdigt")
    form.leave()
    drafts = window.session.workspace.drafts
    qtbot.waitUntil(lambda: drafts.load("tip:new") is not None)
    window.shell.go("venues", "/tip")
    qtbot.waitUntil(lambda: form.told.text.toPlainText() == "Halvfärdigt")
    assert window.shell.where() == ("venues", "/tip")
    form.start_over()
    assert form.told.text.toPlainText() == ""


def test_a_tip_is_graded_anew_and_set_aside_and_taken_up_from_its_tab(qtbot, page_of):
    window, page = page_of(7, fill=with_tips)
    (tip,) = tips_of(window, "Studio 44")
    window.shell.go("venues", f"{tip.venue_id}/tips")
    qtbot.waitUntil(lambda: page.detail.tips.shown == 1)
    page.detail.tips.wanted_grade.emit(tip)
    assert page.tip.isVisible()
    assert not page.tip.source.name.isVisible()
    page.tip.grade.information.value = "D"
    page.tip.save()
    qtbot.waitUntil(lambda: not page.tip.isVisible())
    (graded,) = tips_of(window, "Studio 44")
    assert graded.grade.code == "1 D P"
    assert graded.observed_from == tip.observed_from
    page.detail.tips._ask_aside(graded)
    dialog = QApplication.activeModalWidget()
    dialog.set_aside()
    assert dialog._field.problem == "Skriv varför."
    dialog.reason.setText("Gäller ett annat ställe")
    dialog.set_aside()
    qtbot.waitUntil(lambda: tips_of(window, "Studio 44")[0].status is TipStatus.SET_ASIDE)
    page.detail.tips._take_up(tips_of(window, "Studio 44")[0])
    qtbot.waitUntil(lambda: tips_of(window, "Studio 44")[0].status is TipStatus.ASSESSED)


def test_a_tip_from_elsewhere_can_be_opened_for_grading(qtbot, page_of):
    window, page = page_of(7, fill=with_tips)
    (tip,) = tips_of(window, "Studio 44")
    window.shell.go("venues", f"/tip:{tip.id}")
    qtbot.waitUntil(page.tip.isVisible)
    assert page.tip.place.venue_name == "Studio 44"


@pytest.mark.parametrize("role", [Role.DECISION_MAKER])
def test_a_role_that_may_not_write_tips_is_told_so(qtbot, page_of, role):
    window, page = page_of(1, role=role)
    window.shell.go("venues", "/tip")
    assert not page.tip.isVisible()


def test_the_worked_example_is_shown_line_by_line_in_the_form_and_in_the_dialog(qtbot, page_of):
    window, page = page_of(0, fill=worked_example)
    form = open_tip(qtbot, page, window)
    choose(qtbot, form, "Exemplet")
    form.told.day.setText((NIGHT - timedelta(days=30)).date().isoformat())
    grade(form, "2AP")
    form.signs.chips["I1"].setChecked(True)
    said = form.score.words.splitlines()
    assert said[:2] == ["Medel", "Exemplet hade 25"]
    assert {"Det här tipset +11,9", "Redan känt +24,7", "Låst utrymningsväg 18,5"} <= set(said)
    assert "Fara. Klassen är minst Medel." in said
    assert "Buller och utryckningar 6,2" in said
    form.save()
    qtbot.waitUntil(lambda: page.detail.name == "Exemplet" and not form.isVisible())
    page.detail.open_tab("overview")
    qtbot.waitUntil(lambda: page.detail.overview.risk.summed == "36,6")
    page.detail.overview.risk.explain()
    dialog = QApplication.activeModalWidget()
    texts = [one.text() for one in dialog.findChildren(Text)]
    assert "Summa 36,6, visas som 37" in texts
    for line in (
        ["Betald servering utan tillstånd", "25", "2 A P: 0,60", "30 d: 0,79", "11,9"],
        ["Låst utrymningsväg", "20", "1 A P: 1,00", "10 d: 0,93", "18,5"],
        ["Buller och utryckningar", "8", "1 B P: 0,80", "5 d: 0,96", "6,2"],
    ):
        at = texts.index(line[0])
        assert texts[at : at + 5] == line
    dialog.close()


def worked_example(workspace):
    """The two older tips of the example in domain rule 4.2."""
    place = workspace.venues.register(VenueDraft(name="Exemplet", street="Kajgatan 7"))
    for indicator, code, days in (("I5", "1A", 10), ("I13", "1B", 5)):
        workspace.tips.register(
            TipDraft(
                text="Larm",
                venue_id=place.id,
                observed_from=workspace.store.clock.now() - timedelta(days=days),
                source_grade=SourceGrade(code[0]),
                information_grade=InformationGrade(code[1]),
                handling=Handling.PERMITTED,
                indicators=(indicator,),
            )
        )
