"""The notice of a decision with names withheld (FL 33 §): a paper of its own, made from the sealed decision."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from krogkoll import law
from krogkoll.decisions.model import Decision
from krogkoll.documents import Block, Document, Heading, Paragraph, Signatures, masked
from krogkoll.inspections import Attendance, Visit
from krogkoll.kernel.record import Record

KIND = "underrättelse om beslut"
MAKER, PRESENTER, OTHER, OFFICER = "en behörig beslutsfattare", "en handläggare", "en medarbetare", "en tjänsteperson"
REASON_LIMIT = 10_000
_SHORTEST = 3
"""A surname of two letters is found in other words; it is looked for as a word of its own only when it is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNotice(Record):
    """A notice as kept beside its decision. reason: the risk that withholding rests on; it stays with us."""

    decision_id: str
    document_id: str
    sha256: str
    reason: str
    made_at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePreview:
    """A notice before it is kept. left: surnames of the withheld that still stand in the text as words of their own."""

    pdf: bytes
    pages: int
    withheld: tuple[str, ...]
    left: tuple[str, ...]


def without_names(decision: Decision) -> Decision:
    """The decision with its functionaries named by their function, so that every sentence stays whole."""
    return replace(
        decision,
        decision_maker_name=MAKER if decision.decision_maker_name.strip() else "",
        decision_maker_title="",
        presenter_name=PRESENTER if decision.presenter_name.strip() else "",
        presenter_title="",
        others=(OTHER,) if decision.others else (),
    )


def withheld_names(decision: Decision, visit: Visit | None) -> Mapping[str, str]:
    """Each name that is withheld with the word in its place: who decided, presented or took part, officers on site."""
    words = {decision.decision_maker_name: MAKER, decision.presenter_name: PRESENTER}
    words |= {_person(name): OTHER for name in decision.others}
    if visit is not None:
        present = (one.name for one in visit.participants if one.attendance is Attendance.PRESENT)
        words |= {name: OFFICER for name in present if name not in words}
    return {name: word for name, word in words.items() if name.strip()}


def notice_document(document: Document, names: Mapping[str, str], sealed_sha256: str) -> Document:
    """The document as a notice: names replaced wherever they stand, no signatures, and a word on what it is."""
    blocks = [block for block in document.blocks if not isinstance(block, Signatures)]
    told = replace(document, kind=KIND, blocks=(*blocks, *_closing(sealed_sha256)), anchors=())
    return masked(told, names)


def surnames_left(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Surnames of the withheld that stand in a text as words of their own; somebody else may bear them."""
    last = dict.fromkeys(name.split()[-1] for name in names if len(name.split()) > 1)
    return tuple(one for one in last if len(one) >= _SHORTEST and re.search(rf"(?<!\w){re.escape(one)}s?\b", text))


def names_inside(pdf: bytes, names: Sequence[str]) -> tuple[str, ...]:
    """The names that stand anywhere in a file: in its text, its structure, its metadata or any decompressed stream."""
    import pikepdf

    from krogkoll.documents import text_of

    spaced = " ".join(text_of(pdf).split()).casefold()
    # An address of e-mail is a name too: "johan.ek@".
    found = {name for name in names if any(sign.join(name.split()).casefold() in spaced for sign in " .")}
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        plain = BytesIO()
        opened.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    raw = plain.getvalue()
    for name in names:
        spellings = [name.encode(code) for code in ("utf-8", "latin-1", "utf-16-be") if _fits(name, code)]
        # A text string of the file may be written in hexadecimal digits.
        spellings += [one.hex().encode() for one in spellings]
        lowered = raw.lower()
        if any(one.lower() in lowered for one in spellings):
            found.add(name)
    return tuple(name for name in names if name in found)


def _fits(name: str, code: str) -> bool:
    try:
        name.encode(code)
    except UnicodeEncodeError:
        return False
    return True


def _person(words: str) -> str:
    """The name in "brandinspektör Johan Ek": the words at the end that begin with a capital letter."""
    kept: list[str] = []
    for word in reversed(words.replace(",", " ").split()):
        if not word[:1].isupper():
            break
        kept.insert(0, word)
    return " ".join(kept) or words


def _closing(sealed_sha256: str) -> tuple[Block, ...]:
    cited = law.cite("FL-33")
    digits = " ".join(sealed_sha256[start : start + 8] for start in range(0, len(sealed_sha256), 8))
    return (
        Heading(level=2, text="Om den här underrättelsen"),
        Paragraph(
            text="Det här är en underrättelse om ett beslut som är undertecknat hos myndigheten. Namnen på dem som har "
            f"fattat beslutet eller deltagit i det är utelämnade med stöd av {cited}. Allt annat i beslutet är med."
        ),
        Paragraph(text=f"Det undertecknade beslutets kontrollsumma (SHA-256): {digits}", small=True),
    )
