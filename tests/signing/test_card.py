"""Signing with a card: the right bytes, judged by others too, and each way in which a card fails, in words."""

import logging
import shutil
import subprocess
from types import SimpleNamespace

import pytest

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.messages import message_for
from krogkoll.signing import CardSigner, Outcome, card, card_certificates, card_reading, check, sign
from krogkoll.signing.practice import new_private_key
from tests.signing.cards import MODULE, PIN, reader
from tests.signing.material import AT, CHECKED, LATER, ORGANISATION, decision, material
from tests.signing.test_other_tools import openssl, run

WRONG = "000000"


@pytest.fixture
def cards(tmp_path):
    """A reader with one card on which nothing lies yet."""
    with reader(tmp_path) as inserted:
        yield inserted


def only(cards, name="Anna Ek", kind="rsa"):
    cards.put(name, kind)
    return next(one for one in card_certificates(MODULE) if one.name == name)


@pytest.mark.parametrize("kind", ["rsa", "ec", "ec384"])
def test_a_card_signs_a_decision_and_poppler_and_openssl_agree(cards, tmp_path, kind) -> None:
    chosen = only(cards, kind=kind)
    signer = CardSigner.open(MODULE, chosen, PIN)
    signed = sign(decision(), field="presenter", signer=signer, at=AT, certify=True)
    signer.forget()
    report = check(signed, trust=[material().authority.certificate], at=CHECKED)
    assert report.outcome is Outcome.HOLDS
    assert report.signers[0].holder.name == "Anna Ek"
    (tmp_path / "beslut.pdf").write_bytes(signed)
    _, words = run("pdfsig", "-nocert", str(tmp_path / "beslut.pdf"))
    assert words.count("Signature Validation: Signature is Valid.") == 1
    code, words = openssl(tmp_path, signed, 0)
    assert code == 0, words


def test_a_card_that_only_pads_signs_the_same_signature(cards, monkeypatch) -> None:
    chosen = only(cards)
    signer = CardSigner.open(MODULE, chosen, PIN)
    usual = signer.signature_of(b"words")
    key = signer._key

    class OnlyPads:
        def __getitem__(self, attribute):
            return key[attribute]

        def sign(self, content, mechanism, **more):
            import pkcs11

            if mechanism is pkcs11.Mechanism.SHA256_RSA_PKCS:
                raise pkcs11.MechanismInvalid
            return key.sign(content, mechanism=mechanism, **more)

    monkeypatch.setattr(signer, "_key", OnlyPads())
    assert signer.signature_of(b"words") == usual
    signer.forget()


def test_the_issuers_certificate_on_the_card_signs_nothing_and_a_root_is_left_out(cards) -> None:
    chosen = only(cards)
    assert [one.name for one in card_certificates(MODULE)] == ["Anna Ek"]
    assert (chosen.chain, chosen.card, chosen.organisation) == ((), "Tjänstekort", f"ÖVNING {ORGANISATION}")
    assert chosen.binding


def test_a_wrong_pin_is_told_with_the_tries_that_the_card_counts(cards) -> None:
    chosen = only(cards)
    with pytest.raises(SigningTrouble) as refused:
        CardSigner.open(MODULE, chosen, WRONG)
    assert refused.value.reason == "wrong-card-pin-few"
    assert "Få försök" in message_for(refused.value).text
    with pytest.raises(SigningTrouble, match="wrong-card-pin"):
        CardSigner.open(MODULE, chosen, "")
    CardSigner.open(MODULE, chosen, PIN).forget()


@pytest.mark.parametrize(
    ("state", "reason"), [("last", "wrong-card-pin-last"), ("locked", "card-locked"), ("", "wrong-card-pin")]
)
def test_the_last_try_and_a_lock_are_told_apart(cards, monkeypatch, state, reason) -> None:
    chosen = only(cards)
    monkeypatch.setattr(card, "pin_state", lambda token: state)
    with pytest.raises(SigningTrouble) as refused:
        CardSigner.open(MODULE, chosen, WRONG)
    assert refused.value.reason == reason


def test_a_locked_card_says_so_whatever_the_pin(cards, monkeypatch) -> None:
    import pkcs11

    chosen = only(cards)

    def locked(**_):
        raise pkcs11.PinLocked

    monkeypatch.setattr(card, "token_of", lambda library, serial: SimpleNamespace(open=locked))
    with pytest.raises(SigningTrouble, match="card-locked"):
        CardSigner.open(MODULE, chosen, PIN)


def test_a_card_pulled_out_in_the_middle_signs_nothing(cards) -> None:
    signer = CardSigner.open(MODULE, only(cards), PIN)
    shutil.rmtree(cards.folder)
    with pytest.raises(SigningTrouble, match="card-removed"):
        sign(decision(), field="presenter", signer=signer, at=AT, certify=True)
    signer.forget()


def test_another_card_in_the_reader_is_not_taken_for_the_chosen_one(cards) -> None:
    from dataclasses import replace

    with pytest.raises(SigningTrouble, match="no-card"):
        CardSigner.open(MODULE, replace(only(cards), serial="00"), PIN)


def test_a_key_that_is_missing_or_does_not_fit_its_certificate_is_refused(cards) -> None:
    authority, key = material().authority, new_private_key("ec")
    year = AT.replace(year=AT.year + 1)
    certificate = authority.certify(
        new_private_key("ec"), name="Anna Ek", organisation=ORGANISATION, valid_from=AT, valid_to=year
    )
    cards.put_certificate(certificate)
    (chosen,) = card_certificates(MODULE)
    with pytest.raises(SigningTrouble, match="card-no-key"):
        CardSigner.open(MODULE, chosen, PIN)
    cards.import_key(key, certificate)
    from tests.signing.cards import fresh_module

    fresh_module()
    signer = CardSigner.open(MODULE, chosen, PIN)
    with pytest.raises(SigningTrouble, match="card-bad-answer"):
        signer.signature_of(b"x")
    signer.forget()


def test_no_module_no_card_and_no_certificate_are_three_sentences(tmp_path) -> None:
    with pytest.raises(SigningTrouble, match="card-module-missing"):
        card_certificates(tmp_path / "saknas.so")
    broken = tmp_path / "trasig.so"
    broken.write_bytes(b"no library")
    with pytest.raises(SigningTrouble, match="card-module-broken"):
        card_certificates(broken)
    with reader(tmp_path, card=False), pytest.raises(SigningTrouble, match="no-card"):
        card_certificates(MODULE)
    other = tmp_path / "tomt"
    other.mkdir()
    with reader(other), pytest.raises(SigningTrouble, match="card-no-certificate"):
        card_certificates(MODULE)


def test_a_forgotten_card_signs_nothing_and_lets_others_in(cards) -> None:
    chosen = only(cards)
    signer = CardSigner.open(MODULE, chosen, PIN)
    with pytest.raises(SigningTrouble, match="card-busy"):
        CardSigner.open(MODULE, chosen, PIN)
    signer.forget()
    signer.forget()
    with pytest.raises(SigningTrouble, match="forgotten"):
        signer.signature_of(b"x")
    CardSigner.open(MODULE, chosen, PIN).forget()


def test_the_pin_is_in_no_error_log_or_word_about_the_signer(cards, caplog) -> None:
    chosen = only(cards)
    caplog.set_level(logging.DEBUG)
    with pytest.raises(SigningTrouble) as refused:
        CardSigner.open(MODULE, chosen, "13579135")
    said = [repr(refused.value), str(refused.value), caplog.text, message_for(refused.value).text]
    assert not any("13579135" in words for words in said)
    assert refused.value.__cause__ is None
    signer = CardSigner.open(MODULE, chosen, PIN)
    assert PIN not in repr(signer)
    signer.forget()
    assert signer._pin is None


def test_what_the_module_says_in_its_own_way_is_still_one_of_our_reasons() -> None:
    import pkcs11

    for kind, reason in (
        (pkcs11.DeviceRemoved, "card-removed"),
        (pkcs11.FunctionCancelled, "card-cancelled"),
        (pkcs11.PinExpired, "card-pin-not-set"),
        (pkcs11.GeneralError, "card-failed"),
    ):
        with pytest.raises(SigningTrouble) as told, card_reading.told():
            raise kind
        assert told.value.reason == reason
        assert message_for(told.value).way_out


def test_two_sign_by_card_in_the_order_of_the_document(cards) -> None:
    one, two = only(cards, "Anna Ek", "ec"), only(cards, "Bo Ask", "rsa")
    pdf = decision()
    for field, chosen, at in (("presenter", one, AT), ("decider", two, LATER)):
        signer = CardSigner.open(MODULE, chosen, PIN)
        pdf = sign(pdf, field=field, signer=signer, at=at, certify=field == "presenter")
        signer.forget()
    report = check(pdf, trust=[material().authority.certificate], at=CHECKED)
    assert [signer.holder.name for signer in report.signers] == ["Anna Ek", "Bo Ask"]
    assert report.holds


def test_the_softhsm_tool_of_the_tests_is_there() -> None:
    assert subprocess.run(("softhsm2-util", "--version"), capture_output=True, check=False).returncode == 0
