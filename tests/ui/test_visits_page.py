"""Carrying out a visit in the real window: by keyboard, in the dark, two at once, to the end."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from krogkoll.inspections import ConsentAct, InspectionStatus, MarkState
from krogkoll.kernel.device import DeviceState
from tests.factory_rooms.field import consent_draft, presence_draft, signal_draft

from .conftest import NIGHT, type_into


def at_rest(qtbot, window):
    qtbot.waitUntil(lambda: window.session.jobs.idle, timeout=10_000)


def stored(window, visit_id):
    return window.session.workspace.inspections.visit(visit_id)


def form(qtbot):
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()


def card_in_focus(page):
    return page.window().focusWidget()


def test_j_n_and_e_answer_the_card_that_the_arrows_chose_and_all_is_stored_at_once(qtbot, visits):
    window, page, (visit_id,) = visits()
    qtbot.waitUntil(lambda: getattr(card_in_focus(page), "item", None) is not None)
    QTest.keyClick(card_in_focus(page), Qt.Key.Key_Down)
    assert card_in_focus(page).item.id == "tillsyn-10"
    QTest.keyClick(card_in_focus(page), Qt.Key.Key_J)
    QTest.keyClick(card_in_focus(page), Qt.Key.Key_Down)
    QTest.keyClick(card_in_focus(page), Qt.Key.Key_Down)
    QTest.keyClick(card_in_focus(page), Qt.Key.Key_N)
    QTest.keyClick(card_in_focus(page), Qt.Key.Key_Down)
    QTest.keyClick(card_in_focus(page), Qt.Key.Key_E)
    at_rest(qtbot, window)
    answers = {one.item_id: one for one in stored(window, visit_id).answers}
    assert {key: (one.value, one.deviation) for key, one in answers.items()} == {
        "tillsyn-10": ("yes", True),
        "tillsyn-12": ("no", True),
        "tillsyn-13": ("not_checked", False),
    }
    cards = page.field.steps.chapters["alkohol-9"].cards
    assert cards["tillsyn-10"].segments.buttons["yes"].tone == "confirmed", "the colour follows the deviation"
    assert page.field.list._known["alkohol-9"].step.figures == "2/6"
    assert "Sparat" in window.shell.status._saved.text()


def test_two_quick_answers_to_one_question_end_in_the_last_and_no_conflict(qtbot, visits):
    window, page, (visit_id,) = visits()
    card = page.field.steps.chapters["alkohol-9"].cards["tillsyn-10"]
    for key in (Qt.Key.Key_J, Qt.Key.Key_N, Qt.Key.Key_E, Qt.Key.Key_N):
        QTest.keyClick(card, key)
    at_rest(qtbot, window)
    (answer,) = stored(window, visit_id).answers
    assert answer.value == "no"
    assert all(len(heads) == 1 for heads in answer.seen.values())


def test_ctrl_z_takes_the_last_answer_back_and_shows_it(qtbot, visits):
    window, page, (visit_id,) = visits()
    card = page.field.steps.chapters["alkohol-9"].cards["tillsyn-10"]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_J)
    at_rest(qtbot, window)
    QTest.keyClick(card, Qt.Key.Key_N)
    at_rest(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at_rest(qtbot, window)
    assert [one.value for one in stored(window, visit_id).answers] == ["yes"]
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at_rest(qtbot, window)
    assert stored(window, visit_id).answers == ()
    assert not card.segments.buttons["yes"].isChecked()


def test_a_note_is_stored_when_the_hand_rests_and_says_nothing_of_the_place(qtbot, visits):
    window, page, (visit_id,) = visits()
    card = page.field.steps.chapters["alkohol-9"].cards["tillsyn-12"]
    card._open_note()
    type_into(card.note, "Frågade två gånger, får svar i morgon.")
    qtbot.waitUntil(lambda: stored(window, visit_id).answers != (), timeout=5000)
    (answer,) = stored(window, visit_id).answers
    assert (answer.value, answer.note) == ("not_checked", "Frågade två gånger, får svar i morgon.")
    assert page.field.list._known["alkohol-9"].step.done == 0


def test_one_key_marks_the_moment_and_it_is_put_into_words_later(qtbot, visits):
    window, page, (visit_id,) = visits()
    QTest.keyClick(window, Qt.Key.Key_F8)
    at_rest(qtbot, window)
    (mark,) = stored(window, visit_id).log.marks
    assert mark.state is MarkState.OPEN
    page.field.open_step("log")
    page.field.acts.put_into_words(mark)
    dialog = form(qtbot)
    dialog.hand_in()
    at_rest(qtbot, window)
    assert dialog.isVisible(), "an empty text is refused beside its field"
    dialog.editors["text"].setPlainText("En man bär ut en låda flaskor.")
    dialog.hand_in()
    qtbot.waitUntil(lambda: stored(window, visit_id).findings != ())
    read = stored(window, visit_id)
    assert (read.findings[0].at, read.log.marks[0].state) == (mark.at, MarkState.NOTED)


def test_what_is_typed_in_a_form_is_there_when_it_opens_again(qtbot, visits):
    window, page, _ = visits()
    page.field.acts.hear()
    dialog = form(qtbot)
    dialog.editors["text"].setPlainText("Dörrvakten sade att det är privat fest.")
    dialog.close()
    at_rest(qtbot, window)
    page.field.acts.hear()
    again = form(qtbot)
    qtbot.waitUntil(lambda: "privat fest" in again.editors["text"].toPlainText())
    again.reject()


def test_the_dark_covers_everything_and_the_key_that_wakes_answers_nothing(qtbot, visits):
    window, page, (visit_id,) = visits()
    card = page.field.steps.chapters["alkohol-9"].cards["tillsyn-10"]
    card.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F9)
    dark = page.field.darkness
    assert dark.geometry() == window.rect()
    assert window.grab().toImage().pixelColor(5, 5).lightness() == 0
    QTest.keyClick(dark, Qt.Key.Key_J)
    assert page.field.darkness is None
    at_rest(qtbot, window)
    assert stored(window, visit_id).answers == ()
    assert card.hasFocus(), "the keyboard is where it was"


def test_nobody_of_ours_goes_in_before_the_police_said_that_it_is_safe(qtbot, visits):
    window, page, (visit_id,) = visits(wait_for_secured=True)
    assert page.field.head.chip.accessibleName() == "Vänta på säkrat"
    page.field.acts.enter()
    dialog = form(qtbot)
    dialog.hand_in()
    qtbot.waitUntil(lambda: "säkrat" in dialog.banner.text and dialog.act.isEnabled())
    assert stored(window, visit_id).log.presences == ()
    dialog.reject()
    window.session.workspace.presence.signal(signal_draft(inspection_id=visit_id, at=None))
    page.field.reload()
    at_rest(qtbot, window)
    assert "Säkrat" in page.field.head.chip.accessibleName()
    page.field.acts.enter()
    form(qtbot).hand_in()
    qtbot.waitUntil(lambda: stored(window, visit_id).log.presences != ())


def test_a_withdrawn_consent_says_leave(qtbot, visits):
    def fill(workspace, ids):
        for act in (ConsentAct.GIVEN, ConsentAct.WITHDRAWN):
            workspace.field.consent(consent_draft(inspection_id=ids[0], at=None, act=act))

    _, page, _ = visits(fill=fill)
    assert page.field.banner.isVisible()
    assert "lämna lokalen" in page.field.banner.text


def test_two_open_visits_are_switched_by_one_key_and_never_mixed(qtbot, visits):
    window, page, (first, second) = visits(count=2)
    QTest.keyClick(page.field.steps.chapters["alkohol-9"].cards["tillsyn-10"], Qt.Key.Key_J)
    QTest.keyClick(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: page.field.read.inspection.id == second)
    at_rest(qtbot, window)
    page.field.open_step("alkohol-9")
    cards = page.field.steps.chapters["alkohol-9"].cards
    assert not cards["tillsyn-10"].segments.buttons["yes"].isChecked()
    QTest.keyClick(cards["tillsyn-12"], Qt.Key.Key_N)
    QTest.keyClick(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: page.field.read.inspection.id == first)
    at_rest(qtbot, window)
    assert [one.item_id for one in stored(window, first).answers] == ["tillsyn-10"]
    assert [one.item_id for one in stored(window, second).answers] == ["tillsyn-12"]


def test_the_summary_names_what_is_left_and_the_visit_can_be_closed_anyway(qtbot, visits):
    def fill(workspace, ids):
        workspace.field.mark(ids[0])
        workspace.presence.enter(presence_draft(inspection_id=ids[0], in_at=None))

    window, page, (visit_id,) = visits(fill=fill)
    QTest.keyClick(page.field.steps.chapters["alkohol-9"].cards["tillsyn-12"], Qt.Key.Key_N)
    at_rest(qtbot, window)
    page.field.open_step("summary")
    summary = page.field.steps.summary
    assert not summary.close_button.isEnabled(), "a deviation without words stops it, and says so"
    assert "avvikelserna" in summary.state.text()
    card = page.field.steps.chapters["alkohol-9"].cards["tillsyn-12"]
    card.note.setText("Inga fakturor visades.")
    card.note.settle()
    at_rest(qtbot, window)
    page.field.open_step("summary")
    assert summary.minds.shown == 4, "no ground, a missing photo, a mark, somebody inside"
    assert summary.left.shown == 23 or summary.left.shown > 10
    summary.close_button.click()
    qtbot.waitUntil(lambda: not page.field.read.open)
    closed = stored(window, visit_id).inspection
    assert closed.status is InspectionStatus.CLOSED
    assert closed.ended_at is not None
    assert page.field.step == "report", "the report leaves the laptop before the team leaves the street"
    assert not page.field.side.isVisible(), "the report has the room of the right column too"
    page.field.open_step("summary")
    assert summary.reopen_button.isVisible()
    assert page.field.side.isVisible()


def test_a_closed_visit_cannot_be_written_in(qtbot, visits):
    def fill(workspace, ids):
        shown = workspace.inspections.visit(ids[0]).inspection
        workspace.inspections.close(workspace.inspections.edit(shown, replace(shown, ended_at=NIGHT)))

    window, page, (visit_id,) = visits(fill=fill)
    card = page.field.steps.chapters["alkohol-9"].cards["tillsyn-10"]
    assert not card.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_F8)
    at_rest(qtbot, window)
    assert stored(window, visit_id).log.marks == ()


def test_the_battery_and_the_disk_get_a_calm_word_once_for_each_step_down(qtbot, visits):
    _, page, _ = visits()
    banner, plenty = page.field.device, 50 * 1024**3
    banner.tell(DeviceState(80, False, plenty))
    assert not banner.isVisibleTo(page)
    banner.tell(DeviceState(19, False, plenty))
    assert "19 procent" in banner.text
    banner.hide()
    banner.tell(DeviceState(15, False, plenty))
    assert not banner.isVisibleTo(page), "closed by hand it stays away"
    banner.tell(DeviceState(9, False, plenty))
    assert banner.isVisibleTo(page)
    banner.tell(DeviceState(9, True, 1024**3))
    assert "disken" in banner.text


def test_where_one_is_comes_back_after_a_lock(qtbot, visits):
    window, page, (visit_id,) = visits()
    assert page.where() == f"{visit_id}/alkohol-9"
    assert window.shell.where() == ("supervision", f"visits:{visit_id}/alkohol-9")


def test_what_is_typed_on_arrival_is_stored_once_and_answers_its_questions(qtbot, visits):
    window, page, (visit_id,) = visits()
    page.field.open_step("grund")
    arrival = page.field.steps.arrival
    for name, text in (("person_met", "Kim Sandell"), ("person_met_identity", "körkort"), ("purpose_told", "tillsyn")):
        arrival.lines[name].setText(text)
        arrival.lines[name].settle()
    at_rest(qtbot, window)
    read = stored(window, visit_id)
    assert (read.inspection.person_met, read.inspection.person_met_identity) == ("Kim Sandell", "körkort")
    assert all(len(heads) == 1 for heads in read.inspection.seen.values()), "no conflict with oneself"
    answers = {one.item_id: one.value for one in read.answers}
    assert answers == {"tillsyn-02": "Ändamål: tillsyn.", "tillsyn-03": "Kim Sandell, körkort"}
    assert set(page.field.steps.chapters["grund"].cards) == {"tillsyn-01", "tillsyn-04"}
