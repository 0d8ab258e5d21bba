"""An open, encrypted, empty workspace of a municipal inspector."""

import pytest

from tests.factories import workspace


@pytest.fixture
def store(tmp_path):
    with workspace(tmp_path / "workspace") as opened:
        yield opened
