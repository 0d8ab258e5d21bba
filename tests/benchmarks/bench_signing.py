"""How long one signature and one verdict take on a warm process: what a person waits for after the PIN."""

import time
from datetime import UTC, datetime, timedelta

from figures import figure

AT = datetime(2026, 11, 3, 13, 5, tzinfo=UTC)
ROUNDS = 9


def _decision() -> bytes:
    from krogkoll.documents import Document, Heading, Lead, Letterhead, Paragraph, SignatureField, Signatures, build

    people = ("Anna Ek", "Bo Ask")
    fields = tuple(SignatureField(name=f"s{place}", caption="X", person=name) for place, name in enumerate(people))
    text = "Utrymningsvägen från källaren var låst när tillsynen gjordes. " * 12
    sections = tuple(
        block
        for number in range(12)
        for block in (Heading(level=2, text=f"Skäl {number}"), Paragraph(text=text), Paragraph(text=text))
    )
    document = Document(
        title="Förbud mot nyttjande av lokalen",
        kind="beslut",
        letterhead=Letterhead(authority="Räddningstjänsten Övningsköping"),
        practice=True,
        made_at=AT,
        blocks=(Lead(text=text), *sections, Signatures(fields=fields)),
    )
    return build(document).pdf


def _signers(kind: str) -> tuple[object, list[object]]:
    from krogkoll.signing import Pkcs12Signer, PracticeAuthority

    authority = PracticeAuthority.create(AT)
    files = [
        authority.issue(name=name, organisation="X", passphrase="x", valid_from=AT, kind=kind)
        for name in ("Anna Ek", "Bo Ask")
    ]
    return authority, [Pkcs12Signer.load(content, "x", at=AT) for content in files]


def _best(work) -> float:
    """The best of several rounds, the first one, which imports, left out."""
    work()
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def _signing(kind: str) -> float:
    from krogkoll.signing import sign

    pdf, (_, (first, second)) = _decision(), _signers(kind)
    one = sign(pdf, field="s0", signer=first, at=AT, certify=True)
    return _best(lambda: sign(one, field="s1", signer=second, at=AT, certify=False))


@figure("sign a decision, elliptic key", unit="s CPU", at_most=0.1)
def sign_elliptic() -> float:
    return _signing("ec")


@figure("sign a decision, RSA key", unit="s CPU", at_most=0.3)
def sign_rsa() -> float:
    return _signing("rsa")


@figure("verify a decision signed by two", unit="s CPU", at_most=0.5)
def verify_two() -> float:
    from krogkoll.signing import check, sign

    authority, (first, second) = _signers("ec")
    one = sign(_decision(), field="s0", signer=first, at=AT, certify=True)
    two = sign(one, field="s1", signer=second, at=AT, certify=False)
    later = AT + timedelta(days=1)
    assert check(two, trust=[authority.certificate], at=later).holds
    return _best(lambda: check(two, trust=[authority.certificate], at=later))
