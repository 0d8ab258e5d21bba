"""The register of disclosures: the ground must be open to these two, private receivers need a manager."""

import pytest

from krogkoll.cases import (
    CaseService,
    DeskService,
    DisclosureService,
    EventKind,
    MarkingDraft,
    Receiver,
    SentBy,
)
from krogkoll.kernel.errors import Invalid, NotAllowed
from krogkoll.security import Role
from tests.factories import TODAY, actor, audited, case_draft
from tests.factory_rooms.cases import disclosure_draft


@pytest.fixture
def disclosures(store):
    return DisclosureService(store)


@pytest.fixture
def case(store):
    return CaseService(store).open_case(case_draft())


def wrong(disclosures, **over):
    with pytest.raises(Invalid) as refused:
        disclosures.register(disclosure_draft(**over))
    return [(one.field, one.problem) for one in refused.value.problems]


def test_an_entry_says_who_got_what_on_which_ground_and_the_audit_log_knows(disclosures, case, store):
    entry = disclosures.register(disclosure_draft(case_id=case.id))
    assert disclosures.entries(case.id) == (entry,)
    told = next(one for one in audited(store) if one["act"] == "disclosed")
    assert (told["ground"], told["to"], told["ids"]) == ("uppg-6", entry.receiver_name, ["a-note"])
    event = CaseService(store).timeline(case_id=case.id)[0]
    assert (event.kind, event.subject_id) == (EventKind.DISCLOSED, entry.id)


def test_what_is_missing_is_named_in_the_order_of_the_form(disclosures, case):
    empty = {"what": "", "receiver_name": " ", "ground": "", "tested_by": "", "reasons": ""}
    found = wrong(disclosures, case_id=case.id, sent_by=SentBy.NOT_STATED, **empty)
    assert [field for field, _ in found] == ["what", "receiver_name", "ground", "tested_by", "reasons", "sent_by"]


def test_a_ground_of_others_cannot_be_chosen(disclosures, case):
    assert wrong(disclosures, case_id=case.id, ground="al-9-8-police") == [("ground", "not-offered")]


def test_a_landlord_needs_a_private_ground_and_a_managers_name(disclosures, case):
    landlord = {"receiver": Receiver.PRIVATE, "receiver_kind": "", "receiver_name": "Kajhuset AB"}
    assert wrong(disclosures, case_id=case.id, **landlord) == [("ground", "not-offered"), ("approved_by", "missing")]
    landlord |= {"ground": "harm-test", "approved_by": "Björn Åkesson"}
    assert disclosures.register(disclosure_draft(case_id=case.id, **landlord)).approved_by == "Björn Åkesson"


def test_secrecy_of_chapters_17_and_18_is_not_broken_by_10_15a_and_the_form_says_so(disclosures, case, store):
    draft = disclosure_draft(case_id=case.id, receiver_kind="gaming_authority")
    assert "osl-10-15a" in {one.id for one in disclosures.offer(draft).grounds}
    marking = MarkingDraft(subject_kind="case_file", subject_id=case.id, provision="OSL-17-1")
    DeskService(store).mark_secret(marking)
    offer = disclosures.offer(draft)
    assert "osl-10-15a" not in {one.id for one in offer.grounds}
    assert "17 och 18 kap." in offer.remarks[0]


def test_figures_for_the_council_have_a_ground_of_their_own(disclosures, case):
    offer = disclosures.offer(disclosure_draft(case_id=case.id, receiver=Receiver.STATISTICS))
    assert [one.id for one in offer.grounds] == ["aggregated"]


def test_something_wrong_in_what_was_given_is_told_to_the_receiver_and_noted(disclosures, case):
    entry = disclosures.register(disclosure_draft(case_id=case.id))
    with pytest.raises(Invalid):
        disclosures.correct(entry, " ")
    corrected = disclosures.correct(entry, "Fel datum, det var den 15 november.")
    assert (corrected.corrected_on, corrected.what) == (TODAY, entry.what)


def test_who_may_not_disclose_is_refused(disclosures, case, store):
    store.act_as(actor(Role.AUDITOR))
    with pytest.raises(NotAllowed):
        disclosures.register(disclosure_draft(case_id=case.id))
