"""Which fields of a decision are asked for: by who decides, how the party was heard, and what the text needs."""

from hypothesis import given
from hypothesis import strategies as st

from krogkoll.decisions import Communication, DecidedBy, Mode
from krogkoll.law import all_decision_types, decision_type, template
from ui.decisions.asking import not_asked
from ui.decisions.specs import specs_of

DRAFTED = sorted(code for code, one in all_decision_types().items() if one.template)


def hidden(code="LSO-NYTTJ", decided_by=DecidedBy.OFFICER, missing=(), **values):
    kind = decision_type(code)
    text = template(kind.template)
    names = [one.name for one in specs_of(kind, text)]
    return not_asked(text, names, values, decided_by, missing)


def test_minutes_are_asked_of_a_board_and_a_point_of_delegation_of_an_officer():
    assert {"minutes_reference", "minutes_on"} <= hidden()
    assert "delegation_point" not in hidden()
    assert "delegation_point" in hidden(decided_by=DecidedBy.BOARD)
    assert "minutes_on" not in hidden(decided_by=DecidedBy.BOARD)


def test_what_was_sent_is_asked_only_when_the_party_was_heard_in_writing():
    assert "communication_due_on" in hidden(communication=Communication.ON_SITE)
    assert "communication_due_on" not in hidden(communication=Communication.IN_WRITING)
    assert "communication_reply" not in hidden(communication=Communication.ON_SITE, communication_reply="Nej.")


def test_a_number_of_persons_is_asked_only_where_it_is_the_limit_and_reasons_only_for_what_holds_at_once():
    assert "max_persons" in hidden(mode=Mode.NO_VISITORS)
    assert "max_persons" not in hidden(mode=Mode.MAX_PERSONS)
    assert "immediate_reasons" in hidden(immediate=False)
    assert "immediate_reasons" not in hidden(immediate=True)


@given(st.sampled_from(DRAFTED), st.sampled_from(list(DecidedBy)), st.data())
def test_what_the_gate_names_is_never_hidden(code, decided_by, data):
    kind = decision_type(code)
    names = [one.name for one in specs_of(kind, template(kind.template))]
    missing = data.draw(st.sets(st.sampled_from(names)))
    assert hidden(code, decided_by, missing).isdisjoint(missing)


def test_every_type_with_a_text_gets_a_form_without_two_fields_of_one_name():
    for code in DRAFTED:
        kind = decision_type(code)
        names = [one.name for one in specs_of(kind, template(kind.template))]
        assert len(names) == len(set(names)), code
        assert {fact.name for fact in template(kind.template).type_facts} <= set(names)
