"""What every test shares: the repository on the path, a place for photos, no screen."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def photos() -> Path:
    """The folder of real photos made by others; skipped loudly where it is not there."""
    folder = Path(os.environ.get("KROGKOLL_PHOTOS", ROOT.parent / "shared" / "fixtures" / "photos"))
    if not folder.is_dir():
        pytest.skip(f"REAL PHOTOS MISSING: {folder} is not there; set KROGKOLL_PHOTOS to test with real files")
    return folder


@pytest.fixture(scope="session")
def drilled(tmp_path_factory) -> Path:
    """What one whole drill left behind, run as a user would; with real photos where they are."""
    folder = tmp_path_factory.mktemp("drill") / "resultat"
    command = [sys.executable, "-m", "krogkoll", "drill", "--out", str(folder)]
    real = Path(os.environ.get("KROGKOLL_PHOTOS", ROOT.parent / "shared" / "fixtures" / "photos"))
    if real.is_dir():
        command += ["--photos", str(real)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    (folder / "said.txt").write_text(done.stdout, encoding="utf-8")
    return folder


@pytest.fixture
def beslut(qtbot, tmp_path, clock, show):
    """The page Beslut of a fire authority; `decision_page` says what `fill` and `role` do. For window tests."""
    from tests.ui.decision_scene import decision_page

    return partial(decision_page, qtbot, tmp_path, clock, show)
