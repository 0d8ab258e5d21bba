"""Ways to change a signed PDF by appending to it, as somebody with an ordinary PDF library would."""

from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

NAME = pdf_name


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _quiet(pdf: bytes) -> IncrementalPdfFileWriter:
    """A writer that adds nothing of its own, so that only the attack itself can be noticed."""
    kind = type("Quiet", (IncrementalPdfFileWriter,), {"_update_meta": lambda self: None})
    writer = kind(BytesIO(pdf))
    writer.ensure_output_version = lambda version: None
    return writer


def page_edit(pdf: bytes) -> bytes:
    """Draw over the first page."""
    writer = _quiet(pdf)
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f")))
    return _written(writer)


def new_field(pdf: bytes) -> bytes:
    """Add one more signature field."""
    writer = _quiet(pdf)
    append_signature_field(writer, SigFieldSpec("late", box=(10, 10, 100, 50)))
    return _written(writer)


def new_annotation(pdf: bytes) -> bytes:
    """Stick a note on the first page."""
    writer = _quiet(pdf)
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            NAME("/Type"): NAME("/Annot"),
            NAME("/Subtype"): NAME("/Text"),
            NAME("/Rect"): generic.ArrayObject([generic.NumberObject(each) for each in (10, 10, 30, 30)]),
            NAME("/Contents"): generic.pdf_string("Beslutet gäller inte längre."),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])
    return _written(writer)


def new_title(pdf: bytes) -> bytes:
    """Rewrite the title in Info and XMP, which pyHanko's own rules let pass."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.document_meta.title = "Tillstånd"
    writer.update_root()
    return _written(writer)


def other_appearance(pdf: bytes) -> bytes:
    """Show another name in a field that is already signed."""
    writer = _quiet(pdf)
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    shown = field["/AP"]["/N"].get_object()
    stream = generic.StreamObject(stream_data=b"0 0 50 20 re f")
    for key in ("/BBox", "/Type", "/Subtype", "/Resources"):
        stream[NAME(key)] = shown.raw_get(key)
    field["/AP"] = generic.DictionaryObject({NAME("/N"): writer.add_object(stream)})
    writer.update_container(field["/AP"])
    return _written(writer)


def removed_signature(pdf: bytes) -> bytes:
    """Take the last signature out of its field, so that the file looks as if one person had never signed."""
    writer = _quiet(pdf)
    field = writer.root["/AcroForm"]["/Fields"][1].get_object()
    del field["/V"]
    writer.mark_update(writer.root["/AcroForm"]["/Fields"].raw_get(1).reference)
    return _written(writer)


def removed_form(pdf: bytes) -> bytes:
    """Take the whole form away: no parser finds a signature any longer."""
    writer = _quiet(pdf)
    del writer.root["/AcroForm"]
    writer.update_root()
    return _written(writer)


def shadowed_page(pdf: bytes) -> bytes:
    """Let the page tree begin with a page of somebody else's making."""
    writer = _quiet(pdf)
    pages = writer.root["/Pages"]
    content = writer.add_object(generic.StreamObject(stream_data=b"0 0 300 300 re f"))
    page = generic.DictionaryObject(
        {
            NAME("/Type"): NAME("/Page"),
            NAME("/Parent"): writer.root.raw_get("/Pages"),
            NAME("/MediaBox"): generic.ArrayObject([generic.NumberObject(each) for each in (0, 0, 595, 842)]),
            NAME("/Resources"): generic.DictionaryObject(),
            NAME("/Contents"): content,
        }
    )
    pages["/Kids"].insert(0, writer.add_object(page))
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) + 1)
    writer.update_container(pages)
    return _written(writer)


APPENDED = {
    "a page edit": page_edit,
    "a new field": new_field,
    "a new annotation": new_annotation,
    "a new title": new_title,
    "another appearance": other_appearance,
    "a signature removed": removed_signature,
    "the form removed": removed_form,
    "a page put in front": shadowed_page,
}
