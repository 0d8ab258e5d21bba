"""The finished file: the same bytes every time, nothing leaked, nothing decoded, every word in place."""

import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from krogkoll.documents import Bullets, Facts, MetaField, Paragraph, Photo, Photos, Span, Table, build, verify
from krogkoll.kernel.errors import DocumentTrouble
from tests.documents.sample import META, decision, document, jpeg, photo

ROOT = Path(__file__).resolve().parents[2]
PRINT_HASH = """
import hashlib
from krogkoll.documents import build
from tests.documents.sample import decision
print(hashlib.sha256(build(decision(2)).pdf).hexdigest())
"""


@pytest.fixture(scope="module")
def built():
    return build(decision(6))


@pytest.fixture
def opened(built):
    with pikepdf.open(BytesIO(built.pdf)) as pdf:
        yield pdf


def page_texts(pdf):
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            reader = page.get_textpage()
            texts.append(reader.get_text_bounded())
            reader.close()
            page.close()
        return texts
    finally:
        document.close()


def test_the_same_document_gives_the_same_bytes_in_every_process_and_with_every_hash_seed():
    hashes = set()
    for seed, zone in (("0", "UTC"), ("4711", "Europe/Stockholm")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", PRINT_HASH], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        hashes.add(done.stdout.strip())
    assert hashes == {hashlib.sha256(build(decision(2)).pdf).hexdigest()}


@pytest.mark.parametrize("photos", [0, 1, 60])
def test_any_number_of_photos_gives_a_file_that_verifies(photos):
    made = build(decision(photos))
    assert verify(made.pdf, made) == ()


def test_importing_the_package_is_cheap():
    slow = ("reportlab", "pikepdf", "uharfbuzz", "PIL")
    code = f"import sys, krogkoll.documents; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_only_the_documents_own_fonts_are_in_the_file(opened):
    names = {str(font.BaseFont) for page in opened.pages for font in page.obj.Resources.Font.values()}
    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+SourceSans3-\w+", name) for name in names)
    everything = [
        str(item.BaseFont) for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
    ]
    assert not [name for name in everything if "Helvetica" in name]


def test_nothing_of_reportlabs_habits_is_left(built, opened):
    assert b"ASCII85" not in built.pdf
    for page in opened.pages:
        assert "/Trans" not in page.obj
        assert "/ExtGState" not in page.obj.Resources
    assert "reportlab" not in opened.Root.Metadata.read_bytes().decode().lower()
    assert "ReportLab" not in str(dict(opened.trailer.Info))


def test_no_glyph_is_missing_and_no_letter_is_private(opened):
    for item in opened.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            for code in re.findall(rb"<([0-9A-F]{4})>\n", item.ToUnicode.read_bytes()):
                assert not 0xE000 <= int(code, 16) <= 0xF8FF


def test_words_with_f_and_t_keep_all_their_letters():
    made = build(document(Paragraph(text="Skriftligen offentlig fika i fjällhuset: ffi ffl fj tt ft.")))
    assert "Skriftligen offentlig fika i fjällhuset: ffi ffl fj tt ft." in page_texts(made.pdf)[0]
    assert verify(made.pdf, made) == ()


def test_photos_are_copied_byte_for_byte_and_only_once():
    made = jpeg(3)
    built = build(document(Photos(photos=(photo(1, made), photo(2, made), photo(3, jpeg(4, mode="L"))))))
    assert built.pdf.count(made) == 1
    with pikepdf.open(BytesIO(built.pdf)) as pdf:
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert sorted(str(image.ColorSpace) for image in images) == ["/DeviceGray", "/DeviceRGB"]


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "photo-not-jpeg"),
        (b"", "photo-not-jpeg"),
        (jpeg()[:200].replace(b"\xff\xc0", b"\xff\xc9"), "photo-not-jpeg"),
        (jpeg(mode="CMYK"), "photo-colours"),
        (jpeg()[:2] + b"\xff\xe1\x00\x08Exif\x00\x00" + jpeg()[2:], "photo-carries-metadata"),
    ],
)
def test_photos_that_must_not_be_printed_are_refused(spoilt, reason):
    shown = Photo(jpeg=spoilt, width=780, height=585, number=1, caption="En bild", alt="En bild.")
    with pytest.raises(DocumentTrouble, match=reason):
        build(document(Photos(photos=(shown,))))


def test_a_photo_of_another_size_than_it_says_is_refused():
    shown = Photo(jpeg=jpeg(), width=781, height=585, number=1, caption="En bild", alt="En bild.")
    with pytest.raises(DocumentTrouble, match="photo-size-differs"):
        build(document(Photos(photos=(shown,))))


@pytest.mark.parametrize("place", ["block", "reference", "foot"])
def test_characters_that_the_typeface_lacks_are_refused_by_name(place):
    from krogkoll.documents import LetterColumn, Letterhead

    over = {
        "block": {"blocks": (Paragraph(text="Glad \U0001f600 gäst"),)},
        "reference": {"reference": "RTÖ \U0001f600"},
        "foot": {"letterhead": Letterhead(authority="A", columns=(LetterColumn(label="\U0001f600"),))},
    }[place]
    with pytest.raises(DocumentTrouble) as caught:
        build(document(**over))
    assert caught.value.reason == "unprintable"
    assert caught.value.details["characters"] == "\U0001f600"


def test_practice_is_printed_as_text_on_every_page_and_only_then():
    assert all("ÖVNING" in text for text in page_texts(build(decision(6)).pdf))
    assert not any("ÖVNING" in text for text in page_texts(build(decision(6, practice=False)).pdf))


def test_every_page_says_which_it_is_and_later_ones_whose():
    texts = page_texts(build(decision(6, secrecy_note="Sekretess enligt 32 kap. OSL")).pdf)
    for number, text in enumerate(texts, start=1):
        assert f"Sida {number} av {len(texts)}" in text
        assert "Box 80, 261 80 Landskrona" in text
    for text in texts[1:]:
        assert "Räddningstjänsten Öresund (exempel)" in text
        assert "Dnr RTÖ 2026-0187" in text
        assert "Sekretess" in text


def test_a_field_without_a_recipient_is_left_out_with_its_label():
    made = build(document(meta=(*META[:2], MetaField(label="Mottagare", lines=("", " ")))))
    assert "Mottagare" not in made.source_text
    assert verify(made.pdf, made) == ()
    bare = build(document(meta=()))
    assert verify(bare.pdf, bare) == ()


def test_the_mark_says_who_made_the_file_and_what_it_hangs_on(built, opened):
    mark = opened.Root["/KrogkollDocument"]
    assert str(mark.Kind) == "beslut"
    assert str(mark.Reference) == "RTÖ 2026-0187"
    assert mark.Practice is True
    assert [str(anchor) for anchor in mark.Anchors] == [built.source_text.splitlines()[-1]]
    assert str(opened.trailer.Info.Producer).startswith("Krogkoll ")


def test_the_schema_of_pdfuaid_is_described_in_a_description_of_its_own(opened):
    packet = opened.Root.Metadata.read_bytes().decode()
    (described,) = [part for part in packet.split("<rdf:Description") if "pdfaExtension:schemas" in part]
    assert "pdfaid:part" not in described
    assert "pdfuaid:part" not in described
    assert "dc:title" not in described


def test_fields_for_signatures_are_empty_spoken_printed_and_locked(opened):
    fields = list(opened.Root.AcroForm.Fields)
    assert [str(field.T) for field in fields] == ["presenter", "decision_maker"]
    for field in fields:
        assert "/V" not in field
        assert field.F == 132
        assert str(field.TU).startswith("Elektronisk underskrift: ")
        assert field.AP.N.read_bytes() == b""
        assert field.FT == "/Sig"


def test_addresses_become_links_and_are_split_over_lines(opened):
    made = build(
        document(Paragraph(text="Skriv till " + "rtj@" + "mycket-" * 18 + "lang.example eller www.example.se/å."))
    )
    assert verify(made.pdf, made) == ()
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        links = [each for page in pdf.pages for each in page.obj.Annots if each.Subtype == "/Link"]
        targets = {str(link.A.URI) for link in links}
        assert len(links) > len(targets) == 2
        assert "https://www.example.se/%C3%A5" in targets


def test_bookmarks_follow_the_headings(opened):
    with opened.open_outline() as outline:
        (title,) = outline.root
        names = [item.title for item in title.children]
        assert title.title.startswith("Källarlokalen")
        assert names[:2] == ["Beslut", "Skäl för beslutet"]
        assert [item.title for item in title.children[1].children] == ["Proportionalitet och omedelbar verkan"]


def test_empty_blocks_leave_no_trace():
    empty = document(
        Paragraph(text=" "),
        Bullets(items=("", " ")),
        Facts(rows=((" ", "x"),)),
        Table(headers=("a",), rows=()),
        Photos(photos=()),
    )
    made = build(empty)
    assert verify(made.pdf, made) == ()
    assert made.source_text.splitlines()[-1] == empty.title


def test_a_cell_may_be_empty():
    made = build(document(Table(headers=("a", "b"), rows=(("", "1"), ("2", "")))))
    assert verify(made.pdf, made) == ()


def test_long_names_and_titles_are_held_inside_the_page():
    from krogkoll.documents import LetterColumn, Letterhead

    long = "Räddningstjänstförbundet för " + "Övningsköping och " * 12 + "Landskrona"
    head = Letterhead(authority=long, columns=tuple(LetterColumn(label="Adress", lines=(long[:90],)) for _ in range(3)))
    fields = tuple(MetaField(label=f"Fält {number}", lines=(long, "x" * 300)) for number in range(6))
    made = build(decision(0, letterhead=head, title=long, meta=fields, reference="X" * 200))
    assert verify(made.pdf, made) == ()


def test_a_foot_with_too_many_lines_is_refused():
    from krogkoll.documents import LetterColumn, Letterhead

    head = Letterhead(authority="A", columns=(LetterColumn(label="Adress", lines=tuple("abcdef")),))
    with pytest.raises(DocumentTrouble, match="foot-does-not-fit"):
        build(document(letterhead=head))


def test_threads_do_not_disturb_each_other():
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        made = {result.pdf for result in pool.map(build, [decision(2)] * 8)}
    assert made == {build(decision(2)).pdf}


LETTERS = "abcåäöÅÄÖé -–.,;:§()/\n\t\u00a0\u200b0123456789kapFflit@w"
TEXTS = st.one_of(
    st.text(st.sampled_from(LETTERS), max_size=300),
    st.lists(
        st.builds(
            Span, text=st.text(st.sampled_from(LETTERS), max_size=60), strong=st.booleans(), emphasis=st.booleans()
        ),
        max_size=5,
    ).map(tuple),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_whatever_is_typed_is_read_out_as_it_was_typed(texts):
    blocks = (
        *(Paragraph(text=text) for text in texts),
        Bullets(items=tuple(texts)),
        Table(headers=("Ett", "Två"), rows=tuple((text, texts[0]) for text in texts)),
        Facts(rows=tuple((f"Rad {number}", text) for number, text in enumerate(texts))),
    )
    made = build(document(*blocks))
    assert verify(made.pdf, made) == ()
