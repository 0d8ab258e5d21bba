"""What the tests of signing share: a decision that waits for its signatures."""

import pytest

from tests.inspections.night import begun, carried_out, closed, decision_maker, night, written


@pytest.fixture
def waiting(tmp_path):
    """A decision that the gate has let through, and what was shown of it."""
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        boss = decision_maker(a_night)
        decision = written(a_night, visit, boss)
        shown = a_night.decisions.submit(decision)
        yield a_night, boss, a_night.decisions.decision(decision.id), shown
