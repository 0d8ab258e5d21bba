"""A second look at a file before it is offered for signing: what it claims to be, and that it says what it should."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Name, Object, Pdf

from krogkoll.documents.assemble import MARK
from krogkoll.documents.extract import read_out
from krogkoll.documents.model import Built
from krogkoll.documents.wording import SOFT_HYPHEN

_CLAIMS = (
    b"<pdfaid:part>2</pdfaid:part>",
    b"<pdfaid:conformance>A</pdfaid:conformance>",
    b"<pdfuaid:part>1</pdfuaid:part>",
)
_SCHEMA = b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
_ACTIVE = ("/OpenAction", "/AA", "/Names", "/URI", "/Requirements", "/NeedsRendering", "/Collection")
_HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def findings(pdf: bytes, built: Built) -> tuple[str, ...]:
    """Codes for what is wrong, each once, in the order found; empty when all holds."""
    try:
        with Pdf.open(BytesIO(pdf)) as opened:
            found = list(_looks(opened))
            if len(opened.pages) != built.pages:
                found.append("page-count")
            if not found:
                found += _said(opened, built)
    except pikepdf.PdfError:
        return ("unreadable",)
    return tuple(dict.fromkeys(found))


def _words(text: str) -> list[str]:
    return text.replace(SOFT_HYPHEN, "").split()


def _said(pdf: Pdf, built: Built) -> Iterator[str]:
    reading = read_out(pdf)
    if _words(reading.text) != _words(built.source_text):
        yield "text-differs"
    if reading.unmarked:
        yield "content-untagged"


def _looks(pdf: Pdf) -> Iterator[str]:
    yield from _identity(pdf)
    yield from _tree(pdf)
    for page in pdf.pages:
        yield from _page(page.obj)


def _identity(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if MARK not in root:
        yield "mark-missing"
    if str(root.get("/Lang", "")) != "sv-SE":
        yield "language-missing"
    if _inside(root, "/MarkInfo", "/Marked") is not True:
        yield "not-marked"
    if _inside(root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        yield "title-not-shown"
    if not _has_intent(root):
        yield "output-intent-missing"
    packet = root.Metadata.read_bytes() if "/Metadata" in root else b""
    if not all(claim in packet for claim in (*_CLAIMS, _SCHEMA)):
        yield "claims-missing"
    if any(key in root for key in _ACTIVE):
        yield "active-content"
    if not _same_story(pdf, packet.decode("utf-8", "replace")):
        yield "metadata-differs"


def _inside(holder: Object, key: str, inner: str) -> object:
    """The value of a key in a dictionary in a dictionary; None if either is missing."""
    held = holder.get(key)
    return held.get(inner) if isinstance(held, pikepdf.Dictionary) else None


def _has_intent(root: Object) -> bool:
    return any(
        intent.get("/S") == Name.GTS_PDFA1 and "/DestOutputProfile" in intent
        for intent in root.get("/OutputIntents", [])
    )


def _same_story(pdf: Pdf, packet: str) -> bool:
    """The information dictionary and XMP must say the same (ISO 19005-2, 6.6.3)."""
    if "/Info" not in pdf.trailer:
        return False
    details = pdf.trailer.Info
    pairs = {
        "/Title": r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>",
        "/Author": r"<dc:creator>.*?<rdf:li[^>]*>(.*?)</rdf:li>",
        "/Subject": r"<dc:description>.*?<rdf:li[^>]*>(.*?)</rdf:li>",
        "/Producer": r"<pdf:Producer>(.*?)</pdf:Producer>",
        "/Creator": r"<xmp:CreatorTool>(.*?)</xmp:CreatorTool>",
    }
    for key, pattern in pairs.items():
        match = re.search(pattern, packet, re.DOTALL)
        if not match or _unescaped(match[1]) != str(details.get(key, "")):
            return False
    created = re.search(r"<xmp:CreateDate>(.*?)</xmp:CreateDate>", packet)
    return bool(created) and "D:" + re.sub(r"[-:T]", "", created[1] if created else "") == str(
        details.get("/CreationDate")
    )


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _tree(pdf: Pdf) -> Iterator[str]:
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None or "/K" not in tree or "/ParentTree" not in tree:
        yield "structure-missing"
        return
    level = 0
    for node in _nodes(tree.K):
        role = str(node.get("/S", ""))
        if role == "/Figure" and not str(node.get("/Alt", "")).strip():
            yield "alt-missing"
        if role == "/TH" and _inside(node, "/A", "/Scope") is None:
            yield "scope-missing"
        if role in _HEADINGS:
            if _HEADINGS[role] > level + 1:
                yield "heading-jumps"
            level = _HEADINGS[role]


def _nodes(top: Object) -> Iterator[Object]:
    """All structure elements from here down, in reading order."""
    waiting: list[Object] = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(kid for kid in reversed(list(node)) if isinstance(kid, pikepdf.Dictionary | pikepdf.Array))
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if isinstance(node.get("/K"), pikepdf.Dictionary | pikepdf.Array):
                waiting.append(node.K)


def _page(page: Object) -> Iterator[str]:
    if page.get("/Tabs") != Name.S or "/StructParents" not in page:
        yield "page-untagged"
    if "/Trans" in page:
        yield "page-transition"
    resources = page.Resources
    for _, font in resources.get("/Font", {}).items():
        if "/FontFile2" not in font.get("/FontDescriptor", {}):
            yield "font-not-embedded"
        if "/ToUnicode" not in font:
            yield "font-without-text"
    if "/ExtGState" in resources:
        yield "transparency"
    for _, image in resources.get("/XObject", {}).items():
        if "/SMask" in image or "/Mask" in image:
            yield "transparency"
        if image.get("/ColorSpace") not in (Name.DeviceRGB, Name.DeviceGray):
            yield "image-colours"
    for annotation in page.get("/Annots", []):
        yield from _annotation(annotation)


def _annotation(annotation: Object) -> Iterator[str]:
    field = annotation.get("/Subtype") == Name.Widget
    if "/StructParent" not in annotation:
        yield "annotation-untagged"
    if not str(annotation.get("/TU" if field else "/Contents", "")).strip():
        yield "annotation-unspoken"
    if not int(annotation.get("/F", 0)) & 4:
        yield "annotation-unprinted"
    if field and "/N" not in annotation.get("/AP", {}):
        yield "field-without-appearance"
