"""When the window may say that everything is there, and when it must not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.sync import Facts, SyncState, state_of

NOON = datetime(2026, 11, 14, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (Facts(enrolled=False, unsent=7), SyncState.ALONE),
        (Facts(busy=True, unsent=7), SyncState.SENDING),
        (Facts(), SyncState.WAITING),
        (Facts(contact=NOON), SyncState.ALL_THERE),
        (Facts(contact=NOON, unsent=1), SyncState.WAITING),
        (Facts(contact=NOON, held=1), SyncState.WAITING),
        (Facts(contact=NOON, unverified=1), SyncState.WAITING),
        (Facts(contact=NOON, absent=1), SyncState.WAITING),
        (Facts(contact=NOON, failure="unreachable", failed=LATER), SyncState.OFFLINE),
        (Facts(contact=NOON, failure="hub-storage", failed=LATER), SyncState.OFFLINE),
        (Facts(contact=LATER, failure="unreachable", failed=NOON), SyncState.ALL_THERE),
        (Facts(failure="unreachable", failed=NOON), SyncState.OFFLINE),
        (Facts(contact=NOON, failure="hub-version", failed=LATER), SyncState.OUTDATED),
        (Facts(contact=NOON, failure="hub-fork", failed=LATER, unsent=3), SyncState.STOPPED),
        (Facts(contact=NOON, failure="hub-revoked", failed=LATER), SyncState.STOPPED),
        (Facts(contact=NOON, failure="a-reason-of-tomorrow", failed=LATER), SyncState.STOPPED),
    ],
)
def test_each_case_has_its_word(facts, state):
    assert state_of(facts) is state


@given(
    st.builds(
        Facts,
        contact=st.none() | st.just(NOON),
        failure=st.sampled_from(("", "unreachable", "hub-fork")),
        failed=st.none() | st.just(LATER),
        unsent=st.integers(0, 2),
        held=st.integers(0, 2),
        unverified=st.integers(0, 2),
        absent=st.integers(0, 2),
    )
)
def test_all_there_is_never_said_of_something_that_is_not(facts):
    if state_of(facts) is SyncState.ALL_THERE:
        assert facts.contact is not None
        assert not any((facts.unsent, facts.held, facts.unverified, facts.absent))
        assert not (facts.failure and facts.failed)
