"""The master key: what it derives, and what it refuses."""

import copy
import pickle

import pytest

from krogkoll.kernel.errors import Locked
from krogkoll.security import MasterKey


def key(workspace: bytes = b"w" * 16) -> MasterKey:
    return MasterKey(bytearray(range(32)), workspace)


def test_derived_keys_follow_rfc_5869_by_an_independent_computation() -> None:
    import hashlib
    import hmac

    extracted = hmac.new(b"w" * 16, bytes(range(32)), hashlib.sha256).digest()
    expected = hmac.new(extracted, b"krogkoll/v1/database\x01", hashlib.sha256).digest()
    assert key().derive("database") == expected


def test_every_purpose_and_every_workspace_has_its_own_key() -> None:
    derived = [bytes(key().derive(purpose)) for purpose in ("database", "vault", "slots")]
    derived.append(bytes(key(b"x" * 16).derive("database")))
    assert len(set(derived)) == 4
    assert key().derive("vault") == key().derive("vault")


def test_random_keys_differ() -> None:
    assert not MasterKey.random(b"w" * 16).same_as(MasterKey.random(b"w" * 16))
    assert not key().same_as(key(b"x" * 16))
    assert key().same_as(key())


def test_a_wiped_key_is_locked() -> None:
    with key() as mine:
        assert mine.alive
    assert not mine.alive
    for act in (lambda: mine.derive("database"), mine.revealed, lambda: mine.same_as(key())):
        with pytest.raises(Locked):
            act()


def test_a_key_is_never_shown_copied_or_pickled() -> None:
    mine = key()
    assert bytes(range(32)).hex() not in repr(mine) + str(mine)
    for act in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            act(mine)
    with pytest.raises(ValueError):
        MasterKey(bytearray(31), b"w" * 16)
    with pytest.raises(TypeError):
        mine.revealed()[0] = 1
