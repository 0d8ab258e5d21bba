"""Our cured ways into pyHanko: a writer that keeps PDF/A whole, a stamp that needs no file, a bridge to any `Signer`.

Heavy: import this module only inside functions. pyHanko is pinned because `_update_meta` and `_handle_id` are not
public; tests check that both still have their effect.
"""

import hashlib
from binascii import hexlify
from io import BytesIO
from typing import Any, ClassVar

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from krogkoll.signing.boundary import WatchedStream
from krogkoll.signing.certificates import signature_size
from krogkoll.signing.signer import Signer


class ArchivalWriter(IncrementalPdfFileWriter):
    """Adds to a PDF without the two things that pyHanko adds and PDF/A-2 forbids.

    It sets no catalogue /Version, does not rewrite the XMP packet, and derives the file's second identifier from
    what is signed instead of from chance.
    """

    _salt: ClassVar[bytes] = b""

    def ensure_output_version(self, version: Any) -> None:
        """Leave the version as it is: PDF/A-2 is PDF 1.7, and /Version 2.0 breaks it."""

    def _update_meta(self) -> None:
        """Leave Info and XMP as they are: re-serialised XMP is no longer valid PDF/A."""

    def register_extension(self, ext: Any) -> None:
        """Declare PAdES only: the extension for elliptic curves says that the file is PDF 2.0, which it is not."""
        if ext.prefix_name == "/ESIC":
            super().register_extension(ext)

    @classmethod
    def for_signing(cls, pdf: bytes, salt: bytes) -> "ArchivalWriter":
        """A writer over `pdf`; equal `pdf` and `salt` give an equal result."""
        salted = type("SaltedWriter", (cls,), {"_salt": hashlib.sha256(pdf + salt).digest()[:16]})
        writer: ArchivalWriter = salted(WatchedStream(pdf))
        return writer

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> Any:
        pair = super()._handle_id(prev)  # type: ignore[no-untyped-call]
        pair[1] = type(pair[1])(cls._salt)
        return pair


class DrawnPage(PdfContent):
    """The first page of a small PDF held in memory (pyHanko's own class wants a file, and a random name)."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        """Import the page into the writer and return the operator that paints it."""
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        name = b"/Drawn" + hexlify(hashlib.sha256(self._pdf).digest()[:6])
        self.resources.xobject[name.decode()] = page
        x1, y1, x2, y2 = page.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=abs(x1 - x2), height=abs(y1 - y2))
        return name + b" Do"


def stamp_of(page: bytes) -> StaticStampStyle:
    """A fresh stamp style: one that is used twice drags the earlier import along."""
    edge_to_edge = layout.SimpleBoxLayoutRule(
        x_align=layout.AxisAlignment.ALIGN_MIN,
        y_align=layout.AxisAlignment.ALIGN_MIN,
        margins=layout.Margins(0, 0, 0, 0),
    )
    return StaticStampStyle(background=DrawnPage(page), border_width=0, background_layout=edge_to_edge)


class Bridge(signers.Signer):
    """Lets pyHanko build the CMS while any `Signer` of ours makes the one raw signature in it."""

    def __init__(self, signer: Signer) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(_asn1(certificate) for certificate in signer.chain)
        super().__init__(signing_cert=_asn1(signer.certificate), cert_registry=store, embed_roots=False)
        self._ours = signer

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The raw signature, or as many bytes as it could take when only the size is asked for."""
        if dry_run:
            return bytes(signature_size(self._ours.certificate))
        return self._ours.signature_of(data)


def _asn1(certificate: Any) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
