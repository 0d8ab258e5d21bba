"""A real workspace issues only from a text that the authority has approved, and only while it is that text."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from krogkoll.house import ApprovalState, approved, changes_between, readable
from krogkoll.kernel.errors import Invalid, NotFound
from krogkoll.law import all_decision_types, find_authority, template
from krogkoll.security import Permission
from tests.factories import FIRE
from tests.factory_rooms.house import FACTORIES, TEMPLATE

from .conftest import GUEST

ON = date(2026, 11, 20)


def view_of(desk, name=TEMPLATE):
    return next(one for one in desk.approvals.templates() if one.id == name)


def approve(desk, **over):
    given = {"by": "Förbundsdirektionen", "on": ON, "reference": "§ 71"} | over
    return desk.approvals.approve(view_of(desk), **given)


def test_nothing_is_approved_before_somebody_does_it_and_then_only_that_version(desk, asks):
    version = template(TEMPLATE).version
    assert not asks(approved, TEMPLATE, version)
    assert view_of(desk).state is ApprovalState.NOT_APPROVED
    approve(desk)
    assert asks(approved, TEMPLATE, version)
    assert not asks(approved, TEMPLATE, version + 1)
    view = view_of(desk)
    assert (view.state, view.last.approved_by, view.last.reference) == (
        ApprovalState.APPROVED,
        "Förbundsdirektionen",
        "§ 71",
    )


def test_practice_needs_no_approval(desk):
    with desk.store.transaction(Permission.UNLOCK) as tx:
        tx.set_setting("practice", True)
        assert approved(tx, TEMPLATE, 1)


def test_an_approval_of_another_text_is_void_and_says_what_changed(desk, asks):
    with desk.store.transaction(Permission.MANAGE_HOUSE) as tx:
        text = readable(TEMPLATE).replace("\n", "\n• En mening som inte längre står där.\n", 1)
        version = template(TEMPLATE).version
        tx.add(FACTORIES["template_approval"](version=version, sha256="0" * 64, text=text))
    assert not asks(approved, TEMPLATE, template(TEMPLATE).version)
    view = view_of(desk)
    assert view.state is ApprovalState.CHANGED
    assert view.changes == ("− • En mening som inte längre står där.",)


def test_an_approval_can_be_taken_back_with_a_reason(desk, asks):
    made = approve(desk)
    with pytest.raises(Invalid):
        desk.approvals.withdraw(made, " ")
    assert asks(approved, TEMPLATE, template(TEMPLATE).version)
    taken = desk.approvals.withdraw(made, "Nytt rättsfall.")
    assert taken.withdrawn_why == "Nytt rättsfall."
    assert not asks(approved, TEMPLATE, template(TEMPLATE).version)


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"by": " "}, "approved_by"),
        ({"reference": ""}, "reference"),
        ({"reference": "x" * 121}, "reference"),
        ({"on": date(2026, 11, 22) + timedelta(days=1)}, "approved_on"),
    ],
)
def test_an_approval_says_who_when_and_where_it_is_written(desk, asks, over, field):
    with pytest.raises(Invalid) as caught:
        approve(desk, **over)
    assert [one.field for one in caught.value.problems] == [field]
    assert not asks(approved, TEMPLATE, template(TEMPLATE).version)


def test_only_what_was_shown_can_be_approved(desk):
    shown = replace(view_of(desk), sha256="0" * 64)
    with pytest.raises(Invalid) as caught:
        desk.approvals.approve(shown, by="A", on=ON, reference="B")
    assert caught.value.problems[0].problem == "text-changed"
    with pytest.raises(NotFound):
        desk.approvals.approve(replace(shown, id="finns-inte"), by="A", on=ON, reference="B")


def test_a_guest_approves_on_an_inspectors_computer(inspector_desk):
    made = inspector_desk.approvals.approve(view_of(inspector_desk), by="A", on=ON, reference="B", guest=GUEST)
    assert made.created_by == GUEST.user_id


def test_every_template_reads_as_plain_words(desk):
    fire = find_authority(FIRE).kinds
    wanted = {kind.template for kind in all_decision_types().values() if kind.template and kind.competent(fire)}
    assert wanted
    views = desk.approvals.templates()
    assert {one.id for one in views} == wanted
    for one in views:
        assert "{" not in one.text
        assert "§" in one.text
        assert one.types
        assert len(one.text) > 500


def test_changes_are_told_line_by_line():
    assert changes_between("a\nb\n\nc\n", "a\nB\nc\n") == ("− b", "+ B")
    assert changes_between("a\n", "a\n") == ()
