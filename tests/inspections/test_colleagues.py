"""The second officer, the hand-over of an open visit, and undoing the last answer."""

from dataclasses import replace

import pytest

from krogkoll.inspections import AnswerDraft, ColleagueService, HandOverState, Verdict, holder, remarks
from krogkoll.kernel.errors import Conflict, Invalid, NotAllowed
from krogkoll.security import Role
from tests.factories import POLICE, actor, audited
from tests.factory_rooms.field import second_view_draft

from .night import begun, night
from .on_the_spot import PIN, colleague


@pytest.fixture
def a_night(tmp_path):
    with night(tmp_path) as made:
        yield made


def test_a_second_officer_confirms_amends_or_dissents_in_their_own_name(a_night):
    visit, colleagues = begun(a_night), ColleagueService(a_night.store)
    guest = colleague(a_night)
    view = colleagues.say(second_view_draft(inspection_id=visit.id, verdict=Verdict.DISSENTS), guest, PIN)
    assert (view.by_id, view.by_name, view.created_by) == (guest.user_id, "Karin Wester", guest.user_id)
    acts = [entry["act"] for entry in audited(a_night.store)]
    assert "guest-act" in acts
    with pytest.raises(Invalid):
        colleagues.say(second_view_draft(inspection_id=visit.id, verdict=Verdict.AMENDS, text=" "), guest, PIN)
    with pytest.raises(NotAllowed, match="own-work"):
        colleagues.say(second_view_draft(inspection_id=visit.id), a_night.store.actor, PIN)
    with pytest.raises(NotAllowed, match="other-authority"):
        colleagues.say(
            second_view_draft(inspection_id=visit.id), actor(Role.POLICE_INSPECTOR, POLICE, user_id="x"), PIN
        )
    with pytest.raises(NotAllowed, match="role"):
        colleagues.say(second_view_draft(inspection_id=visit.id), colleague(a_night, "Bo Ek", Role.DECISION_MAKER), PIN)


def test_a_visit_is_handed_over_when_the_colleague_accepts_and_both_stay_in_the_record(a_night):
    visit, colleagues = begun(a_night), ColleagueService(a_night.store)
    karin, other = colleague(a_night), colleague(a_night, "Nils Ask")
    with pytest.raises(Invalid):
        colleagues.offer(visit.id, karin, " ")
    with pytest.raises(Invalid):
        colleagues.offer(visit.id, a_night.store.actor, "passet slut")
    offer = colleagues.offer(visit.id, karin, "passet slut")
    with pytest.raises(NotAllowed, match="already-offered"):
        colleagues.offer(visit.id, other, "passet slut")
    with pytest.raises(NotAllowed, match="not-the-receiver"):
        colleagues.accept(offer, other, PIN)
    assert ("hand_over", "not-answered") in remarks(a_night.inspections.visit(visit.id))
    accepted = colleagues.accept(offer, karin, PIN)
    assert accepted.state is HandOverState.ACCEPTED
    last = holder(a_night.inspections.visit(visit.id).log.hand_overs)
    assert (last.from_name, last.to_name, last.why) == ("Johan Ek", "Karin Wester", "passet slut")
    with pytest.raises(NotAllowed, match="hand-over-settled"):
        colleagues.withdraw(offer)
    again = colleagues.offer(visit.id, other, "sjuk")
    assert again.from_name == "Karin Wester"
    assert colleagues.withdraw(again).state is HandOverState.WITHDRAWN


def test_undo_brings_back_the_answer_before_or_none(a_night):
    visit = begun(a_night)
    draft = AnswerDraft(inspection_id=visit.id, item_id="tillsyn-36", value="yes", note="öppen")
    first = a_night.inspections.answer(draft)
    second = a_night.inspections.answer(replace(draft, value="no"), first)
    back = a_night.inspections.take_back(second, first)
    assert (back.value, back.note, back.answered_at) == ("yes", "öppen", first.answered_at)
    with pytest.raises(Conflict):
        a_night.inspections.take_back(first, None)
    assert a_night.inspections.take_back(back, None) is None
    assert a_night.inspections.visit(visit.id).answers == ()
