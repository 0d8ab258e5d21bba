"""Another program that signs: its own form of CMS, no mark of ours, and the hex digits in capitals."""

import asyncio
from datetime import UTC, date, datetime

from krogkoll.signing import PracticeAuthority
from krogkoll.signing.ranges import signed_ranges
from krogkoll.signing.writer import ArchivalWriter

PRINTED = date(2026, 11, 15)
BOTH = ["Johan Ek", "Helena Strand"]


def key_of(issuer: PracticeAuthority, name: str) -> bytes:
    """A practice key file in somebody's name."""
    start = datetime(2026, 10, 1, tzinfo=UTC)
    return issuer.issue(name=name, organisation="Räddningstjänsten", passphrase="x", valid_from=start, kind="rsa")


def sign_elsewhere(pdf: bytes, key: bytes, *, field: str, at: datetime, final: bool = False) -> bytes:
    """The file with one more signature; final: as a certification after which nobody else may sign."""
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    writer = ArchivalWriter.for_signing(pdf, b"elsewhere")
    metadata = signers.PdfSignatureMetadata(
        field_name=field, certify=final, md_algorithm="sha256", docmdp_permissions=MDPPerm.NO_CHANGES
    )
    signer = signers.SimpleSigner.load_pkcs12_data(key, other_certs=[], passphrase=b"x")
    session = signers.PdfSigner(metadata, signer=signer).init_signing_session(writer, existing_fields_only=True)
    session.system_time = at

    async def produce() -> bytes:
        document = session.prepare_tbs_document(None, 16384)
        prepared, output = document.digest_tbs_document()
        await document.perform_signature(prepared.document_digest, PdfCMSSignedAttributes())
        output.seek(0)
        return bytes(output.read())

    signed = asyncio.run(produce())
    seal = signed_ranges(signed)[-1]
    return signed[: seal.gap_start] + signed[seal.gap_start : seal.gap_end].upper() + signed[seal.gap_end :]


def exported(a_night, decision, shown, tmp_path):
    target = tmp_path / "beslut.pdf"
    a_night.signatures.export_for_signature(decision, target, shown_sha256=shown.sha256)
    return target


def by(a_night, pdf, name, field, **more):
    at = more.pop("at", a_night.clock.now())
    return sign_elsewhere(pdf, key_of(a_night.issuer, name), field=field, at=at, **more)


def handed_in(a_night, decision, shown, tmp_path, pdf):
    source = tmp_path / "undertecknat.pdf"
    source.write_bytes(pdf)
    return a_night.signatures.read_in_signed(decision, source, shown_sha256=shown.sha256)


def scan(tmp_path):
    path = tmp_path / "skannat.pdf"
    path.write_bytes(b"%PDF-1.7\nen bild av papperet\n%%EOF\n")
    return path
