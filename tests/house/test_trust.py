"""Whose certificates count is the authority's own choice, with a reason, and practice never passes for real."""

from datetime import UTC, datetime

import pytest

from krogkoll.house import trusted_issuers
from krogkoll.kernel.errors import Invalid, NotAllowed, SigningTrouble
from krogkoll.security import Role
from krogkoll.signing import PracticeAuthority
from tests.factories import FIRE, actor, workspace

from .conftest import at_desk

AT = datetime(2026, 11, 3, 13, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def issuer():
    return PracticeAuthority.create(AT)


@pytest.fixture
def practice_desk(tmp_path, decoder):
    with workspace(tmp_path / "ovning", actor(Role.DECISION_MAKER, FIRE)) as store:
        yield at_desk(store, decoder, practice=True)


def test_an_issuer_is_shown_before_it_is_trusted(practice_desk, issuer):
    (found,) = practice_desk.trust.look(issuer.ca_pem)
    assert found.issues
    assert found.name == "ÖVNING Krogkolls övningsutfärdare"
    assert len(found.fingerprint) == 64
    assert practice_desk.trust.issuers() == ()


def test_a_trusted_issuer_counts_until_trust_is_ended(practice_desk, issuer):
    (made,) = practice_desk.trust.trust(issuer.ca_pem, "Övning i nämnden.")
    assert len(practice_desk.trust.certificates()) == 1
    assert practice_desk.trust.trust(issuer.ca_pem, "En gång till.") == (), "once is enough"
    ended = practice_desk.trust.distrust(made, "Övningen är slut.")
    assert ended.ended_on is not None
    assert practice_desk.trust.certificates() == ()
    assert [one.id for one in practice_desk.trust.issuers()] == [made.id], "what was trusted can still be read"
    assert len(practice_desk.trust.trust(issuer.ca_pem, "Igen.")) == 1


def test_the_certificates_are_those_that_a_check_takes(practice_desk, issuer):
    from krogkoll.security import Permission

    practice_desk.trust.trust(issuer.ca_pem, "Övning.")
    with practice_desk.store.transaction(Permission.UNLOCK) as tx:
        (der,) = trusted_issuers(tx)
    assert practice_desk.trust.look(der)[0].fingerprint == practice_desk.trust.look(issuer.ca_pem)[0].fingerprint


def test_a_real_workspace_never_trusts_practice(desk, issuer):
    with pytest.raises(NotAllowed) as caught:
        desk.trust.trust(issuer.ca_pem, "Vi provar.")
    assert caught.value.reason == "practice-issuer"


def test_a_persons_certificate_is_no_issuer(practice_desk, issuer):
    from datetime import timedelta

    from cryptography.hazmat.primitives.serialization import Encoding

    from krogkoll.signing.practice import new_private_key

    person = issuer.certify(
        new_private_key(), name="Anna Ek", organisation="ÖVNING", valid_from=AT, valid_to=AT + timedelta(days=9)
    )
    with pytest.raises(Invalid) as caught:
        practice_desk.trust.trust(person.public_bytes(Encoding.PEM), "Vi provar.")
    assert caught.value.problems[0].problem == "not-an-issuer"


@pytest.mark.parametrize("content", [b"", b"hej", b"-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_is_told(practice_desk, content):
    with pytest.raises(SigningTrouble):
        practice_desk.trust.look(content)


def test_a_file_of_any_size_is_not_read_and_a_reason_is_needed(practice_desk, issuer):
    with pytest.raises(Invalid):
        practice_desk.trust.look(b"x" * 300_000)
    with pytest.raises(Invalid):
        practice_desk.trust.trust(issuer.ca_pem, " ")
    (made,) = practice_desk.trust.trust(issuer.ca_pem, "Övning.")
    with pytest.raises(Invalid):
        practice_desk.trust.distrust(made, "")
