"""The scripts ask apt for what is missing and for nothing else, by the names that this release has."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SYSTEM = Path(__file__).resolve().parents[2] / "installer" / "linux" / "system.sh"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shell scripts for Debian and Ubuntu")

# Stand-ins for the system's tools; apt-get notes what it was asked for.
TOOLS = {
    "dpkg-query": "for name in $INSTALLED; do echo \"installed $name\"; done; echo 'config-files removed-one'",
    "apt-cache": 'for name in $KNOWN; do [ "$name" = "$3" ] && exit 0; done; exit 100',
    "apt-get": 'echo "apt-get $*" >> "$NOTED"',
    "id": "echo ${USER_ID:-0}",
    "sudo": 'echo "sudo" >> "$NOTED"; "$@"',
}


@pytest.fixture
def need(tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, body in TOOLS.items():
        (tools / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    for name in ("sed", "grep", "tr", "env", "sh"):
        (tools / name).symlink_to(shutil.which(name))
    noted = tmp_path / "noted"

    def run(needs: str, *, without: str = "", **variables: str) -> tuple[int, list[str], str]:
        for name in without.split():
            (tools / name).unlink()
        environment = {"PATH": str(tools), "NOTED": str(noted), "INSTALLED": "", "KNOWN": "", **variables}
        script = f'set -eu; . "{SYSTEM}"; need_packages {needs}'
        done = subprocess.run(
            ["/bin/sh", "-c", script], env=environment, capture_output=True, encoding="utf-8", check=False
        )
        return done.returncode, noted.read_text("utf-8").splitlines() if noted.exists() else [], done.stderr

    return run


def test_nothing_is_asked_for_when_all_is_there(need):
    assert need("'libegl1 libglib2.0-0|libglib2.0-0t64'", INSTALLED="libegl1 libglib2.0-0t64") == (0, [], "")


def test_only_what_is_missing_is_installed_by_the_name_of_this_release(need):
    code, noted, _ = need(
        "'libegl1 xvfb libglib2.0-0|libglib2.0-0t64'", INSTALLED="xvfb", KNOWN="libegl1 libglib2.0-0t64"
    )
    assert code == 0
    assert noted == ["apt-get update -qq", "apt-get install -qq -y --no-install-recommends libegl1 libglib2.0-0t64"]


def test_a_removed_package_is_missing(need):
    assert need("removed-one", KNOWN="removed-one")[1][-1].endswith(" removed-one")


def test_a_person_who_is_not_root_is_asked_by_sudo(need):
    assert need("xvfb", KNOWN="xvfb", USER_ID="1000")[1].count("sudo") == 2


def test_without_root_and_sudo_the_missing_packages_are_named(need):
    code, noted, said = need("xvfb", without="sudo", USER_ID="1000")
    assert (code, noted) == (1, [])
    assert "xvfb" in said


def test_on_another_system_it_says_what_is_needed_and_goes_on(need):
    code, noted, said = need("xvfb", without="dpkg-query")
    assert (code, noted) == (0, [])
    assert "xvfb" in said
