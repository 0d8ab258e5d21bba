"""Ctrl+K: keyboard only, from anywhere to anything; one table says what everything is called and by which key."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from krogkoll.cases import CaseDraft
from krogkoll.security import Role
from ui.commands import TABLE, shown_keys, with_key
from ui.decisions.finder import find_decisions, name_decision
from ui.keys_dialog import KeysDialog
from ui.matching import means, typed_words
from ui.pages import PAGES
from ui.palette_rows import UNDER_ROLE

from .conftest import ROOT, type_into
from .decision_scene import decision_page


def case_of(workspace):
    workspace.cases.open_case(CaseDraft(title_public="Tillsyn, Sillkajsgatan 4"))


@pytest.fixture
def window(qtbot, window_of):
    made = window_of(7, fill=case_of)
    qtbot.waitUntil(lambda: made.session.jobs.idle)
    return made


def ask(qtbot, window, text):
    """Type into the field as a person does, and wait for the answer."""
    window.commands["search"].trigger()
    field = window.shell.field
    type_into(field, text)
    qtbot.waitUntil(lambda: field.settled and field.popup.isVisible())
    return field


def hits(field):
    return [(item.text(), item.data(UNDER_ROLE)) for item in map(field.popup.item, range(field.popup.count()))]


def test_a_place_is_found_and_opened_by_keys_alone(qtbot, window):
    field = ask(qtbot, window, "ångp")
    assert hits(field)[0] == ("Ångpannan", "Sillkajsgatan 1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page = window.shell.pages["venues"]
    qtbot.waitUntil(lambda: page.detail.name == "Ångpannan")
    assert not field.popup.isVisible()
    assert field.text() == ""


def test_a_case_a_page_a_setting_and_a_command_are_found_alike(qtbot, window):
    assert "Tillsyn, Sillkajsgatan 4" in [title for title, _ in hits(ask(qtbot, window, "tillsyn sill"))]
    window.shell.field.leave()
    assert ("Gå till Ärenden", "Ctrl+4") in hits(ask(qtbot, window, "arenden"))
    window.shell.field.leave()
    field = ask(qtbot, window, "brevhuvud")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.shell.where() == ("settings", "letterhead")
    field = ask(qtbot, window, "mörkt")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.theme.scheme == "dark"


def test_enter_before_the_answer_opens_what_was_asked_for(qtbot, window):
    window.commands["search"].trigger()
    field = window.shell.field
    qtbot.waitUntil(lambda: field.settled)
    type_into(field, "zebran")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not field.settled, "the store has not been asked yet"
    qtbot.waitUntil(lambda: "venues" in window.shell.pages)
    qtbot.waitUntil(lambda: window.shell.pages["venues"].detail.name == "Zebran")


def test_the_arrows_stop_at_the_ends_and_escape_gives_the_keyboard_back(qtbot, window):
    before = window.focusWidget()
    window.commands["search"].trigger()
    field = window.shell.field
    qtbot.waitUntil(field.popup.isVisible)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.popup.currentRow() == 0
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert field.popup.currentRow() == field.popup.count() - 1
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.popup.isVisible()
    assert window.focusWidget() is before


def test_nothing_found_says_so_and_does_nothing(qtbot, window):
    where = window.shell.where()
    field = ask(qtbot, window, "finns verkligen inte")
    assert hits(field) == [("Inget hittades", "")]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.shell.where() == where


def test_where_one_was_comes_first_the_latest_first_and_survives_a_lock(qtbot, window):
    for name in ("ångp", "zebra"):
        qtbot.keyClick(ask(qtbot, window, name), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.session.jobs.idle)
    window.shell.go("cases", "")
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    window.commands["search"].trigger()
    field = window.shell.field
    qtbot.waitUntil(lambda: field.settled and field.popup.isVisible())
    assert [title for title, _ in hits(field)[:2]] == ["Zebran", "Ångpannan"]
    kept = window.session.workspace.device.recent()
    assert [key for key, _ in kept] == ["venues", "venues"]


def test_a_place_that_is_gone_is_not_offered_again(qtbot, window):
    window.session.workspace.device.note_recent(("venues", "finns-inte/"))
    window.session.workspace.device.note_recent(("sidan-finns-inte", "x"))
    window.commands["search"].trigger()
    field = window.shell.field
    qtbot.waitUntil(lambda: field.settled and field.popup.isVisible())
    assert hits(field)[0][0] != "finns-inte"
    assert not any("finns-inte" in title for title, _ in hits(field))


def test_who_may_not_read_cases_is_offered_none(qtbot, window_of):
    window = window_of(role=Role.UNIT_ADMIN, fill=None)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    field = ask(qtbot, window, "sillkaj")
    assert hits(field) == [("Inget hittades", "")]


def test_a_command_is_called_what_it_does_on_the_open_page(qtbot, window):
    window.shell.go("venues", "")
    assert window.commands["new"].text() == "Nytt objekt"
    window.shell.go("cases", "")
    assert window.commands["new"].text() == "Nytt ärende"
    assert ("Nytt ärende", "Ctrl+N") in hits(ask(qtbot, window, "nytt arende"))
    window.shell.field.leave()
    dialog = KeysDialog(window.theme, window, window.commands)
    dialog.open()
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Nytt ärende" in texts
    assert "Ctrl+Skift+N" in texts
    dialog.close()
    window.shell.go("overview", "")
    assert window.commands["new"].text() == "Skapa nytt på sidan"
    assert not window.commands["new"].isEnabled()


def test_every_key_is_used_once_and_can_be_pressed():
    keys = [command.keys for command in TABLE if command.keys]
    assert len(set(keys)) == len(keys)
    assert all(QKeySequence(key).count() == 1 for key in keys)
    assert all(set(page.deeds) <= {command.id for command in TABLE} for page in PAGES)


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("Gå till Inställningar", "in", True),
        ("Delegationsordning", "in", False),
        ("Delegationsordning", "ordn", True),
        ("Byt mellan ljust och mörkt", "morkt ljust", True),
        ("Byt mellan ljust och mörkt", "mörkt x", False),
        ("Programmodul för smarta kort (PKCS#11)", "smarta KORT", True),
        ("Lås", "", True),
    ],
)
def test_short_words_begin_a_word_and_longer_ones_may_stand_inside_it(text, typed, meant):
    assert means(text, typed_words(typed)) is meant


def test_a_tooltip_tells_the_key_of_the_table():
    assert with_key("Nytt objekt", "new") == "Nytt objekt (Ctrl+N)"
    assert with_key("Importera", "import") == "Importera"
    assert shown_keys("Ctrl+Shift+B") == "Ctrl+Skift+B"


def test_no_page_writes_the_key_of_a_command_by_hand():
    """A key that is changed in the table must not live on in some tooltip."""
    keys = "|".join(re.escape(command.keys) for command in TABLE if command.keys)
    wrong = re.compile(rf'\(({keys})\)"')
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        if path.name != "commands.py"
        for match in wrong.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_decision_is_found_by_its_type_and_premises_and_never_by_the_party(qtbot, tmp_path, clock, show):
    window, *_ = decision_page(qtbot, tmp_path, clock, show)
    workspace = window.session.workspace
    (found,) = find_decisions(workspace, "föreläggande")
    shown = workspace.decisions.decision(found.where)
    assert found.title == "Föreläggande att inte använda lokal"
    assert shown.party_name
    assert find_decisions(workspace, shown.party_name) == []
    assert find_decisions(workspace, " ") == []
    assert name_decision(workspace, found.where).title == found.title
    for where in ("", "new/LSO-NYTTJ/x", "finns-inte"):
        assert name_decision(workspace, where) is None
    workspace.store.act_as(replace(workspace.actor, role=Role.UNIT_ADMIN))
    assert find_decisions(workspace, "föreläggande") == []
    assert name_decision(workspace, found.where) is None
