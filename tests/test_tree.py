"""What must not be in any tracked file, and what the README must say, judged on what git would hand out."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Written in pieces, so that this file does not find itself.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs.org",
    "repo." + "maven",
    "repo1." + "maven",
    "maven" + "central",
    "crates" + ".io",
    "deb." + "debian.org",
    "proxy." + "golang.org",
]
MACHINE_PATHS = [
    r"(?<![\w.])/" + r"(?:work|root|home/\w+|tmp/\w+|Users/\w+)/",
    r"[A-Z]:\\" + r"Users\\",
]
COMMANDS = ["sh installer/linux/run.sh", "sh installer/linux/test.sh"]


def tracked() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("TRACKED FILES NOT CHECKED: this is not a git work tree")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    found = {}
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", errors="replace")
    return found


def offences(files: dict[str, str], patterns: list[str]) -> list[str]:
    wanted = re.compile("|".join(patterns))
    return [
        f"{name}:{number}: {match.group()}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if (match := wanted.search(line))
    ]


def test_no_file_names_a_package_registry():
    assert not offences(texts(), [re.escape(host) for host in REGISTRIES])


def test_no_file_names_a_place_on_somebodys_machine():
    assert not offences(texts(), MACHINE_PATHS)


@pytest.mark.parametrize("line", ["see https://" + REGISTRIES[0] + "/x", "url: " + REGISTRIES[3] + ".apache"])
def test_a_registry_would_be_noticed(line):
    assert offences({"a": line}, [re.escape(host) for host in REGISTRIES])


@pytest.mark.parametrize("place", ["/" + "work/x", "'/" + "home/anna/x'", "C:" + "\\Users\\anna", "=/" + "root/.cache"])
def test_a_machine_path_would_be_noticed(place):
    assert offences({"a": place}, MACHINE_PATHS)


def test_every_text_file_is_clean_utf8_with_unix_line_ends():
    broken = [
        name for name, text in texts().items() if "\ufffd" in text or ("\r" in text and not name.endswith(".bat"))
    ]
    assert not broken


def test_the_readme_has_exactly_two_set_up_commands():
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), flags=re.DOTALL)
    assert [line for block in blocks for line in block.splitlines() if line.strip()] == COMMANDS


def test_links_between_our_documents_lead_somewhere():
    for page in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"
