"""Poppler, OpenSSL, MuPDF and qpdf say the same of our signed files, and each notices when it should not."""

import shutil
import subprocess
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from krogkoll.signing import PracticeAuthority
from krogkoll.signing.ranges import signed_ranges
from tests.signing.attacks import page_edit
from tests.signing.material import AT, LATER, material


def run(*command, cwd=None):
    """Run a tool that the project's scripts install; its absence is a failure and not a pass."""
    assert shutil.which(command[0]), f"{command[0]} is not installed"
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def file(tmp_path):
    def write(pdf):
        path = tmp_path / "beslut.pdf"
        path.write_bytes(pdf)
        return str(path)

    return write


def flipped_in_text(pdf):
    altered = bytearray(pdf)
    altered[600] ^= 1
    return bytes(altered)


def test_poppler_finds_both_signatures_valid(file):
    code, words = run("pdfsig", "-nocert", file(material().two))
    assert code == 0
    assert words.count("Signature Validation: Signature is Valid.") == 2
    assert words.count("Signature Type: ETSI.CAdES.detached") == 2
    assert "Signature Field Name: decider" in words
    assert words.count("Total document signed") == 1
    assert words.count("Not total document signed") == 1
    assert "The signature form field is not signed." in words


def test_poppler_notices_a_flipped_byte(file):
    _, words = run("pdfsig", "-nocert", file(flipped_in_text(material().two)))
    assert "Signature is Valid" not in words


def openssl(tmp_path, pdf, which, authority=None, at=LATER):
    """OpenSSL's verdict on the cut stretches and the cut CMS, knowing nothing of PDF."""
    seal = signed_ranges(pdf)[which]
    (tmp_path / "text.bin").write_bytes(pdf[: seal.gap_start] + pdf[seal.gap_end : seal.end])
    (tmp_path / "cms.der").write_bytes(bytes.fromhex(seal.digits.decode()))
    (tmp_path / "ca.pem").write_bytes((authority or material().authority).ca_pem)
    command = "openssl cms -verify -binary -inform DER -in cms.der -content text.bin -CAfile ca.pem -purpose any"
    when = ("-attime", str(int(at.timestamp())), "-out", "text.out", "-certsout", "certs.pem")
    return run(*command.split(), *when, cwd=tmp_path)


@pytest.mark.parametrize("which", [0, 1])
def test_openssl_verifies_each_signature_and_its_chain(tmp_path, which):
    code, words = openssl(tmp_path, material().two, which)
    assert code == 0, words
    person = (material().presenter, material().decider)[which]
    assert person.certificate.public_bytes(Encoding.PEM).decode() in (tmp_path / "certs.pem").read_text()


def test_openssl_notices_a_flipped_byte_a_stranger_and_an_expired_certificate(tmp_path):
    assert openssl(tmp_path, flipped_in_text(material().two), 0)[0] != 0
    assert openssl(tmp_path, material().two, 0, authority=PracticeAuthority.create(AT))[0] != 0
    assert openssl(tmp_path, material().two, 0, at=AT + timedelta(days=1500))[0] != 0


def test_mupdf_sees_one_earlier_and_one_final_signature(file):
    _, words = run("mutool", "sign", "-v", file(material().two))
    assert words.count("The signature is valid but there have been edits since signing.") == 1
    assert words.count("The document is unchanged since signing.") == 1


def test_mupdf_notices_an_appended_edit_and_a_flipped_byte(file):
    _, edited = run("mutool", "sign", "-v", file(page_edit(material().two)))
    assert "The document is unchanged since signing." not in edited
    _, flipped = run("mutool", "sign", "-v", file(flipped_in_text(material().two)))
    assert "unchanged since signing" not in flipped
    assert "The signature is valid" not in flipped


def test_qpdf_finds_the_syntax_clean_and_notices_when_it_is_not(file):
    code, words = run("qpdf", "--check", file(material().two))
    assert code == 0, words
    assert "No syntax or stream encoding errors found" in words
    assert run("qpdf", "--check", file(material().two[:-40]))[0] != 0


def test_every_font_is_embedded(file):
    _, words = run("pdffonts", file(material().two))
    rows = words.splitlines()[2:]
    assert len(rows) >= 4
    assert all(row.split()[-5] == "yes" for row in rows), words


def test_the_visible_marks_are_drawn_on_the_page(file, tmp_path):
    _, text = run("pdftotext", "-layout", file(material().two), "-")
    assert "Undertecknat av Anna Ek" in text
    assert "Undertecknat av Bo Ask" in text
    assert "kl. 14.10" in text.replace("\u00a0", " ")
    _, before = run("pdftotext", "-layout", file(material().unsigned), "-")
    assert "Undertecknat av" not in before
