"""Going on without something: only where the law permits it, with a reason, and the log and the paper know."""

from dataclasses import replace

import pytest

from krogkoll.documents import text_of
from krogkoll.kernel.errors import Invalid, NotAllowed, NotFound
from krogkoll.security import Permission
from tests.factories import audited
from tests.inspections.night import begun, carried_out, closed, decision_maker, night, written


@pytest.fixture
def nameless(tmp_path):
    """A decision against somebody whose number and address nobody knows."""
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        yield a_night, written(a_night, visit, decision_maker(a_night), party_number="", party_address=())


def test_an_unknown_number_and_address_are_passed_with_a_reason_and_printed_as_unknown(nameless):
    a_night, decision = nameless
    gaps = a_night.decisions.gaps(decision.id)
    assert [(gap.code, gap.overridable, bool(gap.provision_sv)) for gap in gaps] == [
        ("addressee-number", True, True),
        ("addressee-address", True, True),
    ]
    first = a_night.decisions.override(decision, "addressee-number", " Finns inte i registret. ")
    last = a_night.decisions.override(first, "addressee-address", "Lämnas över på platsen.")
    assert a_night.decisions.gaps(decision.id) == ()
    assert [(one["code"], one["why"], one["name"]) for one in last.overrides] == [
        ("addressee-number", "Finns inte i registret.", "Johan Ek"),
        ("addressee-address", "Lämnas över på platsen.", "Johan Ek"),
    ]
    text = text_of(a_night.decisions.submit(last).pdf)
    assert "Nummer okänt" in text
    assert "Postadress okänd" in text


def test_the_history_tells_who_let_it_pass_and_why(nameless):
    a_night, decision = nameless
    a_night.decisions.override(decision, "addressee-number", "Finns inte i registret.")
    changes = [one for one in audited(a_night.store) if one["act"] == "changed" and decision.id in one["ids"]]
    assert changes
    with a_night.store.reading(Permission.READ_DECISIONS) as reader:
        assert "Finns inte i registret." in [one.why for one in reader.history(decision.id)]


def test_nothing_else_can_be_passed(nameless):
    a_night, decision = nameless
    thin = a_night.decisions.edit(decision, replace(decision, reasons=()))
    with pytest.raises(NotAllowed, match="not-overridable"):
        a_night.decisions.override(thin, "reasons", "Vi hinner inte.")
    with pytest.raises(NotFound, match="no-such-gap"):
        a_night.decisions.override(thin, "proportionality", "Den finns ju.")
    with pytest.raises(Invalid, match="overrides: missing"):
        a_night.decisions.override(thin, "addressee-number", "  ")


def test_what_was_passed_is_not_carried_to_what_is_no_draft(nameless):
    a_night, decision = nameless
    first = a_night.decisions.override(decision, "addressee-number", "Finns inte i registret.")
    last = a_night.decisions.override(first, "addressee-address", "Lämnas över på platsen.")
    a_night.decisions.submit(last)
    with pytest.raises(NotAllowed, match="not-a-draft"):
        a_night.decisions.override(last, "addressee-number", "Igen.")
