"""VeraPDF's verdict on unsigned and signed documents, and proof that it notices what is spoilt."""

from dataclasses import replace

import pytest

from krogkoll.documents import (
    Bullets,
    Facts,
    Heading,
    LetterColumn,
    Letterhead,
    Mark,
    MetaField,
    Paragraph,
    Photos,
    SignatureField,
    Signatures,
    Span,
    Table,
    build,
)
from tests.conformance.conftest import FLAVOURS
from tests.documents.mutations import MUTATIONS, mutated
from tests.documents.sample import LETTERHEAD, SIGNATURES, decision, document, jpeg, photo

LONG = "Räddningstjänstförbundsdirektionsledamotsersättarvalberedning" * 4
MARK = Mark(jpeg=jpeg(5, 600, 240), width=600, height=240, alt="Räddningstjänstens märke")
FIELDS = tuple(
    SignatureField(name=f"witness{number}", caption="Närvarande", person=f"Person {number}") for number in range(5)
)

DOCUMENTS = {
    "no photos": lambda: decision(0),
    "one photo": lambda: decision(1),
    "sixty photos": lambda: decision(60),
    "real, with secrecy note": lambda: decision(3, practice=False, secrecy_note="Sekretess: 32 kap. OSL"),
    "title only": lambda: document(meta=(), reference="", letterhead=Letterhead(authority="A")),
    "no signatures": lambda: document(Paragraph(text="Ett protokoll utan underskrift."), kind="tillsynsprotokoll"),
    "grey and upright photos": lambda: document(
        Photos(photos=(photo(1, jpeg(1, 400, 780, "L")), photo(2, jpeg(2, 780, 100)))), SIGNATURES
    ),
    "long words and odd characters": lambda: document(
        Paragraph(text=LONG),
        Table(headers=("Nr", LONG), rows=(("", LONG), (LONG, ""), ("☐ ✓ − → € ½ “citat”", "a\nb"))),
        Facts(rows=(("Tid", "kl. 23.31"), (LONG, LONG), ("Plats", ""))),
        Bullets(items=((Span(text="halvfet", strong=True), Span(text=" kursiv", emphasis=True)), LONG)),
        Heading(level=2, text=LONG),
        Heading(level=3, text='<Rubrik> & "tecken"'),
        title='<Titel> & "tecken" ' + LONG,
        meta=(MetaField(label="Mottagare", lines=("",)), MetaField(label="Datum", lines=("2026-11-15",))),
        letterhead=Letterhead(authority=LONG, columns=(LetterColumn(label=LONG[:60], lines=(LONG,)),)),
    ),
    "tables, links and lists over pages": lambda: document(
        Table(headers=("Nr", "Text"), rows=tuple((str(number), "rtj@oresund.example " * 12) for number in range(60))),
        Bullets(items=("www.example.se/" + "a" * 120, "ord " * 900)),
    ),
    "a mark and a unit at its head": lambda: decision(
        1, letterhead=replace(LETTERHEAD, unit="Enheten för tillsyn", mark=MARK)
    ),
    "five signatures": lambda: document(Signatures(fields=FIELDS)),
}

# The rule of each standard that a mutation breaks; what is allowed by both is noticed by our own check only.
BROKEN = {
    "drop_alt": {"ua1": "7.3-1"},
    "drop_language": {"ua1": "7.2-34"},
    "drop_tree": {"2a": "6.7.3.3-1", "ua1": "7.1-11"},
    "drop_mark_info": {"2a": "6.7.2.2-1", "ua1": "6.2-1"},
    "drop_intent": {"2a": "6.2.4.3-2"},
    "drop_title_display": {"ua1": "7.1-10"},
    "drop_font_file": {"2a": "6.2.11.4.1-1", "ua1": "7.21.4.1-1"},
    "drop_to_unicode": {"2a": "6.2.11.7.2-1", "ua1": "7.21.7-1"},
    "drop_tabs": {"ua1": "7.18.3-1"},
    "drop_tooltip": {"ua1": "7.18.1-3"},
    "drop_appearance": {"2a": "6.3.3-1"},
    "drop_link_words": {"ua1": "7.18.5-2"},
    "drop_link_parent": {"ua1": "7.18.5-1"},
    "unprinted_link": {"2a": "6.3.2-2"},
    "drop_scope": {"ua1": "7.5-1"},
    "jump_heading": {"ua1": "7.4.2-1"},
    "add_untagged": {"ua1": "7.1-3"},
    "cmyk_photo": {"2a": "6.2.4.3-3"},
    "drop_extension_schema": {"2a": "6.6.2.3.1-1"},
    "claim_another_part": {"2a": "6.6.4-3"},
    "drop_ua_claim": {"ua1": "5-1"},
    "javascript": {"2a": "6.5.1-1"},
}


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_unsigned_documents_conform(verapdf, name, flavour):
    assert verapdf(build(DOCUMENTS[name]()).pdf, flavour) == {}


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_signed_documents_conform(verapdf, signed, flavour):
    assert verapdf(signed, flavour) == {}


@pytest.mark.parametrize("name", BROKEN)
def test_each_mutation_turns_verapdf_red(verapdf, finished, name):
    spoilt = mutated(finished, MUTATIONS[name])
    for flavour, rule in BROKEN[name].items():
        assert rule in verapdf(spoilt, flavour)


def test_what_is_no_pdf_is_refused(verapdf):
    assert "unreadable" in verapdf(b"hej", "2a")
