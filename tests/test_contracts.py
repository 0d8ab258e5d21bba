"""Proves that each import contract bites: a small tree keeps them all, and one planted import breaks exactly one."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
NAMES = {contract["id"]: contract["name"] for contract in SETTINGS["contracts"]}

# A tree of the real names with one lawful import each, so that a contract cannot hold by being blind.
LAWFUL = {
    "krogkoll/__init__.py": "",
    "krogkoll/__main__.py": "import krogkoll.cli",
    "krogkoll/cli.py": "from krogkoll import workspace",
    "krogkoll/workspace.py": "from krogkoll import decisions, evidence, venues\nfrom krogkoll.store import Base, check",
    "krogkoll/decisions/__init__.py": "from krogkoll.decisions import service",
    "krogkoll/decisions/service.py": "from krogkoll.decisions import rows\nfrom krogkoll.kernel.errors import X",
    "krogkoll/decisions/rows.py": "from krogkoll.store import Base",
    "krogkoll/evidence/__init__.py": "",
    "krogkoll/venues/__init__.py": "from krogkoll.venues.rows import VenueRow",
    "krogkoll/venues/rows.py": "import sqlalchemy\nfrom krogkoll.store import Base\nVenueRow = 1",
    "krogkoll/store/__init__.py": "from krogkoll.store.engine import Base\nfrom krogkoll.store.check import check",
    "krogkoll/store/check.py": "check = 1",
    "krogkoll/store/engine.py": "Base = 1",
    "krogkoll/security/__init__.py": "",
    "krogkoll/kernel/__init__.py": "",
    "krogkoll/kernel/errors.py": "X = 1",
    "ui/__init__.py": "",
    "ui/app.py": "from ui import window",
    "ui/window.py": "from ui.venues import page\nfrom ui.cases import page as cases\nfrom krogkoll import workspace",
    "ui/jobs.py": "import PySide6",
    "ui/widgets/__init__.py": "from ui import theme",
    "ui/theme/__init__.py": "",
    "ui/theme/paint.py": "",
    "ui/venues/__init__.py": "",
    "ui/venues/page.py": "from ui import jobs, widgets\nfrom krogkoll.venues import VenueRow",
    "ui/cases/__init__.py": "",
    "ui/cases/page.py": "",
}

PLANTED = [
    ("layers", "krogkoll/venues/__init__.py", "import krogkoll.decisions"),
    ("layers", "krogkoll/store/engine.py", "def late():\n    import krogkoll.evidence"),
    ("layers", "krogkoll/kernel/errors.py", "import krogkoll.security"),
    ("layers", "krogkoll/gossip/__init__.py", ""),
    ("screen-free", "krogkoll/evidence/__init__.py", "import PySide6.QtGui"),
    ("store-free", "ui/cases/page.py", "import sqlalchemy.orm"),
    ("store-free", "ui/cases/page.py", "import krogkoll.store"),
    ("faces", "krogkoll/evidence/__init__.py", "from krogkoll.venues.rows import VenueRow"),
    ("faces", "krogkoll/workspace.py", "from krogkoll.store.engine import Base"),
    ("faces", "krogkoll/workspace.py", "import krogkoll.store.check"),
    ("faces", "krogkoll/workspace.py", "from krogkoll.store import engine"),
    ("faces", "ui/cases/page.py", "import krogkoll.decisions.service"),
    ("concepts", "ui/cases/page.py", "import ui.venues.page"),
    ("concepts", "ui/widgets/__init__.py", "import ui.cases.page"),
    ("concepts", "ui/jobs.py", "import ui.cases.page"),
]


def lint(tree: Path) -> dict[str, str]:
    """Contract id -> KEPT or BROKEN, as lint-imports says for `tree`."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "installer"), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, encoding="utf-8", check=False)
    verdicts = {}
    for key, name in NAMES.items():
        lines = [line for line in done.stdout.splitlines() if line.startswith(name)]
        assert lines, f"no verdict on {name}:\n{done.stdout}\n{done.stderr}"
        verdicts[key] = lines[0].removeprefix(name).split()[0]
    assert (done.returncode == 0) == (set(verdicts.values()) == {"KEPT"})
    return verdicts


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for name, source in LAWFUL.items():
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(source + "\n", encoding="utf-8")
    return tmp_path


def test_a_lawful_tree_keeps_every_contract(tree):
    assert set(lint(tree).values()) == {"KEPT"}


@pytest.mark.parametrize(("contract", "name", "line"), PLANTED)
def test_a_planted_import_breaks_its_contract(tree, contract, name, line):
    place = tree / name
    place.parent.mkdir(exist_ok=True)
    with place.open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    broken = {key for key, verdict in lint(tree).items() if verdict == "BROKEN"}
    assert broken == {contract}


def test_every_contract_is_proved_by_a_planted_import():
    assert {contract for contract, _, _ in PLANTED} == set(NAMES)


def test_the_layers_stand_in_the_order_of_the_architecture():
    layers = next(contract["layers"] for contract in SETTINGS["contracts"] if contract["id"] == "layers")
    order = [layer.replace("(", "").replace(")", "") for layer in layers]
    expected = [
        "cli",
        "workspace | hub",
        "sync",
        "followup",
        "agenda",  # ADR 0016
        "decisions",
        "inspections",
        "evidence",
        "cases",
        "intake",  # ADR 0016
        "venues",
        "house",  # ADR 0018
        "people",
        "signing",
        "documents",
        "law",
        "store",
        "security",
        "kernel",
    ]
    assert [name for name in order if name in expected] == expected
    # What stands between is rooms of the command and of the workspace: nothing new among the concepts or beneath them.
    assert order[order.index("sync") :] == expected[expected.index("sync") :]
