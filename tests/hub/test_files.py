"""Photos on the hub: resumable chunks, a receipt only for what was read back whole, nothing across compartments."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from krogkoll.sync import MAX_CHUNK, Code, Problem, Receipt, decoded, receipt_text
from tests.hub.conftest import AUTHORITY

STD = f"{AUTHORITY}.std"
PHOTO = bytes(range(256)) * 300
SIZE = len(PHOTO)
NAME = hashlib.sha256(PHOTO).hexdigest()


def ask(laptop, method, name=NAME, cmp=STD, content=b"", **headers):
    headers = {key.replace("_", "-"): str(value) for key, value in headers.items()}
    headers |= {"authorization": f"Bearer {laptop.token}"} if laptop.token else {}
    return laptop.http.request(method, f"/v1/blobs/{cmp}/{name}", content=content, headers=headers)


def chunk(laptop, start, end, size=SIZE, content=PHOTO, **where):
    return ask(laptop, "PATCH", content=content[start:end], upload_offset=start, upload_length=size, **where)


def code_of(answer):
    problem = decoded(Problem, answer.content)
    assert problem.status == answer.status_code
    return problem.code


def test_a_photo_arrives_in_pieces_and_gets_a_signed_receipt(hub):
    one, two = hub.laptop(), hub.laptop("Inspektör Al")
    assert ask(one, "HEAD").headers["upload-offset"] == "0"
    assert chunk(one, 0, 30_000).status_code == 204
    # The line went down and the answer was lost: the laptop asks where it stands.
    state = ask(one, "HEAD").headers
    assert (state["upload-offset"], state["upload-complete"]) == ("30000", "?0")
    assert ask(two, "GET").status_code == 404
    answer = chunk(one, 30_000, len(PHOTO))
    receipt = decoded(Receipt, answer.content)
    assert (receipt.sha256, receipt.size) == (NAME, len(PHOTO))
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(one.enrolled.hub_key))
    key.verify(bytes.fromhex(receipt.signature), receipt_text(STD, NAME, receipt.size, receipt.at))
    assert ask(two, "HEAD").headers["upload-complete"] == "?1"
    assert ask(two, "GET").content == PHOTO
    part = ask(two, "GET", range="bytes=100-199")
    assert (part.status_code, part.content) == (206, PHOTO[100:200])
    # Sent once more, it is not taken twice: the same receipt.
    assert decoded(Receipt, chunk(two, 0, 30_000).content) == receipt


def test_a_chunk_in_the_wrong_place_is_refused_and_says_where(hub):
    one = hub.laptop()
    chunk(one, 0, 1000)
    answer = chunk(one, 500, 2000)
    assert code_of(answer) is Code.OFFSET
    assert decoded(Problem, answer.content).expected == 1000


def test_a_file_that_is_not_what_its_name_says_is_thrown_away(hub):
    one = hub.laptop()
    assert code_of(chunk(one, 0, len(PHOTO), content=b"\0" * len(PHOTO))) is Code.HASH
    assert ask(one, "HEAD").headers["upload-offset"] == "0"
    assert chunk(one, 0, len(PHOTO)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"upload_offset": "-1", "upload_length": "5"},
        {"upload_offset": "x", "upload_length": "5"},
        {"upload_offset": "0", "upload_length": "9" * 30},
    ],
)
def test_a_chunk_without_sound_numbers_is_refused(hub, headers):
    assert code_of(ask(hub.laptop(), "PATCH", content=b"abc", **headers)) is Code.MALFORMED


def test_too_much_is_refused(hub):
    one = hub.laptop()
    assert code_of(chunk(one, 0, len(PHOTO), size=10)) is Code.TOO_LARGE
    assert code_of(chunk(one, 0, 10, size=10**14)) is Code.TOO_LARGE
    big = b"\0" * (MAX_CHUNK + 1)
    assert code_of(chunk(one, 0, len(big), size=len(big), content=big)) is Code.TOO_LARGE


def test_a_file_of_another_compartment_and_no_file_look_the_same(hub):
    hub.authority("k1282.miljo")
    other = hub.laptop("Inspektör Bo", authority="k1282.miljo")
    one = hub.laptop()
    chunk(other, 0, len(PHOTO), cmp="k1282.miljo.std")
    for method in ("HEAD", "GET"):
        answers = [
            ask(one, method, cmp="k1282.miljo.std"),
            ask(one, method, cmp="k9999.alkohol.std"),
            ask(one, method, name="../hub.sqlite"),
            ask(one, method, cmp="..", name="hub.sqlite"),
        ]
        assert {answer.status_code for answer in answers} == {404}
    missing = [ask(one, "GET", cmp="k1282.miljo.std").content, ask(one, "GET", name="0" * 64).content]
    assert missing[0] == missing[1]
    assert code_of(chunk(one, 0, 10, cmp="k1282.miljo.std")) is Code.NOT_FOUND


def test_no_session_no_file(hub):
    one = hub.laptop()
    chunk(one, 0, len(PHOTO))
    one.token = ""
    assert ask(one, "GET").status_code == 401
    assert ask(one, "HEAD").status_code == 401
    assert chunk(one, 0, 10).status_code == 401
