"""Whatever the program raises on purpose has a Swedish sentence and a way out."""

import ast

import pytest

from krogkoll.kernel import errors
from krogkoll.kernel.errors import Invalid, Problem, StoreTrouble
from krogkoll.messages import message_for, words

from .conftest import ROOT

KINDS = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.KrogkollError)
}


def raised_reasons():
    """Every (class, reason) that the code writes as a literal."""
    for path in sorted((ROOT / "krogkoll").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS and node.args:
                reason = node.args[0]
                if isinstance(reason, ast.Constant) and isinstance(reason.value, str):
                    yield node.func.id, reason.value


def test_every_reason_in_the_code_has_a_sentence_and_a_way_out():
    found = set(raised_reasons())
    assert len(found) > 40
    assert not sorted(found - set(words()))


@pytest.mark.parametrize("key", sorted(words()), ids="-".join)
def test_sentences_are_whole_and_calm(key):
    text, way_out = words()[key]
    assert key[0] in KINDS
    for said in (text, way_out):
        assert said == said.strip()
        assert said.endswith(".")
        assert "!" not in said
        assert said[0].isupper()


def test_an_error_nobody_foresaw_still_gets_a_calm_sentence_without_its_content():
    message = message_for(KeyError("hemligt"))
    assert message.way_out
    assert "hemligt" not in message.text + message.way_out + message.id


def test_a_form_points_at_its_fields():
    assert message_for(Invalid([Problem("name", "missing")])).way_out == "Se de markerade fälten."
    assert message_for(StoreTrouble("disk-full")).id == "StoreTrouble.disk-full"
