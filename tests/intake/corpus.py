"""Files made to hurt whoever reads lists: workbooks built by hand, and texts no program would write."""

import io
import random
import zipfile

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'  # noqa: E501
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = (
    f'<Relationships xmlns="{_P}"><Relationship Id="r1" Type="{_R}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
_BOOK = f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>'
_BOOK_RELS = f'<Relationships xmlns="{_P}"><Relationship Id="r1" Type="{_R}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_R}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'  # noqa: E501
HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Namn</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Postnr</t></is></c></row>'
)
GOOD = '<row r="2"><c r="A2" t="inlineStr"><is><t>Örnen</t></is></c><c r="B2"><v>26135</v></c></row>'


def workbook(rows=HEAD + GOOD, *, before="", dimension="", strings="", changed=None, more=()):
    """A workbook with these rows as raw XML; `changed` replaces parts by name, `more` adds entries."""
    sheet = f'{before}<worksheet xmlns="{_S}">{dimension}<sheetData>{rows}</sheetData></worksheet>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _RELS,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _BOOK_RELS,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": strings or f'<sst xmlns="{_S}"/>',
    } | (changed or {})
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*parts.items(), *more):
            archive.writestr(name, content)
    return target.getvalue()


def laughs(levels=12, width=10):
    """Entities that mean ten of the one before."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * width}">' for n in range(1, levels)]
    return f"<!DOCTYPE x [{''.join(lines)}]>"


def cell(value, ref="A2", kind=""):
    return HEAD + f'<row r="2"><c r="{ref}"{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}><v>{value}</v></c></row>'


def hostile_workbooks():
    """(name, content) of workbooks that must be refused or read as what little they say."""
    quadratic = f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    yield "laughs", workbook(before=laughs())
    yield "laughs-in-strings", workbook(strings=f'{laughs()}<sst xmlns="{_S}"><si><t>&a9;</t></si></sst>')
    yield "quadratic", workbook(before=quadratic)
    yield "external-entity", workbook(before=outside)
    yield "entity-in-wide-letters", workbook(changed={"xl/workbook.xml": (laughs() + _BOOK).encode("utf-16")})
    yield "entity-in-other-letters", workbook(changed={"xl/workbook.xml": '<?xml version="1.0" encoding="utf-7"?><x/>'})
    yield "bomb", workbook(changed={"xl/media/a.bin": bytes(60_000_000)})
    yield "bomb-in-sheet", workbook(rows=HEAD + " " * 30_000_000)
    yield "many-entries", workbook(more=[(f"xl/x{n}.xml", "") for n in range(1200)])
    for number, name in enumerate(("../../ut.xml", "/etc/ut.xml", "..\\ut.xml", "C:/ut.xml", "xl/../../ut.xml")):
        yield f"slip-{number}", workbook(more=[(name, "x")])
    yield "no-workbook", workbook(changed={"xl/workbook.xml": "<x/>"})
    yield "no-xml", workbook(changed={"xl/workbook.xml": "hej"})
    yield "no-sheet", workbook(changed={"xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_P}"/>'})
    yield "unclosed", workbook(rows=HEAD + "<row><c>")
    yield "deep", workbook(rows="<row>" * 100_000)
    yield "string-out-of-range", workbook(cell(99_999_999, kind="s"))
    yield "string-negative", workbook(cell(-5, kind="s"))
    yield "string-not-a-number", workbook(cell("x", kind="s"))
    yield "far-row", workbook(HEAD + '<row r="99999999999999"><c><v>1</v></c></row>')
    yield "far-row-within", workbook(HEAD + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')
    yield "far-column", workbook(HEAD + '<row r="2"><c r="XFD2"><v>1</v></c></row>')
    yield "no-such-column", workbook(cell(1, "ZZZZZZ2"))
    yield "odd-reference", workbook(cell(1, "2A"))
    yield "huge-number", workbook(cell("1e309"))
    yield "huge-day", workbook(cell("9" * 400, kind="d"))
    yield "style-out-of-range", workbook(HEAD + '<row r="2"><c r="A2" s="9999"><v>1</v></c></row>')
    yield "formula-loop", workbook(HEAD + '<row r="2"><c r="A2"><f>A2</f><v>1</v></c></row>')
    yield "lying-size", workbook(dimension='<dimension ref="A1:XFD1048576"/>')
    yield "lying-size-small", workbook(dimension='<dimension ref="A1"/>')
    yield "lying-size-odd", workbook(dimension='<dimension ref="!!"/>')
    yield "long-cell", workbook(cell("x" * 5_000_000, kind="str"))


def hostile_texts():
    """(name, content) of texts that are no list, or hardly one."""
    yield "million-columns", b"Namn;Postnr\n" + b"x;" * 1_000_000
    yield "million-columns-in-head", b"Namn;" * 1_000_000 + b"\nx;y\n"
    yield "huge-line", b"Namn;Postnr\n" + b"x" * 15_000_000 + b";1\n"
    yield "unclosed-quote", b'Namn;Postnr\n"' + b"x;y\n" * 2_000_000
    yield "all-quotes", b'"' * 5_000_000
    yield "nulls", b"Namn;Postnr\n\0\0\0;\0\n"
    yield "only-nulls", bytes(1_000_000)
    yield "only-separators", b";" * 100 + b"\n" + b";\n" * 100_000
    yield "only-newlines", b"\n" * 5_000_000
    yield "only-returns", b"\r" * 5_000_000
    yield "many-rows", b"Namn;Postnr\n" + b"x;26135\n" * 200_000
    yield "half-wide", "Namn;Postnr\nÖ;1\n".encode("utf-16-le")[:-1]
    yield "mark-only", b"\xff\xfe"
    yield "wide-rubbish", b"\xff\xfe" + b"\x00\xd8" * 1000
    yield "sep-only", b"sep=;\n"
    yield "sep-quote", b'sep="\nNamn"Postnr\n1"2\n'
    yield "combining", ("Namn;Postnr\n" + "a" + "\u0301" * 200_000 + ";1\n").encode()
    yield "turned-round", "Namn;Postnr\n\u202e\u2066\u200fx;26135\n".encode()
    yield "random", random.Random(1).randbytes(1_000_000)
    yield "zip-in-name-only", b"PK"
    yield "zip-head", b"PK\x03\x04" + bytes(100)
    yield "old-office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)
    yield "html", b"<html><script>x</script></html>"
    yield "pdf-and-zip", b"%PDF-1.7\n" + workbook()
    yield "header-only", b"Namn;Postnr\n"


def mutated(content, seed):
    """The content with a few bytes changed, cut, doubled or moved."""
    chance = random.Random(seed)
    made = bytearray(content)
    for _ in range(chance.choice((1, 2, 5, 20))):
        if not made:
            break
        at = chance.randrange(len(made))
        match chance.randrange(5):
            case 0:
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                made[at : at + chance.randrange(1, 50)] = b""
            case 2:
                made[at:at] = chance.choice((b";", b'"', b"\n", b"\0", b"\xff", b"<", b"&", b"PK\x01\x02"))
            case 3:
                made[at:at] = made[at : at + chance.randrange(1, 200)]
            case _:
                made[at:] = b"" if chance.random() < 0.3 else made[at + 1 :]
    return bytes(made)
