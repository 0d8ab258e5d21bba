"""The slot file: every way in works, and nothing opens with the wrong secret."""

import os
import unicodedata
from pathlib import Path

import pytest

from krogkoll.kernel.errors import AccessTrouble, StoreTrouble
from krogkoll.security import FLOOR_COST, SlotFile, SlotKind
from krogkoll.security.escrow import fingerprint, make_pair
from krogkoll.security.slot_table import SlotTable
from tests.security.slot_making import PASSWORD, Made, reason


def test_password_recovery_and_escrow_open_the_same_key(made: Made, slots: SlotFile) -> None:
    for key in (
        slots.unlock_with_password(PASSWORD),
        slots.unlock_with_recovery(made.recovery),
        slots.unlock_with_escrow(made.escrow_private, "två nycklar i ett skåp"),
    ):
        assert key.same_as(made.key)
        key.wipe()


def test_the_same_password_typed_on_a_mac_opens(slots: SlotFile) -> None:
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
