"""A purge takes what it was asked to take, and nothing that came meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest

from krogkoll.security import Role

from .test_service import Make, take_in


def test_a_file_that_is_brought_in_again_during_its_purge_stays(
    as_role: Callable[[Role], Any], make_picture: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = as_role(Role.LICENSING_OFFICER)
    picture = make_picture("JPEG")
    photo = take_in(desk, picture)
    empty = desk.store.checkpoint

    def meanwhile() -> bool:
        take_in(desk, picture)
        return bool(empty())

    monkeypatch.setattr(desk.store, "checkpoint", meanwhile)
    desk.evidence.purge(photo.id, "gallringsbeslut 2026-3")
    assert len(desk.files()) == 1
