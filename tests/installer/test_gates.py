"""A gate that fails is named and fails the run, and the tests are run all the same."""

import pytest

import commands
import gates


@pytest.fixture
def ran(monkeypatch):
    calls: list[list[str]] = []
    monkeypatch.setattr(commands, "prepare", lambda lock: None)
    monkeypatch.setattr(commands, "_python", lambda arguments, extra=None: calls.append(arguments) or 0)
    return calls


@pytest.mark.parametrize(("held", "code"), [(True, 0), (False, 1)])
def test_one_failed_gate_fails_check_and_test(monkeypatch, ran, capsys, held, code):
    monkeypatch.setattr(gates, "GATES", (gates.Gate("good", lambda: True), gates.Gate("layers", lambda: held)))
    assert commands.check([]) == code
    assert commands.test(["tests/kernel"]) == code
    assert [(*call[:3], call[-1]) for call in ran] == [("-m", "pytest", "-q", "tests/kernel")]
    assert ("gates FAILED: layers" in capsys.readouterr().out) is not held


def test_failing_tests_fail_the_run_when_all_gates_hold(monkeypatch, ran):
    monkeypatch.setattr(gates, "GATES", ())
    monkeypatch.setattr(commands, "_python", lambda arguments, extra=None: 134)
    assert commands.test([]) == 134


def test_a_tool_that_finds_fault_shows_its_output(tmp_path, capfd):
    bad = tmp_path / "bad.py"
    bad.write_text("import os\n", encoding="utf-8")
    assert not gates._tool("ruff", "check", "--isolated", str(bad))()
    assert "F401" in capfd.readouterr().out


def test_every_kind_of_check_has_its_gate():
    names = [gate.name for gate in gates.GATES]
    assert names == ["ruff check", "ruff format", "mypy strict", "import-linter", "platform rule", "Windows wheels"]
