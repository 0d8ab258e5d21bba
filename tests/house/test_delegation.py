"""Who may decide follows from the delegation order as the board has decided it, day by day."""

from dataclasses import replace
from datetime import date

import pytest

from krogkoll.house import DelegationDraft, Holder, delegation_problems, may_decide
from krogkoll.kernel.errors import Invalid, NotFound
from krogkoll.people import MemberService
from krogkoll.security import Role
from tests.factories import FIRE, member_draft
from tests.factory_rooms.house import delegation_draft

from .conftest import GUEST

TYPE = "LSO-NYTTJ"


@pytest.fixture
def member(desk):
    draft = member_draft(authority=FIRE, title="brandingenjör ", role=Role.DECISION_MAKER)
    return MemberService(desk.store).welcome_guest(draft)


def test_without_any_point_only_the_board_decides(desk, asks, member):
    assert asks(may_decide, member.id, TYPE, "board")
    mandate = asks(may_decide, member.id, TYPE, "officer")
    assert not mandate
    assert mandate.why == "no-list"


def test_in_practice_nobody_has_to_enter_the_order_first(desk, member):
    from krogkoll.security import Permission

    with desk.store.transaction(Permission.UNLOCK) as tx:
        tx.set_setting("practice", True)
        assert may_decide(tx, member.id, TYPE, "officer")


def test_a_point_for_a_function_gives_the_right_to_who_has_that_title(desk, asks, member):
    desk.delegations.add(delegation_draft())
    mandate = asks(may_decide, member.id, TYPE, "officer")
    assert mandate
    assert (mandate.point, mandate.reference) == ("4.2", "Direktionen 2025-12-10, § 88")
    other = MemberService(desk.store).welcome_guest(member_draft(authority=FIRE, title="Brandinspektör"))
    assert asks(may_decide, other.id, TYPE, "officer").why == "not-delegated"
    assert asks(may_decide, "saknas", TYPE, "officer").why == "not-delegated"
    assert asks(may_decide, member.id, TYPE, "chair").why == "not-delegated"
    assert asks(may_decide, member.id, "AL-VARNING", "officer").why == "not-delegated"


def test_a_point_for_one_person_is_for_that_person_alone(desk, asks, member):
    desk.delegations.add(
        replace(delegation_draft(), holder=Holder.MEMBER, member_id=member.id, function="Brandingenjör")
    )
    assert asks(may_decide, member.id, TYPE, "officer")
    twin = MemberService(desk.store).welcome_guest(member_draft(authority=FIRE, title="Brandingenjör"))
    assert not asks(may_decide, twin.id, TYPE, "officer")


def test_the_chair_needs_a_point_of_their_own_and_lends_it_to_no_officer(desk, asks, member):
    desk.delegations.add(replace(delegation_draft(), holder=Holder.CHAIR))
    assert asks(may_decide, member.id, TYPE, "chair")
    assert not asks(may_decide, member.id, TYPE, "officer")


def test_what_may_never_be_delegated_stays_with_the_board_whatever_the_order_says(desk, asks, member):
    from krogkoll.law import all_decision_types

    never = [code for code, kind in all_decision_types().items() if kind.delegation == "never" and kind.is_decision]
    assert never
    draft = replace(delegation_draft(), type_codes=(never[0],))
    assert [one.problem for one in delegation_problems(draft)] == ["not-delegable"]
    desk.delegations.add(delegation_draft())
    assert asks(may_decide, member.id, never[0], "officer").why == "not-delegable"


def test_a_point_stands_from_its_first_day_to_its_last(desk, asks, member):
    point = desk.delegations.add(replace(delegation_draft(), valid_from=date(2027, 1, 1)))
    mandate = asks(may_decide, member.id, TYPE, "officer")
    assert (bool(mandate), mandate.why, mandate.point) == (False, "not-yet", "4.2")
    point = desk.delegations.edit(point, replace(delegation_draft(), valid_from=None))
    assert asks(may_decide, member.id, TYPE, "officer")
    today = desk.delegations.today()
    point = desk.delegations.end(point, today)
    assert asks(may_decide, member.id, TYPE, "officer"), "the last day is a day too"
    desk.delegations.end(point, today.replace(day=today.day - 1))
    assert asks(may_decide, member.id, TYPE, "officer").why == "expired"


def test_the_point_that_covers_a_fine_wins(desk, asks, member):
    desk.delegations.add(replace(delegation_draft(), point="4.3", fines=True))
    desk.delegations.add(delegation_draft())
    mandate = asks(may_decide, member.id, TYPE, "officer")
    assert (mandate.point, mandate.fines) == ("4.3", True)


def test_points_come_in_the_order_of_their_numbers(desk):
    for point in ("4.10", "4.9", "11", "A 2"):
        desk.delegations.add(replace(delegation_draft(), point=point))
    assert [one.point for one in desk.delegations.points()] == ["4.9", "4.10", "11", "A 2"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"point": ""}, ("point", "missing")),
        ({"text": " "}, ("text", "missing")),
        ({"type_codes": ()}, ("type_codes", "missing")),
        ({"type_codes": ("X",)}, ("type_codes", "unknown-type")),
        ({"holder": Holder.UNKNOWN}, ("holder", "missing")),
        ({"holder": Holder.MEMBER}, ("member_id", "missing")),
        ({"function": ""}, ("function", "missing")),
        ({"valid_until": date(2025, 12, 31)}, ("valid_until", "before-start")),
        ({"reference": ""}, ("reference", "missing")),
        ({"text": "x" * 1001}, ("text", "too-long")),
    ],
)
def test_each_broken_field_is_named_and_nothing_is_kept(desk, change, problem):
    draft = replace(delegation_draft(), **change)
    assert [(one.field, one.problem) for one in delegation_problems(draft)] == [problem]
    with pytest.raises(Invalid):
        desk.delegations.add(draft)
    assert desk.delegations.points() == ()


def test_what_belongs_to_another_kind_of_holder_is_not_kept(desk):
    kept = desk.delegations.add(replace(delegation_draft(), holder=Holder.CHAIR, member_id="m", function="f"))
    assert (kept.member_id, kept.function) == ("", "")


def test_a_guest_may_enter_a_point_and_an_unknown_type_is_told(inspector_desk, desk):
    assert inspector_desk.delegations.add(delegation_draft(), guest=GUEST).created_by == GUEST.user_id
    with pytest.raises(NotFound):
        desk.delegations.mandate("m", "FINNS-EJ", "officer")
    assert isinstance(desk.delegations.points(), tuple)
    assert DelegationDraft().holder is Holder.FUNCTION
