"""Ways to spoil a finished file, each of which at least one judge must notice."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, String

Mutation = Callable[[Pdf], None]


def mutated(pdf: bytes, mutation: Mutation) -> bytes:
    """The file after the mutation."""
    with Pdf.open(BytesIO(pdf)) as opened:
        mutation(opened)
        output = BytesIO()
        opened.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate, fix_metadata_version=False)
    return output.getvalue()


def nodes(pdf: Pdf, role: str) -> Iterator[Object]:
    """All structure elements of a role."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == Name.StructElem and f"/{role}" == item.S:
            yield item


def widgets(pdf: Pdf, subtype: str = "/Widget") -> Iterator[Object]:
    for page in pdf.pages:
        yield from (each for each in page.obj.get("/Annots", []) if each.Subtype == subtype)


def fonts(pdf: Pdf) -> list[Object]:
    return list(pdf.pages[0].obj.Resources.Font.values())


def drop_alt(pdf: Pdf) -> None:
    del next(nodes(pdf, "Figure")).Alt


def drop_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def drop_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def drop_mark_info(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


def drop_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def drop_title_display(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


def drop_font_file(pdf: Pdf) -> None:
    del fonts(pdf)[0].FontDescriptor.FontFile2


def drop_to_unicode(pdf: Pdf) -> None:
    for font in fonts(pdf):
        del font.ToUnicode


def drop_tabs(pdf: Pdf) -> None:
    for page in pdf.pages:
        del page.obj.Tabs


def drop_tooltip(pdf: Pdf) -> None:
    del next(widgets(pdf)).TU


def drop_appearance(pdf: Pdf) -> None:
    del next(widgets(pdf)).AP


def drop_link_words(pdf: Pdf) -> None:
    del next(widgets(pdf, "/Link")).Contents


def drop_link_parent(pdf: Pdf) -> None:
    del next(widgets(pdf, "/Link")).StructParent


def unprinted_link(pdf: Pdf) -> None:
    next(widgets(pdf, "/Link")).F = 0


def drop_scope(pdf: Pdf) -> None:
    for cell in nodes(pdf, "TH"):
        del cell.A


def jump_heading(pdf: Pdf) -> None:
    next(nodes(pdf, "H2")).S = Name.H5


def add_untagged(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 m 10 10 l S", prepend=False)


def add_transparency(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.Resources = Dictionary(page.Resources)
    page.Resources.ExtGState = Dictionary(Half=Dictionary(Type=Name.ExtGState, ca=0.5))
    pdf.pages[0].contents_add(b"/Artifact BMC /Half gs EMC", prepend=True)


def add_transition(pdf: Pdf) -> None:
    pdf.pages[0].obj.Trans = Dictionary(S=Name.R)


def add_soft_mask(pdf: Pdf) -> None:
    mask = pdf.make_stream(b"\x80")
    mask.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray
    )
    for page in pdf.pages:
        for image in page.obj.Resources.get("/XObject", {}).values():
            image.SMask = mask
            return


def cmyk_photo(pdf: Pdf) -> None:
    for page in pdf.pages:
        for image in page.obj.Resources.get("/XObject", {}).values():
            image.ColorSpace = Name.DeviceCMYK
            return


def other_title(pdf: Pdf) -> None:
    pdf.trailer.Info.Title = String("Något annat")


def other_date(pdf: Pdf) -> None:
    pdf.trailer.Info.CreationDate = String("D:20200101000000Z")


def drop_mark(pdf: Pdf) -> None:
    del pdf.Root["/KrogkollDocument"]


def _packet(pdf: Pdf, change: Callable[[bytes], bytes]) -> None:
    before = pdf.Root.Metadata.read_bytes()
    after = change(before)
    assert after != before
    pdf.Root.Metadata.write(after)


def drop_extension_schema(pdf: Pdf) -> None:
    def change(packet: bytes) -> bytes:
        start = packet.index(b'<rdf:Description rdf:about="" xmlns:pdfaExtension')
        return packet[:start] + packet[packet.index(b"</rdf:RDF>") :]

    _packet(pdf, change)


def claim_another_part(pdf: Pdf) -> None:
    _packet(pdf, lambda packet: packet.replace(b"<pdfaid:conformance>A", b"<pdfaid:conformance>B"))


def drop_ua_claim(pdf: Pdf) -> None:
    _packet(pdf, lambda packet: packet.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def other_words(pdf: Pdf) -> None:
    """Swap what two letters mean: the page looks the same and reads wrongly."""
    for font in fonts(pdf):
        table = font.ToUnicode.read_bytes()
        font.ToUnicode.write(table.replace(b"<0066>", b"<0078>"))


def other_order(pdf: Pdf) -> None:
    """Read the first two list items in the wrong order."""
    items = next(nodes(pdf, "L")).K
    items[0], items[1] = items[1], items[0]


def javascript(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


MUTATIONS: dict[str, Mutation] = {
    name: value
    for name, value in list(globals().items())
    if name.startswith(("drop_", "add_", "jump_", "other_", "cmyk_", "claim_", "unprinted_", "javascript"))
}
