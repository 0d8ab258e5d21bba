"""The vault: names that tell nothing, file before row, nothing half, nothing deleted that was ever whole."""

import errno
import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from krogkoll.evidence import vault as vault_module
from krogkoll.evidence.stream import CHUNK
from krogkoll.evidence.vault import Vault
from krogkoll.kernel.errors import EvidenceTrouble, Locked, StoreTrouble

MARKER = b"HEMLIGT-\xc3\xa5\xc3\xa4\xc3\xb6-MARKERING" * 20
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", bytearray(range(32)))


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_object_comes_back_exactly_and_verifies(vault: Vault) -> None:
    content = os.urandom(CHUNK + 5)
    stored = vault.add(io.BytesIO(content))
    assert (stored.sha256, stored.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert vault.read(stored) == content
    vault.verify(stored)
    target = io.BytesIO()
    vault.copy(stored, target)
    assert target.getvalue() == content


def test_neither_content_nor_hash_can_be_read_on_disk(vault: Vault, tmp_path: Path) -> None:
    stored = vault.add(MARKER)
    (path,) = files(tmp_path)
    assert path.relative_to(tmp_path / "vault").as_posix() == f"{path.name[:2]}/{path.name[2:4]}/{stored.name}"
    assert stored.name != stored.sha256
    everything = path.read_bytes() + str(path).encode()
    assert MARKER[:20] not in everything
    assert stored.sha256.encode() not in everything
    assert bytes.fromhex(stored.sha256) not in everything


def test_the_name_depends_on_the_workspaces_key(tmp_path: Path) -> None:
    one, other = Vault(tmp_path / "a", bytearray(b"1" * 32)), Vault(tmp_path / "b", bytearray(b"2" * 32))
    assert one.add(b"samma").name != other.add(b"samma").name


def test_what_is_not_kept_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    with vault.receive(b"refuserad") as incoming:
        assert len(files(tmp_path)) == 1
        assert incoming.stored.size == 9
    assert files(tmp_path) == []
    with pytest.raises(RuntimeError), vault.receive(b"avbruten"):
        raise RuntimeError
    assert files(tmp_path) == []


def test_a_source_that_vanishes_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    class Card(io.RawIOBase):
        reads = 0

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            self.reads += 1
            if self.reads > 2:
                raise OSError(errno.ENODEV, "No such device")
            buffer[:] = bytes(len(buffer))
            return len(buffer)

    with pytest.raises(EvidenceTrouble, match="vanished"):
        vault.add(Card())  # type: ignore[arg-type]
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.ENOSPC, "disk-full"), (errno.EROFS, "read-only"), (errno.EIO, "io")]
)
def test_a_failing_disk_is_named_and_leaves_nothing(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def half(chunks: object, target: BinaryIO, key: bytes, object_id: str) -> None:
        target.write(b"half")
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(vault_module, "seal", half)
    with pytest.raises(StoreTrouble, match=reason):
        vault.add(b"foto")
    assert files(tmp_path) == []


_ON_A_FULL_DISK = """
import os, sys
from pathlib import Path
from krogkoll.evidence.vault import Vault
from krogkoll.kernel.errors import StoreTrouble
folder = Path(sys.argv[1])
vault = Vault(folder / "vault", bytearray(32))
first = vault.add(bytes(300_000))
try:
    vault.add(bytes(3_000_000))
except StoreTrouble as trouble:
    print(trouble.reason)
print(len([path for path in folder.rglob("*") if path.is_file()]), len(vault.read(first)))
"""


@pytest.mark.skipif(not Path("/usr/bin/unshare").exists(), reason="no small disk can be mounted here")
def test_a_really_full_disk_keeps_what_was_there_and_nothing_half(tmp_path: Path) -> None:
    mount = f'mount -t tmpfs -o size=2m none "{tmp_path}" && exec "$0" -c "$1" "{tmp_path}"'
    inside = ["unshare", "-rm", "sh", "-c", mount, sys.executable, _ON_A_FULL_DISK]
    if subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", str(tmp_path)], check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    done = subprocess.run(inside, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["disk-full", "1", "300000"]


def test_too_little_space_is_told_before_anything_is_written(vault: Vault, tmp_path: Path) -> None:
    vault.require_space(1)
    with pytest.raises(StoreTrouble, match="disk-full") as trouble:
        vault.require_space(10**18)
    assert trouble.value.details["needed"] == 10**18 + vault_module.RESERVE
    assert files(tmp_path) == []


def test_damage_and_loss_are_told_apart(vault: Vault, tmp_path: Path) -> None:
    stored = vault.add(os.urandom(1000))
    (path,) = files(tmp_path)
    whole = path.read_bytes()
    for position in (0, 4, 10, 500, len(whole) - 1):
        changed = bytearray(whole)
        changed[position] ^= 1
        path.write_bytes(changed)
        for act in (vault.read, vault.verify):
            with pytest.raises(EvidenceTrouble, match="damaged"):
                act(stored)
    path.unlink()
    with pytest.raises(EvidenceTrouble, match="missing"):
        vault.verify(stored)
    assert not vault.holds(stored)


def test_one_objects_file_in_anothers_place_is_damage(vault: Vault, tmp_path: Path) -> None:
    one, other = vault.add(b"ett foto"), vault.add(b"nej foto")
    paths = {path.name: path for path in files(tmp_path)}
    paths[one.name].write_bytes(paths[other.name].read_bytes())
    with pytest.raises(EvidenceTrouble, match="damaged"):
        vault.read(one)


def test_content_other_than_its_record_says_is_damage_even_when_rightly_sealed(vault: Vault) -> None:
    stored = vault.add(b"ett foto")
    with pytest.raises(EvidenceTrouble, match="damaged"):
        vault.verify(replace(stored, sha256=hashlib.sha256(b"ett annat").hexdigest(), name=stored.name))


def test_sweep_removes_half_files_and_sets_old_unknown_objects_aside(vault: Vault, tmp_path: Path) -> None:
    known, orphan, young = vault.add(b"med rad"), vault.add(b"utan rad"), vault.add(b"nyss")
    (tmp_path / "vault/incoming/x.part").write_bytes(b"half")
    now = datetime.now(UTC)
    paths = {path.name: path for path in files(tmp_path)}
    two_days = (now - timedelta(days=2)).timestamp()
    for stored in (known, orphan):
        os.utime(paths[stored.name], (two_days, two_days))
    before = paths[orphan.name].read_bytes()
    swept = vault.sweep({known.name}, now)
    assert (swept.removed, swept.quarantined) == (1, (orphan.name,))
    assert (tmp_path / "vault/quarantine" / orphan.name).read_bytes() == before
    assert vault.holds(known)
    assert vault.holds(young)
    assert vault.sweep({known.name}, now).quarantined == ()


def test_a_sweep_of_an_empty_workspace_is_harmless(vault: Vault) -> None:
    assert vault.sweep(set(), datetime.now(UTC)).quarantined == ()


def test_the_same_bytes_again_replace_a_file_whose_row_was_never_written(vault: Vault, tmp_path: Path) -> None:
    vault.add(b"foto")  # crash before the row: its key is gone
    again = vault.add(b"foto")
    assert vault.read(again) == b"foto"
    assert len(files(tmp_path)) == 1


def test_a_closed_vault_takes_nothing_in_and_its_key_is_zeros(tmp_path: Path) -> None:
    key = bytearray(b"k" * 32)
    vault = Vault(tmp_path / "vault", key)
    vault.close()
    assert key == bytes(32)
    with pytest.raises(Locked):
        vault.add(b"foto")
    assert files(tmp_path) == []


def test_a_sweep_leaves_alone_what_is_just_being_taken_in(vault: Vault) -> None:
    with vault.receive(b"foto") as incoming:
        assert vault.sweep(set(), datetime.now(UTC)).removed == 0
        assert vault.read(incoming.keep()) == b"foto"


def test_copies_that_happen_to_be_alike_stay_two_files(vault: Vault) -> None:
    one, other = vault.add(b"vit yta", copy=True), vault.add(b"vit yta", copy=True)
    assert one.name != other.name
    assert vault.read(one) == vault.read(other) == b"vit yta"


def test_names_of_kept_files_are_made_durable_before_anybody_may_rely_on_them(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(vault_module, "sync_folder", synced.append)
    stored = vault.add(b"ett")
    root = tmp_path / "vault"
    place = root / stored.name[:2] / stored.name[2:4]
    assert set(synced) == {place, place.parent, root}, "the new folders' own names too"
    synced.clear()
    with vault.receive(b"annat") as incoming:
        incoming.keep(settled=False)
        assert synced == []
        vault_module.settle([incoming])
    assert root / incoming.stored.name[:2] / incoming.stored.name[2:4] in synced
    synced.clear()
    vault.add(b"en kopia", copy=True)
    assert synced == []


def test_removing_is_final_and_may_be_repeated(vault: Vault) -> None:
    stored = vault.add(b"foto")
    vault.remove(stored)
    vault.remove(stored)
    assert not vault.holds(stored)
