"""Pages are filled so that nothing is parted that belongs together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krogkoll.documents import (
    Appeal,
    Heading,
    Orders,
    Paragraph,
    Photos,
    SignatureField,
    Signatures,
    Table,
    build,
    layout,
)
from krogkoll.documents.pages import Wish, fill_pages
from krogkoll.documents.pieces import Piece
from krogkoll.documents.styles import BODY_BOTTOM, FIRST_TOP, RUNNING_TOP
from krogkoll.kernel.errors import DocumentTrouble
from tests.documents.sample import SIGNATURES, document, photo

ROOM = RUNNING_TOP - BODY_BOTTOM
LINE = "En rad text som fyller ungefär en hel rad på sidan så att den blir lagom lång för ett prov i dag. "


def piece(height, **more):
    return Piece(height, lambda canvas, top: None, **more)


def heights(pages):
    return [[placed.height for placed, _ in page.placed] for page in pages]


@pytest.fixture
def filled(monkeypatch):
    """The pages of a document as the paginator made them, with all its pieces."""
    kept = []

    def spy(*asked):
        kept.append(fill_pages(*asked))
        return kept[-1]

    monkeypatch.setattr(layout, "fill_pages", spy)

    def run(*blocks, **over):
        build(document(*blocks, **over))
        return kept.pop()

    return run


def test_pieces_fill_a_page_and_go_on_with_the_next():
    pages = fill_pages([piece(ROOM / 3) for _ in range(8)])
    assert [len(page.placed) for page in pages] == [3, 3, 2]
    assert pages[0].placed[0][1] == FIRST_TOP
    assert pages[1].placed[0][1] == RUNNING_TOP


def test_glued_pieces_move_together():
    pages = fill_pages([piece(ROOM * 0.8), piece(20, glue=True), piece(ROOM * 0.3)])
    assert heights(pages) == [[ROOM * 0.8], [20, ROOM * 0.3]]


def test_glue_that_no_page_can_hold_gives_way():
    pages = fill_pages([piece(ROOM / 4, glue=True) for _ in range(9)])
    assert sum(len(page.placed) for page in pages) == 9
    assert all(bottom - placed.height >= BODY_BOTTOM - 0.01 for page in pages for placed, bottom in page.placed)


def test_a_piece_taller_than_a_page_is_refused():
    with pytest.raises(DocumentTrouble, match="does-not-fit"):
        fill_pages([piece(10), piece(ROOM + 50)])


def test_space_is_the_larger_of_two_wishes_and_nothing_at_the_top_of_a_page():
    (page,) = fill_pages([piece(10, before=50, after=7), piece(10, before=3), piece(10, before=9)])
    tops = [top for _, top in page.placed]
    assert tops == [FIRST_TOP, FIRST_TOP - 17, FIRST_TOP - 36]


def test_a_repeated_header_stands_over_a_table_that_goes_on():
    header = piece(30)
    rows = [piece(ROOM / 2 - 16, over=header) for _ in range(3)]
    pages = fill_pages([piece(30), *rows])
    assert heights(pages)[1:] == [[30, ROOM / 2 - 16]]
    assert pages[1].placed[0][0] is header


def test_a_wish_moves_a_group_to_a_page_of_its_own_if_little_is_left_blank():
    pieces = [piece(ROOM * 0.7), *[piece(ROOM * 0.2) for _ in range(3)]]
    assert [len(page.placed) for page in fill_pages(pieces, [Wish(1, 4, 0.5)])] == [1, 3]
    assert [len(page.placed) for page in fill_pages(pieces, [Wish(1, 4, 0.1)])] == [2, 2]


def test_a_wish_that_no_page_can_hold_is_left_alone():
    pieces = [piece(ROOM * 0.7), *[piece(ROOM * 0.2) for _ in range(6)]]
    assert len(fill_pages(pieces, [Wish(1, 7, 0.9)])[0].placed) == 2


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.floats(1, ROOM), st.floats(0, 40), st.floats(0, 40), st.booleans()), min_size=1, max_size=60)
)
def test_whatever_comes_is_placed_once_in_order_inside_the_page(sizes):
    pieces = [piece(height, before=before, after=after, glue=glue) for height, before, after, glue in sizes]
    pages = fill_pages(pieces)
    assert [placed for page in pages for placed, _ in page.placed] == pieces
    for page in pages:
        below = page.top
        for placed, top in page.placed:
            assert top <= below + 0.001
            below = top - placed.height
        assert below >= BODY_BOTTOM - 0.001


@pytest.mark.parametrize("lines", range(24, 40))
def test_no_heading_is_left_at_the_bottom_of_a_page_and_no_line_alone(filled, lines):
    blocks = [Paragraph(text=LINE.strip()) for _ in range(lines // 3)]
    pages = filled(*blocks, Heading(level=2, text="Skäl"), Heading(level=3, text="Mer"), Paragraph(text=LINE * lines))
    assert len(pages) > 1
    for page in pages[:-1]:
        assert not page.placed[-1][0].glue, "a page ends with a heading or a lone first line"


def test_paragraphs_of_two_and_three_lines_are_never_parted(filled):
    for count in range(18, 26):
        pages = filled(*[Paragraph(text=LINE * 2) for _ in range(count)])
        assert all(not page.placed[-1][0].glue for page in pages)


def test_the_signatures_are_kept_together_and_never_alone_on_a_page(filled):
    for count in range(6, 22):
        pages = filled(
            Paragraph(text=LINE * 3),
            *[Paragraph(text=LINE.strip()) for _ in range(count)],
            Heading(level=2, text="Upplysningar"),
            Paragraph(text=LINE * 2),
            SIGNATURES,
        )
        assert len(pages[-1].placed) > 6, "name, field and the section before are on the last page"


def test_how_to_appeal_stands_with_the_signatures_when_the_page_before_is_well_filled(filled):
    appeal = Appeal(paragraphs=(LINE * 3, LINE * 3))
    pages = filled(*[Paragraph(text=LINE * 2) for _ in range(8)], appeal, SIGNATURES)
    assert len(pages) == 2
    first, _ = pages[1].placed[0]
    assert first.height == 18, "the second page begins with the heading of the appeal"


def test_many_signatures_fit_on_pages_of_their_own(filled):
    fields = tuple(SignatureField(name=f"f{nr}", caption="Närvarande", person=f"Person {nr}") for nr in range(30))
    assert len(filled(Signatures(fields=fields))) > 1


def test_a_table_row_with_a_long_cell_goes_over_pages(filled):
    pages = filled(Table(headers=("Nr", "Iakttagelse"), rows=(("1", LINE * 120), ("2", "kort"))))
    assert len(pages) > 2
    assert all(page.placed[0][0] is not page.placed[1][0] for page in pages)


def test_photos_stand_two_by_two(filled):
    for count, rows in ((1, 1), (2, 1), (3, 2), (7, 4)):
        pages = filled(Photos(photos=tuple(photo(number) for number in range(1, count + 1))), meta=())
        tall = [placed for page in pages for placed, _ in page.placed if placed.height > 140]
        assert len(tall) == rows


def test_a_list_item_over_two_pages_is_one_item(filled):
    assert len(filled(Orders(items=(LINE * 20, LINE * 30)))) == 2


def test_a_short_paragraph_stays_with_the_photos_it_leads_up_to(filled):
    for count in range(4, 22):
        pages = filled(
            *[Paragraph(text=LINE.strip()) for _ in range(count)],
            Paragraph(text="Fotona är kopior."),
            Photos(photos=(photo(1),)),
        )
        assert [placed.height for placed, _ in pages[-1].placed][-2:] == [15.5, pytest.approx(154.8, abs=1)]
