"""Who gets in: invitations, challenges, sessions, revocation. Who runs the server cannot let himself in."""

from datetime import timedelta

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from krogkoll.hub import Database, Registry, admin_key
from krogkoll.hub.exchange import Exchange
from krogkoll.hub.registry import INVITE_FOR
from krogkoll.hub.sessions import Door
from krogkoll.kernel.clock import SteppingClock, SystemClock
from krogkoll.kernel.errors import HubTrouble
from krogkoll.security import Role
from krogkoll.sync import (
    CHALLENGE_SECONDS,
    SESSION_SECONDS,
    Challenge,
    ChallengeRequest,
    Code,
    Refused,
    Session,
    SessionRequest,
    checkpoint_text,
    invitation,
    member_text,
    read_invitation,
)

from .laptops import NearLaptop

AUTHORITY = "k1282.alkohol"


class House:
    """A hub without HTTP, with a clock that is told what time it is."""

    def __init__(self, folder):
        self.clock = SteppingClock(SystemClock().now())
        self.database = Database(f"sqlite:///{folder}/hub.sqlite")
        self.registry = Registry(self.database, self.clock)
        self.registry.set_pin()
        self.key = admin_key(self.registry.add_authority(AUTHORITY, "Nämnden"))
        self.registry.add_member(AUTHORITY, "Ek", Role.MUNICIPAL_INSPECTOR, intel=False, key=self.key)

    def laptop(self):
        return NearLaptop(Door(self.database, self.clock), Exchange(self.database, self.clock))

    def code(self):
        return self.registry.invite(AUTHORITY, "Ek", self.key)[0]


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    yield made
    made.database.close()


def code_of(act, *args):
    with pytest.raises(Refused) as caught:
        act(*args)
    return caught.value.code


def test_a_code_is_good_once(house):
    code = house.code()
    house.laptop().enrol(code)
    assert code_of(house.laptop().enrol, code) is Code.UNKNOWN_CODE


def test_a_code_is_not_good_for_long(house):
    code = house.code()
    house.clock.move(INVITE_FOR + timedelta(seconds=1))
    assert code_of(house.laptop().enrol, code) is Code.UNKNOWN_CODE


def test_a_refused_enrolment_does_not_use_the_code_up(house):
    code, stranger = house.code(), house.laptop()
    stranger.device_key = type("Wrong", (), {"public_key": stranger.device_key.public_key, "sign": lambda _: b""})
    assert code_of(stranger.enrol, code) is Code.SIGNATURE
    house.laptop().enrol(code)


def test_a_mistyped_code_is_found_before_it_is_sent():
    text = invitation(bytes(range(16)), bytes(range(16, 32)))
    assert read_invitation(text.lower().replace("-", " ")) == (bytes(range(16)).hex(), bytes(range(16, 32)))
    wrong = text[:5] + ("A" if text[5] != "A" else "B") + text[6:]
    for typed in (wrong, text[:-1], "", "åäö", text + "AAAA"):
        assert code_of(read_invitation, typed) is Code.UNKNOWN_CODE


def test_what_a_device_learns_is_signed_by_the_administrator_and_the_hub(house):
    found = house.laptop().enrol(house.code())
    said = member_text(AUTHORITY, found.member, found.member_name, found.role, found.compartments)
    house.key.public_key().verify(bytes.fromhex(found.membership), said)
    point = found.checkpoint
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(found.hub_key))
    key.verify(bytes.fromhex(point.signature), checkpoint_text(point.origin, point.size, point.root, point.at))


def test_who_runs_the_server_cannot_let_himself_in(house):
    other = Ed25519PrivateKey.generate()
    for act in (
        lambda: house.registry.invite(AUTHORITY, "Ek", other),
        lambda: house.registry.add_member(AUTHORITY, "Driften", Role.POLICE_INSPECTOR, intel=True, key=other),
    ):
        with pytest.raises(HubTrouble, match="wrong-admin-key"):
            act()
    one = house.laptop()
    code = house.code()
    one.enrol(code)
    one.log_in()
    with house.database.writing() as hands:
        # By hand in the database: wider membership, and a used invitation that is made fresh again.
        hands.do("update member set compartments = ?", f"{AUTHORITY}.std {AUTHORITY}.intel")
        hands.do("update invite set used_at = '', expires_at = '2999'")
    assert code_of(one.sync) is Code.REVOKED
    assert code_of(house.laptop().enrol, code) is Code.UNKNOWN_CODE


def test_a_session_needs_the_devices_own_signature(house):
    one, thief = house.laptop(), house.laptop()
    one.enrol(house.code())
    thief.enrolled = one.enrolled
    assert code_of(thief.log_in) is Code.SESSION
    asked = one.log_in()
    assert code_of(one.post, "/v1/session", asked, Session) is Code.SESSION
    for nonce in ("", "1", "..", "1.2.3", asked.nonce[:-1] + "0"):
        request = SessionRequest(device=asked.device, nonce=nonce, signature=asked.signature)
        assert code_of(one.post, "/v1/session", request, Session) is Code.SESSION


def test_a_challenge_and_a_session_end(house):
    one = house.laptop()
    one.enrol(house.code())
    asked = one.log_in()
    one.sync()
    house.clock.move(timedelta(seconds=SESSION_SECONDS + 1))
    assert code_of(one.sync) is Code.SESSION
    nonce = one.post("/v1/challenge", ChallengeRequest(device=asked.device), Challenge).nonce
    house.clock.move(timedelta(seconds=CHALLENGE_SECONDS + 1))
    late = msgspec.structs.replace(asked, nonce=nonce)
    assert code_of(one.post, "/v1/session", late, Session) is Code.SESSION


def test_rubbish_as_a_token_is_no_session(house):
    one = house.laptop()
    one.enrol(house.code())
    for token in ("", "a", "a.b", "a.b.c", f"{one.enrolled.device}.99999999999.00", "å.1.ö"):
        one.token = token
        assert code_of(one.sync) is Code.SESSION


def test_a_revoked_device_is_shut_out_at_once(house):
    one, two = house.laptop(), house.laptop()
    for laptop in (one, two):
        laptop.enrol(house.code())
        laptop.log_in()
    house.registry.revoke(one.enrolled.device[:8])
    assert code_of(one.sync) is Code.REVOKED
    assert code_of(one.log_in) is Code.REVOKED
    two.sync()
    assert house.registry.remove_member(AUTHORITY, "Ek") == 1
    assert code_of(two.sync) is Code.REVOKED
    with pytest.raises(HubTrouble, match="no-member"):
        house.code()


def test_a_restarted_hub_knows_its_sessions(house):
    one = house.laptop()
    one.enrol(house.code())
    one.log_in()
    one.door = Door(house.database, house.clock)
    one.sync()


def test_a_hub_that_never_ran_has_no_pin_to_put_into_a_code(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/hub.sqlite")
    registry = Registry(database, SystemClock())
    key = admin_key(registry.add_authority(AUTHORITY, "Nämnden"))
    registry.add_member(AUTHORITY, "Ek", Role.MUNICIPAL_INSPECTOR, intel=False, key=key)
    with pytest.raises(HubTrouble, match="never-served"):
        registry.invite(AUTHORITY, "Ek", key)
    database.close()


@pytest.mark.parametrize("name", ["", "K1282", "k1282", "k1282.", "k1282.alkohol/..", "a.b c", "å.ä", "a." + "b" * 90])
def test_an_authoritys_code_is_plain(house, name):
    with pytest.raises(HubTrouble, match="bad-authority-id"):
        house.registry.add_authority(name, "x")
