"""How a file that leaves the workspace is written: new, whole or not at all, and on the disk when it is said to be."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from krogkoll.kernel.platform import sync_file, sync_folder
from krogkoll.store.engine import translated


def write_new(target: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write the new file `target` with what `fill` puts into it; nothing is left beside it when that fails.

    Raises StoreTrouble ("disk-full", "read-only" ...) and whatever `fill` raises.
    """
    partial = target.with_name(f".{target.name}.part")
    with translated():
        try:
            with partial.open("xb") as stream:
                fill(stream)
                sync_file(stream)
            partial.replace(target)
            sync_folder(target.parent)
        finally:
            partial.unlink(missing_ok=True)
