"""The platform rule finds what would not run on Windows, and lets the one platform module be."""

import pytest

import platform_rule

PLANTED = [
    "import fcntl",
    "import resource",
    "from resource import getrusage",
    "def late():\n    import msvcrt",
    "import platform",
    "import os\nos.fork()",
    "import os as system\nsystem.fsync(3)",
    "from os import umask",
    "import os\nif os.name == 'nt': ...",
    "import sys\nif sys.platform == 'win32': ...",
    "from sys import platform",
    "import signal\nsignal.signal(signal.SIGALRM, print)",
    "import ctypes\nctypes.windll.kernel32",
    "import multiprocessing\nmultiprocessing.get_context('fork')",
]
LAWFUL = [
    "from krogkoll.kernel.resources import resource\nresource('law')",
    "from krogkoll.kernel.platform import sync_folder",
    "import os\nos.replace('a', 'b'); os.environ.get('X')",
    "import sys\nsys.exit(0)",
    "import multiprocessing\nmultiprocessing.get_context('spawn')",
    "class Thing:\n    def fork(self): ...\nThing().fork()",
]


def breaches(tmp_path, name, source):
    place = tmp_path / name
    place.parent.mkdir(parents=True)
    place.write_text(source, encoding="utf-8")
    return platform_rule.violations(tmp_path)


@pytest.mark.parametrize("source", PLANTED)
def test_a_platform_difference_is_refused(tmp_path, source):
    assert breaches(tmp_path, "krogkoll/evidence/vault.py", source)


@pytest.mark.parametrize("source", PLANTED)
def test_the_platform_module_may_know(tmp_path, source):
    assert not breaches(tmp_path, platform_rule.ALLOWED, source)


@pytest.mark.parametrize("source", LAWFUL)
def test_what_runs_everywhere_passes(tmp_path, source):
    assert not breaches(tmp_path, "ui/venues/page.py", source)


def test_a_breach_is_told_with_its_place(tmp_path):
    assert breaches(tmp_path, "ui/jobs.py", "import os\n\nos.fork()") == [
        "ui/jobs.py:3: os.fork belongs in krogkoll/kernel/platform.py"
    ]


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    [told] = breaches(tmp_path, "ui/jobs.py", "def named[W](widget: W: ...")
    assert told.startswith("ui/jobs.py:1: cannot be read")
