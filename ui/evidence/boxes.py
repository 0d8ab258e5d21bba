"""The boxes of a mask while they are drawn: which one is in hand, how it is pulled, and every step back."""

from krogkoll.evidence import Box

LEAST = 0.008
"""The shortest side of a box, as a share of the picture; a shorter one was a slip of the hand."""
EDGES = (
    ("left", "top"),
    ("", "top"),
    ("right", "top"),
    ("right", ""),
    ("right", "bottom"),
    ("", "bottom"),
    ("left", "bottom"),
    ("left", ""),
)
"""The eight handles, clockwise from the top left: which edges each one pulls."""


class MaskBoxes:
    """Boxes as shares (0 to 1) of the upright picture; `chosen` is the one in hand, -1 for none."""

    def __init__(self) -> None:
        self.boxes: tuple[Box, ...] = ()
        self.chosen = -1
        self._past: list[tuple[tuple[Box, ...], int]] = []

    @property
    def box(self) -> Box | None:
        """The box in hand."""
        return self.boxes[self.chosen] if 0 <= self.chosen < len(self.boxes) else None

    def remember(self) -> None:
        """Call before a step that can be taken back."""
        self._past.append((self.boxes, self.chosen))

    def forget_step(self) -> None:
        """Nothing came of the step that was just remembered."""
        if self._past:
            self.boxes, self.chosen = self._past.pop()

    def undo(self) -> bool:
        """Take the last step back; False when there is none."""
        if not self._past:
            return False
        self.forget_step()
        return True

    def clear(self) -> None:
        """Begin with nothing, and nothing to take back."""
        self.boxes, self.chosen = (), -1
        self._past.clear()

    def add(self, box: Box) -> None:
        """A new box, which is in hand then."""
        self.boxes = (*self.boxes, _within(box))
        self.chosen = len(self.boxes) - 1

    def put(self, box: Box) -> None:
        """The box in hand becomes this one."""
        if self.box is not None:
            self.boxes = (*self.boxes[: self.chosen], _within(box), *self.boxes[self.chosen + 1 :])

    def remove(self) -> None:
        """Take the box in hand away; the one before is in hand then."""
        if self.box is not None:
            self.remember()
            self.boxes = (*self.boxes[: self.chosen], *self.boxes[self.chosen + 1 :])
            self.chosen = min(self.chosen, len(self.boxes) - 1)

    def choose_next(self) -> None:
        """Take the next box in hand, after the last one the first."""
        if self.boxes:
            self.chosen = (self.chosen + 1) % len(self.boxes)

    def at(self, x: float, y: float) -> int:
        """The uppermost box at a point; -1 where there is none."""
        found = [number for number, box in enumerate(self.boxes) if _holds(box, x, y)]
        return found[-1] if found else -1


def moved(box: Box, right: float, down: float) -> Box:
    """The same box elsewhere, kept inside the picture whole."""
    right = min(max(right, -box.left), 1 - box.right)
    down = min(max(down, -box.top), 1 - box.bottom)
    return Box(left=box.left + right, top=box.top + down, right=box.right + right, bottom=box.bottom + down)


def pulled(box: Box, handle: int, x: float, y: float) -> Box:
    """The box with the handle's edges at a point; pulled past its other side it turns over."""
    edges = {"left": box.left, "top": box.top, "right": box.right, "bottom": box.bottom}
    across, along = EDGES[handle]
    if across:
        edges[across] = x
    if along:
        edges[along] = y
    return spanned(edges["left"], edges["top"], edges["right"], edges["bottom"])


def spanned(x: float, y: float, other_x: float, other_y: float) -> Box:
    """The box between two corners, whichever they are."""
    return _within(Box(left=min(x, other_x), top=min(y, other_y), right=max(x, other_x), bottom=max(y, other_y)))


def too_small(box: Box) -> bool:
    """Whether it was a slip of the hand."""
    return box.right - box.left < LEAST or box.bottom - box.top < LEAST


def handle_points(box: Box) -> tuple[tuple[float, float], ...]:
    """Where the eight handles are."""
    middle = {"": None}
    xs = {"left": box.left, "right": box.right} | middle
    ys = {"top": box.top, "bottom": box.bottom} | middle
    across, along = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return tuple(
        (across if (x := xs[edge[0]]) is None else x, along if (y := ys[edge[1]]) is None else y) for edge in EDGES
    )


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _within(box: Box) -> Box:
    left, right = (min(1.0, max(0.0, edge)) for edge in (box.left, box.right))
    top, bottom = (min(1.0, max(0.0, edge)) for edge in (box.top, box.bottom))
    return Box(left=left, top=top, right=right, bottom=bottom)
