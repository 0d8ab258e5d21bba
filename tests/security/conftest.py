"""What the tests of the slot file share."""

from pathlib import Path

import pytest

from krogkoll.security import SlotFile
from tests.security.slot_making import Made, write


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("slots"))


@pytest.fixture
def slots(made: Made, tmp_path: Path) -> SlotFile:
    write(tmp_path, made.raw)
    return SlotFile(tmp_path)
