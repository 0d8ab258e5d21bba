"""The act of signing on screen: the very bytes, one way at a time, a colleague as guest, and refusals in words."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from krogkoll.decisions import State
from krogkoll.signing import PracticeAuthority, check
from tests.decisions.elsewhere import key_of, sign_elsewhere
from tests.inspections.night import START
from tests.signing.cards import MODULE, PIN, reader
from ui.signing import dialog as dialog_module
from ui.signing import panes
from ui.signing.dialog import ELSEWHERE, HERE, MINUTES, PAPER

from .signing_room import BOARD, signing_room  # noqa: F401

PRINTED = date(2026, 11, 15)


@pytest.fixture
def opened(qtbot, signing_room):  # noqa: F811
    """The dialog over the window; gives it, its workspace and the decision."""

    def make(**over):
        window, decision = signing_room(**over)
        context = window.shell._context
        asked = context.parts.sign_dialog(window.shell, decision.id)
        asked.open()
        qtbot.waitUntil(lambda: asked.signing is not None and asked.view.pages > 0, timeout=15_000)
        return asked, context.workspace, decision

    return make


def state_of(workspace, decision):
    return workspace.decisions.decision(decision.id).state


def test_the_very_bytes_are_shown_with_their_hash_and_who_signs_in_which_order(opened) -> None:
    asked, workspace, decision = opened()
    shown = workspace.decisions.read(decision.id)
    assert asked.view.pdf == shown.pdf
    assert asked.code.text().replace(" ", "").replace("\n", "") == shown.sha256
    assert asked.button.text() == "Underteckna som föredragande"
    assert asked.here.guest.isHidden()
    asked.reject()


def test_both_sign_here_the_colleague_as_guest_and_only_after_saying_who(qtbot, opened) -> None:
    asked, workspace, decision = opened()
    asked.button.click()
    qtbot.waitUntil(lambda: asked.signing.deciding, timeout=15_000)
    assert state_of(workspace, decision) is State.PRESENTED
    assert asked.button.text() == "Underteckna som beslutsfattare"
    assert asked.here.guest.text().startswith("Helena Strand undertecknar här som gäst")
    asked.button.click()
    assert asked.banner.text == "Kryssa först i vem du är."
    asked.here.myself.setChecked(True)
    asked.here.keys.ways.value = "service"
    with qtbot.waitSignal(asked.signed, timeout=15_000):
        asked.button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    sealed = workspace.decisions.read(decision.id)
    report = check(sealed.pdf, trust=())
    assert [signer.holder.name for signer in report.signers] == ["Johan Ek", "Helena Strand"]
    assert state_of(workspace, decision) is State.DECIDED


def test_a_file_goes_out_comes_back_and_one_that_is_not_ours_is_kept_beside(
    qtbot, opened, tmp_path, monkeypatch
) -> None:
    asked, workspace, decision = opened()
    asked.ways.value = ELSEWHERE
    assert asked.button.text() == "Läs in undertecknad fil"
    target = tmp_path / "ut.pdf"
    monkeypatch.setattr(panes, "pick_export", lambda parent, name: str(target.with_suffix("")))
    asked.elsewhere.export.click()
    qtbot.waitUntil(lambda: "ut.pdf" in asked.banner.text)
    issuer = PracticeAuthority.create(START - timedelta(days=60))
    back = tmp_path / "in.pdf"
    monkeypatch.setattr(dialog_module, "pick_signed", lambda parent: str(back))
    at = asked._context.now() - timedelta(seconds=30)
    back.write_bytes(sign_elsewhere(target.read_bytes(), key_of(issuer, "Kim Sandell"), field="presenter", at=at))
    asked.button.click()
    qtbot.waitUntil(lambda: "Certifikatet tillhör någon annan" in asked.banner.text, timeout=15_000)
    assert "sparad bland beslutets handlingar" in asked.banner.text
    assert state_of(workspace, decision) is State.READY
    back.write_bytes(sign_elsewhere(target.read_bytes(), key_of(issuer, "Johan Ek"), field="presenter", at=at))
    asked.button.click()
    qtbot.waitUntil(lambda: state_of(workspace, decision) is State.PRESENTED, timeout=15_000)
    qtbot.waitUntil(lambda: asked.signing.deciding)
    asked.reject()


def test_on_paper_everything_is_asked_for_and_then_it_is_locked(qtbot, opened, tmp_path, monkeypatch) -> None:
    asked, workspace, decision = opened()
    asked.ways.value = PAPER
    asked.button.click()
    assert asked.banner.text == "Kryssa i alla som har skrivit under på papperet."
    assert [one.text() for one in asked.on_paper.checks] == [
        "Johan Ek har skrivit under",
        "Helena Strand har skrivit under",
    ]
    for one in asked.on_paper.checks:
        one.setChecked(True)
    asked.button.click()
    assert asked.on_paper._day.problem == "Skriv dagen som 2026-11-25."
    asked.on_paper.day.setText("2026-11-14")
    asked.button.click()
    assert asked.banner.text == "Välj filen med det skannade papperet."
    scan = tmp_path / "skannat.pdf"
    scan.write_bytes(b"%PDF-1.7\nen bild av papperet\n%%EOF\n")
    monkeypatch.setattr(asked.on_paper.scan, "_pick", lambda parent: str(scan))
    asked.on_paper.scan.button.click()
    asked.button.click()
    qtbot.waitUntil(lambda: "daterat en annan dag" in asked.banner.text)
    asked.on_paper.day.setText(PRINTED.isoformat())
    with qtbot.waitSignal(asked.signed, timeout=15_000):
        asked.button.click()
    assert state_of(workspace, decision) is State.DECIDED


def test_what_a_board_decides_is_registered_by_its_minutes(qtbot, opened) -> None:
    asked, workspace, decision = opened(**BOARD, minutes_on=PRINTED)
    asked.ways.value = MINUTES
    assert asked.button.text() == "Registrera nämndens beslut"
    asked.button.click()
    assert asked.banner.text == "Skriv vilket protokoll och vilken paragraf."
    asked.minutes.reference.setText("§ 113/2026")
    asked.minutes.day.setText(PRINTED.isoformat())
    asked.button.click()
    qtbot.waitUntil(lambda: "annat protokoll" in asked.banner.text)
    asked.minutes.reference.setText("§ 112/2026")
    with qtbot.waitSignal(asked.signed, timeout=15_000):
        asked.button.click()
    assert state_of(workspace, decision) is State.DECIDED


def test_a_real_workspace_offers_no_practice_key_and_asks_for_a_file_or_a_card(opened) -> None:
    asked, _, _ = opened(practice=False)
    assert asked.ways.value == HERE
    assert asked.here.keys.ways._values == ["file", "card"]
    asked.button.click()
    assert asked.banner.text == "Välj först filen med din underskriftsnyckel."
    asked.here.keys.ways.value = "card"
    asked.button.click()
    assert asked.banner.text == "Läs först av kortet i läsaren."
    asked.reject()


def test_a_card_is_read_asked_for_its_pin_and_signs(qtbot, opened, tmp_path) -> None:
    asked, workspace, decision = opened()
    keys = asked.here.keys
    keys.ways.value = "card"
    folder = tmp_path / "läsare"
    folder.mkdir()
    with reader(folder) as card:
        keys.card.module.edit.setText(str(MODULE))
        keys.card.reader.click()
        qtbot.waitUntil(lambda: "inget certifikat" in asked.banner.text, timeout=15_000)
        card.put("Johan Ek")
        keys.card.reader.click()
        qtbot.waitUntil(lambda: keys.card.chosen is not None, timeout=15_000)
        assert keys.card.certificate.currentText().startswith("Johan Ek, ÖVNING")
        keys.card.pin.setText("000000")
        asked.button.click()
        qtbot.waitUntil(lambda: "Få försök är kvar" in asked.banner.text, timeout=15_000)
        assert "000000" not in asked.banner.text
        keys.card.pin.setText(PIN)
        asked.button.click()
        qtbot.waitUntil(lambda: asked.signing.deciding, timeout=15_000)
    assert keys.card.pin.text() == ""
    assert state_of(workspace, decision) is State.PRESENTED
    asked.reject()
