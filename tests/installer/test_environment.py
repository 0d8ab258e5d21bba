"""The environment is remade exactly when a lock changes, and its command runs the tree from anywhere."""

import os
import subprocess
import sys

import pytest

import bootstrap
import commands
import environment


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder with å in its name, two locks, a package that says hello, and installs that are only noted."""
    root = tmp_path / "krogkoll på Öresund"
    (root / "requirements").mkdir(parents=True)
    for name in ("app", "test"):
        (root / "requirements" / f"{name}.lock").write_text(f"{name}==1\n", encoding="utf-8")
    (root / "krogkoll").mkdir()
    (root / "krogkoll" / "__main__.py").write_text("import sys; print('hej', *sys.argv[1:])", encoding="utf-8")
    scripts = root / ".venv" / environment.SCRIPTS.name
    places = {
        "ROOT": root,
        "VENV": root / ".venv",
        "LOCKS": root / "requirements",
        "SCRIPTS": scripts,
        "PYTHON": scripts / environment.PYTHON.name,
        "uv": lambda: "uv",
    }
    for name, value in places.items():
        monkeypatch.setattr(environment, name, value)
    installed: list[str] = []
    monkeypatch.setattr(environment, "_install", installed.append)
    return root, installed


def test_nothing_is_installed_twice_for_the_same_lock(project):
    _, installed = project
    environment.prepare("app")
    environment.prepare("app")
    assert installed == ["app"]


def test_the_tests_environment_serves_the_app_too(project):
    _, installed = project
    environment.prepare("test")
    environment.prepare("app")
    assert installed == ["test"]


def test_a_changed_lock_is_installed(project):
    root, installed = project
    environment.prepare("app")
    (root / "requirements" / "app.lock").write_text("app==2\n", encoding="utf-8")
    environment.prepare("app")
    assert installed == ["app", "app"]


def test_line_ends_of_a_windows_checkout_do_not_count_as_a_change(project):
    root, installed = project
    environment.prepare("app")
    (root / "requirements" / "app.lock").write_bytes(b"app==1\r\n")
    environment.prepare("app")
    assert installed == ["app"]


def test_an_interrupted_install_is_done_again(project, monkeypatch):
    _, installed = project

    def fail(lock):
        raise environment.SetupTrouble(lock)

    with monkeypatch.context() as broken:
        broken.setattr(environment, "_install", fail)
        with pytest.raises(environment.SetupTrouble):
            environment.prepare("app")
    environment.prepare("app")
    assert installed == ["app"]


def test_the_command_runs_the_tree_from_any_folder(project, tmp_path):
    environment.prepare("app")
    trap = tmp_path / "elsewhere"
    (trap / "krogkoll").mkdir(parents=True)
    (trap / "krogkoll" / "__main__.py").write_text("print('trapped')", encoding="utf-8")
    command = environment.SCRIPTS / ("krogkoll.cmd" if os.name == "nt" else "krogkoll")
    done = subprocess.run([command, "verify", "a b.pdf"], cwd=trap, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "hej verify a b.pdf\n"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_the_command_may_be_linked_to_from_elsewhere(project, tmp_path):
    environment.prepare("app")
    (tmp_path / "krogkoll").symlink_to(environment.SCRIPTS / "krogkoll")
    done = subprocess.run([tmp_path / "krogkoll"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "hej\n"


def test_variables_that_would_lead_to_another_environment_are_dropped(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "x")
    monkeypatch.setenv("VIRTUAL_ENV", "y")
    assert not {"PYTHONPATH", "VIRTUAL_ENV"} & environment.clean_environment().keys()


def test_without_a_display_the_drill_is_run_and_its_papers_are_named(tmp_path, monkeypatch, capsys):
    ran = []

    def drill(arguments, extra=None):
        ran.extend(arguments)
        (tmp_path / "out" / "beslut.pdf").write_bytes(b"%PDF")
        return 0

    monkeypatch.setattr(commands, "PRACTICE_FOLDER", tmp_path / "out")
    monkeypatch.setattr(commands, "has_display", lambda: False)
    monkeypatch.setattr(commands, "prepare", lambda lock: None)
    monkeypatch.setattr(commands, "_python", drill)
    assert commands.run([]) == 0
    said = capsys.readouterr().out
    assert "Ingen bildskärm" in said
    assert str(tmp_path / "out" / "beslut.pdf") in said
    assert ran[-3:] == ["drill", "--out", str(tmp_path / "out")]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there a window can always be shown")
def test_a_display_is_one_that_is_named(monkeypatch):
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not commands.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert commands.has_display()


def test_trouble_at_set_up_is_told_without_a_traceback(monkeypatch, capsys):
    def fail(lock):
        raise environment.SetupTrouble("Kontrollera nätet.")

    monkeypatch.setattr(commands, "prepare", fail)
    assert bootstrap.main(["setup"]) == 1
    assert capsys.readouterr().err == "Kontrollera nätet.\n"


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--help"], 0), (["gossip"], 2), (["setup", "gossip"], 2)])
def test_usage_is_told(arguments, code, capsys):
    assert bootstrap.main(arguments) == code
    assert capsys.readouterr() != ("", "")


def test_a_python_that_is_too_old_is_told_so(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert bootstrap.main(["setup"]) == 2
    assert "3.11" in capsys.readouterr().err
