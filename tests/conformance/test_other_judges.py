"""Other judges than veraPDF: outloud, poppler and qpdf, each shown to notice what is spoilt."""

import re

import outloud
import pytest

from krogkoll.documents import Paragraph, build
from tests.documents.mutations import MUTATIONS, mutated
from tests.documents.sample import decision, document

NOTICED = {
    "drop_alt": "FIG-001",
    "drop_language": "DOC-013",
    "drop_tree": "DOC-002",
    "drop_mark_info": "DOC-001",
    "drop_title_display": "DOC-011",
    "drop_font_file": "TXT-001",
    "drop_to_unicode": "TXT-002",
    "drop_tabs": "LNK-005",
    "drop_tooltip": "FRM-001",
    "drop_link_words": "LNK-002",
    "drop_scope": "TBL-002",
    "jump_heading": "HDG-001",
    "drop_ua_claim": "DOC-012",
}


def heard(pdf, folder):
    """The rules that outloud finds broken, warnings too."""
    path = folder / "heard.pdf"
    path.write_bytes(pdf)
    result = outloud.check(str(path))
    assert result.error is None
    return {finding.rule for finding in result.findings if finding.severity in ("error", "warning")}


def structure_lines(printed):
    """The texts of pdfinfo -struct-text: what stands between quotation marks."""
    return [line.strip()[1:-1] for line in printed.splitlines() if line.strip().startswith('"')]


def squeezed(text):
    return "".join(text.split())


def test_outloud_has_nothing_to_say(finished, tmp_path):
    assert heard(finished, tmp_path) == set()


def test_outloud_has_nothing_to_say_of_signed_documents(signed, tmp_path):
    assert heard(signed, tmp_path) == set()


def test_outloud_notices_what_is_spoilt(tmp_path):
    small = build(decision(1)).pdf
    for name, rule in NOTICED.items():
        assert rule in heard(mutated(small, MUTATIONS[name]), tmp_path), name


def test_qpdf_finds_no_fault(tool, finished, signed):
    for pdf in (finished, signed):
        assert "No syntax or stream encoding errors" in tool(pdf, "qpdf", "--check")


def test_qpdf_notices_damage(tool, finished):
    with pytest.raises(AssertionError):
        tool(finished[:-900], "qpdf", "--check")


def test_poppler_reads_the_structure_as_the_source_has_it(tool):
    built = build(decision(6))
    lines = structure_lines(tool(built.pdf, "pdfinfo", "-struct-text"))
    assert squeezed("".join(lines)) == squeezed(built.source_text)
    said = [" ".join(line.split()) for line in lines]
    parted = re.compile(r"\d\. |• |.*oresund\.example")  # list labels and links are elements of their own
    whole = [line for line in built.source_text.splitlines() if not parted.match(line)]
    assert len(whole) > 60
    for line in whole:
        assert line in said


def test_poppler_notices_words_that_are_joined(tool, monkeypatch):
    from krogkoll.documents import lines

    monkeypatch.setattr(lines, "_space", lambda word, style: lines._chunk(style.face(False, False), "", "", style.size))
    pdf = build(document(Paragraph(text="En rad som är så lång att den säkert måste brytas någonstans. " * 3))).pdf
    said = " ".join(structure_lines(tool(pdf, "pdfinfo", "-struct-text")))
    assert "En rad som är så lång att den säkert måste brytas någonstans. En rad" not in said


def test_poppler_extracts_every_letter_of_the_source(tool):
    built = build(decision(6))
    shown = squeezed(tool(built.pdf, "pdftotext", "-raw", after=("-",)))
    for line in built.source_text.splitlines():
        for word in line.split():
            assert word in shown
    assert squeezed("Skrivelsen ska ha kommit in till räddningstjänsten senast tre veckor") in shown


def test_poppler_notices_letters_that_are_lost(tool, finished):
    shown = squeezed(tool(mutated(finished, MUTATIONS["other_words"]), "pdftotext", "-raw", after=("-",)))
    assert "skriftligt" not in shown


def test_every_font_is_embedded_as_a_subset_with_its_text(tool, finished, signed):
    for pdf in (finished, signed):
        rows = tool(pdf, "pdffonts").splitlines()[2:]
        assert rows
        for row in rows:
            assert re.match(r"[A-Z]{6}\+SourceSans3-\w+ +TrueType +WinAnsi +yes yes yes", row), row
