"""Sharing out a width among columns of text."""

from collections.abc import Sequence


def share_out(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Widths that fill `room`: nobody under `least` while that fits, the rest shared by how much text there is."""
    if sum(most) <= room:
        return [room * size / sum(most) for size in most]
    if sum(least) >= room:
        return [room * size / sum(least) for size in least]
    want = [high - low for low, high in zip(least, most, strict=True)]
    spare = room - sum(least)
    return [low + spare * more / sum(want) for low, more in zip(least, want, strict=True)]
