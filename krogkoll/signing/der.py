"""Strict reading of DER: finds where a value ends and refuses every encoding that is not the one and only one."""

from krogkoll.kernel.errors import SigningTrouble

_MAX_DEPTH = 32
_BOOLEAN, _INTEGER, _BIT_STRING, _NULL, _SEQUENCE, _SET = 0x01, 0x02, 0x03, 0x05, 0x30, 0x31


def der_length(content: bytes) -> int:
    """How many bytes the DER value at the start of `content` takes.

    Raises SigningTrouble "not-der" if there is none, or if any length, boolean, integer, null, bit string or set order
    in it could have been written in another way (X.690, 8 and 10-11).
    """
    return _value(content, 0, len(content), 0)


def _refuse() -> SigningTrouble:
    return SigningTrouble("not-der")


def _header(content: bytes, at: int, end: int) -> tuple[int, int, int]:
    """Tag byte, start and end of the contents of the value at `at`."""
    if at + 2 > end:
        raise _refuse()
    tag, length, at = content[at], content[at + 1], at + 2
    if tag & 0x1F == 0x1F:
        raise _refuse()
    if length >= 0x80:
        size = length & 0x7F
        if not 1 <= size <= 4 or at + size > end:
            raise _refuse()
        length = int.from_bytes(content[at : at + size], "big")
        if length < 0x80 or content[at] == 0:
            raise _refuse()
        at += size
    if at + length > end:
        raise _refuse()
    return tag, at, at + length


def _value(content: bytes, at: int, end: int, depth: int) -> int:
    """Check the value at `at` and return where it ends."""
    if depth > _MAX_DEPTH:
        raise _refuse()
    tag, start, stop = _header(content, at, end)
    if tag & 0x20:
        _members(content, start, stop, depth, ordered=tag == _SET)
    else:
        _primitive(tag, content[start:stop])
    return stop


def _members(content: bytes, at: int, end: int, depth: int, *, ordered: bool) -> None:
    previous = b""
    while at < end:
        after = _value(content, at, end, depth + 1)
        if ordered:
            member = content[at:after]
            if member < previous:
                raise _refuse()
            previous = member
        at = after


def _primitive(tag: int, value: bytes) -> None:
    if tag in (_SEQUENCE & 0x1F, _SET & 0x1F):
        raise _refuse()
    if tag == _BOOLEAN and value not in (b"\x00", b"\xff"):
        raise _refuse()
    if tag == _NULL and value:
        raise _refuse()
    if tag == _INTEGER and not _shortest_integer(value):
        raise _refuse()
    if tag == _BIT_STRING and not _tidy_bits(value):
        raise _refuse()


def _shortest_integer(value: bytes) -> bool:
    if len(value) < 2:
        return len(value) == 1
    return not (value[0] == 0 and value[1] < 0x80) and not (value[0] == 0xFF and value[1] >= 0x80)


def _tidy_bits(value: bytes) -> bool:
    """Unused bits are counted right and are zero."""
    if not value or value[0] > 7:
        return False
    return value[0] == 0 or (len(value) > 1 and value[-1] & ((1 << value[0]) - 1) == 0)
