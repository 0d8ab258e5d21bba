"""The report in a visit: looked at, marked by the person met, signed, locked, left as a copy, added to."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from krogkoll.signing import PracticeAuthority
from ui import printing, signing_keys
from ui.report import leave_dialog
from ui.theme import DENSITIES
from ui.widgets.signature_pad import SignaturePad

from .test_every_screen import check
from .week import last_week


def dialog(qtbot):
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()


@pytest.fixture
def panel(qtbot, window_of):
    ids = []
    window = window_of(0, fill=lambda workspace: ids.extend(last_week(workspace)), practice=True)
    made = window.shell._context.parts.report_panel()
    window.shell._stack.addWidget(made.widget)
    window.shell._stack.setCurrentWidget(made.widget)
    made.read((("inspection", ids[0]),))
    qtbot.waitUntil(lambda: made.state is not None)
    return made


def shown(qtbot, panel):
    panel.first.button.click()
    qtbot.waitUntil(lambda: panel.view.pages > 0)


def draw(qtbot, pad):
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 90))
    for x in (120, 200, 280):
        qtbot.mouseMove(pad, QPoint(x, 60 + x % 50))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(280, 100))


def signed(qtbot, panel):
    shown(qtbot, panel)
    panel.sign()
    dialog(qtbot).button.click()
    qtbot.waitUntil(lambda: panel.state.signed and panel.view.pages > 0)


def test_a_drawn_stroke_is_kept_in_parts_of_the_width_and_can_be_wiped(qtbot, theme):
    pad = SignaturePad(theme, "Ruta")
    qtbot.addWidget(pad)
    pad.show()
    draw(qtbot, pad)
    (stroke,) = pad.strokes
    assert len(stroke) >= 2
    assert all(0 <= x <= 1 and 0 <= y <= 1 / 3 and t >= 0 and 0 <= p <= 1 for x, y, t, p in stroke)
    pad.wipe()
    assert pad.strokes == ()


def test_a_pen_gives_its_pressure(qtbot, theme):
    pad = SignaturePad(theme, "Ruta")
    qtbot.addWidget(pad)
    pad.show()
    kinds = (QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease)
    for number, kind in enumerate(kinds):
        at = QPointF(50 + 40 * number, 90)
        device = QPointingDevice.primaryPointingDevice()
        event = QTabletEvent(
            kind,
            device,
            at,
            at,
            0.9,
            0,
            0,
            0,
            0,
            0,
            Qt.KeyboardModifier.NoModifier,
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
        )
        QApplication.sendEvent(pad, event)
    ((first, second),) = pad.strokes
    assert (first[3], second[3]) == (0.9, 0.9)
    assert first[0] < second[0]


def test_the_report_is_shown_marked_signed_and_then_locked(qtbot, panel):
    assert panel.state.paper is None
    shown(qtbot, panel)
    first = panel.state.paper.current_sha256
    panel.ask_mark(refused=False)
    asked = dialog(qtbot)
    asked.button.click()
    assert "Rita namnteckningen" in asked._banner.text
    draw(qtbot, asked.pad)
    asked.button.click()
    qtbot.waitUntil(lambda: panel.state.mark is not None and panel.state.paper.current_sha256 != first)
    assert panel.state.mark.shown_sha256 == first
    qtbot.waitUntil(lambda: panel.view.pages > 0)
    assert "Ritad namnteckning: Kim Sandell" in panel.view.scroller.accessibleDescription()
    panel.sign()
    dialog(qtbot).button.click()
    qtbot.waitUntil(lambda: panel.state.signed)
    assert panel.state.visit.sealed
    assert not panel.side.sign.isVisible()
    assert panel.side.leave.isVisible()


def test_a_refusal_needs_its_reason_and_a_witness(qtbot, panel):
    shown(qtbot, panel)
    panel.ask_mark(refused=True)
    asked = dialog(qtbot)
    asked.button.click()
    assert asked._fields["reason"].problem
    assert asked._fields["witness"].problem
    asked.reason.setText("Vill ha ombud")
    asked.witness.setText("Maria Berg")
    asked.button.click()
    qtbot.waitUntil(lambda: panel.state.mark is not None and panel.state.mark.refused)
    assert "ville inte rita" in panel.side._mark_text.text()


def test_a_copy_is_saved_or_printed_and_trouble_is_said(qtbot, panel, monkeypatch, tmp_path):
    signed(qtbot, panel)
    target = tmp_path / "kopia"
    monkeypatch.setattr(leave_dialog, "pick_target", lambda *_: str(target))
    printed = []
    monkeypatch.setattr(leave_dialog, "print_images", lambda _, images: printed.extend(images) or True)
    panel.leave()
    asked = dialog(qtbot)
    asked.to.clear()
    asked.save.click()
    assert asked._field.problem == "Skriv vem som får kopian."
    asked.to.setText("Kim Sandell")
    asked.save.click()
    qtbot.waitUntil(lambda: asked.banner.text == "Kopian är sparad.")
    assert target.with_suffix(".pdf").read_bytes() == panel.state.pdf
    asked.save.click()
    qtbot.waitUntil(lambda: "finns redan" in asked.banner.text)
    asked.print.click()
    qtbot.waitUntil(lambda: asked.banner.text == "Kopian är skickad till skrivaren.")
    assert all(isinstance(image, QImage) and image.width() == 2480 for image in printed)


def test_pages_are_drawn_on_a_real_printer_device(qtbot, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ut.pdf"))
    image = QImage(248, 351, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    printing.draw_pages(printer, [image, image])
    import pikepdf

    with pikepdf.Pdf.open(tmp_path / "ut.pdf") as pdf:
        assert len(pdf.pages) == 2


def test_an_addition_is_written_shown_and_signed(qtbot, panel):
    signed(qtbot, panel)
    before = panel.state.pdf
    panel.add()
    asked = dialog(qtbot)
    asked.button.click()
    assert asked._fields["text"].problem
    asked.text.setPlainText("Dörren mättes till 82 centimeter.")
    asked.reason.setPlainText("Kom inte med.")
    asked.button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() not in (None, asked))
    dialog(qtbot).button.click()
    qtbot.waitUntil(lambda: bool(panel.state.addenda) and panel.state.addenda[0][1] is not None)
    qtbot.waitUntil(lambda: panel.state.addenda[0][1].sealed)
    assert panel.state.pdf == before


def test_what_is_typed_in_an_addition_survives_leaving_it(qtbot, panel):
    signed(qtbot, panel)
    panel.add()
    first = dialog(qtbot)
    first.text.setPlainText("Halvvägs")
    first._draft.keep()
    first.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    panel.add()
    second = dialog(qtbot)
    qtbot.waitUntil(lambda: second.text.toPlainText() == "Halvvägs")
    second.reject()


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_of_the_report_fits_a_small_window_and_can_be_heard(qtbot, panel, theme, density):
    theme.use("light", density)
    panel.window().resize(1024, 640)
    check("none", panel.window(), density)
    shown(qtbot, panel)
    check("shown", panel.window(), density)
    for refused in (False, True):
        panel.ask_mark(refused=refused)
        asked = dialog(qtbot)
        check(f"mark {refused}", asked, density)
        asked.reject()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    panel.sign()
    check("sign", dialog(qtbot), density)
    dialog(qtbot).button.click()
    qtbot.waitUntil(lambda: panel.state.signed and panel.view.pages > 0)
    check("signed", panel.window(), density)
    for start in (panel.leave, panel.add):
        start()
        asked = dialog(qtbot)
        check(start.__name__, asked, density)
        asked.reject()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_lock_closes_every_dialog_and_keeps_what_was_being_typed(qtbot, panel):
    signed(qtbot, panel)
    panel.add()
    asked = dialog(qtbot)
    asked.text.setPlainText("Mitt i en mening")
    window, workspace = panel.window(), panel._context.workspace
    name = f"addendum:{panel.state.visit.id}"
    window.shell._stack.setCurrentIndex(0)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    qtbot.waitUntil(lambda: (workspace.drafts.load(name) or {}).get("text") == "Mitt i en mening")


def test_a_real_workspace_asks_for_a_key_and_says_what_is_wrong_with_it(qtbot, window_of, tmp_path, monkeypatch):
    ids = []
    window = window_of(0, fill=lambda workspace: ids.extend(last_week(workspace)))
    panel = window.shell._context.parts.report_panel()
    window.shell._stack.addWidget(panel.widget)
    window.shell._stack.setCurrentWidget(panel.widget)
    panel.read((("inspection", ids[0]),))
    qtbot.waitUntil(lambda: panel.state is not None)
    shown(qtbot, panel)
    now = panel._context.now()
    issuer = PracticeAuthority.create(now - timedelta(days=3))
    key = tmp_path / "nyckel.p12"
    key.write_bytes(
        issuer.issue(name="Anna Lindqvist", organisation="x", passphrase="rätt", valid_from=now - timedelta(days=1))
    )
    monkeypatch.setattr(signing_keys, "pick_key", lambda _: str(key))
    panel.sign()
    asked = dialog(qtbot)
    check("sign with a key", asked, "desk")
    asked.button.click()
    assert asked._banner.text == "Välj först filen med din underskriftsnyckel."
    asked.keys.file.key.choose()
    asked.keys.file.passphrase.setText("fel")
    asked.button.click()
    qtbot.waitUntil(lambda: "Fel lösenord" in asked._banner.text)
    asked.keys.file.passphrase.setText("rätt")
    asked.button.click()
    qtbot.waitUntil(lambda: "övningsnyckel" in asked._banner.text)
    assert not panel.state.signed
    asked.reject()
