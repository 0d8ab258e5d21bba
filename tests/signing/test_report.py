"""The report is plain data with stable keys, and every code in it has its Swedish sentence."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import krogkoll.signing
from krogkoll.signing import Outcome, Reason, check, report_lines, report_to_json, signature_lines, worst
from krogkoll.signing.messages import NOTES, OUTCOMES, REASONS, moment_text
from krogkoll.signing.report import Note, outcome_of
from tests.signing.material import AT, CHECKED, material

SOURCES = [path.read_text(encoding="utf-8") for path in Path(krogkoll.signing.__file__).parent.glob("*.py")]


def judged(pdf, **options):
    return check(pdf, **{"trust": [material().authority.certificate], "at": CHECKED, **options})


def test_the_outcomes_are_the_exit_codes_of_verify():
    assert {outcome.name: int(outcome) for outcome in Outcome} == {
        "HOLDS": 0,
        "NOT_SIGNED": 4,
        "ALTERED": 5,
        "CHANGED": 6,
        "UNKNOWN_SIGNER": 7,
        "INVALID_CERTIFICATE": 8,
        "EXPIRED_SINCE": 9,
    }


def test_every_reason_belongs_to_one_outcome_and_none_to_a_good_one():
    assert {reason.outcome for reason in Reason} == set(Outcome) - {Outcome.HOLDS}


def test_the_worst_of_several_is_the_least_trustworthy():
    order = [0, 9, 8, 7, 6, 5, 4]
    for place, code in enumerate(order):
        assert worst(Outcome(each) for each in order[: place + 1]) == code
    assert worst([]) is Outcome.HOLDS
    assert outcome_of([Reason.EXPIRED_SINCE, Reason.DIGEST]) is Outcome.ALTERED


@pytest.mark.parametrize(("codes", "words"), [(Outcome, OUTCOMES), (Reason, REASONS), (Note, NOTES)])
def test_every_code_has_a_sentence_of_its_own(codes, words):
    assert set(codes) == set(words)
    assert len(set(words.values())) == len(words)
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in words.values())


def test_the_json_is_whole_and_its_keys_are_stable():
    content = report_to_json(judged(material().two))
    assert json.loads(json.dumps(content)) == content
    assert list(content) == [
        "outcome", "exit_code", "reasons", "whole_file_sha256", "size", "made_by_krogkoll", "practice", "checked_at",
        "unsigned_fields", "signers",
    ]  # fmt: skip
    assert (content["outcome"], content["exit_code"], content["made_by_krogkoll"]) == ("holds", 0, True)
    signer = content["signers"][1]
    assert signer["name"] == "Bo Ask"
    assert signer["signed_at_claimed"] == "2026-11-03T13:10:00.000000Z"
    assert signer["signed_at_proved"] is None
    assert signer["notes"] == ["revocation-not-checked"]


def test_the_json_of_a_refused_file_says_why():
    content = report_to_json(judged(material().two + b"x", trust=[]))
    assert (content["outcome"], content["exit_code"]) == ("changed", 6)
    assert content["reasons"] == ["bytes-after-signature", "issuer-unknown"]
    assert report_to_json(judged(b"x"))["signers"] == []


def test_the_report_reads_as_swedish_text():
    text = "\n".join(report_lines(judged(material().two))).replace("\u00a0", " ")
    assert text.startswith("Underskrifterna håller.\n")
    assert "Underskrift: Anna Ek, ÖVNING Räddningstjänsten Övningsköping (Elektronisk underskrift: Anna Ek" in text
    assert "Uppgiven tid: 3 november 2026 kl. 14.05" in text
    assert "Gäller version 2 av 3: senare underskrifter har lagts till" in text
    assert "Gäller version 3 av 3: hela filen" in text
    assert "Ännu inte undertecknat: Elektronisk underskrift: Cecilia Alm" in text
    assert "ÖVNING. Handlingen är undertecknad med en övningsnyckel och har ingen verkan." in text


def test_a_refused_file_says_so_first_and_then_why():
    lines = list(report_lines(judged(material().two + b"x")))
    assert lines[:2] == [OUTCOMES[Outcome.CHANGED], REASONS[Reason.BYTES_AFTER_SIGNATURE]]
    altered = bytearray(material().two)
    altered[500] ^= 1
    text = "\n".join(report_lines(judged(bytes(altered))))
    assert text.startswith(OUTCOMES[Outcome.ALTERED])
    assert "Anna Ek" in text


def test_the_hour_that_comes_twice_says_which_one_it_was():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment_text(first).endswith("kl.\u00a002.30 sommartid")
    assert moment_text(first + timedelta(hours=1)).endswith("kl.\u00a002.30 normaltid")
    assert moment_text(AT).endswith("kl.\u00a014.05")


def test_the_visible_mark_leaves_out_what_is_not_known():
    assert signature_lines("Anna Ek", "", AT)[1:] == (moment_text(AT),)
