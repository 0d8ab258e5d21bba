"""No copy of a key is left in memory after the lock, seen from another process."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from krogkoll.kernel.platform import wipe
from krogkoll.security import FLOOR_COST, MasterKey, SlotFile
from krogkoll.security.slot_table import SlotTable
from krogkoll.security.stretch import stretch
from krogkoll.security.wrapping import _wrapping_key
from tests.security.memory_scan import forms, scan

pytestmark = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads /proc, which is Linux's")

PASSWORD = "en hemlig fras till provet"
CHILD = """
import gc, sys
from pathlib import Path
from krogkoll.kernel.platform import wipe
from krogkoll.security import SlotFile

def told(): print("ready", flush=True); sys.stdin.readline()

slots = SlotFile(Path(sys.argv[1]))
key = slots.unlock_with_password(sys.argv[2])
derived = [key.derive("database"), key.derive("vault")]
if sys.argv[3] == "careless":
    kept = bytes(key.revealed())
told()
for one in derived:
    wipe(one)
key.wipe()
gc.collect()
told()
"""
OPEN = {"master": 1, "database": 1, "vault": 1}  # everything else that was ever a key is gone already
NAMES = ("master", "database", "vault", "seal", "wrapping", "stretched")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    key, recovery = SlotFile(tmp_path).create(password=PASSWORD, cost=FLOOR_COST)
    key.wipe()
    recovery.wipe()
    return tmp_path


def secrets_of(folder: Path) -> list[bytes]:
    """Every secret that opening this workspace brings about, in the order of NAMES."""
    slot = SlotTable.from_bytes((folder / "slots.json").read_bytes()).slots[0]
    assert slot.cost is not None
    stretched = stretch(PASSWORD, slot.salt, slot.cost)
    wrapping = _wrapping_key(slot, lambda: bytearray(stretched))
    with SlotFile(folder).unlock_with_password(PASSWORD) as key:
        derived = [bytes(key.derive(purpose)) for purpose in ("database", "vault", "slots")]
        return [bytes(key.revealed()), *derived, bytes(wrapping), bytes(stretched)]


def counts(folder: Path, mode: str) -> Iterator[dict[str, int]]:
    """What is found while open, then after wiping; copies as text are counted under "name as text"."""
    needles = [form for secret in secrets_of(folder) for form in forms(secret)]
    command = [sys.executable, "-c", CHILD, str(folder), PASSWORD, mode]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for _ in range(2):
            assert child.stdout.readline() == "ready\n"
            found = scan(child.pid, needles)
            seen = {}
            for place, name in enumerate(NAMES):
                first, second, *texts = found[6 * place : 6 * place + 6]
                seen |= {name: max(first, second), f"{name} as text": sum(texts)}
            yield {name: count for name, count in seen.items() if count}
            child.stdin.write("\n")
            child.stdin.flush()


def test_keys_are_there_once_while_open_and_gone_after_the_wipe(folder: Path) -> None:
    while_open, after = counts(folder, "careful")
    assert while_open == OPEN
    assert after == {}


def test_the_scan_finds_a_copy_that_somebody_kept(folder: Path) -> None:
    _, after = counts(folder, "careless")
    assert after.pop("master") >= 1
    assert after == {}


def test_a_wiped_key_gives_nothing_any_more() -> None:
    secret = bytearray(range(32))
    key = MasterKey(secret, b"w" * 16)
    wipe_me = key.derive("database")
    wipe(wipe_me)
    key.wipe()
    key.wipe()
    assert secret == bytes(32)
    assert wipe_me == bytes(32)
    assert not key.alive
