"""One slot file, made once for all tests of it, and ways to write and forge it."""

from dataclasses import replace
from pathlib import Path

import pytest

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security import FLOOR_COST, MasterKey, SlotFile
from krogkoll.security.escrow import make_pair
from krogkoll.security.slot_table import SlotTable

PASSWORD = "lampa tåg över bäcken"


class Made:
    """One workspace's slot file, made once for all tests, copied into each test's own folder."""

    def __init__(self, folder: Path) -> None:
        self.escrow_public, self.escrow_private = make_pair("två nycklar i ett skåp")
        key, recovery = SlotFile(folder).create(
            password=PASSWORD, user="u1", cost=FLOOR_COST, escrow_public_key=self.escrow_public
        )
        self.key, self.recovery = key, recovery.text
        self.raw = (folder / "slots.json").read_bytes()
        self.spare = (folder / "slots.json.bak").read_bytes()

    @property
    def table(self) -> SlotTable:
        return SlotTable.from_bytes(self.raw)


def write(folder: Path, raw: bytes, spare: bytes | None = None) -> None:
    (folder / "slots.json").write_bytes(raw)
    (folder / "slots.json.bak").write_bytes(raw if spare is None else spare)


def reason(problem: pytest.ExceptionInfo[AccessTrouble]) -> str:
    return problem.value.reason


def resealed(key: MasterKey, table: SlotTable) -> bytes:
    """A table as its rightful owner would write it."""
    import hmac

    mac_key = key.derive("slots")
    return replace(table, seal=hmac.digest(mac_key, table.sealed_content(), "sha256")).to_bytes()
