"""DER has one encoding for each value; every other one is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.der import der_length
from krogkoll.signing.ranges import signed_ranges
from tests.signing.material import material

GOOD = [
    "020100",
    "02020080",
    "0201ff",
    "0101ff",
    "010100",
    "0500",
    "30 03 020101",
    "31 06 020101 020102",
    "0302 04 f0",
    "0400",
]
BAD = {
    "nothing": "",
    "only a tag": "30",
    "longer than there is": "300302",
    "indefinite length": "3080 0000",
    "long form for a short length": "30 81 03 020101",
    "leading zero in the length": "30 82 0003 020101",
    "length of five bytes": "30 85 0000000003 020101",
    "a multi-byte tag": "1f 8101 00",
    "integer with a useless zero": "0202 0001",
    "integer with useless ones": "0202 ff80",
    "empty integer": "0200",
    "boolean that is neither": "0101 01",
    "null with contents": "0501 00",
    "set out of order": "31 06 020102 020101",
    "bits that are not unused": "0302 04 f1",
    "more unused bits than there are": "0302 08 00",
    "unused bits of nothing": "0301 04",
    "a primitive sequence": "1000",
    "a member that leaves its parent": "30 03 020201",
}


@pytest.mark.parametrize("content", GOOD)
def test_the_one_encoding_passes(content):
    content = bytes.fromhex(content)
    assert der_length(content) == len(content)
    assert der_length(content + b"\0\0") == len(content)


@pytest.mark.parametrize("name", sorted(BAD))
def test_another_encoding_is_refused(name):
    with pytest.raises(SigningTrouble, match="not-der"):
        der_length(bytes.fromhex(BAD[name]))


def test_too_deep_a_value_is_refused():
    content = b""
    for _ in range(40):
        content = bytes([0x30, len(content)]) + content
    with pytest.raises(SigningTrouble, match="not-der"):
        der_length(content)


@given(st.binary(max_size=60))
def test_any_bytes_get_a_length_or_trouble(content):
    try:
        assert 2 <= der_length(content) <= len(content)
    except SigningTrouble:
        return


def test_our_own_signatures_are_der():
    for seal in signed_ranges(material().two):
        content = bytes.fromhex(seal.digits.decode())
        assert content[der_length(content) :].strip(b"\0") == b""
