"""Real certificates, keys and signed decisions for the tests of signing, made once per run."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from krogkoll.documents import Document, Heading, Lead, Letterhead, Paragraph, SignatureField, Signatures, build
from krogkoll.signing import Pkcs12Signer, PracticeAuthority, sign

AT = datetime(2026, 11, 3, 13, 5, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)
CHECKED = AT + timedelta(days=1)
ORGANISATION = "Räddningstjänsten Övningsköping"
PASSPHRASE = "en hemlig mening på svenska"


@dataclass(frozen=True, slots=True)
class Material:
    """An issuer, two people with keys, and one decision unsigned, signed by one, and signed by both."""

    authority: PracticeAuthority
    presenter: Pkcs12Signer
    decider: Pkcs12Signer
    unsigned: bytes
    one: bytes
    two: bytes


def decision(*, fields: tuple[str, ...] = ("presenter", "decider", "police")) -> bytes:
    """A small tagged decision with prepared, empty signature fields."""
    people = {"presenter": "Anna Ek", "decider": "Bo Ask", "police": "Cecilia Alm"}
    document = Document(
        title="Förbud mot nyttjande av lokalen",
        kind="beslut",
        letterhead=Letterhead(authority=ORGANISATION),
        practice=True,
        made_at=AT,
        blocks=(
            Lead(text="Räddningstjänsten förbjuder att lokalen används för servering."),
            Heading(level=2, text="Skäl"),
            Paragraph(text="Utrymningsvägen från källaren var låst när tillsynen gjordes."),
            Signatures(
                fields=tuple(
                    SignatureField(name=name, caption="Undertecknare", person=people[name], role="Brandinspektör")
                    for name in fields
                )
            ),
        ),
    )
    return build(document).pdf


def signer(authority: PracticeAuthority, name: str, **options: object) -> Pkcs12Signer:
    """A person's practice key by way of a real PKCS#12 file."""
    options = {"valid_from": AT - timedelta(days=1), **options}
    content = authority.issue(name=name, organisation=ORGANISATION, passphrase=PASSPHRASE, **options)
    return Pkcs12Signer.load(content, PASSPHRASE, at=AT)


@cache
def material() -> Material:
    """The material that most tests share; nothing in it is ever changed."""
    authority = PracticeAuthority.create(AT)
    presenter, decider = signer(authority, "Anna Ek"), signer(authority, "Bo Ask")
    unsigned = decision()
    one = sign(unsigned, field="presenter", signer=presenter, at=AT, certify=True)
    two = sign(one, field="decider", signer=decider, at=LATER, certify=False)
    return Material(authority, presenter, decider, unsigned, one, two)
