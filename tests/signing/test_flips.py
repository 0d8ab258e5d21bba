"""No bit of a signed file is free: not in the signature's own digits, where no digest looks, and not elsewhere.

Short forms run always; KROGKOLL_SOAK=1 runs every position.
"""

import os
import random

import pytest

from krogkoll.signing import Outcome, Reason, check, envelope, sign
from krogkoll.signing.ranges import signed_ranges
from tests.signing.material import AT, CHECKED, material, signer

SOAK = bool(os.environ.get("KROGKOLL_SOAK"))


def judged(pdf):
    return check(pdf, trust=[material().authority.certificate], at=CHECKED)


def last_gap():
    seal = signed_ranges(material().two)[-1]
    return seal.gap_start, seal.gap_end


def flipped(position, bit):
    altered = bytearray(material().two)
    altered[position] ^= 1 << bit
    return bytes(altered)


def bit_flips():
    """Every bit of the last /Contents, brackets included; every 23rd in the short form."""
    start, end = last_gap()
    every = [(position, bit) for position in range(start, end) for bit in range(8)]
    return every if SOAK else every[::23]


def case_flips():
    start, end = last_gap()
    digits = material().two[start:end]
    every = [start + index for index, digit in enumerate(digits) if chr(digit).isalpha()]
    return every if SOAK else every[::3]


@pytest.mark.timeout(1200)
def test_every_bit_of_the_last_signatures_contents_is_held_fast():
    flips = bit_flips()
    assert len(flips) > 700
    loose = [flip for flip in flips if judged(flipped(*flip)).outcome is not Outcome.ALTERED]
    assert loose == []


@pytest.mark.timeout(1200)
def test_every_bit_is_held_fast_with_an_rsa_key_too():
    made = material()
    person = signer(made.authority, "Olle", kind="rsa")
    pdf = sign(made.unsigned, field="presenter", signer=person, at=AT, certify=True)
    (seal,) = signed_ranges(pdf)
    assert judged(pdf).holds
    for number in range(0, (seal.gap_end - seal.gap_start) * 8, 7 if SOAK else 61):
        altered = bytearray(pdf)
        altered[seal.gap_start + number // 8] ^= 1 << number % 8
        assert judged(bytes(altered)).outcome is Outcome.ALTERED, number


@pytest.mark.timeout(600)
def test_another_letter_case_of_a_hex_digit_is_another_file():
    flips = case_flips()
    assert len(flips) > 100
    for position in flips:
        report = judged(flipped(position, 5))
        assert report.reasons == (Reason.NOT_CANONICAL,), position
    start, end = last_gap()
    shouted = material().two[:start] + material().two[start:end].upper() + material().two[end:]
    assert judged(shouted).outcome is Outcome.ALTERED


def test_the_library_alone_would_let_hex_case_and_padding_pass(monkeypatch):
    monkeypatch.setattr("krogkoll.signing.checking.carries_mark", lambda pdf: False)
    assert judged(flipped(case_flips()[0], 5)).holds
    _, end = last_gap()
    assert judged(flipped(end - 2, 0)).holds


def test_without_the_rebuilt_form_free_bits_inside_the_cms_would_pass(monkeypatch):
    monkeypatch.setattr("krogkoll.signing.checking.is_canonical", lambda parsed, digits: True)
    start, _ = last_gap()
    assert any(judged(flipped(position, bit)).holds for position in range(start + 1, start + 200) for bit in range(3))


@pytest.mark.timeout(600)
def test_a_flip_anywhere_else_is_an_alteration():
    chance = random.Random(20261103)
    start, end = last_gap()
    rest = [position for position in range(len(material().two)) if not start <= position < end]
    for _ in range(2000 if SOAK else 200):
        position, bit = chance.choice(rest), chance.randrange(8)
        report = judged(flipped(position, bit))
        assert report.outcome is Outcome.ALTERED, (position, bit, report.reasons)


def test_each_bit_of_the_last_range_itself_is_held_fast():
    pdf = material().two
    start = pdf.rindex(b"/ByteRange")
    loose = []
    for position in range(start, pdf.index(b"]", start) + 1):
        for bit in range(8):
            report = judged(flipped(position, bit))
            if report.outcome is not Outcome.ALTERED:
                loose.append((position - start, bit, report.outcome, report.reasons))
    assert loose == []


@pytest.mark.parametrize("size", [1, 10, 31])
def test_nothing_can_be_put_into_the_spare_room(size):
    pdf, (_, end) = material().two, last_gap()
    for position in (end - 1 - 2 * size, end - 1 - 2 * 31):
        stuffed = pdf[:position] + b"ab" * size + pdf[position + 2 * size :]
        assert len(stuffed) == len(pdf)
        assert judged(stuffed).outcome is Outcome.ALTERED


def test_an_unsigned_attribute_cannot_be_slipped_in():
    from asn1crypto import cms

    seal = signed_ranges(material().two)[-1]
    content = cms.ContentInfo.load(bytes.fromhex(seal.digits.decode()))
    attribute = cms.CMSAttribute({"type": "content_type", "values": ["data"]})
    content["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
    digits = content.dump(force=True).hex().encode()
    assert len(digits) <= len(seal.digits)
    pdf = material().two
    slipped = pdf[: seal.gap_start + 1] + digits.ljust(len(seal.digits), b"0") + pdf[seal.gap_end - 1 :]
    assert judged(slipped).reasons == (Reason.NOT_CANONICAL,)


def test_a_certificate_that_nothing_vouches_for_cannot_be_slipped_in():
    from asn1crypto import cms, x509
    from cryptography.hazmat.primitives.serialization import Encoding

    made = material()
    roomy = _with_room(made)
    seal = signed_ranges(roomy)[-1]
    content = cms.ContentInfo.load(bytes.fromhex(seal.digits.decode()))
    extra = x509.Certificate.load(made.decider.certificate.public_bytes(Encoding.DER))
    content["content"]["certificates"].append(cms.CertificateChoices({"certificate": extra}))
    digits = content.dump(force=True).hex().encode()
    assert len(digits) <= len(seal.digits)
    slipped = roomy[: seal.gap_start + 1] + digits.ljust(len(seal.digits), b"0") + roomy[seal.gap_end - 1 :]
    assert judged(roomy).holds
    assert judged(slipped).outcome is Outcome.ALTERED


def _with_room(made):
    """The same decision signed with room for a stranger's certificate."""
    from unittest import mock

    from krogkoll.signing import pades

    with mock.patch.object(pades, "_SPARE", 2000):
        return sign(made.unsigned, field="presenter", signer=made.presenter, at=AT, certify=True)


def test_reading_the_envelope_never_raises_anything_but_trouble():
    from krogkoll.kernel.errors import SigningTrouble

    seal = signed_ranges(material().two)[-1]
    content = bytes.fromhex(seal.digits.decode())
    chance = random.Random(7)
    for _ in range(300):
        altered = bytearray(content[: chance.randrange(len(content))])
        for _ in range(3):
            if altered:
                altered[chance.randrange(len(altered))] = chance.randrange(256)
        try:
            parsed = envelope.read_envelope(bytes(altered))
        except SigningTrouble:
            continue
        envelope.is_canonical(parsed, altered.hex().encode())
        envelope.holds_over(parsed, memoryview(b""), memoryview(b""))
