"""The gate is asked once more when somebody signs: what was whole when it was shown may not be whole any more."""

import pytest

from krogkoll.cases import DeskService, MarkingDraft
from krogkoll.decisions import State
from krogkoll.inspections import practice_key
from krogkoll.kernel.errors import Invalid
from tests.decisions.elsewhere import BOTH, PRINTED, by, handed_in, scan


def test_what_has_come_to_be_missing_since_it_was_shown_stops_every_way_of_signing(waiting, tmp_path) -> None:
    a_night, _, decision, shown = waiting
    key = practice_key("Johan Ek", "ÖVNING", a_night.clock.now())
    marking = MarkingDraft(subject_kind="inspection", subject_id=decision.inspection_id, provision="OSL-30-20")
    DeskService(a_night.store).mark_secret(marking)
    ways = (
        lambda: a_night.signatures.present(decision, key, shown_sha256=shown.sha256),
        lambda: a_night.signatures.signed_on_paper(decision, scan(tmp_path), BOTH, PRINTED, shown_sha256=shown.sha256),
        lambda: handed_in(a_night, decision, shown, tmp_path, by(a_night, shown.pdf, "Johan Ek", "presenter")),
    )
    for way in ways:
        with pytest.raises(Invalid) as caught:
            way()
        assert [problem.problem for problem in caught.value.problems] == ["secrecy-unchecked"]
    assert a_night.decisions.decision(decision.id).state is State.READY
