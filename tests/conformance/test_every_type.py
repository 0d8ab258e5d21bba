"""Every type of decision before the independent judges: with 0, 1 and 60 photos, unsigned and signed by one and two."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import outloud
import pytest

from krogkoll.decisions import Basis, Decision, decision_document, signing_fields
from krogkoll.decisions.steps import basis_of
from krogkoll.documents import Built, build
from krogkoll.drill_room import drill_room
from krogkoll.house import letterhead_of
from krogkoll.inspections import Making
from krogkoll.law import all_decision_types, template
from krogkoll.samples import Studio
from krogkoll.samples_scene import examples_of, material
from krogkoll.security import Permission
from krogkoll.signing import sign
from tests.conformance.conftest import FLAVOURS
from tests.conformance.test_other_judges import squeezed, structure_lines
from tests.documents.sample import photo

TYPES = sorted(code for code, kind in all_decision_types().items() if kind.template)
PHOTOS = (0, 1, 60)


@dataclass(frozen=True)
class Papers:
    """One type's papers: unsigned by number of photos, and signed by one and by two where two sign."""

    unsigned: dict[int, Built]
    signed: list[bytes]
    shows_photos: bool


@pytest.fixture(scope="module")
def papers() -> dict[str, Papers]:
    """All papers of all types, from the worked examples."""
    with drill_room() as room:
        return dict(_made(Studio(room, None)))


def _made(studio: Studio) -> Iterator[tuple[str, Papers]]:
    for authority in material()["authority"]:
        with studio.opened(authority) as desk:
            for example in examples_of(authority["id"]):
                decision = desk.written(example)
                with desk.workspace.store.transaction(Permission.READ_DECISIONS) as tx:
                    basis, at, head = basis_of(tx, decision, practice=True), tx.now, letterhead_of(tx)
                making = Making(
                    authority=authority["id"],
                    letterhead=head,
                    kinds=basis.kinds,
                    practice=True,
                    made_at=at,
                    anchors=("ändringslogg 95:cd8eb", "granskningslogg 194:32c42"),
                    photos={},
                )
                unsigned = {count: _built(decision, basis, making, count) for count in PHOTOS}
                signed = _signed(studio, decision, unsigned[1].pdf, at)
                shows = any(b.slot == "photos" for s in template(_template(decision)).sections for b in s.blocks)
                yield decision.type_code, Papers(unsigned, signed, shows and basis.visit is not None)
                if any(row.get("corrects") == decision.type_code for row in material()["example"]):
                    desk.sign(decision)


def _template(decision: Decision) -> str:
    return all_decision_types()[decision.type_code].template


def _built(decision: Decision, basis: Basis, making: Making, count: int) -> Built:
    """The paper with so many photos of its first finding."""
    names = tuple(f"photo-{number}" for number in range(1, count + 1))
    shown = {name: photo(number) for number, name in enumerate(names, start=1)}
    if basis.visit is not None and basis.visit.findings:
        first, *rest = (replace(one, photo_ids=()) for one in basis.visit.findings)
        visit = replace(basis.visit, findings=(replace(first, photo_ids=names), *rest))
        basis = replace(basis, visit=visit, cleared=frozenset(names))
    return build(decision_document(decision, basis, replace(making, photos=shown)))


def _signed(studio: Studio, decision: Decision, pdf: bytes, at) -> list[bytes]:
    people = {"presenter": decision.presenter_name, "decision_maker": decision.decision_maker_name}
    found = []
    for place, name in enumerate(signing_fields(decision)):
        key = studio.key(people[name], "Övning", at)
        pdf = sign(pdf, field=name, signer=key, at=at + timedelta(minutes=place), certify=place == 0)
        found.append(pdf)
    return found


def test_there_are_papers_of_every_type(papers):
    assert sorted(papers) == TYPES


@pytest.mark.parametrize("code", TYPES)
def test_verapdf_accepts_the_type_with_any_number_of_photos_and_signatures(verapdf, papers, code):
    one = papers[code]
    for flavour in FLAVOURS:
        for count, built in one.unsigned.items():
            assert verapdf(built.pdf, flavour) == {}, f"{flavour}, {count} photos"
        for number, pdf in enumerate(one.signed, start=1):
            assert verapdf(pdf, flavour) == {}, f"{flavour}, signed by {number}"


@pytest.mark.parametrize("code", TYPES)
def test_the_reading_order_of_the_structure_tree_is_that_of_the_text(papers, code, tool):
    built = papers[code].unsigned[1]
    heard = structure_lines(tool(built.pdf, "pdfinfo", "-struct-text"))
    assert squeezed("".join(heard)) == squeezed(built.source_text)


@pytest.mark.parametrize("code", TYPES)
def test_outloud_hears_no_error(papers, code, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(papers[code].unsigned[1].pdf)
    result = outloud.check(str(path))
    assert (result.error, result.errors) == (None, 0)


@pytest.mark.parametrize("code", TYPES)
def test_photos_stand_in_the_paper_where_the_type_shows_them(papers, code):
    one = papers[code]
    for count, built in one.unsigned.items():
        assert built.source_text.count("Foto ") >= (count if one.shows_photos else 0)
    if not one.shows_photos:
        assert one.unsigned[0].pages == one.unsigned[60].pages
