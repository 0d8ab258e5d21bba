"""The sections of Inställningar about signatures, this computer and the program, and who may change what."""

from datetime import UTC, datetime

import pytest

from krogkoll.legal import Legal
from krogkoll.people import MemberDraft
from krogkoll.security import Role
from krogkoll.signing import PracticeAuthority
from tests.factories import ALCOHOL_BOARD
from ui.settings.finder import find_settings
from ui.settings.page import SECTIONS

from .settings_room import dialogs


def test_an_issuer_is_compared_trusted_and_not_any_longer(qtbot, settings_page, tmp_path):
    window, page = settings_page("signing")
    section = page.sections["signing"]
    path = tmp_path / "utfardare.pem"
    path.write_bytes(PracticeAuthority.create(datetime(2026, 11, 3, tzinfo=UTC)).ca_pem)
    assert section.none.isVisible()
    section.use_file(path)
    (dialog,) = dialogs(window)
    qtbot.waitUntil(dialog.act.isEnabled)
    dialog.trust()
    assert dialog.field.problem
    dialog.why.setPlainText("Övning.")
    dialog.trust()
    qtbot.waitUntil(lambda: len(section.found) == 1)
    assert not section.none.isVisible()
    section._ask_distrust(section.found[0])
    (confirm,) = dialogs(window)
    confirm.reason.setPlainText("Slut.")
    confirm.agree()
    qtbot.waitUntil(lambda: section.found[0].ended_on is not None)


def test_a_file_without_certificates_says_so(qtbot, settings_page, tmp_path):
    window, page = settings_page("signing")
    path = tmp_path / "x.pem"
    path.write_bytes(b"hej")
    page.sections["signing"].use_file(path)
    (dialog,) = dialogs(window)
    qtbot.waitUntil(lambda: dialog.banner.text != "")
    assert not dialog.act.isEnabled()


def test_a_card_module_must_be_there(qtbot, settings_page, tmp_path):
    window, page = settings_page("signing", role=Role.MUNICIPAL_INSPECTOR)
    section = page.sections["signing"]
    section.use_module(str(tmp_path / "saknas.so"))
    section.save_module()
    qtbot.waitUntil(lambda: section.form.fields["card_module"].problem == "Filen finns inte.")
    module = tmp_path / "kort.so"
    module.write_bytes(b"x")
    section.use_module(str(module))
    section.save_module()
    qtbot.waitUntil(lambda: not section.dirty)
    assert window.session.workspace.device.settings().card_module == str(module)


def test_the_look_is_chosen_here_and_follows_the_buttons_of_the_bar(qtbot, settings_page, theme, settings):
    window, page = settings_page("look")
    section = page.sections["look"]
    scheme, density = (section.form.fields[name].editor for name in ("scheme", "density"))
    scheme.setCurrentIndex(scheme.findData("dark"))
    assert theme.scheme == "dark"
    assert settings.value("look/scheme") == "dark"
    window.commands["density"].trigger()
    assert density.currentData() == "field"
    scheme.setCurrentIndex(scheme.findData("system"))
    assert (theme.wanted, theme.scheme) == ("system", "light"), "the system of the tests is light"
    assert settings.value("look/scheme") == "system"
    window.commands["theme"].trigger()
    assert (theme.wanted, theme.scheme) == ("dark", "dark")
    assert scheme.currentData() == "dark"


def test_the_idle_time_that_is_chosen_is_the_one_that_locks(qtbot, settings_page):
    window, page = settings_page("device")
    section = page.sections["device"]
    minutes = section.form.fields["idle_minutes"].editor
    assert minutes.currentData() == "5"
    minutes.setCurrentIndex(minutes.findData("10"))
    qtbot.waitUntil(lambda: window.session.lock_rules._times.idle.total_seconds() == 600)
    assert window.session.workspace.device.settings().idle_minutes == 10


def test_the_ways_in_are_the_programs_own_commands(qtbot, settings_page):
    window, page = settings_page("device")
    section = page.sections["device"]
    assert section.grid is not None
    section.buttons["pin"].click()
    (dialog,) = dialogs(window)
    dialog.reject()
    section.buttons["recovery"].click()
    (dialog,) = dialogs(window)
    dialog.reject()


def test_the_place_of_copies_can_be_forgotten(qtbot, settings_page, tmp_path):
    place = tmp_path / "usb"
    place.mkdir()
    _window, page = settings_page("backup", fill=lambda one: one.backups.make(place))
    section = page.sections["backup"]
    qtbot.waitUntil(lambda: section.read_once)
    if section.forget.isVisible():
        section.forget.click()
    qtbot.waitUntil(lambda: section.place.text().startswith("Ingen plats"))
    assert not section.forget.isVisible()


def test_the_licence_and_the_notices_can_be_read(qtbot, settings_page):
    window, page = settings_page("about")
    for which, said in ((Legal.LICENCE, "European Union"), (Legal.NOTICES, "pikepdf")):
        page.sections["about"].open(which)
        (dialog,) = dialogs(window)
        qtbot.waitUntil(lambda dialog=dialog, said=said: said.casefold() in dialog.text.toPlainText().casefold())
        dialog.close()


def helena(workspace):
    draft = MemberDraft(name="Helena Strand", role=Role.DECISION_MAKER, authority=ALCOHOL_BOARD)
    workspace.members.welcome_guest(draft)


def test_who_may_not_reads_and_lets_a_colleague_change(qtbot, settings_page):
    window, page = settings_page("docket", role=Role.MUNICIPAL_INSPECTOR, fill=helena)
    section = page.sections["docket"]
    assert section.strip.isVisible()
    assert not section.save_button.isVisible()
    assert section.form.fields["pattern"].editor.isReadOnly()
    section.strip.button.click()
    (dialog,) = dialogs(window)
    qtbot.waitUntil(lambda: dialog.choice.count() == 1)
    dialog.act.click()
    assert "Helena Strand" in section.strip.words.text()
    section.form.fields["pattern"].editor.setText("{number}")
    section.form.fields["pattern"].editor.textEdited.emit("{number}")
    section.save()
    qtbot.waitUntil(lambda: window.session.workspace.house.docket_pattern().pattern == "{number}")
    section.strip.button.click()
    assert not page.acting.may


def test_without_a_colleague_who_may_the_way_out_is_told(qtbot, settings_page):
    window, page = settings_page("docket", role=Role.MUNICIPAL_INSPECTOR)
    page.sections["docket"].strip.button.click()
    (dialog,) = dialogs(window)
    qtbot.waitUntil(dialog.none.isVisible)
    assert not dialog.act.isVisible()


def test_a_colleague_is_added_under_the_authority(qtbot, settings_page):
    window, page = settings_page("authority")
    section = page.sections["authority"]
    window.commands["new"].trigger()
    (form,) = dialogs(window)
    form.try_now()
    assert form.fields["name"].problem
    form.fields["name"].editor.setText("Karin Ölund")
    form.try_now()
    qtbot.waitUntil(lambda: section.shown == 2)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("brevhuvud", "letterhead"),
        ("MÄRKE", None),
        ("lås när", "device"),
        ("färger", "look"),
        ("", None),
        ("zzz", None),
    ],
)
def test_settings_are_found_by_their_words(text, where):
    found = find_settings(None, text)
    assert [one.where for one in found][:1] == ([where] if where else [])


def test_every_section_has_its_own_word():
    assert len({one.word for one in SECTIONS}) == len({one.key for one in SECTIONS}) == len(SECTIONS)
