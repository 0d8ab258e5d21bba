"""A real workspace: no text that is not approved, nobody who was not given the right, no practice key."""

import pytest

from krogkoll.decisions import DecisionService
from krogkoll.documents import text_of
from krogkoll.house import DelegationDraft, DelegationService, Holder, TemplateApprovalService
from krogkoll.kernel.errors import Invalid, SigningTrouble
from krogkoll.security import Role
from tests.factories import FIRE, actor
from tests.inspections.night import begun, carried_out, closed, decision_maker, night, written


@pytest.fixture
def ready(tmp_path):
    """A night whose visit is closed, the colleague who decides, and a decision that lacks nothing."""
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        boss = decision_maker(a_night)
        yield a_night, boss, written(a_night, visit, boss)


def test_a_real_workspace_issues_only_from_what_the_authority_has_approved_and_delegated(ready) -> None:
    a_night, boss, decision = ready
    real = DecisionService(a_night.store, a_night.vault, practice=False)
    assert [gap.code for gap in real.gaps(decision.id)] == ["template-not-approved", "no-mandate"]
    with pytest.raises(Invalid):
        real.submit(decision)
    house_in_order(a_night, boss)
    assert real.gaps(decision.id) == ()


def house_in_order(a_night, boss) -> None:
    """The authority approves the text and writes the decision-maker's point into its delegation order."""
    manager = actor(Role.UNIT_ADMIN, FIRE, name="Eva Lund", user_id="eva")
    approvals = TemplateApprovalService(a_night.store)
    text = next(one for one in approvals.templates() if one.id == "lso-nyttj")
    approvals.approve(text, by="Direktionen", on=a_night.clock.now().date(), reference="§ 12", guest=manager)
    point = DelegationDraft(
        point="4.3",
        text="Föreläggande",
        type_codes=("LSO-NYTTJ",),
        holder=Holder.MEMBER,
        member_id=boss.id,
        reference="Direktionen § 9",
    )
    DelegationService(a_night.store).add(point, guest=manager)


def test_a_real_workspace_refuses_practice_keys(ready) -> None:
    a_night, boss, decision = ready
    house_in_order(a_night, boss)
    real = DecisionService(a_night.store, a_night.vault, practice=False)
    shown = real.submit(decision)
    assert "ÖVNING" not in text_of(shown.pdf)
    with pytest.raises(SigningTrouble, match="practice-key"):
        a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
