"""Says what a file is by its content, never by its name, and notices one that is several things at once."""

import re

LOOK = 64 * 1024
"""So many bytes of either end are looked at."""

PDF, ZIP, HTML, MAIL = "application/pdf", "application/zip", "text/html", "message/rfc822"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_STARTS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
    (b"#!", "text/x-script"),
    (b"<?xml", "application/xml"),
)
_BOXES = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"avif": "image/avif",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
}
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_OFFICE = ((b"word/", _DOCX), (b"xl/", _XLSX), (b"ppt/", _PPTX))
_OLE = (
    ("__substg1.0_", "application/vnd.ms-outlook"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_MAIL_HEAD = re.compile(rb"(?im)^(from|to|subject|date|received|message-id|mime-version|return-path|delivered-to):")
_HTML = re.compile(rb"(?i)<(?:!doctype\s+html|html|script|iframe)[\s>]")
_SWEDISH = {
    "application/gzip": "Arkivfil",
    "application/msword": "Word-dokument",
    "application/octet-stream": "Okänt format",
    PDF: "PDF",
    "application/rtf": "Textdokument",
    "application/vnd.microsoft.portable-executable": "Program",
    "application/vnd.ms-excel": "Excel-arbetsbok",
    "application/vnd.ms-outlook": "Outlook-meddelande",
    "application/vnd.ms-powerpoint": "Presentation",
    "application/vnd.oasis.opendocument.spreadsheet": "Kalkylark",
    "application/vnd.oasis.opendocument.text": "Textdokument",
    "application/vnd.rar": "Arkivfil",
    _DOCX: "Word-dokument",
    _PPTX: "Presentation",
    _XLSX: "Excel-arbetsbok",
    "application/x-7z-compressed": "Arkivfil",
    "application/x-executable": "Program",
    "application/xml": "XML-fil",
    ZIP: "Arkivfil",
    MAIL: "E-post",
    HTML: "Webbsida",
    "text/plain": "Textfil",
    "text/x-script": "Program",
}


def swedish_format(mime: str) -> str:
    """The word for a format on screen."""
    family = {"image": "Bild", "audio": "Ljud", "video": "Film"}.get(mime.split("/", 1)[0], "Okänt format")
    return _SWEDISH.get(mime, family)


def is_program(mime: str) -> bool:
    """Whether opening the file would run it."""
    return swedish_format(mime) == "Program"


def formats(head: bytes, tail: bytes) -> tuple[str, ...]:
    """What the first and last bytes of a file say that it is, the most binding first; more than one is a mixture."""
    first = _first(head, tail)
    found = [first]
    if first != PDF and b"%PDF-" in head[:1024]:
        found.append(PDF)
    archive = _zipped(head + tail)
    if b"PK\x05\x06" in tail and archive != first and not first.startswith("application/vnd.o"):
        found.append(archive)
    if first.startswith(("image/", "audio/", "video/")) and (_HTML.search(head) or _HTML.search(tail)):
        found.append(HTML)
    return tuple(dict.fromkeys(found))


def _first(head: bytes, tail: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head + tail)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _stored(head + tail)
    if head[4:8] == b"ftyp":
        return _BOXES.get(head[8:12], "video/mp4")
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "audio/wav")
    return next((mime for start, mime in _STARTS if head.startswith(start)), "") or _text(head)


def _zipped(content: bytes) -> str:
    if content[30:38] == b"mimetype" and b"opendocument.text" in content[:120]:
        return "application/vnd.oasis.opendocument.text"
    if content[30:38] == b"mimetype" and b"opendocument.spreadsheet" in content[:120]:
        return "application/vnd.oasis.opendocument.spreadsheet"
    if b"[Content_Types].xml" in content:
        return next((mime for part, mime in _OFFICE if part in content), ZIP)
    return ZIP


def _stored(content: bytes) -> str:
    names = ((name.encode("utf-16-le"), mime) for name, mime in _OLE)
    return next((mime for name, mime in names if name in content), "application/x-ole-storage")


def _text(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _HTML.match(start):
        return HTML
    if b"%PDF-" in head[:1024]:
        return PDF
    if b"\0" in head:
        return "text/plain" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "application/octet-stream"
    if len({found.lower() for found in _MAIL_HEAD.findall(head[:8192])}) >= 2 and re.match(
        rb"[\x21-\x39\x3b-\x7e]+:", start
    ):
        return MAIL
    odd = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head[:4096])
    return "text/plain" if head and odd == 0 else "application/octet-stream"
