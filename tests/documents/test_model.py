"""What keeps a document from being built is said before anything is drawn."""

from dataclasses import replace
from datetime import datetime

import pytest

from krogkoll.documents import (
    Appeal,
    Heading,
    LetterColumn,
    Letterhead,
    Photos,
    SignatureField,
    Signatures,
    Table,
    build,
    problems,
)
from krogkoll.kernel.errors import Invalid
from tests.documents.sample import decision, document, photo


def found(*blocks, **over):
    return [(problem.field, problem.problem) for problem in problems(document(*blocks, **over))]


def test_the_sample_has_no_problems():
    assert problems(decision(6)) == ()


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({"title": " "}, ("title", "missing")),
        ({"kind": ""}, ("kind", "missing")),
        ({"letterhead": Letterhead(authority="")}, ("letterhead.authority", "missing")),
        (
            {"letterhead": Letterhead(authority="A", columns=tuple(LetterColumn(label=str(nr)) for nr in range(4)))},
            ("letterhead.columns", "too-many"),
        ),
        ({"made_at": datetime(2026, 11, 15)}, ("made_at", "no-time-zone")),  # noqa: DTZ001 - that is the fault
    ],
)
def test_what_a_document_must_have(over, expected):
    assert found(**over) == [expected]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Heading(level=2, text=" "), ("blocks[0]", "missing")),
        (Heading(level=3, text="Mer"), ("blocks[0].level", "jumps")),
        (Heading(level=1, text="Mer"), ("blocks[0].level", "jumps")),
        (Table(headers=("a", "b"), rows=(("1",),)), ("blocks[0]", "uneven")),
        (Table(headers=(), rows=()), ("blocks[0]", "uneven")),
        (Table(headers=("a",), rows=(("1",),), widths=(1, 2)), ("blocks[0]", "uneven")),
        (Photos(photos=(replace(photo(1), alt=" "),)), ("blocks[0].photos[0].alt", "missing")),
        (
            Signatures(fields=(SignatureField(name="å b", caption="x", person="y"),)),
            ("blocks[0].fields[0]", "missing"),
        ),
        (Signatures(fields=(SignatureField(name="a", caption="x", person=""),)), ("blocks[0].fields[0]", "missing")),
    ],
)
def test_what_a_block_must_have(block, expected):
    assert found(block) == [expected]


def test_two_fields_may_not_share_a_name():
    field = SignatureField(name="presenter", caption="Föredragande", person="Johan Ek")
    assert found(Signatures(fields=(field, field))) == [("signatures", "same-name-twice")]


def test_a_third_level_heading_may_follow_a_section_that_brings_its_own_heading():
    assert found(Appeal(paragraphs=("Skriv.",)), Heading(level=3, text="Ombud")) == []


def test_a_document_with_problems_is_not_built():
    with pytest.raises(Invalid) as caught:
        build(document(title=""))
    assert caught.value.problems[0].field == "title"


def test_a_signature_field_speaks_of_person_and_part():
    field = SignatureField(name="a", caption="Föredragande", person="Johan Ek", role="Brandinspektör")
    assert field.line() == "Brandinspektör, föredragande"
    assert field.spoken() == "Elektronisk underskrift: Johan Ek, Brandinspektör, föredragande"
    assert replace(field, role="brandinspektör").line() == "Brandinspektör, föredragande"
    assert replace(field, caption="").line() == "Brandinspektör"
    assert replace(field, role="").line() == "Föredragande"
    assert replace(field, tooltip="Skriv under här").spoken() == "Skriv under här"
