"""The second look before signing notices every way in which a file could be spoilt."""

import pytest

from krogkoll.documents import Paragraph, build, verify
from tests.documents.mutations import MUTATIONS, mutated
from tests.documents.sample import decision, document

EXPECTED = {
    "drop_alt": "alt-missing",
    "drop_language": "language-missing",
    "drop_tree": "structure-missing",
    "drop_mark_info": "not-marked",
    "drop_intent": "output-intent-missing",
    "drop_title_display": "title-not-shown",
    "drop_font_file": "font-not-embedded",
    "drop_to_unicode": "font-without-text",
    "drop_tabs": "page-untagged",
    "drop_tooltip": "annotation-unspoken",
    "drop_appearance": "field-without-appearance",
    "drop_link_words": "annotation-unspoken",
    "drop_link_parent": "annotation-untagged",
    "unprinted_link": "annotation-unprinted",
    "drop_scope": "scope-missing",
    "jump_heading": "heading-jumps",
    "add_untagged": "content-untagged",
    "add_transparency": "transparency",
    "add_transition": "page-transition",
    "add_soft_mask": "transparency",
    "cmyk_photo": "image-colours",
    "other_title": "metadata-differs",
    "other_date": "metadata-differs",
    "drop_mark": "mark-missing",
    "drop_extension_schema": "claims-missing",
    "claim_another_part": "claims-missing",
    "drop_ua_claim": "claims-missing",
    "other_words": "text-differs",
    "other_order": "text-differs",
    "javascript": "active-content",
}


@pytest.fixture(scope="module")
def built():
    return build(decision(2))


def test_a_file_that_was_only_saved_again_holds(built):
    assert verify(mutated(built.pdf, lambda pdf: None), built) == ()


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mutation_is_noticed(built, name):
    assert verify(mutated(built.pdf, MUTATIONS[name]), built) == (EXPECTED[name],)


def test_another_documents_text_is_noticed(built):
    other = build(document(Paragraph(text="Något helt annat.")))
    assert "text-differs" in verify(other.pdf, build(document(Paragraph(text="Något helt annat!"))))
    assert "page-count" in verify(other.pdf, built)


@pytest.mark.parametrize("spoilt", [b"", b"%PDF-1.7 nonsense", b"hej"])
def test_what_is_no_pdf_is_unreadable(built, spoilt):
    assert verify(spoilt, built) == ("unreadable",)


def test_words_joined_at_a_line_end_are_noticed(monkeypatch):
    """Reportlab's own habit: without a real space at the soft line end "i lokalen" is read "ilokalen"."""
    from krogkoll.documents import lines

    monkeypatch.setattr(lines, "_space", lambda word, style: lines._chunk(style.face(False, False), "", "", style.size))
    made = build(document(Paragraph(text="En rad som är så lång att den säkert måste brytas någonstans. " * 3)))
    assert verify(made.pdf, made) == ("text-differs",)
