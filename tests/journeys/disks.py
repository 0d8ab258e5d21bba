"""Small real disks that can be filled, made read-only and pulled out; where the system allows no mounting, nothing."""

import subprocess
from pathlib import Path

import pytest


class Disk:
    """A file system of its own in memory."""

    def __init__(self, folder: Path, megabytes: float) -> None:
        self.folder = folder
        folder.mkdir()
        self._mount("-t", "tmpfs", "-o", f"size={int(megabytes * 1024)}k", "tmpfs", str(folder))

    def _mount(self, *words: str) -> None:
        done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"DISK TROUBLE NOT TESTED: a small disk cannot be mounted here ({done.stderr.strip()})")

    def fill(self, leave: int = 0) -> None:
        """Take all space but so many bytes (whole pages of 4096)."""
        with (self.folder / "ballast").open("ab", buffering=0) as ballast:
            try:
                while ballast.write(bytes(4096)) == 4096:
                    pass
            except OSError:
                pass
            if leave:
                ballast.truncate(max(0, ballast.tell() - leave))

    def empty(self) -> None:
        """Give the space back."""
        (self.folder / "ballast").unlink()

    def resize(self, megabytes: float) -> None:
        """Make the disk so large; never smaller than what lies on it."""
        self._mount("-o", f"remount,size={int(megabytes * 1024)}k", str(self.folder))

    def shrink(self) -> None:
        """Leave no room at all."""
        used = subprocess.run(
            ["df", "-k", "--output=used", str(self.folder)], capture_output=True, text=True, check=True
        )
        self.resize(int(used.stdout.split()[-1]) / 1024)

    def write_protect(self, on: bool = True) -> None:
        """Turn the switch on the side of the card; refused while a file is open for writing."""
        self._mount("-o", f"remount,{'ro' if on else 'rw'}", str(self.folder))

    def pull_out(self) -> None:
        """Gone for everybody who does not hold a file on it open."""
        subprocess.run(["umount", "-l", str(self.folder)], capture_output=True, check=False)


@pytest.fixture
def disk(tmp_path):
    """Makes disks; all are pulled out at the end."""
    made = []

    def make(name: str, megabytes: float) -> Disk:
        made.append(Disk(tmp_path / name, megabytes))
        return made[-1]

    yield make
    for one in made:
        one.pull_out()
