"""The page Kontrollera says the same as `krogkoll verify`, of any file, and never holds the window up."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from krogkoll.security import Role
from krogkoll.signing import report_lines
from krogkoll.verification import verify_files
from tests.signing.material import material
from ui.check import page as page_module
from ui.check import trust as trust_module


@pytest.fixture
def check_page(qtbot, window_of):
    """The page in a window of somebody with this role."""

    def make(role=Role.MUNICIPAL_INSPECTOR):
        window = window_of(0, role)
        window.shell.go("check", "")
        return window.shell.pages["check"]

    return make


def files(tmp_path):
    """Some files that may be dropped, by name."""
    made = material()
    issuer = tmp_path / "utfärdare.pem"
    issuer.write_bytes(made.authority.ca_pem)
    flipped = bytearray(made.two)
    flipped[600] ^= 1
    contents = {
        "två.pdf": made.two,
        "en.pdf": made.one,
        "ingen.pdf": made.unsigned,
        "ändrad.pdf": bytes(flipped),
        "tillagd.pdf": made.two + b"\n% mer\n",
        "bild.jpg": b"\xff\xd8\xff bara en bild",
        "tom.pdf": b"",
        "avbruten.pdf": made.two[: len(made.two) // 2],
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in contents], issuer


def said(page):
    return " ".join(label.text() for label in page.verdict.findChildren(QLabel) if not label.isHidden())


def judged(qtbot, page, path):
    with qtbot.waitSignal(page.judged, timeout=20_000):
        page.judge(path)
    qtbot.waitUntil(lambda: page._context.jobs.idle)
    return said(page)


def test_the_page_and_the_command_judge_every_file_alike(qtbot, check_page, tmp_path) -> None:
    page = check_page()
    paths, issuer = files(tmp_path)
    page.trust.add([str(issuer)], [])
    for path in paths:
        words = judged(qtbot, page, path)
        _, command = verify_files([path], [issuer])
        report = command.files[0][1]
        assert (page.report.outcome, page.report.reasons) == (report.outcome, report.reasons), path.name
        assert [one.outcome for one in page.report.signers] == [one.outcome for one in report.signers]
        first = next(report_lines(report))
        assert first in words, path.name
        assert path.name in words


def test_each_signer_is_told_with_time_revision_and_that_nothing_proves_the_time(qtbot, check_page, tmp_path) -> None:
    page = check_page()
    paths, issuer = files(tmp_path)
    page.trust.add([str(issuer)], [])
    words = judged(qtbot, page, paths[0])
    for part in ("Anna Ek", "Bo Ask", "Underskriften håller.", "3\xa0november\xa02026", "Inte tidsstämplad än."):
        assert part in words, part
    assert words.count("Senare underskrifter har lagts till.") == 1
    assert "ÖVNING. Handlingen är undertecknad med en övningsnyckel" in words
    assert "Inte undertecknat än" in words


def test_without_a_chosen_issuer_nobody_is_believed_and_choosing_one_judges_anew(
    qtbot, check_page, tmp_path, monkeypatch
) -> None:
    page = check_page()
    paths, issuer = files(tmp_path)
    words = judged(qtbot, page, paths[0])
    assert "det går inte att säga vem som har undertecknat" in words
    monkeypatch.setattr(trust_module, "pick_certificates", lambda parent: [str(issuer)])
    with qtbot.waitSignal(page.judged, timeout=20_000):
        page.trust.add_certificate.click()
    assert page.report.holds
    with qtbot.waitSignal(page.judged, timeout=20_000):
        page.trust._drop(issuer, page.trust.certificates)
    assert not page.report.holds


def test_a_certificate_that_is_none_is_told_and_nothing_is_judged(qtbot, check_page, tmp_path) -> None:
    page = check_page()
    paths, _ = files(tmp_path)
    page.trust.add([str(tmp_path / "bild.jpg")], [])
    assert "betrodda certifikatet går inte att läsa" in judged(qtbot, page, paths[0])
    assert page.report is None


def test_a_file_that_is_gone_or_a_folder_is_told_in_words(qtbot, check_page, tmp_path) -> None:
    page = check_page()
    for path in (tmp_path / "borta.pdf", tmp_path):
        assert "Filen saknas, går inte att läsa" in judged(qtbot, page, path)


def test_files_are_dropped_anywhere_and_certificates_are_taken_as_such(qtbot, check_page, tmp_path) -> None:
    page = check_page()
    paths, issuer = files(tmp_path)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(issuer)), QUrl.fromLocalFile(str(paths[0]))])
    copy, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPoint(5, 5), copy, mime, button, key))
    qtbot.waitUntil(lambda: page.report is not None and page._context.jobs.idle, timeout=20_000)
    assert page.report.holds
    assert page.trust.certificates == [issuer]


@pytest.mark.parametrize("role", list(Role))
def test_anybody_may_check_whatever_their_role(qtbot, check_page, tmp_path, monkeypatch, role) -> None:
    page = check_page(role)
    paths, _ = files(tmp_path)
    monkeypatch.setattr(page_module, "pick_file", lambda parent: str(paths[1]))
    with qtbot.waitSignal(page.judged, timeout=20_000):
        page.deeds()["new"]()
    assert page.report.unsigned_fields


def test_of_two_files_in_a_row_only_the_last_is_shown(qtbot, check_page, tmp_path) -> None:
    page = check_page()
    paths, _ = files(tmp_path)
    page.judge(paths[0])
    page.judge(paths[5])
    qtbot.waitUntil(lambda: page._context.jobs.idle, timeout=20_000)
    assert "bild.jpg" in said(page)
    assert "två.pdf" not in said(page)


def test_whom_the_authority_trusts_counts_without_being_chosen(qtbot, window_of, tmp_path) -> None:
    window = window_of(0, Role.UNIT_ADMIN, practice=True)
    window.shell.go("check", "")
    page = window.shell.pages["check"]
    paths, issuer = files(tmp_path)
    judged(qtbot, page, paths[0])
    assert not page.report.holds
    with qtbot.waitSignal(page.judged, timeout=20_000):
        page._context.workspace.trust.trust(issuer.read_bytes(), "Övningens utfärdare")
    assert page.report.holds
    assert page.trust.known.text().startswith("En utfärdare som myndigheten litar på")
