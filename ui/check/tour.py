"""The states of the page Kontrollera: nothing yet, what holds, what is uncertain, what was changed, what is no PDF."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import cast

from PySide6.QtWidgets import QWidget

from krogkoll.documents import Document, Lead, Letterhead, Paragraph, SignatureField, Signatures, build
from krogkoll.kernel.clock import STOCKHOLM
from krogkoll.signing import Pkcs12Signer, PracticeAuthority, check, sign
from ui.check.page import CheckPage
from ui.tour import Settle, Shot

_AT = datetime(2026, 11, 15, 1, 10, tzinfo=STOCKHOLM)
_ONCE = "övning"
_PEOPLE = {"presenter": ("Johan Ek", "Föredragande"), "decision_maker": ("Helena Strand", "Beslutsfattare")}


@cache
def _signed() -> tuple[bytes, bytes]:
    """A small decision signed by two, and the certificate of who issued their keys."""
    house = "Räddningstjänsten Öresund (exempel)"
    document = Document(
        title="Källarlokalen får inte användas för besökare",
        kind="beslut",
        letterhead=Letterhead(authority=house),
        practice=True,
        made_at=_AT,
        blocks=(
            Lead(text="Räddningstjänsten Öresund (exempel) förbjuder besökare i lokalen."),
            Paragraph(text="Utrymningsvägen var låst."),
            Signatures(
                fields=tuple(
                    SignatureField(name=field, caption=caption, person=person, role="Brandingenjör")
                    for field, (person, caption) in _PEOPLE.items()
                )
            ),
        ),
    )
    issuer = PracticeAuthority.create(_AT - timedelta(days=2))
    pdf = build(document).pdf
    for field, (person, _) in _PEOPLE.items():
        start = _AT - timedelta(days=1)
        key = issuer.issue(name=person, organisation=house, passphrase=_ONCE, valid_from=start)
        pdf = sign(
            pdf,
            field=field,
            signer=Pkcs12Signer.load(key, _ONCE, at=_AT),
            at=_AT,
            certify=field == "presenter",
        )
    return pdf, issuer.ca_pem


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """What the page shows before a file, and for each sort of verdict."""
    page = cast(CheckPage, shown)
    page.begin_again()
    settle()
    yield "empty", page.window()
    pdf, issuer = _signed()
    later = _AT + timedelta(days=1)
    page.show_report("Beslut RTÖ 2026-0187.pdf", check(pdf, trust=[issuer], at=later))
    settle()
    yield "holds", page.window()
    page.show_report("Beslut RTÖ 2026-0187.pdf", check(pdf, trust=(), at=later))
    settle()
    yield "unknown", page.window()
    page.show_report("Ändrat beslut.pdf", check(pdf + b"\n% tillagt\n", trust=[issuer], at=later))
    settle()
    yield "changed", page.window()
    page.show_report("Semesterbild.jpg", check(b"\xff\xd8\xff ingen PDF", trust=(), at=later))
    settle()
    yield "no-pdf", page.window()
    page.show_report("Borta.pdf", None)
    settle()
    yield "unreadable", page.window()
    page.begin_again()
