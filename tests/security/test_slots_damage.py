"""Damage and attack: every changed bit, forged field and swapped slot is an error, never a wrong key."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from krogkoll.kernel.errors import AccessTrouble
from krogkoll.security import Argon2Cost, SlotFile
from krogkoll.security.slot_table import SlotTable
from tests.security.slot_making import PASSWORD, Made, reason, resealed, write

SOAK = bool(os.environ.get("KROGKOLL_SOAK"))


def test_every_single_flipped_bit_is_found_before_any_guess_is_paid_for(made: Made) -> None:
    for place in range(len(made.raw)):
        for bit in range(8) if SOAK else [place % 8]:
            flipped = bytearray(made.raw)
            flipped[place] ^= 1 << bit
            with pytest.raises(AccessTrouble):
                SlotTable.from_bytes(bytes(flipped))


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_cut_off_or_lengthened_file_is_damaged(made: Made, tmp_path: Path, cut: int) -> None:
    for raw in (made.raw[:cut], made.raw + b" ", made.raw + b"\n"):
        write(tmp_path, raw)
        with pytest.raises(AccessTrouble) as problem:
            SlotFile(tmp_path).unlock_with_password(PASSWORD)
        assert reason(problem) == "slots-damaged"


@pytest.mark.parametrize(
    "raw", [b"", b"null", b"[]", b"{}", b'{"format": "krogkoll-slots"}', b"[" * 60_000, b"\xff", b"{" + b" " * 70_000]
)
def test_a_file_that_is_something_else_is_damaged(tmp_path: Path, raw: bytes) -> None:
    write(tmp_path, raw)
    with pytest.raises(AccessTrouble) as problem:
        SlotFile(tmp_path).summaries()
    assert reason(problem) == "slots-damaged"


def test_a_damaged_main_file_is_mended_from_the_spare(made: Made, tmp_path: Path) -> None:
    write(tmp_path, made.raw[:-20], spare=made.raw)
    with SlotFile(tmp_path).unlock_with_recovery(made.recovery) as key:
        assert key.same_as(made.key)
    assert (tmp_path / "slots.json").read_bytes() == made.raw


def test_a_missing_file_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(AccessTrouble) as problem:
        SlotFile(tmp_path).unlock_with_password(PASSWORD)
    assert reason(problem) == "slots-missing"


def test_a_file_of_a_later_program_is_told_from_a_damaged_one(made: Made, tmp_path: Path) -> None:
    import hashlib

    later = json.loads(made.raw) | {"version": 2}
    del later["check"]
    body = (json.dumps(later, sort_keys=True, indent=1) + "\n").encode()
    later["check"] = hashlib.sha256(body).hexdigest()
    write(tmp_path, (json.dumps(later, sort_keys=True, indent=1) + "\n").encode())
    with pytest.raises(AccessTrouble) as problem:
        SlotFile(tmp_path).summaries()
    assert reason(problem) == "slots-newer"


@pytest.mark.parametrize(
    "cost",
    [
        Argon2Cost(memory_kib=64 * 1024 - 1, passes=3, lanes=2),
        Argon2Cost(memory_kib=1024 * 1024 + 1, passes=3, lanes=2),
        Argon2Cost(memory_kib=64 * 1024, passes=2, lanes=2),
        Argon2Cost(memory_kib=64 * 1024, passes=11, lanes=2),
        Argon2Cost(memory_kib=64 * 1024, passes=3, lanes=9),
    ],
)
def test_costs_out_of_bounds_are_refused_on_reading_and_on_making(made: Made, tmp_path: Path, cost: Argon2Cost) -> None:
    table = made.table
    changed = replace(table, slots=(replace(table.slots[0], cost=cost), *table.slots[1:]))
    write(tmp_path, changed.to_bytes())
    with pytest.raises(AccessTrouble) as problem:
        SlotFile(tmp_path).summaries()
    assert reason(problem) == "kdf-out-of-bounds"
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    with pytest.raises(AccessTrouble) as problem:
        SlotFile(fresh).create(password=PASSWORD, cost=cost)
    assert reason(problem) == "kdf-out-of-bounds"


def forged(table: SlotTable, **fields: object) -> SlotTable:
    """An attacker's change to the recovery slot (cheap to try), with the check sum set right."""
    return replace(table, slots=(table.slots[0], replace(table.slots[1], **fields), *table.slots[2:]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fields",
    [{"id": "another"}, {"user": "u2"}, {"generation": 2}, {"salt": b"s" * 16}, {"device": True}, {"nonce": b"n" * 12}],
)
def test_every_field_of_a_slot_is_bound_to_what_it_wraps(made: Made, tmp_path: Path, fields: dict[str, object]) -> None:
    write(tmp_path, forged(made.table, **fields).to_bytes())
    with pytest.raises(AccessTrouble) as problem:
        SlotFile(tmp_path).unlock_with_recovery(made.recovery)
    assert reason(problem) == "wrong-recovery-key"


def test_a_slot_moved_to_another_workspace_opens_nothing(made: Made, tmp_path: Path) -> None:
    write(tmp_path, replace(made.table, workspace_id=b"w" * 16).to_bytes())
    with pytest.raises(AccessTrouble) as problem:
        SlotFile(tmp_path).unlock_with_recovery(made.recovery)
    assert reason(problem) == "wrong-recovery-key"


def test_slots_swapped_between_users_are_refused(made: Made, tmp_path: Path) -> None:
    """Even by somebody who holds the key and can seal the file again: the wrapping itself says whose it is."""
    mine = made.table.slots[0]
    stolen = replace(mine, user="u2")
    write(tmp_path, resealed(made.key, replace(made.table, slots=(stolen, *made.table.slots[1:]))))
    with pytest.raises(AccessTrouble) as problem:
        SlotFile(tmp_path).unlock_with_password(PASSWORD, user="u2")
    assert reason(problem) == "wrong-password"


@pytest.mark.parametrize("how", ["dropped", "added", "edition"])
def test_a_change_by_somebody_without_the_key_is_noticed_at_the_next_opening(
    made: Made, tmp_path: Path, how: str
) -> None:
    table = made.table
    changed = {
        "dropped": replace(table, slots=table.slots[:2]),
        "added": replace(table, slots=(*table.slots, replace(table.slots[1], id="second"))),
        "edition": replace(table, edition=7),
    }[how]
    write(tmp_path, changed.to_bytes())
    with pytest.raises(AccessTrouble) as problem:
        SlotFile(tmp_path).unlock_with_recovery(made.recovery)
    assert reason(problem) == "slots-tampered"


def test_a_changed_main_file_is_mended_from_an_honest_spare(made: Made, tmp_path: Path) -> None:
    write(tmp_path, replace(made.table, edition=7).to_bytes(), spare=made.raw)
    SlotFile(tmp_path).unlock_with_recovery(made.recovery).wipe()
    assert (tmp_path / "slots.json").read_bytes() == made.raw


def test_no_change_is_made_to_a_file_that_somebody_else_changed(made: Made, tmp_path: Path) -> None:
    write(tmp_path, replace(made.table, edition=7).to_bytes())
    with pytest.raises(AccessTrouble) as problem:
        SlotFile(tmp_path).set_password(made.key, "ett nytt långt lösenord")
    assert reason(problem) == "slots-tampered"
