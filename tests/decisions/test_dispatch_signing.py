"""A report to the police has one signer, decides nothing, and is done and sealed with that signature."""

from dataclasses import replace
from datetime import timedelta

import pytest

from krogkoll.decisions import State
from krogkoll.kernel.errors import NotAllowed
from krogkoll.signing import check
from tests.decisions.elsewhere import PRINTED, by, handed_in, scan
from tests.inspections.night import begun, carried_out, closed, night

FACTS = {
    "offence_sale": True,
    "contact": "Johan Ek, 010-000 00 00",
    "events": ["I lokalen såldes starköl mot betalning vid en disk."],
    "evidence": ["Foton av disken och av prislistan."],
    "evidence_kept": "Bevisen finns hos räddningstjänsten.",
    "disclosure_ground": "crime",
    "necessity": "Polisen behöver uppgifterna för att utreda brottet.",
    "secrecy_test": "Uppgifterna får lämnas eftersom de behövs för anmälan.",
}


@pytest.fixture
def report(tmp_path):
    """A report to the police that lacks nothing, and what was shown of it."""
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        drafted = a_night.decisions.begin("POL-ANM", inspection_id=visit.id)
        written = a_night.decisions.edit(drafted, replace(drafted, facts=FACTS, presenter_title="brandinspektör"))
        said = a_night.decisions.declare(written, conflict=False)
        assert [(gap.code, gap.field) for gap in a_night.decisions.gaps(said.id)] == []
        shown = a_night.decisions.submit(said)
        yield a_night, a_night.decisions.decision(said.id), shown


def test_its_one_signature_seals_it(report) -> None:
    a_night, decision, shown = report
    done = a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
    sealed = a_night.decisions.decision(decision.id)
    assert (sealed.state, sealed.sealed, done.paper.sealed) == (State.DECIDED, True, True)
    verdict = check(done.pdf, trust=[a_night.issuer.ca_pem], at=a_night.clock.now())
    assert verdict.holds
    assert verdict.unsigned_fields == ()
    with pytest.raises(NotAllowed, match="no-such-step"):
        a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=done.sha256)


def test_nobody_else_signs_it_and_not_on_another_day(report) -> None:
    a_night, decision, shown = report
    with pytest.raises(NotAllowed, match="other-signer"):
        a_night.signatures.present(decision, a_night.signer("Helena Strand"), shown_sha256=shown.sha256)
    a_night.clock.move(timedelta(days=1))
    with pytest.raises(NotAllowed, match="other-day"):
        a_night.signatures.present(decision, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)


def test_it_may_be_signed_elsewhere_on_paper_but_never_by_minutes(report, tmp_path) -> None:
    a_night, decision, shown = report
    with pytest.raises(NotAllowed, match="not-by-board"):
        a_night.signatures.decided_by_minutes(decision, "§ 1", PRINTED, shown_sha256=shown.sha256)
    late = by(a_night, shown.pdf, "Johan Ek", "presenter", at=a_night.clock.now() - timedelta(hours=2))
    assert [one.value for one in handed_in(a_night, decision, shown, tmp_path, late).objections] == ["other-day"]
    with pytest.raises(NotAllowed, match="other-signer"):
        a_night.signatures.signed_on_paper(
            decision, scan(tmp_path), ["Helena Strand"], PRINTED, shown_sha256=shown.sha256
        )
    done = handed_in(a_night, decision, shown, tmp_path, by(a_night, shown.pdf, "Johan Ek", "presenter"))
    assert done.accepted
    assert a_night.decisions.decision(decision.id).state is State.DECIDED
