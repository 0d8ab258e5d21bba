"""What was typed is told whatever shape it has; starting never stops at it."""

from datetime import UTC, datetime
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from krogkoll.kernel.errors import NotAllowed
from ui.describers import describers
from ui.drafts import Described, Difference, unfinished, word_by_word

NOW = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)


def kept(name, body, record_id=""):
    return SimpleNamespace(name=name, record_id=record_id, saved_at=NOW, body=body)


def workspace(*drafts):
    actor = SimpleNamespace(authority="k1282.alkohol")
    return SimpleNamespace(drafts=SimpleNamespace(all=lambda: drafts), actor=actor)


def test_each_form_tells_of_its_own_and_what_says_nothing_is_left_out():
    told = Described(form="Form", title="Titel", differences=(Difference("Namn", "", "Ny"),))
    describers = {"a:": lambda *_: told, "b:": lambda *_: None}
    found = unfinished(workspace(kept("a:1", {}), kept("b:1", {}), kept("c:1", {"x": "två ord"})), describers)
    assert [one.name for one in found] == ["a:1", "c:1"]
    assert found[0].as_text() == "Form: Titel\nNamn: Ny"


def test_a_form_that_cannot_tell_of_its_draft_does_not_lose_it():
    def refuses(*_):
        raise NotAllowed("role")

    found = unfinished(workspace(kept("a:1", {"text": "Ett par ord"})), {"a:": refuses})
    assert [one.typed for one in found[0].described.differences] == ["Ett par ord"]


DESCRIBERS = describers()
bodies = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(bodies, st.sampled_from([*DESCRIBERS, "annan:"]))
def test_no_shape_of_a_draft_stops_the_start(body, prefix):
    unfinished(workspace(kept(f"{prefix}ny", body), kept("x:1", {"raw": body})), DESCRIBERS)


@given(st.lists(st.text("abc åäö", min_size=1, max_size=30).filter(str.strip), min_size=1))
def test_word_by_word_tells_every_text(texts):
    told = word_by_word(None, kept("x", {"fält": texts}))
    assert [one.typed for one in told.differences] == [text.strip() for text in texts]


def test_a_form_that_offers_its_draft_again_is_gone_back_to():
    body = {"raw": {"kind": "on_site", "text": "Två gäster fick öl.", "venue": "6f0c1f5e-6d0c-4d33-9a3d-111111111111"}}
    found = unfinished(workspace(kept("addendum:17", body), kept("operation:new", body)), DESCRIBERS)
    first, second = (one.described for one in found)
    assert (first.form, first.title, first.page, first.where) == (
        "Tillägg till protokoll",
        "Två gäster fick öl.",
        "supervision",
        "visits:17",
    )
    assert [one.typed for one in first.differences] == ["Två gäster fick öl."]
    assert (second.page, second.where) == ("supervision", "operations:")
    assert not second.compared
