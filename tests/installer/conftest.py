"""Puts the installer's own modules on the path, as `python installer/bootstrap.py` does."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installer"))
