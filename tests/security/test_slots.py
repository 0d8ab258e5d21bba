"""The slot file: every way in works, every changed bit is noticed, nothing opens with the wrong secret."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from krogkoll.kernel.errors import AccessTrouble, StoreTrouble
from krogkoll.security import FLOOR_COST, Argon2Cost, MasterKey, SlotFile, SlotKind
from krogkoll.security.escrow import fingerprint, make_pair
from krogkoll.security.slot_table import SlotTable

PASSWORD = "lampa tåg över bäcken"
SOAK = bool(os.environ.get("KROGKOLL_SOAK"))


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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("slots"))


@pytest.fixture
def slots(made: Made, tmp_path: Path) -> SlotFile:
    write(tmp_path, made.raw)
    return SlotFile(tmp_path)


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


def test_password_recovery_and_escrow_open_the_same_key(made: Made, slots: SlotFile) -> None:
    for key in (
        slots.unlock_with_password(PASSWORD),
        slots.unlock_with_recovery(made.recovery),
        slots.unlock_with_escrow(made.escrow_private, "två nycklar i ett skåp"),
    ):
        assert key.same_as(made.key)
        key.wipe()


def test_the_same_password_typed_on_a_mac_opens(slots: SlotFile) -> None:
    import unicodedata

    slots.unlock_with_password(unicodedata.normalize("NFD", PASSWORD).replace(" ", "\u00a0")).wipe()


@pytest.mark.parametrize("wrong", ["", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password_opens_nothing(slots: SlotFile, wrong: str) -> None:
    with pytest.raises(AccessTrouble) as problem:
        slots.unlock_with_password(wrong)
    assert reason(problem) == "wrong-password"


def test_another_workspaces_recovery_and_escrow_keys_open_nothing(slots: SlotFile) -> None:
    from krogkoll.security import RecoveryKey

    with pytest.raises(AccessTrouble) as problem:
        slots.unlock_with_recovery(RecoveryKey.random().text)
    assert reason(problem) == "wrong-recovery-key"
    _, private = make_pair("en helt annan myndighet")
    with pytest.raises(AccessTrouble) as problem:
        slots.unlock_with_escrow(private, "en helt annan myndighet")
    assert reason(problem) == "no-such-slot"


def test_escrow_key_needs_its_passphrase(made: Made, slots: SlotFile) -> None:
    for passphrase in (None, "fel"):
        with pytest.raises(AccessTrouble) as problem:
            slots.unlock_with_escrow(made.escrow_private, passphrase)
        assert reason(problem) == "wrong-escrow-passphrase"
    for pem in (b"junk", made.escrow_public):
        with pytest.raises(AccessTrouble) as problem:
            slots.unlock_with_escrow(pem, None)
        assert reason(problem) == "bad-escrow-key"


def test_escrow_fingerprint_is_the_keys_own(made: Made) -> None:
    other, _ = make_pair("en helt annan myndighet")
    assert fingerprint(made.escrow_public) == fingerprint(made.escrow_public) != fingerprint(other)
    assert len(fingerprint(other)) == 39


def test_a_key_that_is_no_escrow_key_is_refused_at_creation(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    signing = Ed25519PrivateKey.generate().public_key()
    known_to_all = X25519PublicKey.from_public_bytes(bytes(32))  # of low order: every exchange gives zeros
    for public in (signing, known_to_all):
        pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        with pytest.raises(AccessTrouble) as problem:
            SlotFile(tmp_path).create(password=PASSWORD, cost=FLOOR_COST, escrow_public_key=pem)
        assert reason(problem) == "bad-escrow-key"
    assert not SlotFile(tmp_path).exists


def test_a_workspace_is_never_created_over_another(slots: SlotFile) -> None:
    with pytest.raises(AccessTrouble) as problem:
        slots.create(password=PASSWORD, cost=FLOOR_COST)
    assert reason(problem) == "slots-exist"


def test_changing_the_password_encrypts_nothing_else_anew(made: Made, slots: SlotFile, tmp_path: Path) -> None:
    slots.change_password(PASSWORD, "ett nytt långt lösenord")
    after = SlotTable.from_bytes((tmp_path / "slots.json").read_bytes())
    assert after.slots[1:] == made.table.slots[1:]
    assert after.slots[0].cost == FLOOR_COST
    assert after.slots[0].user == "u1"
    assert after.edition == made.table.edition + 1
    slots.unlock_with_password("ett nytt långt lösenord").wipe()
    with pytest.raises(AccessTrouble):
        slots.unlock_with_password(PASSWORD)


def test_the_spare_does_not_keep_the_old_password_alive(slots: SlotFile, tmp_path: Path) -> None:
    slots.change_password(PASSWORD, "ett nytt långt lösenord")
    (tmp_path / "slots.json").unlink()
    with pytest.raises(AccessTrouble):
        slots.unlock_with_password(PASSWORD)
    slots.unlock_with_password("ett nytt långt lösenord").wipe()


def test_a_spare_left_behind_by_a_cut_off_change_is_brought_up_to_date(
    made: Made, slots: SlotFile, tmp_path: Path
) -> None:
    slots.change_password(PASSWORD, "ett nytt långt lösenord")
    (tmp_path / "slots.json.bak").write_bytes(made.raw)
    slots.unlock_with_password("ett nytt långt lösenord").wipe()
    assert (tmp_path / "slots.json.bak").read_bytes() == (tmp_path / "slots.json").read_bytes()


def test_a_new_recovery_key_makes_the_old_paper_worthless(made: Made, slots: SlotFile) -> None:
    fresh = slots.new_recovery_key(made.key)
    slots.unlock_with_recovery(fresh.text).wipe()
    with pytest.raises(AccessTrouble):
        slots.unlock_with_recovery(made.recovery)


def test_recovery_leads_to_a_new_password(made: Made, slots: SlotFile) -> None:
    with slots.unlock_with_recovery(made.recovery) as key:
        slots.set_password(key, "ett nytt långt lösenord")
    slots.unlock_with_password("ett nytt långt lösenord").wipe()


def test_slots_are_added_and_removed_but_the_last_password_stays(made: Made, slots: SlotFile) -> None:
    public, private = make_pair("tredje nyckeln i skåpet")
    added = slots.add_escrow(made.key, public)
    slots.unlock_with_escrow(private, "tredje nyckeln i skåpet").wipe()
    slots.remove_slot(made.key, added)
    assert [slot.kind for slot in slots.summaries()] == [SlotKind.PASSWORD, SlotKind.RECOVERY, SlotKind.ESCROW]
    for slot_id, expected in ((added, "no-such-slot"), (slots.summaries()[0].id, "last-slot")):
        with pytest.raises(AccessTrouble) as problem:
            slots.remove_slot(made.key, slot_id)
        assert reason(problem) == expected


def test_a_password_bound_to_this_computer_needs_its_secret(made: Made, slots: SlotFile) -> None:
    device = bytearray(range(32))
    slots.set_password(made.key, PASSWORD, device_secret=device)
    slots.unlock_with_password(PASSWORD, device_secret=bytearray(range(32))).wipe()
    for other, expected in ((None, "device-secret-missing"), (bytearray(32), "wrong-password")):
        with pytest.raises(AccessTrouble) as problem:
            slots.unlock_with_password(PASSWORD, device_secret=other)
        assert reason(problem) == expected
    slots.unlock_with_recovery(made.recovery).wipe()


# -- damage and attack -------------------------------------------------------------------------------------------------


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
        SlotFile(tmp_path).unlock_with_password(PASSWORD)
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


def test_the_disks_troubles_are_told_in_our_words(made: Made, slots: SlotFile, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    from krogkoll.security import files

    for number, expected in ((errno.ENOSPC, "disk-full"), (errno.EROFS, "read-only"), (errno.EIO, "io")):

        def fail(target: Path, content: bytes, number: int = number) -> None:
            raise OSError(number, os.strerror(number), str(target))

        monkeypatch.setattr(files, "write_durably", fail)
        with pytest.raises(StoreTrouble) as problem:
            slots.new_recovery_key(made.key)
        assert problem.value.reason == expected
    slots.unlock_with_recovery(made.recovery).wipe()  # reading needs no writing


def test_the_file_holds_neither_password_nor_key(made: Made) -> None:
    with made.key.revealed() as secret:
        key = bytes(secret)
    for hidden in (PASSWORD.encode(), key, key.hex().encode(), made.recovery.encode()):
        assert hidden not in made.raw
    assert made.raw == made.spare
