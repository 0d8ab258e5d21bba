"""After the lock no key of the workspace is left in memory, however much was done before; seen from outside."""

import os
import subprocess
from pathlib import Path

import pytest

from krogkoll.founding import create_workspace
from krogkoll.security import FLOOR_COST, SlotFile
from krogkoll.security.slot_table import SlotTable
from krogkoll.security.stretch import stretch
from krogkoll.security.wrapping import _wrapping_key
from tests.security.memory_scan import forms, scan

from .killing import ROOT, python
from .one_act import PASSWORD
from .test_kills import ANNA

pytestmark = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads /proc, which is Linux's")
PURPOSES = ("database", "evidence", "backup", "slots")
NAMES = ("master", *PURPOSES, "wrapping", "stretched")


@pytest.fixture
def folder(tmp_path):
    made, recovery = create_workspace(tmp_path / "arbetsyta", ANNA, PASSWORD, cost=FLOOR_COST)
    made.close()
    recovery.wipe()
    return tmp_path / "arbetsyta"


def secrets_of(folder):
    """Every key that opening and using this workspace brings about, in the order of NAMES."""
    slot = SlotTable.from_bytes((folder / "slots.json").read_bytes()).slots[0]
    stretched = stretch(PASSWORD, slot.salt, slot.cost)
    wrapping = _wrapping_key(slot, lambda: bytearray(stretched))
    with SlotFile(folder).unlock_with_password(PASSWORD) as key:
        derived = [bytes(key.derive(purpose)) for purpose in PURPOSES]
        return [bytes(key.revealed()), *derived, bytes(wrapping), bytes(stretched)]


def looks(folder, photo, manner):
    """What an outsider finds while the workspace is open and after it is closed: raw copies and copies as text."""
    needles = [form for secret in secrets_of(folder) for form in forms(secret)]
    each = len(needles) // len(NAMES)
    command = python("memory_worker.py", folder, PASSWORD, photo, folder.parent / "usb", manner)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as child:
        for _ in range(2):
            assert child.stdout.readline() == "ready\n"
            found = scan(child.pid, needles)
            raw, text = {}, {}
            for place, name in enumerate(NAMES):
                first, second, *texts = found[each * place : each * (place + 1)]
                raw[name], text[name] = max(first, second), sum(texts)
            yield {name: count for name, count in raw.items() if count}, {n: c for n, c in text.items() if c}
            child.stdin.write("\n")
            child.stdin.flush()


def test_no_key_is_left_in_memory_after_the_lock_and_none_ever_stood_there_as_text(folder, photos):
    while_open, after = looks(folder, photos / "Canon_40D.jpg", "careful")
    raw, text = while_open
    assert raw.keys() == {"master", "database", "evidence"}, "what is in use, and nothing that was used once"
    assert raw["master"] == raw["evidence"] == 1
    assert text == {}, "as hexadecimal text the key never lies in memory"
    assert after == ({}, {})


def test_the_look_from_outside_finds_a_copy_that_somebody_kept(folder, photos):
    _, (raw, text) = looks(folder, photos / "Canon_40D.jpg", "careless")
    assert (raw, text) == ({"master": 1}, {})
