"""A colleague's PIN on somebody else's computer: chosen once, proved at each act, slow to guess, never in the log."""

from datetime import timedelta

import pytest

from krogkoll.kernel.errors import AccessTrouble, Invalid, NotAllowed
from krogkoll.people import GuestPinService, MemberDraft, MemberService, prove_guest
from krogkoll.security import Permission, Role
from tests.factories import ALCOHOL_BOARD, audited

PIN, OTHER = "493817", "604928"


@pytest.fixture
def pins(store):
    return GuestPinService(store)


@pytest.fixture
def karin(store):
    draft = MemberDraft(name="Karin Wester", title="Inspektör", role=Role.MUNICIPAL_INSPECTOR, authority=ALCOHOL_BOARD)
    return MemberService(store).welcome_guest(draft).actor()


def test_a_pin_is_chosen_once_and_lets_only_its_owner_act(store, pins, karin):
    with pytest.raises(NotAllowed, match="no-guest-pin"):
        prove_guest(store, karin, PIN)
    pins.choose(karin.user_id, PIN)
    assert pins.has_pin(karin.user_id)
    prove_guest(store, karin, PIN)
    with pytest.raises(NotAllowed, match="pin-chosen"):
        pins.choose(karin.user_id, OTHER)
    with pytest.raises(AccessTrouble, match="wrong-guest-pin"):
        prove_guest(store, karin, OTHER)
    prove_guest(store, karin, PIN)


@pytest.mark.parametrize(("pin", "reason"), [("12", "pin-form"), ("åäöåäö", "pin-form"), ("111111", "pin-simple")])
def test_a_pin_that_is_easy_to_guess_is_not_taken(pins, karin, pin, reason):
    with pytest.raises(AccessTrouble, match=reason):
        pins.choose(karin.user_id, pin)
    assert not pins.has_pin(karin.user_id)


def test_after_five_wrong_tries_one_waits_and_a_clock_set_back_helps_nobody(store, pins, karin):
    pins.choose(karin.user_id, PIN)
    for _ in range(5):
        with pytest.raises(AccessTrouble, match="wrong-guest-pin"):
            prove_guest(store, karin, OTHER)
    for days in (0, -1):
        store.clock.move(timedelta(days=days))
        with pytest.raises(AccessTrouble, match="guest-pin-wait") as caught:
            prove_guest(store, karin, PIN)
        assert 0 < caught.value.details["wait"] <= 2
    store.clock.move(timedelta(days=1, seconds=3))
    prove_guest(store, karin, PIN)
    assert [entry["act"] for entry in audited(store)].count("login-failed") == 5


def test_a_forgotten_pin_is_given_up_with_a_reason(store, pins, karin):
    pins.choose(karin.user_id, PIN)
    with pytest.raises(Invalid):
        pins.reset(karin.user_id, " ")
    pins.reset(karin.user_id, "Glömd.")
    pins.choose(karin.user_id, OTHER)
    prove_guest(store, karin, OTHER)


def test_the_own_person_has_shown_who_they_are_by_unlocking(store, pins):
    prove_guest(store, store.actor, "")


def test_neither_pin_nor_its_digest_is_logged(store, pins, karin):
    pins.choose(karin.user_id, PIN)
    with pytest.raises(AccessTrouble):
        prove_guest(store, karin, OTHER)
    with store.reading(Permission.UNLOCK) as reader:
        kept = reader.setting(f"guest-pin:{karin.user_id}")
    told = str(audited(store))
    assert not [secret for secret in (PIN, OTHER, kept["digest"]) if secret in told]
