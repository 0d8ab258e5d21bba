"""The page Inställningar: what is declared is shown, what is chosen holds, and only those change it who may."""

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt

from krogkoll.house import ApprovalState, DeviceSettings, DocketPatternDraft, Holder
from krogkoll.kernel.clock import local
from tests.house.conftest import mark_png
from ui.settings.fields import DECLARED, Scope, drafts_behind

from .decision_scene import decision_page
from .settings_room import dialogs


def test_every_declared_field_is_a_field_of_what_it_writes():
    for section, names in drafts_behind().items():
        assert [one.name for one in DECLARED[section]] != []
        assert {one.name for one in DECLARED[section]} == set(names)
    device = {one.name for section in ("device", "signing") for one in DECLARED[section]}
    assert device == {field.name for field in fields(DeviceSettings)}
    for one in (one for section in DECLARED.values() for one in section):
        if one.scope is Scope.DEVICE and one.name in device:
            assert one.default == str(getattr(DeviceSettings(), one.name))
        assert not one.choices or one.default in [value for _, value in one.choices]


def test_the_page_comes_back_to_the_section_that_was_open(qtbot, settings_page):
    _window, page = settings_page("docket")
    assert page.where() == "docket"
    page.go("")
    assert page.where() == "docket"
    page.go("finns-inte")
    assert page.where() == "docket"
    page.list.items["about"].click()
    assert page.where() == "about"


def test_the_arrow_keys_walk_the_sections(qtbot, settings_page):
    _window, page = settings_page("authority")
    item = page.list.items["authority"]
    item.setFocus()
    qtbot.keyClick(item, Qt.Key.Key_Down)
    assert page.where() == "letterhead"


def test_a_letterhead_is_shown_as_it_is_typed_and_kept_when_saved(qtbot, settings_page):
    window, page = settings_page("letterhead")
    section = page.sections["letterhead"]
    qtbot.waitUntil(lambda: section.sampled == 1)
    assert section.save_button.isEnabled(), "what is shipped must be looked at and kept"
    section.form.fields["unit"].editor.setText("Tillsynsenheten")
    section.form.fields["unit"].editor.textEdited.emit("Tillsynsenheten")
    qtbot.waitUntil(lambda: section.sampled == 2)
    window.commands["save"].trigger()
    qtbot.waitUntil(lambda: not section.dirty and section.view.stored is not None)
    assert section.view.stored.unit == "Tillsynsenheten"
    assert not section.save_button.isEnabled()


def test_what_was_typed_in_a_letterhead_survives_a_lock(qtbot, settings_page):
    window, page = settings_page("letterhead")
    section = page.sections["letterhead"]
    edit = section.form.fields["web"].editor
    edit.setText("ny.example")
    edit.textEdited.emit("ny.example")
    qtbot.waitUntil(lambda: not section._typing.waiting)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    kept = window.session.workspace.drafts.load("letterhead:own")
    assert kept["web"] == "ny.example"
    section._take(kept | {"web": "annan.example"})
    assert section.dirty
    section.start_over()
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert window.session.workspace.drafts.load("letterhead:own") is None


def test_a_letterhead_that_breaks_a_rule_says_so_at_the_field(qtbot, settings_page):
    _window, page = settings_page("letterhead")
    section = page.sections["letterhead"]
    section.form.fields["email"].editor.setText("inte en adress")
    section.save()
    assert section.form.fields["email"].problem == "Skriv en hel e-postadress."
    section.form.fields["email"].editor.setText("")
    section.form.fields["postal_address"].editor.setText("W" * 120)
    section.form.fields["visiting_address"].editor.setText("W" * 120)
    section.form.fields["telephone"].editor.setText("W" * 120)
    section.save()
    qtbot.waitUntil(lambda: section.form.fields["postal_address"].problem != "")
    assert section.save_button.isVisible()


def test_a_mark_is_taken_with_its_words_and_taken_away(qtbot, settings_page, tmp_path):
    window, page = settings_page("letterhead")
    section = page.sections["letterhead"]
    picture = tmp_path / "marke.png"
    picture.write_bytes(mark_png())
    section.use_picture(picture)
    (dialog,) = dialogs(window)
    dialog.save()
    qtbot.waitUntil(lambda: dialog.field.problem != "")
    dialog.alt.setText("Stadens vapen")
    dialog.save()
    qtbot.waitUntil(lambda: section.view.stored is not None and section.view.stored.mark != "")
    assert section.mark_words.text() == "Stadens vapen"
    section.unmark_button.click()
    qtbot.waitUntil(lambda: section.view.stored.mark == "")


@pytest.mark.parametrize(("content", "said"), [(b"ingen bild", "Filen är ingen bild"), (None, "försvann")])
def test_a_file_that_is_no_picture_says_so_and_stays_open(qtbot, settings_page, tmp_path, content, said):
    window, page = settings_page("letterhead")
    picture = tmp_path / "marke.png"
    if content is not None:
        picture.write_bytes(content)
    page.sections["letterhead"].use_picture(picture)
    (dialog,) = dialogs(window)
    dialog.alt.setText("Märke")
    dialog.save()
    qtbot.waitUntil(lambda: said in dialog.banner.text)
    assert dialog.isVisible()


def test_a_docket_pattern_shows_its_example_and_is_kept(qtbot, settings_page):
    window, page = settings_page("docket")
    section = page.sections["docket"]
    assert section.example.text() == "Till exempel ALK-2026-0187"
    for name, text in (("pattern", "{board}/{year}:{number}"), ("board", "ALN")):
        section.form.fields[name].editor.setText(text)
        section.form.fields[name].editor.textEdited.emit(text)
    assert section.example.text() == "Till exempel ALN/2026:187"
    section.save()
    qtbot.waitUntil(lambda: not section.dirty)
    wanted = DocketPatternDraft(pattern="{board}/{year}:{number}", board="ALN")
    assert window.session.workspace.house.docket_pattern() == wanted
    section.form.fields["pattern"].editor.setText("{x}")
    section.save()
    assert "{board}" in section.form.fields["pattern"].problem


def test_a_delegation_point_is_written_edited_and_ended(qtbot, settings_page):
    window, page = settings_page("delegation")
    section = page.sections["delegation"]
    qtbot.waitUntil(lambda: section.found is not None)
    assert section.empty.isVisible()
    window.commands["new"].trigger()
    (dialog,) = dialogs(window)
    dialog.save()
    assert dialog.fields["point"].problem
    assert dialog._types_problem.text()
    dialog.fields["point"].editor.setText("4.2")
    dialog.fields["reference"].editor.setText("Nämnden 2025-12-10, § 88")
    dialog.fields["function"].editor.setText("Enhetschef")
    dialog.text.setPlainText("Erinran enligt alkohollagen.")
    dialog.fields["valid_from"].editor.setText("i går")
    assert dialog.types, "the own authority's types"
    next(iter(dialog.types.values())).setChecked(True)
    dialog.save()
    assert dialog.fields["valid_from"].problem == "Skriv dagen som 2026-11-27."
    dialog.fields["valid_from"].editor.setText("2026-01-01")
    dialog.save()
    qtbot.waitUntil(lambda: len(section.found.points) == 1)
    point = section.found.points[0]
    assert (point.point, point.holder, point.function) == ("4.2", Holder.FUNCTION, "Enhetschef")
    section._ask_end(point)
    (confirm,) = dialogs(window)
    confirm.agree()
    today = local(window.session.workspace.store.clock.now()).date()
    qtbot.waitUntil(lambda: section.found.points[0].valid_until == today)


def test_a_template_is_read_and_approved_with_its_reference(qtbot, settings_page):
    window, page = settings_page("templates")
    section = page.sections["templates"]
    qtbot.waitUntil(lambda: section.found != ())
    one = section.found[0]
    section.open(one)
    (reader,) = dialogs(window)
    assert "§" in reader.text.toPlainText()
    assert not reader.which.isVisible(), "nothing has changed"
    reader.close()
    section.approve(one)
    (form,) = dialogs(window)
    form.fields["on"].editor.setText("2027-01-01")
    form.try_now()
    assert form.fields["by"].problem
    assert form.fields["on"].problem
    form.fields["by"].editor.setText("Alkoholnämnden")
    form.fields["on"].editor.setText("2026-11-02")
    form.fields["reference"].editor.setText("§ 71")
    form.try_now()
    qtbot.waitUntil(lambda: section.found[0].state is ApprovalState.APPROVED)
    section._ask_withdraw(section.found[0])
    (confirm,) = dialogs(window)
    confirm.agree()
    assert confirm._field.problem, "a reason is needed"
    confirm.reason.setPlainText("Ny dom.")
    confirm.agree()
    qtbot.waitUntil(lambda: section.found[0].state is ApprovalState.NOT_APPROVED)


def test_a_number_in_a_decision_that_is_not_the_authoritys_own_is_warned_of(qtbot, tmp_path, clock, show):
    _window, page, _ = decision_page(qtbot, tmp_path, clock, show)
    entry = page.editor.form.entries["docket_number"]
    entry.editor.setText("ALN/2026:3")
    page.editor.form._follow()
    qtbot.waitUntil(lambda: "till exempel RTÖ 2026-0187" in entry.editor.accessibleDescription())
    assert entry.field.problem == "", "a warning is no stop"
    entry.editor.setText("RTÖ 2026-0188")
    page.editor.form._follow()
    qtbot.waitUntil(lambda: entry.editor.accessibleDescription() == "")
