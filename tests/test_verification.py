"""`krogkoll verify` on the drill's own decision: each way in which it can be wrong has its own exit code."""

import json
import shutil
import sys
from datetime import UTC, datetime, timedelta

import pytest

from krogkoll import cli
from krogkoll.signing import Pkcs12Signer, PracticeAuthority, pades, sign
from krogkoll.signing.ranges import signed_ranges

from .signing.attacks import page_edit

NOW = datetime.now(UTC).replace(microsecond=0)
PASSPHRASE = "en fras för övning"


@pytest.fixture
def verify(monkeypatch, capsys):
    """Exit code and what was printed, of `krogkoll verify` with these words."""

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["krogkoll", "verify", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, *capsys.readouterr()

    return call


@pytest.fixture(scope="module")
def decision(drilled):
    return (drilled / "beslut.pdf").read_bytes()


@pytest.fixture
def papers(drilled, tmp_path):
    """The drill's decision and issuer in a folder of this test's own."""
    for name in ("beslut.pdf", "ovning-ca.pem"):
        shutil.copy(drilled / name, tmp_path / name)
    return tmp_path


def put(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def shown(decision):
    """The decision before anybody signed it, cut out of the signed file: it is an exact beginning of it."""
    first = signed_ranges(decision)[0]
    return decision[: decision.rindex(b"%%EOF", 0, first.gap_start) + 6]


class Desk:
    """An issuer and a signer of the same decision, at any time."""

    def __init__(self, folder):
        self.folder = folder
        self.authority = PracticeAuthority.create(NOW - timedelta(days=3000), years=20)
        self.trust = put(folder, "rot.pem", self.authority.ca_pem)

    def sign(self, decision, *, at, valid_from, valid_to):
        key = self.authority.issue(
            name="Johan Ek", organisation="X", passphrase=PASSPHRASE, valid_from=valid_from, valid_to=valid_to
        )
        signer = Pkcs12Signer.load(key, PASSPHRASE, at=valid_from + (valid_to - valid_from) / 2)
        pdf = sign(shown(decision), field="presenter", signer=signer, at=at, certify=True)
        return put(self.folder, "egen.pdf", pdf), signer.certificate

    def revoked(self, certificate, at):
        self.authority.revoke(certificate, at)
        return put(self.folder, "sparr.crl", self.authority.revocation_list(NOW))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_the_drills_papers_hold(verify, drilled):
    code, out, err = verify(
        drilled / "beslut.pdf", drilled / "tillsynsprotokoll.pdf", "--trust", drilled / "ovning-ca.pem"
    )
    assert (code, err) == (0, "")
    assert out.count("Underskrifterna håller.") == 2
    assert "ÖVNING" in out
    assert "Johan Ek" in out
    assert "Helena Strand" in out


def test_the_answer_as_json_has_a_stable_shape(verify, drilled):
    code, out, _ = verify(drilled / "beslut.pdf", "--trust", drilled / "ovning-ca.pem", "--json")
    (answer,) = json.loads(out)
    assert code == answer["exit_code"] == 0
    assert answer["file"] == str(drilled / "beslut.pdf")
    assert (answer["outcome"], answer["reasons"], answer["practice"]) == ("holds", [], True)
    assert answer["made_by_krogkoll"]
    assert [signer["name"] for signer in answer["signers"]] == ["Johan Ek", "Helena Strand"]
    assert [signer["covers_whole_file"] for signer in answer["signers"]] == [False, True]


def test_no_file_or_an_unknown_option_is_wrong_use(verify):
    assert verify()[0] == 2
    assert verify("--nonsense", "x.pdf")[0] == 2


def test_a_missing_or_unreadable_file_ends_with_three(verify, tmp_path):
    for path in (tmp_path / "saknas.pdf", tmp_path):
        code, out, _ = verify(path)
        assert code == 3
        assert "Filen saknas eller går inte att läsa." in out
    code, out, _ = verify(tmp_path / "saknas.pdf", "--json")
    assert json.loads(out) == [{"file": str(tmp_path / "saknas.pdf"), "outcome": 3, "reasons": ["unreadable"]}]


def test_trust_and_revocation_files_that_cannot_be_read_end_with_three(verify, papers):
    junk = put(papers, "skräp.pem", b"inget certifikat")
    for words, id_ in (
        (("--trust", papers / "saknas.pem"), "SigningTrouble.trust-unreadable"),
        (("--trust", junk), "SigningTrouble.trust-unreadable"),
        (("--crl", papers / "saknas.crl"), "SigningTrouble.crl-unreadable"),
        (("--crl", junk), "SigningTrouble.crl-unreadable"),
        (("--crl", papers / "ovning-ca.pem"), "SigningTrouble.crl-unreadable"),
    ):
        code, out, err = verify(papers / "beslut.pdf", *words)
        assert (code, out) == (3, "")
        assert f"({id_})" in err


def test_what_is_no_signed_pdf_ends_with_four(verify, papers, decision):
    for name, content in (("text.pdf", b"hej"), ("tom.pdf", b""), ("osignerad.pdf", shown(decision))):
        assert verify(put(papers, name, content), "--trust", papers / "ovning-ca.pem")[0] == 4


def test_an_altered_byte_ends_with_five(verify, papers, decision):
    for place in (700, len(decision) // 2, len(decision) - 3000):
        altered = bytearray(decision)
        altered[place] ^= 1
        assert verify(put(papers, "ändrad.pdf", bytes(altered)), "--trust", papers / "ovning-ca.pem")[0] == 5


@pytest.mark.parametrize("change", [page_edit, lambda pdf: pdf + b"\n% mer\n"], ids=["page edit", "tail"])
def test_a_change_after_signing_ends_with_six(verify, papers, decision, change):
    assert verify(put(papers, "ändrad.pdf", change(decision)), "--trust", papers / "ovning-ca.pem")[0] == 6


def test_an_unknown_signer_ends_with_seven(verify, papers, desk):
    assert verify(papers / "beslut.pdf")[0] == 7
    assert verify(papers / "beslut.pdf", "--trust", desk.trust)[0] == 7


@pytest.mark.parametrize("days", [-400, 400], ids=["not yet valid", "expired"])
def test_a_certificate_outside_its_time_when_it_signed_ends_with_eight(verify, decision, desk, monkeypatch, days):
    monkeypatch.setattr(pades, "require_valid_at", lambda certificate, at: None)
    begin = NOW - timedelta(days=1000)
    path, _ = desk.sign(
        decision, at=begin + timedelta(days=days), valid_from=begin, valid_to=begin + timedelta(days=300)
    )
    assert verify(path, "--trust", desk.trust)[0] == 8


def test_a_certificate_revoked_when_it_signed_ends_with_eight_if_the_list_is_given(verify, decision, desk):
    at = NOW - timedelta(days=10)
    path, certificate = desk.sign(decision, at=at, valid_from=at - timedelta(days=5), valid_to=NOW + timedelta(days=90))
    code, out, _ = verify(path, "--trust", desk.trust)
    assert code == 0
    assert "Ingen spärrlista fanns att läsa" in out
    clean = put(desk.folder, "ren.crl", desk.authority.revocation_list(NOW))
    code, out, _ = verify(path, "--trust", desk.trust, "--crl", clean)
    assert code == 0
    assert "Ingen spärrlista fanns att läsa" not in out
    listed = desk.revoked(certificate, at - timedelta(days=1))
    assert verify(path, "--trust", desk.trust, "--crl", listed)[0] == 8


def test_a_certificate_expired_or_revoked_since_ends_with_nine(verify, decision, desk):
    at = NOW - timedelta(days=900)
    path, certificate = desk.sign(decision, at=at, valid_from=at - timedelta(days=5), valid_to=at + timedelta(days=300))
    assert verify(path, "--trust", desk.trust)[0] == 9
    listed = desk.revoked(certificate, at + timedelta(days=1))
    assert verify(path, "--trust", desk.trust, "--crl", listed)[0] == 9


def test_of_several_files_the_worst_decides(verify, papers, decision):
    good, trust = papers / "beslut.pdf", ("--trust", papers / "ovning-ca.pem")
    altered = put(papers, "ändrad.pdf", decision[:900] + bytes([decision[900] ^ 4]) + decision[901:])
    tailed = put(papers, "svans.pdf", decision + b"x")
    plain = put(papers, "text.pdf", b"hej")
    assert verify(good, altered, tailed, *trust)[0] == 5
    assert verify(tailed, good, *trust)[0] == 6
    assert verify(good, plain, *trust)[0] == 4
    assert verify(good, altered, papers / "saknas.pdf", *trust)[0] == 3
    code, out, _ = verify(good, altered, *trust, "--json")
    assert code == 5
    assert [answer["exit_code"] for answer in json.loads(out)] == [0, 5]
