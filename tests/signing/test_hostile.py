"""Bytes of any kind get a verdict: never a traceback, never minutes, never gigabytes."""

import random
import time
import tracemalloc
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing import Outcome, Reason, check, report_lines, report_to_json, sign
from krogkoll.signing.boundary import decoder_boundary
from krogkoll.signing.ranges import signed_ranges
from tests.signing.material import AT, CHECKED, material

SECONDS = 20
REFUSED = (Outcome.NOT_SIGNED, Outcome.ALTERED, Outcome.CHANGED, Outcome.UNKNOWN_SIGNER)


def judged(pdf):
    report = check(pdf, trust=[material().authority.certificate], at=CHECKED)
    assert list(report_lines(report))
    assert report_to_json(report)["exit_code"] == int(report.outcome)
    return report


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_random_bytes_are_no_signed_pdf(content):
    assert judged(content).outcome in REFUSED
    assert judged(b"%PDF-1.7\n" + content + b"\n%%EOF").outcome in REFUSED


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 10**9), st.binary(max_size=12)), min_size=1, max_size=6))
def test_random_splices_into_a_signed_file_never_hold(splices):
    pdf = material().two
    for number, content in splices:
        place = number % len(pdf)
        pdf = pdf[:place] + content + pdf[place + len(content) // 2 :]
    assert (pdf == material().two) or judged(pdf).outcome in REFUSED


def test_shuffled_pieces_of_a_signed_file_never_hold():
    chance = random.Random(3)
    pieces = [material().two[start : start + 700] for start in range(0, len(material().two), 700)]
    for _ in range(30):
        chance.shuffle(pieces)
        assert judged(b"".join(pieces)).outcome in REFUSED


def tail(value):
    """A well-formed file whose catalogue, object 1, is whatever is given."""
    body = b"%PDF-1.7\n1 0 obj\n" + value + b"\nendobj\n"
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer << /Size 2 /Root 1 0 R >>\n"
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def stream_file(stream):
    """A file whose cross-reference is one compressed stream."""
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    entries = b"/Type /XRef /Size 3 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /Length %d" % len(stream)
    body = b"2 0 obj\n<< " + entries + b" >>\nstream\n" + stream + b"\nendstream\nendobj\n"
    return head + body + b"startxref\n%d\n%%%%EOF\n" % len(head)


END = b"\nstartxref\n9\n%%EOF\n"
HOSTILE = {
    "deep arrays": lambda: tail(b"[" * 200_000 + b"]" * 200_000),
    "deep dictionaries": lambda: tail(b"<</A " * 50_000 + b">>" * 50_000),
    "a bomb of zeros": lambda: stream_file(zlib.compress(bytes(50_000_000))),
    "a bomb in a bomb": lambda: stream_file(zlib.compress(zlib.compress(bytes(50_000_000)))),
    "a trailer that points at itself": lambda: b"%PDF-1.7\nxref\n0 0\ntrailer << /Size 1 /Prev 9 >>" + END,
    "two trailers that point at each other": lambda: (
        b"%PDF-1.7\nxref\n0 0\ntrailer << /Size 1 /Prev 60 >>\n          xref\n0 0\ntrailer << /Size 1 /Prev 9 >>\n"
        b"startxref\n9\n%%EOF\n"
    ),
    "a huge table": lambda: b"%PDF-1.7\nxref\n0 999999999\ntrailer << /Size 1 >>\nstartxref\n9\n%%EOF\n",
    "a root that is itself": lambda: tail(b"1 0 R"),
    "ranges without end": lambda: b"%PDF-1.7\n" + b"/ByteRange [0 99999999999 99999999999 99999999999]" * 2000,
    "blanks in a range": lambda: b"%PDF-1.7\n/ByteRange" + b" " * 3_000_000 + b"[" + END,
    "contents without end": lambda: b"%PDF-1.7\n" + b"/Contents <30" * 300_000 + END,
    "blanks without an end of file": lambda: b"%PDF-1.7\n" + b" " * 3_000_000,
    "many embedded beginnings": lambda: b"%PDF-1.7\n/Contents <30" * 200_000,
    "nothing but brackets": lambda: b"<" * 3_000_000,
    "fields that are their own children": lambda: tail(
        b"<< /Type /Catalog /AcroForm << /Fields [1 0 R] >> /FT /Sig /T (a) /Kids [1 0 R] >>"
    ),
    "a field tree without end": lambda: tail(
        b"<< /Type /Catalog /AcroForm << /Fields [1 0 R 1 0 R] >> /Kids [1 0 R 1 0 R] /T (a) >>"
    ),
    "zeros": lambda: bytes(20_000_000),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_refused_in_bounded_time_and_memory(name):
    pdf = HOSTILE[name]()
    started = time.process_time()
    tracemalloc.start()
    try:
        assert judged(pdf).outcome in REFUSED
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.process_time() - started < SECONDS
    assert peak < 500_000_000


def test_a_parser_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr("krogkoll.signing.boundary.SECONDS", -1.0)
    report = judged(material().two)
    assert (report.outcome, report.reasons) == (Outcome.UNKNOWN_SIGNER, (Reason.TOO_COMPLEX,))
    made = material()
    with pytest.raises(SigningTrouble, match="too-complex"):
        sign(made.unsigned, field="presenter", signer=made.presenter, at=AT, certify=True)


def test_a_cms_of_hostile_shape_in_a_right_range_is_refused():
    pdf = material().two
    seal = signed_ranges(pdf)[-1]
    size = len(seal.digits)
    for content in (
        b"30" * (size // 2),
        b"3080" * (size // 4),
        b"a0" * (size // 2),
        b"3084ffffffff" + b"0" * (size - 12),
    ):
        digits = content.ljust(size, b"0")
        assert judged(pdf[: seal.gap_start + 1] + digits + pdf[seal.gap_end - 1 :]).outcome is Outcome.ALTERED


def test_the_boundary_turns_any_error_into_one_and_lets_trouble_through():
    def deeper():
        return deeper()

    for raise_it in (deeper, lambda: 1 / 0, lambda: {}[1]):
        with pytest.raises(SigningTrouble, match="broken"), decoder_boundary("broken"):
            raise_it()
    with pytest.raises(SigningTrouble, match="no-field"), decoder_boundary("broken"):
        raise SigningTrouble("no-field")
    with pytest.raises(KeyboardInterrupt), decoder_boundary("broken"):
        raise KeyboardInterrupt
