"""What a paper says of itself beside its pages: never who somebody is by number."""

import re
from io import BytesIO

import pikepdf
import pytest

from krogkoll.decisions import State
from krogkoll.inspections import practice_key
from tests.inspections.night import begun, carried_out, closed, decision_maker, night, written

NUMBER = "199006022397"  # one of the tax agency's test numbers
WAYS = re.compile(rb"(?:19)?900602[-+ ]?2397")


@pytest.fixture
def signed(tmp_path):
    """A decision against a sole trader, who is known by a personal number, signed by both."""
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        boss = decision_maker(a_night)
        decision = written(a_night, visit, boss, party_name="Kim Sandell", party_number=NUMBER)
        shown = a_night.decisions.submit(decision)
        for name, guest in (("Johan Ek", None), ("Helena Strand", boss)):
            key = practice_key(name, "ÖVNING", a_night.clock.now())
            now = a_night.decisions.decision(decision.id)
            if guest is None:
                shown = a_night.signatures.present(now, key, shown_sha256=shown.sha256)
            else:
                shown = a_night.signatures.decide(now, key, shown_sha256=shown.sha256, guest=guest.actor())
        assert a_night.decisions.decision(decision.id).state is State.DECIDED
        yield shown.pdf


def metadata(pdf: bytes) -> bytes:
    """Everything but page content: information, XMP, outlines, the names and texts of the structure, signatures."""
    found = []
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        pages = {content.objgen for page in opened.pages for content in _contents(page)}
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Stream) and thing.objgen not in pages:
                found.append(thing.read_bytes() if thing.get("/Subtype") == "/XML" else b"")
            found.append(_texts(thing))
        found += [str(value).encode() for value in opened.docinfo.values()]
    return b"\n".join(found)


def _contents(page):
    content = page.obj.get("/Contents")
    return content if isinstance(content, pikepdf.Array) else [content]


def _texts(thing) -> bytes:
    """The strings that stand directly in an object, as text."""
    if isinstance(thing, pikepdf.Array):
        values = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        values = [thing.get(name) for name in thing.keys()]  # noqa: SIM118  (a stream is no mapping)
    else:
        return str(thing).encode()
    return b"\n".join(_texts(one) for one in values if not (isinstance(one, pikepdf.Object) and one.is_indirect))


def test_no_personal_number_stands_in_the_metadata_of_a_signed_decision(signed):
    assert WAYS.search(metadata(signed)) is None


def test_the_search_would_find_one(signed):
    with pikepdf.Pdf.open(BytesIO(signed)) as opened:
        for place in ("/Subject", "/Keywords"):
            opened.docinfo[place] = "900602-2397"
        again = BytesIO()
        opened.save(again)
    assert WAYS.search(metadata(again.getvalue())) is not None
