"""The structure tree and a canvas that ties everything drawn to it, or marks it as decoration."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from krogkoll.documents import fonts
from krogkoll.documents.styles import PAGE_HEIGHT, PAGE_WIDTH, REGULAR

Rect = tuple[float, float, float, float]


@dataclass(eq=False, slots=True)
class Elem:
    """A node of the structure tree. `kids` are nodes, (page, mcid) pairs and annotations, in reading order."""

    role: str
    alt: str = ""
    attributes: dict[str, object] = field(default_factory=dict)
    kids: list["Elem | tuple[int, int] | Annotation"] = field(default_factory=list)

    def add(self, role: str, **more: object) -> "Elem":
        """A new last child; `alt` is its spoken text, all else its attributes (with "owner")."""
        child = Elem(role, alt=str(more.pop("alt", "")), attributes=more)
        self.kids.append(child)
        return child


@dataclass(eq=False, slots=True, kw_only=True)
class Annotation:
    """A rectangle on a page that does something: a link (`uri`) or a place for a signature (`name`)."""

    page: int
    rect: Rect
    elem: Elem
    contents: str
    uri: str = ""
    name: str = ""


@dataclass(eq=False, slots=True, kw_only=True)
class Bookmark:
    """A heading to jump to."""

    level: int
    text: str
    page: int
    top: float


_ARTIFACT = Elem("Artifact")
_NOTHING = Elem("")


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A reportlab canvas on which nothing can be drawn untagged by mistake without a test seeing it.

    `tagged(elem)` and `artifact()` never nest; marks of the same element that follow each other are one mark.
    """

    def __init__(self) -> None:
        fonts.register()
        self.output = BytesIO()
        super().__init__(
            self.output,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=0,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=REGULAR,
        )
        self.page = 0
        self.annotations: list[Annotation] = []
        self.bookmarks: list[Bookmark] = []
        self.jpegs: dict[str, bytes] = {}
        self.page_images: dict[int, set[str]] = {}
        self.marks: list[list[Elem]] = [[]]
        self._marked = _NOTHING
        self._ink: tuple[int, int, int] | None = None

    @contextmanager
    def tagged(self, elem: Elem) -> Iterator[None]:
        """What is drawn inside is content of this element."""
        if self._marked is not elem:
            self._close()
            mcid = len(self.marks[self.page])
            self.marks[self.page].append(elem)
            elem.kids.append((self.page, mcid))
            self.addLiteral(f"/{elem.role} <</MCID {mcid}>> BDC")
            self._marked = elem
        yield

    @contextmanager
    def artifact(self, subtype: str = "") -> Iterator[None]:
        """What is drawn inside is decoration; `subtype` "Header" or "Footer" names a running head or foot."""
        self._close()
        kind = f"/Type /Pagination /Subtype /{subtype}" if subtype else "/Type /Layout"
        self.addLiteral(f"/Artifact <<{kind}>> BDC")
        self._marked = _ARTIFACT
        yield
        self._close()

    def _close(self) -> None:
        if self._marked is not _NOTHING:
            self.addLiteral("EMC")
            self._marked = _NOTHING

    def next_page(self) -> None:
        """Finish the page and begin another."""
        self._close()
        self.showPage()
        self.page += 1
        self._ink = None
        self.marks.append([])

    def finish(self) -> bytes:
        """Finish the last page; the untagged PDF that assembly goes on with."""
        self._close()
        self.showPage()
        self.save()
        return self.output.getvalue()

    def ink(self, colour: tuple[int, int, int]) -> None:
        """Fill and stroke colour from bytes of sRGB."""
        if colour != self._ink:
            self._ink = colour
            channels = " ".join(f"{channel / 255:.4f}" for channel in colour)
            self.addLiteral(f"{channels} rg {channels} RG")

    def rule(self, x: float, y: float, width: float, weight: float, colour: tuple[int, int, int]) -> None:
        """A horizontal rule; the caller has marked it."""
        self.ink(colour)
        self.addLiteral(f"{weight:g} w {x:.3f} {y:.3f} m {x + width:.3f} {y:.3f} l S")

    def text_at(
        self,
        x: float,
        y: float,
        face: str,
        size: float,
        colour: tuple[int, int, int],
        text: str,
        kerns: tuple[int, ...],
    ) -> None:
        """Draw one stretch of text on a baseline. `kerns` as from `fonts.measure`, one for each character, or ()."""
        typeface = fonts.typeface(face)
        self.ink(colour)
        code = ["BT", f"1 0 0 1 {x:.3f} {y:.3f} Tm"]
        at = 0
        for subset, encoded in typeface.splitString(text, self._doc):
            name = typeface.getSubsetInternalName(subset, self._doc)
            code.append(f"{name} {size:g} Tf [{_array(encoded, kerns[at : at + len(encoded)])}] TJ")
            at += len(encoded)
        code.append("ET")
        self.addLiteral(" ".join(code))

    def jpeg_at(self, x: float, y: float, width: float, height: float, name: str, jpeg: bytes) -> None:
        """Place a JPEG by name; its bytes are copied into the file as they are when it is assembled."""
        self.jpegs[name] = jpeg
        self.page_images.setdefault(self.page, set()).add(name)
        self.addLiteral(f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /{name} Do Q")

    def annotate(self, rect: Rect, elem: Elem, contents: str, *, uri: str = "", name: str = "") -> None:
        """Put an annotation on this page and into the element."""
        annotation = Annotation(page=self.page, rect=rect, elem=elem, contents=contents, uri=uri, name=name)
        self.annotations.append(annotation)
        elem.kids.append(annotation)


def _array(encoded: bytes, kerns: tuple[int, ...]) -> str:
    """The operand of TJ: hexadecimal strings with the corrections between them."""
    if not any(kerns):
        return f"<{encoded.hex()}>"
    parts: list[str] = []
    begin = 0
    for at, kern in enumerate(kerns):
        if kern:
            parts.append(f"<{encoded[begin : at + 1].hex()}> {-kern}")
            begin = at + 1
    if begin < len(encoded):
        parts.append(f"<{encoded[begin:].hex()}>")
    return " ".join(parts)
