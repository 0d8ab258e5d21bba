"""The PDF parser's view of a file's signatures, with every way in which a hostile file can break the parser caught.

Heavy at first use: pyHanko is imported inside the functions.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.boundary import WatchedStream, decoder_boundary

MAX_SIZE = 256 * 1024 * 1024
"""Larger files are not opened: no decision of ours comes near, and the parser holds a file in memory."""


_TAIL = 2048  # readers look for the end of a PDF in its last 1024 bytes; beyond that only damage is left to find
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadField:
    """One signature field as the parser sees it; `signature` is None while it is empty or cannot be read."""

    name: str
    label: str
    filled: bool
    signature: Any = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed file: its fields in the order of signing (empty ones last)."""

    reader: Any
    fields: tuple[ReadField, ...]
    revisions: int
    revocation_lists: tuple[bytes, ...]

    @property
    def filled(self) -> tuple[ReadField, ...]:
        """The fields that somebody has signed."""
        return tuple(field for field in self.fields if field.filled)


def quiet_library() -> None:
    """Keep pyHanko's log out of ours and off the screen: it prints tracebacks and the names of signers."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def read_pdf(pdf: bytes) -> Reading:
    """Parse the file. Raises SigningTrouble "not-a-pdf" (cannot be done) or "too-complex" (takes too long)."""
    if len(pdf) > MAX_SIZE or b"startxref" not in pdf[-_TAIL:]:
        raise SigningTrouble("not-a-pdf", size=len(pdf))
    quiet_library()
    with decoder_boundary("not-a-pdf"):
        from pyhanko.pdf_utils.reader import PdfFileReader

        reader = PdfFileReader(WatchedStream(pdf), strict=True, decode_limits=_limits())
        if reader.encrypted:
            raise SigningTrouble("not-a-pdf", encrypted=True)
        fields = sorted(_fields(reader), key=_signing_order)
        return Reading(reader, tuple(fields), reader.xrefs.total_revisions, tuple(_revocation_lists(reader)))


def _limits() -> Any:
    """How much compressed parts may swell: enough for any document, too little to fill the memory or the day."""
    from pyhanko.pdf_utils import decode_limits as limits

    packed = limits.StreamDecodeLimits(max_ratio=100, ratio_floor=2 * _MEBIBYTE, max_output_size=8 * _MEBIBYTE)
    return limits.DecodeLimits(
        per_purpose={**limits.DEFAULT_PURPOSE_LIMITS, limits.DecodePurpose.OBJECT_STREAM: packed},
        document_budget=limits.DocumentDecodeBudget(base_allowance=128 * _MEBIBYTE, max_ratio=20),
    )


def _signing_order(field: ReadField) -> tuple[bool, int, str]:
    revision = field.signature.signed_revision if field.signature is not None else 0
    return (not field.filled, revision, field.name)


def _fields(reader: Any) -> Iterator[ReadField]:
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    for name, value, reference in enumerate_sig_fields(reader):
        field = reference.get_object()
        label = str(field.get("/TU", ""))
        if value is None:
            yield ReadField(str(name), label, filled=False)
            continue
        try:
            signature = EmbeddedPdfSignature(reader, field, str(name))
        except Exception:  # noqa: BLE001 - decoder boundary: a broken signature is a finding, not a crash
            signature = None
        yield ReadField(str(name), label, filled=True, signature=signature)


def _revocation_lists(reader: Any) -> Iterator[bytes]:
    """The lists that the file itself carries (DSS); each proves itself by its issuer's signature."""
    from pyhanko.pdf_utils.decode_limits import DecodePurpose

    store = reader.root.get("/DSS")
    for stream in (store or {}).get("/CRLs", ()):
        yield stream.get_object().read_data(DecodePurpose.CRL)


def catalogue_has(pdf: bytes, key: str) -> bool:
    """True if the file can be parsed and its catalogue has the key."""
    try:
        reading = read_pdf(pdf)
        with decoder_boundary("not-a-pdf"):
            return key in reading.reader.root
    except SigningTrouble:
        return False
