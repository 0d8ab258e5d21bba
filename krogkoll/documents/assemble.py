"""From drawn pages to the finished file: structure tree, metadata, colour intent, form fields, bookmarks."""

from io import BytesIO
from typing import Any
from urllib.parse import quote

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from krogkoll import __version__
from krogkoll.documents.layout import Drawn
from krogkoll.documents.metadata import PRODUCER, Metadata
from krogkoll.documents.model import Document
from krogkoll.documents.photos import jpeg_frame
from krogkoll.documents.tagging import Annotation, Elem
from krogkoll.documents.wording import plain
from krogkoll.kernel.resources import resource

MARK = "/KrogkollDocument"
_PRINTED, _LOCKED = 4, 128


def assemble(drawn: Drawn, document: Document) -> bytes:
    """The finished, unsigned PDF/A-2a and PDF/UA-1 file; the same input gives the same bytes."""
    with Pdf.open(BytesIO(drawn.pdf)) as pdf:
        _Assembly(pdf, drawn, document).run()
        output = BytesIO()
        pdf.save(
            output,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            fix_metadata_version=False,
            min_version="1.7",
        )
    return output.getvalue()


class _Assembly:
    """One run over one file; holds what its steps share."""

    def __init__(self, pdf: Pdf, drawn: Drawn, document: Document) -> None:
        self.pdf, self.drawn, self.document = pdf, drawn, document
        self.metadata = Metadata.of(document)
        self.pages = [page.obj for page in pdf.pages]
        self.nodes: dict[Elem, Object] = {}
        self.widgets: dict[Annotation, Object] = {}

    def run(self) -> None:
        self._clean_pages()
        self._annotations()
        self._structure()
        self._fields()
        self._bookmarks()
        self._identity()

    def _clean_pages(self) -> None:
        """Reportlab leaves /Trans, procedure sets and Helvetica behind; photos are put in here, bytes as they are."""
        shared: dict[str, Object] = {}
        fonts = {name: font for name, font in self.pages[0].Resources.Font.items() if font.BaseFont != "/Helvetica"}
        font_table = self.pdf.make_indirect(Dictionary(fonts))
        for number, page in enumerate(self.pages):
            resources = Dictionary(Font=font_table)
            images = {f"/{name}": self._image(name, shared) for name in sorted(self.drawn.page_images.get(number, ()))}
            if images:
                resources.XObject = Dictionary(images)
            for key in ("/Trans", "/Rotate"):
                if key in page:
                    del page[key]
            page.Resources = resources
            page.StructParents = number
            page.Tabs = Name.S

    def _image(self, name: str, shared: dict[str, Object]) -> Object:
        if name not in shared:
            jpeg = self.drawn.jpegs[name]
            frame = jpeg_frame(jpeg)
            stream = self.pdf.make_stream(jpeg)
            stream.stream_dict = Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=frame.width,
                Height=frame.height,
                BitsPerComponent=8,
                ColorSpace=Name.DeviceRGB if frame.channels == 3 else Name.DeviceGray,
                Filter=Name.DCTDecode,
            )
            shared[name] = stream
        return shared[name]

    def _annotations(self) -> None:
        """Links and empty signature widgets; their parent-tree keys follow those of the pages."""
        by_page: dict[int, list[Object]] = {}
        for key, annotation in enumerate(self.drawn.annotations, start=len(self.pages)):
            made = Dictionary(
                Type=Name.Annot,
                Rect=_rect(annotation.rect),
                P=self.pages[annotation.page],
                F=_PRINTED | (_LOCKED if annotation.name else 0),
                StructParent=key,
                Contents=String(annotation.contents),
            )
            if annotation.uri:
                uri = quote(annotation.uri, safe="%/:=&?~#+!$,;'@()*[]")
                made.Subtype, made.Border = Name.Link, Array([0, 0, 0])
                made.A = Dictionary(S=Name.URI, URI=String(uri))
            else:
                self._widget(made, annotation)
            self.widgets[annotation] = self.pdf.make_indirect(made)
            by_page.setdefault(annotation.page, []).append(self.widgets[annotation])
        for number, annotations in by_page.items():
            self.pages[number].Annots = Array(annotations)

    def _widget(self, made: Dictionary, annotation: Annotation) -> None:
        left, bottom, right, top = annotation.rect
        appearance = self.pdf.make_stream(b"")
        appearance.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=_rect((0, 0, right - left, top - bottom)), Resources=Dictionary()
        )
        del made.Contents
        made.Subtype, made.FT = Name.Widget, Name.Sig
        made.T, made.TU = String(annotation.name), String(annotation.contents)
        made.AP = Dictionary(N=appearance)

    def _structure(self) -> None:
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._prune(self.drawn.root)
        root.K = self._node(self.drawn.root, root)
        numbers: list[Any] = []
        for number, elems in enumerate(self.drawn.marks):
            numbers += [number, Array([self.nodes[elem] for elem in elems])]
        for key, annotation in enumerate(self.drawn.annotations, start=len(self.pages)):
            numbers += [key, self.nodes[annotation.elem]]
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self.pages) + len(self.drawn.annotations)
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _prune(self, elem: Elem) -> None:
        """Nodes without content say nothing, except empty cells, which keep a table's rows even."""
        for kid in elem.kids:
            if isinstance(kid, Elem):
                self._prune(kid)
        elem.kids = [kid for kid in elem.kids if not isinstance(kid, Elem) or kid.kids or kid.role in ("TD", "TH")]

    def _node(self, elem: Elem, parent: Object) -> Object:
        node = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{elem.role}"), P=parent))
        self.nodes[elem] = node
        if elem.alt:
            node.Alt = String(elem.alt)
        if elem.attributes:
            node.A = _attributes(elem.attributes)
        home = next((kid[0] for kid in elem.kids if isinstance(kid, tuple)), None)
        if home is not None:
            node.Pg = self.pages[home]
        kids = [self._kid(kid, node, home) for kid in elem.kids]
        if kids:
            node.K = kids[0] if len(kids) == 1 else Array(kids)
        return node

    def _kid(self, kid: "Elem | tuple[int, int] | Annotation", node: Object, home: int | None) -> Any:
        if isinstance(kid, Elem):
            return self._node(kid, node)
        if isinstance(kid, Annotation):
            return Dictionary(Type=Name.OBJR, Obj=self.widgets[kid], Pg=self.pages[kid.page])
        page, mcid = kid
        return mcid if page == home else Dictionary(Type=Name.MCR, Pg=self.pages[page], MCID=mcid)

    def _fields(self) -> None:
        fields = [self.widgets[annotation] for annotation in self.drawn.annotations if annotation.name]
        if fields:
            self.pdf.Root.AcroForm = self.pdf.make_indirect(Dictionary(Fields=Array(fields)))

    def _bookmarks(self) -> None:
        with self.pdf.open_outline() as outline:
            path: list[tuple[int, Any]] = []
            for mark in self.drawn.bookmarks:
                target = Array([self.pages[mark.page], Name.XYZ, None, round(mark.top, 2), None])
                item = pikepdf.OutlineItem(mark.text, target)
                item.is_closed = False
                while path and path[-1][0] >= mark.level:
                    path.pop()
                (path[-1][1].children if path else outline.root).append(item)
                path.append((mark.level, item))

    def _identity(self) -> None:
        pdf, metadata = self.pdf, self.metadata
        stream = pdf.make_stream(metadata.xmp())
        stream.stream_dict = Dictionary(Type=Name.Metadata, Subtype=Name.XML)
        profile = pdf.make_stream(resource("icc", "sRGB.icc").read_bytes())
        profile.N = 3
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
            Info=String("sRGB IEC61966-2.1"),
            RegistryName=String("http://www.color.org"),
            DestOutputProfile=profile,
        )
        root = pdf.Root
        root.Metadata, root.Lang, root.OutputIntents = stream, String("sv-SE"), Array([pdf.make_indirect(intent)])
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageMode = Name.UseNone
        root[MARK] = Dictionary(
            Version=String(__version__),
            Kind=String(plain(self.document.kind)),
            Reference=String(plain(self.document.reference)),
            Practice=self.document.practice,
            Anchors=Array([String(plain(anchor)) for anchor in self.document.anchors]),
        )
        pdf.trailer.Info = pdf.make_indirect(
            Dictionary(
                Title=String(metadata.title),
                Author=String(metadata.author),
                Subject=String(metadata.subject),
                Creator=String(PRODUCER),
                Producer=String(PRODUCER),
                CreationDate=String(metadata.pdf_date()),
                ModDate=String(metadata.pdf_date()),
            )
        )


def _rect(rect: tuple[float, float, float, float]) -> Array:
    return Array([round(number, 3) for number in rect])


def _attributes(attributes: dict[str, object]) -> Dictionary:
    made = Dictionary(O=Name(f"/{attributes['owner']}"))
    for key, value in attributes.items():
        if isinstance(value, tuple):
            made[f"/{key}"] = _rect(value)
        elif key != "owner":
            made[f"/{key}"] = Name(f"/{value}")
    return made
