"""The machine of a decision: whatever anybody tries, nothing is decided that was not made ready and presented first."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.decisions import State, Step, after, editable, final, signing_step, steps_from, swedish_state
from krogkoll.kernel.errors import NotAllowed

steps = st.lists(st.sampled_from(Step), max_size=30)


def walked(tried: list[Step]) -> tuple[State, list[Step]]:
    """Where a decision ends up when somebody tries these steps, and which of them were possible."""
    state, taken = State.DRAFT, []
    for step in tried:
        with contextlib.suppress(NotAllowed):
            state = after(state, step)
            taken.append(step)
    return state, taken


@given(steps)
def test_a_decision_was_made_ready_presented_and_decided_in_that_order_without_a_break(tried: list[Step]) -> None:
    state, taken = walked(tried)
    if state is State.DECIDED:
        submitted = len(taken) - 1 - taken[::-1].index(Step.SUBMIT)
        assert tuple(taken[submitted + 1 :]) in {
            (Step.PRESENT, Step.DECIDE),
            (Step.ISSUE,),
            (Step.SIGN_ON_PAPER,),
            (Step.BY_MINUTES,),
            (Step.PRESENT, Step.SIGN_ON_PAPER),
            (Step.PRESENT, Step.BY_MINUTES),
        }
    assert sum(after_deciding(step) for step in taken) <= 1


def after_deciding(step: Step) -> bool:
    """Whether a step ends in a decision."""
    return step in {Step.DECIDE, Step.ISSUE, Step.SIGN_ON_PAPER, Step.BY_MINUTES}


@given(st.integers(0, 4), st.integers(0, 4))
def test_the_next_signature_is_the_step_of_its_place_and_a_full_paper_has_none(places: int, signed: int) -> None:
    known = {(1, 0): Step.ISSUE, (2, 0): Step.PRESENT, (2, 1): Step.DECIDE}
    if (places, signed) in known:
        assert signing_step(places, signed) is known[places, signed]
    else:
        with pytest.raises(NotAllowed, match="no-such-step"):
            signing_step(places, signed)


@given(steps, steps)
def test_what_is_decided_or_discarded_stays_so(first: list[Step], more: list[Step]) -> None:
    state, taken = walked(first)
    if final(state):
        again, same = walked([*taken, *more])
        assert (again, same) == (state, taken)


@given(steps)
def test_the_steps_offered_are_exactly_those_that_work(tried: list[Step]) -> None:
    state, _ = walked(tried)
    for step in Step:
        if step in steps_from(state):
            after(state, step)
        else:
            with pytest.raises(NotAllowed):
                after(state, step)


@given(steps)
def test_words_change_only_in_a_draft_and_every_way_back_leads_there(tried: list[Step]) -> None:
    state, _ = walked(tried)
    assert editable(state) is (state is State.DRAFT)
    if state in {State.READY, State.PRESENTED}:
        assert after(state, Step.SEND_BACK) is State.DRAFT


def test_every_state_and_step_has_its_own_word_and_an_unknown_state_allows_nothing() -> None:
    words = [swedish_state(value) for kind in (State, Step) for value in kind]
    assert len(set(words)) == len(words)
    assert steps_from(State.UNKNOWN) == ()
