"""The first run: what is missing is said, weak passphrases stop, the recovery key is proved."""

from PySide6 import QtPrintSupport
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLineEdit

from krogkoll.kernel.errors import StoreTrouble
from ui.access.paper import draw_paper

from .conftest import PASSPHRASE


def test_a_first_run_says_what_is_missing_instead_of_a_dead_button(qtbot, show, gate):
    window = show(gate)
    step = window.access.person
    qtbot.mouseClick(step.button, Qt.MouseButton.LeftButton)
    assert step.problems() == ("Skriv ditt namn.", "Välj eller skriv din myndighet.")
    assert step.name.hasFocus()


def test_an_authority_of_the_list_is_stored_by_its_id_and_a_typed_one_as_typed(qtbot, show, gate):
    window = show(gate)
    step, seen = window.access.person, []
    step.done.connect(seen.append)
    step.name.setText("  Anna   Lindqvist ")
    step.authority.setCurrentText("Landskrona stad, alkoholnämnden (exempel)")
    step.button.click()
    step.authority.setCurrentText("Nämnden för ordning")
    step.button.click()
    assert [(one.name, one.authority) for one in seen] == [
        ("Anna Lindqvist", "k1282.alkohol"),
        ("Anna Lindqvist", "Nämnden för ordning"),
    ]


def test_a_weak_passphrase_does_not_get_further_and_the_reason_stands_beside_the_button(show, gate):
    step = show(gate).access.passphrase
    step.first.setText("landskrona2026")
    step.second.setText("landskrona2026")
    assert not step.button.isEnabled()
    assert step.reason == "Lösenfrasen är för lätt att gissa"
    assert step.button.accessibleDescription() == step.reason
    step.first.setText(PASSPHRASE)
    assert step.reason == "Skriv den en gång till"
    step.second.setText(PASSPHRASE)
    assert step.button.isEnabled()


def test_the_suggestion_fills_both_fields_and_is_shown_once(show, gate):
    step = show(gate).access.passphrase
    step.suggestion.use()
    assert step.first.text() == step.second.text()
    assert step.first.echoMode() is QLineEdit.EchoMode.Normal
    assert step.button.isEnabled()
    before = step.first.text()
    step.suggestion.renew()
    step.suggestion.use()
    assert step.first.text() != before


def test_a_full_disk_at_the_first_run_keeps_what_was_typed(qtbot, show, gate, monkeypatch):
    def full(*_):
        raise StoreTrouble("disk-full")

    window = show(gate)
    monkeypatch.setattr(gate, "create", full)
    screen = window.access
    screen.person.name.setText("Anna")
    screen.person.authority.setCurrentText("Nämnden")
    screen.person.button.click()
    screen.passphrase.first.setText(PASSPHRASE)
    screen.passphrase.second.setText(PASSPHRASE)
    screen.passphrase.button.click()
    qtbot.waitUntil(screen.banner.isVisible)
    assert "Disken är full" in screen.banner.text
    assert screen.passphrase.first.text() == PASSPHRASE
    assert screen.passphrase.button.isEnabled()


def test_only_the_two_groups_from_the_paper_open_the_last_step(show, gate):
    step = show(gate).access.recovery
    step.show_key("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-0123")
    first, second = step.asked
    step.edits[0].setText("ZZZZ")
    assert not step.button.isEnabled()
    step.edits[0].setText(step.groups[first].lower())
    step.edits[1].setText(step.groups[second].replace("0", "o"))
    assert step.button.isEnabled()
    step.forget()
    assert step.groups == ()


def test_the_paper_shows_every_group(qapp, theme):
    page = QImage(800, 1130, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    blank = page.copy()
    painter = QPainter(page)
    draw_paper(painter, theme, page.rect().toRectF(), ["AAAA"] * 7)
    painter.end()
    assert page != blank


def test_printing_asks_for_a_printer_and_prints_one_page(show, gate, monkeypatch, tmp_path):
    target = tmp_path / "nyckel.pdf"
    asked = []

    class Accepting:
        DialogCode = QtPrintSupport.QPrintDialog.DialogCode

        def __init__(self, printer, parent):
            printer.setOutputFormat(QtPrintSupport.QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(target))

        def setWindowTitle(self, title):
            asked.append(title)

        def exec(self):
            return self.DialogCode.Accepted

    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", Accepting)
    step = show(gate).access.recovery
    step.show_key("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-0123")
    step.print_button.click()
    assert asked == ["Skriv ut återställningsnyckeln"]
    assert target.read_bytes().startswith(b"%PDF")
    step.forget()
