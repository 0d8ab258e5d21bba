"""What a board decides: by its minutes alone, with the bytes that were shown, whoever has signed as presenter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from krogkoll.decisions import DecidedBy, State
from krogkoll.evidence import DocumentService, Subject
from krogkoll.inspections import signed_words
from krogkoll.kernel.errors import Invalid, NotAllowed
from tests.decisions.elsewhere import PRINTED, by, handed_in, scan
from tests.inspections.night import begun, carried_out, closed, decision_maker, night, written


@pytest.fixture
def at_the_board(tmp_path):
    """A decision of a board whose minutes are there, and what was shown of it."""
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        boss = decision_maker(a_night)
        board = {"decided_by": DecidedBy.BOARD, "minutes_reference": "§ 112/2026", "minutes_on": PRINTED}
        officers = written(a_night, visit, boss)
        decision = a_night.decisions.edit(officers, replace(officers, **board))
        shown = a_night.decisions.submit(decision)
        yield a_night, boss, a_night.decisions.decision(decision.id), shown


def test_a_board_decides_by_its_minutes_and_the_shown_bytes_are_sealed(at_the_board, tmp_path) -> None:
    a_night, _, decision, shown = at_the_board
    done = a_night.signatures.decided_by_minutes(
        decision, "§ 112/2026", PRINTED, scan(tmp_path), shown_sha256=shown.sha256
    )
    sealed = a_night.decisions.decision(decision.id)
    assert (sealed.state, sealed.sealed, done.paper.sealed, done.pdf) == (State.DECIDED, True, True, shown.pdf)
    (words,) = signed_words(done.paper)
    assert words.endswith("den 15\xa0november\xa02026 enligt protokoll § 112/2026.")
    (kept,) = DocumentService(a_night.store, a_night.vault).documents([Subject("decision", decision.id)])
    assert (kept.sealed, kept.title) == (True, "Protokoll § 112/2026")


def test_the_presenters_signature_alone_decides_nothing_for_a_board(at_the_board) -> None:
    a_night, _, decision, shown = at_the_board
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    presented = a_night.decisions.decision(decision.id)
    assert (presented.state, presented.sealed, first.paper.sealed) == (State.PRESENTED, False, False)
    done = a_night.signatures.decided_by_minutes(decision, "§ 112/2026", PRINTED, shown_sha256=first.sha256)
    assert done.pdf == first.pdf
    assert a_night.decisions.decision(decision.id).state is State.DECIDED


def test_what_the_presenter_signed_for_a_board_can_be_taken_back_before_it_decides(at_the_board) -> None:
    a_night, _, decision, shown = at_the_board
    a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    assert a_night.decisions.send_back(decision, "Fel paragraf.").state is State.DRAFT


def test_the_presenters_signature_from_elsewhere_leaves_a_boards_decision_open_too(at_the_board, tmp_path) -> None:
    a_night, _, decision, shown = at_the_board
    done = handed_in(a_night, decision, shown, tmp_path, by(a_night, shown.pdf, "Johan Ek", "presenter"))
    assert done.accepted
    assert not done.shown.paper.sealed
    assert a_night.decisions.decision(decision.id).state is State.PRESENTED


def test_minutes_other_than_those_in_the_document_decide_nothing_and_neither_does_a_person(
    at_the_board, waiting_elsewhere, tmp_path
) -> None:
    a_night, boss, decision, shown = at_the_board
    by_minutes, sha = a_night.signatures.decided_by_minutes, shown.sha256
    for reference, on, error in (
        ("§ 113/2026", PRINTED, NotAllowed),
        ("§ 112/2026", PRINTED - timedelta(days=1), NotAllowed),
        ("§ 112/2026", PRINTED + timedelta(days=1), Invalid),
        (" ", PRINTED, Invalid),
    ):
        with pytest.raises(error):
            by_minutes(decision, reference, on, shown_sha256=sha)
    with pytest.raises(NotAllowed, match="board-decides"):
        a_night.signatures.signed_on_paper(decision, scan(tmp_path), ["Johan Ek"], PRINTED, shown_sha256=sha)
    first = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=sha)
    with pytest.raises(NotAllowed, match="board-decides"):
        a_night.signatures.decide(
            decision, a_night.signer("Helena Strand"), shown_sha256=first.sha256, guest=boss.actor()
        )
    other_night, _, other, other_shown = waiting_elsewhere
    with pytest.raises(NotAllowed, match="not-by-board"):
        other_night.signatures.decided_by_minutes(other, "§ 112/2026", PRINTED, shown_sha256=other_shown.sha256)


@pytest.fixture
def waiting_elsewhere(tmp_path):
    """As `waiting`, in another workspace."""
    (tmp_path / "annan").mkdir()
    with night(tmp_path / "annan") as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        decision = written(a_night, visit, decision_maker(a_night))
        shown = a_night.decisions.submit(decision)
        yield a_night, None, a_night.decisions.decision(decision.id), shown
