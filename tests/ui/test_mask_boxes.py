"""The boxes of a mask as plain shares of a picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krogkoll.evidence import Box
from ui.evidence.boxes import MaskBoxes, handle_points, moved, pulled

SHARES = st.floats(0, 1, allow_nan=False)


@st.composite
def boxes(draw):
    xs, ys = sorted((draw(SHARES), draw(SHARES))), sorted((draw(SHARES), draw(SHARES)))
    return Box(left=xs[0], top=ys[0], right=xs[1], bottom=ys[1])


@given(boxes(), st.integers(0, 7), st.floats(-2, 3), st.floats(-2, 3))
def test_a_pulled_or_moved_box_never_leaves_the_picture_or_turns_inside_out(box, handle, x, y):
    for one in (pulled(box, handle, x, y), moved(box, x, y)):
        assert 0 <= one.left <= one.right <= 1 + 1e-9
        assert 0 <= one.top <= one.bottom <= 1 + 1e-9
    same = moved(box, x, y)
    assert same.right - same.left == pytest.approx(box.right - box.left)
    assert len(handle_points(box)) == 8


def test_every_step_of_a_mask_is_taken_back_in_turn():
    mask = MaskBoxes()
    assert not mask.undo()
    mask.remember()
    mask.add(Box(left=0.1, top=0.1, right=0.2, bottom=0.2))
    mask.remember()
    mask.add(Box(left=0.5, top=0.5, right=0.6, bottom=0.6))
    mask.remove()
    assert len(mask.boxes) == 1
    assert mask.undo()
    assert len(mask.boxes) == 2
    assert mask.undo()
    assert mask.undo()
    assert mask.boxes == ()
