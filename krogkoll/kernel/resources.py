"""The one way to the files that are shipped with the program."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2] / "resources"


def resource(*parts: str) -> Path:
    """The path of a shipped file, for example `resource("fonts", "Inter-Regular.ttf")`."""
    return _ROOT.joinpath(*parts)
