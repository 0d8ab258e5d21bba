"""Where a folder lies, and limits for a child process, as the platform module tells them."""

import subprocess
import sys
from pathlib import Path

import pytest

from krogkoll.kernel import platform
from krogkoll.kernel.mounts import FolderKind, linux_folder_kind
from krogkoll.kernel.platform import folder_kind, free_space

MOUNTS = """\
27 1 254:0 / / rw - ext4 /dev/vda rw
30 27 8:17 / /media/bo/SD\\040kort rw shared:1 - vfat /dev/sdb1 rw
31 27 0:50 / /mnt/team rw - cifs //server/team rw
32 27 0:51 / /run/user/1000 rw - tmpfs tmpfs rw
33 27 8:1 / /home/\u00e5sa rw - ext4 /dev/sda1 rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/krogkoll", FolderKind.FIXED),
        ("/media/bo/SD kort/DCIM", FolderKind.REMOVABLE),
        ("/mnt/team/delad", FolderKind.NETWORK),
        ("/run/user/1000/x", FolderKind.MEMORY),
        ("/home/\u00e5sa/Krogkoll", FolderKind.FIXED),
    ],
)
def test_the_mount_table_tells_where_a_folder_lies(tmp_path: Path, folder: str, kind: FolderKind) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS, encoding="utf-8")
    for device, removable in (("254:0", "0"), ("8:17", "1"), ("8:1", "0")):
        (tmp_path / device).mkdir()
        (tmp_path / device / "removable").write_text(removable + "\n")
    assert linux_folder_kind(Path(folder), mounts, tmp_path) is kind


@pytest.mark.parametrize("name", ["OneDrive - Landskrona stad", "Dropbox", "Nextcloud"])
def test_a_folder_that_is_copied_to_a_cloud_is_recognised(tmp_path: Path, name: str) -> None:
    assert folder_kind(tmp_path / name / "Krogkoll") is FolderKind.CLOUD
    assert folder_kind(tmp_path / "Dropboxar") is not FolderKind.CLOUD


def test_a_cloud_folder_named_by_windows_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Molnet"))
    assert folder_kind(tmp_path / "Molnet" / "Krogkoll") is FolderKind.CLOUD


def test_free_space_is_told_in_bytes(tmp_path: Path) -> None:
    assert free_space(tmp_path) > 1_000_000


@pytest.mark.skipif(platform.WINDOWS, reason="limits by job object there")
def test_a_confined_process_can_neither_write_files_nor_take_all_memory(tmp_path: Path) -> None:
    script = """
import sys
from krogkoll.kernel.platform import confine_this_process
confine_this_process(600_000_000)
try:
    bytearray(900_000_000)
except MemoryError:
    print("memory")
try:
    with open(sys.argv[1], "wb", buffering=0) as stream:
        stream.write(b"x")
except OSError:
    print("files")
"""
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", script, str(tmp_path / "x")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["memory", "files"]
