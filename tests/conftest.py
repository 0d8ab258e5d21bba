"""What every test shares: the repository on the path, a place for photos, no screen."""

import os
import sys
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
