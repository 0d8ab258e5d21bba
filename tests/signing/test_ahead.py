"""Signing ahead of writing, and at a service elsewhere: the same file as at once, and nothing else comes of it."""

import hashlib
from datetime import timedelta

import pytest

from krogkoll.kernel.clock import SteppingClock
from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing import PracticeRemote, RemoteSigner, RemoteState, check, sign, sign_ahead
from krogkoll.signing.remote import PATIENCE
from tests.signing.material import AT, CHECKED, LATER, material


def remote(service, person="Anna Ek", **more):
    pauses = []
    clock = SteppingClock(AT, timedelta(seconds=20))
    signer = RemoteSigner(service, person, "Beslut om Källaren", clock=clock, pause=pauses.append, **more)
    return signer, pauses


@pytest.mark.parametrize(("field", "certify"), [("presenter", True), ("decider", False)])
def test_the_answer_gives_the_same_file_later_as_the_key_at_once(field, certify) -> None:
    made = material()
    pdf, signer = (made.unsigned, made.presenter) if certify else (made.one, made.decider)
    answer = sign_ahead(pdf, field=field, signer=signer, at=LATER)
    assert answer.signed_at == LATER
    again = sign(pdf, field=field, signer=answer, at=LATER, certify=certify)
    assert again == sign(pdf, field=field, signer=signer, at=LATER, certify=certify)


def test_an_answer_signs_no_other_document_field_or_moment() -> None:
    made = material()
    answer = sign_ahead(made.one, field="decider", signer=made.decider, at=LATER)
    for pdf, field, at in (
        (made.one, "decider", LATER + timedelta(seconds=1)),
        (made.one, "police", LATER),
        (made.two, "police", LATER),
    ):
        with pytest.raises(SigningTrouble, match="other-content"):
            sign(pdf, field=field, signer=answer, at=at, certify=False)
    answer.forget()
    with pytest.raises(SigningTrouble, match="other-content"):
        sign(made.one, field="decider", signer=answer, at=LATER, certify=False)


def test_a_service_is_given_the_digest_alone_and_its_signature_holds() -> None:
    service = PracticeRemote("Räddningstjänsten", AT)
    seen = []
    start = service.start
    service.start = lambda *given: seen.append(given) or start(*given)
    signer, pauses = remote(service)
    answer = sign_ahead(material().unsigned, field="presenter", signer=signer, at=AT)
    pdf = sign(material().unsigned, field="presenter", signer=answer, at=AT, certify=True)
    report = check(pdf, trust=[service.certificates_of("Anna Ek")[1]], at=CHECKED)
    assert report.holds
    assert report.practice
    assert pauses == [1.0, 1.0]
    ((person, digest, name, words),) = seen
    assert (person, len(digest), name, words) == ("Anna Ek", 32, "sha256", "Beslut om Källaren")


def test_no_means_no_and_silence_ends_after_the_time_of_patience() -> None:
    class Refusing(PracticeRemote):
        def start(self, *given):
            errand = super().start(*given)
            self.refuse(errand)
            return errand

    signer, _ = remote(Refusing("Räddningstjänsten", AT))
    with pytest.raises(SigningTrouble, match="remote-refused"):
        signer.signature_of(b"x")
    silent = PracticeRemote("Räddningstjänsten", AT, polls=10**6)
    signer, pauses = remote(silent)
    with pytest.raises(SigningTrouble, match="remote-timeout"):
        signer.signature_of(b"x")
    assert len(pauses) <= PATIENCE / timedelta(seconds=20)
    (errand,) = silent._errands
    assert silent.poll(errand).state is RemoteState.EXPIRED


def test_one_who_has_had_enough_takes_the_errand_back() -> None:
    service = PracticeRemote("Räddningstjänsten", AT, polls=10**6)
    signer, _ = remote(service, stopped=lambda: True)
    with pytest.raises(SigningTrouble, match="remote-cancelled"):
        signer.signature_of(b"x")
    (errand,) = service._errands
    assert service.poll(errand).state is RemoteState.EXPIRED


def test_the_practice_service_knows_nobody_it_has_not_certified_and_no_other_digest() -> None:
    service = PracticeRemote("Räddningstjänsten", AT)
    with pytest.raises(SigningTrouble, match="no-key"):
        service.start("Bo Ask", hashlib.sha256(b"x").digest(), "sha256", "Beslut")
    service.certificates_of("Bo Ask")
    for digest, words in ((b"short", "Beslut"), (hashlib.sha256(b"x").digest(), " ")):
        with pytest.raises(SigningTrouble, match="remote-refused"):
            service.start("Bo Ask", digest, "sha256", words)
    assert service.poll("ett ärende som inte finns").state is RemoteState.EXPIRED
