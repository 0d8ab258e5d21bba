"""What a PDF's raw bytes say of its signatures, read without trusting any of its inner structure."""

import re
from dataclasses import dataclass

MARK = b"/KrogkollDocument"
MAKER = "Krogkoll"
MAX_SIGNATURES = 32
_BESIDE = 4096
_BLANK = rb"[\x00\t\n\f\r ]"
_BYTE_RANGE = re.compile(
    rb"/ByteRange"
    + _BLANK
    + rb"{0,32}\["
    + _BLANK
    + rb"{0,32}"
    + (rb"(\d{1,12})" + _BLANK + rb"{1,64}") * 3
    + rb"(\d{1,12})"
    + _BLANK
    + rb"{0,64}\]"
)
_CONTENTS = re.compile(rb"/Contents" + _BLANK + rb"{0,32}(?=<30[0-9A-Fa-f]{200})")
_MADE_HERE = re.compile(
    rb"/Prop_Build"
    + _BLANK
    + rb"{0,8}<<"
    + _BLANK
    + rb"{0,8}/App"
    + _BLANK
    + rb"{0,8}<<"
    + _BLANK
    + rb"{0,8}/Name"
    + _BLANK
    + rb"{0,8}/"
    + MAKER.encode()
    + rb"(?![A-Za-z0-9])"
)
_HEX = re.compile(rb"[0-9A-Fa-f]*")


@dataclass(frozen=True, slots=True)
class SignedRange:
    """One /ByteRange: the two signed stretches of the file and, between them, the signature's hex digits."""

    gap_start: int
    """Where the `<` of /Contents stands: the end of the first stretch."""
    gap_end: int
    """Just after its `>`: the start of the second stretch."""
    end: int
    """The end of the second stretch: what comes after this in the file is not signed by this one."""
    numbers: tuple[int, int, int, int]
    """The four numbers as written."""
    digits: bytes
    """The hex digits of /Contents, exactly as in the file; empty when the range is not well-formed."""
    broken: bool = False
    """True if the range is not well-formed although it is written right beside what it leaves out."""

    @property
    def well_formed(self) -> bool:
        """True if the range starts at 0, lies inside the file, and leaves out exactly one hex string."""
        return bool(self.digits)


def signed_ranges(pdf: bytes) -> tuple[SignedRange, ...]:
    """Every /ByteRange in the file in the order of what it covers, at most `MAX_SIGNATURES` of them."""
    found = []
    for match in _BYTE_RANGE.finditer(pdf):
        start, length, second, tail = (int(number) for number in match.groups())
        digits = b""
        if start == 0 and 0 < length < second and second + tail <= len(pdf):
            digits = _digits(pdf, length, second)
        beside = length - _BESIDE < match.start() < second + _BESIDE
        broken = not digits and beside and not _inside_another(pdf, match.start(), length, second)
        found.append(SignedRange(length, second, second + tail, (start, length, second, tail), digits, broken))
        if len(found) >= MAX_SIGNATURES:
            break
    return tuple(sorted(found, key=lambda each: each.end))


def made_here(pdf: bytes, where: SignedRange) -> bool:
    """Whether the signature's own dictionary says that Krogkoll wrote it; the signature protects what it says.

    What is read lies beside the digits, between the dictionary's start and its end, and so inside the signed range.
    """
    start = max(pdf.rfind(b" obj", 0, where.gap_start), where.gap_start - _BESIDE)
    end = pdf.find(b"endobj", where.gap_end, where.gap_end + _BESIDE)
    after = pdf[where.gap_end : end if end > 0 else where.gap_end]
    return bool(_MADE_HERE.search(pdf[start : where.gap_start]) or _MADE_HERE.search(after))


def has_loose_signature(pdf: bytes, ranges: tuple[SignedRange, ...]) -> bool:
    """True if a CMS stands as /Contents somewhere that no well-formed range leaves out: its range is damaged."""
    known = {each.gap_start for each in ranges if each.well_formed}
    another = pdf.find(b"%PDF-", 1)
    end = another if another > 0 else len(pdf)
    return any(match.end() not in known for match in _CONTENTS.finditer(pdf, 0, end))


def _digits(pdf: bytes, gap_start: int, gap_end: int) -> bytes:
    """The hex digits between `<` and `>`; empty unless the gap holds exactly one hex string of whole bytes."""
    if pdf[gap_start : gap_start + 1] != b"<" or pdf[gap_end - 1 : gap_end] != b">":
        return b""
    digits = pdf[gap_start + 1 : gap_end - 1]
    whole = len(digits) % 2 == 0 and _HEX.fullmatch(digits)
    return digits if whole else b""


def _inside_another(pdf: bytes, written_at: int, gap_start: int, gap_end: int) -> bool:
    """True if the range is right for a PDF that begins later in this file: an attachment's, and none of ours."""
    begins = pdf.rfind(b"%PDF-", 0, written_at)
    return begins > 0 and bool(_digits(pdf, begins + gap_start, begins + gap_end))


def carries_mark(pdf: bytes) -> bool:
    """True if the file says that Krogkoll made it, by the key /KrogkollDocument of its catalogue.

    Our signing writes the catalogue out in the open, so in most signed files the raw bytes tell. The parser is asked
    where they cannot: for a catalogue that is packed, as in a file that nobody or another program has signed, and
    where another PDF lies inside this one.
    """
    if MARK in pdf and pdf.rfind(b"%PDF-") <= 0:
        return True
    from krogkoll.signing.reading import catalogue_has

    return catalogue_has(pdf, MARK.decode())
