"""Dispatch: the list by rule, the exact bytes, the log and the register of disclosures."""

import hashlib
from datetime import UTC, datetime

import pytest

from krogkoll.cases import CaseDraft, CaseService, DisclosureService, SentBy
from krogkoll.decisions import DispatchDraft, ReceiverRole, Rendering
from krogkoll.kernel.errors import EvidenceTrouble, Invalid, NotAllowed
from krogkoll.security import Role
from tests.decisions.taken import PARTY, SEALED, desk, taken, with_paper
from tests.factories import ALCOHOL_BOARD, actor, audited

BY_LAW = "9\u00a0kap.\u00a07\u00a0§ alkohollagen"
SHA256 = hashlib.sha256(SEALED).hexdigest()


@pytest.fixture
def board(tmp_path):
    with desk(tmp_path, actor(Role.MUNICIPAL_INSPECTOR, ALCOHOL_BOARD)) as a_desk:
        yield a_desk


def a_case(here) -> str:
    return CaseService(here.store).open_case(CaseDraft(title_public="Tillsyn, serveringsställe")).id


def problems(act):
    with pytest.raises(Invalid) as refused:
        act()
    return {problem.field: problem.problem for problem in refused.value.problems}


def test_a_warning_goes_to_the_three_that_the_act_names(board) -> None:
    decision = with_paper(board, type_code="AL-VARNING", case_id=a_case(board))
    listed = board.dispatches.expedition(decision.id)
    assert [(one.who, one.rule) for one in listed.recipients] == [
        (PARTY, ""),
        ("Folkhälsomyndigheten", BY_LAW),
        ("Länsstyrelsen Skåne", BY_LAW),
        ("Polismyndigheten", BY_LAW),
    ]
    assert {one.ground for one in listed.left} == {"al-9-7"}
    for one in listed.left:
        board.dispatches.send(
            DispatchDraft(
                decision_id=decision.id,
                to=one.who,
                role=one.role,
                authority_kind=one.authority_kind,
                way=SentBy.SECURE_MAIL,
                ground=one.ground,
            )
        )
    listed = board.dispatches.expedition(decision.id)
    assert listed.left == ()
    assert {one.sha256 for one in listed.dispatches} == {SHA256}
    register = DisclosureService(board.store).entries(decision.case_id)
    assert {(one.receiver_name, one.ground) for one in register} == {(one.to, "al-9-7") for one in listed.dispatches}
    given = [one for one in audited(board.store) if one["act"] == "disclosed" and one["kind"] == "decision"]
    assert [one["to"] for one in given] == ["Folkhälsomyndigheten", "Länsstyrelsen Skåne", "Polismyndigheten"]
    assert {one["detail"]["sha256"] for one in given} == {SHA256}


def test_an_order_of_the_fire_authority_goes_to_nobody_by_the_alcohol_act(tmp_path) -> None:
    with desk(tmp_path) as fire:
        decision = with_paper(fire, recipients=[{"who": "Kajhuset AB", "how": "Kopia"}, {"who": PARTY, "how": "x"}])
        listed = fire.dispatches.expedition(decision.id).recipients
        assert [(one.who, one.role) for one in listed] == [
            (PARTY, ReceiverRole.PARTY),
            ("Kajhuset AB", ReceiverRole.OTHER),
        ]


def test_a_landlord_gets_nothing_before_the_secrecy_test_and_the_managers_word(board) -> None:
    letter = with_paper(board, type_code="HYRV-INFO", party_name="Kajhuset AB", case_id=a_case(board))
    landlord = board.dispatches.expedition(letter.id).recipients[0]
    assert (landlord.role, landlord.ground) == (ReceiverRole.LANDLORD, "")
    draft = DispatchDraft(decision_id=letter.id, to="Kajhuset AB", role=ReceiverRole.LANDLORD, way=SentBy.POST)
    assert problems(lambda: board.dispatches.send(draft)) == {
        "ground": "missing",
        "reasons": "missing",
        "approved_by": "missing",
    }
    assert board.dispatches.expedition(letter.id).dispatches == (), "nothing is half written"
    tested = {"ground": landlord.grounds[1].id, "reasons": "Inga uppgifter om enskilda.", "approved_by": "Eva Holm"}
    sent = board.dispatches.send(
        DispatchDraft(decision_id=letter.id, to="Kajhuset AB", role=ReceiverRole.LANDLORD, way=SentBy.POST, **tested)
    )
    assert sent.disclosure_id == DisclosureService(board.store).entries(letter.case_id)[0].id


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"to": " "}, {"to": "missing"}),
        ({"way": SentBy.NOT_STATED}, {"way": "missing"}),
        ({"role": ReceiverRole.AUTHORITY}, {"authority_kind": "missing"}),
        ({"rendering": Rendering.UNKNOWN}, {"rendering": "unknown-value"}),
        ({"sent_at": datetime(2026, 11, 17, 14, tzinfo=UTC)}, {"sent_at": "in-the-future"}),
        ({"sent_at": datetime(2026, 11, 15, 14, tzinfo=UTC)}, {"sent_at": "before-decision"}),
    ],
)
def test_a_dispatch_that_cannot_be_true_is_refused(board, over, said) -> None:
    decision = with_paper(board, type_code="AL-ERINRAN")
    given = {"decision_id": decision.id, "to": PARTY, "role": ReceiverRole.PARTY, "way": SentBy.POST}
    assert problems(lambda: board.dispatches.send(DispatchDraft(**given | over))) == said


def test_nothing_goes_out_before_it_is_signed(board) -> None:
    from krogkoll.decisions import State

    draft = taken(board.store, type_code="AL-ERINRAN", state=State.READY)
    for act in (
        lambda: board.dispatches.expedition(draft.id),
        lambda: board.dispatches.print_out(draft.id),
        lambda: board.dispatches.send(DispatchDraft(decision_id=draft.id, to=PARTY, way=SentBy.POST)),
    ):
        with pytest.raises(NotAllowed, match="not-taken"):
            act()


def test_print_and_file_are_the_exact_bytes_and_each_is_in_the_log(board, tmp_path) -> None:
    decision = with_paper(board, type_code="AL-ERINRAN")
    assert board.dispatches.print_out(decision.id, to=PARTY) == SEALED
    target = tmp_path / "beslut.pdf"
    assert board.dispatches.save(decision.id, target, to=PARTY).read_bytes() == SEALED
    with pytest.raises(EvidenceTrouble, match="exists"):
        board.dispatches.save(decision.id, target, to=PARTY)
    acts = [one for one in audited(board.store) if one["act"] in ("printed", "exported")]
    assert [(one["act"], one["to"], one["detail"]["sha256"]) for one in acts] == [
        ("printed", PARTY, SHA256),
        ("exported", PARTY, SHA256),
    ]


def test_a_notice_that_nobody_has_made_cannot_go_out(board) -> None:
    decision = with_paper(board, type_code="AL-ERINRAN")
    with pytest.raises(NotAllowed, match="no-notice"):
        board.dispatches.print_out(decision.id, Rendering.NOTICE)


def test_an_entry_written_by_mistake_is_struck_and_stays_to_be_seen(board) -> None:
    decision = with_paper(board, type_code="AL-ERINRAN")
    sent = board.dispatches.send(
        DispatchDraft(decision_id=decision.id, to=PARTY, role=ReceiverRole.PARTY, way=SentBy.POST)
    )
    assert problems(lambda: board.dispatches.strike(sent, "")) == {"struck_why": "missing"}
    board.dispatches.strike(sent, "Fel ärende")
    listed = board.dispatches.expedition(decision.id)
    assert listed.dispatches[0].struck_why == "Fel ärende"
    assert listed.sent_to(listed.recipients[0]) == ()
